"""Markdown: read, and spliced with English."""
