"""The text of drawings in a Word file: shapes, diagrams (SmartArt) and the titles of charts.

ECMA-376, part 1, 20 and 21. Its paragraphs are DrawingML's, without styles, fields and notes.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Kind, Paragraph
from pipeline.io.builder import Origin, ParagraphBuilder
from pipeline.io.xml import all_text, local_name
from pipeline.letters import Ledger, count_letters

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_STRICT_PARAGRAPH = "{http://purl.oclc.org/ooxml/drawingml/main}p"


Drawn = tuple[Paragraph, "_Element", tuple[Origin, ...]]
"""A paragraph of a drawing, its element, and where in there its text comes from."""


def drawn_paragraphs(element: "_Element", kind: Kind = "paragraph") -> Iterator[Drawn]:
    """Read the paragraphs below an element of a drawing, those without text left out."""
    for paragraph in element.iter(_PARAGRAPH, _STRICT_PARAGRAPH):
        text = ParagraphBuilder()
        for node in paragraph.iter():
            name = local_name(node)
            if name == "t":
                text.add(node.text, collapse=False, origin=node)
            elif name == "br":
                text.line_break(origin=node)
        made = text.paragraph(kind)
        if made.text:
            yield made, paragraph, text.traced


def read_drawing(root: "_Element", part: str, ledger: Ledger) -> Iterator[Drawn]:
    """Read what can be read of a part that is a drawing: all text of a diagram; of a chart only its titles."""
    of_chart = local_name(root) == "chartspace"
    read: list[Drawn] = []
    for place in root.iter("{*}title") if of_chart else [root]:
        read += drawn_paragraphs(place, "caption" if of_chart else "paragraph")
    said = count_letters("".join(one.text for one, _, _ in read))
    ledger.leave_out("unsupported", "".join((count_letters(all_text(root)) - said).elements()), part)
    yield from read
