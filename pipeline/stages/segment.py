"""The segment stage: where each sentence of each paragraph starts and ends."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import pairwise
from typing import ClassVar

from pipeline.document import KEPT, Document, Paragraph, Segment, Text
from pipeline.segmentation import DEFAULT, Options, SrxSegmenter, segment, writing_style
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext

Segmenter = Callable[[str, str], list[Segment]]
"""(a paragraph's text, its language) -> its segments."""
_ADDRESS = re.compile(r"(?:[a-z][a-z+.-]*://|www\.)\S+", re.IGNORECASE)


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
        found = _with_lines(paragraph, [Segment(*found) for found in cut(paragraph.text, language)])
        return list(_without_cuts(paragraph, found))
    stripped = paragraph.text.strip()
    start = paragraph.text.find(stripped)
    return [Segment(start, start + len(stripped))] if stripped else []


def _with_lines(paragraph: Paragraph, segments: Sequence[Segment]) -> Sequence[Segment]:
    """Cut segments at line breaks after a colon, and around lines that are an address, but in verse.

    >>> from pipeline.document import Mark
    >>> signed = Paragraph("Signé : la secrétaire", marks=(Mark(7, 8, "br"),))
    >>> _with_lines(signed, [Segment(0, 21)])
    [Segment(start=0, end=7), Segment(start=8, end=21)]
    """
    breaks = [mark for mark in paragraph.marks if mark.name == "br"]
    if not breaks or paragraph.kind == "verse":
        return segments
    text = paragraph.text
    borders = [0, *(place for mark in breaks for place in (mark.start, mark.end)), len(text)]
    lines = [(text[start:end].strip(), start) for start, end in zip(borders[::2], borders[1::2], strict=True)]
    cuts = [
        start
        for (line, _), (after, start) in pairwise(lines)
        if line.endswith(":") or _ADDRESS.fullmatch(line) or _ADDRESS.fullmatch(after)
    ]
    return [part for one in segments for part in _parts(text, one, cuts)]


def _parts(text: str, segment: Segment, cuts: Sequence[int]) -> Iterator[Segment]:
    """Cut a segment at some places, without the white space there."""
    inside = [cut for cut in cuts if segment.start < cut < segment.end]
    for start, end in pairwise([segment.start, *inside, segment.end]):
        part = text[start:end]
        if part.strip():
            yield Segment(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))


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
