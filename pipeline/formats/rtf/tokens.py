r"""Cut Rich Text Format into tokens: groups, control words and signs, and bytes of text.

https://www.biblioscape.com/rtf15_spec.htm . A file is ASCII; what is not stands as `\'e9` in a code page, or as `\u233`
with a substitute behind it for old programs.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\"
)

Shape = Literal["open", "close", "word", "text"]


class Token(NamedTuple):
    """A token: a brace, a control word or sign with its number, or bytes of text; and where it begins."""

    shape: Shape
    word: str = ""
    number: int | None = None
    text: bytes = b""
    start: int = 0


def tokens(data: bytes) -> Iterator[Token]:
    r"""Give the tokens of a file; the bytes behind `\bin` are passed over.

    >>> [token[:4] for token in tokens(rb"{\b1 l'\'e9t\'e9}")][1:4]
    [('word', 'b', 1, b''), ('text', '', None, b"l'"), ('text', '', None, b'\xe9')]
    """
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        if found["brace"]:
            yield Token("open" if found["brace"] == b"{" else "close", start=found.start())
        elif found["word"]:
            word, number = found["word"].decode("ascii"), int(found["number"]) if found["number"] else None
            if word == "bin":
                at += max(number or 0, 0)
            else:
                yield Token("word", word, number, start=found.start())
        elif found["hex"]:
            yield Token("text", text=bytes.fromhex(found["hex"].decode("ascii")), start=found.start())
        elif found["sign"]:
            yield Token("word", found["sign"].decode("latin-1"), start=found.start())
        elif found["text"]:
            yield Token("text", text=found["text"], start=found.start())
