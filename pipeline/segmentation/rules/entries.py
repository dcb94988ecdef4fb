"""Rules about entries of a bibliography, where a period parts authors, titles, places; each answers as in `marks`."""

import re

from pipeline.segmentation.candidates import Candidate

_CAPITAL = "[^\\W\\d_a-zß-ÿœ]"
AUTHORS_AND_YEAR = re.compile(
    rf"{_CAPITAL}[\w'’-]+,? (?:{_CAPITAL}[a-zé]{{0,3}}\.[ -]?)+(?:[,;&] ?[^()]{{0,120}})?"
    r"\((?:dir\.|éd\.|eds?\.)?[ ,]*\d{4}[a-z]?\)"
)
"""`Ferrand, Th. (1937)`: who wrote it and when, before a title."""
_NAME = rf"{_CAPITAL}[\w'’]*\.?(?:[ -]{_CAPITAL}[\w'’]*\.?)*"
AUTHOR_IN_BRACKETS = re.compile(rf"{_NAME} \((?:{_CAPITAL}[\w'’]*\.?[ -])*{_CAPITAL}\w?")
"""`Delisle (L`, before `.).`."""
PLACE = rf"{_CAPITAL}[\w'’ -]{{1,40}}\s?: "
PLACE_AND_PUBLISHER = re.compile(rf"{PLACE}[^;:]{{2,60}}?, (?:\[?\d{{4}}|s\.)")
PLACE_ALONE = re.compile(rf"{PLACE}{_CAPITAL}")
JOURNAL = re.compile(rf"{_CAPITAL}[^.:;]{{2,90}}, (?:vol\. )?\d+(?:\(\d[\d-]*\))?, ")
HEAD = re.compile(rf"(?:\[?\d+[\].]\s)?{_NAME}, {_NAME}(?:(?<=\.) | \(|\. |$)")
IMPRINT = re.compile(rf"(?:^|\. ){PLACE}[^;:.]{{2,60}}(?:, \[?\d{{4}}|\.?$)")
CONTAINER = re.compile(r"In\s?: |[Ii]n-(?:\d|fol|octavo|quarto|plano)")
EDITION = re.compile(r"\d{1,2}(?:re|e|ème) éd(?:\.|ition)|\d{1,2}(?:st|nd|rd|th) ed(?:\.|ition)")
REPORTER = re.compile(r"(?:\b[A-Z]{2,}(?: [A-Z])?|\w\.) \d{4}(?:\. [IVX]+)?$")
REPORTED = re.compile(r"(?:\d{1,5}|[IVX]+|Somm|Chron|Doctr|Jur|Pan|IR)[.,]")
AREA = re.compile(
    rf"{EDITION.pattern}|{PLACE_AND_PUBLISHER.pattern}|\d+ (?:p|ff?|pl|vol)\b|ISBN|\([^.)]{{2,60}}\)\.?(?:$| [–—-])"
)
YEAR = re.compile(r"\d{4}(?:-\d{2,4})?|\d+")
EXTENT = re.compile(r"(?:[IVXLC]+-)?\d{1,4} ?(?:pp?|ff?|pl|vol|fig)\b\.?")
SHEETS = frozenset(["p", "pp", "f", "ff", "pl"])
NUMBERED = re.compile(r"(?:[IVXLCivxlc]+[-,])?\d+")
LONGEST_PLACE = 44
"""Characters up to the colon after a place."""
LONGEST_CUT = 7
"""Letters of the longest word of a journal's title that is cut short, `Zeitschr`."""


def author_and_year(candidate: Candidate) -> bool | None:
    """An author, with a year or initials in brackets, heads the title of an entry.

    Ferrand, Th. (1937). Les coques de navire. | Delisle (L.). Le Cabinet des manuscrits.
    """
    if candidate.closers == ").":
        return False if AUTHOR_IN_BRACKETS.fullmatch(candidate.before) else None
    return False if candidate.word.endswith(")") and AUTHORS_AND_YEAR.fullmatch(candidate.before) else None


def place_and_publisher(candidate: Candidate) -> bool | None:
    """A place, a colon, a publisher and a year belong to the title before them.

    La soie et ses métiers. Lille : Presses du Nord, 2006.
    """
    colon = candidate.after.find(": ", 0, LONGEST_PLACE)
    if colon < 1 or candidate.case != "upper":
        return None
    pattern = PLACE_ALONE if AUTHORS_AND_YEAR.match(candidate.before) else PLACE_AND_PUBLISHER
    return False if pattern.match(candidate.after) else None


def entry(candidate: Candidate) -> bool | None:
    """In an entry that an author heads, all up to the place and the publisher is one.

    DURAND, Paul. Le commerce du vin. Étude d'histoire. Paris : Sud, 2001.
    """
    if candidate.mark != "." or ": " not in candidate.after or "," not in candidate.before:
        return None
    return False if IMPRINT.search(candidate.after) and HEAD.match(candidate.before) else None


def area(candidate: Candidate) -> bool | None:
    """Libraries part the areas of an entry by dashes.

    Contes / Ch. Perrault. – 3e éd. – Paris : Hetzel, 1862. – 62 p. ; 22 cm.
    """
    if candidate.mark != "." or not candidate.dash:
        return None
    return False if AREA.match(candidate.after, len(candidate.dash)) else None


def journal(candidate: Candidate) -> bool | None:
    """The journal of an article, with its volume and pages, belongs to the title; the author and year are before.

    Martin, B. (1999). Les marais salants. Géocarrefour, 74(2), 33-48.
    """
    if candidate.mark != "." or candidate.case != "upper" or "(" not in candidate.before:
        return None
    return False if JOURNAL.match(candidate.after) and AUTHORS_AND_YEAR.match(candidate.before) else None


def law_report(candidate: Candidate) -> bool | None:
    """A collection of judgments, its year, its part and the page are parted by periods.

    RTD civ. 1999. 112, obs. Jourdain. | JCP 2001. II. 10456, note Viney.
    """
    if candidate.mark != "." or not REPORTED.match(candidate.after):
        return None
    return False if REPORTER.search(candidate.before) else None


def container(candidate: Candidate) -> bool | None:
    """What a part appeared in, the size and the edition of a book belong to the entry.

    « L'érosion des sols ». In : Annales de géographie. | Paris, M. DC. LXX. In-12. | L'art roman. 3e éd.
    """
    if candidate.next_word[:2] in {"In", "in"}:
        return False if CONTAINER.match(candidate.after) else None
    return False if candidate.case == "digit" and EDITION.match(candidate.after) else None


def extent(candidate: Candidate) -> bool | None:
    """How many pages there are stands after the year.

    Presses du Nord, 2006. 318 p.
    """
    year = candidate.mark == "." and YEAR.fullmatch(candidate.word)
    return False if year and EXTENT.match(candidate.after) else None


def page_count(candidate: Candidate) -> bool | None:
    """A number of pages ends an entry; the abbreviation leads to nothing.

    Mons, 1931, 304 p. | Du même, Le Rhin.
    """
    if candidate.word not in SHEETS or not NUMBERED.fullmatch(candidate.previous_word):
        return None
    if candidate.opening.startswith("("):
        return False  # `304 p. (Coll. Terres)`
    return True if candidate.case == "upper" else None


def abbreviated_title(candidate: Candidate) -> bool | None:
    """Words of a journal's title that are cut short stand in a row; after a comma, `art.` leads to a title.

    J. Hist. Geogr. Stud., vol. 7.
    """
    if candidate.word == "art" and candidate.before.endswith((", art", ") art")) and candidate.opening:
        return False
    if candidate.beyond not in {".", ","} or candidate.case != "upper":
        return None
    previous = candidate.previous_word.removesuffix(".")
    if previous == candidate.previous_word or not previous[:1].isupper() or previous in candidate.language.titles:
        return None
    if not (previous.endswith(candidate.language.cut_endings) or previous in candidate.language.abbreviations):
        return None
    words = (candidate.word, candidate.next_word)
    cut = all(word[:1].isupper() and 1 < len(word) <= LONGEST_CUT for word in words)
    return False if cut else None
