"""Numbers in a translation: written as English writes them, and those of the source where the model misread one.

Small models copy `12,39`, `736 000` and `9h15` as they stand, tear `11 700` to `11, 700`, leave out the day of a date,
and now and then say another number.
"""

import re
from functools import partial

from pipeline.numbers import Number, compare_numbers, find_names, find_numbers
from pipeline.word_alignment import link_pair

_SPACE = "[ \u00a0\u202f]"
# Three digits after a comma are left alone: they may be thousands, written as English does.
_DECIMAL = r"\d+,(?!\d{3}\b)\d+"
_GROUPS = (
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:\.\d{{3}})+,\d+|\d{{1,3}}(?:\.\d{{3}}){{2,}}"
    r"|\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?"
)
_FRENCH = re.compile(rf"(?<![\d.,])(?:{_GROUPS}|{_DECIMAL})(?!\d|[.,]\d)")
_ALONE = re.compile(rf"(?<![\d.,:])(?:{_GROUPS}|\d+,\d+)(?!\d|[.,:]\d)")
_AMOUNT = re.compile(r"([-−+]?)([\d.,]+)\s?([€$£])")
_DIGITS = re.compile(r"\d+(?:[.,'’]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_TIME = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])\s?h\s?([0-5]\d)(?!\w)")
_HALF_OF_DAY = re.compile(r"\s*(?:[ap]\.?m\b|in the|this|at night|o['’]clock)", re.IGNORECASE)
# A time of the day in French, with or without minutes, unless the text says of which half of the day it is.
_FRENCH_TIME = re.compile(
    r"(?<![\d.,:h])([01]?\d|2[0-4])\s?h(?:eures?)?(?:\s?([0-5]\d))?(?!\w)"
    r"(?!\s+(?:d[eu]\b|d['’]|et\b|moins\b|à\b|le lendemain))",
    re.IGNORECASE,
)
_ENGLISH_TIME = re.compile(
    r"(?<![\d.,:$€£-])\d{1,2}(?:(?:\s?[:.]\s?[0-5]\d){1,2}(?![\d%])(?:\s?[ap]\.?m\b\.?)?|\s?h(?:\s?[0-5]\d)?\b"
    r"|\s?[ap]\.?m\b\.?|\.m\.|\s?o['’]clock)",
    re.IGNORECASE,
)
"""What looks like a time, be it torn: `3:30`, `1. 45`, `18h`, `15pm`, `0.m.`, `1:15:20`."""
_CLOCK = re.compile(r"(?:\bà|\bvers|\bdès|\bavant|\bjusqu['’]à)\s+$", re.IGNORECASE)
_AT = re.compile(r"(?:\b(?:à|vers|dès|avant|après|depuis|jusqu['’]à)|\bau)\s+$", re.IGNORECASE)
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
    if not any(character.isdecimal() for character in source):
        return target
    return _put_right(source, _with_times(source, _copied_in_english_form(source, target)))


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
    for number in dict.fromkeys(_FRENCH.findall(source)):
        if any(number in name for name in names):
            continue
        whole, _, fraction = english_form(number).partition(".")
        between = rf"{_SPACE}?[,.'’]?{_SPACE}?"
        copied = between.join(whole.split(",")) + (rf"[,.]{_SPACE}?{fraction}" if fraction else "")
        target = re.sub(rf"(?<![\d.,]){copied}(?![\d]|[.,]\d)", english_form(number), target)
    return target


def _with_times(source: str, target: str) -> str:
    """Write times of the day that were copied from the source, or have a dot, as English does."""
    for found in _TIME.finditer(source):
        hours = int(found[1])
        written = f"{hours}:{found[2]}"
        if _AT.search(source[max(found.start() - 12, 0) : found.start()]):
            written = f"{(hours - 1) % 12 + 1}:{found[2]} {('a.m.', 'p.m.')[hours % 24 // 12]}"
        copied = rf"(?<![\d.,:])0?{hours}(?:\s?h\s?|\.){found[2]}(?!\d|[.,]\d|\w|\s?%)"
        target = re.sub(copied, partial(_fitting, written=written, target=target), target)
    return _with_the_time(source, target)


def _with_the_time(source: str, target: str) -> str:
    """Give the one time of a sentence in place of the one that its translation has, whatever that is.

    >>> _with_the_time("Il arrive à 15 h 20.", "He arrives at 3:30."), _with_the_time("Ouvert dès 9 h", "Open from 9h")
    ('He arrives at 3:20 p.m.', 'Open from 9 a.m.')
    """
    times, found = list(_FRENCH_TIME.finditer(source)), list(_ENGLISH_TIME.finditer(target))
    if len(times) != 1 or len(found) != 1:
        return target
    [time], [one] = times, found
    is_alone = not source[: time.start()].strip() and not source[time.end() :].strip(" .")
    if not (is_alone or _CLOCK.search(source[max(time.start() - 12, 0) : time.start()])):
        return target
    hours, minutes = int(time[1]) % 24, time[2] or ""
    said = one[0].lower().replace(" ", "")
    if f"{hours}:{minutes or '00'}" == said.rstrip(".") or _HALF_OF_DAY.match(target, one.end()):
        return target  # right as it is: in 24 hours, or with what follows
    if "." in said and said.replace(".", ",") in source:
        return target  # 3.20 is 3,20
    written = f"{(hours - 1) % 12 + 1}{minutes and ':'}{minutes} {('a.m.', 'p.m.')[hours // 12]}"
    rest = target[one.end() - one[0].endswith(".") :]
    return target[: one.start()] + (written.removesuffix(".") if rest.startswith(".") else written) + rest


def _fitting(found: re.Match[str], written: str, target: str) -> str:
    """Give a time without half of the day where that follows, and with one full stop at the end of a sentence."""
    if _HALF_OF_DAY.match(target, found.end()):
        return written.split(maxsplit=1)[0]
    return written.removesuffix(".") if target[found.end() : found.end() + 1] == "." else written


def _put_right(source: str, target: str) -> str:
    """Put the one number that is missing in place of the one that is foreign, where both are alike or linked."""
    compared = compare_numbers(source, target)
    written = [(number, _digits_of(target, number)) for number in compared.foreign]
    foreign = [number for number, digits in written if not number.is_weak and digits and len(digits[0]) > 1]
    if len(compared.missing) != 1 or any(compared.missing[0] is one for one, _ in compared.matched):
        return target
    missing = compared.missing[0]
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
