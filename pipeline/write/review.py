"""Pairs worth a second look, out to a person and back: XLIFF 2.1 for translators' tools, TSV for spreadsheets.

The person changes the English where it is wrong. `corrections` reads either file back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.config import Write
from pipeline.document import Bead, Document
from pipeline.errors import InputError
from pipeline.pairs import Pair, pairs
from pipeline.write.characters import one_line, xml_text
from pipeline.write.complete import visible
from pipeline.write.doubt import reasons
from pipeline.write.files import text_file
from pipeline.write.provenance import Provenance

COLUMNS = ("id", "reason", "source", "target")
_XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
_ORIGINAL = "as-written"


@dataclass(frozen=True, slots=True)
class Correction:
    """English that a person gave for a pair; `source` is the French they saw."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A pair to look at, and why."""

    pair: Pair
    reason: str


def write_tsv(documents: Iterable[Document], folder: Path, options: Write, provenance: Provenance) -> list[Path]:
    """Write `review.tsv`: a row a doubtful pair that has French, columns COLUMNS."""
    path = folder / "review.tsv"
    with text_file(path) as file:
        file.write("\t".join(COLUMNS) + "\n")
        for doubt in _doubts(documents):
            values = (doubt.pair.id, doubt.reason, doubt.pair.source, doubt.pair.target)
            file.write("\t".join(map(one_line, values)) + "\n")
    return [path]


def write_xliff(documents: Iterable[Document], folder: Path, options: Write, provenance: Provenance) -> list[Path]:
    """Write `review.xlf` (XLIFF 2.1, core): a `file` a document, a `unit` a doubtful pair, the reason as its note."""
    path = folder / "review.xlf"
    with text_file(path) as file:
        file.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_XLIFF}" version="2.1" '
            f'srcLang="{options.source_language}" trgLang="{options.target_language}">\n'
        )
        groups = groupby(_doubts(documents), key=lambda doubt: doubt.pair.document)
        empty = True
        for number, (document, doubts) in enumerate(groups, 1):
            file.write(f'<file id="f{number}" original={_attribute(document)}>\n')
            file.writelines(_unit(place, doubt) for place, doubt in enumerate(doubts, 1))
            file.write("</file>\n")
            empty = False
        if empty:  # XLIFF wants a file, and in it a unit
            file.write('<file id="f1"><unit id="u1" translate="no"><segment><source/></segment></unit></file>\n')
        file.write("</xliff>\n")
    return [path]


def corrections(path: Path) -> Iterator[Correction]:
    """The English that a person changed in a file of pairs to review, `.tsv` or `.xlf`.

    Pairs left as they were are left out of an XLIFF file's; a TSV file does not tell, so all of its are given. Raises
    InputError naming what is wrong.
    """
    yield from _from_tsv(path) if path.suffix == ".tsv" else _from_xliff(path)


def _doubts(documents: Iterable[Document]) -> Iterator[_Doubt]:
    for document in documents:
        for bead, pair in zip(document.beads, pairs(document), strict=True):
            if bead.flags and visible(pair.source):
                yield _Doubt(pair, _reason(bead))


def _reason(bead: Bead) -> str:
    return "; ".join(reasons(bead))


def _unit(number: int, doubt: _Doubt) -> str:
    """The unit of a pair. Its English stands in a note as well, so that a change can be seen."""
    state = "initial" if not doubt.pair.target else "translated"
    return (
        f'<unit id="u{number}" name={_attribute(doubt.pair.id)} xml:space="preserve"><notes>'
        f"<note>{_text(doubt.reason)}</note>"
        f'<note category="{_ORIGINAL}" appliesTo="target">{_text(doubt.pair.target)}</note></notes>\n'
        f'<segment state="{state}"><source>{_text(doubt.pair.source)}</source>'
        f"<target>{_text(doubt.pair.target)}</target></segment></unit>\n"
    )


def _text(text: str) -> str:
    return escape(xml_text(text)[0], {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(xml_text(one_line(text))[0])


def _from_tsv(path: Path) -> Iterator[Correction]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = file.readline().rstrip("\r\n").split("\t")
        if missing := [name for name in COLUMNS if name not in header]:
            raise InputError(f"{path}: the first line lacks {', '.join(missing)}")
        for number, line in enumerate(file, 2):
            values = line.rstrip("\r\n").split("\t")
            if len(values) != len(header):
                raise InputError(f"{path}: line {number} has {len(values)} values, not {len(header)}")
            row = dict(zip(header, values, strict=True))
            if row["target"].strip():
                yield Correction(row["id"], row["source"], row["target"].strip())


def _from_xliff(path: Path) -> Iterator[Correction]:
    from lxml import etree

    space = f"{{{_XLIFF}}}"
    try:
        units = etree.iterparse(str(path), tag=f"{space}unit", resolve_entities=False, no_network=True, load_dtd=False)
        for _, unit in units:
            source, target = (_joined(unit, f"{space}segment/{space}{side}") for side in ("source", "target"))
            original = _joined(unit, f"{space}notes/{space}note[@category='{_ORIGINAL}']")
            if target.strip() and target != original:
                yield Correction(unit.get("name", ""), source, target)
            unit.clear()
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path}: not well-formed: {error}") from error


def _joined(unit: Any, name: str) -> str:
    """The text of all elements of a unit with this name: tools may have split its segment."""
    return "".join("".join(element.itertext()) for element in unit.findall(name))
