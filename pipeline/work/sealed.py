"""Files that carry their own length and checksum, so that any damage is seen before they are believed.

The first line is `fr-en-pipeline sealed 1 SHA256 LENGTH`; the checksum and the length are those of all bytes after it.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from pipeline.files import unused, whole

_MAGIC = b"fr-en-pipeline sealed 1 "
_DIGITS = 64  # of a SHA-256 in hexadecimal
_LENGTH_DIGITS = 16  # room for any file: the head has one length, and is written after what follows it
_HEAD = len(_MAGIC) + _DIGITS + 1 + _LENGTH_DIGITS + 1
_BLOCK = 1 << 20  # bytes read at once


def seal(path: Path, parts: Iterable[bytes]) -> None:
    """Write a sealed file, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    if not os.path.islink(path) and os.path.isdir(path):  # noqa: PTH112, PTH114 (pathlib's raises in a closed folder)
        path.rename(unused(path.with_name(f"{path.name}.found")))  # whoever has put it there
    with whole(path) as unfinished, unfinished.open("wb") as stream:
        stream.write(b" " * _HEAD)
        digest, length = hashlib.sha256(), 0
        for part in parts:
            stream.write(part)
            digest.update(part)
            length += len(part)
        stream.seek(0)
        stream.write(_head(digest.hexdigest(), length))


def is_sealed(path: Path) -> bool:
    """Tell whether a file is there and holds what its first line says."""
    if not os.path.isfile(path):  # noqa: PTH113 (pathlib's raises in a closed folder) - opening a pipe would wait
        return False
    try:
        with path.open("rb") as stream:
            head, digest, length = stream.read(_HEAD), hashlib.sha256(), 0
            while block := stream.read(_BLOCK):
                digest.update(block)
                length += len(block)
    except OSError:
        return False
    return head == _head(digest.hexdigest(), length)


def open_sealed(path: Path) -> IO[bytes]:
    """Open a file that `is_sealed` at the first byte of what was put into it."""
    stream = path.open("rb")
    stream.seek(_HEAD)
    return stream


def read_sealed(path: Path) -> bytes | None:
    """Give what was put into a sealed file; None where there is none, or where it is damaged."""
    if not is_sealed(path):
        return None
    with open_sealed(path) as stream:
        return stream.read()


def _head(digest: str, length: int) -> bytes:
    """Give the first line of a sealed file: what it is, the SHA-256 of the content and its length in bytes."""
    return _MAGIC + f"{digest} {length:{_LENGTH_DIGITS}}\n".encode()
