"""Pairs to review, written to a file for a person and read back: XLIFF 2.1 for translators' tools, or a table.

The person changes the English where it is wrong. Tools save the file as XLIFF 1.2 as well; they split segments, reorder
them (XLIFF 2.1, 4.2.2.3 `order`) and add inline codes: a unit's text is put together again without the codes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.files import open_file, read_bytes, text_file
from pipeline.io.characters import is_visible, one_line, xml_text
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.spreadsheets import as_rows, parse_rows
from pipeline.io.units import lacks_target, source_text, target_text, without_codes
from pipeline.io.xml import local_name
from pipeline.pairs import Pair, pairs
from pipeline.quality.flags import explain_flag

COLUMNS = ("id", "reason", "source", "target")
"""The columns of a table of pairs to review, before the one that a person fills."""
RIGHT = "right"
"""The last column: whatever a person writes there says that the pair is right as it stands."""
_FINAL = frozenset({"final", "signed-off"})
"""States of a translation that needs no more work, in XLIFF 2 and 1.2."""
_XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
_UNITS = ("{*}unit", "{*}trans-unit")
_AS_WRITTEN = "as-written"
"""The category of the note of an XLIFF unit that keeps its English as it was written."""


@dataclass(frozen=True, slots=True)
class ToReview:
    """A pair to look at again, and the reason; it is empty for a pair that is sure."""

    pair: Pair
    reason: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A pair as a person left it; `original` is the English they were shown, None where the file does not tell.

    `is_right` says that they found it right as they left it.
    """

    id: str
    source: str
    target: str
    original: str | None = None
    is_right: bool = False


def write_tsv(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `review.tsv`: a row a pair to review, columns COLUMNS and RIGHT, quoted as spreadsheets do it."""
    return [save_tsv(choose_pairs(documents), folder / "review.tsv")]


def write_xliff(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `review.xlf` (XLIFF 2.1, core): a `file` a document, a `unit` a pair to review, the reason as its note."""
    return [save_xliff(choose_pairs(documents), folder / "review.xlf", options)]


def choose_pairs(documents: Iterable[Document], every: bool = False) -> Iterator[ToReview]:
    """Choose the pairs that have French and are not sure; with `every` all that have French."""
    for document in documents:
        for bead, pair in zip(document.beads, pairs(document), strict=True):
            if (every or pair.standing != "sure") and is_visible(pair.source):
                yield ToReview(pair, "; ".join(explain_flag(bead)))


def save_tsv(chosen: Iterable[ToReview], path: Path) -> Path:
    """Write pairs to review as a table, and give its path."""
    with text_file(path) as file:
        file.write(as_rows([[*COLUMNS, RIGHT]]))
        for one in chosen:
            values = (one.pair.id, one.reason, one.pair.source, one.pair.target, "")
            file.write(as_rows([[one_line(value) for value in values]]))
    return path


def save_xliff(chosen: Iterable[ToReview], path: Path, options: WriteOptions) -> Path:
    """Write pairs to review as XLIFF, and give its path."""
    with text_file(path) as file:
        file.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_XLIFF}" version="2.1" '
            f'srcLang="{options.source_language}" trgLang="{options.target_language}">\n'
        )
        empty = True
        for number, (document, group) in enumerate(groupby(chosen, key=lambda one: one.pair.document), 1):
            file.write(f'<file id="f{number}" original={_attribute(document)}>\n')
            file.writelines(_unit(place, one) for place, one in enumerate(group, 1))
            file.write("</file>\n")
            empty = False
        if empty:  # XLIFF wants a file, and in it a unit
            file.write('<file id="f1"><unit id="u1" translate="no"><segment><source/></segment></unit></file>\n')
        file.write("</xliff>\n")
    return path


_TABLES = frozenset([".tsv", ".txt", ".csv", ".xlsx"])
_OTHER_TABLES = frozenset([".xls", ".ods"])
"""What spreadsheets save tables as besides, which is not read."""


def read_review(path: Path) -> Iterator[Reviewed]:
    """Read every pair of a file, changed or not; a table is recognised by its name: .tsv, .txt, .csv or .xlsx.

    Raises:
        InputError: it cannot be read; the message says what is wrong.
    """
    if path.suffix.lower() in _OTHER_TABLES:
        raise InputError(f"{path}: save the table as .xlsx, or as .csv in Unicode (UTF-8)")
    yield from _read_table(path) if path.suffix.lower() in _TABLES else _read_xliff(path)


def _unit(number: int, one: ToReview) -> str:
    """Write the unit of a pair. Its English stands in a note as well, so that a change can be seen."""
    pair = one.pair
    state = "reviewed" if pair.origin == "corrected" else "translated" if pair.target else "initial"
    reason = f"<note>{_text(one.reason)}</note>" if one.reason else ""
    return (
        f'<unit id="u{number}" name={_attribute(pair.id)} xml:space="preserve"><notes>{reason}'
        f'<note category="{_AS_WRITTEN}" appliesTo="target">{_text(pair.target)}</note></notes>\n'
        f'<segment state="{state}"><source>{_text(pair.source)}</source>'
        f"<target>{_text(pair.target)}</target></segment></unit>\n"
    )


def _text(text: str) -> str:
    """Write a text between the tags of XML."""
    return escape(xml_text(text)[0], {"\r": "&#13;"})


def _attribute(text: str) -> str:
    """Write a text as the value of an attribute of XML, quoted."""
    return quoteattr(xml_text(one_line(text))[0])


def _read_table(path: Path) -> Iterator[Reviewed]:
    """Read the pairs of a table; it does not keep the English as it was written."""
    for _, row in parse_rows(path, read_bytes(path), COLUMNS):
        right = bool(row.get(RIGHT, "").strip())
        yield Reviewed(row["id"], row["source"], row["target"].strip(), is_right=right)


def _read_xliff(path: Path) -> Iterator[Reviewed]:
    """Read the pairs of an XLIFF file unit by unit; entities, other files and the network are left alone."""
    from lxml import etree

    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "remove_comments": True}
    found = False
    try:
        with open_file(path) as file:
            units = etree.iterparse(file, tag=_UNITS, remove_pis=True, **options)
            for _, unit in units:
                found = True
                yield _read_unit_1(unit) if local_name(unit) == "trans-unit" else _read_unit_2(unit)
                unit.clear()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}: not well-formed: {' '.join(str(error).split())}") from error
    if not found:
        raise InputError(f"{path}: holds no units: it is not XLIFF")


def _read_unit_1(unit: Any) -> Reviewed:
    """Read a unit of XLIFF 1.2; the English as it was written is not kept there."""
    target = unit.find("{*}target")
    right = unit.get("approved") == "yes" or (target is not None and target.get("state") in _FINAL)
    name = unit.get("resname") or unit.get("id", "")
    return Reviewed(name, source_text(unit), _read_target(unit), is_right=right)


def _read_unit_2(unit: Any) -> Reviewed:
    """Read a unit of XLIFF 2; its note keeps the English as it was written."""
    notes = [without_codes(note) for note in unit.iterfind("{*}notes/{*}note") if note.get("category") == _AS_WRITTEN]
    original = notes[0] if notes else None
    states = {segment.get("state") for segment in unit.iterfind("{*}segment")}
    right = bool(states) and states <= _FINAL
    return Reviewed(unit.get("name", ""), source_text(unit), _read_target(unit), original, right)


def _read_target(unit: Any) -> str:
    """Read a unit's English; one of which a segment has none yet counts as untranslated."""
    return "" if lacks_target(unit) else target_text(unit).strip()
