"""Rows that are the cells of a table, put together as the table again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.bilingual.rows import Row
from pipeline.document import Cell

WIDE = 4
"""Columns from which on two tables side by side are too narrow to read; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell and the paragraphs in it; `cell` tells the place of a gap as well, which has no paragraphs."""

    cell: Cell
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table's lines, each with its cells from left to right, gaps filled."""

    lines: tuple[tuple[Slot, ...], ...]

    @property
    def rows(self) -> list[Row]:
        """Everything in it, in reading order."""
        return [row for line in self.lines for slot in line for row in slot.rows]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(slot.cell.column + slot.cell.columns for line in self.lines for slot in line)


def group_tables(rows: Iterable[Row]) -> Iterator[Row | Table]:
    """Give the rows of a document with those of each table put together as one."""
    for number, group in groupby(rows, key=lambda row: row.cell.table if row.cell else None):
        if number is None:
            yield from group
        else:
            yield Table(tuple(_lines(list(group))))


def list_rows(line: Row | Table) -> Sequence[Row]:
    """List the rows that a line of a copy holds: itself, or all of a table."""
    return line.rows if isinstance(line, Table) else [line]


def _lines(rows: Sequence[Row]) -> Iterator[tuple[Slot, ...]]:
    """Give a table's lines that hold anything, and those between them that a cell from above reaches."""
    reached: dict[int, int] = {}  # by column, the first line that no cell from above reaches
    next_line = 0
    for number, line in groupby(rows, key=lambda row: row.cell.row if row.cell else 0):
        yield from (() for _ in range(next_line, min(number, max(reached.values(), default=0))))
        next_line = number + 1
        slots: list[Slot] = []
        column = 0
        for cell, members in groupby(line, key=lambda row: row.cell):
            if cell is None:
                continue
            slots += _gap(number, column, cell.column, reached)
            slots.append(Slot(cell, tuple(members)))
            column = cell.column + cell.columns
            if cell.rows > 1:
                reached |= dict.fromkeys(range(cell.column, column), number + cell.rows)
        yield tuple(slots)


def _gap(line: int, start: int, end: int, reached: dict[int, int]) -> Iterator[Slot]:
    """Fill the columns from one to before another with empty cells where no cell from above stands.

    >>> [slot.cell[2:5:2] for slot in _gap(1, 0, 5, {2: 3})]  # column, columns
    [(0, 2), (3, 2)]
    """
    free = [column for column in range(start, end) if reached.get(column, 0) <= line]
    for _, group in groupby(enumerate(free), key=lambda place: place[1] - place[0]):
        columns = [column for _, column in group]
        yield Slot(Cell(0, line, columns[0], 1, len(columns)))
