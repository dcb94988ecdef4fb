"""Calls of notes joined to the notes by the labels that both show: no format tells more than these of every note.

Numbers may begin anew in each chapter, and notes may stand below their page, at the end of a chapter or of the book.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import Document, Mark, Paragraph, Text

# What a note may begin with: 12, [12], a), *, each before a space.
_LABEL = re.compile(r"[\[(]?(\d{1,4}|[a-zA-Z]|[*†‡§]{1,4})[\])]?[.:]?\s")

# What no printer shows at a note: a name, such as "maree" or "note-2". Roman numbers are shorter, or are no words.
_WORD = re.compile(r"(?=.*[^\W\d])(?![ivxlcdm]+$)[\w-]{2,}", re.IGNORECASE)

Call = tuple[int, int]
"""Where a note is called: a paragraph's number and a place in it, in code points."""


def join_notes(document: Document) -> Document:
    """Put a mark "note" at each call and at each note's label; its value is the number of the other one's paragraph.

    >>> call, note = Mark(3, 3, "sup", "1"), Mark(0, 0, "sup", "1")
    >>> french = Text("fr", (Paragraph("Oui.", marks=(call,)), Paragraph("Non.", "note", marks=(note,))))
    >>> for paragraph in join_notes(Document("d", french)).source.paragraphs: print(paragraph.marks[0])
    Mark(start=3, end=3, name='note', value='1')
    Mark(start=0, end=0, name='note', value='0')
    """
    document = number_notes(document)
    paragraphs = document.source.paragraphs
    joined = _joined(_calls(paragraphs), _notes(paragraphs))
    if not joined:
        return document
    marks: dict[int, list[Mark]] = defaultdict(list)
    for (called, place), note in joined.items():
        marks[called].append(Mark(place, place, "note", str(note)))
    first_calls = {note: called for (called, _), note in reversed(joined.items())}
    for note, called in first_calls.items():
        marks[note] += (found._replace(name="note", value=str(called)) for found in _ways_back(paragraphs[note]))
    return replace(document, source=_marked(document.source, marks))


def number_notes(document: Document) -> Document:
    """Give notes called by words, as in Markdown, the numbers that a printer would, in the order of their calls.

    >>> call, note = Mark(4, 4, "sup", "maree"), Mark(0, 0, "sup", "maree")
    >>> french = Text("fr", (Paragraph("Oui.", marks=(call,)), Paragraph("Non.", "note", marks=(note,))))
    >>> [one.marks[0].value for one in number_notes(Document("d", french)).source.paragraphs]
    ['1', '1']
    """
    reference = document.reference
    source, english = _numbered(document.source), _numbered(reference) if reference else None
    return (
        document
        if source is document.source and english is reference
        else replace(document, source=source, reference=english)
    )


def _numbered(text: Text) -> Text:
    """Number the notes of a text if the label of any is a word; the text itself if none is."""
    calls, notes = _calls(text.paragraphs), _notes(text.paragraphs)
    labels = [label for label in calls if label in notes]
    if not any(map(_WORD.fullmatch, labels)):
        return text
    numbers = {label: str(number) for number, label in enumerate(labels, 1)}

    def shown(mark: Mark) -> Mark:
        """Give a label its number."""
        is_label = mark.name == "sup" and mark.start == mark.end
        return mark._replace(value=numbers.get(_bare(mark.value), mark.value)) if is_label else mark

    paragraphs = (replace(one, marks=tuple(map(shown, one.marks))) for one in text.paragraphs)
    return replace(text, paragraphs=tuple(paragraphs))


def _calls(paragraphs: Sequence[Paragraph]) -> dict[str, list[Call]]:
    """Find where each label calls for its note, in reading order."""
    calls: dict[str, list[Call]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs):
        for mark in paragraph.marks if paragraph.kind != "note" else ():
            if mark.name == "sup" and mark.start == mark.end:
                calls[_bare(mark.value)].append((number, mark.start))
    return calls


def _notes(paragraphs: Sequence[Paragraph]) -> dict[str, list[int]]:
    """Find the paragraphs that begin a note with each label, in reading order."""
    notes: dict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind == "note" and (label := _label(paragraph)):
            notes[label].append(number)
    return notes


def _joined(calls: Mapping[str, list[Call]], notes: Mapping[str, list[int]]) -> dict[Call, int]:
    """Give the number of the note that each call leads to.

    Of a label with as many notes as calls, the first call leads to the first note, and so on. Of any other label, each
    call leads to the next note, or to the last one where none follows.

    >>> _joined({"1": [(0, 5), (2, 3)]}, {"1": [7, 8]}), _joined({"*": [(0, 5), (2, 3), (9, 1)]}, {"*": [1, 4]})
    ({(0, 5): 7, (2, 3): 8}, {(0, 5): 1, (2, 3): 4, (9, 1): 4})
    """
    joined: dict[Call, int] = {}
    for label, places in calls.items():
        found = notes.get(label, [])
        if len(found) == len(places):
            joined |= dict(zip(places, found, strict=True))
        elif found:
            joined |= {place: found[min(bisect_left(found, place[0]), len(found) - 1)] for place in places}
    return dict(sorted(joined.items()))


def _label(note: Paragraph) -> str:
    """Give a note's label: what is raised at its start, its number in a list, or what its text begins with; else ""."""
    for mark in note.marks:
        if mark.name == "sup" and mark.start == 0:
            return _bare(mark.value or note.text[: mark.end])
        if mark.name == "number":
            return _bare(mark.value or note.text[: mark.end])
    found = _LABEL.match(note.text)
    return _bare(found[1]) if found else ""


def _bare(label: str) -> str:
    """Strip a label of what is written around it.

    >>> _bare("[12]"), _bare("note 3"), _bare("*")
    ('12', '3', '*')
    """
    found = re.search(r"\w+(?=\W*$)", label)
    return found[0] if found else label.strip()


def _ways_back(note: Paragraph) -> Iterator[Mark]:
    """Give marks at what leads back from a note to its call: its label, and signs such as an arrow."""
    found = [mark for mark in note.marks if mark.name == "sup" and mark.start in {mark.end, 0}]
    yield from found
    label = _LABEL.match(note.text)
    if label and not found:
        yield Mark(0, label.end(1), "note")


def _marked(text: Text, marks: Mapping[int, Iterable[Mark]]) -> Text:
    """Put marks before those of some paragraphs of a text."""
    paragraphs = (
        replace(paragraph, marks=tuple(sorted((*marks.get(number, ()), *paragraph.marks), key=_order)))
        for number, paragraph in enumerate(text.paragraphs)
    )
    return replace(text, paragraphs=tuple(paragraphs))


def _order(mark: Mark) -> tuple[int, int]:
    """Give a key that sorts marks by where they begin, those that lie around others before them."""
    return mark.start, -mark.end
