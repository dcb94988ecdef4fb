"""Numbers in a translation: written as English writes them, and those of the source where the model misread one.

Small models copy `12,39`, `736 000` and `9h15` as they stand, tear `11 700` to `11, 700`, leave out the day of a date,
and now and then say another number.
"""

import re

from pipeline.numbers import Number, compare_numbers, find_names, find_numbers
from pipeline.translation.times import with_times
from pipeline.word_alignment import link_pair

_SPACE = "[ \u00a0\u202f]"
# Three digits after a comma are left alone: they may be thousands, written as English does.
_DECIMAL = r"\d+,(?!\d{3}\b)\d+"
_GROUPS = (
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:\.\d{{3}})+,\d+|\d{{1,3}}(?:\.\d{{3}}){{2,}}"
    r"|\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?"
)
_FRENCH = re.compile(rf"(?<![\d.,])(?:{_GROUPS}|{_DECIMAL})(?!\d|[.,]\d)")
_POINTED = re.compile(
    r"(?P<of>(?:\b(?:v|version|art|article|n[o°]|section|chapitre|chap|figure|fig|tableau|point)\.?|§)\s?)?"
    r"(?<![\d.,])(?P<number>[1-9]\d{0,2}\.\d{3})(?![\d.,]*\d)",
    re.IGNORECASE,
)
"""Thousands with a point, `2.500 fr.`: French decimals have a comma."""
_DOT_DECIMAL = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)")
_ALONE = re.compile(rf"(?<![\d.,:])(?:{_GROUPS}|\d+,\d+)(?!\d|[.,:]\d)")
_AMOUNT = re.compile(r"([-−+]?)([\d.,]+)\s?([€$£])")
_LONE_AMOUNT = re.compile(r"(?<![\d.,$€£])(\d[\d,]*(?:\.\d+)?)\s?([€$£])(?!\s?\d|\s?(?:US|CA|CAN|U\.S)\b)")
_RAISED = re.compile(r"\b([^\W\d_]{1,3})([²³])")
_LEVEL = {"²": "2", "³": "3"}
_ORDINAL = r"(?:[IVXLC]+(?:th|st|nd|rd|e)?|\d+(?:th|st|nd|rd))"
_BEFORE_CENTURY = rf"(?=(?:(?:\s?[,–-]|\s(?:and|or|to|until))\s?(?:the\s)?{_ORDINAL})*(?:\s|-)centur)"
"""What follows the number of a century: others, and the word."""
_ROMAN_ORDINAL = re.compile(r"\b([IVX]+)(?:er|ème|e)\b")
_DIGITS = re.compile(r"\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_MEASURE = re.compile(r"(\d[\d.,\s]*?)\s?((?:[cdkm]?m|[km]?g|[cdm]?l|[kM]?W|[kM]Hz|ha)[²³]?)")
"""Figures with the sign of a unit that English writes alike."""
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_AND_YEAR = re.compile(rf"\b(?:{_MONTH})(?=,? \d{{4}}\b)")


def with_numbers(source: str, target: str) -> str:
    """Give the translation with its source's numbers in English form, and a misread one put right.

    >>> with_numbers("736 000 voix, soit 12,39 %", "736 000 votes, or 12,39 %")
    '736,000 votes, or 12.39 %'
    >>> with_numbers("Près de 15 000 marchés en 2012", "Nearly 1,000 markets in 2012")
    'Nearly 15,000 markets in 2012'
    >>> with_numbers("Le 20 mars 2020, à 9h15", "In March 2020, at 9.15")
    'On 20 March 2020, at 9:15 a.m.'
    """
    target = _with_centuries(source, target)
    if not any(character.isdecimal() for character in source):
        return target
    return _put_right(source, with_times(source, _copied_in_english_form(source, target)))


def english_form(number: str) -> str:
    """Write a French number as English does.

    >>> english_form("1 234 567,89"), english_form("3,5"), english_form("2012"), english_form("12.500,00")
    ('1,234,567.89', '3.5', '2012', '12,500.00')
    """
    grouped = re.fullmatch(r"(\d{1,3}(?:['’]\d{3})+)\.(\d+)", number)
    whole, _, fraction = (grouped[1], ".", grouped[2]) if grouped else number.partition(",")
    whole = re.sub(rf"{_SPACE}|['’]|\.(?=\d{{3}})", ",", whole)
    return f"{whole}.{fraction}" if fraction else whole


def in_english_form(text: str) -> str:
    """Write the numbers of a text without words as English does; what names something in digits stays as it is.

    >>> [in_english_form(text) for text in ("1 500,00 €", "12,5 %", "02 98 12 34 56", "2.10.3", "20/03/2020")]
    ['€1,500.00', '12.5%', '02 98 12 34 56', '2.10.3', '20/03/2020']
    """
    names = find_names(text)
    done, parts = 0, []
    for start, end in [*names, (len(text), len(text))]:
        written = _ALONE.sub(lambda found: english_form(found[0]), text[done:start])
        written = re.sub(rf"(?<=\d){_SPACE}%", "%", written)
        parts += [_AMOUNT.sub(r"\1\3\2", written), text[start:end]]
        done = end
    return "".join(parts)


def _copied_in_english_form(source: str, target: str) -> str:
    """Put numbers that were copied from the source as they stand there, or torn, into English form."""
    names = {source[start:end] for start, end in find_names(source)}
    pointed = (
        [] if _DOT_DECIMAL.search(source) else [one["number"] for one in _POINTED.finditer(source) if not one["of"]]
    )
    for number in dict.fromkeys([*_FRENCH.findall(source), *pointed]):
        if any(number in name for name in names):
            continue
        whole, _, fraction = english_form(number).partition(".")
        torn = "-" if re.search("['’]", number) else ""  # as models read an apostrophe between digits
        between = rf"{_SPACE}?[,.'’{torn}]?{_SPACE}?"
        copied = between.join(whole.split(",")) + (rf"[,.]{_SPACE}?{fraction}" if fraction else "")
        target = re.sub(rf"(?<![\d.,]){copied}(?![\d]|[.,]\d)", english_form(number), target)
    for unit, sign in dict.fromkeys(_RAISED.findall(source)):
        target = re.sub(rf"\b{re.escape(unit)}{_LEVEL[sign]}(?!\w)", unit + sign, target)
    signs = {found[3] for found in _AMOUNT.finditer(source)}
    return _LONE_AMOUNT.sub(lambda found: found[2] + found[1] if found[2] in signs else found[0], target)


def _with_centuries(source: str, target: str) -> str:
    """Write the centuries that were copied from the source as English does, and put the only one right.

    >>> _with_centuries("Les XVIIIe et XIXe siècles", "The XVIIIth and XIXth centuries")
    'The 18th and 19th centuries'
    >>> _with_centuries("Au XVIIe siècle, Louis XIV régnait.", "In the twenty-first century Louis XIV reigned.")
    'In the 17th century Louis XIV reigned.'
    """
    if "siècle" not in source.lower():
        return target
    if "centur" in target.lower():
        for number in find_numbers(source, "fr"):
            if roman := _ROMAN_ORDINAL.match(source, number.start, number.end):
                written = _ordinal(int(number.readings[0].value))
                target = re.sub(rf"\b{roman[1]}(?:er|e|ème|th|st|nd|rd)?\b{_BEFORE_CENTURY}", written, target)
    compared = compare_numbers(source, target)
    if [len(side) for side in compared[:2]] != [1, 1]:
        return target
    [missing], [one] = compared[:2]
    if not missing.dimension == one.dimension == "century":
        return target
    said, written = target[one.start : one.end], _ordinal(int(missing.readings[0].value))
    return f"{target[: one.start]}{written} {said.rpartition(' ')[2]}{target[one.end :]}"


def _ordinal(number: int) -> str:
    """Write an ordinal in digits.

    >>> [_ordinal(number) for number in (1, 2, 3, 11, 12, 13, 21, 19)]
    ['1st', '2nd', '3rd', '11th', '12th', '13th', '21st', '19th']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _put_right(source: str, target: str) -> str:
    """Put the one number that is missing in place of the one that is foreign, where both are alike or linked."""
    compared = compare_numbers(source, target)
    written = [(number, _digits_of(target, number)) for number in compared.foreign]
    foreign = [number for number, digits in written if not number.is_weak and digits and len(digits[0]) > 1]
    if len(compared.missing) != 1 or any(compared.missing[0] is one for one, _ in compared.matched):
        return target
    missing = compared.missing[0]
    if len(compared.foreign) == 1 and (mended := _with_unit(source, missing, target, compared.foreign[0])):
        return mended
    if not foreign:
        return _with_day(source, missing, target)
    french, english = (_digits_of(text, one) for text, one in ((source, missing), (target, foreign[0])))
    if len(foreign) != 1 or _kind(missing) != _kind(foreign[0]) or missing.dimension == "clock":
        return target
    if french is None or english is None or french[0] == english[0]:  # 8,733 may be thousands in either
        return target
    if french[0][0] != english[0][0] and not _are_linked(source, target, missing, foreign[0]):
        return target
    return target[: english.start()] + english_form(french[0]) + target[english.end() :]


def _with_unit(source: str, missing: Number, target: str, foreign: Number) -> str:
    """Give the translation with the measure that is missing in place of the same figure with another unit; "" for none.

    >>> with_numbers("3 à 4 cm d'épaisseur", "3 to 4m of thickness"), with_numbers("450 m", "450 feet")
    ('3 to 4 cm of thickness', '450 m')
    """
    measure = _MEASURE.fullmatch(source, missing.start, missing.end)
    said = target[foreign.start : foreign.end]
    if not measure or _digits_only(said) != _digits_only(english_form(measure[1])):
        return ""
    return f"{target[: foreign.start]}{english_form(measure[1])} {measure[2]}{target[foreign.end :]}"


def _digits_only(text: str) -> str:
    """Give the digits and the signs between them with which a text begins."""
    found = re.match(r"\d[\d.,]*", text)
    return found[0] if found else ""


def _kind(number: Number) -> tuple[str, float]:
    """Give what a number measures, and the size of its unit: 450 metres stay no 450 feet."""
    return (number.dimension, number.readings[0].unit) if number.readings else ("", 0.0)


def _digits_of(text: str, number: Number) -> re.Match[str] | None:
    """Give the digits of a number, if it is written with one row of them."""
    found = list(_DIGITS.finditer(text, number.start, number.end))
    return found[0] if len(found) == 1 and not number.name else None


def _are_linked(source: str, target: str, french: Number, english: Number) -> bool:
    """Tell whether a word of one number is linked to a word of the other."""
    return any(
        one.source_start < french.end
        and french.start < one.source_end
        and one.target_start < english.end
        and english.start < one.target_end
        for one in link_pair(source, target)
    )


def _with_day(source: str, missing: Number, target: str) -> str:
    """Put the day that is missing before the one month with a year of the English."""
    months = list(_MONTH_AND_YEAR.finditer(target))
    day = missing.readings[0].value if missing.readings else 0
    if not missing.dimension.startswith("day of month") or len(months) != 1:
        return target
    there = find_numbers(months[0][0] + " 2000", "en")
    if f"day of month {there[0].readings[0].value:.0f}" != missing.dimension:
        return target
    before = target[: months[0].start()]
    before = re.sub(r"\b([Ii])n $", lambda found: "On " if found[1] == "I" else "on ", before)
    return f"{before}{day:.0f} {target[months[0].start() :]}"
