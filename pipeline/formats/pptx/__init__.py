"""Presentations of PowerPoint: read, and given back in English or in both languages."""
