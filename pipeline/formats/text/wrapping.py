"""Find the lines that a fixed width has broken in two, and join them.

A wrapped text shows it: its lines are filled (the next word would not have fitted), they seldom end where a sentence
ends, and seldom start with a capital. Verse and texts with one paragraph a line fail one test or the other.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.io.kinds import ends_sentence, shape, starts_block, starts_upper
from pipeline.io.lines import split

# All chosen by hand.
_NARROWEST, _WIDEST = 30, 160  # columns that a text is wrapped at
_SLACK = 4  # columns left free by tools that do not fill up lines
_LONGER = 50  # one in so many lines may be longer than the width: addresses, titles, lines that somebody mended
_LEAST_FILLED = 0.6  # share of the lines inside of blocks that are filled, in a wrapped text
_MOST_ENDED = 0.5  # share of them that end a sentence: there, lines end anywhere
_MOST_CAPITALS = 0.6  # share of the lines after them that begin with a capital: verse has nearly all


class TextLine(NamedTuple):
    """A line without the white space around it; `number` counts from 1, `indent` is the white space before it."""

    number: int
    text: str
    indent: int


def split_lines(text: str) -> list[TextLine]:
    r"""Give the lines of a text, whatever ends them.

    >>> split_lines("Un\r\n  deux\r")
    [Line(number=1, text='Un', indent=0), Line(number=2, text='deux', indent=2), Line(number=3, text='', indent=0)]
    """
    return [TextLine(n, line.strip(), len(line) - len(line.lstrip())) for n, line in enumerate(split(text), 1)]


def split_blocks(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Give the runs of lines between empty ones."""
    found: list[list[TextLine]] = [[]]
    for line in lines:
        if line.text:
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def wrap_width(found: Sequence[Sequence[TextLine]]) -> int:
    """Give the column at which the lines of some blocks are wrapped; 0 when they are not.

    >>> prose = "Le soir tombait sur la lande et la maison,|seule au bord du chemin, gardait encore un|peu de jour."
    >>> wrap_width([split_lines(prose.replace("|", chr(10)))])
    42
    """
    inner = [
        (line, after)
        for block in found
        for line, after in pairwise(block)
        if not starts_block(after.text) and shape(line.text).kind != "heading"
    ]
    lengths = sorted(len(line.text) for block in found for line in block if " " in line.text)
    if not inner or not lengths:
        return 0
    width = lengths[-1 - len(lengths) // _LONGER]
    filled = sum(fills(line, after, width) for line, after in inner)
    ended = sum(ends_sentence(line.text) for line, _ in inner)
    capitals = sum(starts_upper(after.text) for _, after in inner)
    wrapped = (
        filled >= _LEAST_FILLED * len(inner)
        and ended <= _MOST_ENDED * len(inner)
        and capitals <= _MOST_CAPITALS * len(inner)
    )
    return width if wrapped and _NARROWEST <= width <= _WIDEST else 0


def fills(line: TextLine, after: TextLine, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    word = after.text.split(None, 1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width - _SLACK


def join_lines(texts: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    """Join wrapped lines to one text, by one space.

    After a hyphen that a letter stands before, they are joined without: the hyphen of a compound word stays, and so
    does every other one unless the word is known without it (`words`, lower case, from the rest of the text).

    >>> join_lines(["Le rez-de-", "chaussée était désert, le cou-", "loir aussi."], frozenset({"couloir"}))
    'Le rez-de-chaussée était désert, le couloir aussi.'
    """
    joined = [texts[0]]
    for text in texts[1:]:
        last = joined[-1]
        if re.search(r"[^\W\d_][-\u00ad\u2010]$", last) and text[0].islower():
            whole = re.search(r"[\w’'-]*$", last[:-1]), re.match(r"\w+", text)
            if whole[0] and whole[1] and (whole[0][0] + whole[1][0]).lower() in words:
                joined[-1] = last[:-1]
            joined.append(text)
        else:
            joined += [" ", text]
    return "".join(joined)
