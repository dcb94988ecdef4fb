"""Read records of JSON: one a line (https://jsonlines.org), or all in one array."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any

from pipeline.errors import InputError
from pipeline.formats.corpora.decoding import UNDECODABLE, decoded_lines
from pipeline.formats.corpora.rows import Aside, Record
from pipeline.io.characters import one_line
from pipeline.io.lines import shorten

_SHOWN = 60  # characters of a line that a message shows; chosen by hand


def read_json(stream: IO[bytes], encoding: str = "auto", columns: Sequence[str] = ()) -> Iterator[Record | Aside]:
    """Give the records of a file, one after the other; a line that is none is told, and the next one is read.

    What stands in a record within a record has a name of both, as `translation.fr`, which Hugging Face's have.

    Raises:
        InputError: it is no text.
    """
    lines = decoded_lines(stream, encoding)
    start = list(islice(lines, 1))
    if start and start[0].lstrip().startswith("["):
        yield from _of_array("".join(chain(start, lines)))
        return
    for number, line in enumerate(chain(start, lines), 1):
        if line.strip():
            yield _of_line(f"line {number}", line)


def flat(record: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Give a record without others inside: their values have the names of both.

    >>> flat({"id": "1", "translation": {"fr": "Oui", "en": "Yes"}})
    {'id': '1', 'translation.fr': 'Oui', 'translation.en': 'Yes'}
    """
    found: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{before}{name}.")
        else:
            found[f"{before}{name}"] = value
    return found


def _of_line(place: str, line: str) -> Record | Aside:
    """Give the record of a line."""
    if UNDECODABLE.search(line):
        return Aside(place, line, "broken", f"is not UTF-8: {_shown(UNDECODABLE.sub('�', line))}")
    try:
        record = json.loads(line, object_pairs_hook=_unique)
    except RecursionError:
        return Aside(place, line, "broken", f"is no JSON (too deep): {_shown(line)}")
    except ValueError as error:
        return Aside(place, line, "broken", f"is no JSON ({str(error).partition(':')[0]}): {_shown(line)}")
    return _of_value(place, record, line)


def _unique(items: list[tuple[str, Any]]) -> dict[str, Any]:
    """Give a record of JSON.

    Raises:
        ValueError: a name stands twice in it, so that one of the two values would be lost.
    """
    record = dict(items)
    if len(record) < len(items):
        names = [name for name, _ in items]
        raise ValueError(f"{max(names, key=names.count)} stands twice")
    return record


def _of_value(place: str, value: Any, written: str) -> Record | Aside:
    """Give the record that a value is."""
    try:
        return Record(place, flat(value))
    except (AttributeError, RecursionError):
        return Aside(place, written, "broken", f"is no record of JSON: {_shown(written)}")


def _of_array(text: str) -> Iterator[Record | Aside]:
    """Give the records of a file that is one array.

    Raises:
        InputError: it is none.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"begins as an array of JSON and is none ({error}); have each record on a line") from error
    for number, value in enumerate(values, 1):
        yield _of_value(f"record {number}", value, value if isinstance(value, str) else "")


def _shown(line: str) -> str:
    """Give a line as far as a message has room for it."""
    return shorten(one_line(line), _SHOWN)
