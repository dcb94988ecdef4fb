"""Read the markup of wikis in plain text: headings between =, templates, ''emphasis'', [[links]] and notes.

It is only looked at in a text that has several of its signs, as each of them means something else elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Mark, Paragraph
from pipeline.formats.text.inline import Edit, edited
from pipeline.formats.text.wrapping import TextLine
from pipeline.letters import Ledger

_HEADING = re.compile(r"(?P<signs>={2,6})\s*(?P<name>[^=\s].*?)\s*(?P=signs)$")
_TEMPLATE = re.compile(r"\{\{(?P<name>[^{}|]*)(?:\|(?P<values>[^{}]*))?\}\}")
_TEXTUAL = frozenset([
    "centré", "centrer", "centre", "center", "c", "sc", "smcap", "pc", "petites capitales", "t", "t2", "t3", "t4",
    "titre", "droite", "d", "gauche", "g", "italique", "gras", "corr", "lang", "taille", "personnage", "personnaged",
    "alinéa", "lettrine", "sp", "roi", "er", "e", "s", "siècle",
])  # fmt: skip
"""Templates whose last value is text of the page."""
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?P<text>[^\[\]|]+)\]\]")
_STRONG, _EMPHASIS = re.compile(r"'''(?P<text>[^'].*?)'''(?!')"), re.compile(r"(?<!')''(?P<text>[^'].*?[^'])''(?!')")
_NOTE = re.compile(r"\s?<ref(?:\s[^<>/]*)?>(?P<text>[^<>]*)</ref>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:poem|ref|div|span|center|small|br|references|pages|nowiki)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SIGNS = (re.compile(r"^={2,6}[^=\n]+={2,6}[ \t]*$", re.MULTILINE), _TEMPLATE, _LINK, _STRONG, _EMPHASIS, _NOTE)
_FEWEST_SIGNS = 2  # kinds of signs in a text that is a wiki's; chosen by hand


def is_wikitext(content: str) -> bool:
    r"""Tell whether a text has the markup of a wiki.

    >>> is_wikitext("== Le port ==\n''La mer'' monte."), is_wikitext("Il dit ''oui''.")
    (True, False)
    """
    if "''" not in content and "[[" not in content and "{{" not in content:
        return False
    return sum(sign.search(content) is not None for sign in _SIGNS) >= _FEWEST_SIGNS


def read_wiki_lines(lines: Sequence[TextLine], ledger: Ledger) -> list[TextLine]:
    """Give lines without templates, and with the signs of headings that the rest of the reader knows.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> page = split_lines("==Le port==" + chr(10) + "{{centré|LA MER}} {{tab}}Il pleut.")
    >>> [line.text for line in read_wiki_lines(page, Ledger())]
    ['## Le port', 'LA MER Il pleut.']
    """
    return [line._replace(text=_read_line(line, ledger)) if line.text else line for line in lines]


def _read_line(line: TextLine, ledger: Ledger) -> str:
    """Give the text of a line."""

    def value(found: re.Match[str]) -> str:
        values = (found["values"] or "").split("|")
        kept = values[-1] if found["name"].strip().lower() in _TEXTUAL else ""
        dropped = [found["name"], *(values[:-1] if kept else values)]
        ledger.leave_out("markup", " ".join(dropped), f"line {line.number}")
        return kept

    text = _TEMPLATE.sub(value, line.text).strip() if "{{" in line.text else line.text
    heading = _HEADING.match(text)
    return f"{'#' * len(heading['signs'])} {heading['name']}" if heading else text


def read_wiki(paragraph: Paragraph, numbers: Iterator[int], ledger: Ledger) -> Iterator[Paragraph]:
    """Give a paragraph with marks for a wiki's emphasis and links' texts, and then its notes, numbered by `numbers`.

    >>> from itertools import count
    >>> [one.text for one in read_wiki(Paragraph("''La'' [[mer|vague]]<ref>Haute.</ref> monte."), count(1), Ledger())]
    ['La vague monte.', 'Haute.']
    """
    if not paragraph.translate:
        yield paragraph
        return
    place = f"line {paragraph.locator.split('-')[0]}"
    found = list(_NOTE.finditer(paragraph.text))
    notes = [(note.start(), str(next(numbers)), note["text"].strip()) for note in found if note["text"].strip()]
    ledger.leave_out("markup", "ref ref " * len(found), place)
    calls = tuple(Mark(start, start, "sup", label) for start, label, _ in notes)
    text = _without(replace(paragraph, marks=(*paragraph.marks, *calls)), found)
    for tag in _TAG.finditer(text.text):
        ledger.leave_out("markup", tag[0], place)
    text = _without(text, list(_TAG.finditer(text.text)))
    for link in _LINK.finditer(text.text):
        ledger.leave_out("markup", text.text[link.start() : link.start("text")], place)
    text = _bare(text, list(_LINK.finditer(text.text)))
    text = _bare(text, list(_STRONG.finditer(text.text)), "strong")
    text = _bare(text, list(_EMPHASIS.finditer(text.text)), "em")
    if text.text.strip():
        yield text
    for _, label, note in notes:
        mark = Mark(0, 0, "sup", label)
        yield from read_wiki(Paragraph(note, "note", locator=paragraph.locator, marks=(mark,)), numbers, ledger)


def _without(paragraph: Paragraph, found: Sequence[re.Match[str]]) -> Paragraph:
    """Give a paragraph without some stretches of it."""
    return edited(paragraph, [Edit(*one.span(), "") for one in found])


def _bare(paragraph: Paragraph, found: Sequence[re.Match[str]], name: str = "") -> Paragraph:
    """Give a paragraph with just the text of what was found in it, marked with a name if there is one."""
    ends = [(one.span(), one.span("text")) for one in found]
    marks = tuple(Mark(*text, name) for _, text in ends) if name else ()
    edits = [edit for (start, end), (left, right) in ends for edit in (Edit(start, left, ""), Edit(right, end, ""))]
    return edited(replace(paragraph, marks=(*paragraph.marks, *marks)), edits)
