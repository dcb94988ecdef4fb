"""Find the delimiters of a text: quotation marks and brackets, which of them open, and which close.

French quotes with « », “ ”, ‹ › and straight marks, and the English of a model with straight and single ones. A
quotation may go on over many sentences: `open_before` tells what is open where each of them begins.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from pipeline.document import Segment

QUOTE = '"'
"""The family of quotation marks; brackets are a family by their opening sign."""
_OPENING = {"«": QUOTE, "“": QUOTE, "„": QUOTE, "‹": QUOTE, "‘": QUOTE, "(": "(", "[": "["}
_CLOSING = {"»": QUOTE, "”": QUOTE, "›": QUOTE, ")": "(", "]": "["}
_STRAIGHT = regex.compile(r"''|``|\"(?!(?<=\p{L}\")\p{L})")
"""A straight quotation mark; between two letters it stands for an apostrophe (`c"est`)."""
_SIGN = regex.compile(rf"[{regex.escape(''.join({**_OPENING, **_CLOSING}))}]|{_STRAIGHT.pattern}", regex.V0)
_LIST_SIGN = regex.compile(r"^[^\w(]{0,3}\w{1,4}\)")
_SINGLE = regex.compile(
    r"(?<opening>(?<![\w'’])['’‘](?=[\p{L}\[(])(?!(?:em|til|cause|tis|twas|[sdm]|ll|re|ve|n)\b))"
    r"|(?<closing>(?<=[\p{L}\d.,!?…])['’](?![\w'’]))",
    regex.IGNORECASE,
)


class Delimiter(NamedTuple):
    """A quotation mark or bracket: its place in a text in code points, its sign and family, and whether it opens."""

    start: int
    end: int
    sign: str
    family: str
    opens: bool


def find_delimiters(text: str, inside: bool = False) -> list[Delimiter]:
    """Find quotation marks and brackets; `inside` says that a straight quotation is open where the text begins.

    A straight mark that clings to what follows opens, as does one at the start; one that clings to what precedes
    closes, as does one at the end or before another mark; one that stands alone changes what the last one left. The
    bracket of a list's sign, as in `a)`, is none.

    >>> [(one.sign, one.opens) for one in find_delimiters('a) « Oui », " (non) " et "peut-être"')]
    [('«', True), ('»', False), ('"', True), ('(', True), (')', False), ('"', False), ('"', True), ('"', False)]
    """
    listed = _LIST_SIGN.match(text)
    found = []
    for match in _SIGN.finditer(text):
        sign = match[0]
        if sign in _OPENING:
            one = Delimiter(*match.span(), sign, _OPENING[sign], True)
        elif sign in _CLOSING:
            one = Delimiter(*match.span(), sign, _CLOSING[sign], False)
        else:
            inside = _straight_opens(text, match.start(), match.end(), inside)
            one = Delimiter(*match.span(), QUOTE, QUOTE, inside)
        if not (listed and one.end == listed.end()):
            found.append(one)
    return found


def find_single(text: str) -> list[Delimiter]:
    """Find single quotation marks of an English text: those that close what one has opened, or that follow a mark.

    >>> [one.start for one in find_single("He's a 'friend of dogs', the boys' friend. 'Yes.'")]
    [7, 22, 43, 48]
    """
    found, is_open = [], False
    for match in _SINGLE.finditer(text):
        opens = match.start("opening") >= 0
        if opens or is_open or not text[match.start() - 1].isalnum():
            found.append(Delimiter(*match.span(), "'", QUOTE, opens))
            is_open = opens
    return found


def open_before(text: str, segments: Sequence[Segment]) -> list[str]:
    """Give the signs of the quotations that are open where each sentence of a paragraph begins, outermost first.

    A mark that repeats one which is never closed, as at a paragraph's start, stands in its place.

    >>> text = "« Il pleut. Il a dit “non”. Bien. » Elle rit."
    >>> open_before(text, [Segment(0, 11), Segment(12, 27), Segment(28, 35), Segment(36, 45)])
    ['', '«', '«', '']
    """
    quotes = [one for one in find_delimiters(text) if one.family == QUOTE]
    closed = {first for first, _ in _matched(quotes)}
    held: list[int] = []
    answers = []
    waiting = iter(enumerate(quotes))
    upcoming = next(waiting, None)
    for start, _ in segments:
        while upcoming and upcoming[1].start < start:
            _follow(held, quotes, upcoming[0], closed)
            upcoming = next(waiting, None)
        answers.append("".join(quotes[number].sign for number in held))
    return answers


def _follow(held: list[int], quotes: Sequence[Delimiter], number: int, closed: set[int]) -> None:
    """Bring the quotations that are open up to date with one more mark."""
    one = quotes[number]
    if one.opens:
        held[:] = [other for other in held if other in closed or quotes[other].sign != one.sign]
        held.append(number)
    else:
        while held and held[-1] not in closed:
            held.pop()
        if held:
            held.pop()


def _matched(quotes: Sequence[Delimiter]) -> Iterator[tuple[int, int]]:
    """Give the numbers of opening marks and of those that close them."""
    held: list[int] = []
    for number, one in enumerate(quotes):
        if one.opens:
            held.append(number)
        elif held:
            yield held.pop(), number


def _straight_opens(text: str, start: int, end: int, inside: bool) -> bool:
    """Tell whether a straight quotation mark opens, by what stands on its two sides."""
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if not before or before in "([{«“" or not after or after in ".,;:!?…)]}»”":
        return not before or before in "([{«“"
    if before.isspace() == after.isspace():
        return not inside
    return before.isspace() or before in "-–—"
