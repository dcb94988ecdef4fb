"""Gather what a report tells of finished documents, one document at a time."""

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from pipeline.document import Bead, Document
from pipeline.formats.report.figures import Point
from pipeline.glossary.translations import TranslatedTerm, in_several_ways, translated_terms
from pipeline.pairs import Pair, pairs
from pipeline.quality.counts import count
from pipeline.quality.flags import explain_flag
from pipeline.quality.metrics import Counts

WORST = 50
"""The most pairs to look at that a report shows; chosen by hand: more would not be read."""

SEVERAL = 20
"""The most terms translated in several ways that a report shows; chosen by hand."""

POINTS = 1500
"""The most stretches an alignment map is drawn with: more than its pixels would not be seen."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A pair to look at first, with its neighbours' texts."""

    pair: Pair
    reason: str
    before: Pair | None
    after: Pair | None


@dataclass(frozen=True, slots=True)
class Map:
    """How one document's texts run beside each other."""

    document: str
    points: tuple[Point, ...]


def _numbers() -> "array[float]":
    """Make what holds many numbers in little memory."""
    return array("d")


@dataclass
class Gathered:
    """Numbers and examples of all documents."""

    count: Counts = field(default_factory=Counts)
    types: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    values: dict[str, "array[float]"] = field(default_factory=lambda: defaultdict(_numbers))
    maps: list[Map] = field(default_factory=list)
    worst: list[Bad] = field(default_factory=list)
    several: list[TranslatedTerm] = field(default_factory=list)
    """Names and terms that one document translates in several ways, those first that do so most often."""


def gather_figures(documents: Iterable[Document]) -> Gathered:
    """Go through the documents once; long ones come in parts."""
    gathered = Gathered()
    worst: list[tuple[tuple[float, ...], Bad]] = []
    line = Line("")
    for document, found, around in _with_neighbours(documents):
        gathered.count += count(document)
        for bead, pair in zip(document.beads, found, strict=True):
            _note(bead, pair, gathered)
        if document.part == 0:
            gathered.maps += line.drawn()
            line = Line(document.id)
        line.add(document.beads, found)
        gathered.several += in_several_ways(translated_terms(found))[:SEVERAL]
        worst = heapq.nlargest(WORST, [*worst, *_bad(document, found, around)], key=lambda item: item[0])
    gathered.maps += line.drawn()
    gathered.worst = [bad for _, bad in worst]
    gathered.several = in_several_ways(gathered.several)[:SEVERAL]
    return gathered


def _note(bead: Bead, pair: Pair, gathered: Gathered) -> None:
    """Add a pair to the numbers."""
    gathered.types[pair.type] += 1
    gathered.flags.update(pair.flags)
    for name, value in pair.scores.items():
        gathered.values[name].append(value)
    if bead.origin == "human" and not bead.correction:
        gathered.values["posterior"].append(pair.posterior)


def _with_neighbours(
    documents: Iterable[Document],
) -> Iterator[tuple[Document, list[Pair], tuple[Pair | None, Pair | None]]]:
    """Give each document or part of one with its pairs, and the pairs of the same document around them."""
    held: tuple[Document, list[Pair]] | None = None
    before: Pair | None = None
    for document in documents:
        found = list(pairs(document))
        if held:
            after = found[0] if document.part and found else None
            yield *held, (before, after)
            before = held[1][-1] if document.part and held[1] else None
        held = document, found
    if held:
        yield *held, (before, None)


def _bad(
    document: Document, found: Sequence[Pair], neighbours: tuple[Pair | None, Pair | None]
) -> Iterator[tuple[tuple[float, ...], Bad]]:
    """Give pairs that are not sure, with how bad they are: poor ones, then by reasons, then by how unsure all is."""
    around = [neighbours[0], *found, neighbours[1]]
    for number, (bead, pair) in enumerate(zip(document.beads, found, strict=True)):
        if pair.standing != "sure":
            unsure = (1 - pair.scores.get("adequacy", 1.0), 1 - pair.posterior)
            badness = (pair.standing == "poor", len(pair.flags), *unsure)
            yield badness, Bad(pair, "; ".join(explain_flag(bead)), around[number], around[number + 2])


class Line:
    """The line of a document's map, gathered part by part: how long both sides of its pairs are."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._source, self._target, self._doubtful = array("Q"), array("Q"), array("b")
        self._is_human = False

    def add(self, beads: Sequence[Bead], found: Sequence[Pair]) -> None:
        """Add the pairs of a part, whose beads are given as well."""
        self._source.extend(len(pair.source) for pair in found)
        self._target.extend(len(pair.target) for pair in found)
        self._doubtful.extend(bool(pair.flags) for pair in found)
        self._is_human |= any(bead.origin == "human" for bead in beads)

    def drawn(self) -> list[Map]:
        """Give the map of a document that has a human translation, nothing of others."""
        if not self._is_human:
            return []
        points = find_points(self._source, self._target, self._doubtful)
        return [Map(self._document, tuple(thinned(points, POINTS)))]


def find_points(source: Sequence[int], target: Sequence[int], doubtful: Sequence[int]) -> Iterator[Point]:
    """Give where each pair ends in the two texts, measured in their characters, of which each pair has so many.

    >>> [(point.source, point.target) for point in find_points([2, 2], [4, 0], [0, 0])]
    [(0.5, 1.0), (1.0, 1.0)]
    """
    lengths = sum(source) or 1, sum(target) or 1
    ends = zip(accumulate(source), accumulate(target), doubtful, strict=True)
    for source_end, target_end, is_doubtful in ends:
        yield Point(source_end / lengths[0], target_end / lengths[1], bool(is_doubtful))


def thinned(found: Iterable[Point], most: int) -> list[Point]:
    """Thin points to about `most`: of each run of neighbours the last stays, doubtful when any of them is.

    >>> [p.source for p in thinned((Point(n / 10, 0.0, False) for n in range(10)), 5)]
    [0.1, 0.3, 0.5, 0.7, 0.9]
    """
    every = list(found)
    size = -(-len(every) // most) or 1
    groups = (every[n : n + size] for n in range(0, len(every), size))
    return [Point(group[-1].source, group[-1].target, any(p.doubtful for p in group)) for group in groups]
