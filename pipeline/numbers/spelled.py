"""Read numbers in words: "soixante-dix-sept", "quatre-vingt-dixième", "fifteen hundred", "nineteen eighty-four"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Spelled(NamedTuple):
    """A number in words: its value, whether it is an ordinal, and the index of the word after it."""

    value: int
    is_ordinal: bool
    end: int


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language: below 100, scales, ordinals of both, and the word that may join two of them."""

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    joint: str


@dataclass(slots=True)
class _Sum:
    """What was read so far: a total of what the scales have multiplied, what is below a thousand, the last part."""

    total: int = 0
    current: int = 0
    last: int = 0

    def add(self, value: int) -> bool:
        """Add the next word's value; False where it begins another number."""
        if value >= 1000:
            return self._scale(value)
        if value == 100:
            return self._hundred()
        if not self._fits(value):
            return False
        self.current += value
        if value == 20 and self.last == 4:  # quatre-vingt
            self.current += 80 - 24
        self.last = 80 if value == 20 and self.last == 4 else value
        return True

    def add_year(self, value: int) -> bool:
        """Add the second half of a year that is read in two, as nineteen eighty-four."""
        if self.total or self.current != self.last or not (13 <= self.current <= 20 and 10 <= value < 100):
            return False
        self.current, self.last = 100 * self.current + value, value
        return True

    def _scale(self, value: int) -> bool:
        if self.total and not self.current and self.last <= value:  # mille milliards, thousand million
            if self.last == value:
                return False
            self.total *= value
        elif self.total and self.total % (10 * value):
            return False
        else:
            self.total += max(self.current, 1) * value
        self.current, self.last = 0, value
        return True

    def _hundred(self) -> bool:
        if self.current >= 100:
            return False
        self.current, self.last = max(self.current, 1) * 100, 100
        return True

    def _fits(self, value: int) -> bool:
        """Tell whether a value below 100 can follow: a unit after tens, what the French count by twenties."""
        rest = self.current % 100
        if rest == 0:
            return self.last != 0 or not self.current
        if value == 20:
            return self.last == 4 and rest == 4
        if self.last in (60, 80):
            return 1 <= value <= 19
        return (self.last >= 20 and 1 <= value <= 9) or (self.last == 10 and 7 <= value <= 9)


def read_spelled(words: Sequence[str], start: int, language: NumberWords) -> Spelled | None:
    """Read the number in words that begins at an index; a hyphen is a word of its own. None where there is none.

    >>> read_spelled(["quatre", "-", "vingt", "-", "onze", "mille", "chats"], 0, FRENCH)
    Spelled(value=91000, is_ordinal=False, end=6)
    >>> read_spelled("two hundred and thirty - third".split(), 0, ENGLISH)
    Spelled(value=233, is_ordinal=True, end=6)
    """
    if words[start] not in language.cardinals and words[start] not in language.ordinals:
        return None
    number, end = _Sum(), start
    for place in _places(words, start, language):
        word = words[place]
        ordinal = language.ordinals.get(word)
        if ordinal and end > start and word in _ALONE:
            break
        value = ordinal or language.cardinals.get(word, language.scales.get(word))
        if value is None or not (number.add(value) or (language is ENGLISH and number.add_year(value))):
            break
        end = place + 1
        if ordinal:
            return Spelled(number.total + number.current, True, end)
        if value == 0:
            break
    return Spelled(number.total + number.current, False, end) if end > start else None


def _places(words: Sequence[str], start: int, language: NumberWords) -> Iterator[int]:
    """Give the indexes where parts of a number may stand: behind one another, a hyphen, a word that joins them."""
    place = start
    while place < len(words):
        yield place
        place += 1
        if words[place : place + 1] == ["-"]:
            place += 1
        if words[place : place + 1] == [language.joint] and _joins(words, place, language):
            place += 1 + (words[place + 1 : place + 2] == ["-"])


def _joins(words: Sequence[str], place: int, language: NumberWords) -> bool:
    """Tell whether "et" or "and" joins two parts of a number: vingt et un, but not ten and twenty."""
    after = next((word for word in words[place + 1 : place + 3] if word != "-"), "")
    before = words[place - 1 - (words[place - 1] == "-")]
    if language is FRENCH:
        large = language.scales.get(before) or language.cardinals.get(before, 0) >= 20
        if before == "soixante" and 10 <= language.cardinals.get(after, 0) < 20:
            return True  # soixante et quinze, as novels have it
        return bool(large) and after in ("un", "une", "onze", "unième", "onzième")
    small = 0 < (language.cardinals.get(after) or language.ordinals.get(after) or 0) < 100
    return before in language.scales and small


def _numbered(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * number for number, word in enumerate(words.split())}


_FRENCH_CARDINALS = {
    **_numbered("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    **_numbered("vingt trente quarante cinquante soixante septante huitante nonante", 20, 10),
    "une": 1, "vingts": 20, "octante": 80, "cent": 100, "cents": 100, "mille": 1000, "mil": 1000,
}  # fmt: skip
_FRENCH_SCALES = {
    "cent": 100, "cents": 100, "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9,
    "milliards": 10**9, "billion": 10**12, "billions": 10**12, "trillion": 10**18, "trillions": 10**18,
}  # fmt: skip
_FRENCH_ORDINALS = {
    f"{stem}ième": value
    for word, value in {**_FRENCH_CARDINALS, "million": 10**6, "milliard": 10**9}.items()
    if (stem := {"cinq": "cinqu", "neuf": "neuv"}.get(word, word.removesuffix("e"))) and value
} | {"premier": 1, "première": 1, "second": 2, "seconde": 2}
_ENGLISH_CARDINALS = {
    **_numbered("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"),
    **_numbered("fifteen sixteen seventeen eighteen nineteen", 15),
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    "fourty": 40,
}  # fmt: skip
_ENGLISH_SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "milliard": 10**9, "trillion": 10**12,
    "millions": 10**6, "billions": 10**9, "milliards": 10**9,
}  # fmt: skip
_ENGLISH_ORDINALS = {
    f"{word.removesuffix('y') + 'ie' if word.endswith('y') else word}th": value
    for word, value in {**_ENGLISH_CARDINALS, **_ENGLISH_SCALES}.items()
    if value > 3
} | {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    "firstly": 1,
    "secondly": 2,
    "thirdly": 3,
}
_ALONE = ("premier", "première", "premiers", "premières", "seconde", "secondes")
"""Ordinals that end no other number: "cent premiers" are the first hundred."""


def _with_plurals(ordinals: Mapping[str, int]) -> dict[str, int]:
    return {**ordinals, **{f"{word}s": value for word, value in ordinals.items()}}


FRENCH = NumberWords(_FRENCH_CARDINALS, _FRENCH_SCALES, _with_plurals(_FRENCH_ORDINALS), "et")
ENGLISH = NumberWords(_ENGLISH_CARDINALS, _ENGLISH_SCALES, _with_plurals(_ENGLISH_ORDINALS), "and")
