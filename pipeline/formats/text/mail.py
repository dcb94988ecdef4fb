"""Read what letters and mails put around their text: quote marks, lines that name who quotes, headers, signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.formats.text.wrapping import TextLine, split_blocks
from pipeline.io.kinds import ends_sentence

_MARKS = re.compile(r"(?:>[ \t]?)+")
_HEADER = re.compile(
    r"(?:De|À|A|Pour|Cc|Cci|Copie(?: à)?|Objet|Sujet|Date|Envoyé(?: le| par)?|Répondre à|Pièces? jointes?|"
    r"From|To|Bcc|Subject|Sent|Reply-To|Attachments?)\s?:\s+\S",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:Le|On)\s.*\d|-+\s*(?:Message|Original)", re.IGNORECASE)
_WROTE = re.compile(r".*\b(?:a écrit|écrivait|wrote)\s?:$", re.IGNORECASE)
# All chosen by hand.
_MOST_LEAD = 3  # lines of what names who is quoted
_FEWEST_HEADERS = 2  # lines of a mail's header
_LONGEST_SIGNATURE = 8  # lines
_LONGEST_REST = 40  # characters of a quoted line's rest, which a program has pushed into the next one


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one block that are quoted equally deeply, without their quote marks; 0 is not at all."""

    depth: int
    lines: Sequence[TextLine]


def split_quoted(block: Sequence[TextLine]) -> Iterator[Run]:
    """Cut a block where the depth of its quotation changes; lines of marks alone are empty lines of the quotation.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> lines = split_lines("> Tu viens|> demain ?|>|> Oui.|>> Quand ?|Non.".replace("|", chr(10)))
    >>> [(run.depth, [line.text for line in run.lines]) for run in split_quoted(lines)]
    [(1, ['Tu viens', 'demain ?']), (1, ['Oui.']), (2, ['Quand ?']), (0, ['Non.'])]
    """
    if not any(line.text.startswith(">") for line in block):
        yield Run(0, block)
        return
    for depth, run in groupby(zip(_depths(block), block, strict=True), key=lambda one: one[0]):
        lines = [line for _, line in run]
        if not depth:
            yield Run(0, lines)
            continue
        for bare in split_blocks(_joined_rests(lines)):
            yield Run(depth, bare)


def _depths(block: Sequence[TextLine]) -> list[int]:
    """Count the quote marks of each line of a block; the rest of a quoted line has as many as that line."""
    depths: list[int] = []
    for number, line in enumerate(block):
        marks = _MARKS.match(line.text)
        depth = marks[0].count(">") if marks else 0
        if depth == 0 and depths and depths[-1]:
            before = block[number - 1].text
            is_rest = line.text[0].islower() and len(line.text) <= _LONGEST_REST and not ends_sentence(before)
            more = number + 1 < len(block) and block[number + 1].text.startswith(">")
            depth = depths[-1] if is_rest and more else 0
        depths.append(depth)
    return depths


def _joined_rests(lines: Sequence[TextLine]) -> list[TextLine]:
    """Give quoted lines without their marks; the rests of lines go on, and so do the lines below these."""
    joined: list[TextLine] = []
    after_rest = False
    for line in lines:
        is_rest = bool(joined) and not line.text.startswith(">")
        bare = line if is_rest else _without_marks(line)
        goes_on = is_rest or (after_rest and bare.text[:1].islower())
        joined.append(bare._replace(goes_on=bare.goes_on or goes_on))
        after_rest = is_rest
    return joined


def _without_marks(line: TextLine) -> TextLine:
    """Give a line without its quote marks."""
    text = _MARKS.sub("", line.text, count=1)
    return line._replace(text=text.strip(), indent=len(text) - len(text.lstrip()))


def find_lines_apart(lines: Sequence[TextLine]) -> set[int]:
    """Give the numbers of lines before which a paragraph ends: those of a mail's header and of a signature.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> mail = "De : Marie|À : Paul|Objet : la clef|Elle est chez moi.|-- |Marie|Lyon".replace("|", chr(10))
    >>> sorted(find_lines_apart(split_lines(mail)))
    [1, 2, 3, 4, 6, 7]
    """
    apart: set[int] = set()
    for block in split_blocks(lines):
        bare = [_without_marks(line) for line in block]
        for is_header, run in groupby(bare, key=lambda line: _HEADER.match(line.text) is not None):
            numbers = [line.number for line in run]
            if is_header and len(numbers) >= _FEWEST_HEADERS:
                apart |= {*numbers, numbers[-1] + 1}
        signed = next((n for n, line in enumerate(bare) if line.text in {"--", "—"}), None)
        if signed is not None:
            apart |= {line.number for line in bare[signed + 1 : signed + 1 + _LONGEST_SIGNATURE]}
    return apart


def join_leads(lines: Sequence[TextLine]) -> list[TextLine]:
    """Say that the lines go on which name who is quoted, where a program has broken them.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> [line.goes_on for line in join_leads(split_lines("Le 3 mars 2024, Marie" + chr(10) + "<m@a.fr> a écrit :"))]
    [False, True]
    """
    joined = list(lines)
    for end, line in enumerate(lines):
        if not line.text or not _WROTE.match(line.text) or _LEAD.match(_without_marks(line).text):
            continue
        for first in range(end - 1, max(-1, end - _MOST_LEAD), -1):
            if not lines[first].text:
                break
            if _LEAD.match(_without_marks(lines[first]).text):
                for number in range(first + 1, end + 1):
                    joined[number] = lines[number]._replace(goes_on=True)
                break
    return joined


def is_lead(run: Run) -> bool:
    """Tell whether a run of lines names who is quoted below it, or is quoted: what stands above is no title.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> is_lead(Run(0, split_lines("Le 3 mars 2024, Marie a écrit :"))), is_lead(Run(0, split_lines("Il pleut.")))
    (True, False)
    """
    return run.depth > 0 or any(_WROTE.match(line.text) for line in run.lines[:_MOST_LEAD])
