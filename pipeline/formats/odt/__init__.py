"""OpenDocument texts: read."""
