"""Read translation units, as TMX and XLIFF have them: text with codes of another format inside."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sub", "x", "bx", "ex"})
"""Elements that stand for a format's code; what is in them is no text."""

_LONGEST_ORDER = 9
"""The most digits of a segment's place; longer ones are nonsense, which Python may refuse to read."""


def source_text(unit: "_Element") -> str:
    """Give the source of an XLIFF unit: its segments and what stands between them, put together."""
    return "".join(_text(part, "source") for part in _parts(unit))


def target_text(unit: "_Element", is_done: Callable[["_Element"], bool] = lambda part: True) -> str:
    """Give the target of an XLIFF unit, in the order that it is to be read (XLIFF 2.1, 4.2.2.3 `order`).

    Segments that have no target yet, or one that is not done, are left out.
    """
    placed = []
    for number, part in enumerate(_parts(unit), 1):
        target = _child(part, "target")
        ignorable = local_name(part) == "ignorable"
        if not ignorable and (target is None or not is_done(part)):
            continue
        order = "" if target is None else attribute(target, "order")
        text = _text(part, "source") if target is None else without_codes(target)
        placed.append((int(order) if order.isdecimal() and len(order) <= _LONGEST_ORDER else number, text))
    return "".join(text for _, text in sorted(placed, key=lambda part: part[0]))


def lacks_target(unit: "_Element") -> bool:
    """Tell whether a segment of a unit has no target yet."""
    return any(local_name(part) != "ignorable" and _child(part, "target") is None for part in _parts(unit))


def _parts(unit: "_Element") -> list["_Element"]:
    """Give the parts of a unit, segments and what stands between them; version 1.2 has one, the unit itself."""
    return [part for part in unit if local_name(part) in {"segment", "ignorable"}] or [unit]


def _child(part: "_Element", name: str) -> "_Element | None":
    """Give a part's first child of this name, None where there is none."""
    return next((child for child in part if local_name(child) == name), None)


def _text(part: "_Element", name: str) -> str:
    """Give the text of a part's source or target, "" where there is none."""
    child = _child(part, name)
    return "" if child is None else without_codes(child)


def without_codes(element: "_Element") -> str:
    """Give the text of an element without its codes; a code for a line break is a space.

    Characters that XML forbids stand as `cp` in XLIFF 2.
    """
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "cp":
            parts.append(_character(attribute(child, "hex")))
        elif name not in _CODES:
            parts.append(without_codes(child))
        elif "lb" in (attribute(child, "type"), attribute(child, "ctype"), attribute(child, "subType")[-2:]):
            parts.append(" ")
        parts.append(child.tail or "")
    return "".join(parts)


def _character(code: str) -> str:
    """Give the character of a hexadecimal number, "" where there is none."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def collapse(text: str) -> str:
    r"""Give a unit's text with every run of white space as one space; no-break spaces stay.

    >>> collapse(" Un\n  mot\u00a0! ")
    'Un mot\xa0!'
    """
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
