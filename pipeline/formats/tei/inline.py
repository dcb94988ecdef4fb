"""Read what stands inside of a block of TEI: its text, its marks, its sentences; what hangs on it is put apart."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Kind, Paragraph, Segment
from pipeline.formats.tei.roles import holds_blocks, marks_of, reason_to_leave_out
from pipeline.io.builder import ParagraphBuilder
from pipeline.io.xml import all_text, attribute, local_name
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_BREAKS = frozenset({"lb", "pb", "cb", "gb"})
_APART = frozenset({"list", "table", "floatingtext", "figure", "lg", "sp", "p", "ab", "l", "listbibl"})
"""What has blocks of its own inside of a block."""
_PERHAPS_APART = frozenset({"quote", "cit", "q", "said"})
"""What may have some."""


class Inline:
    """The text of one block, as it is collected; `notes` and what is `apart` come after it."""

    def __init__(self, ledger: Ledger, place: str) -> None:
        self.text = ParagraphBuilder()
        self.notes: list[_Element] = []
        self.apart: list[_Element] = []
        self._ledger = ledger
        self._place = place
        self._sentences: list[str] = []  # the text up to and with each sentence

    def begin(self, element: "_Element") -> None:
        """Add a block that stands by itself: its text, or what it is if it has none, as a picture."""
        if local_name(element) == "graphic":
            self.add(element, "graphic")
        else:
            self.collect(element)

    def collect(self, element: "_Element") -> None:
        """Add the text of an element."""
        self.text.add(element.text)
        for child in element:
            self.add(child, local_name(child))
            self.text.add(child.tail)

    def add(self, child: "_Element", name: str) -> None:
        """Add what one element is to the text."""
        if reason := reason_to_leave_out(child, name):
            self._ledger.leave_out(reason, all_text(child), self._place)
        elif name == "note":
            self.text.mark("sup", attribute(child, "n"))
            self.notes.append(child)
        elif name in _BREAKS:
            self._ledger.leave_out("markup", all_text(child), self._place)
            if attribute(child, "break") != "no":
                self.text.add(" ")
        elif name == "graphic":
            self._ledger.leave_out("description", all_text(child), self._place)
            self.text.mark("img", attribute(child, "url"))
        elif name in _APART or (name in _PERHAPS_APART and holds_blocks(child)):
            self.apart.append(child)
        else:
            marks = marks_of(child, name)
            for mark in marks:
                self.text.open(*mark)
            self.collect(child)
            for _ in marks:
                self.text.close()
            if name == "s":
                self._sentences.append(self.text.so_far)

    def paragraph(self, kind: Kind, level: int) -> Paragraph:
        """Give the block, with its sentences where all of it is in some."""
        paragraph = self.text.paragraph(kind, level)
        return paragraph if not self._sentences else _with_segments(paragraph, self._sentences)


def _with_segments(paragraph: Paragraph, ends: list[str]) -> Paragraph:
    """Give a paragraph with the sentences that end where some beginnings of its text end, if nothing is left over."""
    before = len(ends[-1]) - len(ends[-1].lstrip())
    segments, start = [], 0
    for end in ends:
        stop = len(end.rstrip()) - before
        piece = paragraph.text[start:stop]
        if piece.strip():
            segments.append(Segment(stop - len(piece.lstrip()), stop))
        start = max(start, stop)
    whole = not paragraph.text[start:].strip()
    return replace(paragraph, segments=tuple(segments)) if whole else paragraph
