"""Read what systems made, to score and compare it: files of lines, tables, a run's pairs or its folder.

A file of lines has a hypothesis a line. A table, set apart by tabs, has a hypothesis and its reference, or the source
before both, or a first line that names its columns (`id`, `document`, `source`, `hypothesis`, `reference`). Any of them
may be compressed. A run gives the machine's English, and the human translation where it has one.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.boundary import reading
from pipeline.errors import InputError
from pipeline.formats.corpora.jsonl import NAME, read_pairs
from pipeline.io.compressed import read_whole, without_compression
from pipeline.quality.systems import System, SystemLine, check_counts, system_of_pairs, system_of_people

_COLUMNS = ("id", "document", "source", "hypothesis", "reference")
_UNNAMED = {2: ("hypothesis", "reference"), 3: ("source", "hypothesis", "reference")}


def read_system(
    path: Path, references: Sequence[Path] = (), source: Path | None = None, people: bool = False
) -> System:
    """Read what a system made; `references` and `source` are files of lines that go with a file of lines.

    With `people` the English of a run of which a machine has made nothing is that of people.

    Raises:
        InputError: a file cannot be read, is empty, or has another number of lines; the message names it.
    """
    if not is_lines(path):
        if references or source:
            raise InputError(f"{path}: has its own French and references; a file for either goes with lines of text")
        return _read_run(path, people) if path.is_dir() or _suffix(path) == ".jsonl" else _read_table(path)
    beside = [*references, *([source] if source else [])]
    hypotheses, *columns = [read_column(one) for one in (path, *beside)]
    for other, texts in zip(beside, columns, strict=True):
        check_counts((str(path), len(hypotheses)), (str(other), len(texts)))
    french = columns.pop() if source else [""] * len(hypotheses)
    lines = (
        SystemLine(str(number + 1), text, source=french[number], references=tuple(one[number] for one in columns))
        for number, text in enumerate(hypotheses)
    )
    return System(str(path), tuple(lines))


def is_lines(path: Path) -> bool:
    """Tell by its name whether a file holds a hypothesis a line, and so may have references and French beside it.

    >>> is_lines(Path("hyp.en.gz")), is_lines(Path("pairs.jsonl"))
    (True, False)
    """
    return not path.is_dir() and _suffix(path) not in (".jsonl", ".tsv")


def read_column(path: Path) -> list[str]:
    """Read the lines of a file, which may be compressed, as sacrebleu does: LF or CR LF ends a line, nothing else.

    Raises:
        InputError: it cannot be read, is no UTF-8, or has no lines; the message names it.
    """
    with reading(path):
        data = read_whole(path)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(
                f"line {line} is no UTF-8 (byte 0x{data[error.start]:02x}); save the file as UTF-8"
            ) from error
    lines = [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
    if not text.strip("\r\n"):
        raise InputError(f"{path}: is empty" if not text else f"{path}: holds nothing but empty lines")
    return lines


def _suffix(path: Path) -> str:
    """Give the suffix of a file's name, that of its compression taken away."""
    return without_compression(path).suffix.lower()


def _read_run(path: Path, people: bool) -> System:
    """Read the pairs of a run, from its folder or its file."""
    file = path / NAME if path.is_dir() else path
    if path.is_dir() and not file.is_file():
        raise InputError(f"{path}: no {NAME} there; run again with jsonl among the formats (write.formats)")
    system = system_of_pairs(str(path), read_pairs(file))
    if people and not system.lines:
        system = system_of_people(str(path), read_pairs(file))
    if not system.lines:
        told = ", ".join(f"{count} {reason}" for reason, count in system.left_out.items()) or "it has no pairs"
        hint = "; evaluate.machine: true has them translated" if "not translated by machine" in system.left_out else ""
        raise InputError(f"{path}: holds no machine translation to score ({told}){hint}")
    return system


def _read_table(path: Path) -> System:
    """Read a table of hypotheses."""
    rows = [line.split("\t") for line in read_column(path)]
    first = [name.strip().lower() for name in rows[0]]
    named = "hypothesis" in first
    if "origin" in first and "machine" in first:
        raise InputError(f"{path}: is a run's table; give the run's folder or its {NAME}, which tells more")
    columns = tuple(first) if named else _UNNAMED.get(len(first), ())
    if not columns:
        raise InputError(
            f"{path}: expected two columns (hypothesis, reference), three (source before them), or a first line with "
            f"their names; line 1 has {len(first)}"
        )
    lines = tuple(_lines_of(path, columns, rows, 1 if named else 0))
    if not lines:
        raise InputError(f"{path}: holds no rows")
    return System(str(path), lines)


def _lines_of(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], start: int) -> Iterator[SystemLine]:
    """Give the lines of a table's rows."""
    for number, row in enumerate(rows[start:], start + 1):
        if len(row) != len(columns):
            raise InputError(f"{path}: line {number}: has {len(row)} columns, and the first line {len(columns)}")
        cell = {name: text for name, text in zip(columns, row, strict=True) if name in _COLUMNS}
        references = (cell["reference"],) if "reference" in cell else ()
        yield SystemLine(
            cell.get("id") or str(number - start),
            cell["hypothesis"],
            cell.get("document", ""),
            cell.get("source", ""),
            references,
        )
