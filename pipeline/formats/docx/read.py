"""Read Word documents (DOCX): every paragraph that Word shows, wherever it hides.

Insertions, content controls, tables, text boxes and notes are read, comments, headers and footers where they are asked
for; deletions and field codes are not. ECMA-376, part 1, chapter 17.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Cell, Kind, Paragraph, Text
from pipeline.formats.docx.formulas import to_mathml
from pipeline.formats.docx.parts import (
    COMMENTS,
    HEADERS,
    MAIN,
    NOTES,
    STYLES,
    foreign_parts,
    text_parts,
    why_unread,
)
from pipeline.io.archive import Archive, part_name
from pipeline.io.builder import ParagraphBuilder, first_heading
from pipeline.io.formulas import clean, linear
from pipeline.io.grids import Tables, is_grid, span
from pipeline.io.kinds import is_dialogue
from pipeline.io.xml import all_text, attribute, local_name, parse_xml
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"}
_ROMAN |= {5: "v", 4: "iv", 1: "i"}
_LEFT_OUT = dict.fromkeys(["del", "movefrom", "deltext"], "deleted")
_LEFT_OUT |= {"fallback": "fallback", "instrtext": "markup", "delinstrtext": "markup", "flddata": "markup"}
_LEFT_OUT |= dict.fromkeys(["ppr", "rpr", "sectpr", "tblpr", "trpr", "tcpr", "sdtpr"], "markup")
_SETTINGS = (  # namespaces of elements whose own text says where things stand, and what programs they are for
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}",
    "{urn:schemas-microsoft-com:",
)
_CHARACTERS = {"tab": "\t", "nobreakhyphen": "\u2011", "softhyphen": "\u00ad"}
_STYLES: dict[str, Kind] = {"quote": "quote", "intense quote": "quote", "caption": "caption"}
_STYLE_LOOKS = {
    "emphasis": "em",
    "subtleemphasis": "em",
    "intenseemphasis": "em",
    "strong": "strong",
    "strongemphasis": "strong",
}
_LEVELS = frozenset("012345678")  # of an outline or a list (17.3.1.20, 17.9.3), from the highest
_MOST_DIGITS = 4  # of the number of columns that a cell takes; longer ones are nonsense
_FORMATS = {"b": "strong", "i": "em"}

Labels = dict[str, dict[str, str]]
"""Kind of a note, "footnote" or "endnote" -> its identifier -> what Word shows for it."""


def read_docx(data: bytes, encoding: str, language: str, also: Container[str] = ()) -> Text:
    """Read the paragraphs of a document, its notes after them, numbered by part.

    `encoding` is not used: XML names its own. `also` may name "comments" and "headers" (footers too), which come last;
    of like headers only the first.

    Raises:
        InputError: it is no DOCX file, or is broken, encrypted or an attack.
    """
    archive = Archive(data, "DOCX")
    roots = dict(text_parts(archive, also))
    ledger = Ledger()
    for root in roots.values():
        ledger.hold(all_text(root))
    styles = _style_names(roots[STYLES]) if STYLES in roots else {}
    labels: Labels = {}
    paragraphs: list[Paragraph] = []
    for part in (MAIN, *NOTES, *([COMMENTS] if "comments" in also else [])):
        if part in roots:
            reader = _Part(part, styles, _addresses(archive, part), labels, ledger)
            paragraphs += reader.blocks(roots.pop(part))
    if "headers" in also:
        known: set[str] = set()  # documents repeat headers for each section
        for part in sorted(filter(HEADERS.fullmatch, roots)):
            reader = _Part(part, styles, _addresses(archive, part), labels, ledger)
            found = list(reader.blocks(roots.pop(part)))
            paragraphs += [one for one in found if one.text not in known]
            for repeated in (one.text for one in found if one.text in known):
                ledger.leave_out("running_title", repeated, part)
            known.update(one.text for one in found)
    for part, root in roots.items():
        ledger.leave_out(why_unread(part), all_text(root), part)
    for part, text in foreign_parts(archive):
        ledger.hold(text)
        ledger.leave_out("unsupported", text, part)
    return ledger.balance(Text(language, tuple(paragraphs), _title(archive) or first_heading(paragraphs)))


class _Part:
    """Reads the paragraphs of one part; `labels` are those of all notes called so far.

    `ledger` notes what is not read.
    """

    def __init__(
        self, name: str, styles: Mapping[str, str], addresses: Mapping[str, str], labels: Labels, ledger: Ledger
    ) -> None:
        self.labels = labels
        self.ledger = ledger
        self.name = name
        self.styles = styles
        self.addresses = addresses
        self.number = 0
        self.tables = Tables()
        self.cell: Cell | None = None

    def blocks(self, element: "_Element") -> Iterator[Paragraph]:
        """Read every paragraph at or below an element, in order; those of a text box come after the one it hangs on."""
        name = local_name(element)
        if attribute(element, "type") in {"separator", "continuationSeparator"}:
            self._leave_out("markup", element)
        elif not self._is_left_out(element, name):
            yield from self._read(element, name)

    def _is_left_out(self, element: "_Element", name: str) -> bool:
        """Tell whether nothing in an element is text to read, and note what is there."""
        if name not in _LEFT_OUT:
            return False
        self._leave_out(_LEFT_OUT[name], element)
        return True

    def _leave_out(self, reason: str, element: "_Element") -> None:
        """Note that nothing in an element is read, and in which paragraph it would stand."""
        self.ledger.leave_out(reason, all_text(element), f"{self.name}#{self.number + 1}")

    def _read(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """Read every paragraph at or below an element that is not left out."""
        if name == "p":
            yield from self._paragraph(element)
        elif name == "tbl" and is_grid(element, "tr", {"tc"}):
            yield from self._table(element)
        else:
            yield from self._children(element)

    def _table(self, table: "_Element") -> Iterator[Paragraph]:
        """Read the paragraphs of a table, each with its cell."""
        self.tables.begin()
        heights = _heights(table)
        for row in table.iter("{*}tr"):
            self.tables.next_row()
            heads = next(row.iterfind("{*}trPr/{*}tblHeader"), None) is not None
            for cell in row.iter("{*}tc"):
                if cell in heights:
                    self.cell = self.tables.next_cell(heights[cell], _width(cell), heads)
                yield from self._children(cell)
        self.cell = None
        self.tables.end()

    def _children(self, element: "_Element") -> Iterator[Paragraph]:
        """Read every paragraph below an element."""
        for child in element:
            yield from self.blocks(child)

    def _paragraph(self, element: "_Element") -> Iterator[Paragraph]:
        """Read a paragraph, and after it those of its text boxes."""
        text = ParagraphBuilder()
        boxes: list[_Element] = []
        self._collect(element, text, boxes)
        kind, level = self._kind(element)
        paragraph = text.paragraph(kind, level, f"{self.name}#{self.number + 1}")
        if paragraph.text or any(mark.name == "img" for mark in paragraph.marks):
            self.number += 1
            spoken = kind == "paragraph" and is_dialogue(paragraph.text)
            yield replace(paragraph, kind="dialogue" if spoken else kind, cell=self.cell)
        for box in boxes:
            yield from self._children(box)

    def _collect(self, element: "_Element", text: ParagraphBuilder, boxes: list["_Element"]) -> None:
        """Add the text of runs; text boxes, which have paragraphs of their own, are put into `boxes`."""
        for child in element:
            name = local_name(child)
            if self._is_left_out(child, name):
                continue
            if name == "txbxcontent":
                boxes.append(child)
            elif name == "t":
                text.add(child.text, collapse=False)
            elif name in _CHARACTERS:
                text.add(_CHARACTERS[name], collapse=False)
            elif name in {"br", "cr"}:
                text.line_break()
            elif name in {"footnotereference", "endnotereference"}:
                text.mark("sup", self._label(name.removesuffix("reference"), attribute(child, "id")))
            elif name in {"footnoteref", "endnoteref"}:
                kind = name.removesuffix("ref")
                own = next((attribute(above, "id") for above in child.iterancestors("{*}" + kind)), "")
                text.mark("sup", self._label(kind, own))
            elif name in {"blip", "imagedata"}:
                address = self.addresses.get(attribute(child, "embed") or attribute(child, "id"), "")
                text.mark("img", part_name(self.name, address))
            else:
                self._nested(child, name, text, boxes)

    def _label(self, kind: str, name: str) -> str:
        """Give what Word shows for a note: footnotes and endnotes are numbered each in the order of their calls."""
        called = self.labels.setdefault(kind, {})
        number = len(called) + 1
        return called.setdefault(name, str(number) if kind == "footnote" else _roman(number))

    def _nested(self, element: "_Element", name: str, text: ParagraphBuilder, boxes: list["_Element"]) -> None:
        """Add what has parts: a formula, a run with its looks, a link with its address, any other container."""
        if name == "omath":
            formula = to_mathml(element)
            text.mark("formula", clean(formula), linear(formula))
            return
        if element.text and str(element.tag).startswith(_SETTINGS):
            self.ledger.leave_out("markup", element.text)
        marks = _looks(element) if name == "r" else []
        if name == "hyperlink":
            marks = [("a", self.addresses.get(attribute(element, "id"), "#" + attribute(element, "anchor")))]
        for mark in marks:
            text.open(*mark)
        self._collect(element, text, boxes)
        for _ in marks:
            text.close()

    def _kind(self, element: "_Element") -> tuple[Kind, int]:
        """Tell what a paragraph is, and its level: a heading's depth, or how deep a list item is nested."""
        style = self.styles.get(_value(element, "pStyle"), "")
        if found := re.fullmatch(r"heading (\d)", style):
            return "heading", int(found[1])
        outline = _value(element, "outlineLvl")
        if style == "title" or outline in _LEVELS:
            return "heading", _level(outline)
        if self.name in NOTES or self.name == COMMENTS:
            return "note", 0
        if any(local_name(above) == "tc" for above in element.iterancestors()):
            return "cell", 0
        if next(element.iterfind("{*}pPr/{*}numPr"), None) is not None or style.startswith("list"):
            return "list_item", _level(_value(element, "numPr/{*}ilvl"))
        return _STYLES.get(style, "paragraph"), 0


def _level(value: str) -> int:
    """Give the level of a heading or a list item, from 1, of what a file says of it; 1 where that is no level.

    >>> _level("0"), _level("8"), _level(""), _level("x")
    (1, 9, 1, 1)
    """
    return int(value) + 1 if value in _LEVELS else 1


def _roman(number: int) -> str:
    """Give a small Roman number.

    >>> _roman(4), _roman(19)
    ('iv', 'xix')
    """
    made = ""
    for value, letters in _ROMAN.items():
        made += number // value * letters
        number %= value
    return made


def _heights(table: "_Element") -> dict["_Element", int]:
    """Tell how many rows each cell takes; those that go on with the one above (17.4.84, vMerge) are left out."""
    heights: dict[_Element, int] = {}
    above: dict[int, _Element] = {}  # by column
    for row in table.iter("{*}tr"):
        column = 0
        for cell in row.iter("{*}tc"):
            merge = next(cell.iterfind("{*}tcPr/{*}vMerge"), None)
            goes_on = merge is not None and attribute(merge, "val") != "restart" and column in above
            if goes_on:
                heights[above[column]] += 1
            else:
                above[column], heights[cell] = cell, 1
            column += _width(cell)
    return heights


def _width(cell: "_Element") -> int:
    """Tell how many columns a cell takes (17.4.17, gridSpan)."""
    columns = next((attribute(node, "val") for node in cell.iterfind("{*}tcPr/{*}gridSpan")), "")
    return span(columns, _MOST_DIGITS)


def _value(element: "_Element", path: str) -> str:
    """Give the value of one of a paragraph's properties, "" when it is not set."""
    found = next(element.iterfind("{*}pPr/{*}" + path), None)
    return "" if found is None else attribute(found, "val")


def _looks(run: "_Element") -> list[tuple[str, str]]:
    """Give the marks that a run's bold, italics and raised letters make: their names and values."""
    looks = []
    for element in run.iterfind("{*}rPr/*"):
        name, value = local_name(element), attribute(element, "val")
        if name in _FORMATS and value not in {"0", "false", "off"}:
            looks.append((_FORMATS[name], ""))
        elif name == "vertalign" and value in {"superscript", "subscript"}:
            looks.append((value[:3], ""))
        elif name == "position" and value.strip("-").isdecimal() and int(value):  # how LibreOffice raises letters
            looks.append(("sub" if value.startswith("-") else "sup", ""))
        elif name == "rstyle" and value.lower() in _STYLE_LOOKS:
            looks.append((_STYLE_LOOKS[value.lower()], ""))
    return looks


def _style_names(root: "_Element") -> dict[str, str]:
    """Name each style by its identifier; one that is based on a heading or the like is named as that is.

    These names are English whatever Word's language.
    """
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    for style in root.iterfind("{*}style"):
        key = attribute(style, "styleId")
        names[key] = next((attribute(node, "val").lower() for node in style.iterfind("{*}name")), "")
        parents[key] = next((attribute(node, "val") for node in style.iterfind("{*}basedOn")), "")
    return {key: next(filter(_is_telling, _lineage(key, names, parents)), names[key]) for key in names}


def _lineage(key: str, names: Mapping[str, str], parents: Mapping[str, str]) -> Iterator[str]:
    """Name a style and those it is based on, one after the other."""
    seen: set[str] = set()
    while key in names and key not in seen:
        seen.add(key)
        yield names[key]
        key = parents[key]


def _is_telling(name: str) -> bool:
    """Tell whether a style's name says what kind of paragraph it is for."""
    return name.startswith(("heading ", "list")) or name == "title" or name in _STYLES


def _addresses(archive: Archive, part: str) -> dict[str, str]:
    """Give what a part's relations point to, addresses of links and names of images, by their identifiers."""
    name = part.replace("word/", "word/_rels/") + ".rels"
    if name not in archive:
        return {}
    return {attribute(node, "Id"): attribute(node, "Target") for node in parse_xml(archive.read(name))}


def _title(archive: Archive) -> str:
    """Give the title in the document's properties, or ""."""
    if "docProps/core.xml" not in archive:
        return ""
    root = parse_xml(archive.read("docProps/core.xml"))
    return next(((node.text or "").strip() for node in root.iter("{*}title")), "")
