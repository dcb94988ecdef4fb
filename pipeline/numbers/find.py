"""Find the numbers of a text as values: amounts with units, times, dates, decades, shares, names in digits."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.numbers.amounts import COLLECTIVES, FRACTIONS, VAGUE, Amount, read_amount, with_half
from pipeline.numbers.readings import Number, Reading
from pipeline.numbers.sharing import with_shared_units, with_shares
from pipeline.numbers.spelled import ENGLISH, FRENCH
from pipeline.numbers.times import DECADES, NOON, Found, find_date, find_decade, find_numeric_date, find_time
from pipeline.numbers.tokens import Tokens, cut
from pipeline.numbers.units import HOLIDAYS, LONGEST, MONTHS, UNITS, Unit
from pipeline.placeables import find_placeables
from pipeline.words import LanguageCode

_SPACE = "[ \u00a0\u202f]"
_GROUPED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,6}}(?!\d|[ \u00a0\u202f-]\d)"
_SEQUENCE = re.compile(
    rf"(?<![\d.,])(?!{_GROUPED})\d{{1,5}}(?:[ \u00a0\u202f-]\d{{1,5}}){{3,12}}(?![\d,])"
    r"|(?<![\w.])\d{1,9}(?:\.\d{1,9}){2,8}(?![\d,])"
)
"""Rows of short numbers, as of telephones and versions; their length is bound so that the time is linear."""
_DOTTED_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.]\d)")
_PREFIXES = {"€", "$", "£", "¥", "eur", "usd", "gbp", "chf", "euro"}
_TWICE = {
    "fr": {"double": 2, "doubles": 2, "doublé": 2, "doubler": 2, "triple": 3, "triplé": 3, "tripler": 3, "paire": 2,
           "couple": 2, "quadruple": 4},
    "en": {"twice": 2, "double": 2, "doubled": 2, "doubling": 2, "doubles": 2, "thrice": 3, "triple": 3, "tripled": 3,
           "treble": 3, "trebled": 3, "both": 2, "couple": 2, "pair": 2, "either": 2, "neither": 2, "dual": 2,
           "twin": 2,
           "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10, "trio": 3, "duo": 2, "quartet": 4,
           "quadruple": 4, "pairs": 2, "two-fold": 2, "twins": 2, "twain": 2, "bilateral": 2},
}  # fmt: skip
_FEWER = ("less", "fewer", "smaller", "lower", "moins")
_OTHER_BEGINNINGS = {
    "un", "une", "a", "an", "one", "half", "quarter", "quart", "quarts", "tiers", "moitié", "demi", "demie", "moins",
    "minus", "every", "alternate", "quarterly", "fortnight", "fortnightly", "quinzaine", "années",
}  # fmt: skip
_BEGINNINGS = frozenset(
    (
        *_OTHER_BEGINNINGS,
        *_PREFIXES,
        *(word for words in (FRENCH, ENGLISH) for table in (words.cardinals, words.ordinals) for word in table),
        *ENGLISH.scales,
        *(word for tables in (_TWICE, VAGUE, COLLECTIVES) for table in tables.values() for word in table),
        *MONTHS,
        *NOON,
        *DECADES,
        *FRACTIONS,
        *(name.split()[0].partition("'")[0] for name in HOLIDAYS),
    )
)
"""Words that a number, a date or a time may begin with."""


def find_numbers(text: str, language: LanguageCode) -> list[Number]:
    """Find the numbers of a text, in order.

    >>> text = "Le 20 mars à 15 h 20, quatre-vingts euros."
    >>> [text[number.start : number.end] for number in find_numbers(text, "fr")]
    ['20 mars', '15 h 20', 'quatre-vingts euros']
    """
    text = _DOTTED_DATE.sub(lambda found: found[0].replace(".", "/"), text)
    names = list(find_names(text))
    tokens = cut(_without(text, names), language)
    found = with_shared_units(tokens, list(_find_all(tokens)))
    numbers = [_to_number(tokens, one) for one in with_shares(tokens, found)]
    named = [Number(start, end, (), in_digits=True, name=re.sub(r"\D", "", text[start:end])) for start, end in names]
    return sorted([*numbers, *named], key=lambda number: number.start)


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Find what only names something in digits: placeables such as accounts, and long rows of short numbers."""
    done = 0
    for start, end in sorted([*find_placeables(text), *(found.span() for found in _SEQUENCE.finditer(text))]):
        stretch = text[start:end]
        digits = sum(map(str.isdecimal, stretch))
        if start >= done and digits > sum(map(str.isalpha, stretch)) and "://" not in stretch and "@" not in stretch:
            yield start, end
            done = end


def _without(text: str, stretches: list[tuple[int, int]]) -> str:
    """Blank stretches of a text out, so that places in it stay."""
    parts, done = [], 0
    for start, end in stretches:
        parts += [text[done:start], "\x00" * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def _find_all(text: Tokens) -> Iterator[Found]:
    start = 0
    while start < len(text.tokens):
        found = _find_here(text, start)
        yield from found
        start = max((one.end for one in found), default=start + 1)


def _find_here(text: Tokens, start: int) -> list[Found]:
    """Find what begins at a token: the rule that takes more comes first."""
    if text.kind(start) == "word" and text.word(start) not in _BEGINNINGS and text.raw(start)[0] not in "IVX":
        return []
    if text.kind(start) == "digits" and (date := find_numeric_date(text, start)):
        return date
    one = (
        _find_vague(text, start)
        or find_decade(text, start)
        or find_time(text, start)
        or find_date(text, start)
        or _find_amount(text, start)
    )
    one = one or _find_lexical(text, start)
    return [one] if one else []


def _find_lexical(text: Tokens, start: int) -> Found | None:
    """Find words that say a number in one language and perhaps none in the other: both, twice, a fortnight."""
    word = text.word(start)
    count = _TWICE[text.language].get(word)
    if count:
        times = Reading.of(count, UNITS["fois"])
        return Found((Reading(count), times), start, start + 1, is_weak=True)
    if word == "alternate" or (word == "every" and text.word(start + 1) == "other"):
        size = 1 + (word == "every")
        return Found((Reading(2), Reading(0.5, "ratio", 0.5)), start, start + size, is_weak=True)
    if word == "quarterly":
        return Found((Reading.of(3, UNITS["month"]),), start, start + 1, is_weak=True)
    if word in ("fortnight", "fortnightly"):
        return Found((Reading.of(1, UNITS["fortnight"]), Reading(15), Reading(2)), start, start + 1, is_weak=True)
    return None


def _find_vague(text: Tokens, start: int) -> Found | None:
    """Find plurals that say no number: "des centaines", dozens; and "quinzaine", two weeks or fifteen."""
    word = text.word(start)
    if (
        text.language == "fr"
        and word in ("une", "la", "cette", "deuxième", "première", "seconde")
        and text.word(start + 1) == "quinzaine"
    ):
        return None
    if word == "quinzaine":
        return Found((Reading(15), Reading.of(1, UNITS["fortnight"]), Reading(0.5)), start, start + 1, is_weak=True)
    values = VAGUE[text.language].get(word)
    if not values or text.kind(start - 1) == "digits":
        return None
    return Found(tuple(Reading(value, "vague", value, 1) for value in values), start, start + 1, is_weak=True)


def _half(count: float) -> tuple[Reading, ...]:
    return (Reading(0.5, "ratio", 0.5),) if count == 2 else ()


def _find_amount(text: Tokens, start: int) -> Found | None:
    """Find an amount with its sign and unit."""
    first, prefix = start, None
    sign = _sign(text, first)
    first += sign < 0
    if text.word(first) in _PREFIXES and text.kind(first + 1) == "digits":
        prefix, first = UNITS[text.word(first)], first + 1
    elif text.word(first) in _PREFIXES and text.word(first + 1) == "-" and text.kind(first + 2) == "digits":
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
        return -1 if text.kind(start + 1) == "digits" or text.word(start + 1) in _PREFIXES else 1
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
    if text.kind(place) == "word" and len(name) <= 2:
        return text.kind(place - 1) != "digits" and text.word(place - 1) not in ("½", "-")
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
            yield from _half(value if fewer else 0)
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


def _to_number(text: Tokens, found: Found) -> Number:
    """Give what was found with its place in the text."""
    number = Number(
        text.tokens[found.start].start,
        text.tokens[found.end - 1].end,
        found.readings,
        found.is_weak,
        found.in_digits,
        tuple(_to_number(text, part) for part in found.parts),
    )
    return replace(
        number, is_whole=text.language == "fr" and text.word(found.start) in ("un", "une") and len(found.parts) > 1
    )
