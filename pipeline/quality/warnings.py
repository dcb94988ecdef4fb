"""Warnings: what the beads of a whole document say against it, as that it is hardly a translation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.document import MOVED, NOTHING, Bead, Before

_FEW = 0.5
"""Share of sentences: with fewer sure counterparts, or more copies, the texts are hardly each other's translation."""
_UNSURE = 0.5
"""Posterior of a bead that is sure: it is more probable than all else together."""
_SOME_WORDS = 3
"""Spaces in a sentence that is not the same in two languages by chance."""


@dataclass
class Signs:
    """What speaks against a text and its human translation, gathered part by part.

    sentences    of the French, and `others` of the English in human beads
    matched      French sentences in beads that are sure, and `answered` English ones
    long         French sentences of some words, and `copied` those of them that stand in the English as they are
    moved        a line for each passage that has moved
    """

    sentences: int = 0
    others: int = 0
    matched: int = 0
    answered: int = 0
    long: int = 0
    copied: int = 0
    moved: list[str] = field(default_factory=list)

    def add(
        self, beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], before: Before = NOTHING
    ) -> None:
        """Look at the beads and sentences of a text, or of a part of it."""
        human = [bead for bead in beads if bead.origin == "human"]
        sure = [bead for bead in human if bead.source and bead.target and bead.posterior >= _UNSURE]
        self.sentences += sum(len(bead.source) for bead in beads)
        self.others += sum(len(bead.target) for bead in human)
        self.matched += sum(len(bead.source) for bead in sure)
        self.answered += sum(len(bead.target) for bead in sure)
        long = [sentence for sentence in source if sentence.count(" ") >= _SOME_WORDS]
        self.long += len(long)
        self.copied += len(set(long) & set(target))
        self.moved += _warn_of_moves(beads, before)

    def told(self) -> Iterator[str]:
        """Say it, a line each; where one side is empty, that is another matter.

        >>> signs = Signs()
        >>> signs.add([Bead((0,), (), "human"), Bead((1,), (0,), "human", posterior=0.2)], [], [])
        >>> list(signs.told())
        ['only 0 of 2 French sentences have a sure counterpart; is this the translation, and is it English?']
        """
        both = self.sentences and self.others
        if both and max(self.matched / self.sentences, self.answered / self.others) < _FEW:
            yield (
                f"only {self.matched} of {self.sentences} French sentences have a sure counterpart; "
                "is this the translation, and is it English?"
            )
        if self.copied > _FEW * self.long:
            yield (
                f"{self.copied} of {self.long} French sentences stand in the English as they are; "
                "is this the translation?"
            )
        yield from self.moved


def find_warnings(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> list[str]:
    """Find what is odd about a text and its human translation, by their beads and sentences; a line each.

    They hardly correspond; they are the same text; a passage has moved.
    """
    signs = Signs()
    signs.add(beads, source, target)
    return list(signs.told())


def _warn_of_moves(beads: Sequence[Bead], before: Before = NOTHING) -> Iterator[str]:
    """Warn of moved passages: beads flagged so, and what stands alone between them.

    >>> list(_warn_of_moves([Bead((4,), (0,), "human", flags=(MOVED,)), Bead((5,), (1, 2), "human", flags=(MOVED,))]))
    ['French sentences 4-5 stand elsewhere in the English, at 0-2 (counted from 0)']
    """
    linked = [bead for bead in beads if bead.source and bead.target and bead.origin == "human"]
    for moved, group in groupby(linked, key=lambda bead: MOVED in bead.flags):
        for passage in _split_where_falling(list(group)) if moved else ():
            first, last = passage[0], passage[-1]
            source = f"{first.source[0] + before.sentences}-{last.source[-1] + before.sentences}"
            target = f"{first.target[0] + before.reference_sentences}-{last.target[-1] + before.reference_sentences}"
            yield f"French sentences {source} stand elsewhere in the English, at {target} (counted from 0)"


def _split_where_falling(beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    """Split beads where the target of one stands before that of the one before it."""
    passage: list[Bead] = []
    for bead in beads:
        if passage and bead.target < passage[-1].target:
            yield passage
            passage = []
        passage.append(bead)
    yield passage
