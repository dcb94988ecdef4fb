"""Cut a sentence that is too long for a model, at the best clause boundary within reach."""

import re
from collections.abc import Callable, Iterator

from pipeline.document import Segment

Measure = Callable[[str], int]

GAP = re.compile(r"\s+")
DASH = re.compile(r"[—–―-]\s")
CONJUNCTION = re.compile(
    r"(?:et|ou|mais|car|donc|or|ni|puis|que|qu['’]|qui|dont|où|lorsque|quand|puisque|parce|si|comme|tandis|afin|alors"
    r"|and|but|nor|for|so|because|which|who|that|when|while|if|although|then)\b",
    re.IGNORECASE,
)
CLOSERS = "»”\"’')]} \u00a0\u202f"
# A part keeps at least this share of what would fit; the strongest boundary beyond it is taken.
FILLED = 0.5


def split_long(text: str, measure: Measure, limit: int) -> list[Segment]:
    """Cut a text into parts that measure at most `limit`; only white space lies between parts.

    Each part is filled past its half and cut at the strongest boundary there: after a sentence mark, `;`, `:`, before a
    dash, after a comma before a conjunction, after a comma, at a space; a word that is too long alone is cut anywhere.
    `measure` is called a number of times logarithmic in a part's length for each part, never on much more than a part.

    Raises:
        ValueError: the limit is not positive, or a single character measures more than it.

    >>> text = "Il partit tôt ; elle resta, et le vent tomba."
    >>> [text[start:end] for start, end in split_long(text, len, 30)]
    ['Il partit tôt ;', 'elle resta, et le vent tomba.']
    """
    if limit < 1:
        raise ValueError(f"limit must be positive, not {limit}")
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    parts = []
    while start < end:
        stop, start_of_next = next_cut(text, start, end, lambda part: measure(part) <= limit)
        parts.append(Segment(start, stop))
        start = start_of_next
    return parts


def next_cut(text: str, start: int, end: int, fits: Callable[[str], bool]) -> tuple[int, int]:
    """Where the part that starts at `start` ends, and where the next one starts."""
    reach = start + longest_prefix(text[start:end], fits)
    if reach == end:
        return end, end
    if text[reach].isspace():  # the prefix ends with a whole word
        reach += 1
    gaps = [gap.span() for gap in GAP.finditer(text, start + int((reach - start) * FILLED), reach)]
    if not gaps:
        gaps = [gap.span() for gap in GAP.finditer(text, start, reach)][-1:]
    for stop, next_start in sorted(gaps, key=lambda gap: (strength(text, *gap), gap), reverse=True):
        if fits(text[start:stop]):
            return stop, next_start
    ...
