"""What a user may set: the schema, and configurations in files."""
