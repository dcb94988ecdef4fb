"""Markdown with the English of each block below it: a paragraph of its own, in a table's cell after a line break.

No character of the file is changed but for table rows, which get the English at the ends of their cells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from markdown_it.token import Token

from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.read.encoding import decode
from pipeline.read.markdown import VERBATIM, parse, plain
from pipeline.write.emphasis import onward, pieces
from pipeline.write.passages import Passage, cut
from pipeline.write.typography import Shown

_LINES = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_SPECIAL = re.compile(r"[\\`*_\[\]<~&^]")
_BLOCK_START = re.compile(r"(?:[#>+=:-]|\d+(?=[.)]))")
_CELL_END = re.compile(r"(?<!\\)(?:\\\\)*\|")
_NUMBERED = re.compile(r"[\s>]*(?:[-*+]\s+)*(\d+[.)])\s")
_NOTE = re.compile(r"\[\^[^\]]+\]:\s*")
_QUOTES = re.compile(r"(?: {0,3}> ?)*")
_SIGNS = {"em": "*", "strong": "**", "s": "~~", "cite": "*", "dfn": "*", "var": "*"}


def splice_markdown(data: bytes, english: Sequence[Passage], language: str) -> bytes:
    """A Markdown file with the English of its blocks; UTF-8 whatever it was.

    Raises:
        InputError: it has other than so many blocks.
    """
    content = decode(data)[0]
    lines = _LINES.findall(content)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    blocks = list(_blocks(parse(content)))
    if len(blocks) != len(english):
        raise InputError(f"{len(blocks)} blocks instead of {len(english)}")
    below: dict[int, list[str]] = {}
    cells: dict[int, list[tuple[str, str]]] = {}
    for (token, kind, (start, end)), passage in zip(blocks, english, strict=True):
        if kind == "cell":
            cells.setdefault(start, []).append((token.content, _inline(passage, "", "<br>").replace("|", "\\|")))
        elif passage.text:
            prefix = _prefix(lines[start], token, kind)
            shown = _bold(passage) if kind == "heading" else _unnumbered(passage, lines[start])
            empty = [] if end in below else [prefix.rstrip()]
            below.setdefault(end, []).extend([*empty, prefix + _inline(shown, newline + prefix, "\\"), prefix.rstrip()])
    return "".join(_woven(lines, below, cells, newline)).encode()


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[Token, str, tuple[int, int]]]:
    """Every block as the reader finds it: its token, what it is, the lines from its first to after its last."""
    kind, lines = "", (0, 0)
    for token in tokens:
        name = token.type.removesuffix("_open")
        if token.map:
            lines = token.map[0], token.map[1]
        if name in {"heading", "th", "td", "paragraph"}:
            kind, whole = {"th": "cell", "td": "cell"}.get(name, name), lines
        if token.type == "inline":
            yield token, kind, (whole if kind == "heading" else lines)
        elif token.type in VERBATIM:
            yield token, "verbatim", lines


def _prefix(line: str, token: Token, kind: str) -> str:
    """What stands before a further paragraph in the same quotes, list items and note as a block, by its first line.

    >>> _prefix("> 1. Un *mot*", Token("inline", "", 0, content="Un *mot*"), "paragraph")
    '>    '
    """
    line = line.rstrip()
    if kind == "verbatim":
        found = _QUOTES.match(line)
        return found[0] if found else ""
    first = token.content.split("\n")[0].rstrip()
    place = line.rfind("#" + line.lstrip("> ").partition("#")[2]) if kind == "heading" and "#" in line else -1
    if place < 0:
        place = len(line) - len(first) if line.endswith(first) else 0
    before = _NOTE.sub("    ", line[:place])
    return re.sub(r"[^>\s]", " ", before)


def _bold(passage: Passage) -> Passage:
    """A heading's English, which is a paragraph and should not look like one."""
    return replace(passage, marks=(Mark(0, len(passage.text), "strong"), *passage.marks))


def _unnumbered(passage: Passage, line: str) -> Passage:
    """The English of a list item, whose number stands in the file, without that number."""
    number = _NUMBERED.match(line)
    found = re.match(rf"{re.escape(number[1])}\s+", passage.text) if number else None
    return replace(cut(passage, found.end(), len(passage.text)), bead=None) if found else passage


def _inline(passage: Passage, line_end: str, breaks: str) -> str:
    r"""A passage as Markdown on one line but for its breaks, each written as `breaks` and `line_end`.

    >>> _inline(Passage(None, "1. A *word*", (Mark(3, 4, "em"), Mark(11, 11, "sup", "n"))), "\n", "\\")
    '1\\. *A* \\*word\\*[^n]'
    """
    text = " ".join(passage.text.split())
    if text != passage.text:  # places of marks are those in the text as it was
        passage = Passage(None, text)
    uncalled = replace(passage, marks=tuple(mark for mark in passage.marks if mark.start < mark.end))
    if _seen(_written(uncalled, " ", "")) != _seen(_escaped(text)):
        passage = Passage(None, text)
    written = _written(passage, line_end, breaks)
    return _BLOCK_START.sub(_escape_start, written, count=1) if _BLOCK_START.match(written) else written


def _escape_start(found: re.Match[str]) -> str:
    return found[0] + "\\" if found[0].isdigit() else "\\" + found[0]


def _seen(markdown: str) -> str:
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


def _woven(
    lines: Sequence[str], below: dict[int, list[str]], cells: dict[int, list[tuple[str, str]]], newline: str
) -> Iterator[str]:
    """The lines of the file with those of the English, and table rows with it in their cells."""
    for number, line in enumerate([*lines, ""]):
        added = below.get(number, [])
        if added and number and not lines[number - 1].endswith(("\r", "\n")):
            yield newline
        for one in added[:-1] if not line.strip() else added:
            yield one + newline
        yield _row(line, cells[number]) if number in cells else line


def _row(line: str, cells: Sequence[tuple[str, str]]) -> str:
    r"""A row of a table with the English of its cells.

    >>> _row("| Un | Deux |\n", [("Un", "One"), ("Deux", "")])
    '| Un<br>One | Deux |\n'
    """
    edges = [0, *(found.end() for found in _CELL_END.finditer(line)), len(line)]
    parts = [line[start:end] for start, end in pairwise(edges)]
    place = 0
    for content, english in cells:
        while place < len(parts) and not _is_cell(parts[place], content):
            place += 1
        if place == len(parts):
            break
        if english:
            parts[place] = _with(parts[place], english)
        place += 1
    return "".join(parts)


def _is_cell(part: str, content: str) -> bool:
    return bool(content) and part.removesuffix("|").replace("\\|", "|").rstrip().endswith(content)


def _with(part: str, english: str) -> str:
    bare = part.rstrip("\r\n|").rstrip()
    return f"{bare}<br>{english}{part[len(bare) :]}"
