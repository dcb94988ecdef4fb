"""The lines of a large text file, decoded one by one: a line that makes no sense takes no other down."""

import io
import re
from collections.abc import Iterator
from typing import IO, Any

from pipeline.errors import InputError
from pipeline.io.encoding import decode

UNDECODABLE = re.compile("[\udc80-\udcff]")
"""What stands in a line for each byte that is none of its encoding."""

_HEAD = 1 << 20  # bytes by which the encoding is told; chosen by hand
_MOST_NULS = 0.05  # share of NUL characters in what is still a text; chosen by hand


def decoded_lines(stream: IO[bytes], encoding: str = "auto") -> Iterator[str]:
    r"""Give the lines of a file with their ends, which may be LF, CR LF or CR, and without byte order mark.

    >>> list(decoded_lines(io.BytesIO(b"Un\r\ndeux\xff\n"), "utf-8"))
    ['Un\r\n', 'deux\udcff\n']

    Raises:
        InputError: it is no text, or the encoding is none that is known.
    """
    head = stream.read(_HEAD)
    codec = _codec(head) if encoding == "auto" else decode(b"", encoding)[1]
    errors = "strict" if codec.startswith(("utf-16", "utf-32")) else "surrogateescape"  # bytes cannot be told apart
    joined = io.BufferedReader(_Joined(head, stream))
    try:
        with io.TextIOWrapper(joined, codec, errors=errors, newline="") as text:
            for number, line in enumerate(text):
                yield line.removeprefix("\ufeff") if number == 0 else line
    except UnicodeDecodeError as error:
        raise InputError(f"is not valid {codec}; save it as UTF-8 or set read.encoding") from error


def _codec(head: bytes) -> str:
    r"""Name the encoding of a file by its first bytes: UTF-8 where not too many lines speak against it.

    >>> _codec("é".encode("utf-16")), _codec("à l’été".encode("cp1252")), _codec("à l’été".encode() + b"\xe9 ")
    ('utf-16', 'cp1252', 'utf-8')

    Raises:
        InputError: it is no text.
    """
    cut = head.rfind(b"\n") + 1
    whole_lines = head[:cut] if len(head) == _HEAD and cut else head  # not in the middle of a character
    try:
        return decode(whole_lines)[1]
    except InputError as problem:
        nuls = head.count(0)
        if nuls > _MOST_NULS * len(head) or (nuls and _codec(head.replace(b"\0", b"")) != "utf-8"):
            raise
        if "binary" in str(problem) and not nuls:
            raise
        return "utf-8"


class _Joined(io.RawIOBase):
    """The first bytes of a stream, which were read already, and the rest of it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read as many bytes as there is room for."""
        data = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
