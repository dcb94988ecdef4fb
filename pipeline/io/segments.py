"""Pair the parts of an XLIFF unit one by one: segments of version 2, and those that tools mark in version 1.2.

In version 1.2 a segment is a `mrk` of type "seg" in `seg-source` and in `target`, with the same `mid`; it may stand
inside of other elements. What stands between segments is a part of its own where it has letters.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.io.units import child_named, collapse, is_segment, own_text, parts_of, without_codes
from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

IsDone = Callable[[str, str, "_Element", str], bool]
"""(source, target, the unit or its segment, the segment's `mid`) -> whether somebody has translated it."""


class Part(NamedTuple):
    """A part of a unit: its name in it, its text on both sides, and the text of a target that is none yet."""

    name: str
    source: str
    target: str
    undone: str = ""


class Parts(NamedTuple):
    """The parts of a unit in the order of the source, and the elements that either side's text stands in."""

    parts: list[Part]
    source: "list[_Element]"
    target: "list[_Element]"


def pair_parts(unit: "_Element", is_done: IsDone) -> Parts:
    """Pair the parts of a unit."""
    if local_name(unit) == "unit":
        return _pair_elements(unit, is_done)
    source, target = child_named(unit, "source"), child_named(unit, "target")
    segmented = next((one for one in (child_named(unit, "seg-source"), source) if _has_segments(one)), None)
    if segmented is not None:
        sides = _pieces(segmented), {} if target is None else _pieces(target)
        if all(is_gap(name) or name in sides[0] for name in sides[1]) and (_has_segments(target) or _is_empty(target)):
            parts = [_part(name, sides[0][name], sides[1].get(name, ""), unit, is_done) for name in sides[0]]
            more = [Part(name, "", text) for name, text in sides[1].items() if name not in sides[0] and text]
            return Parts([*filter(_has_letters, parts), *more], [segmented], [] if target is None else [target])
    part = _part("", _text(source), _text(target), unit, is_done)
    # a target that is not done stays outside of the elements that are read
    return Parts(
        [part._replace(undone="")],
        [] if source is None else [source],
        [] if target is None or part.undone else [target],
    )


def is_gap(name: str) -> bool:
    """Tell whether a part stands between segments, by its name."""
    return name.startswith(_GAP)


_GAP = "after "


def _part(name: str, source: str, target: str, element: "_Element", is_done: IsDone) -> Part:
    """Make a part, the target of which may be no more than a copy of its source."""
    if target and not is_gap(name) and not is_done(source, target, element, name):
        return Part(name, source, "", target)
    return Part(name, source, target)


def _has_letters(part: Part) -> bool:
    """Tell whether a part is a segment, or has letters between segments."""
    return not is_gap(part.name) or any(map(str.isalnum, part.source + part.target))


def _pair_elements(unit: "_Element", is_done: IsDone) -> Parts:
    """Pair the segments of a unit of version 2; what stands between them is the same on both sides if one has it."""
    found = Parts([], [], [])
    for number, element in enumerate(parts_of(unit), 1):
        source, target = child_named(element, "source"), child_named(element, "target")
        between = local_name(element) == "ignorable"
        target = source if between and target is None else target
        name = f"{_GAP if between else ''}{attribute(element, 'id') or number}"
        part = _part(name, _text(source), _text(target), element, is_done)
        found.source.extend([] if source is None else [source])
        found.target.extend([] if target is None or part.undone else [target])
        if _has_letters(part):
            found.parts.append(part._replace(undone=""))
    return found if len(found.parts) > 1 else found._replace(parts=[one._replace(name="") for one in found.parts])


def _has_segments(element: "_Element | None") -> bool:
    """Tell whether an element has segments of version 1.2, each with a name of its own."""
    names = [] if element is None else [attribute(one, "mid") for one in element.iter("{*}mrk") if is_segment(one)]
    return bool(names) and "" not in names and len(set(names)) == len(names)


def _text(element: "_Element | None") -> str:
    """Give the text of an element, "" where there is none."""
    return "" if element is None else collapse(without_codes(element))


def _is_empty(element: "_Element | None") -> bool:
    """Tell whether an element is missing, or has no text."""
    return not _text(element)


def _pieces(element: "_Element") -> dict[str, str]:
    """Give the text of each segment by its `mid`, and what stands after each by the name of a gap."""
    pieces: dict[str, str] = {}
    gap = f"{_GAP}0"
    for name, text in _walk(element):
        gap = f"{_GAP}{name}" if name else gap
        pieces[name or gap] = pieces.get(name or gap, "") + text
    return {name: collapse(text) for name, text in pieces.items()}


def _walk(element: "_Element") -> Iterator[tuple[str, str]]:
    """Give all text in an element, in order, with the `mid` of the segment that it is, "" for others."""
    yield "", element.text or ""
    for child in element:
        if is_segment(child):
            yield attribute(child, "mid"), without_codes(child)
        elif (text := own_text(child)) is not None:
            yield "", text
        else:
            yield from _walk(child)
        yield "", child.tail or ""
