"""Numbers that share what one of them says: a unit, a decade, a century, or a whole of which they are parts."""

from itertools import pairwise

from pipeline.numbers.dates import as_decade
from pipeline.numbers.readings import Found, Reading
from pipeline.numbers.tokens import Tokens

_BETWEEN = {"à", "et", "ou", "au", "-", "to", "and", "or", ",", "de", "entre", "from", "–", "by", "par", "x", "×"}
_COUNTED = ("", "ordinal", "time", "length", "clock", "euro", "decade")
"""What the whole of a share may measure."""
_OUT_OF = {"fr": ("sur",), "en": ("in", "out of", "of", "of every", "in every", "out of every", "of the")}


def with_shared_units(text: Tokens, found: list[Found]) -> list[Found]:
    """Give numbers that share the unit of the next one that unit, as the 10 in "10 à 12 km"."""
    shared = _with_years(text, _with_decades(text, found))
    for number in range(len(found) - 2, -1, -1):
        one, after = shared[number], shared[number + 1]
        between = text.words[one.end : after.start]
        if len(between) > 2 or not between or not {*between} <= _BETWEEN or any(r.dimension for r in one.readings):
            continue
        lent = tuple(_lend(one.readings[0].value, reading) for reading in after.readings if reading.dimension)
        shared[number] = one._replace(readings=(*one.readings, *(reading for reading in lent if reading)))
    return shared


def _with_decades(text: Tokens, found: list[Found]) -> list[Found]:
    """Give numbers that share the "années" of the one before: "les années 80 et 90"."""
    shared = list(found)
    for number, after in enumerate(found[1:], 1):
        one = shared[number - 1]
        decade = one.readings and one.readings[0].dimension == "decade" and text.language == "fr"
        joint = text.words[one.end : after.start]
        if (
            decade
            and joint in (["et"], ["ou"], [","], ["-"], ["à"])
            and after.readings[0] == Reading(after.readings[0].value)
        ):
            shared[number] = as_decade(after.readings[0].value, after.start, after.end, after.in_digits)
    return shared


def _with_years(text: Tokens, found: list[Found]) -> list[Found]:
    """Give the second year of "1914-18" its first two digits."""
    shared = list(found)
    for number, (one, after) in enumerate(pairwise(found), 1):
        first, second = text.raw(one.end - 1), text.raw(after.start)
        dashed = after.start == one.end + 1 and text.word(one.end) in ("-", "/") and text.touches(after.start)
        if dashed and len(first) == 4 and len(second) == 2 and (first + second).isdecimal():
            year = Reading(float(first[:2] + second))
            shared[number] = after._replace(readings=(*after.readings, year))
    return shared


def _lend(value: float, reading: Reading) -> Reading | None:
    """Give a value the dimension of a reading."""
    if reading.dimension == "clock":
        minutes = (60 * value) % 1440 + 720 * (reading.value >= 720 and value < 12)
        return Reading(minutes, "clock", minutes, 1) if value <= 24 else None
    if reading.unit and reading.dimension != "ordinal":
        offset = reading.base / reading.unit - reading.value
        return Reading(value, reading.dimension, (value + offset) * reading.unit, reading.unit)
    return None


def with_shares(text: Tokens, found: list[Found]) -> list[Found]:
    """Join two numbers to a share of which they are the parts: "un ménage sur deux", "two out of three", 14/20."""
    shares: list[Found] = []
    for one in found:
        joined = _share(text, shares[-1] if shares else None, one)
        if joined and joined.parts[0].start == (shares[-1].start if shares else -1):
            shares.pop()
        shares.append(joined or one)
    return shares


def _share(text: Tokens, before: Found | None, after: Found) -> Found | None:
    """Give the share that a number is the second part of."""
    whole = after.readings[0].value if after.readings else 0
    if whole <= 0 or after.readings[0].dimension not in _COUNTED or after.parts:
        return None
    size = next(
        (
            len(words.split())
            for words in _OUT_OF[text.language]
            if text.follows(after.start - len(words.split()), words)
        ),
        0,
    ) or int(text.word(after.start - 1) == "/")
    if not size:
        return None
    place = after.start - size
    one = ("un", "une") if text.language == "fr" else ("one", "every")
    if (
        before
        and 0 <= place - before.end <= 2
        and not before.parts
        and before.readings
        and before.readings[0].value <= whole
    ):
        return _joined(before, after, before.readings[0].value / whole)
    for start in range(place - 1, max(place - 4, -1), -1):
        if text.word(start) in one and (before is None or before.end <= start):
            return _joined(Found((Reading(1),), start, start + 1, True), after, 1 / whole)
    return None


def _joined(one: Found, other: Found, value: float) -> Found:
    return Found((Reading(value, "ratio", value),), one.start, other.end, False, False, (one, other))
