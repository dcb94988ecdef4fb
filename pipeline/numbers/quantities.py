"""Find quantities: an amount with its sign, its unit and what is added to it, and all that it may mean."""

from collections.abc import Iterator

from pipeline.numbers.amounts import Amount, read_amount, with_half
from pipeline.numbers.readings import Found, Reading
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import LONGEST, UNITS, Unit
from pipeline.words import LanguageCode

PREFIXES = {"€", "$", "£", "¥", "eur", "usd", "gbp", "chf", "euro"}
"""Signs and names of currencies that stand before an amount."""
_FEWER = ("less", "fewer", "smaller", "lower", "moins")


def find_quantity(text: Tokens, start: int) -> Found | None:
    """Find an amount with its sign and unit."""
    first, prefix = start, None
    sign = _sign(text, first)
    first += sign < 0
    if text.word(first) in PREFIXES and text.kind(first + 1) == "digits":
        prefix, first = UNITS[text.word(first)], first + 1
    elif text.word(first) in PREFIXES and text.word(first + 1) == "-" and text.kind(first + 2) == "digits":
        prefix, first, sign = UNITS[text.word(first)], first + 2, -1
    amount = read_amount(text, first) or (None if sign < 0 else _one_of_a_unit(text, first))
    if amount is None:
        return None
    unit, end = (prefix, amount.end) if prefix else _unit(text, amount)
    amount, end = _with_more(text, amount, unit, end)
    if text.language == "en" and (
        text.word(end) == "below" or (text.word(end) == "degrees" and text.word(end + 1) == "below")
    ):
        sign = -1
    return Found(
        tuple(_readings(text, amount, unit, sign, end)),
        start,
        end,
        _is_weak(amount, unit),
        amount.in_digits,
    )


def _sign(text: Tokens, start: int) -> int:
    """Tell whether a minus stands before a number: not between two, and not a dash with a space after it."""
    word = text.word(start)
    if word == "-" and text.touches(start + 1) and not text.touches(start) and text.kind(start - 1) != "digits":
        return -1 if text.kind(start + 1) == "digits" or text.word(start + 1) in PREFIXES else 1
    if word in ("moins", "minus") and text.word(start - 1) not in ("au", "du", "à", "de", "pas", "le", "les", "fois"):
        return -1
    return 1


def _one_of_a_unit(text: Tokens, start: int) -> Amount | None:
    """Read "une heure", "a mile": one of a unit of time or length, lightly said."""
    ones = ("un", "une") if text.language == "fr" else ("a", "an", "one")
    if text.word(start) not in ones:
        return None
    for size in range(LONGEST, 0, -1):
        unit = UNITS.get(" ".join(text.words[start + 1 : start + 1 + size]))
        if (
            unit
            and len(text.word(start + 1)) > 1
            and not (size == 1 and text.word(start + 1).startswith("second"))
            and not _is_no_unit(text, text.word(start + 1), start + 1)
            and unit.dimension in ("time", "length", "ratio", "times")
        ):
            return Amount((1.0,), start + 1, is_weak=True)
    return None


def _is_weak(amount: Amount, unit: Unit | None) -> bool:
    if unit and amount.values == (100.0,) and unit.dimension == "ratio":
        return True  # wholly
    one = amount.values == (1.0,) and (unit is None or unit.dimension in ("time", "times"))
    return amount.is_weak or one


def _unit(text: Tokens, amount: Amount) -> tuple[Unit | None, int]:
    """Give the unit after an amount, and the token after that."""
    place = amount.end
    if text.language == "fr" and (amount.scale > 1 or amount.is_fraction):
        place += 2 * text.follows(place, "d '") or int(text.word(place) == "de")
    elif text.language == "en" and amount.is_fraction:
        place += text.word(place) == "of"
        place += text.word(place) in ("a", "an", "one", "the")
    place += text.word(place) == "-" and (text.language == "en" or amount.is_fraction)
    for size in range(min(LONGEST, len(text.words) - place), 0, -1):
        name = " ".join(text.words[place : place + size])
        unit = UNITS.get(name)
        if unit and not _is_no_unit(text, name, place):
            return unit, place + size
    return None, amount.end


def _is_no_unit(text: Tokens, name: str, place: int) -> bool:
    """Tell whether what is spelled like a unit is none, as a letter without digits before it."""
    if name in ("an", "ans"):
        return text.language == "en"
    if name in ("ko", "mo", "go", "to", "kb", "mb", "gb", "tb") and text.raw(place).islower():
        return True
    if text.language == "fr" and text.word(place + 1) == "'" and text.touches(place + 1):
        return True  # an article: "les 6 l'attendent"
    if text.kind(place) == "word" and len(name) <= 2:
        return text.kind(place - 1) != "digits" and text.word(place - 1) not in ("½", "-")
    if name == "cents" and text.kind(place - 1) == "digits":
        return False
    return text.language == "fr" and name in ("cent", "cents", "second")


def _with_more(text: Tokens, amount: Amount, unit: Unit | None, end: int) -> tuple[Amount, int]:
    """Read what may follow the unit: "et demi", and the cents of "2 francs 50"."""
    halved = with_half(text, amount._replace(end=end))
    if unit and halved.end > end:
        return halved, halved.end
    place = end + (text.word(end) == ".")
    cents = text.raw(place)
    if (
        unit
        and unit.dimension in ("franc", "euro")
        and len(cents) == 2
        and cents.isdecimal()
        and len(amount.values) == 1
    ):
        return amount._replace(values=(amount.values[0] + int(cents) / 100,)), place + 1
    return amount, end


def _readings(text: Tokens, amount: Amount, unit: Unit | None, sign: int, end: int) -> Iterator[Reading]:
    """Give all that an amount with its unit may mean."""
    for plain in amount.values:
        value = sign * plain
        if unit is None:
            if _is_century(text, end, amount):
                yield Reading(value, "century", value, 1)
            else:
                if amount.is_ordinal and value > 2:
                    yield Reading(value, "ordinal")
                    yield Reading(1 / value, "ratio", 1 / value)
                    continue
                yield Reading(
                    value, *(("ratio", value) if amount.is_fraction else ("ordinal",) if amount.is_ordinal else ())
                )
            if amount.is_fraction and value == 0.5:
                yield Reading(2)
            if text.word(end) == "as" and text.language == "en":
                yield Reading.of(value, UNITS["fois"])
        elif unit.dimension == "time" and unit.size > 1e9 and (amount.is_ordinal or _was_roman(text, end)):
            yield Reading(value, "century", value, 1)
        elif unit.dimension == "times":
            fewer = text.word(end) in _FEWER
            yield Reading.of(1 / value if fewer and value else value, unit)
            yield from half_of(value if fewer else 0)
        else:
            yield Reading.of(value, unit)
            yield from _approximate(value, unit, text.language)
            if sign < 0 and unit.dimension == "ratio":
                yield Reading.of(plain, unit)


def _is_century(text: Tokens, end: int, amount: Amount) -> bool:
    """Tell whether a century follows in the short form of "XVIe s."."""
    return amount.is_ordinal and text.word(end) == "s" and text.word(end + 1) == "."


def _was_roman(text: Tokens, end: int) -> bool:
    return text.raw(end - 2).isupper()


def _approximate(value: float, unit: Unit, language: LanguageCode) -> Iterator[Reading]:
    """Give what French says of weeks in days: eight are one, fifteen are two."""
    if language == "fr" and unit.size == 86400 and value in (8, 15):
        yield Reading(value // 7, "time", value // 7 * 604800.0, 604800.0)


def half_of(count: float) -> tuple[Reading, ...]:
    """Read what is said of two as a half too: twice as small, the second half."""
    return (Reading(0.5, "ratio", 0.5),) if count == 2 else ()
