"""From the probabilities of two directions to word links.

Och & Ney (2003) call it symmetrization: first the words that are each other's best, then links that grow along the
diagonal from those already there (Koehn, Och & Marcu 2003).
"""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.floating]
Pairs = set[tuple[int, int]]
"""Links of a sentence pair: a source word and a target word each, numbered from 0."""

_CORNERS = ((-1, -1), (-1, 1), (1, -1), (1, 1))


def symmetrize(source_given_target: Matrix, target_given_source: Matrix, least: float) -> list[tuple[int, int]]:
    """Choose the links of a sentence pair from two matrices of probabilities, source words × target words.

    A pair of words scores the geometric mean of both probabilities, which has to be above `least`.

    Args:
        source_given_target: how probable each source word is as the counterpart of each target word.
        target_given_source: the reverse.
        least: the score above which two words may be linked.

    >>> symmetrize(np.array([[0.9, 0.1], [0.0, 0.2]]), np.array([[0.8, 0.1], [0.1, 0.3]]), least=0.1)
    [(0, 0), (1, 1)]
    """
    scores = np.sqrt(source_given_target * target_given_source)
    candidates = {(i, int(j)) for i, j in enumerate(target_given_source.argmax(axis=1))}
    candidates |= {(int(i), j) for j, i in enumerate(source_given_target.argmax(axis=0))}
    likely = {pair for pair in candidates if scores[pair] > least}
    return sorted(grow_diagonal(link_mutual_best(scores, least), likely))


def link_mutual_best(scores: Matrix, least: float = 0.0) -> Pairs:
    """Link the words that are each other's best, where they score more than `least`.

    >>> sorted(link_mutual_best(np.array([[0.9, 0.2], [0.8, 0.3], [0.0, 0.4]])))
    [(0, 0), (2, 1)]
    """
    if scores.size == 0:
        return set()
    best_target, best_source = scores.argmax(axis=1), scores.argmax(axis=0)
    rows = np.arange(len(scores))
    mutual = (best_source[best_target] == rows) & (scores[rows, best_target] > least)
    return {(int(i), int(best_target[i])) for i in rows[mutual]}


def grow_diagonal(links: Pairs, candidates: Pairs) -> Pairs:
    """Add the candidates that touch a link cornerwise, and whose two words are both free.

    Koehn, Och & Marcu ask for one free word only, so that a candidate may also touch a link with its side; asking for
    both gives fewer links, and better ones.

    >>> sorted(grow_diagonal({(0, 0)}, {(0, 1), (1, 1), (2, 2), (4, 4)}))
    [(0, 0), (1, 1), (2, 2)]
    """
    grown = set(links)
    sources, targets = {i for i, _ in grown}, {j for _, j in grown}
    frontier = sorted(grown)
    while frontier:
        added = []
        for i, j in frontier:
            for k, m in ((i + down, j + right) for down, right in _CORNERS):
                if (k, m) in candidates and k not in sources and m not in targets:
                    grown.add((k, m))
                    sources.add(k)
                    targets.add(m)
                    added.append((k, m))
        frontier = added
    return grown
