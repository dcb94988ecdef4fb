"""Sentence alignment: which sentences of a text and its translation say the same."""

from pipeline.alignment.aligner import align
from pipeline.alignment.options import AlignOptions, Helpers

__all__ = ["AlignOptions", "Helpers", "align"]
