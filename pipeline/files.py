"""Read files, write them so that they are whole or not there at all, and name them by what they hold."""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from pipeline.errors import InputError, OutputError

_NO_FILES = {
    stat.S_ISFIFO: "a named pipe",
    stat.S_ISCHR: "a device",
    stat.S_ISBLK: "a device",
    stat.S_ISSOCK: "a socket",
}
_OPENED = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
_LONGEST = 200
"""Bytes of a name that an unfinished file's repeats: most file systems allow 255, marks included."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Lend another name to write to, which becomes `path` only when all went well and the bytes are on the disk.

    What stands there is replaced, and who may read and write it stays as it was.

    Raises:
        OutputError: the folder or the file cannot be written, or another file that it is made of cannot be read.
    """
    name = path.name.encode()[:_LONGEST].decode(errors="ignore")
    unfinished = path.with_name(f".{name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        _flush(unfinished)
        if path.is_file():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    except OSError as error:
        other = error.filename if error.filename not in (None, str(unfinished), str(path)) else ""
        cause = f"{other}: {error.strerror}" if other else error.strerror or error
        raise OutputError(f"{path}: cannot be written ({cause})") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _flush(path: Path) -> None:
    """Have a file's bytes on the disk, so that a power cut after its renaming cannot leave it empty."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


@contextmanager
def text_file(path: Path, errors: str = "strict") -> Iterator[IO[str]]:
    """Open a UTF-8 file (line ends LF) that gets its name only when everything has been written.

    `errors` says what becomes of lone surrogates, as for `open`.

    Raises:
        OutputError: it cannot be written.
    """
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", errors=errors, newline="\n") as file:
        yield file


@contextmanager
def temporary_folder(folder: Path) -> Iterator[Path]:
    """Make a folder inside of `folder`, which is made too, and take it away afterwards.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = TemporaryDirectory(prefix=".pairs-", dir=folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    with temporary as name:
        yield Path(name)


def read_bytes(path: Path) -> bytes:
    """Read a file.

    Raises:
        InputError: it cannot be read, or is none; the message names it.
    """
    try:
        with open_file(path) as stream:
            return stream.read()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def open_file(path: Path) -> BufferedReader:
    """Open a file to read its bytes; what may never end, or never begin, is no file: pipes, devices, sockets.

    A pipe that a shell has opened for this program, as in `segment <(command)`, is read all the same.

    Raises:
        OSError: it cannot be read, or is no file.
    """
    mode = path.stat().st_mode
    for is_such, name in _NO_FILES.items():
        if is_such(mode) and not (is_such is stat.S_ISFIFO and path.as_posix().startswith(_OPENED)):
            raise OSError(errno.EINVAL, f"it is {name}, not a file", str(path))
    return path.open("rb")


def cache_folder() -> Path:
    """Give the folder for what can be made again and serves several runs: in `XDG_CACHE_HOME`, else in `~/.cache`.

    Raises:
        OutputError: neither is known.
    """
    home = os.path.expanduser("~")  # noqa: PTH111 (pathlib's raises where nobody knows it)
    if not os.environ.get("XDG_CACHE_HOME") and home == "~":
        raise OutputError("there is no home folder to keep converted models in: set XDG_CACHE_HOME to a folder")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path(home) / ".cache") / "fr-en-pipeline"


def shown(name: str) -> str:
    r"""Give a file's name as text that can be written anywhere: its bytes that are no UTF-8 stand as escapes.

    >>> shown("caf\udce9.txt"), shown("café.txt")
    ('caf\\xe9.txt', 'café.txt')
    """
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file's bytes; 64 hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def unused(path: Path) -> Path:
    """Give a path that nothing has, not even a link to nowhere; with a number before the suffix where something is.

    >>> unused(Path("nowhere/pairs.tsv")).name
    'pairs.tsv'
    """
    found, number = path, 1
    while os.path.lexists(found):
        number += 1
        found = path.with_stem(f"{path.stem}.{number}")
    return found
