"""Passages as inline Markdown (CommonMark with notes): emphasis, links, code, line ends, calls of notes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.bilingual.emphasis import onward, pieces
from pipeline.bilingual.passages import Passage
from pipeline.bilingual.typography import Shown
from pipeline.document import Mark
from pipeline.formats.markdown.read import parse, plain

_SPECIAL = re.compile(r"[\\`*_\[\]<~&^]")
_BLOCK_START = re.compile(r"(?:[#>+=:|-]|\d+(?=[.)]))")
_SIGNS = {"em": "*", "strong": "**", "s": "~~", "cite": "*", "dfn": "*", "var": "*"}


def inline(passage: Passage, line_end: str, breaks: str) -> str:
    r"""A passage as Markdown on one line but for its breaks, each written as `breaks` and `line_end`.

    >>> inline(Passage(None, "1. A *word*", (Mark(3, 4, "em"), Mark(11, 11, "sup", "n"))), "\n", "\\")
    '1\\. *A* \\*word\\*[^n]'
    """
    text = " ".join(passage.text.split())
    if text != passage.text:  # places of marks are those in the text as it was
        passage = Passage(None, text)
    uncalled = replace(passage, marks=tuple(mark for mark in passage.marks if mark.start < mark.end))
    if seen(_written(uncalled, " ", "")) != seen(_escaped(text)):
        passage = Passage(None, text)
    lines = _written(passage, line_end, breaks).split(breaks + line_end)
    return (breaks + line_end).join(map(_unlike_a_block, lines))


def _unlike_a_block(line: str) -> str:
    r"""A line that begins no list, heading, quote or table.

    >>> _unlike_a_block("1. Un"), _unlike_a_block("- Un")
    ('1\\. Un', '\\- Un')
    """
    found = _BLOCK_START.match(line)
    place = found.end() * line[0].isdigit() if found else 0
    return f"{line[:place]}\\{line[place:]}" if found else line


def seen(markdown: str) -> str:
    """What can be seen of some inline Markdown."""
    tokens = [child for token in parse(f"x {markdown}") for child in token.children or []]
    return " ".join(plain(tokens)[0].split())


def _written(passage: Passage, line_end: str, breaks: str) -> str:
    """A passage with its emphasis, links, line ends and calls; spaces never stand at the inner side of a mark."""
    made = ""
    opened: list[Mark] = []
    for text, marks, point in pieces(passage, Shown(passage.text), onward):
        wanted = opened if text.isspace() else [mark for mark in marks if _sign(mark)]
        kept = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(opened, wanted, strict=False)))
        made = _closed(made, opened[kept:])
        inner = text.lstrip()
        made += text[: len(text) - len(inner)] + "".join(_sign(one) for one in wanted[kept:])
        opened = wanted
        if point == "br":
            made = made.rstrip() + breaks + line_end
        elif point == "sup" and re.fullmatch(r"[\w-]+", text):
            made += f"[^{text}]"
        else:
            code = any(mark.name == "code" for mark in marks) and "`" not in inner and inner == inner.strip()
            made += f"`{inner}`" if code and inner else _escaped(inner)
    return _closed(made, opened)


def _closed(made: str, marks: Sequence[Mark]) -> str:
    """Some Markdown with marks closed, before its last spaces."""
    if not marks:
        return made
    bare = made.rstrip(" ")
    signs = (f"]({mark.value})" if mark.name == "a" else _sign(mark) for mark in reversed(marks))
    return bare + "".join(signs) + made[len(bare) :]


def _sign(mark: Mark) -> str:
    """The sign before the text of a mark, "" for what Markdown cannot show."""
    if mark.name == "a":
        return "[" if re.fullmatch(r"[^\s<>()]+", mark.value) else ""
    return _SIGNS.get(mark.name, "")


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
