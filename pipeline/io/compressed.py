"""Files that are compressed as a whole: texts.fr.gz, memory.tmx.xz."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import IO, Any

from pipeline.errors import InputError
from pipeline.files import open_file
from pipeline.io.archive import MOST_BYTES

_OPEN: dict[str, Callable[[Any, str], Any]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}


def without_compression(name: str | PurePath) -> PurePath:
    """Give a file's name without the suffix that tells its compression.

    >>> without_compression("memory.tmx.gz").name, without_compression("a.txt").name
    ('memory.tmx', 'a.txt')
    """
    path = PurePath(name)
    return path.with_suffix("") if path.suffix.lower() in _OPEN else path


def read_whole(path: Path) -> bytes:
    """Read a file, unpacked if its suffix says that it is compressed.

    Raises:
        InputError: it is damaged, or larger than MOST_BYTES when it is unpacked; the message does not name it.
        OSError: it cannot be read.
    """
    opened = _OPEN.get(path.suffix.lower())
    with open_file(path) as stream:
        return stream.read() if opened is None else _unpacked(path, opened, stream)


def _unpacked(path: Path, opened: Callable[[Any, str], Any], stream: IO[bytes]) -> bytes:
    """Give what a compressed file holds.

    Raises:
        InputError: as `read_whole` has it.
        OSError: it cannot be read.
    """
    try:
        with opened(stream, "rb") as file:
            data: bytes = file.read(MOST_BYTES + 1)
    except (gzip.BadGzipFile, lzma.LZMAError, zlib.error, EOFError) as error:
        raise InputError(f"is damaged, or not compressed as {path.suffix} says ({error})") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise InputError(f"is damaged, or not compressed as {path.suffix} says ({error})") from error
    if len(data) > MOST_BYTES:
        raise InputError(f"is refused: unpacked, it is larger than {MOST_BYTES // 2**20} MB; split it")
    return data
