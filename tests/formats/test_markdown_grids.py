"""Grid tables of Markdown: read cell by cell, spliced as grids that are read again; pipe tables in lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bilingual.passages import Passage
from pipeline.formats.markdown.grids import read_grid
from pipeline.formats.markdown.read import read_markdown
from pipeline.formats.markdown.splice import splice_markdown

GRID = """+-------+---------+
| Ville | Gens    |
+======:+=========+
| Brest | 139 000 |
| (29)  | environ |
+-------+---------+
"""
Cell = tuple[str, int, int]


def cells(content: str) -> list[Cell]:
    """The texts of the cells of a file, each with its row and column."""
    text = read_markdown(content.encode(), "auto", "fr")
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)
    return [(one.text, one.cell.row, one.cell.column) for one in text.paragraphs if one.cell]


def spliced(content: str) -> str:
    """A file with English below every block."""
    found = read_markdown(content.encode(), "auto", "fr").paragraphs
    return splice_markdown(content.encode(), [Passage(None, f"in English {one.text}") for one in found], "fr").decode()


def test_rows_and_heads() -> None:
    assert cells(GRID) == [("Ville", 0, 0), ("Gens", 0, 1), ("Brest (29)", 1, 0), ("139 000 environ", 1, 1)]
    heads = [one.cell.heads for one in read_markdown(GRID.encode(), "auto", "fr").paragraphs if one.cell]
    assert heads == [True, True, False, False]


@pytest.mark.parametrize(("first", "other"), [("", ""), ("- ", "  "), ("> ", "> "), ("1. a\n\n   ", "   ")])
def test_a_grid_with_english_is_one_again(first: str, other: str) -> None:
    content = first + GRID.replace("\n", f"\n{other}").rstrip(" >\n") + "\n"
    assert len(cells(content)) == 4
    done = cells(spliced(content))
    assert [cell for cell in done if not cell[0].startswith("in English")] == cells(content)
    assert [text.removeprefix("in English ") for text, *_ in done if text.startswith("in English")] == [
        text for text, *_ in cells(content)
    ]


@pytest.mark.parametrize(
    "content",
    [
        "+---+\n",
        "+---+\n| a\n+---+\n",
        "+---+---+\n| a     |\n+   +---+\n|   | b |\n+---+---+\n",  # a cell of an odd shape
        "+ un\n+ deux\n",
        "+---+\n+---+\n",
        "    +---+\n    | a |\n",
    ],
)
def test_what_is_no_grid(content: str) -> None:
    assert cells(content) == []


@pytest.mark.parametrize("item", ["- ", "- Un\n  ", "- Un\n\n  ", "1. > "])
def test_pipe_tables_inside_of_lists(item: str) -> None:
    before = "   > " if item.endswith("> ") else "  "
    content = f"{item}| A | B |\n{before}|---|---|\n{before}| c | d |\n"
    assert [text for text, *_ in cells(content)] == ["A", "B", "c", "d"]
    assert "| c<br>in English c | d<br>in English d |" in spliced(content)


@given(st.lists(st.lists(st.text("éa -", max_size=6), min_size=2, max_size=2), min_size=1, max_size=4))
def test_every_grid_is_read(rows: list[list[str]]) -> None:
    lines = ["+--------+--------+"]
    for row in rows:
        lines += ["|" + "|".join(f" {text:6} " for text in row) + "|", lines[0]]
    found = read_grid([*lines, "Fin."])
    assert found
    assert found.height == len(lines)
    assert [cell.lines[0] for cell in found.cells] == [text.strip() for row in rows for text in row]


SPANS = """\
+-----+-----+-----+
| a   | b         |
+=====+=====+=====+
| c   | d   | e   |
|     +-----+     |
|     | f   |     |
+-----+-----+-----+
| g         | h   |
| deux      +-----+
| lignes    | i   |
+-----------+-----+
"""


def test_cells_that_take_several_rows_and_columns() -> None:
    """The example is made as docutils draws its own: `c` and `e` take two rows, `b` two columns, `g` two of both."""
    assert cells(SPANS) == [
        ("a", 0, 0), ("b", 0, 1), ("c", 1, 0), ("d", 1, 1), ("e", 1, 2), ("f", 2, 1), ("g deux lignes", 3, 0),
        ("h", 3, 2), ("i", 4, 2),
    ]  # fmt: skip
    found = {one.text[0]: one.cell for one in read_markdown(SPANS.encode(), "auto", "fr").paragraphs if one.cell}
    assert {name: (cell.rows, cell.columns) for name, cell in found.items() if cell[3:5] != (1, 1)} == {
        "b": (1, 2), "c": (2, 1), "e": (2, 1), "g": (2, 2),
    }  # fmt: skip
    assert [name for name, cell in found.items() if cell.heads] == ["a", "b"]


def test_english_keeps_the_spans() -> None:
    done = spliced(SPANS)
    french = [cell for cell in cells(done) if not cell[0].startswith("in English")]
    assert french == cells(SPANS)
    assert [text for text, *_ in cells(done) if text.startswith("in English")] == [
        f"in English {text}" for text, *_ in cells(SPANS)
    ]
    assert "+=====" in done


SIZES = st.lists(st.integers(1, 3), min_size=1, max_size=4)


@given(SIZES, SIZES, st.data())
def test_any_spans_are_read_as_they_are_drawn(heights: list[int], widths: list[int], data: st.DataObject) -> None:
    rows, columns = ([sum(sizes[:n]) + n for n in range(len(sizes) + 1)] for sizes in (heights, widths))
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    wanted = []
    for row in range(len(heights)):
        for column in range(len(widths)):
            if (row, column) in owner:
                continue
            wide = 1
            while column + wide < len(widths) and (row, column + wide) not in owner and data.draw(st.booleans()):
                wide += 1
            high = data.draw(st.integers(1, len(heights) - row))
            owner |= {(row + i, column + j): (row, column) for i in range(high) for j in range(wide)}
            wanted.append((rows[row], columns[column], rows[row + high], columns[column + wide]))
    canvas = [[" "] * (columns[-1] + 1) for _ in range(rows[-1] + 1)]
    for top, left, bottom, right in wanted:
        for line in (top, bottom):
            canvas[line][left : right + 1] = ["-"] * (right - left + 1)
    for top, left, bottom, right in wanted:
        for line in range(top, bottom + 1):
            for place in (left, right):
                canvas[line][place] = "+" if canvas[line][place] in "-+" else "|"
    found = read_grid(["".join(line) for line in canvas])
    assert found
    assert sorted(
        (
            found.rows[one.row],
            found.columns[one.column],
            found.rows[one.row + one.rows],
            found.columns[one.column + one.columns],
        )
        for one in found.cells
    ) == sorted(wanted)
