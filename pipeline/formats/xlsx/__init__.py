"""Workbooks of Excel: the texts in their cells read, and given back in English or in both languages."""
