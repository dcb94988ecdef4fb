"""Take the numbers of lines out of verse and of other texts that are printed with one every few lines."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.formats.text.wrapping import TextLine, split_blocks
from pipeline.io.kinds import is_verse

_AT_END = re.compile(r"(?P<text>.*\S)(?P<gap>\s+)[\[(]?(?P<number>\d{1,5})[\])]?$")
_AT_START = re.compile(r"[\[(]?(?P<number>\d{1,5})[\])]?(?P<gap>\s+)(?P<text>\S.*)$")
# All chosen by hand.
_WIDE = 2  # columns between a line and its number that leave no doubt
_FEWEST, _FEWEST_CLOSE = 2, 3  # numbers in a row, where so much is between, and where it is less
_STEPS = frozenset(range(2, 21))  # lines from one number to the next
_FIVES = 5  # what a number of verses that stands by itself is a multiple of
_APART = 1  # lines by which the distance may differ: a title, a line broken in two
_FIRST, _LAST = frozenset("0123456789[("), frozenset("0123456789])")  # characters of lines worth a closer look


class _Numbered(NamedTuple):
    """A line that may be numbered: its place among those with text, its number, its text, the number beside it."""

    place: int
    line: int
    text: str
    value: int
    gap: int


def cut_line_numbers(lines: Sequence[TextLine]) -> tuple[list[TextLine], dict[int, str]]:
    r"""Give the lines without numbers that count them, and those numbers, by the number of their line.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> verse = ["un", "deux", "trois", "quatre", "cinq    5", "six", "sept", "huit", "neuf", "dix    10"]
    >>> cut, numbers = cut_line_numbers(split_lines("\n".join(verse)))
    >>> cut[4].text, numbers
    ('cinq', {5: '5', 10: '10'})
    """
    cut: dict[int, tuple[str, str]] = {}
    filled = [line for line in lines if line.text]
    for pattern in (_AT_END, _AT_START):
        numbered = [
            _Numbered(place, line.number, found["text"], int(found["number"]), len(found["gap"].expandtabs()))
            for place, line in enumerate(filled)
            if (line.text[-1] in _LAST if pattern is _AT_END else line.text[0] in _FIRST)
            and (found := pattern.match(line.text))
        ]
        for run in _runs(numbered):
            if len(run) >= (_FEWEST if min(one.gap for one in run) >= _WIDE else _FEWEST_CLOSE):
                cut |= {one.line: (one.text, str(one.value)) for one in run}
    kept = [_without_number(line, cut[line.number][0]) if line.number in cut else line for line in lines]
    for block in split_blocks(kept):
        cut |= _alone_in_verse(block)
    kept = [_without_number(line, cut[line.number][0]) if line.number in cut else line for line in kept]
    return kept, {number: value for number, (_, value) in cut.items()}


def _without_number(line: TextLine, text: str) -> TextLine:
    """Give a line with its text alone, as far in as that stands."""
    return line._replace(text=text, indent=line.indent + max(0, line.text.find(text)))


def _alone_in_verse(block: Sequence[TextLine]) -> dict[int, tuple[str, str]]:
    """Give the text and the number of the one line of a stanza that is numbered, where it counts fives from afar.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> stanza = "Le vent du soir se lève,|La mer est loin,     5|Et nul ne vient avec elle.".replace("|", chr(10))
    >>> _alone_in_verse(split_lines(stanza))
    {2: ('La mer est loin,', '5')}
    """
    numbered = [line for line in block if any(map(str.isdigit, line.text))]
    if len(numbered) != 1:
        return {}
    [line] = numbered
    found = _AT_END.match(line.text) or _AT_START.match(line.text)
    if not found or int(found["number"]) % _FIVES or len(found["gap"].expandtabs()) <= _WIDE:
        return {}
    texts = [found["text"] if one is line else one.text for one in block]
    return {line.number: (found["text"], found["number"])} if is_verse(texts) else {}


def _runs(numbered: Sequence[_Numbered]) -> list[list[_Numbered]]:
    """Give the runs of numbers that grow by one step, as far as the lines between them do."""
    if not numbered:
        return []
    runs = [[numbered[0]]]
    for one, after in pairwise(numbered):
        step, distance = after.value - one.value, after.place - one.place
        on_step = after.value % step == 0 if step in _STEPS else False
        from_first = one.value == 1 and after.value in _STEPS  # 1, 5, 10
        counts = (on_step or from_first) and abs(distance - step) <= _APART
        before = runs[-1][-2] if len(runs[-1]) > 1 else None
        even = before is None or step == one.value - before.value or (before.value == 1 and step == one.value)
        if counts and even:
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs
