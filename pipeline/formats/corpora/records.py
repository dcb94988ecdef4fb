"""Pairs and paragraphs as records: plain values in the columns of the schema, and pairs out of records again."""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

from pipeline.document import Document, Link, Place, Text
from pipeline.formats.corpora.schema import PAIRS, SCORES, VERSION
from pipeline.io.outputs import Provenance, WriteOptions, credit
from pipeline.pairs import Pair

_AS_THEY_ARE = (
    "id",
    "document",
    "paragraph",
    "type",
    "source",
    "target",
    "origin",
    "standing",
    "reviewed",
    "posterior",
    "machine",
    "duplicate_of",
    "split",
    "source_language",
    "target_language",
)
_values_as_they_are = attrgetter(*_AS_THEY_ARE)
_COLUMNS = tuple(column.name for column in PAIRS)
_SIDES = ("source_places", "target_places")


def record_of(pair: Pair, options: WriteOptions, provenance: Provenance) -> dict[str, Any]:
    """Give a pair as the values of the schema's columns, in their order."""
    values = dict(zip(_AS_THEY_ARE, _values_as_they_are(pair), strict=True))
    values |= {name: pair.scores.get(name) for name in SCORES}
    values |= {
        "schema_version": VERSION,
        "source_places": _places(pair.source_places),
        "target_places": _places(pair.target_places),
        "made_by": credit(pair.origin, options, provenance, pair.made_by),
        "flags": list(pair.flags),
        "imported_scores": [
            {"name": name, "score": score} for name, score in sorted(pair.scores.items()) if name not in SCORES
        ],
        "links": [list(link) for link in pair.links],
    }
    return {name: values[name] for name in _COLUMNS}


def _places(places: Sequence[Place]) -> list[dict[str, int]]:
    """Give places as plain values."""
    return [{"paragraph": one.paragraph, "start": one.start, "end": one.end} for one in places]


def pair_of(record: Mapping[str, Any]) -> Pair:
    """Give the pair that a record holds, of this version of the schema or of an earlier one.

    Raises:
        ValueError: the record is of a later version.
        KeyError, TypeError, AttributeError: it is no record of a pair.
    """
    record = renewed(record)
    values: dict[str, Any] = {name: record[name] for name in _AS_THEY_ARE}
    values |= {side: tuple(Place(**place) for place in record[side]) for side in _SIDES}
    scores = {name: score for name in SCORES if (score := record[name]) is not None}
    scores |= {one["name"]: one["score"] for one in record["imported_scores"]}
    return Pair(
        **values,
        scores=scores,
        flags=tuple(record["flags"]),
        links=tuple(Link(*(link.values() if isinstance(link, Mapping) else link)) for link in record["links"]),
        made_by=record["made_by"],
        rejected=tuple(record.get("reasons", ())),
    )


def renewed(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a record of an earlier version of the schema as one of this: what was not known then is null.

    Version 1 had fewer columns. Before there were versions, `scores` was a record of its own, of scores by their names.

    >>> renewed({"schema_version": 1, "id": "a:1"})["split"], renewed({"scores": {"adequacy": 0.9}})["adequacy"]
    (None, 0.9)

    Raises:
        ValueError: it is of a later version.
    """
    version, scores = record.get("schema_version"), record.get("scores")
    if version == VERSION:
        return record
    if version not in (None, *range(VERSION)):
        raise ValueError(
            f"it is of version {version} of the schema, and this program reads those up to {VERSION}; update it"
        )
    known: dict[str, Any] = {column.name: None for column in PAIRS if column.nullable}
    known |= {**_BEFORE, **record}
    if isinstance(scores, Mapping):
        others = [{"name": name, "score": score} for name, score in scores.items() if name not in SCORES]
        known |= {"imported_scores": others} | {name: score for name, score in scores.items() if name in SCORES}
    return known


_BEFORE: Mapping[str, Any] = {"reviewed": False, "standing": "check", "imported_scores": []}
"""What columns held, before there were such, of what is not null now."""


def paragraph_records(document: Document) -> Iterator[dict[str, Any]]:
    """Give the paragraphs of a document, or of a part, as records: the French, then those of the human translation."""
    yield from _of_side(document, document.source, "source", document.before.paragraphs)
    if document.reference:
        yield from _of_side(document, document.reference, "target", document.before.reference_paragraphs)


def _of_side(document: Document, text: Text, side: str, before: int) -> Iterator[dict[str, Any]]:
    """Give the paragraphs of one side, of which so many stand before."""
    for number, paragraph in enumerate(text.paragraphs, before):
        yield {
            "schema_version": VERSION,
            "document": document.id,
            "side": side,
            "paragraph": number,
            "kind": paragraph.kind,
            "level": paragraph.level,
            "locator": paragraph.locator,
            "text": paragraph.text,
        }
