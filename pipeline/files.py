"""Write files so that they are whole or not there at all, and name them by what they hold."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import OutputError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Lend another name to write to, which becomes `path` only when all went well and the bytes are on the disk.

    Raises:
        OutputError: the folder or the file cannot be written, or another file that it is made of cannot be read.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        _flush(unfinished)
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


def cache_folder() -> Path:
    """Give the folder for what can be made again and serves several runs: in `XDG_CACHE_HOME`, else in `~/.cache`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fr-en-pipeline"


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file's bytes; 64 hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def unused(path: Path) -> Path:
    """Give a path that nothing has, with a number before the suffix where there is something, if only a broken link.

    >>> unused(Path("nowhere/pairs.tsv")).name
    'pairs.tsv'
    """
    found, number = path, 1
    while os.path.lexists(found):
        number += 1
        found = path.with_stem(f"{path.stem}.{number}")
    return found
