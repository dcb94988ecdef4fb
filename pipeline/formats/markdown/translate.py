"""A Markdown file in English, laid out as it is: the text of each block exchanged in its lines, all others kept.

Emphasis, links, pictures, code and calls go with their words. A block that was wrapped becomes one line. In blocks of
HTML text that stands alone is exchanged; front matter and code stay.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise

from markdown_it.token import Token

from pipeline.bilingual.replacements import Replacements
from pipeline.document import Paragraph
from pipeline.errors import InputError
from pipeline.formats.inplace.arranging import Item, Point, Put, arrange, marks_of
from pipeline.formats.markdown.grid_drawing import draw_between
from pipeline.formats.markdown.inline import seen, unlike_a_block
from pipeline.formats.markdown.pieces import items_of, write
from pipeline.formats.markdown.read import html_paragraphs, parse_markdown, without_markup
from pipeline.formats.markdown.signs import inline_notes
from pipeline.formats.markdown.splice import CELL_END, BlockLines, count_texts, find_blocks, is_cell, prefix_of
from pipeline.io.encoding import decode
from pipeline.io.lines import split_with_ends, usual_end

_ON_ONE_LINE = frozenset(["heading", "title", "dt", "verse", "cell"])


def translate_markdown(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a file in which the English of a document stands instead of its text; what comes out is UTF-8.

    `encoding` is the file's; `language` is not used, as Markdown has no place for it.

    Raises:
        InputError: the file has other blocks than the document.
    """
    content = decode(data, encoding)[0]
    lines = split_with_ends(content)
    blocks = list(find_blocks(parse_markdown(content)))
    paragraphs = replacements.document.source.paragraphs
    if sum(count_texts(block.token) for block in blocks) != len(paragraphs):
        raise InputError(f"it has other blocks than {len(paragraphs)}")
    file = _File(lines, usual_end(lines), replacements)
    number = 0
    for block in blocks:
        file.exchange(block, number)
        number += count_texts(block.token)
    file.draw_grids()
    return "".join(file.lines).encode()


class _File:
    """The lines of a file, in which blocks are exchanged; a line that a block no longer needs becomes empty."""

    def __init__(self, lines: list[str], newline: str, replacements: Replacements) -> None:
        self.lines = lines
        self.newline = newline
        self.replacements = replacements
        self.grids: dict[tuple[int, int], list[str]] = {}
        self.cells: dict[int, int] = {}  # how many parts of a row are done, by its line

    def exchange(self, block: BlockLines, number: int) -> None:
        """Exchange the text of a block, which is the paragraph with a number; notes in it are those behind."""
        if block.kind == "html":
            self._in_html(block, number)
        elif block.kind != "verbatim":
            english = self._written(block, number)
            if grid := block.token.meta.get("grid"):
                self.grids.setdefault(grid, []).append(english)
            elif block.kind == "cell":
                self._in_cell(block, english)
            elif english:
                self._in_lines(block, english)

    def draw_grids(self) -> None:
        """Draw the tables whose cells are drawn as grids."""
        for (start, end), texts in self.grids.items():
            drawn = draw_between(self.lines[start:end], texts, self.newline, alone=True)
            self.lines[start:end] = [drawn, *[""] * (end - start - 1)]

    def _written(self, block: BlockLines, number: int) -> str:
        """Write the English of a block; "" where it stays as it is."""
        token = block.token
        notes = {note.meta["label"]: number + n for n, note in enumerate(inline_notes(token), 1)}

        def write_note(note: Token) -> str:
            said = self._english(note.children or [], notes[note.meta["label"]], " ", write_note)
            return f"^[{said or note.content}]"

        one_line = block.kind in _ON_ONE_LINE or "grid" in token.meta
        line_end = " " if one_line else self.newline + prefix_of(self.lines[block.start], token, block.kind)
        made = self._english(token.children or [], number, line_end, write_note)
        task = _task_of(self.replacements.document.source.paragraphs[number])
        broken = f"\\{line_end}"
        shown = made if one_line else broken.join(map(unlike_a_block, made.split(broken)))
        return f"{task} {shown}" if task and made else shown

    def _english(self, tokens: Sequence[Token], number: int, line_end: str, note: Callable[[Token], str]) -> str:
        """Write the English of some inline tokens, which are the paragraph with a number."""
        paragraph = self.replacements.document.source.paragraphs[number]
        base = without_markup(tokens)[0]
        task = len(_task_of(paragraph)) + 1 if _task_of(paragraph) else 0
        moved = len(paragraph.text) - len(base) + task
        items: list[Item] = [Point(0, moved, (), Token("text", "", 0), "kept")] if moved else []
        items += items_of(tokens, moved - task)
        english = self.replacements.of(number, marks_of(items))
        if english is None:
            return ""
        puts = arrange(items, english)
        made, plain = (write(one, line_end, note).strip() for one in (puts, _plain(puts)))
        return made if seen(made) == seen(plain) else plain

    def _in_lines(self, block: BlockLines, english: str) -> None:
        """Let the English of a block stand where its text begins, and nothing where it goes on."""
        texts = [text.strip() for text in block.token.content.split("\n")]
        places = [line.rfind(text) for line, text in zip(self.lines[block.start :], texts, strict=False)]
        if -1 in places or len(places) < len(texts):
            return
        last = block.start + len(texts) - 1
        behind = self.lines[last][places[-1] + len(texts[-1]) :]
        shown = english.replace('"', "'") if behind[:1] == '"' else english
        before = self.lines[block.start][: places[0]]
        self.lines[block.start : last + 1] = [before + shown + behind, *[""] * (len(texts) - 1)]

    def _in_cell(self, block: BlockLines, english: str) -> None:
        """Let the English of a cell stand in its row of a table."""
        line, content = self.lines[block.start], block.token.content
        edges = [0, *(found.end() for found in CELL_END.finditer(line)), len(line)]
        parts = [line[start:end] for start, end in pairwise(edges)]
        place = self.cells.get(block.start, 0)
        while place < len(parts) and not is_cell(parts[place], content):
            place += 1
        if place == len(parts):
            return
        self.cells[block.start] = place + 1
        bare = parts[place].rstrip("\r\n|").rstrip()
        written = content.replace("|", "\\|")
        if english and bare.endswith(written):
            shown = bare.removesuffix(written) + english.replace("|", "\\|")
            parts[place] = shown + parts[place][len(bare) :]
            self.lines[block.start] = "".join(parts)

    def _in_html(self, block: BlockLines, number: int) -> None:
        """Let English stand in a block of HTML instead of texts that stand there once, without markup in them."""
        content = "".join(self.lines[block.start : block.end])
        for paragraph in html_paragraphs(block.token):
            english = self.replacements.of(number)
            pattern = r"\s+".join(map(re.escape, escape(paragraph.text, quote=False).split()))
            if english is not None and english.text and len(re.findall(pattern, content)) == 1:
                shown = escape(english.text, quote=False)
                content = re.sub(pattern, shown.replace("\\", r"\\"), content)
            number += 1
        self.lines[block.start : block.end] = [content, *[""] * (block.end - block.start - 1)]


def _task_of(paragraph: Paragraph) -> str:
    """Give the box of a task before the text of a list item, "" where there is none."""
    boxes = (mark.value for mark in paragraph.marks if mark.name == "number" and mark.value)
    return next(boxes, "")


def _plain(puts: Sequence[Put]) -> list[Put]:
    """Give puts without looks."""
    return [replace(put, look=(), inside=None if put.inside is None else tuple(_plain(put.inside))) for put in puts]
