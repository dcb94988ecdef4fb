"""Word documents: read, and written as a reading copy."""
