"""How probable a pair of lengths is when both sides say the same (Gale & Church 1993)."""

from __future__ import annotations

import numpy as np

from pipeline.alignment.band import Band
from pipeline.alignment.lattice import Floats, Size

_VARIANCE = 6.8  # of the length difference, per character (Gale & Church 1993, table 3)


def surprise(source: Floats, target: Floats) -> Floats:
    """-log of the chance that translations differ in length at least so much; lengths in characters.

    >>> surprise(np.array([100.0, 100.0]), np.array([110.0, 160.0])).round(1).tolist()
    [0.3, 3.1]
    """
    from scipy.special import log_ndtr

    deviations = np.abs(source - target) / np.sqrt(_VARIANCE * np.maximum((source + target) / 2, 1.0))
    return np.asarray(-(np.log(2) + log_ndtr(-deviations)))


def bead_surprise(source: Floats, target: Floats, band: Band, size: Size) -> Floats:
    """`surprise` of the bead of one size at every node, from the lengths of all sentences.

    Source lengths must be scaled already to the target language.
    """
    before_source, before_target = (np.append(0.0, np.cumsum(side)) for side in (source, target))
    row_ends = np.minimum(band.rows + size[0], band.height)
    column_ends = np.minimum(band.columns + size[1], band.width)
    return surprise(
        before_source[row_ends] - before_source[band.rows], before_target[column_ends] - before_target[band.columns]
    )
