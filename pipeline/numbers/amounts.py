"""Read how much a number says, in digits or words or both, before any unit: "2,5 millions", "three-quarters", "XIV"."""

import re
from typing import NamedTuple

from pipeline.numbers.spelled import read_spelled
from pipeline.numbers.tokens import Tokens, values

_WINDOW = 24
"""Tokens that a number in words may have."""
_ORDINAL_ENDINGS = {
    "fr": {"e", "er", "ère", "ere", "re", "ème", "eme", "ième", "nd", "nde", "ᵉ", "è"},
    "en": {"st", "nd", "rd", "th"},
}
_ROMAN = re.compile(r"(?P<number>X{0,3}(?:IX|IV|V?I{0,3}))(?P<ending>e|er|re|ère|ème|è|ᵉ|th|st|nd|rd)?")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_BEFORE_ROMAN = {
    "chapitre", "acte", "scène", "tome", "livre", "article", "annexe", "partie", "phase", "titre", "section", "volume",
    "chapter", "act", "scene", "book", "annex", "part", "title", "schedule", "appendix", "appendice", "type", "classe",
    "class", "division", "art", "chap", "ch", "vol", "figure", "table", "tableau", "grade", "niveau", "level",
}  # fmt: skip
COLLECTIVES = {
    "fr": {
        "huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
        "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
    },
    "en": {"dozen": 12, "score": 20},
}  # fmt: skip
VAGUE: dict[str, dict[str, tuple[int, ...]]] = {
    "fr": {"dizaines": (10, 12, 20), "douzaines": (12, 10), "vingtaines": (20,), "centaines": (100,),
           "milliers": (1000,), "millions": (10**6,), "milliards": (10**9,)},
    "en": {"dozens": (12,), "scores": (20,), "hundreds": (100,), "thousands": (1000,), "tens": (10,),
           "millions": (10**6,), "billions": (10**9,)},
}  # fmt: skip
"""Plurals that say about how many, and what each may stand for."""
_SHORT_SCALES = {"k": 1e3, "md": 1e9, "mds": 1e9, "mrd": 1e9, "bn": 1e9, "tn": 1e12, "mio": 1e6}
_MONEY = {"€", "$", "£", "¥", "eur", "usd", "gbp", "chf", "euros", "dollars"}
FRACTIONS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅕": 1 / 5, "⅖": 2 / 5}
_DENOMINATORS = {
    "fr": {"tiers": 3, "quart": 4, "quarts": 4, "demi": 2, "demis": 2},
    "en": {"quarter": 4, "quarters": 4, "half": 2, "halves": 2},
}
_ONE = {"fr": ("un", "une"), "en": ("one", "a", "an")}
_HALVES = {
    "fr": {"et demi": 0.5, "et demie": 0.5, "½": 0.5, "et quart": 0.25, "1 / 2": 0.5, "et trois quarts": 0.75},
    "en": {"and a half": 0.5, "- and - a - half": 0.5, "and one - half": 0.5, "and a quarter": 0.25, "½": 0.5,
           "1 / 2": 0.5, "and three quarters": 0.75, "and three - quarters": 0.75, "¼": 0.25, "¾": 0.75, "1 / 4": 0.25,
           "3 / 4": 0.75, "and half": 0.5},
}  # fmt: skip


class Amount(NamedTuple):
    """What a number may be worth, the tokens that it takes, and how it is written.

    A weak one is lightly said in one language and left out in the other: a plural such as "des centaines", a fraction
    of one, a first or second.
    """

    values: tuple[float, ...]
    end: int
    in_digits: bool = False
    is_ordinal: bool = False
    is_fraction: bool = False
    is_weak: bool = False
    scale: float = 1.0


def is_roman(raw: str) -> bool:
    """Tell whether a token may be a Roman numeral.

    >>> is_roman("XIVe"), is_roman("Il")
    (True, False)
    """
    found = _ROMAN.fullmatch(raw)
    return found is not None and bool(found["number"])


def read_amount(text: Tokens, start: int) -> Amount | None:
    """Read the amount that begins at a token; None where there is none.

    >>> from pipeline.numbers.tokens import cut
    >>> read_amount(cut("2 millions et demi d'euros", "fr"), 0).values, read_amount(cut("two thirds", "en"), 0).values
    ((2500000.0,), (0.6666666666666666,))
    """
    if start not in text.amounts:
        text.amounts[start] = _read(text, start)
    amount: Amount | None = text.amounts[start]
    return amount


def _read(text: Tokens, start: int) -> Amount | None:
    """Read the amount that begins at a token, for the first time."""
    amount = _in_digits(text, start) or _in_roman(text, start) or _in_words(text, start) or _collective(text, start)
    if amount is None or amount.is_ordinal:
        return amount
    return with_half(text, _with_scale(text, start, _as_numerator(text, amount) or amount))


def with_half(text: Tokens, amount: Amount) -> Amount:
    """Read "et demi" or "and a half" after an amount or its unit, and the scale that English puts after it."""
    for phrase, part in _HALVES[text.language].items():
        if text.follows(amount.end, phrase) and not amount.is_fraction and amount.values[0] == int(amount.values[0]):
            end = amount.end + len(phrase.split())
            halved = amount._replace(values=tuple(value + part * amount.scale for value in amount.values), end=end)
            return _with_scale(text, end, halved) if amount.scale == 1 else halved
    return amount


def _in_digits(text: Tokens, start: int) -> Amount | None:
    if text.word(start) in FRACTIONS:
        return Amount((FRACTIONS[text.word(start)],), start + 1, in_digits=True, is_fraction=True)
    if text.kind(start) != "digits":
        return None
    found = values(text.raw(start), text.language)
    if not found:
        return None
    if text.touches(start + 1) and text.word(start + 1) in _ORDINAL_ENDINGS[text.language]:
        return Amount(found, start + 2, in_digits=True, is_ordinal=True, is_weak=found[0] <= 2)
    if text.touches(start + 1) and text.word(start + 1) in ("°", "º") and text.word(start + 2) not in ("c", "f"):
        return Amount(found, start + 2, in_digits=True, is_ordinal=True, is_weak=found[0] < 10)
    glued = text.touches(start) and text.kind(start - 1) == "word" and found[0] < 10
    return Amount(found, start + 1, in_digits=True, is_weak=glued)


def _in_roman(text: Tokens, start: int) -> Amount | None:
    """Read a Roman numeral: with an ending, of two letters and more, or after what is numbered so."""
    found = _ROMAN.fullmatch(text.raw(start))
    if not found or not found["number"]:
        return None
    before = text.word(start - 1)
    named = before in _BEFORE_ROMAN
    after_name = text.raw(start - 1)[:1].isupper() and text.raw(start - 1)[1:].islower()
    single = len(found["number"]) == 1
    if not (found["ending"] or named or (single and after_name and found["number"] != "I") or not single):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in found["number"]]
    value = sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))
    weak = not found["ending"] and not (named or (after_name and not single))
    return Amount((float(value),), start + 1, is_ordinal=bool(found["ending"]), is_weak=weak)


def _in_words(text: Tokens, start: int) -> Amount | None:
    window = text.words[start : start + _WINDOW]
    if not window:
        return None
    if text.language == "en" and window[0] in ("a", "an") and window[1:2] and window[1] in text.number_words.scales:
        window[0] = "one"
    bare = text.number_words.scales.get(window[0], 0) if text.language == "en" else 0
    if bare and not window[0].endswith("s"):  # every hundred euros, the billion
        return Amount((float(bare),), start + 1, is_weak=True, scale=float(bare))
    found = read_spelled(window, 0, text.number_words)
    if found is None:
        return _fraction_of_one(text, start)
    if found.value == 1 and not found.is_ordinal and found.end == 1:
        half = any(text.follows(start + 1, phrase) for phrase in _HALVES["en"])
        return Amount((1.0,), start + 1) if half else _fraction_of_one(text, start)
    if _is_another_word(text, start, found.end):
        return None
    value = float(found.value)
    last = text.number_words.scales.get(text.word(start + found.end - 1), 1)
    scale = float(last) if last >= 10**6 else 1.0
    return Amount(
        (value,),
        start + found.end,
        is_ordinal=found.is_ordinal,
        scale=scale,
        is_weak=value == 0 or (found.is_ordinal and value <= 2) or _is_lightly_said(text, start),
    )


def _is_lightly_said(text: Tokens, start: int) -> bool:
    """Tell whether a "deux" is hardly more than a plural: tous deux, à eux deux, "deux points" for a colon."""
    before = ("tous", "toutes", "eux", "elles")
    return text.word(start) == "deux" and (text.word(start - 1) in before or text.word(start + 1) == "points")


def _is_another_word(text: Tokens, start: int, size: int) -> bool:
    """Tell whether a word that is spelled like a number is another: "neuf" for new, "sept." for September."""
    word, after = text.word(start), start + size
    if text.raw(start)[0].isupper() and text.word(after) == "-" and text.raw(after + 1)[:1].isupper():
        return True  # Trois-Rivières
    if word == "third" and text.word(start + 1 + (text.word(start + 1) == "-")) in ("party", "parties"):
        return True
    if text.follows(after, "- points") or size > 1:
        return size == 1
    if word == "seconde":
        return text.word(start - 1) not in ("la", "une", "cette", "sa", "leur", "ma")
    if word == "neuf":
        counted = text.word(start + 1)[-1:] in ("s", "x", "z") or text.word(start + 1) in ("sur", "et", "à", "ou", "h")
        return not counted and text.word(start - 1) not in ("les", "des", "ces", "ses", "nos", "aux", "leurs", "à")
    if word in ("seconds", "thirds") or (word == "sept" and text.word(start + 1) == "." and text.touches(start + 1)):
        return True
    return (
        word in ("cents", "vingts")
        or word.endswith("ièmes")
        or (text.language == "en" and word in ("tenths", "fifths", "fourths"))
    )


def _fraction_of_one(text: Tokens, start: int) -> Amount | None:
    """Read "un quart", "one fifth", "demi-", "half", "moitié": fractions whose numerator is one or not said."""
    word, one = text.word(start), text.word(start) in _ONE[text.language]
    place = start + one
    if one and text.word(place) == "-":
        place += 1
    denominator = _denominator(text, place) if one else 0
    if word in ("half", "moitié", "demi", "demie") and not one:
        denominator = 2
    if (
        word in ("quart", "tiers", "quarter", "quarts")
        and not one
        and (word != "quarts" or text.follows(place + 1, "d '"))
    ):
        denominator = _DENOMINATORS[text.language].get(word, 0)
    if not denominator:
        return None
    return Amount((1 / denominator,), place + 1, is_fraction=True, is_weak=True)


def _denominator(text: Tokens, place: int) -> int:
    """Give what a word divides by, as a denominator; 0 for other words."""
    word = text.word(place)
    ordinal = text.number_words.ordinals.get(word, 0)
    return _DENOMINATORS[text.language].get(word) or (ordinal if ordinal > 2 else 0)


def _as_numerator(text: Tokens, amount: Amount) -> Amount | None:
    """Read the denominator that follows a small whole number: "trois quarts", "two-thirds"."""
    place = amount.end + (text.word(amount.end) == "-")
    denominator = _denominator(text, place)
    value = amount.values[0]
    if not denominator or not 1 < value < 1000 or value != int(value) or amount.is_fraction:
        return None
    if text.language == "en" and not text.word(place).endswith("s") and text.word(place) != "half":
        return None
    if text.word(place) == "half":
        return None
    return Amount((value / denominator,), place + 1, amount.in_digits, is_fraction=True)


def _with_scale(text: Tokens, start: int, amount: Amount) -> Amount:
    """Read the scales after an amount: millions, milliers, dozen, k, bn."""
    while scale := _scale(text, start, amount.end):
        size, end = scale
        found = tuple(value * size for value in amount.values)
        amount = amount._replace(values=found, end=end, scale=amount.scale * size, is_weak=False)
    return amount


def _scale(text: Tokens, start: int, place: int) -> tuple[float, int] | None:
    """Give the scale at a token, and the token after it."""
    word = text.word(place)
    if word == "-" and (text.language == "en" or text.word(place - 1) == "demi"):
        place += 1
        word = text.word(place)
    if word in ("a", "an") and text.word(place - 1) == "half":  # half a million, half a dozen
        place += 1
        word = text.word(place)
    if word == "of" and text.word(place + 1) == "a":
        place += 2
        word = text.word(place)
    scales = text.number_words.scales
    size = scales.get(word) or COLLECTIVES[text.language].get(word) or VAGUE[text.language].get(word, (0,))[0]
    if not size and word in ("de", "autres", "d") and text.language == "fr":
        after = place + 1 + (text.word(place + 1) == "'")
        plural = VAGUE["fr"].get(text.word(after), (0,))[0]
        size = plural if word == "autres" or text.word(place - 1) in COLLECTIVES["fr"] else 0
        place = after
    if word == "score" and text.kind(place - 1) == "digits":
        return None
    if size and word not in ("cent", "cents"):
        return float(size), place + 1
    if text.kind(place - 1) != "digits":
        return None
    if word in _SHORT_SCALES and (word != "k" or text.touches(place)):
        return _SHORT_SCALES[word], place + 1
    money = text.word(start - 1) in _MONEY or text.word(place + 1) in _MONEY
    return (1e6, place + 1) if word == "m" and money else None


def _collective(text: Tokens, start: int) -> Amount | None:
    """Read "une douzaine", "a dozen"; "des centaines" and "dozens", which say no number, are weak."""
    place = start + (text.word(start) in _ONE[text.language])
    size = COLLECTIVES[text.language].get(text.word(place))
    if not size or (text.word(place) == "score" and place == start):
        return None
    return Amount((float(size),), place + 1, is_weak=place == start, scale=float(size))
