"""Rules about entries of a bibliography, where a period parts authors, titles, places; each answers as in `marks`."""

import re

from pipeline.segmentation.candidates import Candidate

_CAPITAL = "[^\\W\\d_a-zß-ÿœ]"
AUTHORS_AND_YEAR = re.compile(
    rf"{_CAPITAL}[\w'’-]+,? (?:{_CAPITAL}[a-zé]{{0,3}}\.[ -]?)+(?:[,;&] ?[^()]{{0,120}})?"
    r"\((?:dir\.|éd\.|eds?\.)?[ ,]*\d{4}[a-z]?\)"
)
"""`Ferrand, Th. (1937)`: who wrote it and when, before a title."""
PLACE_AND_PUBLISHER = re.compile(rf"{_CAPITAL}[\w'’ -]{{1,40}}\s?: [^.;:]{{2,60}}, (?:\[?\d{{4}}|s\.)")
CONTAINER = re.compile(r"In\s?: |[Ii]n-(?:\d|fol|octavo|quarto|plano)")
EXTENT = re.compile(r"(?:[IVXLC]+-)?\d{1,4} ?(?:pp?|ff?|pl|vol|fig)\b\.?")
SHEETS = frozenset(["p", "pp", "f", "ff", "pl"])
NUMBERED = re.compile(r"(?:[IVXLCivxlc]+[-,])?\d+")
LONGEST_PLACE = 44
"""Characters up to the colon after a place."""
LONGEST_CUT = 7
"""Letters of the longest word of a journal's title that is cut short, `Zeitschr`."""


def author_and_year(candidate: Candidate) -> bool | None:
    """An author and a year in brackets head the title of an entry.

    Ferrand, Th. (1937). Les coques de navire.
    """
    return False if candidate.word.endswith(")") and AUTHORS_AND_YEAR.fullmatch(candidate.before) else None


def place_and_publisher(candidate: Candidate) -> bool | None:
    """A place, a colon, a publisher and a year belong to the title before them.

    La soie et ses métiers. Lille : Presses du Nord, 2006.
    """
    colon = candidate.after.find(": ", 0, LONGEST_PLACE)
    return False if colon > 0 and candidate.case == "upper" and PLACE_AND_PUBLISHER.match(candidate.after) else None


def container(candidate: Candidate) -> bool | None:
    """What a part appeared in, and the size of a book, belong to the entry.

    « L'érosion des sols ». In : Annales de géographie. | Paris, M. DC. LXX. In-12.
    """
    return False if candidate.next_word[:2] in {"In", "in"} and CONTAINER.match(candidate.after) else None


def extent(candidate: Candidate) -> bool | None:
    """How many pages there are stands after the year.

    Presses du Nord, 2006. 318 p.
    """
    year = candidate.word.isdigit() and candidate.mark == "."
    return False if year and EXTENT.match(candidate.after) else None


def page_count(candidate: Candidate) -> bool | None:
    """A number of pages ends an entry; the abbreviation leads to nothing.

    Mons, 1931, 304 p. | Du même, Le Rhin.
    """
    if candidate.word not in SHEETS or not NUMBERED.fullmatch(candidate.previous_word):
        return None
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
