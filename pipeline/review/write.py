"""Pairs worth a second look, for a person to correct: XLIFF 2.1 for translators' tools, TSV for spreadsheets.

The person changes the English where it is wrong; `pipeline.review.read` reads either file back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pipeline.document import Document
from pipeline.files import text_file
from pipeline.io.characters import is_visible, one_line, xml_text
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.spreadsheets import as_rows
from pipeline.pairs import Pair, pairs
from pipeline.quality.flags import explain
from pipeline.review.verdicts import AS_WRITTEN, COLUMNS

_XLIFF = "urn:oasis:names:tc:xliff:document:2.0"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair to look at, and why; the reason is empty where there is no doubt."""

    pair: Pair
    reason: str


def write_tsv(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `review.tsv`: a row a doubtful pair that has French, columns COLUMNS, quoted as spreadsheets do it."""
    return [save_tsv(to_review(documents), folder / "review.tsv")]


def write_xliff(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `review.xlf` (XLIFF 2.1, core): a `file` a document, a `unit` a doubtful pair, the reason as its note."""
    return [save_xliff(to_review(documents), folder / "review.xlf", options)]


def to_review(documents: Iterable[Document], every: bool = False) -> Iterator[Doubt]:
    """The pairs that have French and are flagged, or all that have French."""
    for document in documents:
        for bead, pair in zip(document.beads, pairs(document), strict=True):
            if (every or bead.flags) and is_visible(pair.source):
                yield Doubt(pair, "; ".join(explain(bead)))


def save_tsv(doubts: Iterable[Doubt], path: Path) -> Path:
    """Write pairs to review as a table."""
    with text_file(path) as file:
        file.write(as_rows([COLUMNS]))
        for doubt in doubts:
            values = (doubt.pair.id, doubt.reason, doubt.pair.source, doubt.pair.target)
            file.write(as_rows([[one_line(value) for value in values]]))
    return path


def save_xliff(doubts: Iterable[Doubt], path: Path, options: WriteOptions) -> Path:
    """Write pairs to review as XLIFF."""
    with text_file(path) as file:
        file.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{_XLIFF}" version="2.1" '
            f'srcLang="{options.source_language}" trgLang="{options.target_language}">\n'
        )
        empty = True
        for number, (document, group) in enumerate(groupby(doubts, key=lambda doubt: doubt.pair.document), 1):
            file.write(f'<file id="f{number}" original={_attribute(document)}>\n')
            file.writelines(_unit(place, doubt) for place, doubt in enumerate(group, 1))
            file.write("</file>\n")
            empty = False
        if empty:  # XLIFF wants a file, and in it a unit
            file.write('<file id="f1"><unit id="u1" translate="no"><segment><source/></segment></unit></file>\n')
        file.write("</xliff>\n")
    return path


def _unit(number: int, doubt: Doubt) -> str:
    """The unit of a pair. Its English stands in a note as well, so that a change can be seen."""
    state = "reviewed" if doubt.pair.origin == "corrected" else "translated" if doubt.pair.target else "initial"
    reason = f"<note>{_text(doubt.reason)}</note>" if doubt.reason else ""
    return (
        f'<unit id="u{number}" name={_attribute(doubt.pair.id)} xml:space="preserve"><notes>{reason}'
        f'<note category="{AS_WRITTEN}" appliesTo="target">{_text(doubt.pair.target)}</note></notes>\n'
        f'<segment state="{state}"><source>{_text(doubt.pair.source)}</source>'
        f"<target>{_text(doubt.pair.target)}</target></segment></unit>\n"
    )


def _text(text: str) -> str:
    return escape(xml_text(text)[0], {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(xml_text(one_line(text))[0])
