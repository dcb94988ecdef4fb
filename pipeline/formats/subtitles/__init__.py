"""Subtitles, SubRip, WebVTT and SubStation Alpha: read, written with both languages, spliced with English."""
