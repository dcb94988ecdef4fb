"""A copy of an output folder's own corrections: the only work in it that no run can make again.

Every run keeps a sealed copy of the table as it read it. A table that can no longer be read, and that no person's edit
can have left so, is replaced by that copy; what was left of it is kept.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from pipeline.corrections import NAME, read_table
from pipeline.errors import InputError
from pipeline.files import unused, whole
from pipeline.work.lock import PRIVATE
from pipeline.work.sealed import read_sealed, seal

KEPT = "kept"
"""The folder of an output folder to which files are moved that are somebody's own, or no longer what they were."""


def keep_corrections(folder: Path, warn: Callable[[str], None]) -> None:
    """Keep a copy of a folder's table of corrections, or put the copy back where the table was damaged.

    A table with a person's mistake in it is neither: whoever reads it says where the mistake is.

    Raises:
        OutputError: the folder cannot be written.
    """
    path, copy = folder / NAME, folder / PRIVATE / NAME
    if not path.is_file():
        return
    now, kept = path.read_bytes(), read_sealed(copy)
    try:
        read_table(path)
    except InputError as problem:
        if kept is None or not _is_damaged(now, kept):
            return
        place = unused(folder / KEPT / NAME)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)  # not moved: a full disk must not leave the folder without any table
        with whole(path) as unfinished:
            unfinished.write_bytes(kept)
        warn(f"{problem}; it was damaged, and is again as the last run read it; what was left of it is {place}")
    else:
        if now != kept:
            seal(copy, [now])


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
