"""A walk through a page: what is collected of the block at a place, and what is known around it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from pipeline.document import Mark, Paragraph
from pipeline.formats.html.context import Context, is_block, is_display
from pipeline.formats.html.drawings import drawing_address, drawn_texts
from pipeline.formats.html.hidden import Sheet
from pipeline.formats.html.joining import (
    continues,
    goes_on_after,
    is_drop_capital,
    is_list,
    is_marker,
    join,
    with_line_ends,
    without_separator,
)
from pipeline.formats.html.preformatted import prose_paragraphs
from pipeline.formats.html.roles import (
    CALLS,
    CELLS,
    DRAWN,
    LABEL,
    LISTS,
    ListNumbers,
    field_text,
    is_data,
    is_raised,
    is_typed,
    marks_of,
    spoken_text,
)
from pipeline.io.archive import is_elsewhere, part_name
from pipeline.io.builder import Origin, ParagraphBuilder
from pipeline.io.formulas import clean, linear
from pipeline.io.grids import Tables, span
from pipeline.io.kinds import ends_sentence, is_dialogue
from pipeline.io.xml import all_text, attribute, local_name, plain_text
from pipeline.letters import Ledger, count_letters

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = frozenset(["g", "title", "desc", "metadata", "defs"])  # in a drawing
_QUOTES = {"fr": (("«\u00a0", "\u00a0»"), ("“", "”")), "en": (("“", "”"), ("‘", "’"))}
"""The marks that browsers put around `q`, and around one inside of another, by language."""


class End(NamedTuple):
    """Where a block's text ends: right before an element, or with the element, inside of it."""

    element: "_Element"
    before: bool


class Waiting(NamedTuple):
    """A block that may belong to the next one, where it ends, what joins them, and where its text comes from."""

    paragraph: Paragraph
    end: End
    joint: str
    traced: Sequence[Origin]


class Walk:
    """Where in a tree the walk stands, and the block that it collects."""

    end: End  # of the text collected so far

    def __init__(self, language: str, part: str, ledger: Ledger, sheet: Sheet, base: str) -> None:
        self.ledger = ledger  # of what is not read
        self.language = language  # of the text: what is in another is copied
        self.part = part  # of an archive, "" for a file that is read alone
        self.sheet = sheet  # what the page's own styles hide
        self.base = base  # address on the web that others count from, "" for none
        self.number = 0  # of the block given last
        self.text = ParagraphBuilder()  # the block that is collected now
        self.tables = Tables()  # around the place
        self.contexts = [Context()]  # of the blocks around the place, the innermost last
        self.fresh_item = False  # whether the place is in a list item whose first block is still to come
        self.lists: list[ListNumbers] = []  # around the place
        self.number_of_item = ""  # of that fresh item, in a numbered list
        self.blocks: set[_Element] = set()  # around the place
        self.opened: list[int] = []  # how many marks each element around the place has opened in the block
        self.drawn: list[tuple[str, _Element]] = []  # texts of the drawings in the block
        self.waiting: Waiting | None = None
        self.capital = False  # whether the block that is collected is a drop capital
        self.traced: Sequence[Origin] = ()  # where the text of the block collected last comes from
        self.trace: Callable[[Paragraph, Sequence[Origin]], None] = lambda *_: None  # hears of every block

    def is_call(self, element: "_Element", name: str) -> bool:
        """Tell whether an element is the call of a note, or at a note's beginning the way back to its call."""
        address = attribute(element, "href")
        if name != "a" or not address or not LABEL.fullmatch(plain_text(element)):
            return False
        in_note = self.contexts[-1].kind == "note" and self.text.is_empty and not is_elsewhere(address)
        if "#" not in address:
            return in_note
        return in_note or is_typed(element, CALLS) or is_raised(element) or not plain_text(element).isalnum()

    def call(self, element: "_Element") -> None:
        """Mark the call of a note: its address and what is seen of it."""
        self.text.mark("a", attribute(element, "href"))
        self.text.mark("sup", plain_text(element))

    def skip(self, element: "_Element", name: str, reason: str) -> Iterator[Paragraph]:
        """Pass an element that is left out for a reason; give the block that it ends, if any."""
        if reason == "furniture" and is_block(element, name):
            self.end = End(element, before=True)
            yield from self.flush()
        alone = name == "math" and is_display(element) and (self.text.is_empty or ends_sentence(self.text.so_far))
        if alone:
            self.end = End(element, before=True)
            yield from self.flush()
        self._leave_out(reason, element, self._draw(element) if name in DRAWN else "")
        if alone:
            yield from self.flush()

    def _leave_out(self, reason: str, element: "_Element", said: str = "") -> None:
        """Note that nothing in an element is read but what is `said` of it, and in which block it would stand."""
        unread = (count_letters(spoken_text(element)) - count_letters(said)).elements()
        self.ledger.leave_out(reason, "".join(unread), f"{self.part}#{self.number + 1}")

    def add(self, element: "_Element", tail: bool = False, strip: bool = False) -> None:
        """Add the text of an element, or that behind it, its white space collapsed where it means nothing."""
        text = (element.tail if tail else element.text) or ""
        text = text.lstrip() if strip else text
        self.text.add(text, collapse=not self.contexts[-1].verbatim, origin=element if text else None, tail=tail)

    def enter(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """Begin an element, with the text before its first child; give the block that ended before it, if any."""
        if is_block(element, name):
            self.blocks.add(element)
            yield from self._enter_block(element, name)
        elif name == "br":
            yield from self._line_break(element)
        elif name == "img":
            unsaid = attribute(element, "aria-hidden").lower() == "true"  # as beside a formula, to say it once
            if unsaid:
                self._leave_out("description", element)
            self._picture(attribute(element, "src"), "" if unsaid else attribute(element, "alt"), element)
        else:
            self._open(element, name)
        self.add(element)

    def read_prose(self, element: "_Element") -> Iterator[Paragraph]:
        """Read prose that stands in a page as its lines were typed, as a text file."""
        yield from self.flush()
        self.end = End(element, before=False)
        context = self.contexts[-1].inside(element, "div", self.language)
        for paragraph in prose_paragraphs(all_text(element)):
            translate = paragraph.translate and context.translate and context.native
            self.traced = (Origin(0, len(paragraph.text), element),)
            yield from self._placed(replace(paragraph, translate=translate, cell=context.cell), capital=False)

    def _enter_block(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """Begin a block; give the one that ended before it, if any."""
        yield from self.flush()
        self.contexts.append(self.contexts[-1].inside(element, name, self.language))
        self._enter_table(element, name)
        self.capital = is_drop_capital(element)
        if name == "li":
            self.fresh_item, self.number_of_item = True, self.lists[-1].number(element) if self.lists else ""
        elif name in LISTS:
            self.lists.append(ListNumbers(element))
        if name == "hr":
            yield self._numbered(Paragraph("* * *", translate=False, cell=self.contexts[-1].cell))
        elif name == "textarea":
            self.ledger.leave_out("field", field_text(element), f"{self.part}#{self.number + 1}")

    def _open(self, element: "_Element", name: str) -> None:
        """Begin an element inside of a block, with its marks."""
        marks = list(marks_of(element, name, self.language)) or [("", "")]
        for mark, value in marks:
            self.text.open(mark, self._address(value) if mark == "a" else value)
        self.opened.append(len(marks))
        if name == "q":
            self._quote(element, closes=False)
        elif name == "input":
            self.ledger.leave_out("field", field_text(element), f"{self.part}#{self.number + 1}")

    def leave(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """End an element, and add the text after it; give the block that ends with it, if any."""
        strip = False
        if element in self.blocks:
            self.blocks.discard(element)
            yield from self._leave_block(name)
        elif name not in {"br", "img"}:
            if name == "q":
                self._quote(element, closes=True)
            for _ in range(self.opened.pop()):
                self.text.close()
            strip = goes_on_after(element)
        self.add(element, tail=True, strip=strip)

    def _leave_block(self, name: str) -> Iterator[Paragraph]:
        """End a block; give it, if there is anything in it."""
        yield from self.flush()
        self.contexts.pop()
        if name == "table":
            self.tables.end()
        elif name in LISTS:
            self.lists.pop()
        if name in {"tr", "dl", "ul", "ol"}:
            yield from self._release()
        self.fresh_item = self.fresh_item and name != "li"

    def _quote(self, element: "_Element", closes: bool) -> None:
        """Add the quotation mark that a browser shows where `q` begins or ends: it is no text of the file."""
        depth = sum(local_name(parent) == "q" for parent in element.iterancestors())
        self.text.add(_QUOTES["en" if self.language.startswith("en") else "fr"][depth % 2][closes], collapse=False)

    def _draw(self, element: "_Element") -> str:
        """Mark a drawing or a formula, and give what the text says of it.

        One that only frames a picture, as title pages of books do, is that picture. The texts in a drawing come after
        the block that it stands in.
        """
        from lxml import etree

        parts = [part for part in element.iterdescendants() if local_name(part) not in _UNSEEN]
        if len(parts) == 1 and local_name(parts[0]) == "image":
            self._picture(attribute(parts[0], "href"), "", element)
            return ""
        if local_name(element) == "math" and (said := linear(element)):
            self.text.mark("formula", clean(element), said, origin=element)
            return said
        drawn = list(drawn_texts(element))
        self.drawn += drawn
        texts = [text for text, _ in drawn]
        said = attribute(element, "aria-label")
        if address := drawing_address(element):
            self._picture(address, said, element)
            return "".join([said, *texts])
        self.text.mark("html", etree.tostring(element, encoding="unicode", with_tail=False))
        return "".join(texts)

    def _picture(self, address: str, said: str, element: "_Element") -> None:
        """Mark a picture and what is said in its place; in an archive, `address` is seen from this part of it."""
        place = part_name(self.part, address) if self.part else self._address(address)
        self.text.mark("img", place, " ".join(said.split()), origin=element)

    def _address(self, address: str) -> str:
        """Give an address as it counts from that which the page names; places in the page itself stay."""
        if not self.base or address.startswith(("#", "data:")):
            return address
        try:
            return urljoin(self.base, address)
        except ValueError:  # what is no address at all
            return address

    def _enter_table(self, element: "_Element", name: str) -> None:
        """Begin a table, a row or a cell, if the element is one."""
        if name == "table":
            self.tables.begin(self.tables.inside or (is_data(element) and not is_list(element, CELLS)))
        elif name == "tr":
            self.tables.next_row()
        elif name in CELLS:
            rows, columns = (span(attribute(element, f"{side}span").strip()) for side in ("row", "col"))
            cell = self.tables.next_cell(rows, columns, heads=name == "th")
            self.contexts[-1] = self.contexts[-1]._replace(cell=cell or self.contexts[-1].cell)

    def _line_break(self, element: "_Element") -> Iterator[Paragraph]:
        """End a line, and the block where two lines end: old pages mean a paragraph so."""
        if self.contexts[-1].verbatim:
            self.text.mark("br", text="\n", origin=element)
            return
        if self.text.ends_with_break:
            yield from self.flush()
        else:
            self.text.line_break(origin=element)

    def finish(self) -> Iterator[Paragraph]:
        """Give what is left at the end."""
        yield from self.flush()
        yield from self._release()

    def flush(self) -> Iterator[Paragraph]:
        """Give the block collected so far, if there is any, and the texts of its drawings; begin another."""
        texts, self.drawn = self.drawn, []
        capital, self.capital = self.capital, False
        if paragraph := self._collected():
            yield from self._placed(paragraph, capital)
        context = self.contexts[-1]
        for text, element in texts:
            translate = context.translate and context.native
            traced = () if len(element) else (Origin(0, len(text), element),)
            yield self._numbered(Paragraph(text, "caption", translate=translate, cell=context.cell), traced)

    def _collected(self) -> Paragraph | None:
        """Take the block collected so far; None where nothing is."""
        context = self.contexts[-1]
        kind, level = context.kind, context.level
        if context.item and self.fresh_item:
            kind, level = "list_item", max(context.lists, 1)
        translate = kind != "code" and context.translate and context.native
        paragraph = self.text.paragraph(kind, level, translate=translate)
        self.traced = self.text.traced
        if kind == "note":
            width, paragraph = len(paragraph.text), without_separator(paragraph)
            width -= len(paragraph.text)
            self.traced = [
                one._replace(start=max(one.start - width, 0), end=max(one.end - width, 0)) for one in self.traced
            ]
        if not paragraph.text and not any(mark.name in {"img", "html"} for mark in paragraph.marks):
            return None
        if kind == "paragraph" and is_dialogue(paragraph.text):
            paragraph = replace(paragraph, kind="dialogue")
        if kind in {"list_item", "note"} and self.fresh_item and self.number_of_item:
            paragraph = replace(paragraph, marks=(Mark(0, 0, "number", self.number_of_item), *paragraph.marks))
        self.fresh_item, self.number_of_item = False, ""
        return replace(with_line_ends(paragraph), cell=context.cell)

    def _placed(self, paragraph: Paragraph, capital: bool) -> Iterator[Paragraph]:
        """Give a block, joined with one that waits for it; one that may belong to the next waits itself."""
        if self.waiting and continues(self.waiting.paragraph, paragraph, self.waiting.joint):
            moved = len(self.waiting.paragraph.text) + len(self.waiting.joint)
            later = (one._replace(start=one.start + moved, end=one.end + moved) for one in self.traced)
            self.traced = (*self.waiting.traced, *later)
            paragraph = join(self.waiting.paragraph, paragraph, self.waiting.joint, self.contexts[-1].lists)
            self.waiting = None
        yield from self._release()
        in_cell = self.contexts[-1].kind in {"cell", "list_item"}
        if capital or is_marker(paragraph, in_cell):
            self.waiting = Waiting(paragraph, self.end, "" if capital else " ", self.traced)
        else:
            yield self._numbered(paragraph, self.traced)

    def _release(self) -> Iterator[Paragraph]:
        """Give the block that waits, if any: it belongs to no other."""
        if self.waiting:
            waiting, self.waiting, now = self.waiting, None, self.end
            self.end = waiting.end
            yield self._numbered(waiting.paragraph, waiting.traced)
            self.end = now

    def _numbered(self, paragraph: Paragraph, traced: Sequence[Origin] = ()) -> Paragraph:
        """Give a block with its number."""
        self.number += 1
        placed = replace(paragraph, locator=f"{self.part}#{self.number}")
        self.trace(placed, traced)
        return placed
