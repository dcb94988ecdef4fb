"""Straight double quotes: which open and which close."""

import re
from bisect import bisect_left

# A straight double quote; between two letters it stands for an apostrophe (`c"est`).
STRAIGHT_QUOTE = re.compile(r'"(?!(?<=\w")\w)')
# Before a straight quote that stands alone, and after it.
OPENING_SIDE = frozenset("([{")
CLOSING_SIDE = frozenset(".,;:!?…)]}")


class StraightQuotes:
    """Tells whether a straight double quote that stands alone opens or closes: `. " Il` or `. " Il`.

    A quote that clings to what follows opens, one that clings to what precedes closes, one that stands alone changes
    what the last one left.

    >>> StraightQuotes('"Oui. " Il part. " Non. "').inside(15)
    False
    """

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.positions: list[int] = []
        self.states: list[bool] = []
        stop = len(text) if end is None else end
        inside = False
        for match in STRAIGHT_QUOTE.finditer(text, start, stop):
            position = match.start()
            before, after = text[position - 1 : position], text[position + 1 : position + 2]
            open_before = position == start or before.isspace() or before in OPENING_SIDE
            open_after = position + 1 == stop or after.isspace() or after in CLOSING_SIDE
            inside = not inside if open_before == open_after else open_before
            self.positions.append(position)
            self.states.append(inside)

    def inside(self, position: int) -> bool:
        """Tell whether a quotation is open just before this position."""
        index = bisect_left(self.positions, position)
        return index > 0 and self.states[index - 1]
