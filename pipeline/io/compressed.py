"""Files that are compressed as a whole: texts.fr.gz, memory.tmx.xz, pairs.tsv.zst."""

import bz2
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO, Any

from pipeline.errors import InputError
from pipeline.files import open_file
from pipeline.io.archive import MOST_BYTES


def _open_zst(stream: Any, mode: str) -> Any:
    """Open a file that is compressed with Zstandard (RFC 8878).

    Raises:
        InputError: nothing that unpacks it is installed.
    """
    return _zstd().open(stream, mode)


def _zstd() -> Any:
    """Give the module that unpacks Zstandard: Python's own from 3.14 on, else its backport.

    Raises:
        InputError: it is not installed.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise InputError("needs backports.zstd: pip install 'fr-en-pipeline[zstd]', or unpack it") from error
    return zstd


_OPEN: dict[str, Callable[[Any, str], Any]] = {
    ".gz": gzip.open,
    ".xz": lzma.open,
    ".bz2": bz2.open,
    ".zst": _open_zst,
}


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
    with open_whole(path) as stream:
        return stream.read()


@contextmanager
def open_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file, to be read bit by bit, unpacked if its suffix says that it is compressed.

    Reading it raises what `read_whole` raises. One that is not compressed may have any length.
    """
    opened = _OPEN.get(path.suffix.lower())
    with open_file(path) as stream:
        if opened is None:
            yield stream
        else:
            with _Unpacked(opened, stream, path.suffix) as unpacked, io.BufferedReader(unpacked) as buffered:
                yield buffered


def begin_of(path: Path, size: int) -> bytes:
    """Give the first bytes of a file, unpacked; none where it cannot be read."""
    try:
        with open_whole(path) as stream:
            return stream.read(size)
    except (OSError, InputError):
        return b""


class _Unpacked(io.RawIOBase):
    """What a compressed file holds: damage and too many bytes are told in a line when they are met."""

    def __init__(self, opened: Callable[[Any, str], Any], stream: IO[bytes], suffix: str) -> None:
        self._suffix = suffix
        self._left = MOST_BYTES
        self._file = self._told(lambda: opened(stream, "rb"))

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Unpack as many bytes as there is room for, and count them."""
        count: int = self._told(lambda: self._file.readinto(buffer))
        self._left -= count
        if self._left < 0:
            raise InputError(f"is refused: unpacked, it is larger than {MOST_BYTES // 2**20} MB; split it")
        return count

    def _told(self, read: Callable[[], Any]) -> Any:
        """Give what reading gives.

        Raises:
            InputError: the file is damaged.
            OSError: it cannot be read.
        """
        damaged = [gzip.BadGzipFile, lzma.LZMAError, zlib.error, EOFError]
        if self._suffix.lower() == ".zst":
            damaged.append(_zstd().ZstdError)
        try:
            return read()
        except tuple(damaged) as error:
            problem = error
        except OSError as error:
            if error.errno is not None:
                raise
            problem = error
        raise InputError(f"is damaged, or not compressed as {self._suffix} says ({problem})") from problem
