"""What makes two texts the same, or alike: the words they are made of, whatever their case, spaces and punctuation."""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any
from zlib import crc32

import numpy as np

_NO_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+(?: \d+)*")
_KEY_BYTES = 8
"""Bytes of a key: among a million different texts two have the same key once in 40 million corpora."""


def plain_words(text: str, ignore_digits: bool = False) -> str:
    """Give the words of a text, in small letters, with one space between; a text without any as it is.

    With `ignore_digits` all numbers are the same.

    >>> plain_words("« Article 12.1 » : l'Été"), plain_words("Article 12.1", ignore_digits=True), plain_words("***")
    ('article 12 1 l été', 'article 0', '***')
    """
    words = _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
    if ignore_digits:
        words = _NUMBER.sub("0", words)
    return words or text.strip()


def key_of(text: str) -> bytes:
    """Give the key by which a text is found again among others."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def hashed_words(words: str) -> set[int]:
    """Give the words of a text as numbers of 32 bits; a word that stands twice is two of them.

    >>> len(hashed_words("non non non")), hashed_words("oui non") == hashed_words("non oui")
    (3, True)
    """
    found: set[int] = set()
    latest: dict[str, int] = {}  # from the last number of a word on, so that one that stands a thousand times is quick
    for word in words.split(" "):
        number = latest.get(word, crc32(word.encode("utf-8", "surrogatepass")))
        while number in found:
            number = crc32(b" ", number)
        found.add(number)
        latest[word] = number
    return found


@dataclass(slots=True)
class WordSets:
    """The words of many texts, each text's as a set of numbers, in four bytes a word."""

    words: "array[int]" = field(default_factory=lambda: array("I"))
    ends: "array[int]" = field(default_factory=lambda: array("q", [0]))

    def add(self, words: Iterable[int]) -> None:
        """Add a text."""
        self.words.extend(words)
        self.ends.append(len(self.words))

    def __len__(self) -> int:
        """Tell how many texts there are."""
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> frozenset[int]:
        """Give the words of a text."""
        return frozenset(self.words[self.ends[number] : self.ends[number + 1]])

    def size(self, number: int) -> int:
        """Tell how many words a text has."""
        return self.ends[number + 1] - self.ends[number]

    def as_arrays(self) -> tuple[Any, Any]:
        """Give the words of all texts one after the other, and where each text's end: views, and no copies."""
        return np.frombuffer(self.words, np.uint32), np.frombuffer(self.ends, np.int64)
