"""Formats, each in a room of its own: how it is read, written, and spliced."""
