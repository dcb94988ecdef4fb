"""The part of an alignment grid that is searched: a run of columns in every row.

Node (i, j) of the grid means that i source sentences and j target sentences have been passed. A band keeps its nodes in
one flat array, row after row, so that a search needs memory for these and not for the whole rectangle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Band:
    """Row i holds the columns first[i] ... last[i], both included; neither ever falls from one row to the next.

    >>> band = Band(np.array([0, 0, 1]), np.array([1, 2, 2]))
    >>> list(zip(band.rows.tolist(), band.columns.tolist()))
    [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)]
    """

    first: Integers
    last: Integers

    @classmethod
    def full(cls, height: int, width: int) -> Band:
        """Give the whole grid of `height` source and `width` target sentences."""
        return cls(np.zeros(height + 1, dtype=np.int64), np.full(height + 1, width, dtype=np.int64))

    @classmethod
    def around(cls, path: Integers, margin: Integers | int) -> Band:
        """Give the nodes near a path.

        Args:
            path: the nodes it visits, one (i, j) a line, from (0, 0) to the far corner.
            margin: how many rows and columns a node may be away from it: one number, or one for every row.

        >>> Band.around(np.array([[0, 0], [1, 1], [2, 2], [3, 3]]), 1).first.tolist()
        [0, 0, 0, 1]
        """
        height, width = path[-1]
        rows = np.arange(height + 1)
        first, last = np.full(height + 1, width), np.zeros(height + 1, dtype=np.int64)
        np.minimum.at(first, path[:, 0], path[:, 1])
        np.maximum.at(last, path[:, 0], path[:, 1])
        # A row that a bead jumps over lies between the row before and the row after.
        visited = np.isin(rows, path[:, 0])
        first = first[np.maximum.accumulate(np.where(visited, rows, 0))]
        last = last[np.minimum.accumulate(np.where(visited, rows, height)[::-1])[::-1]]
        first = first[np.maximum(rows - margin, 0)] - margin
        last = last[np.minimum(rows + margin, height)] + margin
        first = np.minimum.accumulate(first[::-1])[::-1]
        last = np.maximum.accumulate(last)
        return cls(np.maximum(first, 0), np.minimum(last, width))

    @property
    def height(self) -> int:
        """How many source sentences the grid has."""
        return len(self.first) - 1

    @property
    def width(self) -> int:
        """How many target sentences the grid has."""
        return int(self.last[-1])

    @cached_property
    def offsets(self) -> Integers:
        """Where each row begins in the flat array; one more for the end."""
        return np.concatenate([[0], np.cumsum(self.last - self.first + 1)])

    @property
    def size(self) -> int:
        """How many nodes the band holds."""
        return int(self.offsets[-1])

    @cached_property
    def rows(self) -> Integers:
        """The row of every node."""
        return np.repeat(np.arange(self.height + 1), np.diff(self.offsets))

    @cached_property
    def columns(self) -> Integers:
        """The column of every node."""
        return np.arange(self.size) - np.repeat(self.offsets[:-1] - self.first, np.diff(self.offsets))

    def shifted(self, down: int, right: int) -> Integers:
        """Give for every node the place of the node `down` rows and `right` columns on; `size` when that is outside.

        >>> Band.full(1, 1).shifted(1, 0).tolist()
        [2, 3, 4, 4]
        """
        rows, columns = self.rows + down, self.columns + right
        safe = np.clip(rows, 0, self.height)
        inside = (rows == safe) & (columns >= self.first[safe]) & (columns <= self.last[safe])
        return np.where(inside, self.offsets[safe] + columns - self.first[safe], self.size)

    def touched(self, path: Integers) -> NDArray[np.bool_]:
        """Tell of every row whether a path, one (i, j) a line, runs along an edge of the band that is none of the grid.

        >>> Band(np.array([0, 0, 1]), np.array([1, 2, 2])).touched(np.array([[0, 0], [1, 1], [2, 2]])).tolist()
        [False, False, False]
        """
        rows, columns = path.T
        low = (columns == self.first[rows]) & (columns > 0)
        high = (columns == self.last[rows]) & (columns < self.width)
        hit = np.zeros(self.height + 1, dtype=bool)
        hit[rows[low | high]] = True
        return hit
