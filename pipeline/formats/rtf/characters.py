r"""Put the characters of Rich Text Format together: bytes in code pages, `\u8217` with its substitute, signs."""

from pipeline.formats.rtf.fonts import Fonts
from pipeline.formats.rtf.groups import State
from pipeline.formats.rtf.tokens import Token

_SIGNS = {
    "~": "\u00a0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\", "tab": "\t", "emdash": "—", "endash": "–",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_UNITS = 0x10000  # of UTF-16; a number is one, and those from 32768 on may be written less that


class Characters:
    r"""Collects characters until they are taken; two halves of one may follow one another.

    >>> found = Characters(Fonts()); found.add_bytes(b"l", State()); found.add_word(Token("word", "rquote"), State())
    True
    >>> found.take(State())
    'l’'
    """

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._bytes = bytearray()
        self._units: list[str] = []
        self._skip = 0  # substitutes to pass over

    def add_bytes(self, data: bytes, state: State) -> None:
        """Add bytes of text, but for substitutes."""
        if self._skip:
            data, self._skip = data[self._skip :], max(self._skip - len(data), 0)
        self._bytes += data
        state.is_first = False

    def add_word(self, token: Token, state: State) -> bool:
        """Add what a control word stands for; tell whether it is one of characters."""
        if token.word == "uc":  # it may stand between two halves of a character
            state.substitutes = max(token.number or 0, 0)
        elif token.word == "u" and token.number is not None:
            self._decode(state)
            self._units.append(chr(token.number % _UNITS))
            self._skip = state.substitutes
        elif token.word not in _SIGNS:
            return False
        elif self._skip:
            self._skip -= 1
        else:
            self._decode(state)
            self._units.append(_SIGNS[token.word])
        state.is_first = False
        return True

    def take(self, state: State) -> str:
        """Give what was collected, and begin anew."""
        self._decode(state)
        self._skip = 0
        text = "".join(self._units)
        self._units.clear()
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if text else ""

    def _decode(self, state: State) -> None:
        """Decode the bytes that were added."""
        if self._bytes:
            self._units.append(self._fonts.decode(bytes(self._bytes), state.font))
            self._bytes.clear()
