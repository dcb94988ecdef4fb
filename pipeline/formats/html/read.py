"""Read HTML and XHTML: a paragraph for each block of text, what stands inside of blocks as marks.

White space is collapsed as browsers do. Blocks of code, of another language and with translate="no" are copied;
scripts, styles and what is hidden are no text. https://html.spec.whatwg.org/
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Cell, Kind, Mark, Paragraph, Text
from pipeline.formats.html.drawings import drawing_address
from pipeline.formats.html.roles import (
    CALLS,
    CELLS,
    LISTS,
    ListNumbers,
    is_data,
    is_note,
    is_raised,
    is_typed,
    left_out_as,
    mark_of,
    spoken_text,
)
from pipeline.io.archive import part_name
from pipeline.io.builder import ParagraphBuilder, first_heading
from pipeline.io.formulas import clean, linear
from pipeline.io.grids import Tables, span
from pipeline.io.kinds import is_dialogue, shape
from pipeline.io.xml import attribute, decode_markup, local_name, parse_html, plain_text, same_language
from pipeline.letters import Ledger, count_letters

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
_UNSEEN = frozenset(["g", "title", "desc", "metadata", "defs"])  # in a drawing
_VERBATIM = frozenset(["pre", "textarea"])
_KINDS: dict[str, Kind] = {"blockquote": "quote", "caption": "caption", "figcaption": "caption"}
_KINDS |= {"td": "cell", "th": "cell", "dt": "list_item", "dd": "list_item", "pre": "code", "textarea": "code"}
_QUOTES = {"fr": (("«\u00a0", "\u00a0»"), ("“", "”")), "en": (("“", "”"), ("‘", "’"))}
"""The marks that browsers put around `q`, and around one inside of another, by language."""
_LABEL = re.compile(
    r"[\[(]?\s*(?:note\s+)?(?:\d{1,4}|[a-z]|[ivxlc]+|[*†‡§¶]{1,4})\s*[\])]?|[↩↑⤴^]\ufe0e?", re.IGNORECASE
)


def read_html(data: bytes, encoding: str, language: str) -> Text:
    """Read the blocks of an HTML file, numbered "#1", "#2"...; its title is the page's or its first heading's."""
    content, codec = decode_markup(data, encoding)
    root = parse_html(content)
    ledger = Ledger()
    paragraphs = with_titles(list(read_blocks(root, language, "", ledger)))
    title = next(map(plain_text, root.iter("title")), "")
    authors = (node.get("content", "") for node in root.iter("meta") if node.get("name", "").lower() == "author")
    author = ", ".join(filter(None, map(str.strip, authors)))
    return ledger.balance(Text(language, paragraphs, title or first_heading(paragraphs), codec, author))


def with_titles(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Give the blocks of a text; where its file marks no headings, those that look like titles become headings.

    >>> with_titles([Paragraph("CHAPITRE II"), Paragraph("Il part.")])[0].kind
    'heading'
    """
    if any(paragraph.kind == "heading" for paragraph in paragraphs):
        return tuple(paragraphs)
    return tuple(map(_titled, paragraphs))


def _titled(paragraph: Paragraph) -> Paragraph:
    """Give a block as a heading where it looks like a title, else as it is."""
    if paragraph.kind != "paragraph" or not paragraph.text or not paragraph.translate:
        return paragraph
    kind, level, markup = shape(paragraph.text)
    return replace(paragraph, kind=kind, level=level) if kind == "heading" and not markup else paragraph


def read_blocks(root: "_Element", language: str, part: str, ledger: Ledger | None = None) -> Iterator[Paragraph]:
    """Read every block of an (X)HTML tree in order; `part` names the tree in their locators, and in the ledger."""
    return (paragraph for paragraph, _ in read_placed_blocks(root, language, part, ledger))


def read_placed_blocks(
    root: "_Element", language: str, part: str, ledger: Ledger | None = None
) -> Iterator[tuple[Paragraph, "End"]]:
    """Read every block as `read_blocks` does, and tell where its text ends."""
    walk = _Walk(language, part, ledger or Ledger())
    walk.ledger.hold(spoken_text(root))
    for paragraph in _walked(root, walk):
        yield paragraph, walk.end


class End(NamedTuple):
    """Where a block's text ends: right before an element, or with the element, inside of it."""

    element: "_Element"
    before: bool


def _walked(root: "_Element", walk: "_Walk") -> Iterator[Paragraph]:
    """Read every block of a tree, as `walk` collects them."""
    from lxml import etree

    calls: set[_Element] = set()
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        name = local_name(element)
        reason = left_out_as(element, name)
        if not reason and event == "start" and walk.is_call(element, name):
            calls.add(element)
            walk.call(element)
        if event == "end" and (reason or element in calls):
            walk.add(element.tail)
        elif reason or element in calls:
            events.skip_subtree()
            said = walk.draw(element) if reason == "drawing" else ""
            walk.leave_out(reason or "note_call", element, said)
        elif event == "start":
            walk.end = End(element, before=True)
            yield from walk.enter(element, name)
        else:
            walk.end = End(element, before=False)
            yield from walk.leave(element, name)
    yield from walk.flush()


class _Context(NamedTuple):
    """What the blocks around a place say about the text there."""

    kind: Kind = "paragraph"
    level: int = 0
    lists: int = 0  # how many lists it is in
    item: bool = False  # in a list item, and not in something else in there
    translate: bool = True
    native: bool = True  # in the language of the text
    verbatim: bool = False
    cell: Cell | None = None

    def inside(self, element: "_Element", name: str, language: str) -> "_Context":
        """Give the context in a block of this context."""
        kind, level, item = self.kind, self.level, self.item
        if name == "li":
            item = kind != "note"
        elif re.fullmatch("h[1-6]", name):
            kind, level, item = "heading", int(name[1]), False
        elif name in _KINDS:
            kind, item = _KINDS[name], False
            level = 1 if kind == "list_item" else 0
        if is_note(element):
            kind, level, item = "note", 0, False
        said, tongue = attribute(element, "translate"), attribute(element, "lang")
        return _Context(
            kind,
            level,
            self.lists + (name in LISTS),
            item,
            said.lower() != "no" if said else self.translate,
            # what <html lang> says is often only what a template says
            same_language(tongue, language) if tongue and name not in {"html", "body"} else self.native,
            self.verbatim or name in _VERBATIM,
            self.cell,
        )


class _Walk:
    """Where in a tree the walk stands, and the block that it collects."""

    end: End  # of the text collected so far

    def __init__(self, language: str, part: str, ledger: Ledger) -> None:
        self.ledger = ledger  # of what is not read
        self.language = language  # of the text: what is in another is copied
        self.part = part  # of an archive, "" for a file that is read alone
        self.number = 0  # of the block given last
        self.text = ParagraphBuilder()  # the block that is collected now
        self.tables = Tables()  # around the place
        self.contexts = [_Context()]  # of the blocks around the place, the innermost last
        self.fresh_item = False  # whether the place is in a list item whose first block is still to come
        self.lists: list[ListNumbers] = []  # around the place
        self.number_of_item = ""  # of that fresh item, in a numbered list

    def is_call(self, element: "_Element", name: str) -> bool:
        """Tell whether an element is the call of a note, or at a note's beginning the way back to its call."""
        if name != "a" or "#" not in attribute(element, "href") or not _LABEL.fullmatch(plain_text(element)):
            return False
        in_note = self.contexts[-1].kind == "note" and self.text.is_empty
        return in_note or is_typed(element, CALLS) or is_raised(element) or not plain_text(element).isalnum()

    def call(self, element: "_Element") -> None:
        """Mark the call of a note: its address and what is seen of it."""
        self.text.mark("a", attribute(element, "href"))
        self.text.mark("sup", plain_text(element))

    def leave_out(self, reason: str, element: "_Element", said: str = "") -> None:
        """Note that nothing in an element is read but what is `said` of it, and in which block it would stand."""
        unread = (count_letters(spoken_text(element)) - count_letters(said)).elements()
        self.ledger.leave_out(reason, "".join(unread), f"{self.part}#{self.number + 1}")

    def add(self, text: str | None) -> None:
        """Add text, its white space collapsed where it means nothing."""
        self.text.add(text, collapse=not self.contexts[-1].verbatim)

    def enter(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """Begin an element, with the text before its first child; give the block that ended before it, if any."""
        if name in _BLOCKS:
            yield from self.flush()
            self.contexts.append(self.contexts[-1].inside(element, name, self.language))
            self._enter_table(element, name)
            if name == "li":
                self.fresh_item, self.number_of_item = True, self.lists[-1].number(element) if self.lists else ""
            elif name in LISTS:
                self.lists.append(ListNumbers(element))
            if name == "hr":
                yield self._numbered(Paragraph("* * *", translate=False))
        elif name == "br":
            yield from self._line_break()
        elif name == "img":
            unsaid = attribute(element, "aria-hidden").lower() == "true"  # as beside a formula, to say it once
            if unsaid:
                self.leave_out("description", element)
            self._picture(attribute(element, "src"), "" if unsaid else attribute(element, "alt"))
        else:
            self.text.open(*mark_of(element, name))
            if name == "q":
                self._quote(element, closes=False)
        self.add(element.text)

    def leave(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """End an element, and add the text after it; give the block that ends with it, if any."""
        if name in _BLOCKS:
            yield from self.flush()
            self.contexts.pop()
            if name == "table":
                self.tables.end()
            elif name in LISTS:
                self.lists.pop()
            self.fresh_item = self.fresh_item and name != "li"
        elif name not in {"br", "img"}:
            if name == "q":
                self._quote(element, closes=True)
            self.text.close()
        self.add(element.tail)

    def _quote(self, element: "_Element", closes: bool) -> None:
        """Add the quotation mark that a browser shows where `q` begins or ends: it is no text of the file."""
        depth = sum(local_name(parent) == "q" for parent in element.iterancestors())
        self.text.add(_QUOTES["en" if self.language.startswith("en") else "fr"][depth % 2][closes], collapse=False)

    def draw(self, element: "_Element") -> str:
        """Mark a drawing or a formula, and give what the text says of it.

        One that only frames a picture, as title pages of books do, is that picture.
        """
        from lxml import etree

        parts = [part for part in element.iterdescendants() if local_name(part) not in _UNSEEN]
        if len(parts) == 1 and local_name(parts[0]) == "image":
            self._picture(attribute(parts[0], "href"), "")
            return ""
        if local_name(element) == "math" and (said := linear(element)):
            self.text.mark("formula", clean(element), said)
            return said
        if address := drawing_address(element):
            said = attribute(element, "aria-label")
            self._picture(address, said)
            return said
        self.text.mark("html", etree.tostring(element, encoding="unicode", with_tail=False))
        return ""

    def _picture(self, address: str, said: str) -> None:
        """Mark a picture and what is said in its place; in an archive, `address` is seen from this part of it."""
        self.text.mark("img", part_name(self.part, address) if self.part else address, " ".join(said.split()))

    def _enter_table(self, element: "_Element", name: str) -> None:
        """Begin a table, a row or a cell, if the element is one."""
        if name == "table" and is_data(element):
            self.tables.begin()
        elif name == "tr":
            self.tables.next_row()
        elif name in CELLS:
            rows, columns = (span(attribute(element, f"{side}span").strip()) for side in ("row", "col"))
            cell = self.tables.next_cell(rows, columns, heads=name == "th")
            self.contexts[-1] = self.contexts[-1]._replace(cell=cell)

    def _line_break(self) -> Iterator[Paragraph]:
        """End a line, and the block where two lines end: old pages mean a paragraph so."""
        if self.contexts[-1].verbatim:
            self.text.mark("br", text="\n")
            return
        if self.text.ends_with_break:
            yield from self.flush()
        else:
            self.text.line_break()

    def flush(self) -> Iterator[Paragraph]:
        """Give the block collected so far, if there is any, and begin another."""
        context = self.contexts[-1]
        kind, level = context.kind, context.level
        if context.item and self.fresh_item:
            kind, level = "list_item", max(context.lists, 1)
        translate = kind != "code" and context.translate and context.native
        paragraph = self.text.paragraph(kind, level, translate=translate)
        if not paragraph.text and not any(mark.name in {"img", "html"} for mark in paragraph.marks):
            return
        if kind == "paragraph" and is_dialogue(paragraph.text):
            paragraph = replace(paragraph, kind="dialogue")
        if kind in {"list_item", "note"} and self.fresh_item and self.number_of_item:
            paragraph = replace(paragraph, marks=(Mark(0, 0, "number", self.number_of_item), *paragraph.marks))
        self.fresh_item, self.number_of_item = False, ""
        yield self._numbered(paragraph)

    def _numbered(self, paragraph: Paragraph) -> Paragraph:
        """Give a block with its number and its cell."""
        self.number += 1
        return replace(paragraph, locator=f"{self.part}#{self.number}", cell=self.contexts[-1].cell)
