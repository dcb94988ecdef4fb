"""Find times of the day and durations in hours, in digits and words: "15 h 20", "half past three", "2:05"."""

from pipeline.numbers.amounts import Amount, read_amount
from pipeline.numbers.readings import Found, Reading
from pipeline.numbers.tokens import Tokens
from pipeline.numbers.units import UNITS

_MORNING, _AFTERNOON = "morning", "after noon"
_PARTS_OF_DAY = {
    "fr": {"du matin": _MORNING, "de l ' après - midi": _AFTERNOON, "du soir": _AFTERNOON, "ce soir": _AFTERNOON,
           "ce matin": _MORNING, "demain matin": _MORNING, "hier soir": _AFTERNOON},
    "en": {"a . m": _MORNING, "am": _MORNING, "p . m": _AFTERNOON, "pm": _AFTERNOON},
}  # fmt: skip
_ENGLISH_PARTS = {"morning": _MORNING, "afternoon": _AFTERNOON, "evening": _AFTERNOON, "night": "night"}
_TO_MORNING = ("in", "the", "this", "that", "tomorrow", "yesterday", "next", "at", "of", "on", "every", "same")
NOON = {"midi": 720, "minuit": 0, "noon": 720, "midday": 720, "midnight": 0, "noonday": 720}
_DAY = 1440
_ABOUT = frozenset(["de", "d", "'", "environ", "près", "presque"])
_LASTING = frozenset(
    ["dure", "durent", "dura", "duré", "durée", "durer", "durait", "durera", "pendant", "durant", "long", "longs",
     "longue", "longues", "comptez", "mis", "bout", "dans", "plus", "moins", "toutes"]
)  # fmt: skip
"""French words after which hours are a duration."""
_BEFORE_TIMES = frozenset(["at", "by", "until", "till", "before", "after", "from", "since", "around", "about", "past"])
"""English words after which 3.20 may be a time as well."""


def find_time(text: Tokens, start: int) -> Found | None:
    """Find the time of the day that begins at a token.

    >>> from pipeline.numbers.tokens import cut
    >>> [find_time(cut(text, "en"), 0).readings[0].value for text in ("3:20 p.m.", "half past three", "noon")]
    [920, 210, 720]
    >>> find_time(cut("trois heures moins le quart", "fr"), 0).readings[0].value
    165
    """
    if (
        text.word(start) in NOON
        and not text.raw(start).isupper()
        and "après" not in (text.word(start - 1), text.word(start - 2))
    ):
        return _at_noon(text, start)
    return _in_french(text, start) if text.language == "fr" else _in_english(text, start)


def _at_noon(text: Tokens, start: int) -> Found:
    minutes, end = _minutes_in_words(text, start + 1) if text.language == "fr" else (0, start + 1)
    weak = text.word(start - 1) in ("le", "du", "de", "ce", "au") and not minutes
    return Found(_clock({(NOON[text.word(start)] + minutes) % _DAY}), start, end, weak)


def _in_french(text: Tokens, start: int) -> Found | None:
    if text.word(start + 1) in ("h", "heures") and (dotted := _with_dot(text, start, True)):
        return dotted._replace(end=start + 2)
    amount = _hour(text, start)
    if amount is None:
        return None
    sign = text.word(amount.end)
    hours, digits = int(amount.values[0]), text.kind(start) == "digits"
    if sign == ":" and digits:
        return _with_colon(text, start, amount)
    if sign not in ("h", "heure", "heures", "hrs"):
        return None
    minutes, end = _minutes_in_digits(text, amount.end + 1) or _minutes_in_words(text, amount.end + 1)
    part, end = _part_of_day(text, end)
    either = (not digits or (sign != "h" and hours != 12)) and part is None
    readings = () if _is_duration(text, start) else _clock(_times(60 * hours + minutes, part, either))
    duration = Reading.of(hours + minutes / 60, UNITS["heure"])
    whole = (Reading(hours), Reading((hours - 1) % 12 + 1)) if minutes == 0 else ()
    quantity = () if part or text.word(end - 1) in ("quart", "dix", "cinq", "vingt") else (duration,)
    parts = _parts(start, end, (hours, minutes)) if minutes else ()
    return Found((*readings, *quantity, *whole), start, end, hours == 1 and not digits, digits, parts)


def _is_duration(text: Tokens, start: int) -> bool:
    """Tell whether what stands before a time says that it is one that something takes: "dure 2 h 10", "en 3 h 12"."""
    place = start - 1
    while place > start - 4 and text.word(place) in _ABOUT:
        place -= 1
    return text.word(place) in _LASTING


def _hour(text: Tokens, start: int) -> Amount | None:
    """Read the hour that a time begins with."""
    if text.word(start) in ("une", "un") and text.word(start + 1) == "heure":
        return Amount((1.0,), start + 1)
    if text.kind(start) == "digits":
        return Amount((float(text.raw(start)),), start + 1) if _is_hour(text.raw(start)) else None
    amount = read_amount(text, start)
    fits = amount and not amount.is_fraction and not amount.is_ordinal and amount.values[0] <= 24
    return amount if fits and amount and amount.values[0] == int(amount.values[0]) else None


def _is_hour(digits: str) -> bool:
    return digits.isdecimal() and len(digits) <= 2 and int(digits) <= 24


def _minutes_in_digits(text: Tokens, place: int) -> tuple[int, int] | None:
    if text.kind(place) == "digits" and text.raw(place).isdecimal() and len(text.raw(place)) == 2:
        minutes = int(text.raw(place))
        return (minutes, place + 1 + (text.word(place + 1) in ("min", "minutes"))) if minutes < 60 else None
    return None


def _minutes_in_words(text: Tokens, place: int) -> tuple[int, int]:
    """Read "et demie", "moins le quart", "moins dix", "vingt-cinq"; nothing is no minutes."""
    for phrase, minutes in (("et demie", 30), ("et demi", 30), ("et quart", 15), ("et un quart", 15),
                            ("moins le quart", -15), ("moins un quart", -15), ("trois quarts", 45), ("un quart", 15),
                            ("½", 30)):  # fmt: skip
        if text.follows(place, phrase):
            return minutes, place + len(phrase.split())
    sign = -1 if text.word(place) == "moins" else 1
    amount = read_amount(text, place + (sign < 0)) if text.kind(place) == "word" else None
    if amount and not amount.is_ordinal and not amount.is_fraction and 1 < amount.values[0] < 60:
        return sign * int(amount.values[0]), amount.end
    return 0, place


def _part_of_day(text: Tokens, place: int) -> tuple[str | None, int]:
    """Read what says which half of the day a time is in, and give the token after it."""
    for phrase, part in _PARTS_OF_DAY[text.language].items():
        if text.follows(place, phrase):
            return part, place + len(phrase.split())
    if text.language == "en":
        for at in range(place, place + 3):
            if text.word(at) in _ENGLISH_PARTS and at > place:
                return _ENGLISH_PARTS[text.word(at)], at + 1
            if text.word(at) not in _TO_MORNING:
                break
    return None, place


def _times(minutes: int, part: str | None, either: bool) -> set[int]:
    """Give the minutes since midnight that a time may be; `either` says that it may be of both halves of the day."""
    minutes %= _DAY
    half = minutes % 720
    if part == _MORNING:
        return {half}
    if part == _AFTERNOON:
        return {half + 720} if minutes < 720 or minutes >= 720 else {minutes}
    if part == "night":
        return {half, half + 720}
    return {minutes, half, half + 720} if either and minutes <= 780 else {minutes}


def _clock(minutes: set[int]) -> tuple[Reading, ...]:
    return tuple(Reading(one, "clock", one, 1) for one in sorted(minutes))


def _parts(start: int, end: int, parts: tuple[float, ...]) -> tuple[Found, ...]:
    return tuple(Found((Reading(float(part)),), start, end, in_digits=True) for part in parts)


def _with_colon(text: Tokens, start: int, amount: Amount) -> Found | None:
    """Read 15:20 or 15:20:05, and in English 3.20 p.m."""
    place = amount.end + 1
    minutes = _minutes_in_digits(text, place)
    if minutes is None or not text.touches(place) or not text.touches(place - 1):
        return None
    part, end = _part_of_day(text, place + 1)
    hours = int(amount.values[0])
    readings = _clock(_times(60 * hours + minutes[0], part, hours <= 12 and text.language == "en"))
    as_duration = () if part else (Reading.of(hours + minutes[0] / 60, UNITS["hour"]),)
    parts = () if part else _parts(start, end, (hours, minutes[0]))
    return Found((*readings, *as_duration), start, end, False, True, parts)


def _in_english(text: Tokens, start: int) -> Found | None:
    past = _half_past(text, start)
    if past:
        return past
    if text.kind(start) == "digits" and (found := _with_dot(text, start)):
        return found
    amount = _hour(text, start)
    if amount is None:
        return None
    if text.word(amount.end) == ":" and text.kind(start) == "digits":
        return _with_colon(text, start, amount)
    hours, digits, end = int(amount.values[0]), text.kind(start) == "digits", amount.end
    if digits and text.word(end) == "h" and (minutes := _minutes_in_digits(text, end + 1)):
        as_duration = Reading.of(hours + minutes[0] / 60, UNITS["hour"])
        return Found((*_clock({60 * hours + minutes[0]}), as_duration), start, minutes[1], False, True)
    if text.word(end) in ("noon", "midnight", "midday"):
        return Found(_clock({NOON[text.word(end)]}), start, end + 1, False, digits)
    if text.follows(end, "o ' clock"):
        end += 3
    part, after = _part_of_day(text, end)
    if end == amount.end and part is None:
        return None
    readings = _clock(_times(60 * hours, part, hours <= 12))
    return Found(readings, start, after, hours == 1, digits)


def _with_dot(text: Tokens, start: int, is_time: bool = False) -> Found | None:
    """Read 3.20 p.m., and 9.15 where nothing tells that it is a time, as a decimal and a time."""
    hours, dot, minutes = text.raw(start).partition(".")
    if not dot or not _is_hour(hours) or len(minutes) != 2 or int(minutes) >= 60:
        return None
    part, end = _part_of_day(text, start + 1)
    clock = _clock(_times(60 * int(hours) + int(minutes), part, int(hours) <= 12))
    if part or is_time:
        return Found(clock, start, end, False, True)
    if text.word(start - 1) not in _BEFORE_TIMES or text.word(start + 1) in ("per", *UNITS):
        return None
    return Found((Reading(float(text.raw(start))), *clock), start, end, False, True)


def _half_past(text: Tokens, start: int) -> Found | None:
    """Read "half past three", "a quarter to six", "ten minutes past four", "ten before noon"."""
    place = start + (text.word(start) == "a")
    if text.word(place) in ("half", "quarter"):
        minutes, end = {"half": 30, "quarter": 15}[text.word(place)], place + 1
    else:
        amount = read_amount(text, start)
        if amount is None or amount.is_ordinal or not 0 < amount.values[0] < 60:
            return None
        minutes, end = int(amount.values[0]), amount.end
        end += text.word(end) in ("minutes", "minute")
    end += text.word(end) == "-"
    sign = {"past": 1, "after": 1, "to": -1, "before": -1, "of": -1}.get(text.word(end))
    if sign is None or (text.word(end) in ("of", "after", "before", "to") and minutes % 5):
        return None
    hour = NOON.get(text.word(end + 1))
    amount = _hour(text, end + 1) or (Amount((1.0,), end + 2) if text.word(end + 1) == "one" else None)
    if hour is None and (amount is None or amount.values[0] > 12):
        return None
    rather_range = text.kind(start) == "digits" or text.word(end) == "of"  # from 10 to 12, ten of twelve
    if text.word(end) in ("to", "of") and text.word(place) != "quarter" and hour is None and rather_range:
        return None
    end = end + 2 if hour is not None or amount is None else amount.end
    end += 3 * text.follows(end, "o ' clock")
    part, end = _part_of_day(text, end)
    base = hour if hour is not None else 60 * int(amount.values[0]) if amount else 0
    return Found(_clock(_times(base + sign * minutes, part, hour is None)), start, end)
