"""SubRip and WebVTT subtitles: read, written with both languages, spliced with English."""
