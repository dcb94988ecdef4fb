"""What the documents in this folder are made of, where a program can make it: `python -m docs` renews them."""
