"""Find the lines that a fixed width has broken in two, and join them.

A wrapped text shows it: its lines are filled (the next word would not have fitted), they seldom end where a sentence
ends, and seldom start with a capital. Verse and texts with one paragraph a line fail one test or the other.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.formats.text.hyphens import HYPHENS, join_halves
from pipeline.io.kinds import ends_sentence, shape, starts_block, starts_upper
from pipeline.io.lines import split

# All chosen by hand.
NARROWEST, WIDEST = 30, 160  # columns that a text is wrapped at
_NARROWEST_COLUMN = 12  # columns, where words are parted at line ends as in newspapers
_FEWEST_PARTED, _LEAST_PARTED = 2, 0.1  # lines that end inside of a word, and their share
_SLACK = 4  # columns left free by tools that do not fill up lines
_LONGER = 50  # one in so many lines may be longer than the width: addresses, titles, lines that somebody mended
_LEAST_FILLED = 0.6  # share of the lines inside of blocks that are filled, in a wrapped text
_MOST_ENDED = 0.5  # share of them that end a sentence: there, lines end anywhere
_MOST_CAPITALS = 0.6  # share of the lines after them that begin with a capital: verse has nearly all

_SHORTEST_TORN = 2  # words of a line that a sentence cannot end with
_HYPHENS = (*HYPHENS, "–")
_YEARS = re.compile(r"\d{4}[-–]\n\d{4}")
_OPEN = frozenset([
    "le", "la", "les", "un", "une", "des", "du", "de", "au", "aux", "ce", "cet", "cette", "ces", "mon", "ma", "mes",
    "ton", "ta", "tes", "son", "sa", "ses", "notre", "nos", "votre", "vos", "leur", "leurs", "quel", "quelle", "quels",
    "quelles", "chaque", "quelques", "à", "dans", "par", "pour", "sur", "sous", "vers", "chez", "sans", "entre", "en",
    "parmi", "dès", "malgré", "selon", "et", "ou", "car", "ni", "que", "qui", "dont", "lorsque", "puisque", "quand",
    "comme", "si", "je", "tu", "il", "on", "ils", "me", "te", "se", "ne", "très",
    "the", "an", "of", "and", "or", "my", "your", "his", "its", "their", "with", "from", "at", "by", "into",
])  # fmt: skip
"""Articles, prepositions and others that lead to a further word: no paragraph ends with them."""
_JOINING = frozenset(["et", "ou", "and", "or"])  # between items of a list, too


class TextLine(NamedTuple):
    """A line without the white space around it; `number` counts from 1, `indent` is the white space before it.

    `goes_on` says that it goes on with the text of the line before, as it does over the end of a page.
    """

    number: int
    text: str
    indent: int
    goes_on: bool = False


def split_lines(text: str) -> list[TextLine]:
    r"""Give the lines of a text, whatever ends them.

    >>> [(line.number, line.text, line.indent) for line in split_lines("Un\r\n  deux")]
    [(1, 'Un', 0), (2, 'deux', 2)]
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
    parted = sum(join_halves(line.text, after.text) is not None for line, after in inner)
    narrowest = _NARROWEST_COLUMN if parted >= max(_FEWEST_PARTED, _LEAST_PARTED * len(inner)) else NARROWEST
    wrapped = (
        filled >= _LEAST_FILLED * len(inner)
        and ended <= _MOST_ENDED * len(inner)
        and capitals <= _MOST_CAPITALS * len(inner)
    )
    return width if wrapped and narrowest <= width <= WIDEST else 0


def fills(line: TextLine, after: TextLine, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    word = after.text.split(None, 1)[0]
    return line.indent + len(line.text) + 1 + len(word) > width - _SLACK


def is_torn(line: TextLine, after: TextLine) -> bool:
    """Tell whether a line ends inside of a word, or with one that leads to the next line, whatever the width.

    >>> one, two, three = split_lines("Le traité fut signé en|1648, à la|Münster".replace("|", chr(10)))
    >>> is_torn(one, two), is_torn(two, three)
    (True, False)
    """
    if line.text[-1] in _HYPHENS and (
        join_halves(line.text, after.text) is not None or _YEARS.search(f"{line.text[-5:]}\n{after.text[:4]}")
    ):
        return True
    words = line.text.rsplit(None, 1)
    if len(words) < _SHORTEST_TORN or words[-1] not in _OPEN or len(line.text) > WIDEST:
        return False
    first = after.text[0]
    may_name = words[-1] not in _JOINING and len(line.text) >= NARROWEST
    return first.islower() or first.isdigit() or (may_name and first.isupper())


def join_lines(texts: Sequence[str], words: frozenset[str] = frozenset()) -> str:
    """Join wrapped lines to one text, by one space, or by none after a hyphen that a letter stands before.

    The hyphen of a compound word stays, that of a word that only goes on in the next line does not; `words`, in lower
    case, are those of the whole text, by which the two are told apart first.

    >>> join_lines(["Le rez-de-", "chaussée était désert, le cou-", "loir aussi."])
    'Le rez-de-chaussée était désert, le couloir aussi.'
    """
    joined = [texts[0]]
    for text in texts[1:]:
        halves = join_halves(joined[-1], text, words)
        if halves:
            joined[-1:] = [*halves, text]
        elif joined[-1][-1:] in _HYPHENS and _YEARS.search(f"{joined[-1][-5:]}\n{text[:4]}"):
            joined.append(text)
        else:
            joined += [" ", text]
    return "".join(joined)
