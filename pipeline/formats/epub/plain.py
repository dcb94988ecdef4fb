"""Parts of a book that are plain text: EPUB allows none without a page beside, and some books have them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual.passages import Passage
from pipeline.formats.html.preformatted import prose_paragraphs
from pipeline.io.encoding import decode
from pipeline.io.xml import local_name, plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "text"  # the root of such a part as a tree


def page_of_text(data: bytes) -> "_Element":
    r"""Give the paragraphs of plain text as blocks of a page.

    >>> [(block.tag, block.text) for block in page_of_text("CHAPITRE I\n\nIl pleut\nsur la ville.".encode())]
    [('h2', 'CHAPITRE I'), ('p', 'Il pleut sur la ville.')]

    Raises:
        InputError: it is no text.
    """
    from lxml import etree

    root = etree.Element(_TEXT)
    for paragraph in prose_paragraphs(decode(data, "auto")[0]):
        name = f"h{min(paragraph.level or 1, 6)}" if paragraph.kind == "heading" else "p"
        etree.SubElement(root, name).text = "".join(filter(_is_xml, paragraph.text))
    return root


def is_plain(tree: "_Element") -> bool:
    """Tell whether a part's tree was made of plain text."""
    return local_name(tree) == _TEXT


def with_english(tree: "_Element", english: Sequence[Passage]) -> bytes:
    """Write plain text with the English of each paragraph below it."""
    pairs = zip(tree, english, strict=True)
    blocks = ("\n".join(filter(None, (plain_text(block), passage.text))) for block, passage in pairs)
    return ("\n\n".join(blocks) + "\n").encode()


def _is_xml(character: str) -> bool:
    """Tell whether XML allows a character."""
    return character >= " " or character in "\t\n"
