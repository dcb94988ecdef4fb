"""Pairs as JSON lines: one record a bead with every field of `pipeline.pairs.Pair`, nulls included."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pipeline.document import Bead, Document, Link, Place
from pipeline.errors import InputError
from pipeline.files import text_file
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair, pairs
from pipeline.standing import Standing, find_standing

NAME = "pairs.jsonl"


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `pairs.jsonl`."""
    path = folder / NAME
    write_pairs((pair for document in documents for pair in pairs(document)), path)
    return [path]


def write_pairs(records: Iterable[Pair], path: Path) -> None:
    r"""Write pairs to a file.

    A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape: Python's "backslashreplace" happens to
    write exactly that.
    """
    with text_file(path, errors="backslashreplace") as file:
        file.writelines(line(pair) + "\n" for pair in records)


def line(pair: Pair) -> str:
    """Give a pair as one line of JSON, its keys in the order of the fields."""
    return json.dumps(pair, default=_members, ensure_ascii=False, allow_nan=False)


def read_pairs(path: str | Path) -> Iterator[Pair]:
    """Read the pairs of a file that `write` made; each is read when it is asked for, so that any number fits in memory.

    Raises:
        InputError: the file cannot be read, or a line is not a pair; the message names it.
    """
    try:
        with Path(path).open("rb") as file:
            for number, data in enumerate(file, 1):
                try:
                    pair = _pair(json.loads(data.decode()))
                except (ValueError, TypeError, KeyError, AttributeError) as error:
                    raise InputError(f"{path}: line {number} is not a pair: {error}") from error
                yield pair
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of one line."""
    from pydantic import TypeAdapter

    return TypeAdapter(Pair).json_schema()


def _members(value: Any) -> dict[str, Any]:
    """Give a dataclass or mapping as plain keys and values; json goes on inside of them."""
    if isinstance(value, Mapping):
        return dict(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _pair(record: dict[str, Any]) -> Pair:
    """Make a pair of its record; one of an earlier version has no standing, which is found then."""
    places = {side: tuple(Place(**place) for place in record[side]) for side in ("source_places", "target_places")}
    links = tuple(Link(*link) for link in record["links"])
    flags = tuple(record["flags"])
    return Pair(**{"standing": _found(record, flags), **record, **places, "links": links, "flags": flags})


def _found(record: dict[str, Any], flags: tuple[str, ...]) -> Standing:
    """Find the standing of a pair by its record and flags."""
    correction = record["target"] if record["origin"] == "corrected" else ""
    return find_standing(Bead((), (), scores=record["scores"], flags=flags, correction=correction))
