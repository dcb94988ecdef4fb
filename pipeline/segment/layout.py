"""Line structure: where a line break separates blocks (paragraphs, list items, headings), and where it only wraps.

A paragraph as the readers give it holds no line breaks; this is for plain text given as it stands.
"""

import re
from collections.abc import Iterator

LINE_BREAK = re.compile(r"\n\s*")
BULLET = re.compile(r"[•‣●◦▪]\s")
ITEM = re.compile(r"(?:[-*]|\d{1,2}[.)]|[a-z]\))\s")
TURN = re.compile(r"[—–―]")
FINISHED = re.compile(r"""[.!?…:;]["»”’)\]\s]*$""")
# How much of a line's end is looked at for its last mark.
LINE_END = 12


def blocks(text: str) -> Iterator[tuple[int, int, str]]:
    r"""The blocks of running text: start, end, and the name of the layout rule that separates it from the one before.

    >>> text = "LE DÉPART\nIl faisait\nbeau.\n\n- du pain ;\n- du vin."
    >>> for start, end, rule in blocks(text):
    ...     print(rule, repr(text[start:end]))
     'LE DÉPART'
    heading_line 'Il faisait\nbeau.'
    blank_line '- du pain ;'
    item_line '- du vin.'
    """
    start, end, rule = len(text) - len(text.lstrip()), len(text.rstrip()), ""
    line_start = start
    for gap in LINE_BREAK.finditer(text, start, end):
        reason = separates(text, line_start, gap)
        if reason:
            line_end = line_start + len(text[line_start : gap.start()].rstrip())
            yield start, line_end, rule
            start, rule = gap.end(), reason
        line_start = gap.end()
    if start < end:
        yield start, end, rule


def separates(text: str, line_start: int, gap: re.Match[str]) -> str:
    """The layout rule by which this line break ends a block, or nothing when it only wraps."""
    next_start = gap.end()
    if gap[0].count("\n") > 1:
        return "blank_line"
    if BULLET.match(text, next_start):
        return "item_line"
    finished = FINISHED.search(text, max(line_start, gap.start() - LINE_END), gap.start())
    if ITEM.match(text, next_start) and (finished or ITEM.match(text, line_start)):
        return "item_line"
    if TURN.match(text, next_start) and finished:
        return "turn_line"
    line = text[line_start : gap.start()]
    next_line = text[next_start : next_start + len(line)].partition("\n")[0]
    return "heading_line" if line.isupper() and len(line) > 1 and not next_line.isupper() else ""
