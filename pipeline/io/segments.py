"""Pair the parts of an XLIFF unit one by one: segments of version 2, and those that tools mark in version 1.2.

In version 1.2 a segment is a `mrk` of type "seg" in `seg-source` and in `target`, with the same `mid`; it may stand
inside of other elements. What stands between segments is a part of its own where it has letters; so is a text that
stands in a code, as the words for a picture.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Paragraph
from pipeline.io.builder import ParagraphBuilder
from pipeline.io.units import child_named, is_segment, own_text, parts_of, pieces_of, subflows
from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

IsDone = Callable[[str, str, "_Element", str], bool]
"""(source, target, the unit or its segment, the segment's `mid`) -> whether somebody has translated it."""


class Part(NamedTuple):
    """A part of a unit: its name in it, its text on both sides, and the text of a target that is none yet.

    What must not be translated is marked "notranslate" in the texts.
    """

    name: str
    source: Paragraph
    target: Paragraph
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
            parts = [_part(name, sides[0][name], sides[1].get(name, NOTHING), unit, is_done) for name in sides[0]]
            more = [Part(name, NOTHING, said) for name, said in sides[1].items() if name not in sides[0] and said.text]
            elements = [segmented], [] if target is None else [target]
            return Parts([*filter(_has_letters, parts), *more, *_in_codes(*elements)], *elements)
    part = _part("", _text(source), _text(target), unit, is_done)
    # a target that is not done stays outside of the elements that are read
    elements = [] if source is None else [source], [] if target is None or part.undone else [target]
    return Parts([part._replace(undone=""), *_in_codes(*elements)], *elements)


def is_gap(name: str) -> bool:
    """Tell whether a part stands between segments, by its name."""
    return name.startswith(_GAP)


_GAP = "after "
_IN_CODE = "in code "
NOTHING = Paragraph("")
"""What a part is on a side that lacks it."""


def _in_codes(source: Sequence["_Element"], target: Sequence["_Element"]) -> Iterator[Part]:
    """Pair the texts that stand in the codes of both sides, by their order."""
    sides = ([_text(one) for element in side for one in subflows(element)] for side in (source, target))
    for number, (one, other) in enumerate(zip_longest(*sides, fillvalue=NOTHING), 1):
        if one.text or other.text:
            yield Part(f"{_IN_CODE}{number}", one, other)


def _part(name: str, source: Paragraph, target: Paragraph, element: "_Element", is_done: IsDone) -> Part:
    """Make a part, the target of which may be no more than a copy of its source."""
    if target.text and not is_gap(name) and not is_done(source.text, target.text, element, name):
        return Part(name, source, NOTHING, target.text)
    return Part(name, source, target)


def _has_letters(part: Part) -> bool:
    """Tell whether a part is a segment, or has letters between segments."""
    return not is_gap(part.name) or any(map(str.isalnum, part.source.text + part.target.text))


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
    parts = found.parts if len(found.parts) > 1 else [one._replace(name="") for one in found.parts]
    return found._replace(parts=[*parts, *_in_codes(found.source, found.target)])


def _has_segments(element: "_Element | None") -> bool:
    """Tell whether an element has segments of version 1.2, each with a name of its own."""
    names = [] if element is None else [attribute(one, "mid") for one in element.iter("{*}mrk") if is_segment(one)]
    return bool(names) and "" not in names and len(set(names)) == len(names)


def _text(element: "_Element | None") -> Paragraph:
    """Give the text of an element, an empty one where there is none."""
    return NOTHING if element is None else _joined(pieces_of(element))


def _joined(pieces: Iterable[tuple[str, bool]]) -> Paragraph:
    """Put pieces of text together, with one space for all white space, and mark those that must stay.

    >>> _joined([(" Un ", False), ("NOM", True), (" et", False)]).marks
    (Mark(start=3, end=6, name='notranslate', value=''),)
    """
    text = ParagraphBuilder()
    for kept, group in groupby(filter(itemgetter(0), pieces), key=itemgetter(1)):
        if kept:
            text.open("notranslate")
        for piece, _ in group:
            text.add(piece)
        if kept:
            text.close()
    return text.paragraph()


def _is_empty(element: "_Element | None") -> bool:
    """Tell whether an element is missing, or has no text."""
    return not _text(element).text


def _pieces(element: "_Element") -> dict[str, Paragraph]:
    """Give the text of each segment by its `mid`, and what stands after each by the name of a gap."""
    pieces: dict[str, list[tuple[str, bool]]] = {}
    gap = f"{_GAP}0"
    for name, text in _walk(element):
        gap = f"{_GAP}{name}" if name else gap
        pieces.setdefault(name or gap, []).extend(text)
    return {name: _joined(text) for name, text in pieces.items()}


def _walk(element: "_Element") -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """Give all text in an element, in order, in pieces, with the `mid` of the segment that it is, "" for others."""
    yield "", [(element.text or "", False)]
    for child in element:
        if is_segment(child):
            yield attribute(child, "mid"), [*pieces_of(child)]
        elif (text := own_text(child)) is not None:
            yield "", [(text, False)]
        else:
            yield from _walk(child)
        yield "", [(child.tail or "", False)]
