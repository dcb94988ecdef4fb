"""Blocks of Markdown nested so deeply that none is opened any more: their lines are read without the signs before them.

The parser skips the rest of a file where blocks are deeper than its bound, or overflows the stack where it has none.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

DEEPEST = 40  # blocks in one another that are opened; chosen by hand
_OPENS = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))*[ \t]*")
"""What opens quotes and list items at the start of a line."""


def use_depth(parser: MarkdownIt) -> None:
    """Give a parser the rule for lines in blocks that are too deep; it comes before all others."""
    parser.options["maxNesting"] = DEEPEST + 10  # no rule opens more than that at once
    parser.block.ruler.before("table", "deep_line", _deep_line)


def _deep_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take one line as a paragraph, if it is deeper than blocks are opened."""
    if state.level < DEEPEST or silent:
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if text := _OPENS.sub("", line, count=1).strip():
        state.push("paragraph_open", "p", 1).map = [start, start + 1]
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = text, [start, start + 1], []
        state.push("paragraph_close", "p", -1)
    state.line = start + 1
    return True
