"""How alike the two sides of a bead are: the cosine of their summed sentence vectors, for all beads of a band.

The dot product of two sums is the sum of the dot products, so beads of every size come from the products of single
sentences, and a longer concatenation needs no new vector.
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


def bead_similarities(source: csr_array, target: csr_array, band: Band, sizes: Sequence[Size]) -> Floats:
    """Give the cosine of the two sides of every bead, (nodes, sizes); minus infinity for beads that leave the band.

    Args:
        source: the vectors of the source sentences, one a row.
        target: the vectors of the target sentences.
        band: the nodes at which beads start.
        sizes: the sizes of beads.
    """
    most_source, most_target = max(n for n, _ in sizes), max(m for _, m in sizes)
    single = sentence_products(source, target, band)
    source_norms, target_norms = norms(source, most_source), norms(target, most_target)
    out = bead_products(single, band, sizes)
    for at, (n, m) in enumerate(sizes):
        fits = band.shifted(n, m) < band.size
        rows, columns = band.rows[fits], band.columns[fits]
        out[fits, at] /= np.maximum(source_norms[n][rows] * target_norms[m][columns], 1e-9)  # empty sentences: 0
        out[~fits, at] = -np.inf
    return out


def sentence_products(source: csr_array, target: csr_array, band: Band) -> Floats:
    """Give for every node (i, j) the dot product of source sentence i and target sentence j; zero on the far edges."""
    out = np.zeros(band.size)
    for top in range(0, band.height, _BLOCK):
        bottom = min(top + _BLOCK, band.height)
        start, end = int(band.first[top]), min(int(band.last[bottom - 1]) + 1, band.width)
        nodes = slice(band.offsets[top], band.offsets[bottom])
        rows, columns = band.rows[nodes] - top, band.columns[nodes] - start
        dense = np.zeros((bottom - top, end - start + 1))
        dense[:, : end - start] = (source[top:bottom] @ target[start:end].T).toarray()
        out[nodes] = dense[rows, columns]
    return out


def bead_products(single: Floats, band: Band, sizes: Sequence[Size]) -> Floats:
    """Give the dot product of the two summed vectors of every bead, (nodes, sizes), from those of single sentences.

    Sentences outside of the band count as unlike; the band must be wider than a bead for this not to matter.
    """
    single = np.append(single, 0.0).astype(np.float32)
    most_source, most_target = max(n for n, _ in sizes), max(m for _, m in sizes)
    one_to_many = np.zeros((most_target + 1, band.size + 1), dtype=np.float32)  # [m]: 1 source, m target sentences
    for m in range(1, most_target + 1):
        one_to_many[m, :-1] = one_to_many[m - 1, :-1] + single[band.shifted(0, m - 1)]
    column = {size: at for at, size in enumerate(sizes)}
    out = np.zeros((band.size, len(sizes)), dtype=np.float32)
    for n in range(1, most_source + 1):
        last_row = band.shifted(n - 1, 0)
        for m in range(1, most_target + 1):
            if (n, m) in column:
                rows_before = out[:, column[n - 1, m]] if n > 1 else 0.0
                out[:, column[n, m]] = rows_before + one_to_many[m][last_row]
    return out


def norms(vectors: csr_array, longest: int) -> list[Floats]:
    """Give in norms[n][i] the Euclidean norm of the sum of the n vectors from i on; norms[0] is empty.

    >>> from scipy.sparse import csr_array
    >>> norms(csr_array([[3.0, 0.0], [0.0, 4.0]]), 2)[2].tolist()
    [5.0]
    """
    count = vectors.shape[0]
    products = [  # products[k][i]: of vectors i and i + k
        np.asarray(vectors[: count - k].multiply(vectors[k:]).sum(axis=1)).ravel() for k in range(min(longest, count))
    ]
    out: list[Floats] = [np.zeros(0)]
    square = np.zeros(count)
    for n in range(1, longest + 1):
        # Adding vector i + n - 1 to a sum adds its square and twice its products with those already there.
        starts = max(0, count - n + 1)
        added = np.zeros(starts)
        for k in range(min(n, count)):
            added += (1 if k == 0 else 2) * products[k][n - 1 - k : n - 1 - k + starts]
        square = square[:starts] + added
        out.append(np.sqrt(np.maximum(square, 0.0)))
    return out
