r"""Lines of texts and files: LF, CR LF or CR ends a line, and nothing else does.

Python's `str.splitlines` also cuts at form feeds, U+2028 and others, which stand inside of sentences. Prose is another
matter: there `unify_ends` comes first.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import InputError
from pipeline.files import open_file

_END = re.compile(r"\r\n|\r|\n")
_ANY_END = re.compile("\r+\n|\n\r(?!\n)|[\r\v\x85\u2028\u2029]")
_WITH_END = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")


def read_lines(path: Path) -> list[str]:
    """Read the lines of a UTF-8 file, without their ends; where the last line has an end, no empty line follows it.

    Raises:
        InputError: it cannot be read, or is no UTF-8; the message names it.
    """
    try:
        with open_file(path) as stream:
            text = stream.read().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 lines ({error})") from error
    return [line.rstrip("\r\n") for line in split_with_ends(text)]


def split(text: str) -> list[str]:
    r"""Give the lines of a text without their ends.

    >>> split("Un\r\ndeux\x0c\rtrois\n")
    ['Un', 'deux\x0c', 'trois', '']
    """
    return _END.split(text)


def unify_ends(text: str) -> str:
    r"""Give a prose text in which each line ends in LF, whatever ended it: CR CR LF, NEL and others.

    >>> unify_ends("Un\r\r\ndeux\x85trois\u2028\n\rquatre\r\n")
    'Un\ndeux\ntrois\n\nquatre\n'
    """
    return _ANY_END.sub("\n", text)


def split_with_ends(text: str) -> list[str]:
    r"""Give the lines of a text, each with its end; joined, they are the text.

    >>> split_with_ends("Un\r\ndeux\rtrois")
    ['Un\r\n', 'deux\r', 'trois']
    """
    return _WITH_END.findall(text)


def shorten(text: str, width: int) -> str:
    """Give a text as far as it fits into `width` characters; what is cut off becomes an ellipsis.

    >>> shorten("Il pleut.", 9), shorten("Il pleut.", 5)
    ('Il pleut.', 'Il p…')
    """
    return text if len(text) <= width else text[: width - 1] + "…"


def usual_end(lines: Sequence[str]) -> str:
    r"""Give the line end to write between lines of a text, told by its first line: CR LF or LF.

    >>> usual_end(["Un\r\n", "deux"]), usual_end([])
    ('\r\n', '\n')
    """
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
