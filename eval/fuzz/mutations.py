"""Change a text a little, as files are changed by faulty programs, by accident and by attackers.

A change is a function of a text, of other texts of its kind, and of a source of chance; it gives another text. All that
is drawn comes from that one source, so that an input can be made again from its seed, and Hypothesis can shrink it.
"""

import re
from collections.abc import Callable, Sequence
from random import Random

LONGEST = 400_000
"""Characters of a changed text: more would be slow and say nothing new. Chosen by hand."""
NUMBERS = (
    "0", "-1", "00", "1", "7", "255", "65536", "2147483648", "-9223372036854775809", "18446744073709551616", "1e999",
    "-0.0", "nan", "inf", "²", "٣", "１２", "x", "", " ", "1.5", "1,5", "0x10", "1_0", "9" * 400, "9" * 5000,
    "100000000000",
)  # fmt: skip
"""What may stand where a number stands."""
CHARACTERS = (
    "\0", "\ufeff", "\u2028", "\x85", "\x0c", "\r", "\x1b", "\u202e", "\u200b", "\u0301", "\ufffe", "\U0001f600",
    "\U0010ffff", "\u00ad", "\u00a0", "\u202f", "ﬁ", "İ", "ß", "\t", "\n", "\n\n", "&", "<", ">", '"', "'", "«", "»",
    "%", "\\", "{", "}", "[", "]", "*", "_", "`", "|", "$", "&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "&x;", "]]>",
    "-->", "<!--", "<![CDATA[", "<?x?>", "../../x", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1:9/", "con",
)  # fmt: skip
"""What is put where nobody expects it."""
_NUMBER = re.compile(r"\d+")
_TAG = re.compile(r"<[^<>]{1,300}>")
_VALUE = re.compile(r"=\s*(\"[^\"]*\"|'[^']*')|:\s*([^\n]+)")
_WORD = re.compile(r"\w+|[^\w\s]+")

Change = Callable[[str, Sequence[str], Random], str]


def change(text: str, others: Sequence[str], chance: Random) -> str:
    """Change a text in one to four ways; most inputs stay near to what a reader takes.

    >>> change("Il pleut.", ["Il neige."], Random(5)) == change("Il pleut.", ["Il neige."], Random(5))
    True
    """
    for _ in range(_few(chance, 4)):
        text = chance.choice(_CHANGES)(text, others, chance)[:LONGEST]
    return text


def change_bytes(data: bytes, chance: Random) -> bytes:
    """Change some bytes: flip, cut, double or overwrite them."""
    changed = bytearray(data)
    for _ in range(_few(chance, 6)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + _few(chance, 64))
        match chance.randrange(5):
            case 0:
                changed[at:end] = b""
            case 1:
                changed[at:at] = changed[at:end] * _few(chance, 8)
            case 2:
                changed[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case 3:
                changed[at:end] = bytes(byte ^ 1 << chance.randrange(8) for byte in changed[at:end])
            case _:
                del changed[at if chance.randrange(8) == 0 else len(changed) :]
    return bytes(changed)


def _few(chance: Random, most: int) -> int:
    """Draw a number from 1, each next one half as often as the one before."""
    number = 1
    while number < most and chance.randrange(2):
        number += 1
    return number


def _span(text: str, chance: Random) -> tuple[int, int]:
    """Draw a stretch of a text: of any length, mostly a short one."""
    start = chance.randrange(len(text) + 1)
    length = chance.choice((1, 5, 40, 400, len(text)))
    return start, min(len(text), start + chance.randrange(length + 1))


def _match(pattern: re.Pattern[str], text: str, chance: Random) -> re.Match[str] | None:
    """Draw one of the places that fit a pattern, near a place that is drawn."""
    start = chance.randrange(len(text) + 1)
    return pattern.search(text, start) or pattern.search(text)


def _replaced(text: str, found: re.Match[str] | None, by: str, group: int = 0) -> str:
    """Put something in the place of what was found."""
    return text[: found.start(group)] + by + text[found.end(group) :] if found else text


def _delete(text: str, others: Sequence[str], chance: Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + text[end:]


def _double(text: str, others: Sequence[str], chance: Random) -> str:
    start, end = _span(text, chance)
    return text[:end] + text[start:end] * chance.choice((1, 1, 2, 10, 200)) + text[end:]


def _move(text: str, others: Sequence[str], chance: Random) -> str:
    start, end = _span(text, chance)
    rest = text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def _insert(text: str, others: Sequence[str], chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(CHARACTERS) * chance.choice((1, 1, 1, 2, 300)) + text[at:]


def _number(text: str, others: Sequence[str], chance: Random) -> str:
    return _replaced(text, _match(_NUMBER, text, chance), chance.choice(NUMBERS))


def _value(text: str, others: Sequence[str], chance: Random) -> str:
    found = _match(_VALUE, text, chance)
    if not found:
        return text
    new = chance.choice((chance.choice(NUMBERS), chance.choice(CHARACTERS), _word(others, chance)))
    return _replaced(text, found, f'"{new}"' if found[1] else new, 1 if found[1] else 2)


def _token(text: str, others: Sequence[str], chance: Random) -> str:
    return _replaced(text, _match(_WORD, text, chance), _word(others, chance))


def _word(others: Sequence[str], chance: Random) -> str:
    """Draw a word or a run of signs of another text."""
    found = _match(_WORD, chance.choice(others), chance)
    return found[0] if found else "x"


def _cross(text: str, others: Sequence[str], chance: Random) -> str:
    """Put a stretch of another text into this one."""
    other = chance.choice(others)
    (start, end), (first, last) = _span(text, chance), _span(other, chance)
    return text[:start] + other[first:last] + text[end:]


def _tag(text: str, others: Sequence[str], chance: Random) -> str:
    """Double, drop or replace a tag; the one that belongs to it stays."""
    found, other = _match(_TAG, text, chance), _match(_TAG, chance.choice(others), chance)
    times = chance.choice((0, 2, 3, 50, 2000))
    return _replaced(text, found, other[0] if other and times == 3 else (found[0] if found else "") * times)


def _element(text: str, others: Sequence[str], chance: Random) -> str:
    """Put an element around a stretch, once or many times: well-formed where the stretch is."""
    found = _match(_TAG, chance.choice(others), chance)
    name = re.match(r"</?\s*([\w:.-]+)", found[0]) if found else None
    first, second = _match(_TAG, text, chance), _match(_TAG, text, chance)
    if not name or not first or not second:
        return text
    start, end = sorted((first.end(), second.end()))
    depth = chance.choice((1, 1, 2, 30, 300))
    return text[:start] + f"<{name[1]}>" * depth + text[start:end] + f"</{name[1]}>" * depth + text[end:]


def _case(text: str, others: Sequence[str], chance: Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + chance.choice((str.upper, str.lower, str.title, str.swapcase))(text[start:end]) + text[end:]


def _spaces(text: str, others: Sequence[str], chance: Random) -> str:
    """Change the line ends, or the spaces of a stretch."""
    start, end = _span(text, chance)
    old, new = chance.choice((("\n", "\r\n"), ("\n", "\r\r\n"), ("\n", ""), (" ", "\n"), (" ", "\u00a0"), (" ", "")))
    return text[:start] + text[start:end].replace(old, new) + text[end:]


_CHANGES: tuple[Change, ...] = (
    _delete, _double, _move, _insert, _insert, _number, _number, _value, _value, _token, _cross, _tag, _element, _case,
    _spaces,
)  # fmt: skip
