"""Read two files whose lines correspond as a stream, so that their size does not matter.

Only what needs no look at the whole is read so: two files in UTF-8. Others, and small ones, are read as a whole.
"""

import codecs
from collections.abc import Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from pipeline.boundary import reading
from pipeline.document import Account, Paragraph
from pipeline.errors import InputError
from pipeline.io.compressed import open_whole
from pipeline.letters import count_letters

LEAST = 4_000_000
"""Bytes of a file from which on it is read as a stream: below, it takes no memory that would matter."""
_BLOCK = 1 << 20  # bytes looked at together
_UTF8 = ("auto", "utf-8", "utf8", "utf-8-sig")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))


class Seen(NamedTuple):
    """What a first look at a file tells: how many lines and letters it has, and its codec."""

    lines: int
    letters: int
    codec: str

    @property
    def account(self) -> Account:
        """Give the account of the file: every letter comes to a paragraph."""
        return Account(self.letters, self.letters)


def look_at(path: Path, encoding: str = "auto") -> Seen | None:
    """Look at a file from its beginning to its end; None where it cannot be read as a stream.

    Raises:
        InputError: it cannot be read; the message names it.
    """
    if encoding.lower() not in _UTF8 or path.stat().st_size < LEAST:
        return None
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    lines = letters = 0
    last, has_mark = "\n", False
    with reading(path), open_whole(path) as stream:
        while block := stream.read(_BLOCK):
            if last == "\n" and not letters:
                has_mark = has_mark or block.startswith(codecs.BOM_UTF8)
            if block.translate(None, _CONTROLS) != block:
                return None
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError:
                return None
            if not text:
                continue
            lines += text.count("\n") + text.count("\r") - text.count("\r\n")
            lines -= last == "\r" and text.startswith("\n")
            letters += count_letters(text).total()
            last = text[-1]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return Seen(lines + (last not in "\r\n"), letters, "utf-8-sig" if has_mark else "utf-8")


def stream(paths: tuple[Path, Path]) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Give the lines of two files, which have as many and are in UTF-8, each pair as two paragraphs.

    Raises:
        InputError: one cannot be read, or has become shorter since it was looked at; the message names it.
    """
    with ExitStack() as stack:
        files = []
        for path in paths:
            stack.enter_context(reading(path))
            opened = stack.enter_context(open_whole(path))
            files.append(stack.enter_context(TextIOWrapper(opened, encoding="utf-8-sig", newline=None)))
        try:
            for number, (line, other) in enumerate(zip(*files, strict=True), 1):
                place = f"{number}-{number}"
                yield Paragraph(line.strip(), locator=place), Paragraph(other.strip(), locator=place)
        except ValueError as error:
            raise InputError(f"{paths[0]}: has changed while it was read; run again") from error
