"""Tell the headings of a book's divisions by their words: parts, books, chapters, acts, scenes, letters, numerals.

A division has a word and a number ("Chapitre dix-septième", "PART THE FIRST"), or a word of its own ("Épilogue"), or a
numeral alone ("XIV."); behind them a name may follow ("II — Le départ"). French and English have the same form.
"""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.io.numerals import NUMERAL, ORDINAL, ROMAN, read_roman


class Rank(IntEnum):
    """How deep a division lies in a book: what has a lower rank may hold what has a higher one."""

    VOLUME = 1
    PART = 2
    BOOK = 3
    TITLE = 4
    CHAPTER = 5
    NAMED = 6  # prologues and prefaces, which stand wherever the chapters stand
    SCENE = 7
    NUMERAL = 8
    SECTION = 9


_WORDS = {
    Rank.VOLUME: "tome|volume",
    Rank.PART: "partie|part|acte|act|journée",
    Rank.BOOK: "livre|liv\\.|book|chant|canto",
    Rank.TITLE: "titre",
    Rank.CHAPTER: "chapitre|chap\\.|chapter|lettre|letter|épître|nuit|veillée|entretien|leçon|épisode",
    Rank.SCENE: "scène|scene|tableau",
    Rank.SECTION: "section|sect\\.|article|annexe|appendice|appendix",
}
_NAMED = (
    "prologue|épilogue|epilogue|avant-propos|préface|preface|postface|foreword|afterword|introduction|conclusion|"
    "avertissement|dédicace|entracte|intermède|interlude|notice|remerciements|acknowledge?ments|glossaire|bibliographie"
)
_DIVISION = re.compile(
    "|".join(
        rf"(?P<{rank.name}>(?i:{words})\s+(?:{NUMERAL})|(?i:{ORDINAL})\s+(?i:{words})\b)"
        for rank, words in _WORDS.items()
    )
    + rf"|(?P<NAMED>(?i:{_NAMED})\b)|§\s*(?P<sign>\d+)|(?P<numeral>{ROMAN})(?!\w)"
)
_SEPARATOR = re.compile(r"\s*(?:[.:),]?\s*[—–―-]+|[.:),])?\s*")
_AMBIGUOUS = {"CV", "DIX", "MIX", "MI", "DI", "LI", "CD", "DC", "MD", "MM", "CC", "CM", "DL", "MC", "C", "D", "L", "M"}
"""What may be a numeral, but is a word, an abbreviation or an initial in most texts."""
_INITIAL = re.compile(r"[VX]\.\s+(?!(?:Les?|La|Une?|Des|The|An?)\b)[A-ZÀ-Þ]\w+(?:[- ][A-ZÀ-Þ]\w+)?$")
_INITIAL_OF_SENTENCE = re.compile(r"[IVX]\.\s+(?!(?:Les?|La|Une?|Des|The|An?)\b)[A-ZÀ-Þ][\w’'-]+ [a-zà-ÿ].*[.!?]$")
_BEGINS_SENTENCE = re.compile(
    r"(?:Les?|La|Une?|Ce|Cet|Cette|Ces|Il|Ils|Elles?|On|Nul|Nulle|Tout|Toute|Tous|Toutes|Aucune?|Chaque|Si|En|Lorsque)\s|"
    r"L[’']|S[’']il|Lorsqu[’']"
)
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…]\s+[A-ZÀ-Þ]")
_OF = re.compile(r"(?:de|du|des|d[’']|à|au|aux|of|to)(?=\W|\s)", re.IGNORECASE)
_YEAR = 1000  # a numeral so high is the year on a title page, and no chapter
_LONGEST = 80  # characters of a heading in running text; chosen by hand
_MOST_IN_NAME = 2  # words of an article's name that ends with a period; chosen by hand
_LONGEST_SECTION = 40  # characters of an article's name in running text, where a law's text may follow the number
_SHORTEST_SPACED = 6  # letters of a line set apart by spaces: fewer may be initials; chosen by hand
_LONGEST_ALONE = 300  # of one that blank lines set off: old books tell in them what happens; chosen by hand


class Division(NamedTuple):
    """The heading of a division: its rank, and its name, "" where it has none."""

    rank: Rank
    name: str


@lru_cache(maxsize=4096)  # each line is asked about several times while its block is read
def find_division(line: str, alone: bool = False) -> Division | None:
    """Tell what division a line is the heading of, if any; `alone` says that blank lines set it off.

    >>> find_division("ACTE III, SCÈNE II").rank.name, find_division("Chapitre dix-septième").rank.name
    ('SCENE', 'CHAPTER')
    >>> find_division("II — Le départ", alone=True), find_division("Chapitre 3 traite des vents")
    (Division(rank=<Rank.NUMERAL: 8>, name='Le départ'), None)
    """
    if not line or len(line) > (_LONGEST_ALONE if alone else _LONGEST) or line[0].islower():
        return None
    line = close_up(line)
    if (found := _match(line)) is None:
        return None
    rank, end = found
    separator = _SEPARATOR.match(line, end)
    mark, name = (separator[0].strip(), line[separator.end() :]) if separator else ("", line[end:])
    further = find_division(name, alone)
    if further and rank < further.rank:
        return further
    return None if name and not _may_be_name(rank, mark, name, line, alone) else Division(rank, name)


def close_up(line: str) -> str:
    """Give a line without the spaces that only set its letters apart; words are then two spaces apart.

    >>> close_up("C H A P I T R E  I I"), close_up("Il y a du pain")
    ('CHAPITRE II', 'Il y a du pain')
    """
    letters = re.sub(r"\s{2,}", "\0", line)
    if not re.fullmatch(r"(?:\w[.:]?(?: |\0|$))+", letters) or len(line) < 2 * _SHORTEST_SPACED:
        return line
    return letters.replace(" ", "").replace("\0", " ")


def _is_clause(name: str) -> bool:
    """Tell whether what follows an article's number is its text: sentences, of which a name of few words is none.

    >>> [_is_clause(name) for name in ("Le bail dure neuf ans.", "Durée du bail", "De la durée du bail.", "Durée.")]
    [True, False, False, False]
    """
    is_sentence = name[-1] in ".:;" and len(name.split()) > _MOST_IN_NAME and not _OF.match(name)
    return is_sentence or _SENTENCES.search(name) is not None


def _is_name_of_section(name: str) -> bool:
    """Tell whether what follows an article's number in running text is no first line of a sentence."""
    return name.isupper() or (len(name) <= _LONGEST_SECTION and not _BEGINS_SENTENCE.match(name))


def _match(line: str) -> tuple[Rank, int] | None:
    """Give the rank of the division that a line begins with, and where its word and number end."""
    found = _DIVISION.match(line)
    if found is None or (found["numeral"] and found["numeral"] in _AMBIGUOUS):
        return None
    if found["sign"]:
        return Rank.SECTION, found.end()
    if found["numeral"]:
        is_year = read_roman(found["numeral"]) >= _YEAR
        return None if is_year else (Rank.NUMERAL, found.end())
    return next(
        Rank[name] for name, text in found.groupdict().items() if text and name in Rank.__members__
    ), found.end()


def _may_be_name(rank: Rank, mark: str, name: str, line: str, alone: bool) -> bool:
    """Tell whether what follows a division's number, after some mark, is its name rather than a sentence's rest."""
    ended = name.rstrip("»”\"') \u00a0\u202f")[-1:] in tuple(".!?…:;,")
    capital = name.lstrip("«“\"'‘(—–- ")[:1].isupper()
    if rank is Rank.NUMERAL:
        is_initial = _INITIAL.fullmatch(line) or (mark == "." and _INITIAL_OF_SENTENCE.match(line))
        return alone and bool(mark) and mark != "," and capital and not is_initial
    if rank is Rank.SECTION and (_is_clause(name) or not (alone or _is_name_of_section(name))):
        return False
    if rank is Rank.NAMED:
        return line.isupper() or (alone and not ended and bool(mark or _OF.match(name)))
    if ended and not alone:
        return False
    if not mark:
        return capital and not ended
    return capital or mark[-1] in ":—–―-" or (alone and mark != ",")
