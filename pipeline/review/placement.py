"""Where in a document corrections belong: beads by their whole sentences, word links by the words of their pair."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from pipeline.document import Bead, Document
from pipeline.pairs import BeadTexts
from pipeline.review.corrections import (
    Approval,
    BeadCorrection,
    Correction,
    EnglishCorrection,
    LinkCorrection,
    fold,
)
from pipeline.words import words

PairWords = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of both sides of a pair: links number them, so it is by them that the pair is recognised."""


class Passages:
    """Finds passages of whole sentences in a text by what they say; made once for all of them.

    >>> passages = Passages(["Oui.", "Non.", "Non.", "Oui.", "Non."])
    >>> passages.find("Oui. Non."), passages.find("Oui. Non.", near=4), passages.find("Peut-être.")
    ((0, 1), (3, 4), None)
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        folded = [fold(sentence) for sentence in sentences]
        ends = list(accumulate(map(len, folded)))
        self._text = "".join(folded)
        self._starting = {end - len(text): n for n, (text, end) in enumerate(zip(folded, ends, strict=True)) if text}
        self._ending = {end: n for n, (text, end) in enumerate(zip(folded, ends, strict=True)) if text}

    def find(self, passage: str, near: int | None = None) -> tuple[int, ...] | None:
        """Find the numbers of the sentences that a passage consists of; None where it is not there, () for empty text.

        Of repetitions the one that begins nearest to sentence `near` is taken, without that the first.
        """
        wanted = fold(passage)
        if not wanted:
            return ()
        first, last = min(self._find_all(wanted), key=lambda found: abs(found[0] - (near or 0)), default=(0, -1))
        return tuple(range(first, last + 1)) or None

    def _find_all(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Find the first and the last sentence of each place where a folded text stands as whole sentences."""
        start = self._text.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if start in self._starting and end in self._ending:
                yield self._starting[start], self._ending[end]
            start = self._text.find(wanted, start + 1)


class BeadFinder:
    """Finds the beads that corrections speak of in a document; made once for all of them."""

    def __init__(self, document: Document) -> None:
        reference = document.reference
        self._sides = (
            (Passages(document.source.sentences()), Passages(reference.sentences())) if reference is not None else None
        )

    def find(self, correction: BeadCorrection) -> Bead | None:
        """Find the bead, sure as a person made it; None where a text is not there or there is no human translation."""
        if not self._sides:
            return None
        source = self._sides[0].find(correction.source, correction.source_at)
        target = self._sides[1].find(correction.target, correction.target_at)
        if source is None or target is None or not (source or target):
            return None
        return Bead(source, target, "human")


def pair_words(source: str, target: str) -> PairWords:
    """Give the words of a pair, folded.

    >>> pair_words("L'été.", "Summer.")
    (("L'", 'été', '.'), ('Summer', '.'))
    """
    return (
        tuple(fold(source[start:end]) for start, end in words(source, "fr")),
        tuple(fold(target[start:end]) for start, end in words(target, "en")),
    )


def links_words(correction: LinkCorrection) -> bool:
    """Tell whether all words that a correction links are there: their numbers are not beyond the last one's."""
    source, target = pair_words(correction.source, correction.target)
    return all(0 <= i < len(source) and 0 <= j < len(target) for i, j in correction.links)


def find_unplaced(document: Document, corrections: Iterable[Correction]) -> list[Correction]:
    """Find the corrections made in a corrected document that fit nowhere in it: what they speak of is not there now.

    A correction that a later one replaced fits all the same, and so does an approval of English that is another now.

    >>> from pipeline.document import Paragraph, Segment, Text
    >>> document = Document("a", Text("fr", (Paragraph("Oui.", segments=(Segment(0, 4),)),)), beads=(Bead((0,), ()),))
    >>> made = [EnglishCorrection("a", "Oui.", "Yes."), EnglishCorrection("a", "Non.", "No.")]
    >>> [correction.source for correction in find_unplaced(document, made)]
    ['Non.']
    """
    own = [made for made in corrections if made.document == document.id]
    if not own:
        return []
    sides = BeadTexts(document)
    texts = [(sides.source(bead.source), sides.target(bead)) for bead in document.beads]
    sources = {fold(source) for source, _ in texts}
    linkable = any(isinstance(made, LinkCorrection) for made in own)
    pairs = {pair_words(*pair) for pair in texts} if linkable else set()
    finder = BeadFinder(document)

    def fits(made: Correction) -> bool:
        match made:
            case EnglishCorrection() | Approval():
                return fold(made.source) in sources
            case BeadCorrection():
                return finder.find(made) is not None
            case LinkCorrection():
                return links_words(made) and pair_words(made.source, made.target) in pairs

    return [made for made in own if not fits(made)]
