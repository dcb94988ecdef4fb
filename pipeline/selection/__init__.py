"""What concerns a whole corpus: pairs that come again, pairs that are wanted, and the split that each belongs to."""
