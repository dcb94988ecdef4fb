"""What was found of all pairs of a run, as a few numbers a pair, and documents told of it on their way to data."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from pipeline.document import DUPLICATE, Bead, Document
from pipeline.pairs import id_of

_FEWEST = 5  # pairs of a document that is told to repeat another one; chosen by hand
_MOSTLY = 0.5  # the share of its pairs that does so; chosen by hand


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of all pairs, by their numbers through all documents.

    documents    the documents' ids
    starts       the number of each document's first pair
    first        the pair that each one repeats, -1 for none
    similarity   how alike the two are
    splits       the names of the splits
    split        the number of each pair's split; 0 where there are none
    rejected     the reasons why pairs are rejected, of those that are
    """

    documents: list[str]
    starts: list[int]
    first: Any
    similarity: Any
    splits: tuple[str, ...]
    split: Any
    rejected: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def kept(self) -> Any:
        """Tell of each pair whether it is not rejected."""
        kept = np.ones(len(self.first), bool)
        kept[list(self.rejected)] = False
        return kept

    def document_of(self, number: int) -> int:
        """Give the number of the document that a pair is of."""
        return bisect_right(self.starts, number) - 1

    def told(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give the documents, which are those that this is about, with what was found of their pairs."""
        ids = dict.fromkeys(
            self.first[self.first >= 0].tolist(), ""
        )  # of the pairs that others repeat, met before them
        start = 0
        for document in documents:
            for place in range(len(document.beads)):
                if start + place in ids:
                    ids[start + place] = id_of(document, place)
            beads = (self._told(bead, number, ids) for number, bead in enumerate(document.beads, start))
            yield replace(document, beads=tuple(beads))
            start += len(document.beads)

    def _told(self, bead: Bead, number: int, ids: Mapping[int, str]) -> Bead:
        """Give a bead with what was found of it; `ids` are those of pairs that are repeated."""
        first = int(self.first[number])
        if first >= 0:
            scores = {**bead.scores, "duplicate_similarity": round(float(self.similarity[number]), 4)}
            bead = replace(bead, duplicate_of=ids[first], scores=scores, flags=(*bead.flags, DUPLICATE))
        if self.splits or number in self.rejected:
            split = self.splits[self.split[number]] if self.splits else None
            bead = replace(bead, split=split, rejected=self.rejected.get(number, ()))
        return bead

    def repeating_documents(self) -> Iterator[str]:
        """Say which documents repeat another one."""
        repeats: Counter[tuple[int, int]] = Counter()
        for number in np.flatnonzero(self.first >= 0).tolist():
            repeats[self.document_of(number), self.document_of(int(self.first[number]))] += 1
        ends = [*self.starts[1:], len(self.first)]
        for (here, there), number in sorted(repeats.items()):
            size = ends[here] - self.starts[here]
            if here != there and size >= _FEWEST and number >= _MOSTLY * size:
                yield f"{self.documents[here]}: {number} of its {size} pairs stand in {self.documents[there]} already"
