"""The view of a document that data formats share: one flat record a bead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.document import NOT_ASKED, Bead, Document, Giver, Link, Place, Text
from pipeline.standing import Standing, find_standing


def find_giver(bead: Bead, document: Document) -> Giver | Literal["none"]:
    """Tell who gave the English of a bead, "none" where there is none: the file says so, or the stages that made it.

    What is copied, such as code and numbers, is nobody's translation.

    >>> from pipeline.document import Hypothesis, Text
    >>> document = Document("d", Text("fr", ()), None, (Hypothesis("Yes."), Hypothesis("12", None, ("copied",))))
    >>> [find_giver(bead, document) for bead in (Bead((0,), (0,)), Bead((1,), (1,)), Bead((0,), ()))]
    ['machine', 'copied', 'none']
    """
    if bead.correction:
        return "corrected"
    if not bead.has_english:
        return "none"
    if bead.origin == "human":
        return bead.given.giver if bead.given else "human"
    return "copied" if all("copied" in document.hypotheses[n].notes for n in bead.target) else "machine"


class Score:
    """A score of pairs, by its name; None where a pair has none."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, pair: "Pair | None", owner: type) -> float | None:
        """Give the score of a pair."""
        return pair.scores.get(self._name) if pair else None


@dataclass(frozen=True, slots=True)
class Pair:
    """French text and the English that says the same, with where both come from.

    `paragraph` is the number of the first source paragraph (of the first target paragraph when the source is empty).
    `source_places` and `target_places` are code points into paragraphs; a machine translation has no places of its own,
    nor has a correction, which is sure. `origin` is who gave `target`: "machine", the "human" translation, a person who
    "corrected" either, or nobody, where it is "copied". `links` are code points into `source` and `target`. `machine`
    is the machine's translation of the source where `target` is not that. `standing` is how far to trust `target`,
    `reviewed` says that a person found the pair right as it is. `made_by` is the name of the model or translator where
    a file tells it, "" where a file gives English of a machine that it does not name.
    `duplicate_of` is the id of an earlier pair of the corpus that says the same, `split` the split that it belongs to,
    and `rejected` are the reasons why it is in no data; where a corpus was not looked at as a whole, there are none.
    The languages are those that the texts are in, None for too few letters. `scores` has those of other tools as well;
    docs/schema.md says what each means.
    """

    adequacy = Score()
    model_score = Score()
    similarity = Score()
    length_ratio = Score()
    related = Score()
    addition = Score()
    omission = Score()
    french = Score()
    english = Score()
    damage = Score()
    length_deviation = Score()
    copied = Score()
    boilerplate = Score()
    duplicate_similarity = Score()

    id: str
    document: str
    paragraph: int
    type: str
    source: str
    target: str
    origin: Giver
    posterior: float
    source_places: tuple[Place, ...]
    target_places: tuple[Place, ...]
    scores: Mapping[str, float]
    flags: tuple[str, ...]
    links: tuple[Link, ...]
    machine: str | None
    standing: Standing
    reviewed: bool = False
    made_by: str | None = None
    duplicate_of: str | None = None
    split: str | None = None
    rejected: tuple[str, ...] = ()
    source_language: str | None = None
    target_language: str | None = None


class BeadTexts:
    """Finds the texts of a document's beads; computed once for all its beads.

    >>> from pipeline.document import Paragraph, Segment
    >>> text = Text("fr", (Paragraph("Un.  Deux.", segments=(Segment(0, 3), Segment(5, 10))), ))
    >>> BeadTexts(Document("d", text)).source((0, 1))
    'Un.  Deux.'
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source_places = document.source.places()
        self.reference_places = document.reference.places() if document.reference else []

    def source(self, sentences: tuple[int, ...]) -> str:
        """Give the French of some consecutive sentences, as it stands in the text."""
        return _text(self.document.source, [self.source_places[n] for n in sentences])

    def target(self, bead: Bead) -> str:
        """Give the English of a bead: a person's correction, else the human translation's or the machine's."""
        return bead.correction or self.uncorrected(bead)

    def uncorrected(self, bead: Bead) -> str:
        """Give the English of a bead, human or machine, without any correction."""
        if bead.origin == "machine":
            return self.machine(bead.target)
        reference = self.document.reference
        return _text(reference, [self.reference_places[n] for n in bead.target]) if reference else ""

    def has_machine(self, sentences: tuple[int, ...]) -> bool:
        """Tell whether there is the machine's English of some source sentences."""
        hypotheses = self.document.hypotheses
        return bool(sentences and hypotheses) and all(hypotheses[number] != NOT_ASKED for number in sentences)

    def machine(self, sentences: tuple[int, ...]) -> str:
        """Give the machine's English of some source sentences."""
        return " ".join(self.document.hypotheses[n].text for n in sentences)


def pairs(document: Document) -> Iterator[Pair]:
    """Give every bead of a document as a flat record, in reading order; those with an empty side included.

    Of a part of a long document ids and paragraphs are those that they are in the whole.
    """
    sides, before = BeadTexts(document), document.before
    for number, bead in enumerate(document.beads):
        source_places = _counted_on((sides.source_places[n] for n in bead.source), before.paragraphs)
        giver = find_giver(bead, document)
        from_reference = bead.origin == "human" and not bead.correction
        found = (sides.reference_places[n] for n in bead.target) if from_reference else ()
        target_places = _counted_on(found, before.reference_paragraphs)
        yield Pair(
            id=id_of(document, number),
            document=document.id,
            paragraph=next((place.paragraph for place in (*source_places, *target_places)), 0),
            type=f"{len(bead.source)}-{len(bead.target) or int(bead.has_english)}",
            source=sides.source(bead.source),
            target=sides.target(bead),
            origin=bead.origin if giver == "none" else giver,
            posterior=1.0 if bead.correction else bead.posterior,
            source_places=source_places,
            target_places=target_places,
            scores=bead.scores,
            flags=bead.flags,
            links=bead.links,
            machine=None if bead.by_machine or not sides.has_machine(bead.source) else sides.machine(bead.source),
            standing=find_standing(bead),
            reviewed=bead.reviewed,
            made_by=_made_by(bead, giver),
            duplicate_of=bead.duplicate_of,
            split=bead.split,
            rejected=bead.rejected,
            source_language=bead.source_language,
            target_language=bead.target_language,
        )


def id_of(document: Document, number: int) -> str:
    """Give the id of a pair of a document: that of its file, else the document's and its number, counted from 1."""
    given = document.beads[number].given
    return given.id if given and given.id else f"{document.id}:{document.before.beads + number + 1}"


def _counted_on(places: Iterable[Place], paragraphs: int) -> tuple[Place, ...]:
    """Give places with so many paragraphs more before them."""
    if not paragraphs:
        return tuple(places)
    return tuple(replace(place, paragraph=place.paragraph + paragraphs) for place in places)


def wanted_pairs(document: Document) -> Iterator[Pair]:
    """Give the pairs of a document that data hold: all but those that are rejected."""
    return (pair for pair in pairs(document) if not pair.rejected)


def _made_by(bead: Bead, giver: Giver | Literal["none"]) -> str | None:
    """Give the name of who gave the English of a bead, as its file tells it; None where the run is to be asked."""
    if not bead.given or giver != bead.given.giver:
        return None
    return bead.given.made_by or (None if giver == "human" else "")


def _text(text: Text, places: list[Place]) -> str:
    """Give the text from the first place to the last, paragraph by paragraph, joined by one space."""
    if len(places) == 1:  # as most have
        [place] = places
        return text.paragraphs[place.paragraph].text[place.start : place.end]
    spans: dict[int, tuple[int, int]] = {}
    for place in places:
        start = spans.get(place.paragraph, (place.start, 0))[0]
        spans[place.paragraph] = (start, place.end)
    return " ".join(text.paragraphs[number].text[start:end] for number, (start, end) in spans.items())
