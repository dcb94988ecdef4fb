"""Read HTML and XHTML: a paragraph for each block of text, what stands inside of blocks as marks.

White space is collapsed as browsers do. Blocks of code, of another language and with translate="no" are copied;
scripts, styles, what is hidden and what leads around in a site are no text. https://html.spec.whatwg.org/
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.document import Paragraph, Text
from pipeline.formats.html.hidden import sheet_of
from pipeline.formats.html.preformatted import is_prose
from pipeline.formats.html.roles import left_out_as, spoken_text
from pipeline.formats.html.walk import End, Walk
from pipeline.io.archive import is_elsewhere
from pipeline.io.builder import Origin, first_heading
from pipeline.io.grids import Tables
from pipeline.io.outline import with_titles
from pipeline.io.xml import decode_markup, local_name, parse_html, plain_text
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_html(data: bytes, encoding: str, language: str) -> Text:
    """Read the blocks of an HTML file, numbered "#1", "#2"...; its title is the page's or its first heading's."""
    content, codec = decode_markup(data, encoding)
    root = parse_html(content)
    ledger = Ledger()
    paragraphs = with_titles(list(read_blocks(root, language, "", ledger)))
    title = next((plain_text(node) for node in root.iter("title") if _is_of_page(node)), "")
    authors = (node.get("content", "") for node in root.iter("meta") if node.get("name", "").lower() == "author")
    author = ", ".join(filter(None, map(str.strip, authors)))
    return ledger.balance(Text(language, paragraphs, title or first_heading(paragraphs), codec, author))


def _is_of_page(title: "_Element") -> bool:
    """Tell whether a title is the page's, and not that of a drawing in it."""
    return all(local_name(around) != "svg" for around in title.iterancestors())


def read_blocks(root: "_Element", language: str, part: str, ledger: Ledger | None = None) -> Iterator[Paragraph]:
    """Read every block of an (X)HTML tree in order; `part` names the tree in their locators, and in the ledger."""
    return (paragraph for paragraph, _ in read_placed_blocks(root, language, part, ledger))


def read_placed_blocks(
    root: "_Element", language: str, part: str, ledger: Ledger | None = None
) -> Iterator[tuple[Paragraph, "End"]]:
    """Read every block as `read_blocks` does, and tell where its text ends."""
    walk = Walk(language, part, ledger or Ledger(), sheet_of(root), _base(root))
    walk.ledger.hold(spoken_text(root))
    for paragraph in _walked(root, walk):
        yield paragraph, walk.end


def trace_blocks(root: "_Element", language: str, part: str) -> list[tuple[Paragraph, Sequence[Origin]]]:
    """Read every block as `read_blocks` does, and tell where in the tree its text comes from."""
    found: list[tuple[Paragraph, Sequence[Origin]]] = []
    walk = Walk(language, part, Ledger(), sheet_of(root), _base(root))
    walk.trace = lambda *traced: found.append(traced)
    for _ in _walked(root, walk):
        pass
    return found


def text_inside(content: str) -> str:
    """Give all the text of HTML that stands inside of another file.

    Raises:
        InputError: its elements are nested too deeply for the parser.
    """
    return spoken_text(parse_html(content))


def read_inside(content: str, language: str, ledger: Ledger, tables: Tables) -> Iterator[Paragraph]:
    """Read every block of HTML inside of another file, whose reader holds `text_inside` and numbers its `tables`.

    Raises:
        InputError: its elements are nested too deeply for the parser.
    """
    root = parse_html(content)
    walk = Walk(language, "", ledger, sheet_of(root), "")
    walk.tables = tables
    yield from _walked(root, walk)


def _base(root: "_Element") -> str:
    """Give the address on the web that those in a page count from, where it names one."""
    named = next((node.get("href", "").strip() for node in root.iter("{*}base")), "")
    return named if is_elsewhere(named) else ""


def _walked(root: "_Element", walk: Walk) -> Iterator[Paragraph]:
    """Read every block of a tree, as `walk` collects them."""
    from lxml import etree

    walk.end = End(root, before=False)
    skipped: set[_Element] = set()
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        name = local_name(element)
        if event == "end" and element in skipped:
            skipped.discard(element)
            walk.add(element, tail=True)
            continue
        if event == "end":
            walk.end = End(element, before=False)
            yield from walk.leave(element, name)
            continue
        reason = left_out_as(element, name, walk.sheet)
        if not reason and walk.is_call(element, name):
            walk.call(element)
            reason = "note_call"
        walk.end = walk.end if reason else End(element, before=True)
        if reason:
            skipped.add(element)
            events.skip_subtree()
            yield from walk.skip(element, name, reason)
        elif name == "pre" and is_prose(element):
            skipped.add(element)
            events.skip_subtree()
            yield from walk.read_prose(element)
        else:
            yield from walk.enter(element, name)
    yield from walk.finish()
