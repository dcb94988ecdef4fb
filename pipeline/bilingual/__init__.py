"""The bilingual copy as a model: what every reading copy shows, whatever its format."""
