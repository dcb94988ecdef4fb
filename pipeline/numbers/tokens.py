"""Cut a text into what numbers are made of: numbers in digits, words of letters, and signs one by one."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, cast

from pipeline.numbers.spelled import ENGLISH, FRENCH, NumberWords
from pipeline.words import LanguageCode

_SPACE = "[ \u00a0\u202f\u2009]"
_SHARED = r"(?P<word>[^\W\d_]+)|(?P<sign>\S)"
_PATTERNS = {
    "fr": re.compile(
        rf"(?P<digits>\d{{1,3}}(?:(?P<separator>{_SPACE}|[.'’])\d{{3}}(?:(?P=separator)\d{{3}})*)(?!\d)"
        r"(?:,\d+|(?<=['’]\d{3})[.]\d\d?(?!\d))?"  # Swiss amounts: 1'250.50
        rf"|(?<!\d)(?<!\d{_SPACE})(?<!h{_SPACE})\d,{_SPACE}\d{{1,2}}(?={_SPACE}?%)|\d+(?:[.,]\d+)?)|{_SHARED}"
    ),
    "en": re.compile(
        rf"(?P<digits>\d{{1,3}}(?:(?P<separator>{_SPACE}|[,'’])\d{{3}}(?:(?P=separator)\d{{3}})*)(?!\d)(?:[.]\d+)?"
        rf"|\d+(?:[.,]\d+)?)|{_SHARED}"
    ),
}
_PLAIN_SIGNS = {"’": "'", "–": "-", "‑": "-", "−": "-", "‐": "-"}
_LONGEST = 15
"""Digits of the longest number that is taken for an amount: beyond that, it names something."""

Kind = Literal["digits", "word", "sign"]


class Token(NamedTuple):
    """A part of a text: in small letters, as it stands, where it begins and where it has ended, and what it is."""

    text: str
    raw: str
    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Tokens:
    """A text cut into tokens, with the words of numbers in its language."""

    text: str
    language: LanguageCode
    tokens: tuple[Token, ...]
    amounts: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)
    """The amounts that were read of it already, by their first tokens: times, dates and quantities begin with one."""

    @cached_property
    def words(self) -> list[str]:
        """All tokens in small letters, dashes and apostrophes of one kind."""
        return [token.text for token in self.tokens]

    @property
    def number_words(self) -> NumberWords:
        """The words of numbers in the language of the text."""
        return FRENCH if self.language == "fr" else ENGLISH

    def word(self, index: int) -> str:
        """Give a token in small letters; nothing before the first and after the last."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def raw(self, index: int) -> str:
        """Give a token as it stands; nothing before the first and after the last."""
        return self.tokens[index].raw if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> Kind | None:
        """Tell what a token is."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None

    def touches(self, index: int) -> bool:
        """Tell whether nothing stands between a token and the one before it."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].end == self.tokens[index].start

    def follows(self, index: int, phrase: str) -> bool:
        """Tell whether the words of a phrase stand at an index."""
        wanted = phrase.split()
        return self.words[index : index + len(wanted)] == wanted


def cut(text: str, language: LanguageCode) -> Tokens:
    """Cut a text into tokens.

    >>> [token.raw for token in cut("1 234,5 €, l'an 1990, 200 hommes", "fr").tokens]
    ['1 234,5', '€', ',', 'l', "'", 'an', '1990', ',', '200', 'hommes']
    """
    return Tokens(
        text,
        language,
        tuple(
            Token(_plain(found[0]), found[0], *found.span(), cast(Kind, found.lastgroup))
            for found in _PATTERNS[language].finditer(text)
        ),
    )


def values(digits: str, language: LanguageCode) -> tuple[float, ...]:
    """Give what a number in digits may be worth: a dot, or a comma before three digits, may part thousands or decimals.

    >>> values("12.500", "fr"), values("12,500", "fr"), values("1 234,5", "fr"), values("12,500", "en")
    ((12500.0, 12.5), (12.5, 12500.0), (1234.5,), (12500.0,))
    """
    if len(digits) > _LONGEST + 5:
        return ()
    bare = re.sub(f"{_SPACE}|['’]", "", digits)
    point = "," if language == "fr" else "."
    other = "." if point == "," else ","
    whole, _, fraction = bare.partition(point)
    grouped = re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})+", whole) is not None
    plain = float(f"{whole.replace(other, '')}.{fraction or 0}")
    if other in whole and not fraction and whole.count(other) == 1:
        decimal = float(whole.replace(other, "."))
        if not grouped:
            return (decimal,)
        return (plain, decimal) if language == "fr" else (plain,)
    if language == "fr" and fraction.endswith("00") and len(fraction) == 3 and whole == bare.partition(",")[0] != "0":
        return (plain, float(whole + fraction)) if " " not in digits else (plain,)
    return (plain,)


def _plain(raw: str) -> str:
    """Give a token in small letters, with one kind of dash and of apostrophe."""
    return _PLAIN_SIGNS.get(raw) or raw.casefold()
