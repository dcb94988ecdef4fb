"""Find the headings of plain text that take more than a line, or stand in one block with what follows them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Mark, Paragraph
from pipeline.formats.text.wrapping import TextLine, fills, join_lines
from pipeline.io.divisions import Rank, find_division
from pipeline.io.kinds import ends_sentence

_MOST_LINES = 5  # of a heading; chosen by hand
_LONGEST = 300  # characters of a heading with its summary; chosen by hand
_SHORTEST_RULE = 3  # signs that underline a title; chosen by hand
_CAST = re.compile(r"[A-ZÀ-Þ]{2,}[\w’' -]*(?:, |\.$| et )")  # who is in a scene
_RULES = {"=": 1, "-": 2, "~": 2, "_": 2, "*": 2}
_TELLING = (
    "Comment", "Où", "De", "Du", "Des", "D’", "D'", "Ce", "Qui", "Quel", "Quelle", "Suite", "Dans", "Contenant",
    "Pourquoi", "How", "Of", "In which", "Wherein", "What", "Containing", "Which",
)  # fmt: skip
"""What old chapters' summaries begin with."""


def read_heading(block: Sequence[TextLine], width: int, words: frozenset[str]) -> tuple[Paragraph, int] | None:
    r"""Read the heading of a division, or an underlined title, that a block begins with; tell how many lines it takes.

    `width` is that at which the text is wrapped, 0 if it is not; `words` are as for `join_lines`.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> found, lines = read_heading(split_lines("CHAPITRE I.\nComment le fils du roi fut\nélevé."), 0, frozenset())
    >>> found.text, [mark.name for mark in found.marks], lines
    ('CHAPITRE I. Comment le fils du roi fut élevé.', ['br'], 3)
    """
    if level := underlined_level(block):
        return _heading(block[:1], level, width, words, last=block[1]), 2
    count = count_lines(block, width)
    division = find_division(" ".join(line.text for line in block[:count]), alone=True) if count else None
    if division is None:
        return None
    return _heading(block[:count], 1 if division.rank <= Rank.BOOK else 2, width, words), count


def underlined_level(block: Sequence[TextLine]) -> int:
    r"""Give the level of a title whose block's second line underlines it, 0 where there is none.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> underlined_level(split_lines("Le port\n=======\nIl pleut.")), underlined_level(split_lines("Non.\n***"))
    (1, 0)
    """
    if len(block) < 2:  # noqa: PLR2004 (a title and its underline)
        return 0
    title, rule = block[0].text, block[1].text
    is_rule = len(rule) >= _SHORTEST_RULE and len(set(rule)) == 1 and 2 * len(rule) > len(title)
    fits = any(map(str.isalpha, title)) and not ends_sentence(title) and title[-1] not in ",;"
    return _RULES.get(rule[0], 0) if is_rule and fits else 0


def count_lines(block: Sequence[TextLine], width: int) -> int:
    """Count the lines at the start of a block that are the heading of a division; 0 where it begins with none."""
    first, *rest = block
    whole = " ".join(line.text for line in block[:_MOST_LINES])
    division = find_division(first.text, alone=True) or (find_division(whole, alone=True) if rest else None)
    if division is None:
        return 0
    if not rest:
        return 1
    if not division.name:
        name = " ".join(line.text for line in rest)
        fits = len(block) <= _MOST_LINES and len(name) <= _LONGEST
        is_cast = division.rank is Rank.SCENE and len(rest) == 1 and _CAST.match(name) is not None
        is_name = fits and (is_cast or name.startswith(_TELLING) or _is_title(name))
        return len(block) if is_name else 1
    width = width or max(len(line.text) + line.indent for line in block)
    count = 1
    for line, after in pairwise(block):
        if find_division(after.text, alone=True) or not (
            after.text[0].islower() or (fills(line, after, width) and not ends_sentence(line.text))
        ):
            break
        count += 1
    is_short = count <= _MOST_LINES and sum(len(line.text) + 1 for line in block[:count]) <= _LONGEST
    stands = find_division(" ".join(line.text for line in block[:count]), alone=len(block) == count)
    return count if is_short and stands else 0


def _is_title(name: str) -> bool:
    """Tell whether the lines below a division's number are its name: they end no sentence, or are all capitals."""
    return name.isupper() or (name[0].isupper() and not ends_sentence(name) and name[-1] not in ",;")


def _heading(
    lines: Sequence[TextLine], level: int, width: int, words: frozenset[str], last: TextLine | None = None
) -> Paragraph:
    """Make a heading of some lines; where one was left short on purpose, a mark says that the line breaks there."""
    groups = [[lines[0]]]
    for line, after in pairwise(lines):
        if after.text[0].islower() or (width and fills(line, after, width)):
            groups[-1].append(after)
        else:
            groups.append([after])
    text, breaks = "", []
    for group in groups:
        if text:
            breaks.append(Mark(len(text), len(text) + 1, "br"))
        text += " " * bool(text) + join_lines([line.text for line in group], words)
    end = last or lines[-1]
    return Paragraph(text, "heading", level, f"{lines[0].number}-{end.number}", marks=tuple(breaks))
