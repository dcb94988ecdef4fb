"""Times and durations in a translation: in English form, and those of the source where the model misread the only one.

Small models copy `9h15` as it stands, tear it to `1. 45`, or say another time: 3:30 for 15 h 20. They read `15:20`
best, so that is what they are given.
"""

import re
from functools import partial

_WITH_MINUTES = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])\s?h\s?([0-5]\d)(?!\w)")
_HALF_OF_DAY = re.compile(
    r"\s*(?:[ap]\.?m\b|(?:in the|this)(?: \w+)? (?:morning|afternoon|evening|night)|at night|o['’]clock)", re.IGNORECASE
)
_FRENCH_TIME = re.compile(
    r"(?<![\d.,:h])([01]?\d|2[0-4])(?::(?=[0-5]\d)|\s?h(?:eures?)?)(?:\s?([0-5]\d)(?:\s?min(?:utes?)?)?)?"
    r"(?!\s?\w*\d|\w|:)",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"\s+(?:d[eu]\b|d['’]|et\b|moins\b|à\b|le lendemain)", re.IGNORECASE)
"""What follows a time that is not whole, or of which the text says in which half of the day it is."""
_ENGLISH_TIME = re.compile(
    r"(?<![\d.,:$€£-])\d{1,2}(?:(?:\s?[:.]\s?[0-5]\d){1,2}(?![\d%])(?:\s?[ap]\.?m\b\.?)?|\s?h(?:\s?[0-5]\d)?\b"
    r"|\s?[ap]\.?m\b\.?|\.m\.|\s?o['’]clock)",
    re.IGNORECASE,
)
"""What looks like a time, be it torn: `3:30`, `1. 45`, `18h`, `15pm`, `0.m.`, `1:15:20`."""
_AT = re.compile(r"(?:\b(?:à|vers|dès|avant|après|depuis|jusqu['’]à)|\bau)\s+$", re.IGNORECASE)
_CLOCK = re.compile(r"(?:\b(?:à|vers|dès|avant|jusqu['’]à)|\bil (?:est|était))\s+$", re.IGNORECASE)
_LASTING = re.compile(
    r"\b(?:dur(?:e|ent|a|é|er|ée|ait|aient|era)|pendant|durant|longue?s?|compte[rz]|en|prend(?:re)?|mis|met(?:tre)?|dans"
    r"|toutes les|au bout|plus|moins)(?: environ| près| presque)?(?: de| d['’])?\s*$",
    re.IGNORECASE,
)
"""What stands before a duration: `dure 2 h 10`, `longue de 2 h 05`, `en 3 h 12`."""
_TIME_OF = re.compile(r"\b(?:de|d['’])\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:à|jusqu|[-–—])", re.IGNORECASE)
_TAKEN_BY = re.compile(r"\s*(?:d[e’']\s*(?!l['’]après)|par\b|sur\b)", re.IGNORECASE)
"""What follows a duration: `2 h 10 de marche`, `15 h par jour`."""
_SHORT = re.compile(r"\d+\s?[hH]\s?(?:\d\d)?")
_FIRST_OF_AFTERNOON = 13  # hours of a time that is no duration where `à` or the like stands before it; chosen by hand
_BEYOND_TWELVE = re.compile(r"(?<![\d.,:])(1[3-9]|2[0-3])(:[0-5]\d)?\s?[ap]\.?m\b\.?", re.IGNORECASE)
_CLOSING = " ”\"'’»)"
_TORN_HALF = re.compile(r"(?<![\d.,:])(\d{1,2})\.m\.")


def with_times(source: str, target: str) -> str:
    """Give the translation with the times of its source in English form, and the only one put right.

    >>> with_times("Ouvert de 9h15 à 18 h.", "Open from 9h15 to 18 p.m.")
    'Open from 9:15 to 6 p.m.'
    """
    return _in_twelve_hours(source, _with_the_time(source, _with_copied(source, target)))


def with_colons(text: str) -> str:
    """Write the times of the day of a French text as a model reads them best; durations stay.

    >>> with_colons("Ouvert de 9 h 15 à 18 h, fermé à 20h"), with_colons("Le film dure 2 h 10, à 3 h d'ici.")
    ('Ouvert de 9:15 à 18:00, fermé à 20:00', "Le film dure 2 h 10, à 3 h d'ici.")
    """
    of_day = [found for found in _FRENCH_TIME.finditer(text) if _may_be_of_day(text, found)]
    is_sure = any(found[2] or int(found[1]) >= _FIRST_OF_AFTERNOON for found in of_day)
    for found in reversed(of_day if is_sure else ()):
        text = f"{text[: found.start()]}{found[1]}:{found[2] or '00'}{text[found.end() :]}"
    return text


def _may_be_of_day(text: str, found: re.Match[str]) -> bool:
    """Tell whether hours with their short sign may be a time of the day: no word beside them says that they last."""
    before = text[max(found.start() - 24, 0) : found.start()]
    if not _SHORT.fullmatch(found[0]) or _LASTING.search(before) or _TAKEN_BY.match(text, found.end()):
        return False
    if _TIME_OF.search(before):
        return _UNTIL.match(text, found.end()) is not None
    return bool(found[2]) or _AT.search(before) is not None


def _with_copied(source: str, target: str) -> str:
    """Write times that were copied from the source, or have a dot, as English does."""
    for found in _WITH_MINUTES.finditer(source):
        hours = int(found[1])
        written = f"{hours}:{found[2]}"
        if _AT.search(source[max(found.start() - 12, 0) : found.start()]):
            written = _of_the_day(hours, found[2])
        sign = r"\s?h\s?" if re.search(rf"(?<!\d){hours}[.,]{found[2]}(?!\d)", source) else r"(?:\s?h\s?|\.)"
        copied = rf"(?<![\d.,:])0?{hours}{sign}{found[2]}(?!\d|[.,]\d|\w|\s?(?:%|min\b))"
        target = re.sub(copied, partial(_fitting, written=written), target)
    return target


def _with_the_time(source: str, target: str) -> str:
    """Give the one time of a sentence in place of the one that its translation has, whatever that is.

    >>> _with_the_time("Il arrive à 15 h 20.", "He arrives at 3:30."), _with_the_time("Ouvert dès 9 h", "Open from 9h")
    ('He arrives at 3:20 p.m.', 'Open from 9 a.m.')
    >>> _with_the_time("Le film dure 1 h 45.", "The film lasts 1. 55.")
    'The film lasts 1 h 45 min.'
    """
    times, found = list(_FRENCH_TIME.finditer(source)), list(_ENGLISH_TIME.finditer(target))
    if len(times) != 1 or len(found) != 1:
        return target
    [time], [one] = times, found
    hours, minutes = int(time[1]), time[2] or ""
    said, before = one[0].lower().replace(" ", ""), source[max(time.start() - 24, 0) : time.start()]
    if "." in said and said.rstrip(".").replace(".", ",") in source:
        return target  # 3.20 is 3,20
    if _LASTING.search(before):
        as_it_is = said.rstrip(".") in (f"{hours}:{minutes or '00'}", f"{hours}h{minutes}")
        written = f"{hours} h {minutes} min" if minutes else f"{hours} hour{'s' * (hours > 1)}"
        return target if as_it_is or _HALF_OF_DAY.match(target, one.end()) else _put(written, one)
    is_alone = not source[: time.start()].strip() and not source[time.end() :].strip(" .")
    if _SAYS_MORE.match(source, time.end()) or not (is_alone or _CLOCK.search(before)):
        return target
    if f"{hours % 24}:{minutes or '00'}" == said.lstrip("0").rstrip(".") or _HALF_OF_DAY.match(target, one.end()):
        return target  # right as it is: in 24 hours, or with what follows
    return _put(_of_the_day(hours, minutes), one)


def _put(written: str, one: re.Match[str]) -> str:
    """Put a time in place of one of the English."""
    return one.string[: one.start()] + _stopped(written, one) + one.string[one.end() :]


def _stopped(written: str, one: re.Match[str]) -> str:
    """Give what stands in place of a time, with one full stop at the end of a sentence."""
    after = one.string[one.end() :]
    if written.endswith("."):
        return written.removesuffix(".") if after.startswith(".") else written
    ends_sentence = one[0].endswith(".") and not after.strip(_CLOSING)
    return f"{written}." if ends_sentence else written


def _in_twelve_hours(source: str, target: str) -> str:
    """Write 18 p.m. as 6 p.m., and the torn 16.m. of a time of the source with its half of the day.

    >>> _in_twelve_hours("La séance reprend à 16 h, puis à 18 h.", "The sitting resumes at 16.m., then 18 p.m.")
    'The sitting resumes at 4 p.m., then 6 p.m.'
    """
    said = {int(found[1]) for found in _FRENCH_TIME.finditer(source)}

    def half(found: re.Match[str]) -> str:
        hours = int(found[1])
        return _stopped(_of_the_day(hours, ""), found) if hours in said else found[0]

    def twelve(found: re.Match[str]) -> str:
        return _stopped(f"{int(found[1]) - 12}{found[2] or ''} p.m.", found)

    return _TORN_HALF.sub(half, _BEYOND_TWELVE.sub(twelve, target))


def _of_the_day(hours: int, minutes: str) -> str:
    """Write a time of the day as English does: 3:20 p.m."""
    return f"{(hours - 1) % 12 + 1}{minutes and ':'}{minutes} {('a.m.', 'p.m.')[hours % 24 // 12]}"


def _fitting(found: re.Match[str], written: str) -> str:
    """Give a time, without half of the day where that follows."""
    if _HALF_OF_DAY.match(found.string, found.end()):
        return written.split(maxsplit=1)[0]
    return _stopped(written, found)
