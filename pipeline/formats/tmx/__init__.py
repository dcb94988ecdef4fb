"""Translation memories: read, written, and checked."""
