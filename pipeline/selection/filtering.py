"""Pairs in files of the schema, parted by an expression: those that are wanted, and the others with the reasons."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.files import text_file
from pipeline.formats.corpora.bitext import MOSES, moses_lines, write_lines
from pipeline.formats.corpora.jsonl import NAME, REJECTED_NAME
from pipeline.formats.corpora.records import record_of
from pipeline.io.characters import is_visible
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair
from pipeline.selection.expression import Expression
from pipeline.selection.rows import PairRow
from pipeline.selection.splits import LEAK

Row = tuple[Pair, Mapping[str, Any]]
"""A pair, and what its file says of it besides: columns that the schema does not have."""


def write_filtered(rows: Iterable[Row], folder: Path, expression: Expression, splits: Sequence[str]) -> list[Path]:
    """Write the pairs that are wanted, and the others with the reasons; give the files.

    A pair that was rejected as it stands in two splits stays so. Columns that the schema does not have come after its.

    Raises:
        InputError: one of the files is there already.
    """
    names = [NAME, REJECTED_NAME]
    taken = [folder / name for name in (*names, *MOSES) if (folder / name).exists()]
    if taken:
        raise InputError(f"{taken[0]}: is there already; give another folder to --to")
    paths = [folder / name for name in names]
    with (
        text_file(paths[0], errors="backslashreplace") as kept,
        text_file(paths[1], errors="backslashreplace") as rejected,
    ):

        def wanted() -> Iterator[Pair]:
            """Write each pair to its file; give those that are wanted."""
            for pair, further in rows:
                leaks = [reason for reason in pair.rejected if reason.startswith(LEAK)]
                reasons = [*expression.refusals(PairRow(pair)), *leaks]
                record = record_of(pair, WriteOptions(), Provenance(""))
                if reasons:
                    rejected.write(_line(record | {"reasons": reasons}, further))
                    continue
                kept.write(_line(record, further))
                if is_visible(pair.source) and is_visible(pair.target):
                    yield pair

        return [*paths, *write_lines(wanted(), [folder / name for name in MOSES], splits, moses_lines)]


def _line(record: Mapping[str, Any], further: Mapping[str, Any]) -> str:
    r"""Give a record as one line of JSON, with further columns at its end; what JSON does not have is text or null.

    >>> _line({"id": "a:1"}, {"url": "https://a.org", "weight": float("nan")})
    '{"id": "a:1", "url": "https://a.org", "weight": null}\n'
    """
    plain = {
        name: None if isinstance(value, float) and not isfinite(value) else value for name, value in further.items()
    }
    return json.dumps({**record, **plain}, ensure_ascii=False, allow_nan=False, default=str) + "\n"
