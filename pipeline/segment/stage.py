"""The segment stage: where each sentence of each paragraph starts and ends."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.config import Segment as Options
from pipeline.document import Document, Paragraph, Segment, Text
from pipeline.segment import SegmentOptions, segment

VERSION = 1


def segment_documents(documents: Sequence[Document], options: Options) -> list[Document]:
    """Fill in the segments of every paragraph, on both sides; a block that is not translated is one segment."""
    return [
        replace(
            document,
            source=_segmented(document.source, options),
            reference=_segmented(document.reference, options) if document.reference else None,
        )
        for document in documents
    ]


def _segmented(text: Text, options: Options) -> Text:
    rules = SegmentOptions(
        split_on=options.split_on,
        keep_dialogue_turns=options.keep_dialogue_turns,
        abbreviations=frozenset(options.abbreviations),
    )
    paragraphs = tuple(
        replace(paragraph, segments=tuple(_segments(paragraph, text.language, rules))) for paragraph in text.paragraphs
    )
    return replace(text, paragraphs=paragraphs)


def _segments(paragraph: Paragraph, language: str, rules: SegmentOptions) -> list[Segment]:
    if paragraph.translate:
        return [Segment(start, end) for start, end in segment(paragraph.text, language, rules)]
    stripped = paragraph.text.strip()
    start = paragraph.text.find(stripped)
    return [Segment(start, start + len(stripped))] if stripped else []
