"""The segment stage: where each sentence of each paragraph starts and ends."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline import config
from pipeline.document import Document, Paragraph, Segment, Text
from pipeline.segment import Options, segment, writing_style

VERSION = 2


def segment_documents(documents: Sequence[Document], options: config.Segment) -> list[Document]:
    """Fill in the segments of every paragraph, on both sides; a block that is not translated is one segment.

    Paragraphs whose file says where the sentences are have their segments already, and keep them.
    """
    return [
        replace(
            document,
            source=_segmented(document.source, options),
            reference=_segmented(document.reference, options) if document.reference else None,
        )
        for document in documents
    ]


def rules_for(text: Text, options: config.Segment) -> Options:
    """The options of the rules for a whole text, whose style all its paragraphs share."""
    return Options(
        split_on=tuple(options.split_on),
        keep_dialogue_turns=options.keep_dialogue_turns,
        abbreviations=tuple(options.abbreviations),
        style=writing_style("\n".join(paragraph.text for paragraph in text.paragraphs if paragraph.translate)),
    )


def _segmented(text: Text, options: config.Segment) -> Text:
    rules = rules_for(text, options)
    paragraphs = tuple(
        replace(paragraph, segments=tuple(_segments(paragraph, text.language, rules))) for paragraph in text.paragraphs
    )
    return replace(text, paragraphs=paragraphs)


def _segments(paragraph: Paragraph, language: str, rules: Options) -> list[Segment]:
    if paragraph.segments:
        return list(paragraph.segments)
    if paragraph.translate:
        return [Segment(start, end) for start, end in segment(paragraph.text, language, rules)]
    stripped = paragraph.text.strip()
    start = paragraph.text.find(stripped)
    return [Segment(start, start + len(stripped))] if stripped else []
