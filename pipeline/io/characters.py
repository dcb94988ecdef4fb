"""Tell what characters are, and replace those that a format cannot hold."""

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_visible(text: str) -> bool:
    r"""Tell whether there is anything in a text but spaces and control characters.

    >>> is_visible("\x00\u00a0\n"), is_visible("…")
    (False, True)
    """
    return any(character.isprintable() and not character.isspace() for character in text)


def one_line(text: str) -> str:
    r"""Give a text on one line: each run of line ends, tabs and other control characters becomes one space.

    >>> one_line("Un\n\tdeux.\u2028Trois\u00a0!\n")
    'Un deux. Trois\xa0!'
    """
    if text.isascii() and text.isprintable():  # as most values are
        return text.strip(" ")
    return paired(_CONTROL.sub(" ", text)).strip(" ")


def paired(text: str) -> str:
    r"""Give a text with U+FFFD for every lone surrogate, which UTF-8 cannot hold.

    >>> paired("a\ud800b")
    'a�b'
    """
    return _SURROGATE.sub("\ufffd", text)


def xml_text(text: str) -> tuple[str, int]:
    r"""Give a text without the characters that XML must not have, and how many were left out.

    Those are what XML 1.0 forbids (section 2.2, Char) and what it discourages, C1 controls.

    >>> xml_text("Oui\x0b, 😀\ufffe")
    ('Oui, 😀', 2)
    """
    return _NOT_XML.subn("", text)
