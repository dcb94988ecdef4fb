"""What all formats share: archives, XML, encodings, tables, names of files."""
