"""Names: capitalised words inside of a sentence, which stand in the translation too, alike or much alike."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ALIKE = 4
"""Letters with which two forms of a name begin alike, unless a shorter one is all of the other; chosen by hand."""
_OPENING = frozenset(".!?:;…«»“”\"'‘’([-–—*•#/|") | {"..."}
"""After these a word may be capitalised for another reason."""


def names(words: Sequence[str]) -> list[int]:
    """Give the places of capitalised words that do not begin a sentence, a title or a speech.

    >>> words = "Hier , M. Dupont disait : Le roi part pour Lyon .".split()
    >>> [words[place] for place in names(words)]
    ['M.', 'Dupont', 'Lyon']
    """
    return [
        place
        for place, word in enumerate(words)
        if place and word[:1].isupper() and len(word) > 1 and words[place - 1] not in _OPENING
    ]


def has_alike(name: str, others: Sequence[str]) -> bool:
    """Tell whether one of some words is another form of a name: it begins alike, or differs by a letter or two.

    >>> has_alike("Moscou", ["Moscow"]), has_alike("Éric", ["Eric's"]), has_alike("Martin", ["Marseille"])
    (True, True, False)
    """
    plain = _plain(name)
    return any(_are_alike(plain, _plain(other)) for other in others)


def _are_alike(one: str, other: str) -> bool:
    """Tell whether two plain words may be forms of one name."""
    shared = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        shared += 1
    shorter, longer = sorted((len(one), len(other)))
    return shared >= max(_ALIKE, longer // 2) or 0 < shorter == shared >= longer - 2


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Give a word in small letters, without accents and without anything else that is no letter."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word.casefold()) if letter.isalpha())
