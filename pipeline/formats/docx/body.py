"""Read the paragraphs of one part of a Word file as Word shows them. ECMA-376, part 1, chapter 17.

Insertions, content controls, tables, text boxes and drawings are read; deletions, codes of fields, hidden text and
readings above words are not.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.document import Cell, Kind, Paragraph
from pipeline.formats.docx.drawings import drawn_paragraphs
from pipeline.formats.docx.fields import OFF, computed, form_value, texts_in_codes
from pipeline.formats.docx.formulas import to_mathml
from pipeline.formats.docx.labels import Labels
from pipeline.formats.docx.styles import Styles, looks, said
from pipeline.formats.docx.tables import heights, width
from pipeline.io.builder import Origin, ParagraphBuilder
from pipeline.io.formulas import clean, linear
from pipeline.io.grids import Tables, is_grid, own
from pipeline.io.kinds import is_dialogue
from pipeline.io.opc import Relation
from pipeline.io.symbols import UNKNOWN, read_signs, sign
from pipeline.io.xml import all_text, attribute, local_name
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = dict.fromkeys(["del", "movefrom", "deltext"], "deleted")
_LEFT_OUT |= dict.fromkeys(["instrtext", "delinstrtext", "flddata"], "markup")
_LEFT_OUT |= dict.fromkeys(["ppr", "rpr", "sectpr", "tblpr", "trpr", "tcpr", "sdtpr", "rubypr"], "markup")
_LEFT_OUT |= {"rt": "reading"}
_SEPARATORS = frozenset(["separator", "continuationSeparator"])  # the line above notes (17.18.33)
_SETTINGS = (  # namespaces of elements whose own text says where things stand, and what programs they are for
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}",
    "{http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing}",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}",
    "{urn:schemas-microsoft-com:",
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "nobreakhyphen": "\u2011", "softhyphen": "\u00ad"}
_BOXES = frozenset(["txbxcontent", "txbody", "textpath", "relids", "chart", "altchunk"])
"""What has paragraphs of its own: boxes of Word and of drawings, WordArt, diagrams, charts, parts in another format."""
_CODE = re.compile(r"[0-9A-Fa-f]{1,6}")


Trace = Callable[[Paragraph, "_Element", Sequence[Origin]], None]
"""Gets every paragraph, the element that it is, and where in there its text comes from."""


@dataclass
class Whole:
    """What the parts of a Word file share: styles, labels of notes, numbers of tables, and the account.

    `drawing` reads a part that is a diagram or a chart, `chunk` one in another format; both are given its name.
    `trace` hears of every paragraph.
    """

    styles: Styles
    labels: Labels
    tables: Tables
    ledger: Ledger
    drawing: Callable[[str], Iterator[Paragraph]]
    chunk: Callable[[str], Iterator[Paragraph]]
    trace: Trace


class Body:
    """Reads the paragraphs of one part; `kind` is what they are by the part they stand in, such as notes."""

    def __init__(self, name: str, kind: Kind, relations: Mapping[str, Relation], whole: Whole) -> None:
        self.name = name
        self.kind = kind
        self.relations = relations
        self.whole = whole
        self.ledger = whole.ledger
        self.number = 0  # of paragraphs read so far
        self.cell: Cell | None = None
        self.style = ""  # of the paragraph that is read
        self.unseen: set[_Element] = set()  # texts in there that belong to the codes of fields
        self.computed: dict[_Element, str] = {}  # what fields in there show that keep no result

    def blocks(self, element: "_Element") -> Iterator[Paragraph]:
        """Read every paragraph below an element, in order; those of a text box come after the one it hangs on."""
        for child in self._shown(element):
            name = local_name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl" and not self.whole.tables.inside and is_grid(child, "tr", {"tc"}):
                yield from self._table(child)
            elif name in _BOXES:
                yield from self._box(child, name)
            else:
                yield from self.blocks(child)

    def _shown(self, element: "_Element") -> Iterator["_Element"]:
        """Give the elements in another one that are seen, and note what is in the others."""
        for child in element:
            name = local_name(child)
            if name == "alternatecontent":
                yield from self._shown(self._chosen(child))
            elif reason := self._reason(child, name):
                self._leave_out(reason, all_text(child))
            else:
                yield child

    def _chosen(self, forms: "_Element") -> "_Element":
        """Give the one of several forms of the same thing that is read, the first with text; the others are noted.

        ECMA-376, part 3, 10.2: Word shows the first form that it understands.
        """
        chosen = next((form for form in forms if next(form.iter("{*}t"), None) is not None), None)
        chosen = chosen if chosen is not None else next(iter(forms), forms)
        for form in forms:
            if form is not chosen:
                self._leave_out("fallback", all_text(form))
        return chosen

    def _reason(self, element: "_Element", name: str) -> str:
        """Give the reason why nothing in an element is text to read, "" where it may be."""
        if name == "r" and self.whole.styles.is_hidden(element, self.style):
            return "hidden"
        if name == "sdt" and _shows_placeholder(element):
            return "field"
        if name in {"footnote", "endnote"} and attribute(element, "type") in _SEPARATORS:
            return "markup"
        return _LEFT_OUT.get(name, "")

    def _leave_out(self, reason: str, text: str) -> None:
        """Note what is not read, and in which paragraph it would stand."""
        self.ledger.leave_out(reason, text, self._place())

    def _place(self) -> str:
        """Give the place of the paragraph that comes next."""
        return f"{self.name}#{self.number + 1}"

    def _target(self, identifier: str) -> str:
        """Name the part that a relation leads to, "" where it leads nowhere or outside."""
        relation = self.relations.get(identifier)
        return relation.part if relation else ""

    def _table(self, table: "_Element") -> Iterator[Paragraph]:
        """Read the paragraphs of a table, each with its cell."""
        tables = self.whole.tables
        tables.begin()
        rows = heights(table)
        for row in own(table, "tr", "tbl"):
            tables.next_row()
            heads = next(row.iterfind("{*}trPr/{*}tblHeader"), None) is not None
            for cell in own(row, "tc", "tbl"):
                if cell in rows:
                    self.cell = tables.next_cell(rows[cell], width(cell), heads)
                yield from self.blocks(cell)
        self.cell = None
        tables.end()

    def _placed(self, paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
        """Give paragraphs of another part in the cell in which they are shown."""
        for paragraph in paragraphs:
            yield replace(paragraph, cell=self.cell) if self.cell else paragraph

    def _paragraph(self, element: "_Element") -> Iterator[Paragraph]:
        """Read a paragraph, and after it those of its text boxes."""
        text = ParagraphBuilder()
        boxes: list[_Element] = []
        self.style, self.unseen = said(element, "pStyle"), texts_in_codes(element)
        self.computed = computed(element)
        self._collect(element, text, boxes)
        kind, level = self._kind(element)
        yield from self._numbered(text.paragraph(kind, level), element, text.traced)
        for box in boxes:
            yield from self._box(box, local_name(box))

    def _numbered(
        self, paragraph: Paragraph, element: "_Element", traced: Sequence[Origin] = ()
    ) -> Iterator[Paragraph]:
        """Give a paragraph with its place and its cell, if there is anything to see of it; tell where it stands."""
        if paragraph.text or any(mark.name == "img" for mark in paragraph.marks):
            spoken = paragraph.kind == "paragraph" and is_dialogue(paragraph.text)
            kind: Kind = "dialogue" if spoken else paragraph.kind
            place = self._place()
            self.number += 1
            placed = replace(paragraph, kind=kind, locator=place, cell=self.cell)
            self.whole.trace(placed, element, traced)
            yield placed

    def _box(self, box: "_Element", name: str) -> Iterator[Paragraph]:
        """Read what has paragraphs of its own inside of a paragraph."""
        if name == "txbxcontent":
            yield from self.blocks(box)
        elif name == "txbody":
            for drawn in drawn_paragraphs(box):
                yield from self._numbered(*drawn)
        elif name == "altchunk":
            yield from self._placed(self._chunk(attribute(box, "id")))
        elif name == "textpath":
            self.ledger.hold(attribute(box, "string"))  # the one text that is an attribute
            yield from self._numbered(Paragraph(" ".join(attribute(box, "string").split()), "caption"), box)
        else:
            yield from self._placed(self.whole.drawing(self._target(attribute(box, "dm") or attribute(box, "id"))))

    def _chunk(self, identifier: str) -> Iterator[Paragraph]:
        """Read a part in another format, which a relation leads to."""
        if part := self._target(identifier):
            yield from self.whole.chunk(part)
        else:
            self.ledger.warn(
                f"{self._place()}: text of another file should stand here (altChunk), and is not in this one"
            )

    def _collect(self, element: "_Element", text: ParagraphBuilder, boxes: list["_Element"]) -> None:
        """Add the text of runs; what has paragraphs of its own is put into `boxes`."""
        for child in self._shown(element):
            name = local_name(child)
            if name in _BOXES:
                boxes.append(child)
            elif name == "t":
                self._text(child, text)
            elif name in _CHARACTERS:
                text.add(_CHARACTERS[name], collapse=False, origin=child)
            elif name == "omath":
                formula = to_mathml(child)
                text.mark("formula", clean(formula), linear(formula), origin=child)
            elif not self._mark(child, name, text):
                if child.text and str(child.tag).startswith(_SETTINGS):
                    self.ledger.leave_out("markup", child.text)
                marks = self._marks(child, name)
                for mark in marks:
                    text.open(*mark)
                self._collect(child, text, boxes)
                for _ in marks:
                    text.close()

    def _text(self, element: "_Element", text: ParagraphBuilder) -> None:
        """Add some text of a run; in a symbol font, the signs that it shows."""
        held, run = element.text or "", element.getparent()
        if element in self.unseen:
            self._leave_out("markup", held)
            return
        font = "" if run is None else self.whole.styles.font(run, self.style)
        text.add(read_signs(held, font, self._place(), self.ledger), collapse=False, origin=element)

    def _mark(self, element: "_Element", name: str, text: ParagraphBuilder) -> bool:
        """Add a sign, a field of a form, a break, a call of a note or a picture; tell whether the element is one."""
        labels = self.whole.labels
        if name == "sym":
            self._sign(element, text)
        elif name == "fldchar" or element in self.computed:
            shown = form_value(element) + self.computed.get(element, "")
            self.ledger.hold(shown)  # what is in attributes and codes is no text of the file, but it is read
            text.add(shown, collapse=False, origin=element if shown else None)
        elif name in {"br", "cr"}:
            if attribute(element, "type") in {"page", "column"}:
                text.add(" ", origin=element)  # the sentence goes on, on the next page
            else:
                text.line_break(origin=element)
        elif name in {"footnotereference", "endnotereference"}:
            text.mark("sup", labels.of(name.removesuffix("reference"), attribute(element, "id")))
        elif name in {"footnoteref", "endnoteref"}:
            kind = name.removesuffix("ref")
            own = next((attribute(above, "id") for above in element.iterancestors("{*}" + kind)), "")
            text.mark("sup", labels.of(kind, own))
        elif name in {"blip", "imagedata"}:
            relation = self.relations.get(attribute(element, "embed") or attribute(element, "id"))
            text.mark("img", (relation.part or relation.address) if relation else "")
        else:
            return False
        return True

    def _sign(self, element: "_Element", text: ParagraphBuilder) -> None:
        """Add a sign of a font (17.3.3.30, sym)."""
        code = attribute(element, "char")
        seen = sign(attribute(element, "font"), int(code, 16)) if _CODE.fullmatch(code) else ""
        if not seen:
            self._leave_out("unknown_sign", UNKNOWN)
        self.ledger.hold(seen)  # as above
        text.add(seen or UNKNOWN, collapse=False, origin=element)

    def _marks(self, element: "_Element", name: str) -> list[tuple[str, str]]:
        """Give the marks that an element with parts makes: the looks of a run, the address of a link."""
        if name == "hyperlink":
            relation = self.relations.get(attribute(element, "id"))
            return [("a", relation.address if relation else "#" + attribute(element, "anchor"))]
        return looks(element) if name == "r" else []

    def _kind(self, element: "_Element") -> tuple[Kind, int]:
        """Tell what a paragraph is, and its level: a heading's depth, or how deep a list item is nested."""
        kind, level = self.whole.styles.kind(element)
        if kind == "heading":
            return kind, level
        if self.kind != "paragraph":
            return self.kind, 0
        if any(local_name(above) == "tc" for above in element.iterancestors()):
            return "cell", 0
        return kind, level


def _shows_placeholder(control: "_Element") -> bool:
    """Tell whether a content control shows what to type there, as nobody has yet (17.5.2.39, showingPlcHdr)."""
    shows = next(control.iterfind("{*}sdtPr/{*}showingPlcHdr"), None)
    return shows is not None and attribute(shows, "val") not in OFF
