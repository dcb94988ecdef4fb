"""Copies: words of one side that stand unchanged in the other, names and numbers aside."""

import regex

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LETTERS = 2
_FEWEST = 4
"""Words of a side, names aside, under which nothing is said: a short text may have the same words in both languages."""


def share_copied(source: str, target: str) -> float | None:
    """Give the share of the French words, by letters, that stand unchanged in the English; None for few words.

    What begins with a capital may be a name, and is not counted.

    >>> share_copied("Le port est fermé depuis hier soir.", "Le port est fermé since last night.")
    0.4615
    >>> share_copied("Paris, France", "Paris, France") is None
    True
    """
    words = [word for word in _WORD.findall(source) if len(word) > _LETTERS and not word[0].isupper()]
    if len(words) < _FEWEST:
        return None
    other = {word.lower() for word in _WORD.findall(target)}
    return round(sum(len(word) for word in words if word in other) / sum(map(len, words)), 4)
