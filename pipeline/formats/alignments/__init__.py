"""Sentence alignments as other tools keep them, read and written."""
