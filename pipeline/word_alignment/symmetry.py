"""From scores of word pairs to word links: mutual best first, then growing along the links already there."""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.floating]

_NEIGHBOURS = ((-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1))


def mutual_best(scores: Matrix, threshold: float = 0.0) -> set[tuple[int, int]]:
    """Link the words that are each other's best, where they score more than the threshold.

    >>> sorted(mutual_best(np.array([[0.9, 0.2], [0.8, 0.3], [0.0, 0.4]])))
    [(0, 0), (2, 1)]
    """
    if scores.size == 0:
        return set()
    best_target, best_source = scores.argmax(axis=1), scores.argmax(axis=0)
    rows = np.arange(len(scores))
    mutual = (best_source[best_target] == rows) & (scores[rows, best_target] > threshold)
    return {(int(i), int(best_target[i])) for i in rows[mutual]}


def grow_diagonal(links: set[tuple[int, int]], candidates: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Add candidates that touch a link, even cornerwise, and whose two words are both free (Koehn, Och & Marcu 2003).

    Both words must be free, not just one: fewer links, and better ones.

    >>> sorted(grow_diagonal({(0, 0)}, {(0, 1), (1, 1), (2, 2), (4, 4)}))
    [(0, 0), (1, 1), (2, 2)]
    """
    grown = set(links)
    sources, targets = {i for i, _ in grown}, {j for _, j in grown}
    frontier = sorted(grown)
    while frontier:
        added = []
        for i, j in frontier:
            for k, m in ((i + down, j + right) for down, right in _NEIGHBOURS):
                if (k, m) in candidates and k not in sources and m not in targets:
                    grown.add((k, m))
                    sources.add(k)
                    targets.add(m)
                    added.append((k, m))
        frontier = added
    return grown
