"""Tell what a line of plain French text is by how it looks: title, list item, quotation, dialogue, verse."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document import Kind
from pipeline.io.divisions import Rank, close_up, find_division
from pipeline.io.labels import is_no_title

_DIALOGUE = re.compile(r"(?:[—–―]|--+)\s*(?=[^\s\d—–-])")
_BULLET = re.compile(r"(?:[•‣◦▪●·*+]|-)\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+(?=\S)")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zA-Z]\)|\d{1,2}(?:\.\d{1,2})+|\((?:\d{1,3}|[a-z])\))\s+(?=\S)")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)(?:\.?|\s?[—–-])\s+(?=[^\W\d_])")
_INITIAL = re.compile(r"(?:[«“\"‘—–-]\s*)?[^\W\d_]['’]?")
# All chosen by hand.
_LONGEST_TITLE = 80  # characters
_LEAST_CAPITALS = 4  # letters of a title in capitals; shorter lines may be initials
_LONGEST_VERSE = 65  # characters: an alexandrine has about 45
_SHORTEST_STANZA = 3  # lines: two may be an address or a signature
_LEAST_WITH_CAPITAL = 0.75  # share of a stanza's lines that begin with a capital, at least: a long verse may be broken
_MOST_ENDED = 0.67  # share of a stanza's lines that end a sentence, at most: a list of sentences is none
_LEAST_WORDS = 4  # words in a stanza's lines, on average at least: shorter lines are labels or an index


class Shape(NamedTuple):
    """What a line is: its kind and level, and how many characters at its start are only markup."""

    kind: Kind
    level: int = 0
    markup: int = 0


def shape(line: str, alone: bool = False) -> Shape:
    """Tell what a line is by itself; `alone` says that blank lines set it off from running text that follows.

    >>> shape("— Tu viens ?"), shape("• du pain"), shape("CHAPITRE II").kind, shape("Le départ", alone=True).kind
    (Shape(kind='dialogue', level=0, markup=0), Shape(kind='list_item', level=1, markup=2), 'heading', 'heading')
    """
    if found := _HASHES.match(line):
        return Shape("heading", len(found[1]), found.end())
    if found := _QUOTE.match(line):
        return Shape("quote", 0, found.end())
    if _DIALOGUE.match(line):
        return Shape("dialogue")
    if level := _title_level(line, alone):
        return Shape("heading", level)
    if found := _BULLET.match(line):
        spoken = found[0].startswith("-") and starts_upper(line[found.end() :]) and ends_sentence(line)
        return Shape("dialogue") if spoken else Shape("list_item", 1, found.end())
    return Shape("list_item", 1) if _NUMBER.match(line) else Shape("paragraph")


def number_length(line: str) -> int:
    """Count the characters at the start of a line that are a list item's number and the space after it.

    >>> number_length("12. Fermer"), number_length("a) ouvrir"), number_length("Ouvrir")
    (4, 3, 0)
    """
    found = _NUMBER.match(line)
    return found.end() if found else 0


def number_depth(line: str) -> int:
    """Count the numbers in a list item's or title's number: 2.1 has two.

    >>> number_depth("2.1 Le 4 mars"), number_depth("a) ouvrir"), number_depth("Ouvrir")
    (2, 1, 0)
    """
    return len(re.findall(r"\w+", line[: number_length(line)]))


def is_dialogue(text: str) -> bool:
    """Tell whether a paragraph begins as a turn of dialogue does, with a dash.

    >>> is_dialogue("— Tu viens ?"), is_dialogue("- du pain")
    (True, False)
    """
    return shape(text).kind == "dialogue"


def is_initial(letter: str, rest: str) -> bool:
    """Tell whether a text is nothing but the first letter of the rest, as a drop capital is that stands by itself.

    >>> is_initial("L", "e vin"), is_initial("« L’", "homme"), is_initial("A", "Fig. 2"), is_initial("Le", "vin")
    (True, True, False, False)
    """
    goes_on = rest[:1].islower() or rest.startswith(("'", "’"))
    return goes_on and letter.isupper() and _INITIAL.fullmatch(letter) is not None


def starts_block(line: str) -> bool:
    """Tell whether a line starts a paragraph wherever it stands, as list items, turns, quotations and titles do."""
    return shape(line).kind != "paragraph"


def starts_upper(text: str) -> bool:
    """Tell whether the first letter of a text is a capital; of signs, only quotes, dashes and dots may stand before it.

    >>> starts_upper("« Écoute"), starts_upper("l’été"), starts_upper("1914")
    (True, False, False)
    """
    return text.lstrip("«»“”\"'’‘(—–-… \u00a0\u202f")[:1].isupper()


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, closing quotes and brackets aside; a colon counts.

    >>> ends_sentence("Viens ! »"), ends_sentence("la lande,")
    (True, False)
    """
    return text.rstrip("»”\"') \u00a0\u202f")[-1:] in tuple(".!?…:")


def is_verse(lines: Sequence[str]) -> bool:
    """Tell whether some lines are a stanza: short, of several words, with capitals, and not each a sentence.

    >>> is_verse(["Le vent se lève et la mer s’étonne", "De voir si loin partir ses bateaux,", "Et nul ne dit."])
    True
    """
    capitals = sum(map(starts_upper, lines))
    ended = sum(map(ends_sentence, lines))
    words = sum(len(line.split()) for line in lines)
    return (
        len(lines) >= _SHORTEST_STANZA
        and max(map(len, lines)) <= _LONGEST_VERSE
        and capitals >= _LEAST_WITH_CAPITAL * len(lines)
        and ended <= _MOST_ENDED * len(lines)
        and words >= _LEAST_WORDS * len(lines)
        and not any(character.isdigit() for line in lines for character in line)
        and lines[-1][-1] in ".!?…,;:»"
    )


def is_ornament(line: str) -> bool:
    """Tell whether a line has neither letter nor digit and is no longer than a title, as `* * *` or a rule are.

    >>> is_ornament("* * *"), is_ornament("…et puis")
    (True, False)
    """
    return len(line) <= _LONGEST_TITLE and not any(character.isalnum() for character in line)


def _title_level(line: str, alone: bool) -> int:
    """Give a title's level, 0 for other lines; `alone` as for `shape`."""
    if division := find_division(line):
        return 1 if division.rank <= Rank.BOOK else 2
    if len(line) > 2 * _LONGEST_TITLE:  # too long also where spaces set its letters apart
        return 0
    line = close_up(line)
    if not line or len(line) > _LONGEST_TITLE or ends_sentence(line) or line[-1] in ",;":
        return 0
    in_capitals = line.isupper()
    if not (in_capitals or alone) or is_no_title(line):  # the last asks much: most lines are none of both
        return 0
    if in_capitals:  # the number of an account or a form is no title
        return 2 if sum(map(str.isalpha, line)) >= max(_LEAST_CAPITALS, sum(map(str.isdigit, line))) else 0
    if not line[0].isalnum() or line[0].islower() or re.match(r"\w+\)", line):
        return 0
    if line[0].isdigit():
        numbers = _NUMBERED.match(line)
        return 2 + numbers[1].count(".") if numbers and line[numbers.end()].isupper() else 0
    return 2
