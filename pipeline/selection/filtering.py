"""Pairs in files of the schema, parted by an expression: those that are wanted, and the others with the reasons."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.errors import InputError
from pipeline.files import text_file
from pipeline.formats.corpora.bitext import MOSES, moses_lines, write_lines
from pipeline.formats.corpora.jsonl import NAME, REJECTED_NAME, line, read_pairs
from pipeline.formats.corpora.records import record_of
from pipeline.formats.corpora.tables import read_parquet
from pipeline.io.characters import is_visible
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair
from pipeline.selection.expression import Expression
from pipeline.selection.rows import PairRow
from pipeline.selection.splits import LEAK


def read_files(files: Iterable[Path]) -> Iterator[Pair]:
    """Read the pairs of files: JSON lines, or Parquet by its suffix.

    Raises:
        InputError: one of them cannot be read, or is of something else.
    """
    for path in files:
        yield from read_parquet(path) if path.suffix == ".parquet" else read_pairs(path)


def write_filtered(files: Sequence[Path], folder: Path, expression: Expression, splits: Sequence[str]) -> list[Path]:
    """Write the pairs that are wanted, and the others with the reasons; give the files.

    A pair that was rejected as it stands in two splits stays so.

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
            for pair in read_files(files):
                leaks = [reason for reason in pair.rejected if reason.startswith(LEAK)]
                reasons = [*expression.refusals(PairRow(pair)), *leaks]
                record = record_of(pair, WriteOptions(), Provenance(""))
                if reasons:
                    rejected.write(line(record | {"reasons": reasons}))
                    continue
                kept.write(line(record))
                if is_visible(pair.source) and is_visible(pair.target):
                    yield pair

        return [*paths, *write_lines(wanted(), [folder / name for name in MOSES], splits, moses_lines)]
