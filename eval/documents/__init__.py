"""Document alignment, measured."""
