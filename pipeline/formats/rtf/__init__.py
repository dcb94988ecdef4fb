"""Rich Text Format: read."""
