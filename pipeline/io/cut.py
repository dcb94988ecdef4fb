"""Read XML files of many units that break off: every unit that is whole, and the place of the break."""

import re
from collections.abc import Container
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import InputError
from pipeline.io.xml import all_text, attribute, local_name, parse_xml, refuse_entities

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAIL = 200  # bytes in which a root's end tag stands, where there is one; chosen by hand


class Cut(NamedTuple):
    """Where a file breaks off, and the text of the unit that it breaks off in."""

    place: str
    text: str


def parse_units(data: bytes, names: Container[str]) -> tuple["_Element", Cut | None]:
    r"""Give the root of an XML file; where it breaks off, the unit that does is not in it. Units bear one of `names`.

    >>> root, cut = parse_units(b"<tmx><tu>un</tu>\n<tu tuid='b'>de", {"tu"})
    >>> [unit.text for unit in root], cut
    (['un'], Cut(place='line 2, in unit b', text='de'))

    Raises:
        InputError: it is broken elsewhere than at its end, declares entities, or breaks off before a unit is whole.
    """
    try:
        return parse_xml(data), None
    except InputError as problem:
        if "not well-formed" not in str(problem) or not _is_cut(data):
            raise
        return _parse_start(data, names, problem)


def _is_cut(data: bytes) -> bool:
    """Tell whether a file lacks the end tag of its root; of UTF-16 every other byte is looked at."""
    plain = data.replace(b"\0", b"")
    root = re.search(rb"<([A-Za-z_][\w.:-]*)", plain)
    return root is not None and not re.search(rb"</" + re.escape(root[1]) + rb"\s*>\s*\Z", plain[-_TAIL:])


def _parse_start(data: bytes, names: Container[str], problem: InputError) -> tuple["_Element", Cut]:
    """Parse a file as far as it goes.

    Raises:
        InputError: it breaks elsewhere than at its end, or before a unit is whole.
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        parser.feed(data)
        parser.close()
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
    else:
        raise problem
    whole = 0
    path: list[_Element] = []  # the elements that have begun and not ended
    last: _Element | None = None
    for event, element in parser.read_events():
        if event == "start":
            path.append(element)
        else:
            path.pop()
            if local_name(element) in names:
                whole, last = whole + 1, element
    if not path or line < data.rstrip().count(b"\n") + 1:  # all has ended, or it is broken before its end
        raise problem
    if last is None:
        raise InputError(f"breaks off in line {line}, before any unit is whole; get the whole file")
    refuse_entities(path[0])
    broken = next((element for element in path if local_name(element) in names), None)
    if broken is None:
        return path[0], Cut(f"line {line}, after unit {_name(last) or whole}", "")
    text = all_text(broken)
    parent = broken.getparent()
    if parent is not None:
        parent.remove(broken)
    return path[0], Cut(f"line {line}, in unit {_name(broken) or whole + 1}", text)


def _name(unit: "_Element") -> str:
    """Give the name of a unit, as TMX and XLIFF have it."""
    return attribute(unit, "tuid") or attribute(unit, "id")
