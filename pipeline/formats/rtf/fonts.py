"""What bytes of Rich Text Format stand for: by the character set of their font, or the code page of the file."""

import codecs

from pipeline.errors import InputError

_CHARACTER_SETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Windows' character sets and their code pages; 0 and 1 are those of the file."""
_LONGEST_NAME = 100  # characters of a font's name; chosen by hand
_SYMBOLS = 2
_PRIVATE = 0xF000
"""Where Unicode's private use begins at which Windows puts the signs of symbol fonts."""
_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


class Fonts:
    r"""The fonts of a file by their numbers, and its code page.

    >>> fonts = Fonts(); fonts.set("ansicpg", 1252, -1); fonts.decode(b"\xe9", 0)
    'é'
    """

    def __init__(self) -> None:
        self.page = "cp1252"
        self.names: dict[int, str] = {}
        self._sets: dict[int, int] = {}

    def set(self, word: str, number: int, font: int) -> None:
        """Take a control word that says something of characters; others say nothing here."""
        if word == "fcharset":
            self._sets[font] = number
        elif word in _PAGES:
            self.page = _PAGES[word]
        elif word == "ansicpg":
            self.page = {10000: "mac_roman", 65001: "utf-8", 936: "gbk", 950: "big5"}.get(number, f"cp{number}")

    def name(self, font: int, text: str) -> None:
        """Take a part of a font's name."""
        self.names[font] = (self.names.get(font, "") + text[:_LONGEST_NAME])[:_LONGEST_NAME].split(";")[0].strip()

    def decode(self, data: bytes, font: int) -> str:
        """Give the text of some bytes.

        Raises:
            InputError: the code page is not known, or has no such bytes.
        """
        number = self._sets.get(font, 0)
        if number == _SYMBOLS and self.names.get(font):
            return "".join(chr(_PRIVATE + byte) if byte > 32 else chr(byte) for byte in data)  # noqa: PLR2004 (space)
        page = _CHARACTER_SETS.get(number, self.page)
        try:
            codecs.lookup(page)
            return data.decode(page)
        except LookupError:
            raise InputError(f"names a code page that is not known ({page}); save it as DOCX instead") from None
        except UnicodeDecodeError as error:
            shown = error.object[error.start : error.end].hex(" ")
            raise InputError(f"holds bytes that {page} does not have ({shown}); save it as DOCX instead") from None
