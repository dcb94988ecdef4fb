"""Read and write what all formats share: archives, XML, encodings, tables, names of files."""
