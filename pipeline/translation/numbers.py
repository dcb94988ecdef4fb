"""Numbers in a translation: written as English writes them, and those of the source where the model misread one.

Small models copy `12,39` and `736 000` as they stand, tear `11 700` to `11, 700`, and now and then say another number.
"""

import re

from pipeline.quality.checks import missing_numbers

_SPACE = "[ \u00a0\u202f]"
# Three digits after a comma are left alone: they may be thousands, written as English does.
_DECIMAL = r"\d+,(?!\d{3}\b)\d+"
_FRENCH = re.compile(rf"(?<![\d.,])(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?|{_DECIMAL})(?![\d,])")
_ENGLISH = re.compile(r"\d+(?:[.,]\d+)*")


def with_numbers(source: str, target: str) -> str:
    """Give the translation with its source's numbers in English form, and a misread one put right.

    >>> with_numbers("736 000 voix, soit 12,39 %", "736 000 votes, or 12,39 %")
    '736,000 votes, or 12.39 %'
    >>> with_numbers("Près de 15 000 marchés en 2012", "Nearly 1,000 markets in 2012")
    'Nearly 15,000 markets in 2012'
    """
    return _put_right(source, _in_english_form(source, target))


def english_form(number: str) -> str:
    """Write a French number as English does.

    >>> english_form("1 234 567,89"), english_form("3,5"), english_form("2012")
    ('1,234,567.89', '3.5', '2012')
    """
    whole, _, fraction = number.partition(",")
    grouped = re.sub(_SPACE, ",", whole)
    return f"{grouped}.{fraction}" if fraction else grouped


def _in_english_form(source: str, target: str) -> str:
    """Put numbers that were copied from the source as they stand there, or torn, into English form."""
    for number in dict.fromkeys(_FRENCH.findall(source)):
        whole, _, fraction = number.partition(",")
        copied = rf"{_SPACE}?[,.]?{_SPACE}?".join(re.split(_SPACE, whole)) + (
            rf"[,.]{_SPACE}?{fraction}" if fraction else ""
        )
        target = re.sub(rf"(?<![\d.,]){copied}(?![\d]|[.,]\d)", english_form(number), target)
    return target


def _put_right(source: str, target: str) -> str:
    """Put the one number that is missing in place of the one that begins alike and is not in the source."""
    missing = missing_numbers(source, target)
    foreign = [found for found in _ENGLISH.finditer(target) if len(found[0]) > 1 and missing_numbers(found[0], source)]
    if len(missing) != 1 or len(foreign) != 1 or missing[0][0] != foreign[0][0][0]:
        return target
    return target[: foreign[0].start()] + english_form(missing[0]) + target[foreign[0].end() :]
