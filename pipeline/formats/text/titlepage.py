"""Read the title page that a plain text may begin with: title, author, translator, and what else stands there.

A line is told by its words ("par", "traduit de l'italien par", "Roman", "Éditions"), by being a person's name, or by a
header that names title and author already.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Paragraph
from pipeline.io.divisions import find_division
from pipeline.io.kinds import ends_sentence
from pipeline.io.labels import is_date
from pipeline.io.persons import is_person, may_be_person

# All chosen by hand.
_MOST = 16  # paragraphs of a title page
_LONGEST = 120  # characters of one
_BY = re.compile(r"(?:par|by|de)$", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:par|by)\s+(?P<name>.+)", re.IGNORECASE)
_TRANSLATOR = re.compile(
    r"(?:(?:un )?(?:roman|nouvelles?|récits?|contes?|poèmes?|théâtre|pièce|essai) )?"
    r"(?:traduite?s?|traduction|trad\.|translated|translation)\b.*?(?:\b(?:par|by)\b|:)\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_TRANSLATED_OF = re.compile(
    r"(?:traduite?s? (?:du |de l[’']|de la )\w+ (?:de|d[’'])|translated from the \w+ of)\s?(?P<name>\S.*)",
    re.IGNORECASE,
)
_OR = re.compile(r"(?:ou(?: bien)?|or),?$", re.IGNORECASE)  # between a title and another one for the same
_GENRE = re.compile(
    r"(?:un |a )?(?:grand )?(?:roman|nouvelles?|récits?|contes?|poésies|poèmes?|théâtre|comédie|tragédie|drame|farce|"
    r"vaudeville|essai|mémoires|chroniques?|novel|tale|story|stories|poems|play|comedy|tragedy|essays?)"
    r"(?:\W*$|,| (?:en|in|de mœurs|d[’']aventures?|historiques?|policier|inédite?s?|traduite?s?)\b)",
    re.IGNORECASE,
)
_DEDICATION = re.compile(
    r"(?:à|a|pour|to|for) (?:m[aeoy]n?s?\b|ma |mes |m\.|mme|mlle|the memory|la mémoire|[A-ZÀ-Þ]\w+$)", re.IGNORECASE
)
_CAST = re.compile(r"(?:personnages|acteurs|distribution|dramatis personae|characters)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(?:\.\d+)*(?:\.?|\s?[—–-])(?: +[A-ZÀ-Þ]|$)")
_IMPRINT = re.compile(
    r".*\b(?:1[4-9]|20)\d\d\b|(?:éditions?|éditeur|librairie|imprimerie|imprimé|chez|collection|tome|volume|paris|bruxelles|"
    r"genève|lausanne|lyon|rouen|amsterdam|la haye|londres|london|new york|publish|printed|copyright|représentée?)\b|"
    r".*\b(?:éditeur|libraire|imprimeur|éditions|press|publishers?)s?\b|\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What a title page says, and the paragraphs of its text, in which just the title is a heading of the page."""

    title: str
    author: str
    translator: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(slots=True)
class _Found:
    """The numbers of the paragraphs that have each role, and the names; `named` is the author's name and no more."""

    free: list[int]
    other: list[int]
    author: str = ""
    translator: str = ""
    told: bool = False
    named: int = -1


def read_title_page(paragraphs: Sequence[Paragraph], fields: Mapping[str, str]) -> TitlePage:
    """Read the title page of a text; `fields` are the title, the author and the translator that a header names.

    >>> lines = ("Voyage sur la lande", "Jules Verne", "I", "Il pleut sur la lande.")
    >>> page = read_title_page([Paragraph(line, "heading" if line == "I" else "paragraph") for line in lines], {})
    >>> page.title, page.author, page.paragraphs[0].kind, page.paragraphs[1].kind
    ('Voyage sur la lande', 'Jules Verne', 'heading', 'paragraph')
    """
    count = _length(paragraphs)
    front = paragraphs[:count]
    found = _sort(front, fields)
    _choose_author(front, found)
    title = found.free[:1]
    for number in found.free[1:]:
        if _goes_on(front, title[-1], number):
            title.append(number)
    divided = count < len(paragraphs) and _begins_text(paragraphs[count])
    sure = bool(found.author or found.translator or found.told or divided or fields.get("title"))
    if not title or not (sure or front[title[0]].kind == "heading"):
        named = {name: fields.get(name, "") for name in ("title", "author", "translator")}
        return TitlePage(**named, paragraphs=tuple(paragraphs))
    text = " ".join(front[n].text for n in title).rstrip(",;")
    others = {*found.other, *(n for n in found.free if n not in title)}
    made = [
        replace(one, kind="heading", level=1)
        if n in title
        else replace(one, kind="paragraph", level=0, translate=one.translate and n != found.named)
        if n in others and one.kind in {"heading", "paragraph"}
        else one
        for n, one in enumerate(front)
    ]
    return TitlePage(
        fields.get("title") or text,
        fields.get("author") or found.author,
        fields.get("translator") or found.translator,
        (*made, *paragraphs[count:]),
    )


def _length(paragraphs: Sequence[Paragraph]) -> int:
    """Count the paragraphs that a title page may consist of: short ones, up to the first division or running text."""
    for number, one in enumerate(paragraphs[:_MOST]):
        is_text = len(one.text) > _LONGEST or one.kind not in {"heading", "paragraph", "verse"}
        stands = _may_stand(one.text) or _IMPRINT.match(one.text)
        if is_text or not stands or _begins_text(one):
            return number
    return min(len(paragraphs), _MOST)


def _begins_text(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the heading of a division, one with a number, or that of a play's speakers."""
    named = paragraph.kind == "heading" and (_NUMBERED.match(paragraph.text) or _CAST.match(paragraph.text))
    return bool(named) or find_division(paragraph.text, alone=True) is not None


def _is_free(text: str) -> bool:
    """Tell whether a line may be a title or a name, as no word tells what else it is."""
    return not (_IMPRINT.match(text) or is_date(text) or text[0].islower())


def _may_stand(text: str) -> bool:
    """Tell whether a line may stand on a title page: no sentence, no salutation; titles in capitals have commas."""
    if not text or (text[-1] in ",;:" and not (text.isupper() and text[-1] == ",")):
        return False
    return not ends_sentence(text) or text.isupper() or text[-1] in "!?"


def _sort(front: Sequence[Paragraph], fields: Mapping[str, str]) -> _Found:
    """Tell the lines of a title page apart: free ones, which may be a title or a name, and others by their words."""
    found = _Found([], [])
    by = False
    for number, one in enumerate(front):
        text = one.text.strip()
        if by or _key(text) == _key(fields.get("author", "\0")):
            found.author, found.named, by = found.author or _name(text), number, False
        elif _BY.match(text):
            by = True
        elif matched := _TRANSLATOR.match(text):
            found.translator = _name(matched["name"])
        elif matched := _TRANSLATED_OF.match(text) or (_AUTHOR.match(text) if number else None):
            found.author = found.author or _name(matched["name"])
        elif number and _GENRE.match(text):
            found.told = True
        elif (
            (found.free and _OR.match(text) and _goes_on(front, found.free[-1], number))
            or (number == 0 and one.kind == "heading")
            or (_is_free(text) and not (found.free and _DEDICATION.match(text)))
        ):
            found.free.append(number)
            continue
        found.other.append(number)
    return found


def _choose_author(front: Sequence[Paragraph], found: _Found) -> None:
    """Find the author among the free lines where no word tells: the one that is a person's name, beside a title."""
    if found.author or len(found.free) < 2:  # noqa: PLR2004 (a name and a title)
        return
    first, second = found.free[:2]
    persons = [n for n in (first, second) if is_person(front[n].text)]
    persons = persons or [n for n in found.free if is_person(front[n].text)][:1]
    if not persons and not may_be_person(front[first].text) and may_be_person(front[second].text):
        persons = [second]
    if persons:
        chosen = persons[-1]
        found.author, found.named = _name(front[chosen].text), chosen
        found.free.remove(chosen)
        found.other.append(chosen)


def _name(text: str) -> str:
    """Give the name that a line begins with, without a date or a profession behind it; "" where there is none.

    >>> _name("Jean Dupont, le 3 mai 2021"), _name("monts et par vaux"), _name("HONORÉ DE BALZAC")
    ('Jean Dupont', '', 'Honoré de Balzac')
    """
    name = re.split(r",|\s[—–|-]\s|\s(?:le|on) \d|\s\d|\s\(", text.strip(" ."), maxsplit=1)[0].strip()
    if name.isupper():
        name = re.sub(r"\w+", lambda word: word[0].title(), name)
        name = re.sub(r"(?<=\s)(?:De|Du|Des|La|Le|Of|Von|Van)(?=\s)|\bD(?=[’'])", lambda word: word[0].lower(), name)
    return name if name[:1].isupper() or re.match(r"(?:l[’']|la |le |m\. )", name) else ""


def _goes_on(front: Sequence[Paragraph], before: int, number: int) -> bool:
    """Tell whether a title goes on in a line: right below its last one, in the same block."""
    ends, begins = front[before].locator.split("-"), front[number].locator.split("-")
    return number == before + 1 and ends[-1].isdecimal() and begins[0] == str(int(ends[-1]) + 1)


def _key(text: str) -> str:
    """Give the letters of a text, in one case."""
    return "".join(filter(str.isalnum, text.casefold()))
