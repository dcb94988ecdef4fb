"""Read workbooks (XLSX): the text of every cell that holds some, sheet by sheet and row by row.

Numbers, dates and what formulas give are no text; nor are cells that name the columns of a table, which formulas go by.
ECMA-376, part 1, 18 (SpreadsheetML).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Cell, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.xlsx.strings import in_lines, read_lines
from pipeline.io.archive import Archive
from pipeline.io.opc import Parts
from pipeline.io.xml import all_text, attribute, local_name
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "xl/workbook.xml"
_SHEETS = re.compile(r"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\.macro", re.IGNORECASE)
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_LONGEST = 9  # digits of a string's number; longer ones are nonsense


class TextCell(NamedTuple):
    """A cell with text: its sheet's part and its place there, itself, and the string that it shows."""

    part: str
    place: str
    element: "_Element"
    string: "_Element"
    heads: bool


class Workbook:
    """The sheets of a workbook, and the strings that their cells share."""

    def __init__(self, data: bytes) -> None:
        """Open a file.

        Raises:
            InputError: it is no XLSX file, or is broken.
        """
        self.package = package = Parts(Archive(data, "XLSX"))
        main = next((name for name in package.of_file("officeDocument") if name in package), _MAIN)
        if main not in package or not (_SHEETS.search(package.content_type(main)) or main == _MAIN):
            raise InputError("is no XLSX file: it has no sheets; save it as XLSX")
        relations = package.relations(main)
        named = (self._id(entry) for entry in package.tree(main).iter("{*}sheet"))
        parts = [relations[one].part for one in named if one in relations and relations[one].kind == "worksheet"]
        self.sheets = {part: package.tree(part) for part in dict.fromkeys(parts) if part in package}
        shared = (one.part for one in relations.values() if one.kind == "sharedStrings")
        self.shared = next((part for part in shared if part in package), "")
        self.table = package.tree(self.shared) if self.shared else None
        self.strings = [] if self.table is None else list(self.table.iterfind("{*}si"))

    @staticmethod
    def _id(entry: "_Element") -> str:
        """Give the identifier of a relation that an entry names."""
        return next((str(value) for key, value in entry.attrib.items() if str(key).endswith("}id")), "")

    def cells(self) -> Iterator[TextCell]:
        """Give every cell with text, in the order of the sheets."""
        for part, root in self.sheets.items():
            heads = self._heads(part)
            for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
                string = self._string(cell)
                if string is not None and any(one.text for one in string.iter("{*}t")):
                    place = attribute(cell, "r")
                    yield TextCell(part, place, cell, string, place in heads)

    def _string(self, cell: "_Element") -> "_Element | None":
        """Give the string that a cell shows, None where that is a number or what a formula gives."""
        if next(cell.iterfind("{*}f"), None) is not None:
            return None
        if attribute(cell, "t") == "inlineStr":
            return next(cell.iterfind("{*}is"), None)
        number = next((one.text or "" for one in cell.iterfind("{*}v")), "")
        is_shared = attribute(cell, "t") == "s" and number.isdecimal() and len(number) <= _LONGEST
        return self.strings[int(number)] if is_shared and int(number) < len(self.strings) else None

    def _heads(self, part: str) -> set[str]:
        """Name the cells of a sheet that name the columns of a table."""
        found: set[str] = set()
        for one in self.package.relations(part).values():
            if one.kind == "table" and one.part in self.package:
                area = _RANGE.fullmatch(attribute(self.package.tree(one.part), "ref"))
                if area:
                    first, last = (_number(name) for name in (area[1], area[3] or area[1]))
                    found |= {f"{_letters(column)}{area[2]}" for column in range(first, last + 1)}
        return found


def read_xlsx(data: bytes, encoding: str, language: str) -> Text:
    """Read the texts of a workbook's cells; the locator of each is its sheet's part and its place there.

    `encoding` is not used: XML names its own.

    Raises:
        InputError: it is no XLSX file, or is broken, encrypted or an attack.
    """
    workbook, ledger = Workbook(data), Ledger()
    paragraphs = []
    cells = list(workbook.cells())
    for cell, where in zip(cells, _places(cells), strict=True):
        lines = in_lines(cell.string)
        ledger.hold(all_text(lines))
        paragraph = read_lines(lines).paragraph("cell")
        paragraphs.append(
            Paragraph(
                paragraph.text,
                "cell",
                locator=f"{cell.part}#{cell.place}",
                translate=not cell.heads,
                marks=paragraph.marks,
                cell=where,
            )
        )
    for part, root in workbook.sheets.items():
        for child in root:
            if local_name(child) != "sheetdata":
                ledger.hold(all_text(child))
                ledger.leave_out(
                    "running_title" if local_name(child) == "headerfooter" else "markup", all_text(child), part
                )
    return ledger.balance(Text(language, tuple(paragraphs)))


def _places(cells: list[TextCell]) -> Iterator[Cell | None]:
    """Give the cells' places in tables, one a sheet; rows and columns without text are not counted."""
    sheets = {part: number for number, part in enumerate(dict.fromkeys(cell.part for cell in cells))}
    rows: dict[str, dict[int, int]] = {part: {} for part in sheets}
    columns: dict[str, dict[int, int]] = {part: {} for part in sheets}
    found = [(cell.part, _PLACE.fullmatch(cell.place)) for cell in cells]
    for part, place in found:
        if place:
            rows[part].setdefault(int(place[2]), 0)
            columns[part].setdefault(_number(place[1]), 0)
    for known in (*rows.values(), *columns.values()):
        known |= {number: rank for rank, number in enumerate(sorted(known))}
    for part, place in found:
        yield Cell(sheets[part], rows[part][int(place[2])], columns[part][_number(place[1])]) if place else None


def _number(letters: str) -> int:
    """Give the number of a column, from 1.

    >>> _number("A"), _number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    """Give the letters of a column.

    >>> _letters(1), _letters(28)
    ('A', 'AB')
    """
    made = ""
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(ord("A") + rest) + made
    return made
