"""Decide block by block whether the lines of a text are wrapped, and at which column.

A block of several lines votes by its own lines. One of too few lines, or whose lines tell nothing, is taken for what
the nearest wrapped ones before and after it are, if its lines fit into their width. Tables, verse and whatever else is
set line by line have no vote, and keep their lines.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.formats.text.hyphens import join_halves
from pipeline.formats.text.verse import COLUMNS, is_stanza
from pipeline.formats.text.wrapping import NARROWEST, WIDEST, TextLine, fills, is_torn, wrap_width
from pipeline.io.kinds import ends_sentence, is_ornament, number_length, shape, starts_block, starts_upper

# All chosen by hand.
_FEWEST = 3  # lines of a block that has a vote
_FEWEST_PARTED = 2  # lines of a block that end inside of a word, and so tell its width
_NEAR = 3  # wrapped blocks before and after one that tell its width
_NARROWER = 0.75  # share of the width around it below which a block may be a narrow one, or verse
_STRICTLY_FILLED = 0.9  # share of the lines of such prose that are filled to the letter
_RUNS_OVER = re.compile(
    r"[.!?…] +(?:[«—–-] ?)?[A-ZÀ-Þ]|[^\W\d_][-¬\u00ad]\n[a-zà-ÿ]"
)  # sentences end in lines, words at ends
_FITTING = 0.5  # share of a block's lines that are filled at the width of those around it
_LONGER = 4  # columns by which a line may exceed that width
_MOST_IN_COLUMNS = 0.5  # share of lines with wide gaps from which on a block is a table
_MOST_NUMBERED = 0.5  # share of lines that begin with a digit from which on they are entries, as of a programme
_SHORTEST_BEFORE_COMMA = 45  # columns of a line that a comma ends, and a width, where no other line tells of one
_NEARLY_FULL = 0.75  # share of the width to which a line must reach to go on in a line that begins with a capital
_ONLY_VALUE = re.compile(
    r"[^\w\n]{0,4}(?:\d[\d\s.,/:-]*)(?:\s?(?:€|\$|£|%|F|fr\.?|francs?|euros?|h|km|m|kg))?\W{0,2}$", re.IGNORECASE
)
_CLOSES = re.compile(r"[!?;:»)\]]+…?(?:\s|$)")  # what no paragraph begins with
_ADDRESS = re.compile(r"(?:[a-z][a-z+.-]*://|www\.)\S+", re.IGNORECASE)
_ENDS_IN_ADDRESS = re.compile(rf"(?:^|.*\s)(?:{_ADDRESS.pattern})$", re.IGNORECASE)
_NOTE = re.compile(r"\[(?:(?:Note|Footnote)\s)?(?:\d{1,4}|[A-Za-z*†])(?:\]|\s?:)\s*\S", re.IGNORECASE)

Block = Sequence[TextLine]


def find_widths(blocks: Sequence[Block], heads: Collection[int] = ()) -> list[int]:
    """Give the column at which each block is wrapped, 0 for one whose lines stay as they are.

    `heads` are the numbers of lines that begin a block wherever they stand.

    >>> from pipeline.formats.text.wrapping import split_blocks, split_lines
    >>> prose = "Le soir tombait sur la lande et la maison,|seule au bord du chemin, gardait encore un|peu de jour."
    >>> text = f"{prose}||Mme Marie Vasseur|12, rue des Lilas|44000 Nantes||{prose}".replace("|", chr(10))
    >>> find_widths(split_blocks(split_lines(text)))
    [42, 0, 42]
    """
    set_apart = [is_set(block) for block in blocks]
    own = [
        0 if apart or len(block) < _FEWEST else wrap_width(_runs(block, heads))
        for block, apart in zip(blocks, set_apart, strict=True)
    ]
    if not any(own):
        small = [
            run for block, apart in zip(blocks, set_apart, strict=True) if not apart for run in _runs(block, heads)
        ]
        width = wrap_width(small) or wrap_width(_broken(small))
        if not width:
            return [0 if apart else _own_width(block) for block, apart in zip(blocks, set_apart, strict=True)]
        own = [0 if apart else width for apart in set_apart]
    around = _widths_around(own)
    found = [
        0 if apart else _width_of(block, width, near, heads)
        for block, apart, width, near in zip(blocks, set_apart, own, around, strict=True)
    ]
    parted = [0 if apart else _width_of_parted(block) for block, apart in zip(blocks, set_apart, strict=True)]
    return [min(filter(None, widths), default=0) for widths in zip(found, parted, strict=True)]


def _width_of_parted(block: Block) -> int:
    """Give the column at which a block is wrapped by its lines that end inside of a word; 0 where there are too few.

    These are full, whatever a note or a title beside the block lets suppose.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> _width_of_parted(split_lines("Alors les habi-|tants, las d'atten-|dre, s'armèrent.".replace("|", chr(10))))
    19
    """
    parted = [
        line.indent + len(line.text)
        for line, after in pairwise(block)
        if after.text[0].islower() and join_halves(line.text, after.text) is not None
    ]
    return max(parted) if len(parted) >= _FEWEST_PARTED else 0


def _runs(block: Block, heads: Collection[int]) -> list[list[TextLine]]:
    """Cut a block before each line that is a head, as the line before it says nothing of a width."""
    runs: list[list[TextLine]] = [[block[0]]]
    for line in block[1:]:
        if line.number in heads:
            runs.append([])
        runs[-1].append(line)
    return runs


def _broken(runs: Sequence[Block]) -> list[list[TextLine]]:
    """Give the pairs of lines between which no sentence ends and no new one begins."""
    pairs = (pair for run in runs for pair in pairwise(run) if not pair[1].goes_on)
    return [[line, after] for line, after in pairs if not ends_sentence(line.text) and after.text[0].islower()]


def _own_width(block: Block) -> int:
    """Give the column at which a block is wrapped where no other tells: each of its lines goes on in the next one."""
    pairs = list(pairwise(block))
    goes_on = all(
        after.text[0].islower()
        and not ends_sentence(line.text)
        and not starts_block(line.text)
        and len(line.text) >= (_SHORTEST_BEFORE_COMMA if line.text[-1] in ",;" else NARROWEST)
        for line, after in pairs
    )
    longest = max(line.indent + len(line.text) for line in block)
    return longest if pairs and goes_on and longest <= WIDEST else 0


def _widths_around(own: Sequence[int]) -> list[int]:
    """Give for each block the largest width of the nearest blocks that are wrapped, itself among them; 0 for none."""
    voted = [number for number, width in enumerate(own) if width]
    found, place = [], 0
    for number in range(len(own)):
        while place < len(voted) and voted[place] < number:
            place += 1
        near = voted[max(0, place - _NEAR) : place + _NEAR + 1]
        found.append(max((own[one] for one in near), default=0))
    return found


def _width_of(block: Block, width: int, around: int, heads: Collection[int]) -> int:
    """Give the column at which a block is wrapped, by its own vote and by the width of the blocks around it."""
    pairs = [pair for run in _runs(block, heads) for pair in pairwise(run) if not starts_block(pair[1].text)]
    pairs = [pair for pair in pairs if shape(pair[0].text).kind != "heading"]
    if not pairs or not around:
        return around
    filled = sum(fills(line, after, around) for line, after in pairs)
    longest = max(line.indent + len(line.text) for line, _ in pairs)
    if width:
        if filled >= _FITTING * len(pairs):
            return around
        if width >= _NARROWER * around:
            return width
        strictly = sum(line.indent + len(line.text) + 1 + len(after.text.split()[0]) > width for line, after in pairs)
        return width if strictly >= _STRICTLY_FILLED * len(pairs) and _RUNS_OVER.search(_joined(block)) else 0
    if longest > min(around + _LONGER, WIDEST):
        return 0
    left_short = len(pairs) == 1 and pairs[0][1].text[0].islower()
    return around if filled or left_short else 0


def _joined(block: Block) -> str:
    """Give the text of a block, its line ends in it."""
    return "\n".join(line.text for line in block)


def is_set(block: Block) -> bool:
    """Tell whether a block is set line by line: a table's rows, entries that begin with numbers, or a stanza.

    >>> is_set([TextLine(1, "le port      der Hafen", 0), TextLine(2, "la mer       das Meer", 0)])
    True
    """
    if len(block) > 1 and sum(line.text[0].isdigit() for line in block) > _MOST_NUMBERED * len(block):
        return True
    in_columns = sum(len(line.text) <= WIDEST and COLUMNS.search(line.text) is not None for line in block)
    return (len(block) > 1 and in_columns > _MOST_IN_COLUMNS * len(block)) or is_stanza(block)


def group_lines(block: Block, width: int, heads: Collection[int] = ()) -> list[list[TextLine]]:
    """Group the lines of a block by paragraphs; `width` is that of `find_widths`, and `heads` as there."""
    base = min(line.indent for line in block)
    groups = [[block[0]]]
    inside = _opens_bracket(block)
    is_parted = bool(width and _width_of_parted(block))
    for line, after in pairwise(block):
        first = groups[-1][0]
        torn = is_torn(line, after) and not (starts_block(after.text) or COLUMNS.search(line.text))
        goes_on = torn or _continues(first, line, after, width, base, is_parted)
        if _stands_alone(line, after, first.number in heads):
            goes_on = False
        if after.goes_on or inside or (after.number not in heads and goes_on):
            groups[-1].append(after)
        else:
            groups.append([after])
    return groups


def _stands_alone(line: TextLine, after: TextLine, is_said: bool) -> bool:
    """Tell whether an address parts two lines: one of them is nothing else, or it ends what somebody says in a chat.

    In wrapped prose a long address may have a line of its own inside of a sentence.

    >>> one, two = TextLine(1, "Tu as vu ? https://ex.fr/a?b=c", 0), TextLine(2, "c'est bien", 0)
    >>> bare = TextLine(1, "www.ex.fr", 0)
    >>> _stands_alone(one, two, True), _stands_alone(one, two, False), _stands_alone(bare, two, False)
    (True, False, False)
    >>> _stands_alone(bare, one, False), _stands_alone(TextLine(1, "Lisez :", 0), bare, False)
    (True, True)
    """
    if _ADDRESS.fullmatch(line.text):
        return starts_upper(after.text)
    if _ADDRESS.fullmatch(after.text):
        return ends_sentence(line.text)
    return is_said and _ENDS_IN_ADDRESS.match(line.text) is not None


def _opens_bracket(block: Block) -> bool:
    """Tell whether a block is one remark in square brackets, as those of editors and of pictures are."""
    text = "".join(line.text for line in block)
    return text.startswith("[") and text.endswith("]") and text.count("[") == text.count("]") == 1


def _continues(first: TextLine, line: TextLine, after: TextLine, width: int, base: int, is_parted: bool) -> bool:
    """Tell whether a line goes on in the next one; `first` is that with which its paragraph begins.

    `is_parted` says that words of the block are parted at line ends: no address and no salutation is set so.
    """
    if not width and after.indent <= first.indent:
        return False
    if width and _CLOSES.match(after.text):
        return True
    if is_ornament(line.text) or is_ornament(after.text) or shape(line.text).kind == "heading":
        return False
    ended = ends_sentence(line.text)
    hang = _hanging(first)
    if hang and _hanging(after) and after.indent <= first.indent:
        return False
    if hang and after.indent == first.indent + hang and not starts_block(after.text):
        return True
    if not width:
        return False
    filled = fills(line, after, width)
    if (starts_block(after.text) or _NOTE.match(after.text) or _ONLY_VALUE.match(after.text)) and (ended or not filled):
        return False
    if _ONLY_VALUE.match(line.text) and line is first:
        return False
    if filled:
        return not (ended and after.indent > base)
    reaches = line.indent + len(line.text) >= _NEARLY_FULL * width
    return not ended and (after.text[0].islower() or (reaches and (is_parted or line.text[-1] not in ",;")))


def _hanging(line: TextLine) -> int:
    """Give how far the further lines of a list item are indented that begins in a line; 0 where none does."""
    found = shape(line.text)
    if found.kind != "list_item":
        return 0
    return found.markup or number_length(line.text)
