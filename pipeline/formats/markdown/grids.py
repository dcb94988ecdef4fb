"""Grid tables of Pandoc, drawn with `+`, `-`, `=` and `|`: a rule of markdown-it, and how English comes into the cells.

https://pandoc.org/MANUAL.html#extension-grid_tables ; read are those in which no cell spans others.
"""

import re
import textwrap
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.utils import is_code_block

_BORDER = re.compile(r"\+(?::?(?:-+|=+):?\+)+")
_MOST_COLUMNS = 200  # chosen by hand
_READABLE = 24  # characters of English that a column is widened for; chosen by hand


class GridRow(NamedTuple):
    """A row of a grid table: its first line and the one behind its last, in the table, and the lines of each cell."""

    start: int
    end: int
    cells: tuple[tuple[str, ...], ...]
    heads: bool


def use_grids(parser: MarkdownIt) -> None:
    """Give a parser the rule for grid tables."""
    parser.block.ruler.before("fence", "grid", _grid)


def read_grid(lines: Sequence[str]) -> tuple[int, list[GridRow]]:
    """Give the number of lines of the grid table that some lines begin with, and its rows; 0 where there is none.

    >>> read_grid(["+----+----+", "| Un | et |", "|    | 2  |", "+----+----+", "Fin"])
    (4, [GridRow(start=1, end=3, cells=(('Un', ''), ('et', '2')), heads=False)])
    """
    if not lines or not _BORDER.fullmatch(lines[0].rstrip()):
        return 0, []
    edges = [place for place, sign in enumerate(lines[0].rstrip()) if sign == "+"]
    rows: list[GridRow] = []
    last, headed = 0, 0
    for number, line in enumerate(map(str.rstrip, lines[1:]), 1):
        if len(line) != edges[-1] + 1 or len(edges) > _MOST_COLUMNS:
            break
        if all(line[edge] == "+" for edge in edges) and _BORDER.fullmatch(line):
            if number > last + 1:
                inside = lines[last + 1 : number]
                cells = tuple(tuple(one[a + 1 : b].strip() for one in inside) for a, b in pairwise(edges))
                rows.append(GridRow(last + 1, number, cells, heads=False))
            headed = len(rows) if "=" in line and not headed else headed
            last = number
        elif not all(line[edge] == "|" for edge in edges):
            break
    rows = [row._replace(heads=number < headed) for number, row in enumerate(rows)]
    return (last + 1, rows) if rows else (0, [])


def texts_of(cell: Sequence[str]) -> list[str]:
    r"""Give the paragraphs of a cell, which empty lines part.

    >>> texts_of(["Un", "mot", "", "Deux"])
    ['Un\nmot', 'Deux']
    """
    return [text.strip("\n") for text in re.split(r"\n{2,}", "\n".join(cell)) if text.strip("\n")]


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
    _, rows = read_grid(lines)
    borders = [re.findall(r"\+([:=-]+)", lines[number].strip()) for number in (0, *(row.end for row in rows))]
    widths = [len(column) for column in borders[0]]
    given = iter(english)
    said = [[[(text, next(given)) for text in texts_of(cell)] for cell in row.cells] for row in rows]
    if alone:
        said = [[[("" if two else one, two) for one, two in cell] for cell in row] for row in said]
    for row in said:
        for column, cell in enumerate(row):
            least = [len(word) for _, text in cell for word in text.split()] + [
                min(_READABLE, len(two)) for _, two in cell
            ]
            widths[column] = max([widths[column], *(width + 2 for width in least)])
    drawn = [_border(borders[0], widths)]
    for row, border in zip(said, borders[1:], strict=True):
        cells = [_cell(cell, width - 2) for cell, width in zip(row, widths, strict=True)]
        shown = zip_longest(*cells, fillvalue="")
        drawn += [
            "".join(f"| {one:{width - 2}} " for one, width in zip(line, widths, strict=True)) + "|" for line in shown
        ]
        drawn.append(_border(border, widths))
    return drawn


def draw_between(lines: Sequence[str], english: Sequence[str], newline: str, alone: bool = False) -> str:
    """Draw a grid table with English in it, or in English, behind what stands before each of its lines."""
    bare = [line.rstrip("\r\n") for line in lines]
    places = [min(place for sign in "+|" if (place := line.find(sign)) >= 0) for line in bare]
    first, further = bare[0][: places[0]], bare[-1][: places[-1]]
    drawn = with_english([line[place:] for line, place in zip(bare, places, strict=True)], english, alone)
    return "".join((further if number else first) + line + newline for number, line in enumerate(drawn))


def _cell(texts: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Give the lines of a cell: each text, and its English below it as a paragraph of its own."""
    lines: list[str] = []
    for text, english in texts:
        wrapped = textwrap.wrap(english, width, break_long_words=False, break_on_hyphens=False)
        for part in (text.split("\n") if text else [], wrapped):
            lines += [*([""] if lines and part else []), *part]
    return lines or [""]


def _border(columns: Sequence[str], widths: Sequence[int]) -> str:
    """Draw a border with columns of other widths; colons, which tell how columns are set, stay.

    >>> _border(["---:", "==="], [6, 3])
    '+-----:+===+'
    """
    drawn = (
        f"{one[0]}{one[1:-1]}".ljust(width - 1, one[1]) + one[-1] for one, width in zip(columns, widths, strict=True)
    )
    return "".join(f"+{one}" for one in drawn) + "+"


def _grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a grid table: tokens as those of a table, whose texts name the lines of the table."""
    if is_code_block(state, start) or not state.src.startswith("+", state.bMarks[start] + state.tShift[start]):
        return False
    count, rows = read_grid(_lines(state, start, end))
    if not count or silent:
        return bool(count)
    state.push("table_open", "table", 1).map = [start, start + count]
    for row in rows:
        lines = [start + row.start, start + row.end]
        name = "th" if row.heads else "td"
        state.push("tr_open", "tr", 1).map = lines
        for cell in row.cells:
            state.push(f"{name}_open", name, 1).map = lines
            for text in texts_of(cell):
                token = state.push("inline", "", 0)
                token.content, token.map, token.children = text, lines, []
                token.meta = {"grid": (start, start + count)}
            state.push(f"{name}_close", name, -1)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    state.line = start + count
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
