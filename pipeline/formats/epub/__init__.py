"""EPUB books: read, written in three layouts, spliced with English."""
