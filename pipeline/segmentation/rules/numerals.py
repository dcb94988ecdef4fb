"""Rules about numbers before a period or after it: numerals, units, dates, times; each answers as in `marks`."""

import re

from pipeline.segmentation.candidates import Candidate, normal

ROMAN_NUMERAL = r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
ROMAN = re.compile(ROMAN_NUMERAL)
ENUMERATOR = re.compile(
    rf"[(\[]?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[A-Za-z]|{ROMAN_NUMERAL}|(?=[xvi])x{{0,2}}(?:ix|iv|v?i{{0,3}}))"
)
ENUMERATORS = re.compile(
    rf"{ENUMERATOR.pattern}|(?:(?:[A-Z]|{ROMAN_NUMERAL})\. ){{1,2}}\d{{1,3}}|{ROMAN_NUMERAL}\. [A-Z]"
)
"""`I. A. 1.`"""
ENUMERATOR_AFTER_COLON = re.compile(rf":\s[(\[]?(?:1|[a-zA-Z])$|;\s[(\[]?(?:\d{{1,2}}|[a-zA-Z]|{ROMAN_NUMERAL})$")
"""A list begins with its first number: `votre âge : 42.` is none."""
ENUMERATOR_AFTER_DASH = re.compile(rf"\.\s[—–-]\s(?:\d{{1,2}}|[A-Z]|{ROMAN_NUMERAL})$")
"""`Art. 2. – I. – Nul ne l'ignore.`"""
NUMERAL = re.compile(
    rf"\d{{1,4}}(?:er|re|e|ème)?(?:\s?(?:bis|ter|quater))?|\d{{1,4}} (?:à|et) \d{{1,4}}|"
    rf"{ROMAN_NUMERAL}(?:er|re)?|[A-Z]|(?i:premi(?:er|ère)|unique)"
)
LED_NUMERAL = re.compile(rf"(?:\d{{1,3}}(?:er|re|e)?|{ROMAN_NUMERAL})(?=[.,:;]|\s?[—–-]|$)")
ORDINAL = re.compile(r"(?i:premi[eè]re?|seconde?|derni[eè]re?|\w+i[eè]me)")
"""What stands before a label instead of a number behind it."""
ORDINAL_NUMBER = re.compile(r"(?:\d{1,3}|[IVX]+)(?:re|e|ème|nde?|st|rd|th)")
ARTICLE_OF_CODE = re.compile(r"(?:[A-Z]\.?){1,2}\s?\*?\d{1,4}(?:-\d{1,4})*(?: (?:bis|ter|[A-Z]))?|\d{1,4}(?:-\d{1,4})+")
NEXT_LABEL = re.compile(r", |\. (?=[^\W\d_]{3,}\.? [\dIVXLC])")
"""`Titre II. Chapitre III`."""
SMALLER = re.compile(r"\d{1,3}(?![\d.,]*\d)")
"""A number of something smaller, such as centimes: no year, and none with decimals."""
SMALLER_OF = re.compile(r"\d{1,3}\s(?:de|du|des|le|la|par|pour|et|à|au)\s|\d{1,3}\sd['’]")
THOUSANDTHS = re.compile(r"\d{3}(?=[.,;:]|$)")
OLD_POUNDS = re.compile(r"\d\s?(?:l|liv|livres)\.?\s?[tp]$")
DEGREES = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?(?:°|º|deg)")
CENTURY = re.compile(r"[IVX]+(?:e|ème|er)")
TIMES_OF_DAY = frozenset(["a.m", "p.m"])
TIME_ZONES = frozenset(["Eastern", "Central", "Mountain", "Pacific", "Atlantic", "Greenwich"])
LONE_LETTERS = frozenset("bcdfghjklmnpqrstvwxz")
LEADS_TO_UNIT = frozenset(["le", "la", "les", "par", "du", "au", "de", "en", "un", "une", "a", "per", "the"])
DIGITS = (*"0123456789", "°")
OLD_COINS = frozenset("lsd")
"""Pounds, shillings, pence: `XII s. VI d.`"""
DIMENSIONS = frozenset(["long", "larg", "haut", "prof", "ép", "diam", "poids"])
SHORTEST_UNIT = 2
"""Letters; a single one may be another abbreviation, as in `la p. Dupont`."""
BRACKETED = re.compile(r"\s\(\w+\)$")
"""`Art. 3 (nouveau)`."""
ENUMERATOR_LENGTH = 12
"""Characters; no enumerator is longer."""
LABEL_LENGTH = 30
"""Characters; no label with its number is longer."""
ORDINAL_LENGTH = 3
"""Characters of the longest ordinal of a day, `1er`."""


def enumerator(candidate: Candidate) -> bool | None:
    """A number or letter alone at the start numbers what follows.

    1. Chacun a ces droits. | XXXIV. Nul n'en est exclu. | En droit : 1. Le recours est recevable.
    """
    near = max(0, len(candidate.before) - ENUMERATOR_LENGTH)
    if ENUMERATOR_AFTER_COLON.search(candidate.before, near):
        return False
    if candidate.dash and ENUMERATOR_AFTER_DASH.search(candidate.before, near):
        return False
    if len(candidate.before) > ENUMERATOR_LENGTH or not ENUMERATORS.fullmatch(candidate.before):
        return None
    # Transcripts write XXX for what cannot be heard: in lower case, the general rules decide.
    return None if candidate.case == "lower" and len(candidate.before) > 1 and candidate.before.isupper() else False


def part_label(candidate: Candidate) -> bool | None:
    """A label and its number head what follows, and a label that is cut short leads to its number.

    Article 2. Le but est simple. | Art. R. 413-17. I. Nul ne l'ignore. | Liv. II, chap. 5. Des lois. | Tous le savent.
    """
    if len(candidate.before) > LABEL_LENGTH:
        return None
    before = BRACKETED.sub("", candidate.before.replace(" .", "."))
    *outer, last = NEXT_LABEL.split(before)
    if not all(_is_labelled(part, candidate) for part in outer):
        return None
    label, rest = [*last.split(maxsplit=1), "", ""][:2]
    if normal(label.removesuffix(".")) not in candidate.language.labels:
        words = label, *rest.split()
        is_ordinal = len(words) == 2 and ORDINAL.fullmatch(words[0]) is not None  # noqa: PLR2004 (an ordinal, a label)
        return False if is_ordinal and words[1].lower() in candidate.language.labels else None
    if not rest:
        return False if LED_NUMERAL.match(candidate.after) else None
    number, _, enumerator = rest.rpartition(". ")
    if number and ARTICLE_OF_CODE.fullmatch(number) and ENUMERATOR.fullmatch(enumerator):
        return False
    return False if NUMERAL.fullmatch(rest) or ARTICLE_OF_CODE.fullmatch(rest) else None


def _is_labelled(part: str, candidate: Candidate) -> bool:
    """Tell whether a text is a label and its number."""
    label, _, number = part.partition(" ")
    return normal(label.removesuffix(".")) in candidate.language.labels and NUMERAL.fullmatch(number) is not None


def unit(candidate: Candidate) -> bool | None:
    """A unit after a number, or glued to it, ends the sentence before a capital; a smaller number belongs to it.

    Il mesure 1,80 m. | Sa sœur arrive à 20h. 30 et donne 2 fr. 50 à Paul.
    """
    name = candidate.word.lstrip("0123456789")
    number = candidate.previous_word if name == candidate.word else candidate.word[0]
    language = candidate.language
    if name in OLD_COINS and ROMAN.fullmatch(number):
        return ROMAN.fullmatch(candidate.next_word) is None and candidate.case == "upper"
    if not number.endswith(DIGITS) or not (name in language.units or name in language.large_units):
        return None
    smaller = SMALLER if name in language.large_units else SMALLER_OF
    if candidate.case == "digit" and smaller.match(candidate.after):
        return False
    if name in language.thousandths and THOUSANDTHS.match(candidate.after):
        return False
    return True if candidate.case == "upper" else None


def unit_of_price(candidate: Candidate) -> bool | None:
    """The unit that a price is for ends the sentence before a capital.

    Le beurre vaut 3 fr. le kilogr. | Comptez 20 hl. à l'hect. | Semez tard.
    """
    language, token = candidate.language, candidate.before.rpartition(" ")[2]
    if candidate.case != "upper" or candidate.next_word.isupper() or not candidate.word[:1].islower():
        return None
    if len(candidate.word) < SHORTEST_UNIT:
        return None
    if candidate.word not in language.units and candidate.word not in language.large_units:
        return None
    led = normal(candidate.previous_word) in LEADS_TO_UNIT or normal(token).startswith(("l'", "d'"))
    return True if led else None


def dimension(candidate: Candidate) -> bool | None:
    """What is measured, cut short, leads to the measure, where it begins a sentence or a part of it.

    Haut. 12 cm ; larg. 8 cm. | Il saute très haut. | 12 enfants le suivent.
    """
    if candidate.case != "digit" or candidate.word.lower() not in DIMENSIONS:
        return None
    return False if candidate.word == candidate.before or candidate.previous_word.endswith((",", ";", ":")) else None


def old_pounds(candidate: Candidate) -> bool | None:
    """Pounds of Tours or Paris end a sentence before a capital.

    Le tonneau valait 45 l. t. | Le transport en valait trois.
    """
    return True if candidate.case == "upper" and OLD_POUNDS.search(candidate.before) else None


def time_of_day(candidate: Candidate) -> bool | None:
    """A time of the day ends a sentence before a capital, but for a day, a month or a time zone.

    It is open until 5 p.m. | Admission is free.
    """
    if normal(candidate.word) not in TIMES_OF_DAY:
        return None
    if candidate.case != "upper" or candidate.starter:
        return candidate.case == "upper"
    named = (
        candidate.next_word.isupper()
        or candidate.next_word in TIME_ZONES
        or normal(candidate.next_word) in candidate.language.months
    )
    return not (named or candidate.next_word.endswith("day") or candidate.next_word in candidate.language.abbreviations)


def degrees(candidate: Candidate) -> bool | None:
    """A latitude or longitude, cut short, leads to its degrees.

    Brest est à : long. 4° 29' O.
    """
    return False if candidate.word.lower() in {"long", "lat"} and DEGREES.match(candidate.after) else None


def lone_letter(candidate: Candidate) -> bool | None:
    """A small consonant alone leads to a number.

    Une armoire, h. 2,20 m, l. 1,40 m.
    """
    alone = candidate.word in LONE_LETTERS and not candidate.before.endswith(f"/{candidate.word}")
    return False if candidate.case == "digit" and alone and not candidate.opening else None


def roman_year(candidate: Candidate) -> bool | None:
    """Old title pages part the numerals of a year.

    Paris, chez Barbin, M. DC. LXX.
    """
    numerals = ROMAN.fullmatch(candidate.word) and ROMAN.fullmatch(candidate.next_word)
    return False if numerals and len(candidate.next_word) > 1 else None


def century(candidate: Candidate) -> bool | None:
    """After a Roman numeral, `s.` is a century; it ends the sentence before a capital.

    Il naquit au XIXe s. | Paris changeait. | Le tableau du XXe s. (Tours, musée) est perdu.
    """
    if candidate.word != "s" or not CENTURY.fullmatch(candidate.previous_word):
        return None
    return candidate.case == "upper" and not candidate.opening.startswith("(")


def ordinal_of_month(candidate: Candidate) -> bool | None:
    """An ordinal before a month is a date; a plain number is one before a small letter.

    Le 1er. janvier est férié.
    """
    if candidate.next_word.lower() not in candidate.language.months or not candidate.word[:1].isdigit():
        return None
    is_day = len(candidate.word) <= ORDINAL_LENGTH and not (candidate.word.isdigit() and candidate.case == "upper")
    return False if is_day else None
