"""Line structure: where a line break separates blocks (paragraphs, list items, headings), and where it only wraps.

A paragraph as the readers give it holds no line breaks; this is for plain text given as it stands.
"""

import re
from collections.abc import Iterator

LAYOUT_RULES = {
    "blank_line": "An empty line separates paragraphs.",
    "item_line": "An item of a list starts on its own line.",
    "turn_line": "A turn of a dialogue starts on its own line, with a dash.",
    "heading_line": "A line in capitals is a heading.",
}
LINE_BREAK = re.compile(r"\n\s*")
BULLET = re.compile(r"[•‣●◦▪]\s")
ITEM = re.compile(r"(?:[-*]|\d{1,2}[.)]|[a-z]\))\s")
# An item at the start of the line, or of a sentence in it: a sentence is judged alike alone and in its line.
ITEM_IN_LINE = re.compile(rf"""(?:^|[.!?…]["»”’)\]]*\s+){ITEM.pattern}""")
TURN = re.compile(r"[—–―]")
FINISHED = re.compile(r"""[.!?…:;]["»”’)\]\s]*$""")
MARK = re.compile(r"[.!?…‽:;]")
LINE_END = 12
"""Characters of a line's end that are looked at for its last mark: a mark, and all that may close after it."""


def find_blocks(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Cut running text into blocks: start, end, and the name of the layout rule that separates it from the one before.

    >>> text = "LE DÉPART\nIl faisait\nbeau.\n\n- du pain ;\n- du vin."
    >>> for start, end, rule in find_blocks(text):
    ...     print(rule, repr(text[start:end]))
     'LE DÉPART'
    heading_line 'Il faisait\nbeau.'
    blank_line '- du pain ;'
    item_line '- du vin.'
    """
    start, end, rule = len(text) - len(text.lstrip()), len(text.rstrip()), ""
    line_start, next_break = start, LINE_BREAK.search(text, start, end)
    while next_break:
        gap, next_break = next_break, LINE_BREAK.search(text, next_break.end(), end)
        line = text[line_start : gap.start()].rstrip()
        next_line = text[gap.end() : next_break.start() if next_break else end]
        reason = "blank_line" if gap[0].count("\n") > 1 else separates(line, next_line)
        if reason:
            yield start, line_start + len(line), rule
            start, rule = gap.end(), reason
        line_start = gap.end()
    if start < end:
        yield start, end, rule


def separates(line: str, next_line: str) -> str:
    """Name the layout rule by which the break between two lines ends a block; nothing when it only wraps.

    >>> separates("du pain ;", "- du vin"), separates("LA FIN", "Il dort."), separates("Il", "dort.")
    ('item_line', 'heading_line', '')
    """
    finished = FINISHED.search(line, max(0, len(line) - LINE_END))
    if BULLET.match(next_line) or (ITEM.match(next_line) and (finished or ITEM_IN_LINE.search(line))):
        return "item_line"
    if finished and TURN.match(next_line):
        return "turn_line"
    last_clause = MARK.split(line)[-1]
    in_capitals = last_clause.isupper() and sum(map(str.isalpha, last_clause)) > 1
    return "heading_line" if in_capitals and next_line != next_line.upper() else ""
