"""Read the pairs of a file, or of the folder that a run has written."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ArgumentError, InputError
from pipeline.formats import pair_files
from pipeline.pairs import Pair

NAMES = ("pairs.jsonl", "pairs.parquet", "pairs.tsv", "memory.tmx", "data.jsonl")
"""The files of a folder that hold pairs; the first of them that is there is read."""


def read_pairs(path: str | Path) -> Iterator[Pair]:
    """Read pairs; each is read when it is asked for, so that any number of them fits in memory.

    Args:
        path: the output folder of a run; or a file: `.jsonl`, `.tsv`, `.parquet` with the columns of the schema
            (docs/schema.md), or at least `source` and `target`; or `.tmx`. Text may be compressed: `.gz`, `.xz`.

    Raises:
        ArgumentError: it is no path.
        InputError: the file cannot be read, or holds something else than pairs; the message names the line.
    """
    if not isinstance(path, str | Path):
        raise ArgumentError(f"read_pairs: expected a path, got {type(path).__name__}")
    file = Path(path)
    if file.is_dir():
        file = _file_in(file)
    if pair_files.suffix_of(file) not in pair_files.SUFFIXES:
        raise ArgumentError(f"{file}: read_pairs reads {', '.join(pair_files.SUFFIXES)}, and folders with such files")
    if not file.exists():
        raise InputError(f"{file}: no such file")
    return pair_files.read_pairs(file)


def _file_in(folder: Path) -> Path:
    """Give the file of a folder that holds its pairs.

    Raises:
        InputError: there is none.
    """
    found = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    if found is None:
        raise InputError(f"{folder}: holds none of {', '.join(NAMES)}")
    return found
