"""Alignments of sentences as other tools keep them: read and written."""
