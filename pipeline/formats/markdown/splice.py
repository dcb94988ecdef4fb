"""Splice Markdown: put the English of each block below it as a paragraph; after a line break in a table or tight list.

No character of the file is changed but for table rows, which get the English at the ends of their cells, lines with a
title, such as that of an admonition, which get it after the title, and the last lines of a tight list's paragraphs,
which get a backslash: a paragraph more would spread the list out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import NamedTuple

from markdown_it.token import Token

from pipeline.bilingual.passages import Passage, cut_passage
from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.formats.markdown.grid_drawing import draw_between
from pipeline.formats.markdown.inline import inline, seen
from pipeline.formats.markdown.read import VERBATIM, html_paragraphs, parse_markdown
from pipeline.formats.markdown.signs import inline_notes
from pipeline.io.encoding import decode
from pipeline.io.lines import split_with_ends, usual_end

CELL_END = re.compile(r"(?<!\\)\|")  # as markdown-it has it: two backslashes before it keep it in its cell as well
_NUMBERED = re.compile(r"[\s>]*(?:[-*+]\s+)*(\d+[.)])\s")
_NOTE = re.compile(r"\[\^[^\]]+\]:\s*")
_DEFINITION = re.compile(r"[:~] +\Z")
_BEGINS_NOTE = re.compile(r"(?:[>\s]|[-*+]\s|\d+[.)]\s)*\[\^([^\]\s]+)\]:")
_BEFORE_HASHES = re.compile(r"(?:[>\s]|[-*+]\s|\d+[.)]\s|\[\^[^\]]+\]:)*(?=#{1,6}(?:\s|$))")
_QUOTES = re.compile(r"(?: {0,3}> ?)*")
_IN_LINE = {"title", "dt"}
"""Blocks that have their English in their own line: another line would not belong to them."""
_ENDS_TEXT = {None, "list_item_open", "blockquote_open", "fence"}


class BlockLines(NamedTuple):
    """A block as the reader finds it: its token, what it is, and the lines from its first to after its last.

    `tight` says that it stands directly in an item of a tight list, `crowded` that there is one somewhere around it:
    an empty line at the end of an item would spread that out. `text_follows` says that after a heading's last line
    comes what would go on a paragraph.
    """

    token: Token
    kind: str
    start: int
    end: int
    tight: bool
    crowded: bool
    text_follows: bool


@dataclass(slots=True)
class _Added:
    """What comes to the lines of a file, by their numbers: lines above them, English in cells, a break at the end."""

    newline: str
    above: dict[int, list[str]] = field(default_factory=dict)
    cells: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    broken: set[int] = field(default_factory=set)
    titles: dict[int, tuple[str, str]] = field(default_factory=dict)
    grids: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    def add(self, block: BlockLines, passage: Passage, notes: Sequence[Passage], line: str) -> None:
        """Add the English of a block whose first line is given, with that of the notes in its text."""
        if grid := block.token.meta.get("grid"):
            english = _with_notes(inline(passage, "", "\\\n"), block.token, notes)
            self.grids.setdefault(grid, []).append("" if english == block.token.content else english)
            return
        if block.kind == "cell":
            english = _with_notes(inline(passage, "", "<br>"), block.token, notes).replace("|", "\\|")
            self.cells.setdefault(block.start, []).append((block.token.content, english))
            return
        prefix = prefix_of(line, block.token, block.kind)
        shown = _bold(passage) if block.kind == "heading" else _unnumbered(_uncalled(passage, _note_of(line)), line)
        newline = " " if block.kind in {*_IN_LINE, "verse"} else self.newline + prefix
        english = _with_notes(inline(shown, newline, "\\" * (newline != " ")), block.token, notes)
        if not english or (block.kind in _IN_LINE and english == block.token.content):
            return
        if block.kind in _IN_LINE:
            self.titles[block.start] = block.token.content, english
        elif block.kind == "verse":
            self.above.setdefault(block.end, []).append(_before(line, block.token) + english)
        else:
            self._add_below(block, prefix, english)

    def add_to_html(self, block: BlockLines, passages: Sequence[Passage], line: str) -> None:
        """Add the English of a block of HTML below it, a paragraph for each text."""
        prefix = prefix_of(line, block.token, block.kind)
        for passage in passages:
            if english := inline(passage, self.newline + prefix, "\\"):
                self._add_below(block, prefix, english)

    def _add_below(self, block: BlockLines, prefix: str, english: str) -> None:
        """Add English as a line below a block: of its paragraph, or of one of its own."""
        lines = self.above.setdefault(block.end, [])
        if block.tight and block.kind == "heading" and not block.text_follows:
            lines += [prefix + english]
        elif block.tight and block.kind == "paragraph" and _go_together(block.token.content, english):
            self.broken.add(block.end - 1)
            lines += [prefix + english]
        else:
            blank = prefix.rstrip()
            after = [] if block.crowded and not block.text_follows else [blank]
            lines += [*([] if lines else [blank]), prefix + english, *after]


def splice_markdown(
    data: bytes, english: Sequence[Passage], language: str, encoding: str = "auto", head: str = ""
) -> bytes:
    """Put the English of its blocks into a Markdown file, read by its `encoding`; what comes out is UTF-8.

    `head` is said in a paragraph before all blocks but the front matter.

    Raises:
        InputError: the file has not as many blocks as there are texts.
    """
    content = decode(data, encoding)[0]
    lines = split_with_ends(content)
    blocks = list(find_blocks(parse_markdown(content)))
    counts = [count_texts(block.token) for block in blocks]
    if sum(counts) != len(english):
        raise InputError(f"{sum(counts)} blocks instead of {len(english)}")
    passages = iter(english)
    added = _Added(usual_end(lines))
    if head and blocks:
        first = blocks[0]
        told = [inline(Passage(None, head), "", "\\"), ""]
        is_matter = first.token.type == "front_matter"
        start, _ = first.token.meta.get("grid", (first.start, first.end))
        added.above[first.end if is_matter else start] = ["", *told] if is_matter else told
    for block, number in zip(blocks, counts, strict=True):
        passage, *notes = islice(passages, number)
        if block.kind == "html":
            added.add_to_html(block, [passage, *notes], lines[block.start])
        else:
            added.add(block, passage, notes, lines[block.start])
    for (start, end), texts in added.grids.items():
        lines[start:end] = [draw_between(lines[start:end], texts, added.newline), *[""] * (end - start - 1)]
    return "".join(_woven(lines, added)).encode()


def count_texts(token: Token) -> int:
    """Count the texts that the reader makes of a block: itself and the notes in it, or the paragraphs of HTML."""
    return len(html_paragraphs(token)) if token.type == "html" else 1 + len(inline_notes(token))


def find_blocks(tokens: Sequence[Token]) -> Iterator[BlockLines]:
    """Find every block as the reader does."""
    kind, lines = "", (0, 0)
    first_at: dict[int, str] = {}
    for token in tokens:
        if token.map:
            first_at.setdefault(token.map[0], token.type)
    for token, around in _with_lists(tokens):
        name = token.type.removesuffix("_open")
        if token.map:
            lines = token.map[0], max(token.map[1], token.map[0] + 1)
        if name in {"heading", "th", "td", "paragraph", "dt", "title", "verse"}:
            kind, whole = {"th": "cell", "td": "cell"}.get(name, name), lines
        if token.type in {"inline", "html", *VERBATIM}:
            found = {"inline": kind, "html": "html"}.get(token.type, "verbatim")
            start, end = whole if found == "heading" else lines
            text_follows = found == "heading" and first_at.get(end) not in _ENDS_TEXT
            yield BlockLines(token, found, start, end, around[-3:-2] == [True], any(around), text_follows)


def _with_lists(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[bool]]]:
    """Give every token, and for all that is open around it whether that is a tight list: no paragraph is set apart."""
    tight: set[int] = set()
    opened: list[list[int]] = [[]]
    for number, token in enumerate(tokens):
        opened.append(opened[-1][: token.level] + [number] * (token.nesting > 0))
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            tight.add(number)
        elif token.type == "paragraph_open" and not token.hidden and token.level > 1:
            tight.discard(opened[-1][token.level - 2])
    for token, around in zip(tokens, opened[1:], strict=True):
        yield token, [number in tight for number in around]


def _go_together(french: str, english: str) -> bool:
    """Tell whether the two can be lines of one paragraph without changing each other."""
    return seen(f"{french}\\\n{english}") == f"{seen(french)} {seen(english)[2:]}"


def _before(line: str, token: Token) -> str:
    """Give what stands in a line before the text of a block that it holds whole."""
    return line[: max(line.rfind(token.content), 0)]


def _titled(line: str, title: str, english: str) -> str:
    r"""Put the English of a title into its line, after it.

    >>> _titled('!!! note "Un titre"\n', "Un titre", 'A "title"')
    '!!! note "Un titre / A \'title\'"\n'
    """
    place = line.rfind(title) + len(title)
    if line[place : place + 1] == '"':
        english = english.replace('"', "'")
    return f"{line[:place]} / {english}{line[place:]}"


def prefix_of(line: str, token: Token, kind: str) -> str:
    """Give what stands before a further paragraph in the same quotes, list items and note as a block with a first line.

    >>> prefix_of("> 1. Un *mot*", Token("inline", "", 0, content="Un *mot*"), "paragraph")
    '>    '
    """
    line = line.rstrip()
    if kind == "verbatim":
        found = _QUOTES.match(line)
        return found[0] if found else ""
    first = token.content.split("\n")[0].rstrip()
    place = len(line) - len(first) if line.endswith(first) else 0
    if kind == "heading" and (found := _BEFORE_HASHES.match(line)):
        place = found.end()
    before = _NOTE.sub("    ", line[:place])
    if found := _DEFINITION.search(before):
        before = before[: found.start()] + " " * max(4, len(found[0]))
    return re.sub(r"[^>\s]", " ", before)


def _bold(passage: Passage) -> Passage:
    """Make the English of a heading bold: it is a paragraph, and should not look like one."""
    return replace(passage, marks=(Mark(0, len(passage.text), "strong"), *passage.marks))


def _note_of(line: str) -> str:
    """Give the name of the note that a line begins, or "".

    >>> _note_of("> [^a]: Un"), _note_of("Un[^a]: deux")
    ('a', '')
    """
    found = _BEGINS_NOTE.match(line)
    return found[1] if found else ""


def _uncalled(passage: Passage, own: str) -> Passage:
    """Take a note's own call from the beginning of its English: the note has it already."""
    called = (mark for mark in passage.marks if mark.name == "sup" and mark.start == mark.end and mark.value == own)
    first = next(called, None) if own else None
    return replace(passage, marks=tuple(mark for mark in passage.marks if mark is not first))


def _with_notes(english: str, token: Token, notes: Sequence[Passage]) -> str:
    """Put the English of the notes in a block's text to the places of their calls, or at the end.

    >>> note = Token("inline_note", "", 0, meta={"label": "1"})
    >>> _with_notes("One[^1].", Token("inline", "", 0, children=[note]), [Passage(None, "A note.")])
    'One^[A note.].'
    """
    for note, passage in zip(inline_notes(token), notes, strict=True):
        name = note.meta["label"]
        written = inline(_uncalled(passage, name), "", " ")
        call = f"[^{name}]"
        there = english if call in english else english + call
        english = there.replace(call, f"^[{written}]", 1) if written else there.replace(call, "", 1)
    return english


def _unnumbered(passage: Passage, line: str) -> Passage:
    """Take the number from the English of a list item: it stands in the file already."""
    number = _NUMBERED.match(line)
    found = re.match(rf"{re.escape(number[1])}\s+", passage.text) if number else None
    return replace(cut_passage(passage, found.end(), len(passage.text)), bead=None) if found else passage


def _woven(lines: Sequence[str], added: _Added) -> Iterator[str]:
    """Give the lines of the file with those of the English between them, and table rows with it in their cells."""
    for number, line in enumerate([*lines, ""]):
        above = added.above.get(number, [])
        if above and number and not lines[number - 1].endswith(("\r", "\n")):
            yield added.newline
        for one in above[:-1] if above and not line.strip("> \t\r\n") and not above[-1].strip("> ") else above:
            yield one + added.newline
        if number in added.broken:
            yield _broken(line)
        elif number in added.titles:
            yield _titled(line, *added.titles[number])
        else:
            yield _row(line, added.cells[number]) if number in added.cells else line


def _broken(line: str) -> str:
    r"""Let a line end in a line break, as CommonMark writes it.

    >>> _broken("- Un \n")
    '- Un\\\n'
    """
    bare = line.rstrip()
    return bare + "\\" + line[len(line.rstrip("\r\n")) :]


def _row(line: str, cells: Sequence[tuple[str, str]]) -> str:
    r"""Put the English of its cells into a row of a table.

    >>> _row("| Un | Deux |\n", [("Un", "One"), ("Deux", "")])
    '| Un<br>One | Deux |\n'
    """
    edges = [0, *(found.end() for found in CELL_END.finditer(line)), len(line)]
    parts = [line[start:end] for start, end in pairwise(edges)]
    place = 0
    for content, english in cells:
        while place < len(parts) and not is_cell(parts[place], content):
            place += 1
        if place == len(parts):
            break
        if english:
            parts[place] = _with(parts[place], english)
        place += 1
    return "".join(parts)


def is_cell(part: str, content: str) -> bool:
    """Tell whether a part of a row is the cell with some content."""
    return bool(content) and part.removesuffix("|").replace("\\|", "|").rstrip().endswith(content)


def _with(part: str, english: str) -> str:
    """Put English at the end of a cell."""
    bare = part.rstrip("\r\n|").rstrip()
    return f"{bare}<br>{english}{part[len(bare) :]}"
