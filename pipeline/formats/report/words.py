"""Show where two texts differ, word by word."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pipeline.words import words

_MOST = 1000
"""Words of a text from which on it is not compared word by word, as that takes time that grows with their square;
chosen by hand."""


class Stretch(NamedTuple):
    """A part of a text, and whether it is in this text only."""

    text: str
    own: bool


def compare_words(one: str, other: str) -> tuple[list[Stretch], list[Stretch]]:
    """Cut two English texts into stretches that both have and those that only one has; joined they are the text.

    >>> compare_words("The cat sleeps.", "The black cat slept.")[1]
    [Stretch(text='The ', own=False), Stretch(text='black', own=True), Stretch(text=' cat ', own=False), \
Stretch(text='slept', own=True), Stretch(text='.', own=False)]
    """
    sides = _words(one), _words(other)
    if max(map(len, sides)) > _MOST:
        return [Stretch(one, one != other)], [Stretch(other, one != other)]
    bare = [[word.strip() for word in side] for side in sides]
    matcher = SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    blocks = matcher.get_matching_blocks()
    first = list(_stretches(sides[0], [(block.a, block.size) for block in blocks]))
    return first, list(_stretches(sides[1], [(block.b, block.size) for block in blocks]))


def _words(text: str) -> list[str]:
    """Cut a text into its words, each with the space after it; what stands before the first is part of it.

    >>> _words(" It's late. ")
    [' It', "'s ", 'late', '. ']
    """
    starts = [start for start, _ in words(text, "en")][1:]
    return [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True) if start < end]


def _stretches(found: Sequence[str], shared: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """Give the stretches of a text between and in the blocks of words that are shared."""
    done = 0
    for start, size in shared:
        own, common = "".join(found[done:start]), "".join(found[start : start + size])
        text = own.rstrip()
        stretches = (text, True), (own[len(text) :] + common, False)
        yield from (Stretch(*one) for one in stretches if one[0])
        done = start + size
