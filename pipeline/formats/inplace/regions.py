"""Paragraphs that are only a part of what an element holds, as text between two blocks: enclosed for the while."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.io.builder import Origin

if TYPE_CHECKING:
    from lxml.etree import _Element

REGION = "region"
"""The name of what encloses them."""
Slot = tuple["_Element", bool]
"""A place of text in a tree: that of an element, or with true what stands behind it."""


def enclose(origins: Sequence[Origin], leaves: frozenset["_Element"]) -> tuple["_Element", list[Origin]]:
    """Enclose what is between the first and the last text of a paragraph, and move that text in.

    `leaves` are elements that stand for text and hold none. Give the element that encloses it, and where the text is
    now.

    >>> from lxml import etree
    >>> root = etree.XML("<div>Un <b>mot</b> ici<p/></div>")
    >>> region, _ = enclose([Origin(0, 3, root), Origin(3, 6, root[0]), Origin(6, 10, root[0], True)], frozenset())
    >>> etree.tostring(root)
    b'<div><region>Un <b>mot</b> ici</region><p/></div>'
    """
    from lxml import etree

    above = _common([_holder(one, leaves) for one in origins])
    first, last = (_slot_in(above, origins[n], leaves) for n in (0, -1))
    region = etree.Element(REGION)
    children = list(above)
    begin = 0 if first[0] is above else children.index(first[0]) + first[1]
    end = 0 if last[0] is above else children.index(last[0]) + 1
    if first[0] is above:
        region.text, above.text = above.text, None
    elif first[1]:
        region.text, first[0].tail = first[0].tail, None
    above.insert(begin, region)
    for child in children[begin:end]:
        region.append(child)
    if len(region) and not (last[1] and last[0] is region[-1]):
        region.tail, region[-1].tail = region[-1].tail, None
    is_moved = first[0] is above or first[1]
    moved = [one._replace(element=region, tail=False) if is_moved and one[2:] == first else one for one in origins]
    return region, moved


def release(region: "_Element") -> None:
    """Put what a region holds in its place again."""
    above, before = region.getparent(), region.getprevious()
    if above is None:
        return
    _append(above, before, region.text)
    tail, place = region.tail, above.index(region)
    region.tail = None
    above.remove(region)
    children = list(region)
    for number, child in enumerate(children):
        above.insert(place + number, child)
    _append(above, children[-1] if children else before, tail)


def _append(above: "_Element", before: "_Element | None", text: str | None) -> None:
    """Put text behind an element, or at the beginning of the one around it."""
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text:
        above.text = (above.text or "") + text


def _holder(one: Origin, leaves: frozenset["_Element"]) -> "_Element":
    """Give the element that holds some text."""
    above = one.element.getparent()
    return one.element if above is None or not (one.tail or one.element in leaves) else above


def _common(elements: Sequence["_Element"]) -> "_Element":
    """Give the innermost element that is, or is around, all of some."""
    chains = [[element, *element.iterancestors()][::-1] for element in elements]
    found = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(one is not level[0] for one in level):
            break
        found = level[0]
    return found


def _slot_in(above: "_Element", one: Origin, leaves: frozenset["_Element"]) -> Slot:
    """Give where some text is in an element: in its own, in a child, or behind one."""
    element, tail = one.element, one.tail
    if element is above and not tail:
        return above, False
    while element.getparent() is not above:
        element, tail = element.getparent(), False
    return element, tail
