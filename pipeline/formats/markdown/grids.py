"""Grid tables of Pandoc and reStructuredText, drawn with `+`, `-`, `=` and `|`: a rule of markdown-it.

https://pandoc.org/MANUAL.html#extension-grid_tables , https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#grid-tables
A cell may take several rows and columns.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.utils import is_code_block

_BORDER = re.compile(r"\+(?:[-=:]*[-=][-=:]*\+)+")
_LINE = re.compile(r"[+|].*[+|]")
_EDGE = frozenset("-=:")
_MOST_COLUMNS = 200  # chosen by hand


class GridCell(NamedTuple):
    """A cell: the row and the column it begins in, how many it takes, its lines, and whether it heads others."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[str, ...]
    heads: bool = False


class Grid(NamedTuple):
    """A grid table: the lines of its file that part its rows, the places in them that part its columns, its cells."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    cells: tuple[GridCell, ...]
    heads: int = 0  # how many rows are heads

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return self.rows[-1] + 1


def use_grids(parser: MarkdownIt) -> None:
    """Give a parser the rule for grid tables."""
    parser.block.ruler.before("fence", "grid", _grid)


def read_grid(lines: Sequence[str]) -> Grid | None:
    """Read the grid table that some lines begin with; None where there is none.

    >>> table = "+----+----+/| Un | et |/|    | 2  |/+----+----+/| Trois   |/+---------+/Fin"
    >>> grid = read_grid(table.split("/"))
    >>> grid.rows, grid.columns
    ((0, 3, 5), (0, 5, 10))
    >>> for cell in grid.cells: print(cell[:5])
    (0, 0, 1, 1, ('Un', ''))
    (0, 1, 1, 1, ('et', '2'))
    (1, 0, 1, 2, ('Trois',))
    """
    table = _table(lines)
    columns = sorted({place for line in table for place in _crossings(line)})
    rows = [number for number, line in enumerate(table) if any(True for _ in _crossings(line))]
    if len(rows) < 2 or not 2 <= len(columns) <= _MOST_COLUMNS:  # noqa: PLR2004 (something stands between two)
        return None
    boxes = _boxes(table, rows, columns)
    if boxes is None:
        return None
    head = next((row for row in rows[1:-1] if "=" in table[row] and _BORDER.fullmatch(table[row])), 0)
    rows = sorted({side for top, _, bottom, _ in boxes for side in (top, bottom)})
    columns = sorted({side for _, left, _, right in boxes for side in (left, right)})
    row_at, column_at = ({side: number for number, side in enumerate(sides)} for sides in (rows, columns))
    cells = []
    for top, left, bottom, right in sorted(boxes):
        inside = tuple(line[left + 1 : right].strip() for line in table[top + 1 : bottom])
        row, column = row_at[top], column_at[left]
        size = row_at[bottom] - row, column_at[right] - column
        cells.append(GridCell(row, column, *size, inside, heads=top < head))
    return Grid(tuple(rows), tuple(columns), tuple(cells), row_at[head])


def _table(lines: Sequence[str]) -> list[str]:
    """Give the lines, as wide as the first, up to the last border; none where the first is no border."""
    table: list[str] = []
    for line in map(str.rstrip, lines):
        if len(line) != len(table[0] if table else line) or not (_LINE if table else _BORDER).fullmatch(line):
            break
        table.append(line)
    while table and not _BORDER.fullmatch(table[-1]):
        table.pop()
    return table


def _crossings(line: str) -> Iterator[int]:
    """Give the places of a line where borders cross."""
    for found in re.finditer(r"\+", line):
        beside = line[max(found.start() - 1, 0) : found.start()] + line[found.end() : found.end() + 1]
        if not _EDGE.isdisjoint(beside):
            yield found.start()


Box = tuple[int, int, int, int]
"""A cell's borders: its first line and place, its last line and place."""


def _boxes(table: Sequence[str], rows: Sequence[int], columns: Sequence[int]) -> list[Box] | None:
    """Put the smallest parts between rows and columns together where no border parts them; None for odd shapes."""
    joined: dict[tuple[int, int], Box] = {}
    wide, high = list(pairwise(columns)), list(pairwise(rows))
    for row, (top, bottom) in enumerate(high):
        for column, (left, right) in enumerate(wide):
            inside = table[top + 1 : bottom]
            parted = not inside or all(line[left] in "|+" for line in inside)
            above = table[top][left + 1 : right]
            ruled = not above or _EDGE.issuperset(above)
            beside, over = joined.get((row, column - 1)), joined.get((row - 1, column))
            box = (top, left, bottom, right)
            if not parted and beside:
                box = (beside[0], beside[1], max(beside[2], bottom), right)
            elif not parted:
                return None
            if not ruled and over:
                box = (over[0], min(over[1], box[1]), bottom, max(over[3], box[3]))
            elif not ruled:
                return None
            joined[row, column] = box
    return _settled(joined, high, wide)


def _settled(
    joined: dict[tuple[int, int], Box], high: Sequence[tuple[int, int]], wide: Sequence[tuple[int, int]]
) -> list[Box] | None:
    """Give the boxes that all parts inside of them agree upon; None where they do not."""
    last: dict[tuple[int, int], Box] = {box[:2]: box for box in joined.values()}
    area = sum((bottom - top) * (right - left) for top, left, bottom, right in last.values())
    whole = (high[-1][1] - high[0][0]) * (wide[-1][1] - wide[0][0])
    return list(last.values()) if area == whole else None


def texts_of(cell: Sequence[str]) -> list[str]:
    r"""Give the paragraphs of a cell, which empty lines part.

    >>> texts_of(["Un", "mot", "", "Deux"])
    ['Un\nmot', 'Deux']
    """
    return [text.strip("\n") for text in re.split(r"\n{2,}", "\n".join(cell)) if text.strip("\n")]


def _grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a grid table: tokens as those of a table, whose texts name the lines of the table."""
    if is_code_block(state, start) or not state.src.startswith("+", state.bMarks[start] + state.tShift[start]):
        return False
    grid = read_grid(_lines(state, start, end))
    if grid is None or silent:
        return grid is not None
    of_row = {row: list(cells) for row, cells in groupby(grid.cells, key=lambda cell: cell.row)}
    state.push("table_open", "table", 1).map = [start, start + grid.height]
    for row, (top, bottom) in enumerate(pairwise(grid.rows)):
        state.push("tr_open", "tr", 1).map = [start + top + 1, start + bottom]
        for cell in of_row.get(row, ()):
            name = "th" if cell.heads else "td"
            lines = [start + top + 1, start + grid.rows[row + cell.rows]]
            opened = state.push(f"{name}_open", name, 1)
            opened.map, opened.meta = lines, {"rows": cell.rows, "columns": cell.columns}
            for text in texts_of(cell.lines):
                token = state.push("inline", "", 0)
                token.content, token.map, token.children = text, lines, []
                token.meta = {"grid": (start, start + grid.height)}
            state.push(f"{name}_close", name, -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    state.line = start + grid.height
    return True


def _lines(state: StateBlock, start: int, end: int) -> list[str]:
    """Give the lines of a block up to the first that cannot be a table's."""
    lines: list[str] = []
    for number in range(start, end):
        line = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
        if line[:1] not in {"+", "|"} or state.sCount[number] < state.blkIndent:
            break
        lines.append(line)
    return lines
