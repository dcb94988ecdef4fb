"""Paragraphs into sentences: exact offsets, readable rules, no model.

`segment` cuts a paragraph, `explain` tells which rule decided each place.
"""

from pipeline.segment.engine import Decision, explain, segment
from pipeline.segment.languages import LANGUAGES, Options, writing_style

__all__ = ["LANGUAGES", "Decision", "Options", "explain", "segment", "writing_style"]
