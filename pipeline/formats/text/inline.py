"""Read what stands for typography inside of plain text: _emphasis_, =bold=, -- for a dash, calls of notes, old letters.

These are the habits of Project Gutenberg and of people who type. What only stands for something else is replaced in
the text; emphasis becomes marks, and so do calls of notes where there are notes.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import KEPT, Mark, Paragraph
from pipeline.formats.text.footnotes import RAISED
from pipeline.letters import Ledger

_EMPHASIS = re.compile(r"(?<![\w_])_(?=[^\s_])(?P<text>[^_]*[^\s_])_(?![\w_])")
_BOLD = re.compile(r"(?<![\w=<>])=(?=[^\W\d_]|[«“])(?P<text>[^=]*[\w.!?»”])=(?![\w=<>])")
_MARKED = ((_EMPHASIS, "em"), (_BOLD, "strong"))
_DASH = re.compile(r"(?<![-<!])--(?![->])|(?<=[^\W_])-{3,4}(?=[^\W_])")
_OPTION = re.compile(r"(?<=\s)--(?=[a-z])")  # of a command, unless another dash closes what it opens
_OLD = re.compile("[ſﬀﬁﬂﬃﬄﬅﬆ]|\u00ad")
_LETTERS = {
    "ſ": "s", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "",
}  # fmt: skip
_CALL = re.compile(
    r"\s?\[(?P<label>\d{1,4}|[A-Za-z]|\*{1,4}|†)\]|(?<=[\w»])\s?\((?P<bracket>\d{1,3})\)|"
    rf"(?<=[\w».,!?%€)])(?P<raised>[{RAISED}]{{1,3}})|(?<=[\w»])(?P<star>\*{{1,3}})(?![\w*])"
)
_UNIT = re.compile(r"(?:\b|\d)(?:[cdkm]?m|[a-zA-Z])$")  # before a raised figure that calls no note: m², x²
_NOTE = re.compile(
    r"\[(?:(?:Note|Footnote|Notes?\sde\sbas\sde\spage)\s?(?:n°\s?)?)?(?P<label>\d{1,4}|[A-Za-z]|\*{1,4}|†)"
    r"(?:\]\s*[:.]?\s*|\s?:\s*(?=.*\]$))(?=\S)|\((?P<bracket>\d{1,3})\)\s+(?=\S)",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = re.compile(r"\[\s*Illustration\s*(?::\s*(?P<caption>.*?))?\s*\]$", re.DOTALL)
_KINDS = frozenset(["paragraph", "list_item"])


class Edit(NamedTuple):
    """A change of a text: what stands between two places, and what comes there instead."""

    start: int
    end: int
    new: str


def edited(paragraph: Paragraph, edits: Sequence[Edit]) -> Paragraph:
    """Give a paragraph with some changes of its text, in order and apart; its marks go where their text goes.

    >>> edited(Paragraph("Le _mot_.", marks=(Mark(4, 7, "em"),)), [Edit(3, 4, ""), Edit(7, 8, "")]).marks
    (Mark(start=3, end=6, name='em', value=''),)
    """
    if not edits:
        return paragraph
    parts, place = [], 0
    for edit in edits:
        parts += [paragraph.text[place : edit.start], edit.new]
        place = edit.end
    parts.append(paragraph.text[place:])
    marks = (mark._replace(start=_moved(mark.start, edits), end=_moved(mark.end, edits)) for mark in paragraph.marks)
    return replace(paragraph, text="".join(parts), marks=tuple(marks))


def _moved(place: int, edits: Sequence[Edit]) -> int:
    """Give where a place of a text is after some changes; one inside of a change goes to its end."""
    shift = 0
    for edit in edits:
        if place < edit.end:
            return (edit.start + len(edit.new) if place > edit.start else place) + shift
        shift += len(edit.new) - (edit.end - edit.start)
    return place + shift


def read_typography(paragraph: Paragraph) -> Paragraph:
    """Give a paragraph with dashes, letters and emphasis instead of what stands for them.

    >>> found = read_typography(Paragraph("Il lut--trop tard--_Le Soir_ et la ſuite."))
    >>> found.text, found.marks
    ('Il lut—trop tard—Le Soir et la suite.', (Mark(start=17, end=24, name='em', value=''),))
    """
    if not paragraph.translate:
        return paragraph
    text = paragraph.text
    if "--" in text or _OLD.search(text):
        edits = [Edit(*place, "—") for place in _dashes(text)]
        edits += [Edit(*found.span(), _LETTERS[found[0]]) for found in _OLD.finditer(text)]
        paragraph = edited(paragraph, sorted(_outside(paragraph, edits)))
    for pattern, name in _MARKED:
        if (name == "em" and "_" not in paragraph.text) or (name == "strong" and "=" not in paragraph.text):
            continue
        marked = list(pattern.finditer(paragraph.text))
        edits = [Edit(at, at + 1, "") for one in marked for at in (one.start(), one.end() - 1)]
        if len(list(_outside(paragraph, edits))) != len(edits):
            continue
        marks = tuple(Mark(one.start() + 1, one.end() - 1, name) for one in marked)
        paragraph = edited(replace(paragraph, marks=(*paragraph.marks, *marks)), edits)
    return paragraph


def _dashes(text: str) -> list[tuple[int, int]]:
    """Give the places of the hyphens that stand for dashes; options of commands are none.

    >>> _dashes("--Oui, dit-il--enfin."), _dashes("git log --stat")
    ([(0, 2), (13, 15)], [])
    """
    places = [found.span() for found in _DASH.finditer(text)]
    is_option = [_OPTION.match(text, start) is not None for start, _ in places]
    if all(is_option[at] for at, (start, _) in enumerate(places) if start):
        return [place for place in places if not place[0]]
    return places


def _outside(paragraph: Paragraph, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Give the changes that touch nothing that must stay as it is."""
    kept = [mark for mark in paragraph.marks if mark.name in KEPT]
    return (edit for edit in edits if not any(mark.start < edit.end and edit.start < mark.end for mark in kept))


def read_picture(paragraph: Paragraph, ledger: Ledger) -> Paragraph | None:
    """Give a picture's caption where a paragraph is one, None where it is a picture without; others as they are.

    >>> read_picture(Paragraph("[Illustration: Le port]"), Ledger()).text
    'Le port'
    """
    found = _PICTURE.match(paragraph.text) if paragraph.text.startswith("[") else None
    if found is None:
        return paragraph
    caption = found["caption"] or ""
    ledger.leave_out("markup", "Illustration", f"line {paragraph.locator.split('-')[0]}")
    if not caption:
        return None
    start = found.start("caption")
    edits = [Edit(0, start, ""), Edit(start + len(caption), len(paragraph.text), "")]
    return replace(edited(paragraph, edits), kind="caption", level=0)


def read_notes(paragraphs: Sequence[Paragraph], ledger: Ledger) -> list[Paragraph]:
    """Make notes of the paragraphs that begin with a label which is called elsewhere, and marks of the calls.

    >>> read = read_notes([Paragraph("Il lut Ossian [1]."), Paragraph("[1] Un barde.")], Ledger())
    >>> [(one.kind, one.text, one.marks) for one in read]  # doctest: +NORMALIZE_WHITESPACE
    [('paragraph', 'Il lut Ossian.', (Mark(start=13, end=13, name='sup', value='1'),)),
     ('note', 'Un barde.', (Mark(start=0, end=0, name='sup', value='1'),))]
    """
    notes = {
        number: found
        for number, one in enumerate(paragraphs)
        if one.kind in _KINDS and one.text[:1] in {"[", "("} and (found := _NOTE.match(one.text))
    }
    labels = {_label(found) for found in notes.values()}
    if not labels:
        return list(paragraphs)
    paragraphs = [_with_square_calls(one, labels) for one in paragraphs]
    calls = [_calls_in(one, _after(notes.get(number)), labels) for number, one in enumerate(paragraphs)]
    called = {_label(call) for found in calls for call in found}
    made = []
    for number, one in enumerate(paragraphs):
        note = notes.get(number)
        is_note = note is not None and (_label(note) in called or _is_named(one.text, note))
        made.append(_read_note(one, note if is_note else None, calls[number], ledger))
    return made


def _with_square_calls(paragraph: Paragraph, labels: set[str]) -> Paragraph:
    """Give a paragraph whose calls have the brackets of the notes, where these have square ones alone.

    >>> _with_square_calls(Paragraph("La mer (2) et (3)."), {"2", "(3)"}).text
    'La mer [2] et (3).'
    """
    if "(" not in paragraph.text or not paragraph.translate:
        return paragraph
    calls = [call for call in _CALL.finditer(paragraph.text) if call["bracket"] and _label(call) not in labels]
    edits = [
        Edit(*call.span(), call[0].replace("(", "[").replace(")", "]")) for call in calls if call["bracket"] in labels
    ]
    return edited(paragraph, edits)


def _is_named(text: str, note: re.Match[str]) -> bool:
    """Tell whether a paragraph is called a note in words, in brackets around all of it: `[Note 2: Voir plus bas.]`."""
    return note[0].rstrip().endswith(":") and "]" not in note[0] and text.endswith("]")


def _calls_in(paragraph: Paragraph, start: int, labels: set[str]) -> list[re.Match[str]]:
    """Give the calls of notes with such labels in a paragraph, from a place of its text on."""
    found = _CALL.finditer(paragraph.text, start) if paragraph.translate else ()
    return [call for call in found if _label(call) in labels and not _is_power(paragraph.text, call)]


def _is_power(text: str, call: re.Match[str]) -> bool:
    """Tell whether a raised figure is that of a unit or of a letter in a formula."""
    return call["raised"] is not None and _UNIT.search(text[: call.start()]) is not None


def _after(note: re.Match[str] | None) -> int:
    """Give where the text of a paragraph begins behind a note's label."""
    return note.end() if note else 0


def _label(found: re.Match[str]) -> str:
    """Give the label in a call or at a note's start, with its brackets where they are round."""
    groups = found.groupdict()
    bare = groups["label"] or groups.get("star") or unicodedata.normalize("NFKC", groups.get("raised") or "")
    return bare or f"({groups['bracket']})"


def _read_note(
    paragraph: Paragraph, note: re.Match[str] | None, calls: Sequence[re.Match[str]], ledger: Ledger
) -> Paragraph:
    """Give a paragraph with its calls as marks, and as a note where its label is given."""
    if note is None and not calls:
        return paragraph
    place = f"line {paragraph.locator.split('-')[0]}"
    marks = [Mark(call.start(), call.start(), "sup", _label(call).strip("()")) for call in calls]
    edits = [Edit(*call.span(), "") for call in calls]
    for call in calls:
        ledger.leave_out("note_call", call[0], place)
    if note is not None:
        ledger.leave_out("note_call", note[0], place)
        marks.insert(0, Mark(note.end(), note.end(), "sup", _label(note).strip("()")))
        edits.insert(0, Edit(0, note.end(), ""))
        if _is_named(paragraph.text, note):
            edits.append(Edit(len(paragraph.text) - 1, len(paragraph.text), ""))
        paragraph = replace(paragraph, kind="note", level=0, marks=())
    return edited(replace(paragraph, marks=(*paragraph.marks, *marks)), edits)
