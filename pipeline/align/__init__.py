"""Sentence alignment: which sentences of a text and its translation say the same."""

from pipeline.align.aligner import align
from pipeline.align.options import AlignOptions, Helpers

__all__ = ["AlignOptions", "Helpers", "align"]
