"""Read translation units, as TMX and XLIFF have them: text with codes of another format inside."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.io.xml import attribute, local_name, same_language

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sub", "x", "bx", "ex"})
"""Elements that stand for a format's code; what is in them is no text."""

_PLACEHOLDER = re.compile(r"\{[\w.]{0,40}\}|\{\{\w{1,40}\}\}|%[\d$]{0,4}[A-Za-z@]|%\(\w{1,40}\)[a-z]|\$\{?\w{1,40}\}?")
"""What a code shows that stands for a value which comes later: it is text, and stays as it is (`{0}`, `%s`)."""
_LONGEST_ORDER = 9
"""The most digits of a segment's place; longer ones are nonsense, which Python may refuse to read."""


def source_text(unit: "_Element") -> str:
    """Give the source of an XLIFF unit: its segments and what stands between them, put together."""
    return "".join(map(without_codes, source_elements(unit)))


def target_text(unit: "_Element", is_done: Callable[["_Element"], bool] = lambda part: True) -> str:
    """Give the target of an XLIFF unit, as `target_elements` has it, put together."""
    return "".join(map(without_codes, target_elements(unit, is_done)))


def source_elements(unit: "_Element") -> list["_Element"]:
    """Give the elements that the source of an XLIFF unit stands in."""
    return [child for part in parts_of(unit) if (child := child_named(part, "source")) is not None]


def target_elements(unit: "_Element", is_done: Callable[["_Element"], bool] = lambda part: True) -> list["_Element"]:
    """Give the elements that the target of an XLIFF unit stands in, in the order to read (XLIFF 2.1, 4.2.2.3 `order`).

    Segments that have no target yet, or one that is not done, are left out; what stands between segments is the same in
    both languages if only the source has it.
    """
    placed: list[tuple[int, _Element]] = []
    for number, part in enumerate(parts_of(unit), 1):
        target = child_named(part, "target")
        ignorable = local_name(part) == "ignorable"
        if not ignorable and (target is None or not is_done(part)):
            continue
        order = "" if target is None else attribute(target, "order")
        element = child_named(part, "source") if target is None else target
        if element is not None:
            placed.append((int(order) if order.isdecimal() and len(order) <= _LONGEST_ORDER else number, element))
    return [element for _, element in sorted(placed, key=lambda part: part[0])]


def lacks_target(unit: "_Element") -> bool:
    """Tell whether a segment of a unit has no target yet."""
    return any(local_name(part) != "ignorable" and child_named(part, "target") is None for part in parts_of(unit))


def parts_of(unit: "_Element") -> list["_Element"]:
    """Give the parts of a unit, segments and what stands between them; version 1.2 has one, the unit itself."""
    return [part for part in unit if local_name(part) in {"segment", "ignorable"}] or [unit]


def child_named(part: "_Element", name: str) -> "_Element | None":
    """Give a part's first child of this name, None where there is none."""
    return next((child for child in part if local_name(child) == name), None)


def without_codes(element: "_Element") -> str:
    """Give the text of an element without its codes; a code for a line break is a space.

    A space also stands between segments that nothing parts.
    """
    return "".join(text for text, _ in pieces_of(element))


def pieces_of(element: "_Element", kept: bool = False) -> Iterator[tuple[str, bool]]:
    """Give the text of an element as `without_codes` has it, in pieces, and whether each must not be translated."""
    yield element.text or "", kept
    for child in element:
        text = own_text(child)
        if text is None:
            yield from pieces_of(child, _is_kept(child, kept))
        else:
            yield text, kept
        yield child.tail or (" " if is_segment(child) and is_segment(child.getnext()) else ""), kept


def _is_kept(element: "_Element", around: bool) -> bool:
    """Tell whether a part of a text must stay as it is: a `mrk` of version 2 or 1.2 says so; `around` tells otherwise.

    >>> from lxml import etree
    >>> marked = etree.XML("<s><mrk translate='no'/><mrk mtype='protected'/><mrk translate='yes'/><g/></s>")
    >>> [_is_kept(one, False) for one in marked], _is_kept(marked[2], True)
    ([True, True, False, False], False)
    """
    said = attribute(element, "translate").lower()
    return said == "no" if said else around or attribute(element, "mtype") == "protected"


def own_text(element: "_Element") -> str | None:
    """Give what a code is in a text; None for elements that hold text.

    Characters that XML forbids stand as `cp` in XLIFF 2.
    """
    name = local_name(element)
    if name == "cp":
        return _character(attribute(element, "hex"))
    if name not in _CODES:
        return None
    if name == "ph" and _PLACEHOLDER.fullmatch(element.text or "") and not len(element):
        return str(element.text)
    kinds = (attribute(element, "type"), attribute(element, "ctype"), attribute(element, "subType")[-2:])
    return " " if "lb" in kinds else ""


def is_segment(element: "_Element | None") -> bool:
    """Tell whether an element is a segment as XLIFF 1.2 marks them."""
    return element is not None and local_name(element) == "mrk" and attribute(element, "mtype") == "seg"


def codes(element: "_Element") -> Iterator["_Element"]:
    """Give the codes in an element, the outermost ones: those that `without_codes` leaves out."""
    for child in element:
        text = own_text(child)
        if local_name(child) in _CODES and not (text and text.strip()):
            yield child
        else:
            yield from codes(child)


def subflows(element: "_Element") -> list["_Element"]:
    """Give the texts of their own in the codes of an element, and in the codes of these (XLIFF 1.2, `sub`)."""
    found: list[_Element] = []
    for code in codes(element):
        left = [code]
        while left:
            one = left.pop()
            if local_name(one) == "sub":
                found += [one, *subflows(one)]
            else:
                left.extend(reversed(one))
    return found


def code_text(element: "_Element") -> str:
    """Give all that stands in the codes of an element but for texts of their own.

    >>> from lxml import etree
    >>> code_text(etree.XML("<s>Un<ph>[alt=<sub>Chat<ph>]</ph></sub></ph></s>"))
    '[alt=]'
    """

    def outside(one: "_Element") -> Iterator[str]:
        if local_name(one) == "sub":
            yield code_text(one)
            return
        yield one.text or ""
        for child in one:
            yield from outside(child)
            yield child.tail or ""

    return "".join(text for code in codes(element) for text in outside(code))


def other_side(tag: str, language: str) -> str:
    """Say why text in a language (its tag) is left out where one side, "fr" or "en", is read.

    >>> other_side("en-GB", "fr"), other_side("fr-CA", "fr"), other_side("de", "fr")
    ('other_side', 'variant', 'other_language')
    """
    if same_language(tag, language):
        return "variant"
    return "other_side" if any(same_language(tag, side) for side in ("fr", "en")) else "other_language"


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
