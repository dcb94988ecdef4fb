"""Read Markdown (CommonMark with tables, footnotes and front matter, by markdown-it-py): blocks without their markup.

Emphasis, links, images, code and line breaks become marks; code, rules and the front matter are kept untranslated. HTML
is read as a page is. A block's place is its lines in the file. https://spec.commonmark.org/0.31.2/
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from pipeline.document import MATTER, Cell, Kind, Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.html.read import read_inside, text_inside
from pipeline.formats.markdown.depth import use_depth
from pipeline.formats.markdown.dialects import use_dialects
from pipeline.formats.markdown.grids import use_grids
from pipeline.formats.markdown.matter import data_front_matter, matter_value
from pipeline.formats.markdown.signs import inline_notes, name_inline_notes, use_signs
from pipeline.formats.markdown.spans import MARKS, use_spans
from pipeline.io.builder import first_heading
from pipeline.io.encoding import decode
from pipeline.io.grids import Tables
from pipeline.io.kinds import is_dialogue
from pipeline.letters import Ledger

_KEPT_TAG = re.compile(r"<(/?)(code|kbd|samp|var)\b[^>]*>", re.IGNORECASE)
_NAMES = {"em": "em", "strong": "strong", "s": "s", "link": "a", "span": "", **MARKS}
_TASK = re.compile(r"\[[ xX]\] (?=\S)")  # GitHub's, before the text of a list item
VERBATIM = {"fence", "code_block", "html_block", "hr", "front_matter", "math_block", "kept"}


def read_markdown(data: bytes, encoding: str, language: str) -> Text:
    """Read the blocks of a Markdown file; its title is the front matter's or the first heading's."""
    content, codec = decode(data, encoding)
    tokens = parse_markdown(content)
    ledger = Ledger()
    ledger.hold("".join(_contents(tokens)), written=content)
    paragraphs = tuple(_Blocks(ledger, language).read(tokens))
    title, author = (_front_matter(tokens, name) for name in ("title", "author"))
    return ledger.balance(Text(language, paragraphs, title or first_heading(paragraphs), codec, author))


def parse_markdown(content: str) -> list[Token]:
    """Give the tokens of a Markdown file: each "inline" and each VERBATIM one is a block, "html" holds some."""
    tokens = _parser().parse(content)
    name_inline_notes(tokens)
    for token in tokens:
        if token.type == "html_block" and any(paragraph.text for paragraph in html_paragraphs(token)):
            token.type = "html"
    return tokens


def html_paragraphs(
    token: Token, language: str = "fr", ledger: Ledger | None = None, tables: Tables | None = None
) -> list[Paragraph]:
    """Read the paragraphs of a block of HTML: none where it holds only tags, or cannot be read."""
    try:
        return list(read_inside(token.content, language, ledger or Ledger(), tables or Tables()))
    except InputError:
        return []


@cache
def _parser() -> MarkdownIt:
    """Make the parser."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin).use(deflist_plugin)
    parser.use(dollarmath_plugin, allow_labels=False).disable("math_inline")
    use_signs(parser)
    use_spans(parser)
    use_dialects(parser)
    use_grids(parser)
    use_depth(parser)
    parser.block.ruler.before("table", "data_front_matter", data_front_matter)
    # Notes stay where they are, those without a call too; those in the text come after their block, by a rule of ours.
    return parser.disable(["footnote_tail", "footnote_inline"])


def _contents(tokens: Sequence[Token]) -> Iterator[str]:
    """Give all that tokens hold besides markup, whatever they are: their contents, and the numbers of list items.

    What is not here of the file, as addresses and names of notes, is markup.
    """
    for token in tokens:
        if token.children:
            yield from _contents(token.children)
        elif token.type == "html":
            yield text_inside(token.content)
        else:
            yield token.content
        if token.type == "list_item_open":
            yield token.info


@dataclass(slots=True)
class _Blocks:
    """Reads blocks from tokens; knows what it is inside of. `ledger` notes what is in no block."""

    ledger: Ledger
    language: str
    lists: int = 0
    item: str | None = None  # the number or "" of an item whose first block is still to come
    quotes: int = 0
    heading: int = 0
    tables: Tables = field(default_factory=Tables)
    cell: Cell | None = None
    name: str = ""  # of what has a kind of its own, besides those above
    note: str = ""  # the name of the note that it is in
    fresh: bool = False  # before the first block of that note
    lines: Sequence[int] = (0, 1)

    def read(self, tokens: Sequence[Token]) -> Iterator[Paragraph]:
        """Read every block with text, in the file's order."""
        for token in tokens:
            self.lines = token.map or self.lines
            if token.type == "inline":
                yield self._block(token)
                yield from map(self._note_of, inline_notes(token))
            elif token.type in VERBATIM:
                yield self._verbatim(token)
            elif token.type == "html":
                for paragraph in html_paragraphs(token, self.language, self.ledger, self.tables):
                    yield replace(paragraph, locator=self._locator())
            else:
                self._enter_or_leave(token)

    def _enter_or_leave(self, token: Token) -> None:
        """Note what a token opens or closes."""
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in {"bullet_list", "ordered_list"}:
            self.lists += token.nesting
        elif name == "list_item":
            self._leave_number()
            self.item = token.info + token.markup if token.nesting > 0 else None
        elif name == "blockquote":
            self.quotes += token.nesting
        elif name == "heading":
            self.heading = int(token.tag[1:]) if token.nesting > 0 else 0
        elif name in {"table", "tr", "th", "td"}:
            self._enter_or_leave_table(name, token)
        elif name in {"verse", "title"}:
            self.name = name if token.nesting > 0 else ""
        elif name == "footnote_reference":
            self.note = str(token.meta.get("label", "")) if token.nesting > 0 else ""
            self.fresh = token.nesting > 0

    def _leave_number(self) -> None:
        """Note the number of an item that begins with no block of text to stand before."""
        self.ledger.leave_out("markup", self.item or "", self._locator())

    def _enter_or_leave_table(self, name: str, token: Token) -> None:
        """Note that a token opens or closes a table, a row or a cell."""
        opens = token.nesting > 0
        if opens and self.item is not None:  # a number stands before no cell
            self._leave_number()
            self.item = None
        if name == "table":
            (self.tables.begin if opens else self.tables.end)()
        elif name == "tr" and opens:
            self.tables.next_row()
        elif name in {"th", "td"}:
            size = token.meta.get("rows", 1), token.meta.get("columns", 1)
            self.cell = self.tables.next_cell(*size, heads=name == "th") if opens else None

    def _block(self, token: Token) -> Paragraph:
        """Read a block of text, marked where it is the first of a list item or a note."""
        text, marks = without_markup(token.children or [])
        for child in token.children or []:
            if child.type in {"html_inline", "attributes"}:
                self.ledger.leave_out("markup", child.content, self._locator())
        task = _TASK.match(text) if self.item is not None else None
        if task:
            text, marks = _without_task(text, marks, task[0])
            self.ledger.leave_out("markup", task[0], self._locator())
        kind, level = self._kind(text)
        paragraph = Paragraph(text, kind, level, self._locator(), marks=marks, cell=self.cell)
        if self.item and self.item[0].isdigit():
            paragraph = _numbered(paragraph, self.item)
        if self.fresh:
            paragraph = replace(paragraph, marks=(Mark(0, 0, "sup", self.note), *paragraph.marks))
        self.item, self.fresh = None, False
        return paragraph

    def _note_of(self, token: Token) -> Paragraph:
        """Read a note that stands in a block of text."""
        text, marks = without_markup(token.children or [])
        call = Mark(0, 0, "sup", token.meta["label"])
        return Paragraph(text, "note", locator=self._locator(), marks=(call, *marks))

    def _kind(self, text: str) -> tuple[Kind, int]:
        """Tell what a block is, and its level."""
        if self.heading:
            return "heading", self.heading
        if self.cell:
            return "cell", 0
        if self.name == "verse":
            return "verse", 0
        if self.name == "title":
            return "paragraph", 0
        if self.item is not None:
            return "list_item", self.lists
        if self.note:
            return "note", 0
        if self.quotes:
            return "quote", 0
        return ("dialogue" if is_dialogue(text) else "paragraph"), 0

    def _verbatim(self, token: Token) -> Paragraph:
        """Read a block that is kept untranslated."""
        rule = token.type == "hr"
        content = token.content.lstrip("\n") if token.type == "math_block" else token.content
        text = "* * *" if rule else content.rstrip("\n")
        marks = (Mark(0, len(text), MATTER),) if token.type == "front_matter" else ()
        return Paragraph(text, "paragraph" if rule else "code", locator=self._locator(), translate=False, marks=marks)

    def _locator(self) -> str:
        """Give the lines of the block, "first-last" counted from 1."""
        first = self.lines[0] + 1
        return f"{first}-{max(first, self.lines[1])}"


def without_markup(tokens: Sequence[Token]) -> tuple[str, tuple[Mark, ...]]:
    """Give the text of inline tokens without markup, and the markup as marks in the order of their starts.

    >>> without_markup(MarkdownIt().parseInline("Un *petit* [lien](a.html).")[0].children)
    ('Un petit lien.', (Mark(start=3, end=8, name='em', value=''), Mark(start=9, end=13, name='a', value='a.html')))
    """
    text = ""
    marks: list[Mark] = []
    opened: list[tuple[int, str]] = []
    tags: list[tuple[int, str]] = []
    for before, token in zip(["", *(token.type for token in tokens)], tokens, strict=False):
        start = len(text)
        if token.nesting > 0:
            opened.append((start, str(token.attrs.get("href", ""))))
        elif token.nesting < 0:
            begin, value = opened.pop()
            if name := _NAMES[token.type.removesuffix("_close")]:
                marks.append(Mark(begin, start, name, value))
        else:
            added, name, value = _inline(token)
            if token.type == "attributes" and before == "text":
                text = text.rstrip(" ")
                start = len(text)
            text += added
            if name:
                marks.append(Mark(start, len(text), name, value))
            if name == "html":
                marks += _kept(value, start, tags)
    return text, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _kept(tag: str, place: int, opened: list[tuple[int, str]]) -> list[Mark]:
    """Give the mark of what a tag of HTML ends, such as that of a key; one that begins something is `opened`."""
    found = _KEPT_TAG.fullmatch(tag)
    if found and not found[1]:
        opened.append((place, found[2].lower()))
    elif found and opened and opened[-1][1] == found[2].lower():
        begin, name = opened.pop()
        return [Mark(begin, place, name)]
    return []


def _inline(token: Token) -> tuple[str, str, str]:
    """Give the text of one inline token, the name of its mark if any, and the mark's value."""
    match token.type:
        case "softbreak":
            return " ", "", ""
        case "hardbreak":
            return " ", "br", ""
        case "code_inline" | "formula":
            return token.content, token.type.removesuffix("_inline"), ""
        case "kept":
            return token.content, "notranslate", ""
        case "attributes":
            return "", "", ""
        case "image":
            return without_markup(token.children or [])[0], "img", str(token.attrs.get("src", ""))
        case "html_inline":
            return "", "html", token.content
        case "footnote_ref" | "inline_note":
            return "", "sup", str(token.meta.get("label", ""))
        case _:
            return token.content, "", ""


def _without_task(text: str, marks: Sequence[Mark], sign: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the box of a task from a list item: it becomes a mark.

    >>> _without_task("[x] Fait", (), "[x] ")
    ('Fait', (Mark(start=0, end=0, name='number', value='[x]'),))
    """
    width = len(sign)
    moved = (mark._replace(start=max(mark.start - width, 0), end=max(mark.end - width, 0)) for mark in marks)
    return text[width:], (Mark(0, 0, "number", sign.strip()), *moved)


def _numbered(paragraph: Paragraph, number: str) -> Paragraph:
    """Give a list item with its number in front, marked, as plain text has it."""
    width = len(number) + 1
    moved = (mark._replace(start=mark.start + width, end=mark.end + width) for mark in paragraph.marks)
    return replace(paragraph, text=f"{number} {paragraph.text}", marks=(Mark(0, width, "number"), *moved))


def _front_matter(tokens: Sequence[Token], name: str) -> str:
    """Give what the front matter says of a name, or ""."""
    is_there = tokens and tokens[0].type == "front_matter"
    return matter_value(tokens[0].content, name) if is_there else ""
