"""Paragraphs into sentences: exact offsets, readable rules, no model.

`segment` cuts a paragraph, `explain` tells which rule decided each place, `split_long` cuts a sentence that is too long
for a model at its best clause boundary, `read_srx` makes a segmenter of somebody else's SRX rules.
"""

from pipeline.segment.engine import Decision, explain, segment
from pipeline.segment.languages import LANGUAGES, Options, writing_style

__all__ = ["LANGUAGES", "Decision", "Options", "explain", "read_srx", "segment", "split_long", "writing_style"]
