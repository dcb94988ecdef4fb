"""Cut off what publishers of electronic books set around a text: headers with its title, licences, notes of makers.

A header of lines such as "Titre : …" is one, too. Known are the habits of Project Gutenberg, old and new, of
Wikisource's exports and pages, of Ebooks libres et gratuits and of the Bibliothèque électronique du Québec. Their lines
become empty ones, so that all others keep their numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.io.divisions import find_division
from pipeline.io.lines import split

_START = re.compile(r"\W*(?:START|BEGIN|DÉBUT) (?:OF |DU )?(?:THE |THIS )?PROJE(?:C)?T GUTENBERG", re.IGNORECASE)
_SMALL_PRINT = re.compile(r"\W*END\W*THE SMALL PRINT", re.IGNORECASE)
_END = re.compile(
    r"\W*(?:END OF (?:THE |THIS )?PROJECT GUTENBERG|FIN (?:DU |DE CE )?(?:LIVRE |TEXTE )?(?:DU )?PROJET GUTENBERG)|"
    r"[^\w*]*\*\W*(?:END\*\W*)?(?:THE )?"
    r"(?:END OF (?:THE |THIS )?E-?(?:BOOK|TEXT)|FIN D(?:U|E CE) (?:LIVRE|TEXTE) ÉLECTRONIQUE)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"À propos de cette édition électronique\W*$", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<name>Title|Titre|Author|Auteur|Translator|Traducteur|Traductrice)\s*: *(?P<value>\S.*)", re.IGNORECASE
)
_ANY_FIELD = re.compile(
    r"(?:Title|Titre|Sous-titre|Author|Auteure?|Autrice|Translator|Traducteur|Traductrice|Langue|Language|Éditeur|Publisher|"
    r"Date(?: de [\w ]{2,20})?|Année|Source|Genre|Collection|ISBN|Édition|Licence)\s*: *\S",
    re.IGNORECASE,
)
_FEWEST_FIELDS = 2  # lines of a header without a publisher's notice; chosen by hand
_NAMED = {
    "titre": "title", "auteur": "author", "traducteur": "translator", "traductrice": "translator",
}  # fmt: skip
_TOLD = re.compile(
    r"Project Gutenberg(?:[’']s)?(?: E-?(?:text|book) of)?,? (?P<title>.+?),? by (?P<author>.+)", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"Export(?:é|ée|ed) (?:de|from) Wikisource\b|«?\s*Ebooks libres et gratuits|BeQ$|"
    r"La Bibliothèque électronique du Québec|Collection À tous les vents|Volume \d+ ?: ?version \d",
    re.IGNORECASE,
)
_COPIED = re.compile(
    r"La bibliothèque libre\.?$|Récupérée de «|Aller à la navigation|"
    r"(?:Dernière|La dernière) modification de cette page|(?:Un article de )?Wikipédia, l[’']encyclopédie libre",
    re.IGNORECASE,
)
_OF_PAGE = re.compile(
    r"(?:Wikisource|Wikipédia)$|La bibliothèque libre\.?$|Récupérée de «|Aller (?:à|au) |Catégories? ?:|◄|←|"
    r"(?:Dernière|La dernière) modification de cette page|(?:Un article de )?Wikipédia, l[’']encyclopédie libre|"
    r"Droit d[’']auteur ?:|Les textes sont disponibles sous|Voir les conditions d[’']utilisation|"
    r"Politique de confidentialité|"
    r"(?:Page|Article)\s+Discussion\b|Lire\s+(?:Modifier|Voir)\b|Télécharger\b.*(?:EPUB|PDF)|"
    r".*\t.*►$",
    re.IGNORECASE,
)
_MAKERS = re.compile(
    r"(?:Produced|E-text prepared|Etext prepared|This (?:file|e-?book|e-?text) (?:was|is)) (?:by|produced|for)\b|"
    r"\[?(?:Notes? (?:du|de la|des|sur la|de) transcri|Transcriber[’']?s?[’']? notes?)",
    re.IGNORECASE,
)
_MAKERS_HEADING = re.compile(
    r"\W*(?:Notes? (?:du|de la|des|sur la|de) transcri\w+|Transcriber[’']?s?[’']? notes?)\W*", re.IGNORECASE
)
_WIDE = 50  # characters of a header's line from which on its value goes on in the next one; chosen by hand


@dataclass(frozen=True, slots=True)
class Published:
    """A text without its publisher's notices; what their header says; and the lines that were cut off, by number."""

    content: str
    fields: dict[str, str] = field(default_factory=dict)
    cut: dict[int, str] = field(default_factory=dict)


def cut_notices(content: str) -> Published:
    r"""Cut off a publisher's notices, and tell the title, the author and the translator that they name.

    >>> found = cut_notices("Title: Le phare\n\n*** START OF THE PROJECT GUTENBERG EBOOK ***\nIl pleut.")
    >>> found.content, found.fields, list(found.cut)
    ('\n\n\nIl pleut.', {'title': 'Le phare'}, [1, 3])
    """
    lines = split(content)
    first, last = _body(lines)
    if not first:
        first = _header_length(lines)
    fields = _read_fields(lines[:first])
    wanted = {*range(first), *range(last, len(lines)), *_furniture(lines, first, last)}
    if not wanted:
        return Published(content)
    cut = {number + 1: line for number, line in enumerate(lines) if number in wanted and line.strip()}
    kept = "\n".join("" if number in wanted else line for number, line in enumerate(lines))
    return Published(kept, fields, cut)


def _body(lines: Sequence[str]) -> tuple[int, int]:
    """Give the numbers of the first line of the text itself, and of the one behind its last."""
    starts = [n for n, line in enumerate(lines) if _START.match(line) or _SMALL_PRINT.match(line)]
    first = max((n + 1 for n in starts if 2 * n < len(lines) or n == starts[0]), default=0)
    ends = (n for n in range(first, len(lines)) if _END.match(lines[n]))
    last = next(ends, len(lines))
    abouts = [n for n in range(first, last) if _ABOUT.match(lines[n].strip())]
    return first, abouts[-1] if abouts and any(line.strip() for line in lines[first : abouts[-1]]) else last


def _header_length(lines: Sequence[str]) -> int:
    """Count the lines of a header that opens a file and does nothing but name a title and more; 0 where there is none.

    >>> _header_length(["", "Titre : Le phare", "Langue : français", "", "Il pleut."]), _header_length(["Titre : a"])
    (3, 0)
    """
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    end = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
    header = lines[start:end]
    is_header = all(map(_ANY_FIELD.match, header)) and any(
        re.match("(?:Title|Titre)\\s*:", line, re.IGNORECASE) for line in header
    )
    return end if is_header and len(header) >= _FEWEST_FIELDS and end < len(lines) else 0


def _read_fields(header: Sequence[str]) -> dict[str, str]:
    """Read the fields of a header, whose values may go on in indented lines."""
    found: dict[str, str] = {}
    for number, line in enumerate(header):
        if matched := _FIELD.match(line):
            name = _NAMED.get(matched["name"].lower(), matched["name"].lower())
            more = (following.strip() for following in _indented(header[number + 1 :]))
            joint = " " if len(line) >= _WIDE else ": "
            found.setdefault(
                name, re.sub(r",?\s*\(?\d{4}\??-\d{4}\??\)?$", "", joint.join([matched["value"].strip(), *more]))
            )
    if "title" not in found and (told := next(filter(None, map(_TOLD.search, header)), None)):
        found |= {"title": told["title"], "author": told["author"].strip(" .")}
    return found


def _indented(lines: Sequence[str]) -> Iterator[str]:
    """Give the lines up to the first that is empty or begins at the margin."""
    for line in lines:
        if not line.strip() or not line[0].isspace():
            return
        yield line


def _furniture(lines: Sequence[str], first: int, last: int) -> Iterator[int]:
    """Give the lines of the text itself that only tell of its file: who made it, whence it comes."""
    numbered = [(number, lines[number].strip()) for number in range(first, last)]
    blocks = [list(group) for filled, group in groupby(numbered, key=lambda one: bool(one[1])) if filled]
    is_copied = any(_COPIED.match(line) for _, line in numbered)  # a wiki's page, as a browser shows it
    heads = {place for place, block in enumerate(blocks) if len(block) == 1 and _MAKERS_HEADING.fullmatch(block[0][1])}
    text = (
        place for place in range(len(blocks) - 1, -1, -1) if place not in heads and not _may_be_remark(blocks[place])
    )
    rest = max(next(text, -1) + 1, len(blocks) // 2) if heads else len(blocks)  # where no more than remarks may follow
    waiting = 0  # blocks that stand below a heading such as "Notes du transcripteur"
    for place, block in enumerate(blocks):
        if _MAKERS.match(block[0][1]):
            waiting = (len(blocks) if place >= rest else 1) if place in heads else 0
            yield from (number for number, _ in block)
        elif waiting and _may_be_remark(block):
            waiting -= 1
            yield from (number for number, _ in block)
        else:
            waiting = 0
            yield from (
                number for number, line in block if _FURNITURE.match(line) or (is_copied and _OF_PAGE.match(line))
            )


def _may_be_remark(block: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a block may be a remark of who made the file: sentences, and no heading of the text."""
    return not block[0][1].isupper() and find_division(block[0][1], alone=True) is None
