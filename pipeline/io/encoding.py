"""Tell which characters a file's bytes stand for.

In this order: a byte order mark; UTF-16 without one, by where its null bytes stand; UTF-8, strictly; then the 8-bit
encoding in which the text has the most French letters where French has them. Nothing is ever replaced: bytes that
make no sense are an error.
"""

import codecs
import re
from collections import Counter

from pipeline.errors import InputError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1252", "iso8859-15", "latin-1", "mac_roman", "cp850")
# How much a character beyond ASCII speaks for French, chosen by hand: its commonest letters weigh 3 and 2, its other
# letters and signs 1, all others less than 0.
_WEIGHT = dict.fromkeys("éà", 3) | dict.fromkeys("èêçù«»’…", 2)
_WEIGHT |= dict.fromkeys("âîôûëïüœæÿÉÈÀÊÇÙÂÎÔÛËÏÜŒÆ–—‘“”°€•ºª\u00a0", 1)
_FOREIGN_LETTER, _FOREIGN_SIGN = -1, -2
_MISPLACED_WEIGHT, _OPENED_WEIGHT = 4, 2  # taken off where a letter stands where French has none, and after « a letter
_MISPLACED = re.compile(
    r"(?<=[^\W\d_])[«»…–—“”‘](?=[^\W\d_])"  # inside a word
    r"|…(?=\w)|(?<=['’])[–—](?=\w)"
    r"|(?<![\sljçLJÇ'’«(\[“-])à|[àù](?=\w)"  # à and ù end a word: à, là, déjà, deçà, où
    r"|[çÇ](?![aouâôûAOUÂÔÛ])"
    r"|(?<![\w'’-])[éèêçùâîûëïœæ](?![\w'’-])"  # no word of one letter
    r"|(?<=[a-zà-öø-ÿ])[ÉÈÀÊÇÙÂÎÔÛËÏÜŒÆ]|[ÉÈÊÇÙÂÎÛËÏÜŒÆ](?!\w)"
)
_FRENCH_UTF8 = re.compile(rb"[\xc2\xc3\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")  # in no 8-bit text
_LEAST_UTF8 = 0.25  # share of such pairs among the bytes beyond ASCII of UTF-8 that is broken; chosen by hand
_MOST_CONTROLS = 0.05  # share of control characters among the bytes of a text; chosen by hand
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# Shares of nulls among UTF-16's high and low bytes, chosen by hand: letters of European languages have a null as high
# byte, dashes and curly quotes have none.
_NULLS_HIGH, _NULLS_LOW = 0.6, 0.05
_SAMPLE = 200_000  # bytes that the score looks at, at the start and where UTF-8 breaks; chosen by hand

_BINARY = "is a binary file, not a text; convert it to one of the formats that can be read"


def decode(data: bytes, encoding: str = "auto") -> tuple[str, str]:
    """Give the text in some bytes, without byte order mark, and the name of the codec that read it.

    Raises:
        InputError: they are no text in this encoding, or in any known one when it is "auto".

    >>> decode("« À l’été »".encode("cp1252"))
    ('« À l’été »', 'cp1252')
    """
    codec = _recognise(data) if encoding == "auto" else encoding
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"line {line} is not valid {codec}; save the file as UTF-8 or set read.encoding") from None
    except (LookupError, ValueError):
        raise InputError(f"read.encoding: no encoding is called {encoding!r}; try auto, utf-8 or cp1252") from None
    return text.removeprefix("\ufeff"), codec


def french_score(text: str) -> int:
    """Tell how much the characters beyond ASCII look like French.

    Positive for French, negative for French that was read in another encoding, 0 for a text in ASCII.

    >>> french_score("l’été"), french_score("lÕžtž")
    (8, -4)
    """
    counts = Counter(re.findall(r"[^\x00-\x7f]", text))
    total = sum(_WEIGHT.get(character, _foreign(character)) * count for character, count in counts.items())
    misplaced, opened = len(_MISPLACED.findall(text)), len(re.findall(r"«(?=\w)", text))
    return total - _MISPLACED_WEIGHT * misplaced - _OPENED_WEIGHT * opened


def _foreign(character: str) -> int:
    """Weigh a character that is not French."""
    return _FOREIGN_LETTER if character.islower() else _FOREIGN_SIGN


def _recognise(data: bytes) -> str:
    """Name the codec of some bytes.

    Raises:
        InputError: they are no text, or read as French in no codec.
    """
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return codec
    if b"\0" in data:
        return _utf16(data)
    if len(data.translate(None, _CONTROLS)) < (1 - _MOST_CONTROLS) * len(data):
        raise InputError(_BINARY)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bit(data, error.start)
    return "utf-8"


def _utf16(data: bytes) -> str:
    """Name UTF-16's byte order: the high bytes of European text are null, the low ones are not.

    >>> _utf16("été".encode("utf-16-be"))
    'utf-16-be'
    """
    half = max(len(data) // 2, 1)
    first, second = data[::2].count(0) / half, data[1::2].count(0) / half
    if len(data) % 2 == 0 and max(first, second) > _NULLS_HIGH and min(first, second) < _NULLS_LOW:
        return "utf-16-be" if first > second else "utf-16-le"
    raise InputError(_BINARY)


def _eight_bit(data: bytes, broken: int) -> str:
    """Name the 8-bit codec whose reading is the most French; `broken` is where the bytes stop being UTF-8.

    Raises:
        InputError: no reading is French.
    """
    sample = data[:_SAMPLE] + b"\n" + data[max(broken - 1, 0) : broken + _SAMPLE]
    scores: dict[str, int] = {}
    for codec in _EIGHT_BIT:
        try:
            scores[codec] = french_score(sample.decode(codec))
        except UnicodeDecodeError:
            continue
    best = max(scores, key=scores.__getitem__)  # the first of equals
    beyond_ascii = len(re.findall(rb"[\x80-\xff]", sample))
    is_broken_utf8 = len(_FRENCH_UTF8.findall(sample)) > _LEAST_UTF8 * beyond_ascii
    if scores[best] >= _FOREIGN_LETTER * beyond_ascii and not is_broken_utf8:
        return best
    line = data.count(b"\n", 0, broken) + 1
    raise InputError(
        f"line {line} is not valid UTF-8, and the file reads as French in no other encoding; "
        "save it as UTF-8 or set read.encoding"
    )
