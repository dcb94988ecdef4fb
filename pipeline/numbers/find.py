"""Find the numbers of a text as values: amounts with units, times, dates, decades, shares, names in digits."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.numbers.amounts import COLLECTIVES, FRACTIONS, VAGUE, is_roman
from pipeline.numbers.dates import DECADES, find_date, find_decade, find_numeric_date
from pipeline.numbers.quantities import PREFIXES, find_quantity
from pipeline.numbers.readings import Found, Number, Reading
from pipeline.numbers.sharing import with_shared_units, with_shares
from pipeline.numbers.spelled import ENGLISH, FRENCH
from pipeline.numbers.times import NOON, find_time
from pipeline.numbers.tokens import Token, Tokens, cut
from pipeline.numbers.units import HOLIDAYS, MONTHS, UNITS
from pipeline.placeables import find_placeables
from pipeline.words import LanguageCode

_SPACE = "[ \u00a0\u202f]"
_GROUPED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,6}}(?!\d|[ \u00a0\u202f-]\d)"
_SEQUENCE = re.compile(
    rf"(?<![\d.,])(?!{_GROUPED})\d{{1,5}}(?:[ \u00a0\u202f-]\d{{1,5}}){{3,12}}(?![\d,])"
    r"|(?<![\w.])\d{1,9}(?:\.\d{1,9}){2,8}(?![\d,])"
)
"""Rows of short numbers, as of telephones and versions; their length is bound so that the time is linear."""
_DIGIT = re.compile(r"\d")
_DOTTED_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.]\d)")
_TWICE = {
    "fr": {"double": 2, "doubles": 2, "doublé": 2, "doubler": 2, "triple": 3, "triplé": 3, "tripler": 3, "paire": 2,
           "couple": 2, "quadruple": 4},
    "en": {"twice": 2, "double": 2, "doubled": 2, "doubling": 2, "doubles": 2, "thrice": 3, "triple": 3, "tripled": 3,
           "treble": 3, "trebled": 3, "both": 2, "couple": 2, "pair": 2, "either": 2, "neither": 2, "dual": 2,
           "twin": 2,
           "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10, "trio": 3, "duo": 2, "quartet": 4,
           "quadruple": 4, "pairs": 2, "two-fold": 2, "twins": 2, "twain": 2, "bilateral": 2},
}  # fmt: skip
_OTHER_BEGINNINGS = {
    "un", "une", "a", "an", "one", "half", "quarter", "quart", "quarts", "tiers", "moitié", "demi", "demie", "moins",
    "minus", "every", "alternate", "quarterly", "fortnight", "fortnightly", "quinzaine", "années",
}  # fmt: skip
_BEGINNINGS = frozenset(
    (
        *_OTHER_BEGINNINGS,
        *PREFIXES,
        "-",
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
"""Words and signs that a number, a date or a time may begin with, besides digits and Roman numerals."""


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
    if not _DIGIT.search(text):
        return
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
        found = _find_here(text, start) if _may_begin(text.tokens[start]) else []
        yield from found
        start = max((one.end for one in found), default=start + 1)


def _may_begin(token: Token) -> bool:
    """Tell whether anything may begin with a token: with most, nothing does, and to look for it takes time."""
    return token.kind == "digits" or token.text in _BEGINNINGS or (token.raw[0] in "IVX" and is_roman(token.raw))


def _find_here(text: Tokens, start: int) -> list[Found]:
    """Find what begins at a token: the rule that takes more comes first."""
    if text.kind(start) == "digits" and (date := find_numeric_date(text, start)):
        return date
    one = (
        _find_vague(text, start)
        or find_decade(text, start)
        or find_time(text, start)
        or find_date(text, start)
        or find_quantity(text, start)
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
