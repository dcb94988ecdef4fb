"""Gather what a report tells of finished documents, one document at a time."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

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


@dataclass
class Gathered:
    """Numbers and examples of all documents."""

    count: Counts = field(default_factory=Counts)
    types: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    maps: list[Map] = field(default_factory=list)
    worst: list[Bad] = field(default_factory=list)
    several: list[TranslatedTerm] = field(default_factory=list)
    """Names and terms that one document translates in several ways, those first that do so most often."""


def gather_figures(documents: Iterable[Document]) -> Gathered:
    """Go through the documents once."""
    gathered = Gathered()
    worst: list[tuple[tuple[float, ...], Bad]] = []
    for document in documents:
        found = list(pairs(document))
        gathered.count += count(document)
        for bead, pair in zip(document.beads, found, strict=True):
            _note(bead, pair, gathered)
        if any(bead.origin == "human" for bead in document.beads):
            gathered.maps.append(Map(document.id, tuple(thinned(points(found), POINTS))))
        gathered.several += in_several_ways(translated_terms(found))[:SEVERAL]
        worst = heapq.nlargest(WORST, [*worst, *_bad(document, found)], key=lambda item: item[0])
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


def _bad(document: Document, found: Sequence[Pair]) -> Iterator[tuple[tuple[float, ...], Bad]]:
    """Give pairs that are not sure, with how bad they are: poor ones, then by reasons, then by how unsure all is."""
    around = [None, *found, None]
    for number, (bead, pair) in enumerate(zip(document.beads, found, strict=True)):
        if pair.standing != "sure":
            unsure = (1 - pair.scores.get("adequacy", 1.0), 1 - pair.posterior)
            badness = (pair.standing == "poor", len(pair.flags), *unsure)
            yield badness, Bad(pair, "; ".join(explain_flag(bead)), around[number], around[number + 2])


def points(found: Sequence[Pair]) -> Iterator[Point]:
    """Give where each pair ends in the two texts, measured in their characters.

    >>> from types import SimpleNamespace as P
    >>> two = [P(source="ab", target="abcd", flags=()), P(source="ab", target="", flags=())]
    >>> [(point.source, point.target) for point in points(two)]
    [(0.5, 1.0), (1.0, 1.0)]
    """
    lengths = [sum(map(len, texts)) or 1 for texts in ((p.source for p in found), (p.target for p in found))]
    source = target = 0
    for pair in found:
        source, target = source + len(pair.source), target + len(pair.target)
        yield Point(source / lengths[0], target / lengths[1], bool(pair.flags))


def thinned(found: Iterable[Point], most: int) -> list[Point]:
    """Thin points to about `most`: of each run of neighbours the last stays, doubtful when any of them is.

    >>> [p.source for p in thinned((Point(n / 10, 0.0, False) for n in range(10)), 5)]
    [0.1, 0.3, 0.5, 0.7, 0.9]
    """
    every = list(found)
    size = -(-len(every) // most) or 1
    groups = (every[n : n + size] for n in range(0, len(every), size))
    return [Point(group[-1].source, group[-1].target, any(p.doubtful for p in group)) for group in groups]
