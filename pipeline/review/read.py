"""What a person left in a file of pairs to review: XLIFF 2 (also saved as 1.2 by a tool), or a table.

Tools split segments, reorder them (XLIFF 2.1, 4.2.2.3 `order`) and add inline codes; a unit's text is put together
again without the codes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.io.spreadsheets import parse, read_bytes
from pipeline.io.units import lacks_target, source_text, target_text, visible
from pipeline.review.verdicts import AS_WRITTEN, COLUMNS, Reviewed

_UNITS = ("{*}unit", "{*}trans-unit")


def read_review(path: Path) -> Iterator[Reviewed]:
    """Every pair of a file, changed or not; a table is recognised by its name, .tsv or .txt.

    Raises:
        InputError: it cannot be read; the message says what is wrong.
    """
    yield from _from_table(path) if path.suffix.lower() in {".tsv", ".txt"} else _from_xliff(path)


def _from_table(path: Path) -> Iterator[Reviewed]:
    for _, row in parse(path, read_bytes(path), COLUMNS):
        yield Reviewed(row["id"], row["source"], row["target"].strip())


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
        raise InputError(f"{path}: not well-formed: {' '.join(str(error).split())}") from error
    if not found:
        raise InputError(f"{path}: holds no units: it is not XLIFF")


def _unit_1(unit: Any) -> Reviewed:
    """A unit of XLIFF 1.2; the English that went out is not kept there."""
    return Reviewed(unit.get("resname") or unit.get("id", ""), source_text(unit), _target(unit))


def _unit_2(unit: Any) -> Reviewed:
    """A unit of XLIFF 2; its note keeps the English that went out."""
    notes = [visible(note) for note in unit.iterfind("{*}notes/{*}note") if note.get("category") == AS_WRITTEN]
    original = notes[0] if notes else None
    return Reviewed(unit.get("name", ""), source_text(unit), _target(unit), original)


def _target(unit: Any) -> str:
    """A unit's English; one of which a segment has none yet counts as untranslated."""
    return "" if lacks_target(unit) else target_text(unit).strip()
