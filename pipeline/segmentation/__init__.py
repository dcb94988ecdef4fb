"""Paragraphs into sentences: exact offsets, readable rules, no model.

`segment` cuts a paragraph, `explain` tells which rule decided each place, `meaning_of` what that rule says, `read_srx`
makes a segmenter of somebody else's SRX rules. A sentence too long for a model is cut in
`pipeline.translation.clauses`.
"""

from pipeline.segmentation.languages import LANGUAGES, Options, writing_style
from pipeline.segmentation.rules import meaning_of
from pipeline.segmentation.segmenter import DEFAULT, Decision, explain, segment
from pipeline.segmentation.srx import SrxSegmenter, read_srx

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "Decision",
    "Options",
    "SrxSegmenter",
    "explain",
    "meaning_of",
    "read_srx",
    "segment",
    "writing_style",
]
