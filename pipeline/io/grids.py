"""Count the cells of tables as a browser does where cells take several rows or columns.

https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
"""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Cell
from pipeline.io.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_COLUMNS = 1000  # that a cell may take: HTML's own bound
_DEEPEST = 4  # tables in one another of which the outermost may be a grid; chosen by hand
_MOST_ROWS = 10_000  # that a cell may take; HTML's bound is 65534, more than any table to read has rows


def is_grid(
    table: "_Element", row: str, cells: Container[str], layout: Container[str] = (), deepest: int = _DEEPEST
) -> bool:
    """Tell whether a table has rows and columns of things that belong together, and does not only lay out a page.

    `row` and `cells` name the elements of rows and cells. A table lays out where anything that `layout` names stands in
    it, or more than `deepest` tables in one another. Names are local ones in lower case. Looks no further than to the
    first such thing, so that tables in tables take little longer than one large table.
    """
    from lxml import etree

    counts = {"row": 0, "cell": 0}
    around = 0  # cells
    for event, element in etree.iterwalk(table, events=("start", "end")):
        name = local_name(element)
        if event == "end":
            around -= name in cells
        elif (name in layout and element is not table) or (name in cells and around == deepest):
            return False
        else:
            if not around:
                counts["row"] += name == row
                counts["cell"] += name in cells
            around += name in cells
    return counts["cell"] > counts["row"] > 1


def own(table: "_Element", name: str, inner: str) -> Iterator["_Element"]:
    """Give the elements of a table with some local name that are in no `inner` table, in their order."""
    left = [*reversed(table)]
    while left:
        element = left.pop()
        found = local_name(element)
        if found == name:
            yield element
        elif found != inner:
            left.extend(reversed(element))


def span(value: str, digits: int = 5) -> int:
    """Read how many rows or columns a cell takes; one where that is no number of at most so many digits.

    >>> span("3"), span(""), span("-1"), span("9" * 9)
    (3, 1, 1, 1)
    """
    return int(value) if value.isdecimal() and len(value) <= digits else 1


class Tables:
    """Numbers the cells of a text's tables, row by row, as they are met.

    >>> tables = Tables(); tables.begin(); tables.next_row()
    >>> tables.next_cell(rows=2), tables.next_cell(columns=2)
    (Cell(table=0, row=0, column=0, rows=2, columns=1, heads=False), \
Cell(table=0, row=0, column=1, rows=1, columns=2, heads=False))
    >>> tables.next_row(); tables.next_cell().column
    1
    """

    def __init__(self) -> None:
        self._table = -1
        self._depth = 0  # how many tables are around the place, from one that is counted on
        self._row = -1
        self._column = 0
        self._above: list[_Span] = []  # what reaches into this row from above, by columns
        self._passed = 0  # how many of those begin before the column
        self._begun: list[_Span] = []  # what begins in this row and reaches into the next

    def begin(self, counted: bool = True) -> None:
        """Begin a table; it has no cells of its own if it is not `counted`, or stands in a cell of another one."""
        if self._depth:
            self._depth += 1
        elif counted:
            self._table += 1
            self._depth, self._row, self._above, self._begun = 1, -1, [], []

    def end(self) -> None:
        """End the table begun last."""
        self._depth = max(self._depth - 1, 0)

    @property
    def inside(self) -> bool:
        """Whether the place is in a table that is counted."""
        return self._depth > 0

    def reserve(self, tables: int) -> int:
        """Leave out the numbers of so many tables, which are counted elsewhere from 0, and give the first of them."""
        first = self._table + 1
        self._table += tables
        return first

    def next_row(self) -> None:
        """Begin a row."""
        if self._depth > 1:
            return
        self._row += 1
        self._column = self._passed = 0
        self._above = sorted(span for span in (*self._above, *self._begun) if span.end_row > self._row)
        self._begun = []

    def next_cell(self, rows: int = 1, columns: int = 1, heads: bool = False) -> Cell | None:
        """Give the next cell of the row, which takes so many rows and columns; None outside of such rows."""
        if self._depth != 1 or self._row < 0:
            return None
        while self._passed < len(self._above) and self._above[self._passed].column <= self._column:
            self._column = max(self._column, self._above[self._passed].end_column)
            self._passed += 1
        rows, columns = max(1, min(rows, _MOST_ROWS)), max(1, min(columns, _MOST_COLUMNS))
        cell = Cell(self._table, self._row, self._column, rows, columns, heads)
        self._column += columns
        if rows > 1:
            self._begun.append(_Span(cell.column, self._column, self._row + rows))
        return cell


class _Span(NamedTuple):
    """A cell of several rows: its columns, first and after the last, and the first row that it does not reach."""

    column: int
    end_column: int
    end_row: int
