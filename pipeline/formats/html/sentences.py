"""A bead's text as HTML: one `span` a passage, with what the page's script needs to find its partner and its words."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from pipeline.bilingual.elements import draw_passage
from pipeline.bilingual.passages import Passage
from pipeline.bilingual.remarks import make_remarks
from pipeline.bilingual.rows import Block, Row
from pipeline.bilingual.spans import Resolver
from pipeline.bilingual.typography import Shown, typeset
from pipeline.document import Bead, Document, Link

Side = Literal["f", "e"]
_CLOCK = re.compile(r"\W*(?:(\d+):)?(\d+):(\d\d)\b")


class Sentences:
    """Writes the blocks of one document.

    The French of bead 12 in section "d1" has the id "d1-f12", its English "d1-e12"; what continues it in a further
    block "d1-f12-2" and so on. `data-l` on the first French span holds the word links: four numbers a link, places in
    UTF-16 units in the text of all French, and all English, spans of the bead.
    """

    def __init__(self, section: str, document: Document, rows: Iterable[Row], language: str, resolve: Resolver) -> None:
        """Write for a section the rows of a document; `resolve` tells what marks point to."""
        self.section = section
        self.document = document
        self.resolve = resolve
        self.language = language
        self.remarks = make_remarks(document)
        self.parts: dict[tuple[Side, int], list[Passage]] = defaultdict(list)
        self.time = self.voice = ""  # what was told last
        self.written: dict[tuple[Side, int], int] = defaultdict(int)
        for row in rows:
            self._note("f", row.source)
            for block in row.targets:
                self._note("e", block)

    def _note(self, side: Side, block: Block) -> None:
        """Note the passages of a block for the word links of their beads."""
        for passage in block.passages:
            if passage.bead is not None:
                self.parts[side, passage.bead].append(passage)

    def block(self, side: Side, block: Block, left_out: Container[str] = ()) -> Markup:
        """Draw a block's text, without the element around it and without marks of some names."""
        verbatim = block.kind == "code"
        return Markup("").join(self._passage(side, passage, verbatim, left_out) for passage in block.passages)

    def _passage(self, side: Side, passage: Passage, verbatim: bool, left_out: Container[str]) -> Markup:
        """Draw a passage, in a span with its id if it belongs to a bead."""
        view = Shown(passage.text) if verbatim else self._shown(side, passage.text)
        text = draw_passage(passage, view, self.resolve, left_out)
        if passage.bead is None:
            return text
        self.written[side, passage.bead] += 1
        part = self.written[side, passage.bead]
        suffix = f"-{part}" if part > 1 else ""
        attributes = {"id": f"{self.section}-{side}{passage.bead + 1}{suffix}", "class": "s"}
        if not passage.text:
            attributes["class"] = "s gap"
        if side == "f" and (told := self._told(passage)):
            attributes["data-said"] = told
        if part == 1:
            attributes |= self._remarks(side, passage.bead)
        written = Markup("").join(Markup(' {}="{}"').format(*attribute) for attribute in attributes.items())
        return Markup("<span{}>{}</span>").format(written, text)

    def _told(self, passage: Passage) -> str:
        """Tell what its subtitles show of a passage: when it begins and who speaks, where that is not told before."""
        cues = (cue_time(mark.value) for mark in passage.marks if mark.name == "cue")
        voices = [mark.value for mark in passage.marks if mark.name == "voice"]
        time, voice = next(filter(None, cues), ""), ", ".join(dict.fromkeys(voices))
        told = [] if time == self.time else [time]
        told += [] if voice == self.voice and not told else [voice]
        self.time, self.voice = time or self.time, voice
        return " ".join(filter(None, told))

    def _remarks(self, side: Side, number: int) -> dict[str, str]:
        """Give the attributes with which a bead's first span tells of it: its word links or its remark."""
        bead = self.document.beads[number]
        if side == "f":
            links = " ".join(map(str, self._links(number, bead)))
            return {"data-l": links} if links else {}
        remark = self.remarks[number]
        found = {"title": remark.told, "data-by": remark.origin}
        found |= {} if remark.standing == "sure" else {"data-why": remark.standing}
        return {name: value for name, value in found.items() if value}

    def _links(self, number: int, bead: Bead) -> Iterator[int]:
        """Give the word links of a bead: four places a link, two in the French and two in the English."""
        source, target = (
            Joined([self._shown(side, part.text) for part in self.parts[side, number]], self.parts[side, number])
            for side in ("f", "e")
        )
        for link in bead.links:
            yield from _places(link, source, target)

    def _shown(self, side: Side, text: str) -> Shown:
        """Set a text as the page shows it on one side."""
        return typeset(text, self.language if side == "f" else "en")


@dataclass(frozen=True, slots=True)
class Joined:
    """A bead's side as it stands in the data (passages joined by a space) and on the page (nothing between them)."""

    views: list[Shown]
    passages: list[Passage]

    def place(self, offset: int, *, end: bool) -> int:
        """Give where on the page a place in the data is, in UTF-16 units."""
        before = 0
        for view, passage in zip(self.views, self.passages, strict=True):
            if offset <= len(passage.text):
                return before + units(view.text[: view.end(offset) if end else view.start(offset)])
            offset -= len(passage.text) + 1
            before += units(view.text)
        return before


def _places(link: Link, source: Joined, target: Joined) -> Iterator[int]:
    """Give the four places of a link on the page."""
    for side, start, end in (
        (source, link.source_start, link.source_end),
        (target, link.target_start, link.target_end),
    ):
        yield side.place(start, end=False)
        yield side.place(end, end=True)


def cue_time(times: str) -> str:
    """Give when a subtitle begins, to the second; "" where its times are not as clocks show them.

    >>> cue_time("00:01:02,500 --> 00:01:04,000"), cue_time("01:02.5 --> 01:04.0 align:start"), cue_time("{10}{20}")
    ('1:02', '1:02', '')
    """
    found = _CLOCK.match(times)
    if not found:
        return ""
    hours, minutes, seconds = int(found[1] or 0), int(found[2]), found[3]
    return f"{hours}:{minutes:02}:{seconds}" if hours else f"{minutes}:{seconds}"


def units(text: str) -> int:
    """Count the UTF-16 units of a text, as JavaScript does.

    >>> units("é😀")
    3
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
