"""HTML pages: read, written as a reading copy, spliced with English."""
