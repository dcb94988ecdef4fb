"""Warnings: what the beads of a whole document say against it, as that it is hardly a translation."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.document import MOVED, Bead

_FEW = 0.5
"""Share of sentences: with fewer sure counterparts, or more copies, the texts are hardly each other's translation."""
_UNSURE = 0.5
"""Posterior of a bead that is sure: it is more probable than all else together."""
_SOME_WORDS = 3
"""Spaces in a sentence that is not the same in two languages by chance."""


def find_warnings(beads: Sequence[Bead], source: Sequence[str], target: Sequence[str]) -> list[str]:
    """Find what is odd about a text and its human translation, by their beads and sentences; a line each.

    They hardly correspond; they are the same text; a passage has moved.
    """
    return [*_warn_of_few(beads), *_warn_of_copies(source, target), *_warn_of_moves(beads)]


def _warn_of_copies(source: Sequence[str], target: Sequence[str]) -> Iterator[str]:
    """Warn that most sentences of some words stand on both sides.

    >>> list(_warn_of_copies(["Il pleut sur la ville.", "Oui."], ["Il pleut sur la ville.", "Yes."]))
    ['1 of 1 French sentences stand in the English as they are; is this the translation?']
    """
    told = [sentence for sentence in source if sentence.count(" ") >= _SOME_WORDS]
    copied = len(set(told) & set(target))
    if copied > _FEW * len(told):
        yield f"{copied} of {len(told)} French sentences stand in the English as they are; is this the translation?"


def _warn_of_few(beads: Sequence[Bead]) -> Iterator[str]:
    """Warn that few sentences of a side have a sure counterpart; where one side is empty, that is another matter.

    >>> list(_warn_of_few([Bead((0,), (), "human"), Bead((1,), (0,), "human", posterior=0.2)]))
    ['only 0 of 2 French sentences have a sure counterpart; is this the translation, and is it English?']
    """
    sentences = sum(len(bead.source) for bead in beads)
    human = [bead for bead in beads if bead.origin == "human"]
    others = sum(len(bead.target) for bead in human)
    sure = [bead for bead in human if bead.source and bead.target and bead.posterior >= _UNSURE]
    matched, answered = sum(len(bead.source) for bead in sure), sum(len(bead.target) for bead in sure)
    if sentences and others and max(matched / sentences, answered / others) < _FEW:
        yield (
            f"only {matched} of {sentences} French sentences have a sure counterpart; "
            "is this the translation, and is it English?"
        )


def _warn_of_moves(beads: Sequence[Bead]) -> Iterator[str]:
    """Warn of moved passages: beads flagged so, and what stands alone between them.

    >>> list(_warn_of_moves([Bead((4,), (0,), "human", flags=(MOVED,)), Bead((5,), (1, 2), "human", flags=(MOVED,))]))
    ['French sentences 4-5 stand elsewhere in the English, at 0-2 (counted from 0)']
    """
    linked = [bead for bead in beads if bead.source and bead.target and bead.origin == "human"]
    for moved, group in groupby(linked, key=lambda bead: MOVED in bead.flags):
        for passage in _split_where_falling(list(group)) if moved else ():
            source = f"{passage[0].source[0]}-{passage[-1].source[-1]}"
            target = f"{passage[0].target[0]}-{passage[-1].target[-1]}"
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
