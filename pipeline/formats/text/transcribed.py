"""Read what transcribers of printed books write for what plain text has no sign for.

Page numbers and empty pages in brackets are left out; c[oe]ur, M^{lle}, +spaced+ and ~bold~ words and a few tags are
replaced by what they stand for. The habits are those of Project Gutenberg's Distributed Proofreaders.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Mark, Paragraph
from pipeline.formats.text.inline import Edit, edited
from pipeline.formats.text.wrapping import TextLine
from pipeline.letters import Ledger

_IN_BRACKETS = re.compile(r"\[(?:Pg|Page|p\.)\s?(?:\d{1,4}|[ivxlc]+)\]", re.IGNORECASE)
_PAGE = re.compile(rf"{_IN_BRACKETS.pattern}|\{{(?:p\.\s?)?\d{{1,4}}\}}", re.IGNORECASE)
_IN_BRACES = re.compile(r"(?:^|(?<=\s))\{\d{1,4}\}(?=\s|$)")
_EMPTY_PAGE = re.compile(r"\[(?:Blank Page|Page blanche)\.?\]$", re.IGNORECASE)
_FEWEST_IN_BRACES = 2  # numbers in braces inside of lines that are pages: one alone may be anything; chosen by hand
_LIGATURE = re.compile(r"\[(oe|OE|Oe|ae|AE|Ae)\](?=\w)|(?<=\w)\[(oe|ae)\]")
_LIGATURES = {"oe": "œ", "ae": "æ"}
_RAISED = re.compile(
    r"(?<=[^\W_])\^(?:\{(?P<braced>[^\W_]{1,6}\.?)\}|"
    r"(?P<bare>er|re|e|es|ers|o|os|me|mes|lle|lles|gr|r|rs|nd|nde|st|ste|ème|ième|ère|ct|te|tes|vx)(?![^\W_]))"
)
_LETTER_OF_FORMULA = re.compile(r"(?<![^\W\d_])[a-z]$")  # x^{e} stays
_SPACED = re.compile(r"(?<![\w+])\+(?P<text>[^\W\d_][^+\n]*?[^\W_][.!?»]?)\+(?![\w+])")
_BOLD = re.compile(r"(?<![\w~/])~(?P<text>[^\W\d_][^~/\n]*?[^\W_][.!?»]?)~(?![\w~/])")
_SIGNS = ((_SPACED, "em"), (_BOLD, "strong"))
_TAG = re.compile(r"<(?P<name>i|em|b|strong)>(?P<text>[^<>]+)</(?P=name)>", re.IGNORECASE)
_TAGS = {"i": "em", "em": "em", "b": "strong", "strong": "strong"}
_SIDENOTE = re.compile(r"\s*\[Sidenote\s?:\s*(?P<text>(?:[^\[\]]|\[[^\[\]]*\])+?)\s*\]", re.IGNORECASE)


def cut_page_marks(lines: Sequence[TextLine], ledger: Ledger) -> list[TextLine]:
    """Cut page numbers in brackets out of lines that have other text, too.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> [line.text for line in cut_page_marks(split_lines("la [Pg 13] mer"), Ledger())]
    ['la mer']
    """
    inside = sum(len(_IN_BRACES.findall(line.text)) for line in lines if "{" in line.text and line.text[-1] != "}")
    kept = []
    for line in lines:
        pages = list(_IN_BRACKETS.finditer(line.text)) if "]" in line.text else []
        if inside >= _FEWEST_IN_BRACES and "{" in line.text:
            pages += _IN_BRACES.finditer(line.text)
        text = line.text
        for found in sorted(pages, key=lambda found: found.start(), reverse=True):
            if found[0] == line.text:
                continue
            ledger.leave_out("page_number", found[0], f"line {line.number}")
            text = f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()
        kept.append(line._replace(text=text))
    return kept


def cut_page_lines(lines: Sequence[TextLine], ledger: Ledger) -> list[TextLine]:
    """Give the lines without those that are a page's number in brackets, or say that it is empty.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> [line.text for line in cut_page_lines(split_lines("{12}|Le port|[Blank Page]".replace("|", chr(10))), Ledger())]
    ['', 'Le port', '']
    """
    kept = []
    for line in lines:
        is_number = line.text[:1] in {"[", "{"} and _PAGE.fullmatch(line.text)
        if is_number or (line.text[:1] == "[" and _EMPTY_PAGE.match(line.text)):
            ledger.leave_out("page_number" if is_number else "markup", line.text, f"line {line.number}")
            line = line._replace(text="", indent=0)  # noqa: PLW2901 (the line without its text)
        kept.append(line)
    return kept


def read_transcribed(paragraph: Paragraph, ledger: Ledger, tagged: bool = False) -> Iterator[Paragraph]:
    """Give a paragraph with what its signs stand for, and then the notes that stand in its margin.

    `tagged` says that tags are signs, too.

    >>> [one.text for one in read_transcribed(Paragraph("M^{lle} Rose [Sidenote: Un c[oe]ur] +part+."), Ledger())]
    ['Mlle Rose part.', 'Un cœur']
    """
    if not paragraph.translate or not any(sign in paragraph.text for sign in "[^+~<"):
        yield paragraph
        return
    place = f"line {paragraph.locator.split('-')[0]}"
    notes = list(_SIDENOTE.finditer(paragraph.text)) if "idenote" in paragraph.text.lower() else []
    for _ in notes:
        ledger.leave_out("markup", "Sidenote", place)
    rest = edited(paragraph, [Edit(*note.span(), "") for note in notes])
    if rest.text.strip():
        yield _with_signs(rest, ledger, tagged)
    for note in notes:
        made = Paragraph(note["text"], "note", locator=paragraph.locator)
        yield _with_signs(made, ledger, tagged)


def _with_signs(paragraph: Paragraph, ledger: Ledger, tagged: bool) -> Paragraph:
    """Give a paragraph with letters, raised ends and emphasis for the signs that stand for them."""
    place = f"line {paragraph.locator.split('-')[0]}"
    edits = []
    for found in _LIGATURE.finditer(paragraph.text):
        pair = found[1] or found[2]
        joined = _LIGATURES[pair.lower()]
        made = joined if pair.islower() else joined.upper()
        ledger.leave_out("markup", pair, place)
        ledger.hold(made)
        edits.append(Edit(*found.span(), made))
    edits += [
        Edit(*found.span(), found["braced"] or found["bare"])
        for found in _RAISED.finditer(paragraph.text)
        if not _is_power(paragraph.text[: found.start()])
    ]
    paragraph = edited(paragraph, sorted(edits))
    for pattern, name in _SIGNS:
        paragraph = _marked(paragraph, [(found, name, 1, 1) for found in pattern.finditer(paragraph.text)])
    tags = list(_TAG.finditer(paragraph.text)) if tagged else []
    for tag in tags:
        ledger.leave_out("markup", f"<{tag['name']}></{tag['name']}>", place)
    return _marked(
        paragraph, [(tag, _TAGS[tag["name"].lower()], len(tag["name"]) + 2, len(tag["name"]) + 3) for tag in tags]
    )


def _is_power(before: str) -> bool:
    """Tell whether what is raised after a text belongs to a formula: it stands at a small letter alone."""
    return _LETTER_OF_FORMULA.search(before) is not None


def _marked(paragraph: Paragraph, found: Sequence[tuple[re.Match[str], str, int, int]]) -> Paragraph:
    """Put marks for what stands between signs, and take these out; each comes with how long its two signs are."""
    if not found:
        return paragraph
    edits, marks = [], []
    for one, name, before, after in found:
        edits += [Edit(one.start(), one.start() + before, ""), Edit(one.end() - after, one.end(), "")]
        marks.append(Mark(one.start() + before, one.end() - after, name))
    return edited(replace(paragraph, marks=(*paragraph.marks, *marks)), edits)
