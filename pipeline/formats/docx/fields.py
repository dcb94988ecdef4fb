"""Fields of a Word file: what they say to Word, and what they show. ECMA-376, part 1, 17.16.

A field begins, is set apart from what it shows, and ends. Between its beginning and that place stands what it says to
Word, its code, in which other fields may stand: what those show is not seen.
"""

from typing import TYPE_CHECKING, NamedTuple

from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element


class _Field(NamedTuple):
    """A field that has begun: the texts in its code so far."""

    code: list["_Element"]
    shows: bool = False


def texts_in_codes(paragraph: "_Element") -> set["_Element"]:
    """Give the elements of text in a paragraph that stand in the code of a field, and are not seen.

    A field that begins in the paragraph and neither shows anything nor ends in there is damaged, or goes on in the
    next one: what stands after its beginning is text.
    """
    found: set[_Element] = set()
    begun: list[_Field] = []
    for element in paragraph.iter("{*}fldChar", "{*}t"):
        kind = attribute(element, "fldCharType") if local_name(element) == "fldchar" else ""
        if not kind:
            if outer := next((field for field in begun if not field.shows), None):
                outer.code.append(element)
        elif kind == "begin":
            begun.append(_Field([]))
        elif begun and kind in {"separate", "end"}:
            field = begun.pop()
            if not field.shows:
                found.update(field.code)
            if kind == "separate":
                begun.append(_Field([], shows=True))
    return found
