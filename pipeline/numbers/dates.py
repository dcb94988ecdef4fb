"""Find dates, months and decades, in digits and words: "20/03/2020", "on the third of May", "les années 80"."""

from pipeline.numbers.amounts import Amount, read_amount
from pipeline.numbers.readings import Found, Reading
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import HOLIDAYS, MONTHS

DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_OWN = ("his", "her", "their", "my", "your", "our", "its", "whose")


def find_date(text: Tokens, start: int) -> Found | None:
    """Find the day of a month, or a month, that begins at a token; the year is a number of its own.

    >>> from pipeline.numbers.tokens import cut
    >>> find_date(cut("March the 20th, 2020", "en"), 0).readings[0].dimension, find_date(cut("1er mai", "fr"), 0).end
    ('day of month 3', 3)
    """
    if text.language == "en" and (holiday := _holiday(text, start)):
        return holiday
    month = _month(text, start)
    if month:
        after = start + 1 + (text.word(start + 1) == ".") + (text.word(start + 1) == "the")
        day = read_amount(text, after) if text.language == "en" else None
        if day and _is_day(day) and not (text.kind(after) == "digits" and text.word(day.end) in ("%", "million")):
            return _day(day.values[0], month, start, day.end, text.kind(after) == "digits")
        return Found((Reading(month, "month", month, 1),), start, start + 1, is_weak=True)
    day = read_amount(text, start)
    if day is None or not _is_day(day):
        return None
    place = (
        day.end
        + 2 * (text.follows(day.end, "day of") or text.follows(day.end, "jour de"))
        + (text.word(day.end) in ("of", "-"))
    )
    month = _month(text, place, True)
    return _day(day.values[0], month, start, place + 1, day.in_digits) if month else None


def _is_day(amount: Amount) -> bool:
    return 1 <= amount.values[0] <= 31 and amount.values[0] == int(amount.values[0]) and not amount.is_fraction


def _day(day: float, month: int, start: int, end: int, in_digits: bool) -> Found:
    return Found((Reading(day, f"day of month {month}", day, 1),), start, end, in_digits=in_digits)


def _month(text: Tokens, place: int, has_day: bool = False) -> int:
    """Give the number of a month by its name; English ones have a capital, short ones a period or a day beside them."""
    word = text.word(place)
    month = MONTHS.get(word, 0)
    if not month or (text.language == "en" and not text.raw(place)[0].isupper()):
        return 0
    ambiguous = word in ("mar", "may", "mai", "jan", "sept", "mars", "march", "dec", "avr", "sep", "oct", "nov", "août")
    beside = "digits" in (text.kind(place - 1), text.kind(place + 1), text.kind(place + 2))
    sure = beside or text.word(place - 1) in ("in", "en", "early", "late", "since", "of", "fin", "début", "de")
    return month if not ambiguous or sure or has_day else 0


def _holiday(text: Tokens, start: int) -> Found | None:
    for name, (day, month) in HOLIDAYS.items():
        words = name.replace("'", " ' ").split()
        if text.words[start : start + len(words)] == words:
            return _day(float(day), month, start, start + len(words), False)
    return None


def find_numeric_date(text: Tokens, start: int) -> list[Found]:
    """Find the parts of a date in digits that begins at a token, as 20/03/2020 or 2020-03-20."""
    if not all(text.kind(start + place) == "digits" for place in (0, 2, 4)):
        return []
    sign = text.word(start + 1)
    if sign not in ("/", "-", ".") or text.word(start + 3) != sign or not text.touches(start + 3):
        return []
    first, second, third = (text.raw(start + place) for place in (0, 2, 4))
    if not (first + second + third).isdecimal():
        return []
    if len(first) == 4 and len(second) == len(third) == 2:
        year, dates = first, [(third, second)]
    elif len(third) == 4 and max(len(first), len(second)) <= 2:
        year, dates = third, [(first, second), *([(second, first)] if text.language == "en" else [])]
    else:
        return []
    readings = tuple(
        Reading(float(day), f"day of month {int(month)}", float(day), 1)
        for day, month in dates
        if 1 <= int(month) <= 12
    )
    end = start + 5
    return [
        Found(readings, start, end, in_digits=True),
        Found((Reading(float(year)),), start, end, in_digits=True),
    ] if readings else []  # fmt: skip


def find_decade(text: Tokens, start: int) -> Found | None:
    """Find a decade that begins at a token: "les années 80", "the 1980s", "the eighties"; "1600s" is a century, too."""
    if text.language == "fr":
        if text.word(start) != "années":
            return None
        amount = read_amount(text, start + 1 + (text.word(start + 1) in ("'", "-")))
        whole = amount and not amount.is_ordinal and amount.values[0] % 10 == 0 and amount.values[0] >= 10
        return as_decade(amount.values[0], start, amount.end, amount.in_digits) if whole and amount else None
    if text.word(start) in DECADES:
        own = text.word(start - 1) in _OWN or text.word(start - 2) in _OWN
        value = float(DECADES[text.word(start)])
        return Found((Reading(value),), start, start + 1, True) if own else as_decade(value, start, start + 1, False)
    if text.kind(start) != "digits" or not text.raw(start).isdecimal() or not text.raw(start).endswith("0"):
        return None
    end = start + 1 + (text.word(start + 1) == "'")
    if text.word(end) != "s" or not text.touches(end) or len(text.raw(start)) not in (2, 4):
        return None
    return as_decade(float(text.raw(start)), start, end + 1, True)


def as_decade(value: float, start: int, end: int, in_digits: bool) -> Found:
    """Give the decade that a year begins, whose first two digits may be left out."""
    readings = [Reading(value, "decade", value, 1)]
    if 1900 <= value < 2000:
        readings.append(Reading(value - 1900, "decade", value - 1900, 1))
    if value >= 1000 and value % 100 == 0:
        readings.append(Reading(value / 100 + 1, "century", value / 100 + 1, 1))
    return Found(tuple(readings), start, end, in_digits=in_digits)
