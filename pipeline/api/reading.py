"""Read the pairs of a file, or of the folder that a run has written."""

import logging
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from pipeline.errors import ArgumentError, InputError
from pipeline.formats import pair_files
from pipeline.formats.corpora.huggingface import CARD
from pipeline.formats.registry import INPUTS, input_format
from pipeline.formats.sources import Source
from pipeline.pairs import Pair, pairs

log = logging.getLogger(__name__)

NAMES = ("pairs.jsonl", "pairs.parquet", "pairs.tsv", "memory.tmx", "data.jsonl")
"""The files of a folder that hold pairs; the first of them that is there is read."""


def read_pairs(path: str | Path) -> Iterator[Pair]:
    """Read pairs; each is read when it is asked for, so that any number of them fits in memory.

    Args:
        path: the output folder of a run; or a file: `.jsonl`, `.tsv`, `.parquet` with the columns of the schema
            (docs/schema.md), or at least `source` and `target`; or `.tmx`. Text may be compressed: `.gz`, `.xz`.
            Other tables and files of pairs (`.csv`, `.xlf` …) are read whole, as a run reads them.

    Raises:
        ArgumentError: it is no path.
        InputError: the file cannot be read, or holds something else than pairs; the message names the line.
    """
    if not isinstance(path, str | Path):
        raise ArgumentError(f"read_pairs: expected a path, got {type(path).__name__}")
    file = Path(path)
    if not file.exists():
        raise InputError(f"{file}: no such file")
    if file.is_dir():
        return chain.from_iterable(pair_files.read_pairs(one) for one in _files_in(file))
    found = input_format(file)
    if found is None or not found.bilingual:
        known = sorted(suffix for one in INPUTS if one.bilingual for suffix in one.suffixes)
        raise ArgumentError(f"{file}: read_pairs reads {', '.join(known)}, and folders with such files")
    if pair_files.suffix_of(file) in pair_files.SUFFIXES and not pair_files.is_foreign(file):
        return pair_files.read_pairs(file)
    return _as_a_run_reads(file)


def _as_a_run_reads(file: Path) -> Iterator[Pair]:
    """Read a file of pairs whose columns must be found out; rows that cannot be read are logged as warnings.

    Raises:
        InputError: it cannot be read.
    """
    from pipeline.stages.align import AlignStage  # which takes a while
    from pipeline.stages.read import read_documents
    from pipeline.stages.segment import SegmentStage

    for document in read_documents(Source(file.name, file, file)):
        for one in document.accounts():
            for problem in one.account.problems:
                log.warning("%s: %s", file, problem)
        [aligned] = AlignStage(fill=False)(SegmentStage()([document]))
        yield from pairs(aligned)


def _files_in(folder: Path) -> list[Path]:
    """Give the files of a folder that hold its pairs: those of all splits where it is of the hub's form.

    Raises:
        InputError: there is none.
    """
    found = [folder / name for name in NAMES if (folder / name).is_file()][:1]
    if not found and (folder / CARD).is_file():
        found = sorted(folder.glob("*.jsonl"))
    if not found:
        raise InputError(f"{folder}: holds none of {', '.join(NAMES)}")
    return found
