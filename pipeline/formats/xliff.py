"""Read XLIFF 1.2 and 2.x: a paragraph a segment, or a unit that has none, in either language.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html, https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.cut import parse_units
from pipeline.io.segments import NOTHING, Part, pair_parts
from pipeline.io.units import code_text, other_side
from pipeline.io.xml import all_text, attribute, local_name, same_language, without_forbidden
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNTOUCHED = frozenset({"new", "needs-translation", "initial", "NotStarted"})
"""States of a target in which it may be a mere copy of its source."""

_ASIDE = dict.fromkeys(["alt-trans", "matches", "seg-source"], "variant")
_ASIDE |= dict.fromkeys(["skl", "skeleton", "originaldata"], "markup")


def read_xliff(data: bytes, encoding: str, language: str) -> Text:
    """Read the text of one language, an empty paragraph where a unit lacks it.

    `encoding` is not used: XML names its own.

    Raises:
        InputError: it is no XLIFF, or French is asked for and no unit has any.
    """
    data, lines = without_forbidden(data)
    root, cut = parse_units(data, {"trans-unit", "unit"})
    if local_name(root) != "xliff":
        raise InputError(f"is no XLIFF file: its root is <{local_name(root)}>")
    ledger = Ledger()
    ledger.hold(all_text(root))
    if cut:
        ledger.hold(cut.text)
        ledger.leave_out("cut_off", cut.text, cut.place)
    for line in lines:
        ledger.leave_out("forbidden", "", f"line {line}")
    paragraphs = tuple(_paragraphs(root, language, ledger))
    if language == "fr" and not any(paragraph.text for paragraph in paragraphs):
        sides = [languages_of(root, file) for file in root.iterfind("{*}file")]
        if any(same_language(target, "fr") for _, target in sides):
            raise InputError("holds no French yet: every French target is empty")
        languages = sorted({tag for tags in sides for tag in tags if tag})
        raise InputError(f"holds no French: its languages are {', '.join(languages) or 'none'}")
    return ledger.balance(Text(language, paragraphs))


def _paragraphs(root: "_Element", language: str, ledger: Ledger) -> Iterator[Paragraph]:
    """Read every unit of every file, as far as it is in a language; `ledger` notes what else is there."""
    for file in root.iterfind("{*}file"):
        source, target = languages_of(root, file)
        read: set[_Element] = set()
        for unit in file.iter("{*}trans-unit", "{*}unit"):
            found = pair_parts(unit, _is_done)
            is_source = same_language(_tag(found.source, source), language)
            is_target = same_language(_tag(found.target, target), language)
            read.update(found.source if is_source else found.target if is_target else ())
            for part in found.parts:
                said = part.source if is_source else part.target if is_target else NOTHING
                if is_target and not is_source:
                    ledger.leave_out("variant", part.undone, _place(unit, part))
                yield replace(said, locator=_place(unit, part), translate=_may_be_translated(unit))
        _leave_out_rest(file, read, {"source": source, "target": target}, language, ledger)


def _tag(elements: Sequence["_Element"], usual: str) -> str:
    """Give the tag of the language of a unit's side: that of its first element with one, else the file's."""
    return next((tag for element in elements if (tag := attribute(element, "lang"))), usual)


def places_of(root: "_Element") -> Iterator[tuple["_Element", Part, str]]:
    """Give every unit of a file with each of its parts, and where that stands, in the order of the paragraphs."""
    for file in root.iterfind("{*}file"):
        for unit in file.iter("{*}trans-unit", "{*}unit"):
            for part in pair_parts(unit, _is_done).parts:
                yield unit, part, _place(unit, part)


def _leave_out_rest(
    element: "_Element",
    read: Container["_Element"],
    tags: Mapping[str, str],
    language: str,
    ledger: Ledger,
    place: str = "header",
) -> None:
    """Note all text in an element that is in none of those `read`; `tags` tells the language of either side."""
    name = local_name(element)
    if element in read:
        ledger.leave_out("markup", code_text(element), place)
    elif name in tags and name not in _ASIDE:
        ledger.leave_out(other_side(_tag([element], tags[name]), language), all_text(element), place)
    elif len(element) == 0 or name in _ASIDE:
        ledger.leave_out(_ASIDE.get(name, "comment"), all_text(element), place)
    else:
        for child in element:
            within = f"unit {attribute(child, 'id')}" if local_name(child) in {"trans-unit", "unit"} else place
            _leave_out_rest(child, read, tags, language, ledger, within)


def languages_of(root: "_Element", file: "_Element") -> tuple[str, str]:
    """Give the tags of the source's and the target's language; a target without one is English, or else French."""
    source = attribute(file, "source-language") or attribute(root, "srcLang")
    target = attribute(file, "target-language") or attribute(root, "trgLang")
    return source, target or ("fr" if same_language(source, "en") else "en")


def _place(unit: "_Element", part: Part) -> str:
    """Say where a part stands in its file."""
    of_unit = f"unit {attribute(unit, 'id')}"
    return f"{of_unit}, segment {part.name}" if part.name else of_unit


def _is_done(source: str, target: str, element: "_Element", name: str) -> bool:
    """Tell whether a target does not only repeat its source because nobody has translated it yet.

    `element` is the unit or segment that tells its state, `name` the segment's in a unit of version 1.2.
    """
    if target != source or not any(map(str.isalpha, target)):
        return True
    states = {attribute(one, "state") for one in (element, *element.iterfind("{*}target"))}
    states |= {attribute(element, "status")}  # memoQ's
    for one in element.iterfind("{*}seg-defs/{*}seg"):  # Trados's
        states |= {attribute(one, "conf") or "new"} if attribute(one, "id") == name else set()
    return not states & _UNTOUCHED


def _may_be_translated(unit: "_Element") -> bool:
    """Tell whether neither the unit nor what it stands in forbids to translate it; the nearest word counts."""
    said = [attribute(element, "translate") for element in (unit, *unit.iterancestors())]
    return next((word for word in said if word), "yes") != "no"
