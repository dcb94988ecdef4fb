"""A bilingual lexicon: how often each French word was linked to each English word in a large parallel text.

The lexicon that comes with the program, `lexicon.npz`, is made by `eval/words/make_lexicon.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import IO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

STEM = 5
"""Letters that words begin with to be taken for forms of one word; worth .2 AER (eval/LOG.md, "Word links")."""

_STEP = 1.08
"""Counts are stored in one byte as half of a power of this number: up to 1.6e8, at most 4 % off; chosen by hand."""


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """Fold a word to the form by which it is looked up: small letters, no marks of elision or inversion, bare numbers.

    >>> [fold_word(word) for word in ("L’", "-t-il", "Été", "'s", "-", "1 200,5")]
    ['l', 'il', 'été', 's', '-', '12005']
    """
    folded = "".join(word.lower().replace("’", "'").replace("\u00ad", "").split())
    if any(letter.isdecimal() for letter in folded):
        return "".join(letter for letter in folded if letter.isalnum())
    return folded.strip("'-").removeprefix("t-") or folded


@dataclass(frozen=True)
class LinkCounts:
    """How often the words of two vocabularies were linked.

    source, target             map words to their numbers, from 0
    source_seen, target_seen   how often each word occurs
    pairs                      source number × size of the target vocabulary + target number, in rising order
    linked                     how often each of these pairs was linked
    """

    source: Mapping[str, int]
    target: Mapping[str, int]
    source_seen: Floats
    target_seen: Floats
    pairs: Numbers
    linked: Floats

    def lookup(self, source: Numbers, target: Numbers) -> Floats:
        """Tell how often source words and target words, pair by pair, were linked; 0 where a number is -1."""
        if not len(self.pairs):
            return np.zeros(len(source), np.float32)
        wanted = source * len(self.target) + target
        place = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
        known = (self.pairs[place] == wanted) & (source >= 0) & (target >= 0)
        return np.where(known, self.linked[place], np.float32(0))

    def translations(self, word: str) -> dict[str, float]:
        """Give the target words that a source word was linked to, and how often.

        >>> one = np.ones(1, np.float32)
        >>> counts = LinkCounts({"a": 0, "b": 1}, {"x": 0}, one, one, np.array([1]), one)
        >>> counts.translations("b"), counts.translations("a"), counts.translations("c")
        ({'x': 1.0}, {}, {})
        """
        number = self.source.get(word)
        if number is None:
            return {}
        start, end = np.searchsorted(self.pairs, [number * len(self.target), (number + 1) * len(self.target)])
        columns = self.pairs[start:end] % len(self.target)
        names = self.target_words
        return {names[c]: float(count) for c, count in zip(columns.tolist(), self.linked[start:end], strict=True)}

    @cached_property
    def target_words(self) -> tuple[str, ...]:
        """The target words in the order of their numbers."""
        return tuple(self.target)

    def stems(self) -> "LinkCounts":
        """Add up the counts of words with the same stem.

        >>> two, one = np.ones(2, np.float32), np.ones(1, np.float32)
        >>> counts = LinkCounts({"donner": 0, "donnera": 1}, {"give": 0}, two, one, np.arange(2), two)
        >>> counts.stems().source, counts.stems().linked
        ({'donne': 0}, array([2.], dtype=float32))
        """
        source, source_stem = _stem_numbers(self.source)
        target, target_stem = _stem_numbers(self.target)
        rows, columns = np.divmod(self.pairs, max(1, len(self.target)))
        pairs, place = np.unique(source_stem[rows] * len(target) + target_stem[columns], return_inverse=True)
        return LinkCounts(
            source,
            target,
            _total(source_stem, self.source_seen, len(source)),
            _total(target_stem, self.target_seen, len(target)),
            pairs,
            _total(place, self.linked, len(pairs)),
        )


def numbers(words: Sequence[str], vocabulary: Mapping[str, int]) -> Numbers:
    """Give the numbers of words in a vocabulary; -1 for a word that it lacks."""
    return np.array([vocabulary.get(word, -1) for word in words], np.int64)


def write(counts: LinkCounts, file: IO[bytes]) -> None:
    """Write counts as a compressed numpy archive of plain arrays; vocabularies must be numbered in order."""
    rows, columns = np.divmod(counts.pairs, len(counts.target))
    np.savez_compressed(
        file,
        french=np.frombuffer("\n".join(counts.source).encode(), np.uint8),
        english=np.frombuffer("\n".join(counts.target).encode(), np.uint8),
        french_seen=_to_byte(counts.source_seen),
        english_seen=_to_byte(counts.target_seen),
        translations=np.bincount(rows, minlength=len(counts.source)).astype(np.uint16),
        columns=columns.astype(np.int32).view(np.uint8).reshape(-1, 4).T.copy(),
        linked=_to_byte(counts.linked),
    )


def read(file: IO[bytes]) -> LinkCounts:
    """Read the counts that `write` wrote."""
    with np.load(file) as archive:
        source, target = (archive[side].tobytes().decode().split("\n") for side in ("french", "english"))
        rows = np.repeat(np.arange(len(source)), archive["translations"])
        columns = archive["columns"].T.copy().view(np.int32).ravel()
        return LinkCounts(
            {word: number for number, word in enumerate(source)},
            {word: number for number, word in enumerate(target)},
            _from_byte(archive["french_seen"]),
            _from_byte(archive["english_seen"]),
            rows * len(target) + columns,
            _from_byte(archive["linked"]),
        )


@cache
def shipped() -> LinkCounts:
    """Read the lexicon that comes with the program."""
    with (files("pipeline.word_alignment") / "lexicon.npz").open("rb") as file:
        return read(file)


@cache
def shipped_stems() -> LinkCounts:
    """Give the lexicon that comes with the program, by the stems of words."""
    return shipped().stems()


def _stem_numbers(vocabulary: Mapping[str, int]) -> tuple[dict[str, int], Numbers]:
    """Number the stems of a vocabulary; give these numbers, and the stem's of every word."""
    stems = {stem: number for number, stem in enumerate(sorted({word[:STEM] for word in vocabulary}))}
    return stems, np.array([stems[word[:STEM]] for word in vocabulary], np.int64)


def _total(groups: Numbers, values: Floats, size: int) -> Floats:
    """Add up values by group."""
    return np.bincount(groups, weights=values, minlength=size).astype(np.float32)


def _to_byte(values: Floats) -> npt.NDArray[np.uint8]:
    """Round counts to exponents of `_STEP`."""
    exponents = np.round(np.log(np.maximum(values, 0.5) * 2) / np.log(_STEP))
    stored: npt.NDArray[np.uint8] = np.clip(exponents, 0, 255).astype(np.uint8)
    return stored


def _from_byte(stored: npt.NDArray[np.uint8]) -> Floats:
    """Give the counts of such exponents."""
    values: Floats = (_STEP ** stored.astype(np.float32) / 2).astype(np.float32)
    return values
