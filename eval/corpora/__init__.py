"""What whole corpora cost."""
