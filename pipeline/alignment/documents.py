"""Document alignment: which texts of two collections translate each other, told by what they say.

1. Every text becomes a vector of English words. The words of a French text are replaced by their translations in the
   lexicon, each by its share; names, numbers and words that the lexicon lacks stand for themselves.
2. Counts are weighed by how rare a word is (inverse document frequency, Spärck Jones 1972), in the collection and, as
   small collections tell little, in general English.
3. The likest texts are linked first, each to one other at most (competitive linking, Melamed 2000).
4. How far a link is believed follows from three numbers: how alike the two are, how much more than either is to any
   other text, and how well their lengths fit. Their weights were fitted on texts of known partners.

No model is needed, and thousands of texts a side take a minute or two: see eval/LOG.md, "Document alignment".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.vectors import fold_words
from pipeline.word_alignment.lexicon import LinkCounts, shipped

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LEAST_CERTAINTY = 0.6
"""A link that is less certain is none; see eval/LOG.md, "Document alignment", for what that finds and what it loses."""

_WORD = re.compile(r"\w+")
_BLOCK = 512  # rows of the product of all texts that are made at once
_CANDIDATES = 10  # texts that one is compared with closely; chosen by hand
_PRIOR = 200  # texts of general English that count beside the collection's; chosen by hand
_WORDS_OF_PRIOR = 300  # words of each of them; chosen by hand
_LEAST_RIVAL = 0.05  # likeness that some other text is always taken to have; chosen by hand
_LENGTH_RATIO = 0.91  # characters of English for one of French; see eval/documents/measure.py
# Fitted by eval/documents/measure.py: likeness, lead over the best rival, misfit of lengths, constant.
_WEIGHTS = (11.54, 1.51, -0.47, -4.57)


class DocumentLink(NamedTuple):
    """A French text and the English one that is likest to it, by their numbers, and how far that is believed."""

    source: int
    target: int
    certainty: float


def link_documents(source: Sequence[str], target: Sequence[str]) -> list[DocumentLink]:
    """Link French texts with English ones, each with one at most, in the order of the French.

    >>> french = ["Le chat dort dans la maison.", "La mer monte vers le phare de Brest."]
    >>> english = ["The sea is rising towards the lighthouse of Brest.", "The cat sleeps in the house."]
    >>> [(one.source, one.target, one.certainty > 0.8) for one in link_documents(french, english)]
    [(0, 1, True), (1, 0, True)]
    """
    if not (source and target):
        return []
    left, right = document_vectors(source, target)
    rows, columns, likeness = _candidates(left, right)
    chosen = _competitive(rows, columns, likeness)
    features = _features(chosen, (rows, columns, likeness), ([len(text) for text in source], [len(t) for t in target]))
    certainty = 1 / (1 + np.exp(-(features @ _WEIGHTS)))
    return [
        DocumentLink(int(rows[at]), int(columns[at]), float(one)) for at, one in zip(chosen, certainty, strict=True)
    ]


def document_vectors(source: Sequence[str], target: Sequence[str]) -> tuple[csr_array, csr_array]:
    """Give the vectors of French and of English texts, in the words of the English ones, each of length 1."""
    lexicon = shipped()
    words: tuple[dict[str, int], dict[str, int]] = ({}, {})
    french, english = (_counts(texts, known) for texts, known in zip((source, target), words, strict=True))
    rarity = _rarity(english, words[1], lexicon)
    return _weigh(french @ _translations(*words, lexicon), rarity), _weigh(english, rarity)


def _counts(texts: Iterable[str], words: dict[str, int]) -> csr_array:
    """Count the words of each text; new ones are numbered in `words`."""
    from scipy.sparse import csr_array

    numbers, starts = list[int](), [0]
    for text in texts:
        numbers += (words.setdefault(word, len(words)) for word in _WORD.findall(text.lower()))
        starts.append(len(numbers))
    counted = csr_array((np.ones(len(numbers)), numbers, starts), shape=(len(starts) - 1, len(words)))
    counted.sum_duplicates()
    return counted


def _translations(french: dict[str, int], english: dict[str, int], lexicon: LinkCounts) -> csr_array:
    """Give the share of each English word (column) among the translations of each French one (row)."""
    from scipy.sparse import csr_array

    folded = {"".join(fold_words(word)): number for word, number in reversed(english.items())}
    rows, columns, shares = list[int](), list[int](), list[float]()
    for word, number in french.items():
        found = {} if word.isdecimal() else lexicon.translations(word)
        total = sum(found.values())
        there = {english[one]: count / total for one, count in found.items() if one in english}
        if not found:
            same = english.get(word, folded.get("".join(fold_words(word))))
            there = {} if same is None else {same: 1.0}
        rows += [number] * len(there)
        columns += there.keys()
        shares += there.values()
    return csr_array((shares, (rows, columns)), shape=(len(french), len(english)))


def _rarity(english: csr_array, words: dict[str, int], lexicon: LinkCounts) -> Floats:
    """Give the inverse document frequency of each word, in the collection and texts of general English together."""
    seen = np.zeros(len(words))
    for word, number in words.items():
        if (known := lexicon.target.get(word)) is not None:
            seen[number] = lexicon.target_seen[known]
    general = _PRIOR * np.minimum(1, seen / lexicon.target_seen.sum() * _WORDS_OF_PRIOR)
    frequency = np.bincount(english.indices, minlength=len(words)) + general
    rarity: Floats = np.log((english.shape[0] + _PRIOR + 1) / np.maximum(frequency, 1))
    return rarity


def _weigh(counts: csr_array, rarity: Floats) -> csr_array:
    """Turn counts into weights, and every row into a vector of length 1; one without words stays empty."""
    from scipy.sparse import csr_array, diags_array

    damped = csr_array((np.log1p(counts.data), counts.indices, counts.indptr), shape=counts.shape)
    weighed = damped @ diags_array(rarity)
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.maximum(lengths, 1e-9)) @ weighed)


def _candidates(left: csr_array, right: csr_array) -> tuple[Integers, Integers, Floats]:
    """Give the likest texts of each French one, as three arrays: French, English, cosine; the likest pair first."""
    most = min(_CANDIDATES, right.shape[0])
    columns, values = [], []
    for top in range(0, left.shape[0], _BLOCK):
        block = (left[top : top + _BLOCK] @ right.T).toarray()
        nearest = np.argsort(-block, axis=1, kind="stable")[:, :most]
        columns.append(nearest)
        values.append(np.take_along_axis(block, nearest, axis=1))
    rows = np.repeat(np.arange(left.shape[0]), most)
    column, value = np.concatenate(columns).ravel(), np.concatenate(values).ravel().round(9)
    order = np.lexsort((column, rows, -value))
    return rows[order], column[order], value[order]


def _competitive(rows: Integers, columns: Integers, likeness: Floats) -> list[int]:
    """Choose candidates, which are sorted by likeness, so that each text is in one at most; in the order of the French.

    >>> _competitive(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([0.9, 0.8, 0.7]))
    [0]
    """
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen: dict[int, int] = {}
    for at, (row, column) in enumerate(zip(rows.tolist(), columns.tolist(), strict=True)):
        if likeness[at] > 0 and row not in taken[0] and column not in taken[1]:
            taken[0].add(row)
            taken[1].add(column)
            chosen[row] = at
    return [chosen[row] for row in sorted(chosen)]


def _features(
    chosen: Sequence[int],
    candidates: tuple[Integers, Integers, Floats],
    lengths: tuple[Sequence[int], Sequence[int]],
) -> Floats:
    """Give the likeness of each chosen candidate, its lead over its best rival, the misfit of its lengths, and 1."""
    rows, columns, likeness = candidates
    best: tuple[dict[int, list[float]], dict[int, list[float]]] = ({}, {})
    for row, column, value in zip(rows.tolist(), columns.tolist(), likeness.tolist(), strict=True):
        for side, number in zip(best, (row, column), strict=True):
            side.setdefault(number, []).append(value)  # the likest come first
    found = np.ones((len(chosen), len(_WEIGHTS)))
    for at, place in enumerate(chosen):
        row, column, value = int(rows[place]), int(columns[place]), float(likeness[place])
        rival = max(_LEAST_RIVAL, *(_rival(side, value) for side in (best[0][row], best[1][column])))
        ratio = (lengths[1][column] + 1) / (lengths[0][row] + 1) / _LENGTH_RATIO
        found[at, :3] = value, np.clip(np.log(max(value, 1e-3) / rival), -1, 1), abs(np.log(ratio))
    return found


def _rival(values: Sequence[float], own: float) -> float:
    """Give the highest of some values, sorted from the highest, once its own is taken out.

    >>> _rival([0.9, 0.4], 0.9), _rival([0.9, 0.4], 0.4), _rival([0.9], 0.9)
    (0.4, 0.9, 0.0)
    """
    rest = list(values[:2])
    if own in rest:
        rest.remove(own)
    return max(rest, default=0.0)
