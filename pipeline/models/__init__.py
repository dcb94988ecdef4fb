"""The embedded model: files, no code."""
