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
        "+---+---+\n| a     |\n+---+---+\n",
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
    count, found = read_grid([*lines, "Fin."])
    assert count == len(lines)
    assert [[cell[0] for cell in row.cells] for row in found] == [[text.strip() for text in row] for row in rows]
