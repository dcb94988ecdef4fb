"""What a run says of its own output: checks, scores, flags, metrics."""
