"""Dates: short names of days and months written out for the model, and its dates in one form through a text.

Small models copy `lun. 4 janv.` as it stands, and write now `May 15`, now `17 March` or `June 24th`.
"""

import regex

_MONTHS = {
    "janv": "janvier", "jan": "janvier", "févr": "février", "fév": "février", "fevr": "février", "fev": "février",
    "avr": "avril", "juill": "juillet", "juil": "juillet", "sept": "septembre", "oct": "octobre", "nov": "novembre",
    "déc": "décembre", "dec": "décembre",
}  # fmt: skip
_DAYS = {
    "lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi", "ven": "vendredi", "sam": "samedi",
    "dim": "dimanche",
}  # fmt: skip
_STEMS = {
    "January": "janv", "February": "f[ée]v", "March": "mars", "April": "avr", "May": "mai", "June": "juin",
    "July": "juil", "August": "ao[uû]t", "September": "sept", "October": "oct", "November": "nov",
    "December": "d[ée]c", "Monday": "lun", "Tuesday": "mar", "Wednesday": "mer", "Thursday": "jeu", "Friday": "ven",
    "Saturday": "sam", "Sunday": "dim",
}  # fmt: skip
"""How the French of an English month or day begins, written out or short."""
_ENGLISH = {name: number for number, name in enumerate(list(_STEMS)[:12], 1)}
_FRENCH = {name: number for number, name in enumerate(
    ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"), 1)}  # fmt: skip
_MONTH, _DAY = "|".join(_MONTHS), "|".join(_DAYS)
_ANY_MONTH = rf"(?:{'|'.join(_FRENCH)}|(?:{_MONTH})\b)"
_SHORT_MONTH = regex.compile(
    rf"(?<=\b\d{{1,2}}(?:er)?\s)(?P<name>{_MONTH})(?P<dot>\.)?(?!\w|\.?\s\d{{1,2}}:)"
    rf"|(?<=\b(?:en|fin|début|de|d'|mi-)\s?|^|[(/–-]\s?)(?!jan\b)(?P<name>{_MONTH})(?P<dot>\.)(?!\w)"
    rf"|\b(?P<name>{_MONTH})(?P<dot>\.)(?=\s?(?:[-–/]|\d{{4}}\b))",
    regex.IGNORECASE,
)
_SHORT_DAY = regex.compile(
    rf"\b(?P<name>{_DAY})(?P<dot>\.)?(?=\s\d{{1,2}}(?:er)?\s{_ANY_MONTH}|\s\d{{1,2}}/\d)"
    rf"|\b(?P<name>{_DAY})(?P<dot>\.)(?=\s?(?:[-–/,]|au|et|à|ou)\s?(?:{_DAY})\.)"
    rf"|(?<=\b(?:{_DAY})\.\s?(?:[-–/,]|au|et|à|ou)\s?)(?P<name>{_DAY})(?P<dot>\.)",
    regex.IGNORECASE,
)
_COPIED = regex.compile(rf"(?P<day>\b\d{{1,2}}\s)(?P<name>{_MONTH})\.")
_FRENCH_DATE = regex.compile(rf"\b(\d{{1,2}})(?:er)?\s({'|'.join(_FRENCH)})\b", regex.IGNORECASE)
_ENGLISH_DATE = regex.compile(
    rf"(?:(?<![\w.,/-])(?P<month>{'|'.join(_ENGLISH)})\s(?:the\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]|[.,/-]\d)"
    rf"|(?<![\d.,:/-])(?:\bthe\s)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:day\s)?(?:of\s)?(?P<month>{'|'.join(_ENGLISH)})\b)"
    r"(?:,?\s(?P<year>\d{4})(?![\w:]|[.,/-]\d))?"
)
_DATED_TIME = regex.compile(rf"(?:\b{_ANY_MONTH}\.?|\d{{4}}|\d/\d\d?),?\sà\s(?=\d{{1,2}}(?::|\s?h))", regex.IGNORECASE)
_TO_TIME = regex.compile(rf"(?<=(?:{'|'.join(_ENGLISH)}|\d{{4}}|/\d\d?),?\s)to(?=\s\d{{1,2}}(?::\d\d|\s?[ap]\.?m))")


def with_whole_names(text: str) -> str:
    """Write short names of days and months out, where a date or their period shows what they are.

    >>> with_whole_names("Le lun. 4 janv. 2024, du 5 au 9 déc."), with_whole_names("ven. et sam. à 9 h")
    ('Le lundi 4 janvier 2024, du 5 au 9 décembre.', 'vendredi et samedi à 9 h')
    >>> with_whole_names("Il a 5 sept et 3 dim."), with_whole_names("La mer. Le nov. ancien")
    ('Il a 5 sept et 3 dim.', 'La mer. Le nov. ancien')
    """
    return _SHORT_MONTH.sub(_whole, _SHORT_DAY.sub(_whole, text))


def _whole(found: regex.Match[str]) -> str:
    """Give the whole name of a day or a month, and its period where that ends a sentence as well."""
    name = found["name"].lower()
    if name == "sept" and not found["dot"]:  # seven
        return found[0]
    whole = _MONTHS.get(name) or _DAYS[name]
    whole = whole.capitalize() if found["name"][0].isupper() else whole
    ends = bool(found["dot"]) and not found.string[found.end() :].strip(" »”\"')") and " " in found.string.strip()
    return f"{whole}." if ends else whole


def with_dates(source: str, target: str, day_first: bool = False) -> str:
    """Give a translation with the dates of its source in one form: `March 4, 2024`, or with `day_first` `4 March 2024`.

    >>> with_dates("lun. 4 mars 2024 à 10:32", "Monday, 4 March 2024 to 10:32")
    'Monday, March 4, 2024 at 10:32'
    >>> with_dates("Né le 15 mai 1850, mort le 24 juin.", "Born on May 15th, 1850, dead on the 24th of June.", True)
    'Born on 15 May 1850, dead on 24 June.'
    >>> with_dates("20 nov. 20:00 Arrêt", "20 nov. 20:00 Stop")
    '20 November 20:00 Stop'
    """
    whole = with_whole_names(source)
    if source.endswith(".") and not whole.endswith("."):  # a table's `oct.`
        target = target.removesuffix(".")
    target = _COPIED.sub(lambda found: _in_english(found, source), target)
    dates = {(int(day), _FRENCH[month.lower()]) for day, month in _FRENCH_DATE.findall(whole)}
    if dates:
        target = _ENGLISH_DATE.sub(lambda found: _in_order(found, dates, day_first), target)
    if len(_DATED_TIME.findall(whole)) == len(_TO_TIME.findall(target)):
        target = _TO_TIME.sub("at", target)
    return target


def _in_english(found: regex.Match[str], source: str) -> str:
    """Give the English name of a short month that was copied from the source with its day."""
    if found[0] not in source:
        return found[0]
    return f"{found['day']}{list(_ENGLISH)[_FRENCH[_MONTHS[found['name']]] - 1]}"


def _in_order(found: regex.Match[str], dates: set[tuple[int, int]], day_first: bool) -> str:
    """Write a date of the source with its parts in order; leave another one as it is."""
    if (int(found["day"]), _ENGLISH[found["month"]]) not in dates:
        return found[0]
    day, month, year = found["day"].lstrip("0"), found["month"], found["year"]
    if day_first:
        return f"{day} {month}" + (f" {year}" if year else "")
    return f"{month} {day}" + (f", {year}" if year else "")


def is_name_of_time(word: str, source: str) -> bool:
    """Tell whether an English word is the day or the month that a French text names: it has a capital everywhere.

    >>> is_name_of_time("October", "oct."), is_name_of_time("March", "marchez")
    (True, False)
    """
    return word in _STEMS and regex.search(rf"\b{_STEMS[word]}", source.lower()) is not None
