"""Pairs as data: JSON lines, tables, Parquet, Moses, Hugging Face, Pharaoh."""
