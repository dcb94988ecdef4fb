"""Read presentations (PPTX): every paragraph on the slides, in shapes, tables and diagrams, and the speaker's notes.

Slides come in their order, each with its notes after it; hidden slides too. What layouts and masters say is not read.
ECMA-376, part 1, 19 (PresentationML) and 21 (DrawingML).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.document import Cell, Kind, Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.archive import Archive
from pipeline.io.builder import Origin, ParagraphBuilder, first_heading
from pipeline.io.grids import Tables, span
from pipeline.io.opc import Parts, Relation
from pipeline.io.xml import all_text, attribute, local_name
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

Trace = Callable[[Paragraph, "_Element", tuple[Origin, ...]], None]
"""Gets every paragraph, the element that it is, and where in there its text comes from."""
_MAIN = "ppt/presentation.xml"
_SLIDES = re.compile(r"presentationml\.(?:presentation|slideshow|template)\.main", re.IGNORECASE)
_TITLES = frozenset(["title", "ctrTitle"])
_UNSAID = frozenset(["sldNum", "dt", "ftr", "hdr", "sldImg"])
"""What stands on slides and pages of notes by itself: numbers, dates, footers, the slide."""
_OFF = frozenset(["", "0", "false"])
_REASONS = {"hdr": "running_title", "ftr": "running_title"}


def read_pptx(data: bytes, encoding: str, language: str) -> Text:
    """Read the paragraphs of a presentation, numbered by part, as in "ppt/slides/slide2.xml#3".

    `encoding` is not used: XML names its own.

    Raises:
        InputError: it is no PPTX file, or is broken, encrypted or an attack.
    """
    ledger = Ledger()
    package = open_presentation(data)
    trees = trees_of(package)
    paragraphs = tuple(Slides(package, trees, ledger).paragraphs())
    return ledger.balance(Text(language, paragraphs, first_heading(paragraphs)))


def open_presentation(data: bytes) -> Parts:
    """Open a file.

    Raises:
        InputError: it is no PPTX file.
    """
    package = Parts(Archive(data, "PPTX"))
    if not _SLIDES.search(package.content_type(_main(package))) and _MAIN not in package:
        raise InputError("is no PPTX file: it has no slides; save it as PPTX")
    return package


def trees_of(package: Parts) -> dict[str, "_Element"]:
    """Give the parts of a file that hold text to read, in the order to read them: slides, each with diagrams and notes.

    Raises:
        InputError: one is broken.
    """
    main = _main(package)
    relations = package.relations(main)
    found: dict[str, _Element] = {}
    for entry in package.tree(main).iter("{*}sldId"):
        slide = _related(entry, relations)
        if not slide or slide not in package or slide in found:
            continue
        found[slide] = package.tree(slide)
        of_slide = package.relations(slide).values()
        for kind in ("diagramData", "notesSlide"):
            for one in of_slide:
                if one.kind == kind and one.part in package and one.part not in found:
                    found[one.part] = package.tree(one.part)
    return found


def _main(package: Parts) -> str:
    """Name the main part."""
    return next((name for name in package.of_file("officeDocument") if name in package), _MAIN)


def _related(entry: "_Element", relations: Mapping[str, Relation]) -> str:
    """Name the part that an entry of the list of slides leads to: it has an id of its own as well."""
    ids = (str(value) for key, value in entry.attrib.items() if str(key).startswith("{") and str(key).endswith("}id"))
    found = (relations[one].part for one in ids if one in relations)
    return next(found, "")


class Slides:
    """Reads the parts of a presentation; `ledger` notes what is not read, `trace` hears of every paragraph."""

    def __init__(
        self, package: Parts, trees: Mapping[str, "_Element"], ledger: Ledger, trace: Trace = lambda *_: None
    ) -> None:
        self.package = package
        self.trees = trees
        self.ledger = ledger
        self.trace = trace
        self.tables = Tables()
        self.part = ""
        self.number = 0  # of paragraphs of the part that were read
        self.relations: Mapping[str, Relation] = {}

    def paragraphs(self) -> Iterator[Paragraph]:
        """Read every part."""
        for part, root in self.trees.items():
            self.part, self.number, self.relations = part, 0, self.package.relations(part)
            self.ledger.hold(all_text(root))
            is_notes = local_name(root) == "notes"
            yield from self._within(root, "note" if is_notes else "paragraph", 0)

    def _within(self, element: "_Element", kind: Kind, level: int) -> Iterator[Paragraph]:
        """Read every paragraph below an element; what is none is left out."""
        for child in element:
            name = local_name(child)
            if name == "alternatecontent":
                yield from self._one_form(child, kind, level)
            elif name == "sp":
                yield from self._shape(child, kind)
            elif name == "tbl":
                yield from self._table(child)
            elif name == "p" and next(child.iter("{*}t"), None) is not None:
                yield from self._paragraph(child, kind, level)
            else:
                if child.text:
                    self._leave_out("markup", child.text)
                yield from self._within(child, kind, level)

    def _leave_out(self, reason: str, text: str) -> None:
        """Note what is not read, and in which paragraph it would stand."""
        self.ledger.leave_out(reason, text, f"{self.part}#{self.number + 1}")

    def _one_form(self, forms: "_Element", kind: Kind, level: int) -> Iterator[Paragraph]:
        """Read the first of several forms of one thing that has text; the others are noted."""
        chosen = next((one for one in forms if next(one.iter("{*}t"), None) is not None), None)
        for form in forms:
            if form is chosen:
                yield from self._within(form, kind, level)
            else:
                self._leave_out("fallback", all_text(form))

    def _shape(self, shape: "_Element", kind: Kind) -> Iterator[Paragraph]:
        """Read a shape: a title is a heading, and what stands there by itself is left out."""
        place = next(shape.iterfind("{*}nvSpPr/{*}nvPr/{*}ph"), None)
        role = "" if place is None else attribute(place, "type")
        if role in _UNSAID:
            self._leave_out(_REASONS.get(role, "page_number"), all_text(shape))
        elif role in _TITLES and kind == "paragraph":
            yield from self._within(shape, "heading", 1)
        else:
            yield from self._within(shape, kind, 0)

    def _table(self, table: "_Element") -> Iterator[Paragraph]:
        """Read the cells of a table; those that another one covers have no text."""
        self.tables.begin()
        heads = next((attribute(one, "firstRow") not in _OFF for one in table.iterfind("{*}tblPr")), False)
        for other in table:
            self._leave_out("markup", "" if local_name(other) == "tr" else all_text(other))
        for number, row in enumerate(table.iterfind("{*}tr")):
            self.tables.next_row()
            for cell in row.iterfind("{*}tc"):
                if {attribute(cell, "hMerge"), attribute(cell, "vMerge")} <= _OFF:
                    rows, columns = (span(attribute(cell, name)) for name in ("rowSpan", "gridSpan"))
                    place = self.tables.next_cell(rows, columns, heads and not number)
                    for paragraph in cell.iter("{*}p"):
                        yield from self._paragraph(paragraph, "cell", 0, place)
                else:
                    self._leave_out("hidden", all_text(cell))
        self.tables.end()

    def _paragraph(self, element: "_Element", kind: Kind, level: int, cell: Cell | None = None) -> Iterator[Paragraph]:
        """Read a paragraph, if there is anything in it."""
        text = ParagraphBuilder()
        self._collect(element, text)
        if kind == "paragraph" and _is_item(element):
            kind, level = "list_item", span(attribute(next(element.iterfind("{*}pPr")), "lvl") or "0", 1) + 1
        paragraph = text.paragraph(kind, level)
        if paragraph.text:
            self.number += 1
            placed = Paragraph(
                paragraph.text, kind, level, f"{self.part}#{self.number}", marks=paragraph.marks, cell=cell
            )
            self.trace(placed, element, text.traced)
            yield placed

    def _collect(self, element: "_Element", text: ParagraphBuilder) -> None:
        """Add the text of runs and fields, with what they look like."""
        for child in element:
            name = local_name(child)
            if name == "t":
                text.add(child.text, collapse=False, origin=child)
            elif name == "br":
                text.line_break(origin=child)
            elif name in {"r", "fld"}:
                marks = self._marks(child)
                for mark in marks:
                    text.open(*mark)
                self._collect(child, text)
                for _ in marks:
                    text.close()
            else:
                self._leave_out("unsupported", all_text(child))

    def _marks(self, run: "_Element") -> list[tuple[str, str]]:
        """Give the marks that a run's looks and link make: names and values."""
        properties = next(run.iterfind("{*}rPr"), None)
        if properties is None:
            return []
        found = [(mark, "") for name, mark in (("b", "strong"), ("i", "em")) if attribute(properties, name) not in _OFF]
        raised = attribute(properties, "baseline")
        found += [("sub" if raised.startswith("-") else "sup", "")] if raised.strip("-0%") else []
        for link in properties.iterfind("{*}hlinkClick"):
            relation = self.relations.get(attribute(link, "id"))
            found += [("a", relation.address)] if relation else []
        return found


def _is_item(paragraph: "_Element") -> bool:
    """Tell whether a paragraph says that it has a bullet or a number."""
    return any(True for name in ("buChar", "buAutoNum", "buBlip") for _ in paragraph.iterfind(f"{{*}}pPr/{{*}}{name}"))
