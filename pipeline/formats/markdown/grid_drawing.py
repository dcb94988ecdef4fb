"""Draw grid tables anew with English in their cells: columns as wide and rows as high as what stands in them needs."""

import textwrap
from collections.abc import Sequence
from itertools import accumulate, pairwise

from pipeline.formats.markdown.grids import Grid, GridCell, read_grid, texts_of

_READABLE = 24  # characters of English that a column is widened for; chosen by hand
Said = Sequence[tuple[str, str]]
"""The texts of a cell, each with its English, "" for none."""


def with_english(lines: Sequence[str], english: Sequence[str], alone: bool = False) -> list[str]:
    """Draw a grid table anew, with English below each text of a cell; columns are as wide as its words need.

    `alone` says that it stands instead of the text, where there is any.

    >>> for line in with_english(["+---+---+", "| a | b |", "+---+---+"], ["", "the other"]): print(line)
    +---+-----------+
    | a | b         |
    |   |           |
    |   | the other |
    +---+-----------+
    """
    grid = read_grid(lines)
    if grid is None:
        return list(lines)
    given = iter(english)
    said = [[(text, next(given)) for text in texts_of(cell.lines)] for cell in grid.cells]
    if alone:
        said = [[("" if two else one, two) for one, two in cell] for cell in said]
    columns = _spread(
        grid.columns, [(cell.column, cell.columns, _width(one)) for cell, one in zip(grid.cells, said, strict=True)]
    )
    inside = [
        _cell(one, columns[cell.column + cell.columns] - columns[cell.column] - 3)
        for cell, one in zip(grid.cells, said, strict=True)
    ]
    least = range(0, 2 * len(grid.rows), 2)  # a line between two borders
    rows = _spread(least, [(cell.row, cell.rows, len(text)) for cell, text in zip(grid.cells, inside, strict=True)])
    return _drawn(grid, lines, rows, columns, inside)


def draw_between(lines: Sequence[str], english: Sequence[str], newline: str, alone: bool = False) -> str:
    """Draw a grid table with English in it, or in English, behind what stands before each of its lines."""
    bare = [line.rstrip("\r\n") for line in lines]
    places = [min(place for sign in "+|" if (place := line.find(sign)) >= 0) for line in bare]
    first, further = bare[0][: places[0]], bare[-1][: places[-1]]
    drawn = with_english([line[place:] for line, place in zip(bare, places, strict=True)], english, alone)
    return "".join((further if number else first) + line + newline for number, line in enumerate(drawn))


def _spread(borders: Sequence[int], wanted: Sequence[tuple[int, int, int]]) -> list[int]:
    """Move borders apart so that there is room between them; `wanted` are the first border, how many on, and the room.

    >>> _spread([0, 4, 8], [(0, 1, 5), (0, 2, 12)])
    [0, 6, 13]
    """
    room = [after - before - 1 for before, after in pairwise(borders)]
    for first, count, least in sorted(wanted, key=lambda one: one[1]):
        there = sum(room[first : first + count]) + count - 1
        room[first + count - 1] += max(least - there, 0)
    return [0, *accumulate(one + 1 for one in room)]


def _width(said: Said) -> int:
    """Tell how wide a cell must be so that no word is cut and its English can be read, with a space on both sides."""
    words = [len(word) for text, _ in said for word in text.split()]
    return max([*words, *(min(_READABLE, len(english)) for _, english in said)], default=0) + 2


def _cell(said: Said, width: int) -> list[str]:
    """Give the lines of a cell: each text, and its English below it as a paragraph of its own."""
    lines: list[str] = []
    for text, english in said:
        wrapped = textwrap.wrap(english, width, break_long_words=False, break_on_hyphens=False)
        for part in (text.split("\n") if text else [], wrapped):
            lines += [*([""] if lines and part else []), *part]
    return lines or [""]


def _drawn(
    grid: Grid, lines: Sequence[str], rows: Sequence[int], columns: Sequence[int], inside: Sequence[Sequence[str]]
) -> list[str]:
    """Draw a grid with its borders at other places and these lines in its cells."""
    canvas = [[" "] * (columns[-1] + 1) for _ in range(rows[-1] + 1)]
    for cell, text in zip(grid.cells, inside, strict=True):
        top, bottom = rows[cell.row], rows[cell.row + cell.rows]
        left, right = columns[cell.column], columns[cell.column + cell.columns]
        for number, line in enumerate(text, top + 1):
            canvas[number][left + 2 : left + 2 + len(line)] = line
        for number in range(top + 1, bottom):
            canvas[number][left] = canvas[number][right] = "|"
    for cell in grid.cells:
        for row in (cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                span = slice(grid.columns[column] + 1, grid.columns[column + 1])
                edge = _stretched(lines[grid.rows[row]].rstrip()[span], columns[column + 1] - columns[column] - 1)
                canvas[rows[row]][columns[column] + 1 : columns[column + 1]] = edge
    for row, column in {corner for cell in grid.cells for corner in _corners(cell)}:
        canvas[rows[row]][columns[column]] = "+"
    return ["".join(_joined(line)) for line in canvas]


def _corners(cell: GridCell) -> list[tuple[int, int]]:
    """Give the row and the column of the four corners of a cell."""
    sides = (cell.row, cell.row + cell.rows), (cell.column, cell.column + cell.columns)
    return [(row, column) for row in sides[0] for column in sides[1]]


def _stretched(edge: str, width: int) -> str:
    """Draw a piece of a border as wide as is wanted; colons at its ends, which tell how columns are set, stay.

    >>> _stretched("--:", 5), _stretched("===", 2), _stretched("-+-", 4)
    ('----:', '==', '----')
    """
    sign = "=" if "=" in edge else "-"
    return f"{edge[0]}{sign * (width - 2)}{edge[-1]}".replace("+", sign) if width > 1 else sign


def _joined(line: Sequence[str]) -> list[str]:
    """Close a border where no cell begins or ends at a place that parts columns elsewhere."""
    return [
        "-" if sign == " " and 0 < place < len(line) - 1 and {line[place - 1], line[place + 1]} <= set("-=:") else sign
        for place, sign in enumerate(line)
    ]
