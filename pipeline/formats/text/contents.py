"""Find the table of contents of a plain text: its entries are the text's own headings, which come again in it."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.formats.text.wrapping import TextLine, split_blocks, split_lines

_NAME = re.compile(
    r"\W*(?:table(?: des (?:matières|chapitres)| of contents)?|sommaire|contents|index des chapitres)\W*$",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:\s*(?:\.\s?){2,}|\s*…+|\s{2,}|\t)\s*(?:p\.\s*)?(?:\d{1,4}|[ivxlc]+)\.?$", re.IGNORECASE)
_LEAST = 0.5  # share of a block's lines that are entries, at least: long ones take two lines; chosen by hand


def cut_contents(content: str) -> tuple[str, dict[int, str]]:
    r"""Cut off the tables of contents of a text: give it with empty lines in their place, and their lines by number.

    >>> cut_contents("TABLE\n\nI. Le port\nII. La mer\n\nI. Le port\n\nIl pleut.\n\nII. La mer\n\nIl neige.")[1]
    {1: 'TABLE', 3: 'I. Le port', 4: 'II. La mer'}
    """
    lines = split_lines(content)
    blocks = split_blocks(lines)
    if not any(_NAME.match(block[0].text) for block in blocks):
        return content, {}
    times = _count(blocks)
    cut: dict[int, str] = {}
    for number, block in enumerate(blocks):
        if _NAME.match(block[0].text):
            entries = _entries([block[1:], *blocks[number + 1 :]], times)
            if entries:
                cut |= {line.number: line.text for line in [block[0], *entries]}
    return "\n".join("" if line.number in cut else _indented(line) for line in lines), cut


def _indented(line: TextLine) -> str:
    """Give a line as it stands in the text."""
    return " " * line.indent + line.text


def _count(blocks: Sequence[Sequence[TextLine]]) -> Counter[str]:
    """Count the lines of a text, each by itself and with the next one, as a heading's number and its name stand."""
    keys = [_key(line.text) for block in blocks for line in block]
    return Counter(keys) + Counter(map("".join, pairwise(keys)))


def _entries(blocks: Sequence[Sequence[TextLine]], times: Counter[str]) -> list[TextLine]:
    """Give the lines of some blocks that are entries of a table, up to where its first entry comes again."""
    found: list[TextLine] = []
    seen = ""
    for block in blocks:
        kept: list[TextLine] = []
        for line in block:
            key = _key(line.text)
            again = bool(seen) and (key == seen or seen.startswith(key + _key(_after(block, line))))
            if again and not _PAGE.search(line.text):
                return found + kept if _mostly(kept, times) else found
            seen = seen or key
            kept.append(line)
        if kept and not _mostly(kept, times):
            return found
        found += kept
    return found


def _after(block: Sequence[TextLine], line: TextLine) -> str:
    """Give the text of the line that follows one in its block, or ""."""
    return next((one.text for one in block if one.number == line.number + 1), "")


def _mostly(block: Sequence[TextLine], times: Counter[str]) -> bool:
    """Tell whether most lines of a block are entries: they end with a page, or stand in the text once more."""
    entries = sum(_PAGE.search(line.text) is not None or times[_key(line.text)] > 1 for line in block)
    return bool(block) and entries >= _LEAST * len(block)


def _key(text: str) -> str:
    """Give what two forms of a title have in common: its letters and digits, without its page."""
    return "".join(filter(str.isalnum, _PAGE.sub("", text).casefold()))
