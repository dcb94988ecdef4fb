"""Take the numbers of lines out of verse and of other texts that are printed with one every few lines."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.formats.text.wrapping import TextLine

_AT_END = re.compile(r"(?P<text>.*\S)(?P<gap>\s+)[\[(]?(?P<number>\d{1,5})[\])]?$")
_AT_START = re.compile(r"[\[(]?(?P<number>\d{1,5})[\])]?(?P<gap>\s+)(?P<text>\S.*)$")
# All chosen by hand.
_WIDE = 2  # columns between a line and its number that leave no doubt
_FEWEST, _FEWEST_CLOSE = 2, 3  # numbers in a row, where so much is between, and where it is less
_STEPS = frozenset(range(2, 21))  # lines from one number to the next
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
    kept = [line._replace(text=cut[line.number][0]) if line.number in cut else line for line in lines]
    return kept, {number: value for number, (_, value) in cut.items()}


def _runs(numbered: Sequence[_Numbered]) -> list[list[_Numbered]]:
    """Give the runs of numbers that grow by one step, as far as the lines between them do."""
    if not numbered:
        return []
    runs = [[numbered[0]]]
    for one, after in pairwise(numbered):
        step, distance = after.value - one.value, after.place - one.place
        counts = step in _STEPS and after.value % step == 0 and abs(distance - step) <= _APART
        if counts and (len(runs[-1]) == 1 or step == one.value - runs[-1][-2].value):
            runs[-1].append(after)
        else:
            runs.append([after])
    return runs
