"""The numbering of a heading: its number, with what it is the number of, and what stands between it and the name.

Models take "I Le départ" for a sentence of somebody who leaves, and drop numbers at will. So it is written in
English by rule, and only the name is translated.
"""

import re
from typing import NamedTuple

_DIVISIONS = {
    "acte": "act",
    "annexe": "annex",
    "article": "article",
    "chant": "canto",
    "chapitre": "chapter",
    "chap.": "ch.",
    "entretien": "conversation",
    "épisode": "episode",
    "étape": "step",
    "exercice": "exercise",
    "figure": "figure",
    "leçon": "lesson",
    "lettre": "letter",
    "livre": "book",
    "module": "module",
    "paragraphe": "paragraph",
    "partie": "part",
    "question": "question",
    "scène": "scene",
    "section": "section",
    "séance": "session",
    "tableau": "table",
    "titre": "title",
    "tome": "volume",
    "volume": "volume",
}
"""What a number may be that of; a tableau with a number is a table, but for plays."""
_ORDINALS = {
    "premier": "one",
    "première": "one",
    "deuxième": "two",
    "second": "two",
    "seconde": "two",
    "troisième": "three",
    "quatrième": "four",
    "cinquième": "five",
    "sixième": "six",
    "septième": "seven",
    "huitième": "eight",
    "neuvième": "nine",
    "dixième": "ten",
    "onzième": "eleven",
    "douzième": "twelve",
    "treizième": "thirteen",
    "quatorzième": "fourteen",
    "quinzième": "fifteen",
    "seizième": "sixteen",
    "dix-septième": "seventeen",
    "dix-huitième": "eighteen",
    "dix-neuvième": "nineteen",
    "vingtième": "twenty",
}
_DIGITS = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
_ROMAN = rf"{_DIGITS}(?!\w)"
"""A Roman number up to 399: beyond, words such as DIX and MIX are more probable."""
_SMALL_ROMAN = r"(?=[ivxl])(?:x{0,4}|xl|lx{0,4})(?:ix|iv|v?i{0,4})(?!\w)"
_STEPS = r"(?:\.\d{1,3}){0,5}"
_LETTER = rf"[A-Z]{_STEPS}(?!\w)|[a-z](?=\s*\))"
_NUMERAL = rf"(?:\d{{1,4}}{_STEPS}|{_ROMAN}|{_LETTER})(?:\s(?:bis|ter|quater)\b)?"
_ORDINAL = r"(?:[eE][rR]|[rR][eE]|ᵉʳ|ʳᵉ)?"
_MARK = r"(?:\s*[.)\]:°]+(?:\s*[–—-]+)?|\s+[–—-]+|\s*[–—]+)"
_AFTER = r"(?P<after>\s+(?=[«“\"(\[]?\s*[^\W_])|(?=[«“\"(\[]?\s*[^\W\d_]))"  # a name, and the space before it
_WORDS = "|".join(sorted(map(re.escape, _DIVISIONS), key=len, reverse=True))
_NAMED = re.compile(
    rf"(?P<word>(?i:{_WORDS}))\s+(?P<number>(?:{_DIGITS}|1){_ORDINAL}(?!\w)|{_NUMERAL}|{_SMALL_ROMAN})"
    rf"(?P<mark>(?:{_MARK}|,)?)(?P<after>\s*)"
)
_SPELLED = re.compile(
    rf"(?:(?P<word>(?i:{_WORDS}))\s+(?P<number>(?i:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}))"
    rf"|(?P<first>(?i:{'|'.join(_ORDINALS)}))\s+(?P<second>(?i:{_WORDS})))(?!\w)(?P<mark>(?:{_MARK}|,)?)(?P<after>\s*)"
)
_OTHERS = r"MM?\.|[LRDA]\.\s?\d"
"""What begins with a letter that is no number: "M. Dupont", "L. 123-4"."""
_NUMBERED = re.compile(rf"(?!{_OTHERS})(?P<number>(?:§+\s*)?[(\[]?{_NUMERAL})(?P<mark>{_MARK}){_AFTER}")
_BARE = re.compile(rf"(?P<number>\d{{1,3}}{_STEPS}|{_ROMAN})(?P<mark>)(?P<after>\s+)(?=[«“\"(]?\s*(?!\d)\w)")
_ALONE = re.compile(rf"(?P<number>\d{{1,4}}{_STEPS}|{_ROMAN})(?P<mark>\s*[.)°]?)(?P<after>)$")
_SECTION = re.compile(rf"(?P<number>§+\s*\d{{1,4}}{_STEPS})(?P<mark>(?:{_MARK})?)(?P<after>\s*)")


class Numbering(NamedTuple):
    """How many characters of a heading are its numbering, and what that is in English."""

    length: int
    english: str


NO_NUMBERING = Numbering(0, "")


def find_numbering(heading: str) -> Numbering:
    """Find the numbering of a heading, which may have several parts; one of no length where there is none.

    >>> find_numbering("I Le départ"), find_numbering("Chapitre IV : La mer")
    (Numbering(length=2, english='I '), Numbering(length=14, english='Chapter IV: '))
    >>> find_numbering("À la mer"), find_numbering("20 000 lieues"), find_numbering("Livre de poche")
    (Numbering(length=0, english=''), Numbering(length=0, english=''), Numbering(length=0, english=''))
    """
    done, english = 0, ""
    while (part := _part(heading[done:], first=not done)).length:
        done, english = done + part.length, english + part.english
    return Numbering(done, english if done < len(heading) else english.rstrip())


def is_letter(text: str) -> bool:
    """Tell whether a text is nothing but a letter that names something, as a cell or a heading of an index does.

    >>> is_letter("J"), is_letter("À"), is_letter("à")
    (True, False, False)
    """
    return re.fullmatch(r"[A-Z]\.?", text.strip()) is not None


def is_roman_number(text: str) -> bool:
    """Tell whether a text is nothing but a Roman number, which models take for a word.

    >>> is_roman_number("V"), is_roman_number("XIV."), is_roman_number("Vie")
    (True, True, False)
    """
    return re.fullmatch(rf"{_ROMAN}\.?", text.strip()) is not None


def _part(text: str, first: bool) -> Numbering:
    """Find one part of a numbering; only the first may be a number by itself."""
    found = _NAMED.match(text)
    if found and (found["mark"] or found["after"] or found.end() == len(text)):
        number = re.sub(rf"(?<=[I1]){_ORDINAL}$", "", found["number"])
        return Numbering(
            found.end(), f"{_cased(found['word'], _DIVISIONS[found['word'].lower()])} {number}{_mark(found)}"
        )
    found = _SPELLED.match(text)
    if found and (found["mark"] or found.end() == len(text) or text[found.end()].isupper()):
        word, number = found["word"] or found["second"], found["number"] or found["first"]
        before = found["word"] or found["first"]
        said = (
            "1"
            if word.lower() == "article" and number.lower() == "premier"
            else _cased(before, _ORDINALS[number.lower()])
        )
        return Numbering(found.end(), f"{_cased(before, _DIVISIONS[word.lower()])} {said}{_mark(found)}")
    for pattern in (_NUMBERED, _SECTION, _ALONE, _BARE) if first else ():
        found = pattern.match(text)
        if found and (pattern is not _BARE or text[found.end() :].lstrip('«“"( \u00a0\u202f')[:1].isupper()):
            return Numbering(found.end(), f"{found['number']}{_mark(found)}")
    return NO_NUMBERING


def _mark(found: re.Match[str]) -> str:
    """Give what separates a number from the name, as English writes it: no space before a colon."""
    mark = re.sub(r"\s+", " ", found["mark"])
    mark = mark.lstrip() if mark.lstrip()[:1] in tuple(".:)]°,") else mark
    return f"{mark}{' ' if found['after'] else ''}"


def _cased(french: str, english: str) -> str:
    """Give an English word in the case of a French one.

    >>> _cased("CHAPITRE", "chapter"), _cased("Chapitre", "chapter"), _cased("scène", "scene")
    ('CHAPTER', 'Chapter', 'scene')
    """
    if french.isupper():
        return english.upper()
    return english.capitalize() if french[0].isupper() else english
