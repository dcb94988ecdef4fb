"""PDF files: read, and written as a reading copy."""
