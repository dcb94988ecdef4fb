"""The cells of tables in a Word file: how many rows and columns each takes. ECMA-376, part 1, 17.4."""

from typing import TYPE_CHECKING

from pipeline.io.grids import own, span
from pipeline.io.xml import attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_DIGITS = 4  # of the number of columns that a cell takes; longer ones are nonsense


def heights(table: "_Element") -> dict["_Element", int]:
    """Tell how many rows each cell takes; those that go on with the one above (17.4.84, vMerge) are left out."""
    found: dict[_Element, int] = {}
    above: dict[int, _Element] = {}  # by column
    for row in own(table, "tr", "tbl"):
        column = 0
        for cell in own(row, "tc", "tbl"):
            merge = next(cell.iterfind("{*}tcPr/{*}vMerge"), None)
            goes_on = merge is not None and attribute(merge, "val") != "restart" and column in above
            if goes_on:
                found[above[column]] += 1
            else:
                above[column], found[cell] = cell, 1
            column += width(cell)
    return found


def width(cell: "_Element") -> int:
    """Tell how many columns a cell takes (17.4.17, gridSpan)."""
    columns = next((attribute(node, "val") for node in cell.iterfind("{*}tcPr/{*}gridSpan")), "")
    return span(columns, _MOST_DIGITS)
