"""A bilingual lexicon: how often each French word was linked to each English word in a large parallel text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

STEM = 5
"""Words that begin with the same five letters are taken for forms of one word."""

_STEP = 1.08
"""Counts are stored in one byte, as powers of this: 4 % off at most."""


def key(word: str) -> str:
    """Fold a word to the form it is looked up by: small letters, no elision or inversion marks, bare numbers.

    >>> [key(word) for word in ("L’", "-t-il", "Été", "'s", "-", "1 200,5")]
    ['l', 'il', 'été', 's', '-', '12005']
    """
    folded = "".join(word.lower().replace("’", "'").replace("\u00ad", "").split())
    if any(letter.isdecimal() for letter in folded):
        return "".join(letter for letter in folded if letter.isalnum())
    return folded.strip("'-").removeprefix("t-") or folded


@dataclass(frozen=True, slots=True)
class Counts:
    """Link counts of two vocabularies.

    `pairs` are French number × number of English words + English number, in rising order, and `linked` their counts;
    `french` and `english` map words to numbers, `french_seen` and `english_seen` tell how often each occurs.
    """

    french: Mapping[str, int]
    english: Mapping[str, int]
    french_seen: Floats
    english_seen: Floats
    pairs: Numbers
    linked: Floats

    def lookup(self, french: Numbers, english: Numbers) -> Floats:
        """How often the words of these numbers were linked; 0 where a number is -1."""
        if not len(self.pairs):
            return np.zeros(len(french), np.float32)
        wanted = french * len(self.english) + english
        place = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
        known = (self.pairs[place] == wanted) & (french >= 0) & (english >= 0)
        return np.where(known, self.linked[place], np.float32(0))

    def stems(self) -> "Counts":
        """Add up the counts of words with the same beginning.

        >>> two, one = np.ones(2, np.float32), np.ones(1, np.float32)
        >>> counts = Counts({"donner": 0, "donnera": 1}, {"give": 0}, two, one, np.arange(2), two)
        >>> counts.stems().french, counts.stems().linked
        ({'donne': 0}, array([2.], dtype=float32))
        """
        french, of_french = _stem_numbers(self.french)
        english, of_english = _stem_numbers(self.english)
        rows, columns = np.divmod(self.pairs, max(1, len(self.english)))
        pairs, place = np.unique(of_french[rows] * len(english) + of_english[columns], return_inverse=True)
        return Counts(
            french,
            english,
            _total(of_french, self.french_seen, len(french)),
            _total(of_english, self.english_seen, len(english)),
            pairs,
            _total(place, self.linked, len(pairs)),
        )


def numbers(words: Sequence[str], vocabulary: Mapping[str, int]) -> Numbers:
    """Number words; -1 is a word the vocabulary lacks."""
    return np.array([vocabulary.get(word, -1) for word in words], np.int64)


def write(counts: Counts, file: IO[bytes]) -> None:
    """Store counts as a compressed numpy archive of plain arrays; vocabularies must be numbered in order."""
    rows, columns = np.divmod(counts.pairs, len(counts.english))
    np.savez_compressed(
        file,
        french=np.frombuffer("\n".join(counts.french).encode(), np.uint8),
        english=np.frombuffer("\n".join(counts.english).encode(), np.uint8),
        french_seen=_to_byte(counts.french_seen),
        english_seen=_to_byte(counts.english_seen),
        translations=np.bincount(rows, minlength=len(counts.french)).astype(np.uint16),
        columns=columns.astype(np.int32).view(np.uint8).reshape(-1, 4).T.copy(),
        linked=_to_byte(counts.linked),
    )


def read(file: IO[bytes]) -> Counts:
    """Read what `write` stored."""
    with np.load(file) as archive:
        french, english = (archive[side].tobytes().decode().split("\n") for side in ("french", "english"))
        rows = np.repeat(np.arange(len(french)), archive["translations"])
        columns = archive["columns"].T.copy().view(np.int32).ravel()
        return Counts(
            {word: number for number, word in enumerate(french)},
            {word: number for number, word in enumerate(english)},
            _from_byte(archive["french_seen"]),
            _from_byte(archive["english_seen"]),
            rows * len(english) + columns,
            _from_byte(archive["linked"]),
        )


@cache
def shipped() -> Counts:
    """The lexicon that comes with the program."""
    with (files("pipeline.word_alignment") / "lexicon.npz").open("rb") as file:
        return read(file)


@cache
def shipped_stems() -> Counts:
    """The lexicon that comes with the program, by beginnings of words."""
    return shipped().stems()


def _stem_numbers(vocabulary: Mapping[str, int]) -> tuple[dict[str, int], Numbers]:
    stems = {stem: number for number, stem in enumerate(sorted({word[:STEM] for word in vocabulary}))}
    return stems, np.array([stems[word[:STEM]] for word in vocabulary], np.int64)


def _total(groups: Numbers, values: Floats, size: int) -> Floats:
    return np.bincount(groups, weights=values, minlength=size).astype(np.float32)


def _to_byte(values: Floats) -> npt.NDArray[np.uint8]:
    exponents = np.round(np.log(np.maximum(values, 0.5) * 2) / np.log(_STEP))
    stored: npt.NDArray[np.uint8] = np.clip(exponents, 0, 255).astype(np.uint8)
    return stored


def _from_byte(stored: npt.NDArray[np.uint8]) -> Floats:
    values: Floats = (_STEP ** stored.astype(np.float32) / 2).astype(np.float32)
    return values
