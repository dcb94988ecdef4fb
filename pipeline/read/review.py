"""What a person left in a file of pairs to review: XLIFF 2 (also saved as 1.2 by a tool), or a table.

Tools split segments, reorder them (XLIFF 2.1, 4.2.2.3 `order`) and add inline codes; a unit's text is put together
again without the codes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.corrections import parse, read_bytes
from pipeline.errors import InputError
from pipeline.read.units import visible
from pipeline.reviewing import AS_WRITTEN, COLUMNS, Reviewed

_UNITS = ("{*}unit", "{*}trans-unit")


def read_review(path: Path) -> Iterator[Reviewed]:
    """Every pair of a file, changed or not; a table is recognised by its name, .tsv or .txt.

    Raises:
        InputError: it cannot be read; the message says what is wrong.
    """
    yield from _from_table(path) if path.suffix.lower() in {".tsv", ".txt"} else _from_xliff(path)


def _from_table(path: Path) -> Iterator[Reviewed]:
    for name, _, source, target in parse(path, read_bytes(path), COLUMNS):
        yield Reviewed(name, source, target.strip())


def _from_xliff(path: Path) -> Iterator[Reviewed]:
    from lxml import etree

    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True}
    found = False
    try:
        with path.open("rb") as file:
            units = etree.iterparse(file, tag=_UNITS, remove_pis=True, **options)
            for _, unit in units:
                found = True
                yield _unit_1(unit) if etree.QName(unit).localname == "trans-unit" else _unit_2(unit)
                unit.clear()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}: not well-formed: {error}") from error
    if not found:
        raise InputError(f"{path}: holds no units: it is not XLIFF")


def _unit_1(unit: Any) -> Reviewed:
    """A unit of XLIFF 1.2; the English that went out is not kept there."""
    source, target = unit.find("{*}source"), unit.find("{*}target")
    return Reviewed(unit.get("resname") or unit.get("id", ""), _text(source), _text(target).strip())


def _unit_2(unit: Any) -> Reviewed:
    """A unit of XLIFF 2; one of which a segment has no English yet counts as untranslated."""
    notes = [note for note in unit.iterfind("{*}notes/{*}note") if note.get("category") == AS_WRITTEN]
    parts = [part for part in unit if part.tag.endswith(("}segment", "}ignorable"))]
    source = "".join(_text(part.find("{*}source")) for part in parts)
    return Reviewed(unit.get("name", ""), source, _target(parts).strip(), _text(notes[0]) if notes else None)


def _target(parts: list[Any]) -> str:
    """The English of segments and what stands between them, in the order that it is to be read."""
    placed = []
    for number, part in enumerate(parts, 1):
        target = part.find("{*}target")
        if target is None and part.tag.endswith("}segment"):
            return ""
        text = _text(part.find("{*}source") if target is None else target)
        order = target.get("order", "") if target is not None else ""
        placed.append((int(order) if order.isdecimal() else number, text))
    return "".join(text for _, text in sorted(placed, key=lambda part: part[0]))


def _text(element: Any) -> str:
    return "" if element is None else visible(element)
