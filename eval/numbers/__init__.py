"""Labelled pairs, and how well a check of numbers does on them."""
