"""Pairs as JSON lines, one record a bead in the columns of the schema, and the paragraphs that their places are in."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.files import open_file, text_file
from pipeline.formats.corpora.records import pair_of, paragraph_records, record_of
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair, pairs, wanted_pairs

NAME, PARAGRAPHS_NAME, REJECTED_NAME = "pairs.jsonl", "paragraphs.jsonl", "rejected.jsonl"
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    r"""Write `pairs.jsonl` and `paragraphs.jsonl`, in one pass over the documents.

    A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape: Python's "backslashreplace" happens to
    write exactly that.
    """
    paths = [folder / NAME, folder / PARAGRAPHS_NAME]
    with (
        text_file(paths[0], errors="backslashreplace") as records,
        text_file(paths[1], errors="backslashreplace") as paragraphs,
    ):
        for document in documents:
            records.writelines(line(record_of(pair, options, provenance)) for pair in wanted_pairs(document))
            paragraphs.writelines(line(record) for record in paragraph_records(document))
    return paths


def write_rejected(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `rejected.jsonl`: the pairs that are in no data, each with the `reasons` besides the schema's columns."""
    path = folder / REJECTED_NAME
    with text_file(path, errors="backslashreplace") as records:
        for document in documents:
            rejected = (pair for pair in pairs(document) if pair.rejected)
            records.writelines(
                line(record_of(pair, options, provenance) | {"reasons": list(pair.rejected)}) for pair in rejected
            )
    return [path]


def line(record: dict[str, Any]) -> str:
    r"""Give a record as one line of JSON, its keys in the order of the schema's columns.

    >>> line({"id": "a.txt:1", "adequacy": None})
    '{"id": "a.txt:1", "adequacy": null}\n'
    """
    return _encode(record) + "\n"


def read_pairs(path: str | Path) -> Iterator[Pair]:
    """Read the pairs of a file that `write` made; each is read when it is asked for, so that any number fits in memory.

    Raises:
        InputError: the file cannot be read, or a line is not a pair; the message names it.
    """
    try:
        with open_file(Path(path)) as file:
            for number, data in enumerate(file, 1):
                try:
                    pair = pair_of(json.loads(data.decode()))
                except (ValueError, TypeError, KeyError, AttributeError) as error:
                    raise InputError(f"{path}: line {number} is not a pair: {error}") from error
                yield pair
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
