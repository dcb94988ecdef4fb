"""Measure how often the hyphen at a line's end is taken for what it is: a word's own, or one that only parts it.

Usage: `python -m eval.segmentation.hyphens FILE...`, each a text, or a `.tsv` or `.tsv.xz` with French in its first
column.

Words of small letters are parted before a consonant and a vowel, as programs part them, one in ten of them; words with
a hyphen at one of theirs. Each is judged without the rest of its text.
"""

import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.segmentation.rewrap import read_sentences
from pipeline.formats.text.hyphens import belongs

_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]")
_BREAK = re.compile(r"(?<=[aeiouyàâéèêîôû])[bcdfgjlmnpqrstvxz]?(?=[bcdfgjklmnpqrstvxz][aeiouyàâéèêîôûlr])")
_SHARE = 0.1  # of the words that can be parted
_SHORTEST = 2  # letters on either side

Halves = tuple[str, str]


def main(names: Sequence[str]) -> None:
    """Print for each file how many hyphens of either kind are taken for the other."""
    for name in names:
        parted, own = cases(read_sentences(Path(name)))
        kept = sum(belongs(*halves) for halves in parted)
        lost = sum(not belongs(*halves) for halves in own)
        print(f"{name}: {kept} of {len(parted)} kept that only part a word, {lost} of {len(own)} lost of a word's own")


def cases(sentences: Sequence[str]) -> tuple[list[Halves], list[Halves]]:
    """Give words parted without a hyphen of their own, and words parted at one; the same ones each time."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    parted: list[Halves] = []
    own: list[Halves] = []
    for word in _words(sentences):
        hyphens = [place for place, letter in enumerate(word) if letter == "-"]
        if hyphens:
            place = chance.choice(hyphens)
            own.append((word[:place], word[place + 1 :]))
        elif word.islower() and chance.random() < _SHARE:
            breaks = [found.end() for found in _BREAK.finditer(word)]
            breaks = [place for place in breaks if _SHORTEST <= place <= len(word) - _SHORTEST]
            if breaks:
                place = chance.choice(breaks)
                parted.append((word[:place], word[place:]))
    return parted, own


def _words(sentences: Sequence[str]) -> Iterator[str]:
    """Give the words of some sentences, hyphens and elided ones inside of them."""
    for sentence in sentences:
        yield from _WORD.findall(sentence)


if __name__ == "__main__":
    main(sys.argv[1:])
