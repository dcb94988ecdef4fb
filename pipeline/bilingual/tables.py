"""Rows that are a table's cells, put together as the table again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from pipeline.bilingual.rows import Row
from pipeline.document import Cell

WIDE = 4
"""Columns from which on two tables side by side are too narrow to read."""


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


def with_tables(rows: Iterable[Row]) -> Iterator[Row | Table]:
    """The rows of a document, those of a table as one."""
    for number, group in groupby(rows, key=lambda row: row.cell.table if row.cell else None):
        if number is None:
            yield from group
        else:
            yield Table(tuple(_lines(list(group))))


def members(line: Row | Table) -> Sequence[Row]:
    """The rows that a line of a copy holds."""
    return line.rows if isinstance(line, Table) else [line]


def _lines(rows: Sequence[Row]) -> Iterator[tuple[Slot, ...]]:
    """A table's lines that hold anything, and those between that a cell from above reaches."""
    reached: dict[int, int] = {}  # column -> the first line that no cell from above reaches
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
    """Empty cells from one column to another where no cell from above stands.

    >>> [slot.cell[2:5:2] for slot in _gap(1, 0, 5, {2: 3})]  # column, columns
    [(0, 2), (3, 2)]
    """
    free = [column for column in range(start, end) if reached.get(column, 0) <= line]
    for _, group in groupby(enumerate(free), key=lambda place: place[1] - place[0]):
        columns = [column for _, column in group]
        yield Slot(Cell(0, line, columns[0], 1, len(columns)))


def drawn(table: Table, draw: Callable[[Row], Markup]) -> Markup:
    """A table as an element of HTML that is XHTML too; `draw` gives what stands in its cells."""
    return Markup("<table>{}</table>").format(Markup("").join(_line(line, draw) for line in table.lines))


def _line(line: Iterable[Slot], draw: Callable[[Row], Markup]) -> Markup:
    return Markup("<tr>{}</tr>").format(Markup("").join(_slot(slot, draw) for slot in line))


def _slot(slot: Slot, draw: Callable[[Row], Markup]) -> Markup:
    name = "th" if slot.cell.heads and slot.rows else "td"
    spans = {"rowspan": slot.cell.rows, "colspan": slot.cell.columns}
    said = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in spans.items() if value > 1)
    inside = Markup("").join(map(draw, slot.rows))
    return Markup("<{name}{said}>{inside}</{name}>").format(name=name, said=said, inside=inside)
