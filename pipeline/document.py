"""The one record that flows through the pipeline: a document, never changed in place.

Each stage fills in what it owns and leaves the rest alone:

    read       source, reference   paragraphs and their kind (and beads, where another tool made them)
    segment    Paragraph.segments  where each sentence starts and ends
    translate  hypotheses          one machine translation per source sentence, if it is needed
    align      beads               which sentences say the same
    correct    beads               what a person put right, where there is anything: beads, English, word links
    link       Bead.links          which words say the same
    score      Bead.scores, flags  how far a pair can be trusted

What `pipeline.selection` says of a bead among all of a corpus is filled in on the way to data, and never stored.

Sentences are numbered from 0 through a whole text, or a part of a long one; beads hold those numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal[
    "paragraph", "heading", "list_item", "quote", "verse", "dialogue", "cell", "caption", "note", "cue", "code"
]
Origin = Literal["human", "machine"]
Giver = Literal["machine", "human", "corrected", "copied"]
"""Who gave English: a model, a human translation, a person afterwards, nobody where it is copied."""
Side = Literal["source", "reference"]

KEPT = frozenset(["code", "kbd", "samp", "var", "notranslate", "formula", "head"])
"""Marks whose text stays as it is in every language, and is one whole."""
HEAD = "head"
"""The mark of what a turn of a transcript or chat begins with: a time, a speaker's name or both."""
MATTER = "matter"
"""The mark of a block that tells of its file, as its title and its date: no part of what is read."""
MOVED = "moved"
"""The flag of a bead whose English stands elsewhere in the human translation than its neighbours' would let expect."""
DUPLICATE = "duplicate"
"""The flag of a pair that says the same as an earlier one of the corpus, in data; what is read may repeat itself."""


class Segment(NamedTuple):
    """A sentence: its place in its paragraph's text, in code points."""

    start: int
    end: int


class Link(NamedTuple):
    """A word of a bead's source joined to a word of its target: places in the two texts, in code points."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


class Mark(NamedTuple):
    """Something that stands inside a paragraph's text: emphasis, a link, a footnote call, an image, a cue's times.

    `start` and `end` are code points in the paragraph (equal for something without text); `name` says what it is
    ("em", "strong", "a", "sup", "img", "cue"...), `value` what it carries (an address, a time range, the MathML of a
    formula whose text is how that reads on a line).
    """

    start: int
    end: int
    name: str
    value: str = ""


class Cell(NamedTuple):
    """A paragraph's cell in a table: the table's number in its text, the row and the column it begins in, all from 0.

    It takes so many `rows` and `columns`; `heads` says that it names what stands below or beside it.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of running text.

    The text is the file's own, hard wraps joined by one space. `level` is a heading's depth (1 is the highest), a list
    item's nesting or that of a quotation inside of others (from 2), otherwise 0. `locator` is the block's place in its
    file, in the reader's own terms: lines "12-15" counted from 1, a part and number "text/chapter1.xhtml#7".
    `translate` is false where the author forbids it (code, translate="no"): the text is then copied. `cell` is where
    it stands in a table; several paragraphs may share a cell, and cells without text have none.
    """

    text: str
    kind: Kind = "paragraph"
    level: int = 0
    locator: str = ""
    translate: bool = True
    marks: tuple[Mark, ...] = ()
    segments: tuple[Segment, ...] = ()
    cell: Cell | None = None

    def kept(self, start: int, end: int) -> tuple[Segment, ...]:
        """Give what between two places stays as it is, as code or a formula, counted from the first."""
        return tuple(
            Segment(max(mark.start, start) - start, min(mark.end, end) - start)
            for mark in self.marks
            if mark.name in KEPT and max(mark.start, start) < min(mark.end, end)
        )

    def is_kept(self, start: int = 0, end: int | None = None) -> bool:
        """Tell whether all between two places stays as it is: the block does, or all letters and digits there do.

        >>> Paragraph("x = 2.", marks=(Mark(0, 5, "code"),)).is_kept(), Paragraph("12").is_kept()
        (True, False)
        """
        if not self.translate:
            return True
        end = len(self.text) if end is None else end
        rest = list(self.text[start:end])
        kept = self.kept(start, end)
        for first, last in kept:
            rest[first:last] = " " * (last - first)
        return bool(kept) and not any(map(str.isalnum, rest))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: the paragraph's number (from 0) and the code points in it."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a reader left out of a text for one reason: how many letters, how many times, and the first of the places.

    Reasons and their meanings are `REASONS` in `pipeline/letters.py`; places are locators, as paragraphs have them.
    """

    reason: str
    letters: int
    times: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the letters of a file: they stand in paragraphs or are left out, or nobody knows.

    `letters` counts those of the file and `paragraphs` those in paragraphs; `unread` are in the file alone, and
    `added` in no place of the file that is left for them, as where something is read twice. `remarks` tell what a
    person should look at in the file, and `problems` what in it cannot be read, a line each. `found` tells how the file
    was understood, where that could be otherwise.
    """

    letters: int
    paragraphs: int
    left_out: tuple[LeftOut, ...] = ()
    unread: int = 0
    added: int = 0
    remarks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    found: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a document in one language.

    `account` is what the reader says of its file, None where there is none, and after the read stage: what a file holds
    besides its text decides nothing, so it makes no difference between two texts and is kept apart (`FileAccount`).
    """

    language: str
    paragraphs: tuple[Paragraph, ...]
    title: str = ""
    encoding: str = ""
    author: str = ""
    translator: str = ""
    account: Account | None = field(default=None, compare=False)

    def places(self) -> list[Place]:
        """Give every sentence's place, in reading order; the index is the sentence's number."""
        return [Place(n, s.start, s.end) for n, p in enumerate(self.paragraphs) for s in p.segments]

    def sentences(self) -> list[str]:
        """Give every sentence, in reading order; the index is the sentence's number."""
        return [p.text[s.start : s.end] for p in self.paragraphs for s in p.segments]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A machine translation of one sentence.

    `score` is the mean log-probability of its pieces (natural logarithm, end of sentence included), None when no
    model was asked: numbers, addresses and the like are copied. `notes` tells what was done to get it.
    """

    text: str
    score: float | None = None
    notes: tuple[str, ...] = ()


NOT_ASKED = Hypothesis("", None, ("not_asked",))
"""Stands for the translation of a sentence that a person has translated, where no machine was asked for another."""


class Given(NamedTuple):
    """What a file says of one of its pairs; what it does not say is as it is here.

    Its id, who gave its English, the name of that model or person, scores by their names, whether it was reviewed.
    """

    id: str = ""
    giver: Giver = "human"
    made_by: str = ""
    scores: tuple[tuple[str, float], ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Bead:
    """Source sentences that say the same as target sentences; either side may be empty.

    `origin` tells what `target` numbers: sentences of the reference ("human") or hypotheses ("machine").
    `posterior` is the probability that exactly this bead is right; it is 1 where a person says so. `correction` is
    English that a person gave for it; it stands instead of the target. `links_given` says that a person gave `links` as
    well: they are all there are. `reviewed` says that a person has read the pair as it is and found it right. `given`
    is what the file says of the pair, where it has it as one: its target, though "human", may be a machine's there. The
    languages are those that the texts are in, by ISO 639-1, None where nobody knows. Beads are in the order of their
    source; so are their targets, but for those with the flag `moved`. `duplicate_of`, `split` and `rejected` are as
    pairs have them.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    origin: Origin = "machine"
    posterior: float = 1.0
    links: tuple[Link, ...] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    correction: str = ""
    links_given: bool = False
    reviewed: bool = False
    given: Given | None = None
    duplicate_of: str | None = None
    split: str | None = None
    rejected: tuple[str, ...] = ()
    source_language: str | None = None
    target_language: str | None = None

    @property
    def by_machine(self) -> bool:
        """Whether its English is a machine's: neither a human translation's nor a correction."""
        return self.origin == "machine" and not self.correction

    @property
    def has_english(self) -> bool:
        """Whether there is any English."""
        return bool(self.target or self.correction)


class Before(NamedTuple):
    """How much of a long document stands before a part of it."""

    paragraphs: int = 0
    reference_paragraphs: int = 0
    sentences: int = 0
    reference_sentences: int = 0
    beads: int = 0


NOTHING = Before()


@dataclass(frozen=True, slots=True)
class Document:
    """A French text, its English versions, and how they correspond.

    `parallel` says that the file itself pairs them: the reference has as many paragraphs as the source, and they
    translate each other one by one (a translation memory, line pairs); either may be empty. `given` is what the file
    says of these pairs, one for each paragraph, where it says anything. `name` is what a file that holds several
    documents calls this one, "" where a file is one document.

    A long document goes through the stages in parts, each a document with the same id (`pipeline.parts`). `part` is
    its number among them, from 0; its sentences and paragraphs are numbered as if there were no others. `before` says
    what stands before it; it is filled in where parts are read one after another, and never stored.
    """

    id: str
    source: Text
    reference: Text | None = None
    hypotheses: tuple[Hypothesis, ...] = ()
    beads: tuple[Bead, ...] = ()
    parallel: bool = False
    given: tuple[Given | None, ...] = ()
    name: str = ""
    part: int = 0
    before: Before = NOTHING

    def accounts(self) -> Iterator["FileAccount"]:
        """Give the accounts of the files it was read from, as far as they are there."""
        sides: tuple[tuple[Side, Text | None], ...] = (("source", self.source), ("reference", self.reference))
        for side, text in sides:
            if text and text.account:
                yield FileAccount(self.id, side, text.account)


@dataclass(frozen=True, slots=True)
class FileAccount:
    """The account of one of a document's files."""

    document: str
    side: Side
    account: Account
