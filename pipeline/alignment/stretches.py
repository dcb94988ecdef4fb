"""Cut the search of a long text into stretches, one after the other, so that its memory does not grow with the text.

A stretch goes on a little beyond where it is wanted. It is settled up to its last sure bead before that, and the next
one starts there. A text that is one stretch is searched as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.alignment.band import Integers
from pipeline.alignment.lattice import Size
from pipeline.document import Bead

_LONGEST = 8000
"""Sentences of both sides in a stretch. From 4,000 to 16,000 a text takes the same time; memory is linear in it."""
_BEYOND = 400
"""Sentences of both sides at the end of a stretch that are searched for the sake of those before; chosen by hand."""
_SURE = 0.9
"""Posterior of a bead that a stretch may end with; chosen by hand."""


def next_stretch(nodes: Integers, start: Size) -> Integers:
    """Give the part of a path that is searched from a node on, with that node as (0, 0); the rest where that is short.

    Args:
        nodes: the nodes that a coarse path visits, one (i, j) a line.
        start: where the search has got to: a node near the path.

    >>> next_stretch(np.array([[0, 0], [1, 1], [2, 3], [3, 3]]), (1, 2)).tolist()
    [[0, 0], [1, 1], [2, 1]]
    """
    rest = nodes[(nodes >= start).all(axis=1)] - start
    rest = np.vstack([[[0, 0]], rest[rest.any(axis=1)]])
    passed = rest.sum(axis=1)
    if passed[-1] <= _LONGEST + _BEYOND:
        return rest
    return rest[: max(2, int(np.searchsorted(passed, _LONGEST, side="right")))]


def settled(beads: Sequence[Bead]) -> list[Bead]:
    """Give the beads of a stretch that stay as they are when the text goes on after it.

    They end with the last sure bead before the part that was searched for their sake; where nothing in the second half
    is sure, as in texts that have nothing to do with each other, with any bead.
    """
    passed = np.cumsum([len(bead.source) + len(bead.target) for bead in beads])
    free = int(np.searchsorted(passed, max(passed[-1] - _BEYOND, passed[0]), side="right"))
    sure = (
        end
        for end in range(free, free // 2, -1)
        if beads[end - 1].posterior >= _SURE and beads[end - 1].source and beads[end - 1].target
    )
    return list(beads[: next(sure, free)])
