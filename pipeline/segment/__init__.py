"""Paragraphs into sentences: exact offsets, readable rules, no model.

`segment` cuts a paragraph, `explain` tells which rule decided each place, `split_long` cuts a sentence too long for a
model at its best clause boundary, `read_srx` makes a segmenter of somebody else's SRX rules.
"""

from pipeline.segment.engine import Decision, explain, segment
from pipeline.segment.languages import LANGUAGES, Options, writing_style
from pipeline.segment.long_sentences import split_long
from pipeline.segment.srx import read_srx

__all__ = ["LANGUAGES", "Decision", "Options", "explain", "read_srx", "segment", "split_long", "writing_style"]
