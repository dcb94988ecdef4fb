"""An output folder's own corrections: the only work in it that no run can make again. Nothing of them is ever lost.

Every run keeps a sealed copy of the table as it read it. Before a table that lacks anything of that copy takes its
place, the copy is put into `kept/`. A table that can no longer be read, and that no person's edit can have left so, is
replaced by the copy, and what was left of it is kept.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.errors import InputError
from pipeline.files import read_bytes, unused, whole
from pipeline.io.spreadsheets import as_rows, cells, encoding_of
from pipeline.review.corrections import (
    COLUMNS,
    NAME,
    VERSION,
    Approval,
    EnglishCorrection,
    find_own_table,
    fold,
    read_table,
    to_row,
)
from pipeline.work.kept import KEPT, put_aside
from pipeline.work.lock import PRIVATE
from pipeline.work.sealed import read_sealed, seal

_UNFINISHED = re.compile(re.escape(f".{NAME}.") + r"\d+\.unfinished")
"""What `whole` calls a table under way."""


def keep_corrections(folder: Path, warn: Callable[[str], None]) -> None:
    """Keep a copy of a folder's table of corrections, or put the copy back where the table was damaged.

    A table with a person's mistake in it is neither: whoever reads it says where the mistake is.

    Raises:
        InputError: what bears the table's name is not a file that can be read.
        OutputError: the folder cannot be written.
    """
    _sweep(folder)
    path, copy = find_own_table(folder), folder / PRIVATE / NAME
    kept = read_sealed(copy)
    if path is None:
        _keep_copy_of_none(folder, kept, warn)
        return
    now = read_bytes(path)
    try:
        read_table(path)
        problem = f"{path}: ends in the middle of a row" if kept and _is_cut(now, kept) else ""
    except InputError as error:
        if kept is None or not _is_damaged(now, kept):
            return
        problem = str(error)
    if kept and problem:
        left = _put_copy(folder, now)
        with whole(path.resolve()) as unfinished:
            unfinished.write_bytes(kept)
        warn(f"{problem}; it was damaged, and is again as the last run read it; what was left of it is {left}")
    elif now != kept:
        _renew(folder, kept, now, warn)


def _renew(folder: Path, kept: bytes | None, now: bytes, warn: Callable[[str], None]) -> None:
    """Make the copy what the table is now; what the table lacks of the copy goes to `kept/` before."""
    path, copy = folder / NAME, folder / PRIVATE / NAME
    if kept is None and os.path.lexists(copy):
        warn(f"{copy}: is damaged, and made again")
    if kept is not None and (lost := _lost(path, kept, now)):
        rows = "1 row is" if lost == 1 else f"{lost} rows are"
        warn(f"{path}: {rows} no longer as the last run read them; as it was then, it is {_put_copy(folder, kept)}")
    seal(copy, [now])


def _keep_copy_of_none(folder: Path, kept: bytes | None, warn: Callable[[str], None]) -> None:
    """Give a person the copy of a table that is gone: whether they deleted it, nobody can tell."""
    path, copy = folder / NAME, folder / PRIVATE / NAME
    if kept is not None:
        place = _put_copy(folder, kept)
        copy.unlink()
        warn(f"{path}: is gone, so no corrections of this folder count; as the last run read it, it is {place}")
    elif os.path.lexists(copy):
        place = put_aside(copy, folder)
        warn(f"{path}: is gone, and the copy of it is damaged; what is left of that is {place}")


def _put_copy(folder: Path, content: bytes) -> Path:
    """Put a table into `kept/`, unless it is there already; tell where it is."""
    place = folder / KEPT / NAME
    for path in sorted(place.parent.glob(f"{place.stem}*{place.suffix}")):
        with suppress(OSError):
            if path.is_file() and path.read_bytes() == content:
                return path
    place = unused(place)
    with whole(place) as unfinished:
        unfinished.write_bytes(content)
    return place


def _sweep(folder: Path) -> None:
    """Remove the tables that runs were writing when they were killed."""
    for place in (folder, folder / PRIVATE, folder / KEPT):
        for path in place.glob(f".{NAME}.*.unfinished"):
            if _UNFINISHED.fullmatch(path.name) and path.is_file():
                path.unlink(missing_ok=True)


def _lost(path: Path, before: bytes, now: bytes) -> int:
    """Count the rows of a table that an edited one no longer has as they were, wherever it has them."""
    holders = defaultdict(list)
    for row in _rows(path, now):
        for value in row:
            holders[value].append(row)
    return sum(
        not any(row <= other for other in min((holders.get(value, []) for value in row), key=len))
        for row in _rows(path, before)
    )


def _rows(path: Path, data: bytes) -> list[frozenset[tuple[str, int, str]]]:
    """Give what each row of a table holds: its values, each with its column's name, and which one of that name."""
    table = [[value.replace("\r\n", "\n").replace("\r", "\n") for value in row] for _, row in cells(path, data)]
    names = table[0] if table else []
    columns = [(name, names[:number].count(name)) for number, name in enumerate(names)]
    held = (
        frozenset((*column, value) for column, value in zip(columns, row, strict=False) if value) for row in table[1:]
    )
    return [row for row in held if row]


def _is_cut(now: bytes, before: bytes) -> bool:
    r"""Tell whether a table is the beginning of an earlier one, up to somewhere inside of a row.

    One that ends with a row may be a person's, who has taken out the rows after it.

    >>> _is_cut(b"a\nb", b"a\nbc\n"), _is_cut(b"a\nb", b"a\nb\nc\n"), _is_cut(b"a\n", b"a\nb\n")
    (True, False, False)
    """
    if not before.startswith(now) or len(now) == len(before):
        return False
    end, follows = now.rstrip(b"\0")[-1:], before[len(now) :].lstrip(b"\0")[:1]  # NUL: half a line end in UTF-16
    return end not in b"\r\n" and follows not in b"\r\n"


def _is_damaged(now: bytes, before: bytes) -> bool:
    r"""Tell whether a table that cannot be read is what damage leaves, and not an edit: cut, overwritten, or no text.

    >>> _is_damaged(b"a\tb\nc", b"a\tb\nc\td\n"), _is_damaged(b"a\tb\nc\t\xff\n", b""), _is_damaged(b"a\nb", b"a\tb\n")
    (True, True, False)
    """
    try:
        now.decode("utf-16" if now.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8")
    except UnicodeDecodeError:
        return True
    return b"\0" in now or len(now) == len(before) or before.startswith(now)


def add_english(path: Path, made: Iterable[EnglishCorrection], approvals: Iterable[Approval] = ()) -> None:
    """Put English into a table: into the last row of the same document and French, else into a new one where it sorts.

    Approvals come to its end.

    All else that a person may have put there stays: rows that say nothing, other columns, their order, the encoding. A
    table of version 1 becomes version 2. Where there is none, one is made.

    Raises:
        InputError: the table cannot be read.
        OutputError: it cannot be written.
    """
    data = as_rows([COLUMNS]).encode()
    if path.exists():
        read_table(path)  # says where it is wrong
        data = read_bytes(path)
    header, *rows = _version_2([row for _, row in cells(path, data)])
    place = {name: header.index(name) for name in COLUMNS}
    found = {
        (row[place["document"]], fold(row[place["source"]])): row
        for row in rows
        if any(row) and row[place["kind"]].strip() == "english"
    }
    for correction in made:
        thing = (correction.document, fold(correction.source))
        if thing in found:
            found[thing][place["target"]] = correction.target
        else:
            found[thing] = [""] * len(header)
            for name, value in zip(COLUMNS, to_row(correction), strict=True):
                found[thing][place[name]] = value
            rows.insert(_sorted_in(rows, place, correction), found[thing])
    for approval in approvals:
        values = dict(zip(COLUMNS, to_row(approval), strict=True))
        rows.append([values.get(name, "") for name in header])
    with whole(path.resolve()) as unfinished:  # a link stays one
        unfinished.write_bytes(as_rows([header, *rows]).encode(encoding_of(data)))


def _sorted_in(rows: Sequence[Sequence[str]], place: Mapping[str, int], correction: EnglishCorrection) -> int:
    """Tell before which row new English belongs: the first one that sorts after it; other kinds do."""
    texts = (correction.document, correction.source, correction.target)
    for number, row in enumerate(rows):
        if any(row):
            here = tuple(row[place[name]] for name in ("document", "source", "target"))
            if row[place["kind"]].strip() != "english" or here > texts:
                return number
    return len(rows)


def _version_2(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Give a table's rows, the first line too, with all columns of version 2; those of version 1 come first then."""
    header = rows[0]
    if {"version", "kind"} & set(header):
        missing = [name for name in COLUMNS if name not in header]  # only where there is no row yet
        return [[*header, *missing], *([*row, *([""] * len(missing) if row else ())] for row in rows[1:])]
    own = [header.index(name) for name in ("document", "source", "target")]
    others = [number for number in range(len(header)) if number not in own]
    return [
        [*COLUMNS, *(header[number] for number in others)],
        *(
            [str(VERSION), "english", *(row[at] for at in own), "", "", "", *(row[at] for at in others)]
            if any(row)
            else []
            for row in rows[1:]
        ),
    ]
