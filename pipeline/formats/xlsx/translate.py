"""A workbook in English or in both languages: the texts of its cells exchanged; numbers, formulas and all else stay.

Cells that share a text may have their own English: what is new is added to the strings that cells share, and no string
that another cell shows is changed.
"""

from typing import TYPE_CHECKING

from pipeline.bilingual.replacements import Replacements
from pipeline.errors import InputError
from pipeline.formats.inplace.office import OFFICE
from pipeline.formats.inplace.trees import Placed
from pipeline.formats.xlsx.read import TextCell, Workbook
from pipeline.formats.xlsx.strings import as_string, in_lines, read_lines
from pipeline.io.xml import attribute, namespace_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def translate_xlsx(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a workbook in which the English of a document stands instead of its text.

    `encoding` is not used, nor is `language`: a workbook names none.

    Raises:
        InputError: the file is broken, or is not the one that the document was made of.
    """
    return _made(data, replacements, both=False)


def splice_xlsx(
    data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en", head: str = ""
) -> bytes:
    """Give a workbook in which the English of each text stands below it in its cell; `head` is said nowhere.

    Raises:
        InputError: as `translate_xlsx` has it.
    """
    return _made(data, replacements, both=True)


def _made(data: bytes, replacements: Replacements, both: bool) -> bytes:
    """Give a workbook with English in its cells, below the French where `both` are wanted."""
    workbook = Workbook(data)
    paragraphs = replacements.document.source.paragraphs
    cells = list(workbook.cells())
    if [f"{one.part}#{one.place}" for one in cells] != [one.locator for one in paragraphs]:
        raise InputError(f"its {len(cells)} cells with text are others")
    strings = _Strings(workbook)
    changed: set[str] = set()
    for number, cell in enumerate(cells):
        lines = in_lines(cell.string)
        text = read_lines(lines)
        paragraph = text.paragraph("cell")
        if paragraph.text != paragraphs[number].text:
            raise InputError(f"its cell {cell.place} is another one")
        placed = Placed(lines, paragraph.text, text.traced, OFFICE)
        english = replacements.of(number, placed.marks())
        if english is None or not english.text or english.text == paragraph.text:
            continue
        placed.replace(english)
        strings.put(cell, _below(cell.string, lines) if both else lines)
        changed.add(cell.part)
    trees = {part: workbook.sheets[part] for part in changed}
    if workbook.table is not None and strings.finish():
        trees[workbook.shared] = workbook.table
    return workbook.package.packed(trees)


def _below(french: "_Element", english: "_Element") -> "_Element":
    """Give the lines of a text with those of its English below them."""
    from lxml import etree

    lines = in_lines(french)
    space = namespace_of(french)
    etree.SubElement(lines, f"{{{space}}}br" if space else "br")
    lines.extend(list(english))
    return lines


class _Strings:
    """The strings of a workbook, to which new ones are added, each once."""

    def __init__(self, workbook: Workbook) -> None:
        self.table = workbook.table
        self.known: dict[bytes, int] = {}
        self.number = len(workbook.strings)

    def put(self, cell: TextCell, lines: "_Element") -> None:
        """Let a cell show some lines: in a string of its own where it had one, else in one that cells share."""
        from lxml import etree

        made = as_string(lines, cell.string.tag)
        if attribute(cell.element, "t") == "inlineStr" or self.table is None:
            cell.string[:] = list(made)
            return
        key = etree.tostring(made)
        if key not in self.known:
            self.known[key] = self.number
            self.number += 1
            self.table.append(made)
        next(cell.element.iterfind("{*}v")).text = str(self.known[key])

    def finish(self) -> bool:
        """Count the strings that are shared; tell whether there are new ones."""
        if self.table is not None and self.known and self.table.get("uniqueCount"):
            self.table.set("uniqueCount", str(self.number))
        return bool(self.known)
