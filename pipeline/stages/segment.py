"""The segment stage: where each sentence of each paragraph starts and ends."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import ClassVar

from pipeline.document import KEPT, Document, Paragraph, Segment, Text
from pipeline.segmentation import DEFAULT, Options, SrxSegmenter, segment, writing_style
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext

Segmenter = Callable[[str, str], list[Segment]]
"""(a paragraph's text, its language) -> its segments."""


@dataclass(frozen=True, slots=True)
class SegmentStage:
    """Fills in the segments of every paragraph, on both sides; a block that is not translated is one segment.

    Paragraphs whose file says where the sentences are have their segments already, and keep them. The style that
    `options` name is not used: each text's own is found, which all its paragraphs share. `srx` cuts the languages that
    it has rules for.
    """

    name: ClassVar[str] = "segment"
    unit: ClassVar[str] = "paragraphs"
    is_parallel: ClassVar[bool] = False
    joins: ClassVar[Joins] = "never"
    options: Options = DEFAULT
    srx: SrxSegmenter | None = None

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents."""
        srx = {"srx": self.srx.sha256} if self.srx else {}
        return Fingerprint((__name__,), {**asdict(self.options), **srx})

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Fill in the segments of documents."""
        done = []
        for document in documents:
            source = segmented(document.source, self.options, self.srx)
            reference = segmented(document.reference, self.options, self.srx) if document.reference else None
            done.append(replace(document, source=source, reference=reference))
            context.advance(len(source.paragraphs))
        return done


def segmented(text: Text, options: Options = DEFAULT, srx: SrxSegmenter | None = None) -> Text:
    """Give a text with the segments of all its paragraphs; by the rules of an SRX file where it has the language."""
    by_rules = partial(segment, options=with_style_of(text, options))
    cut: Segmenter = srx if srx and srx.knows(text.language) else by_rules
    paragraphs = tuple(
        replace(paragraph, segments=tuple(_segments(paragraph, text.language, cut))) for paragraph in text.paragraphs
    )
    return replace(text, paragraphs=paragraphs)


def with_style_of(text: Text, options: Options) -> Options:
    """Give the options with the style of a whole text."""
    style = writing_style("\n".join(paragraph.text for paragraph in text.paragraphs if paragraph.translate))
    return replace(options, style=style)


def _segments(paragraph: Paragraph, language: str, cut: Segmenter) -> list[Segment]:
    """Segment a paragraph: as its file has it segmented, else by rule; what is not to be translated is one segment."""
    if paragraph.segments:
        return list(paragraph.segments)
    if not paragraph.is_kept():
        return list(_without_cuts(paragraph, [Segment(*found) for found in cut(paragraph.text, language)]))
    stripped = paragraph.text.strip()
    start = paragraph.text.find(stripped)
    return [Segment(start, start + len(stripped))] if stripped else []


def _without_cuts(paragraph: Paragraph, segments: Sequence[Segment]) -> Iterator[Segment]:
    """Join segments that end inside of what stays whole, such as code or a formula.

    >>> from pipeline.document import Mark
    >>> code = Paragraph("Écrire a. B ici. Oui.", marks=(Mark(7, 11, "code"),))
    >>> list(_without_cuts(code, [Segment(0, 9), Segment(10, 16), Segment(17, 21)]))
    [Segment(start=0, end=16), Segment(start=17, end=21)]
    """
    whole = [mark for mark in paragraph.marks if mark.name in KEPT]
    begun: int | None = None
    for number, found in enumerate(segments):
        begun = found.start if begun is None else begun
        after = segments[number + 1].start if number + 1 < len(segments) else None
        if after is None or not any(mark.start < found.end < mark.end and after < mark.end for mark in whole):
            yield Segment(begun, found.end)
            begun = None
