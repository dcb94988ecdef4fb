"""How alike the two sides of a bead are: the cosine of their summed sentence vectors, for all beads of a band.

The dot product of two sums is the sum of the dot products, so beads of every size come from the products of single
sentences; a longer concatenation needs no new vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pipeline.alignment.band import Band
from pipeline.alignment.lattice import Floats, Size

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_BLOCK = 128  # rows multiplied at once: the product of a block is dense, and not much wider than the band


def products(source: csr_array, target: csr_array, band: Band) -> Floats:
    """The dot product of source sentence i and target sentence j for every node (i, j); zero on the far edges."""
    out = np.zeros(band.size)
    for top in range(0, band.height, _BLOCK):
        bottom = min(top + _BLOCK, band.height)
        left, right = int(band.first[top]), min(int(band.last[bottom - 1]) + 1, band.width)
        nodes = slice(band.offsets[top], band.offsets[bottom])
        rows, columns = band.rows[nodes] - top, band.columns[nodes] - left
        dense = np.zeros((bottom - top, right - left + 1))
        dense[:, : right - left] = (source[top:bottom] @ target[left:right].T).toarray()
        out[nodes] = dense[rows, columns]
    return out


def bead_products(single: Floats, band: Band, sizes: Sequence[Size]) -> Floats:
    """The dot product of the summed vectors for a bead of every size at every node: (nodes, sizes).

    Sentences outside the band count as unlike; the band must be wider than a bead for this not to matter.
    """
    single = np.append(single, 0.0).astype(np.float32)
    deepest, widest = max(n for n, _ in sizes), max(m for _, m in sizes)
    lines = np.zeros((widest + 1, band.size + 1), dtype=np.float32)  # lines[m]: one source with m target sentences
    for m in range(1, widest + 1):
        lines[m, :-1] = lines[m - 1, :-1] + single[band.shifted(0, m - 1)]
    column = {size: at for at, size in enumerate(sizes)}
    out = np.zeros((band.size, len(sizes)), dtype=np.float32)
    for n in range(1, deepest + 1):
        down = band.shifted(n - 1, 0)
        for m in range(1, widest + 1):
            if (n, m) in column:
                above = out[:, column[n - 1, m]] if n > 1 else 0.0
                out[:, column[n, m]] = above + lines[m][down]
    return out


def norms(vectors: csr_array, longest: int) -> list[Floats]:
    """norms[n][i]: the length of the sum of the n vectors from i on; index 0 of the list is empty.

    >>> from scipy.sparse import csr_array
    >>> norms(csr_array([[3.0, 0.0], [0.0, 4.0]]), 2)[2].tolist()
    [5.0]
    """
    count = vectors.shape[0]
    apart = [
        np.asarray(vectors[: count - k].multiply(vectors[k:]).sum(axis=1)).ravel() for k in range(min(longest, count))
    ]
    out: list[Floats] = [np.zeros(0)]
    square = np.zeros(count)
    for n in range(1, longest + 1):
        # Adding vector i + n - 1 to a sum adds its square and twice its products with those already there.
        starts = max(0, count - n + 1)
        added = np.zeros(starts)
        for k in range(min(n, count)):
            added += (1 if k == 0 else 2) * apart[k][n - 1 - k : n - 1 - k + starts]
        square = square[:starts] + added
        out.append(np.sqrt(np.maximum(square, 0.0)))
    return out
