"""Good lines with noise among them, as a crawl has: every kind in its share, and of each line what it is."""

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.noise.lines import FOREIGN, foreign_sentences
from eval.noise.spoiling import KINDS, Pair

GOOD = "good"
SHARES = {"misaligned": 0.3, "copy": 0.2, "another language": 0.15, "cut": 0.1, "added": 0.05, "mojibake": 0.1,
          "page": 0.1}  # fmt: skip
"""What the noise consists of, by the first word of its kinds; chosen by hand, misaligned lines being the commonest."""
_TEXTS, _SENTENCES = 6000, 4000
"""Paragraphs and sentences of another language at most."""


class Line(NamedTuple):
    """A pair, and the kind of noise that it is."""

    kind: str
    french: str
    english: str


def mixed(good: Sequence[Pair], packages: Path, noise: int, seed: int = 1) -> list[Line]:
    """Make noise of so many of the good lines, and give all of them in a random order.

    PACKAGES are those of README.md; every line of noise is made of one good line.
    """
    chance = random.Random(seed)  # noqa: S311 -- a sample, not a secret
    shuffled = chance.sample(list(good), len(good))
    made: list[Line] = []
    start = 0
    for kind, share in SHARES.items():
        end = min(noise, start + round(share * noise))
        made += _noise(kind, shuffled[start:end], packages, chance)
        start = end
    lines = made + [Line(GOOD, *pair) for pair in shuffled[start:]]
    return chance.sample(lines, len(lines))


def _noise(kind: str, pairs: Sequence[Pair], packages: Path, chance: random.Random) -> Iterator[Line]:
    """Make noise of a kind of each pair; what no way fits stays as it is, and good."""
    if kind == "misaligned":
        for pair, other in zip(pairs, (*pairs[1:], *pairs[:1]), strict=True):
            yield Line(kind, pair[0], other[1])
    elif kind == "another language":
        foreign = chance.sample(texts := _foreign(packages), len(texts))
        for number, (french, english) in enumerate(pairs):
            text = foreign[number % len(foreign)]
            yield Line(kind, *((text, english) if number % 2 else (french, text)))
    else:
        ways = [spoil for name, spoil in KINDS.items() if name.startswith(kind)]
        for pair in pairs:
            tries = (spoil(pair, chance) for spoil in chance.sample(ways, len(ways)))
            spoilt = next((found for found in tries if found and found != pair), None)
            yield Line(kind, *spoilt) if spoilt else Line(GOOD, *pair)


def _foreign(packages: Path) -> list[str]:
    """Give sentences in the languages that manual pages are translated to."""
    return [text for language in FOREIGN for half in ("dev", "test")
            for text in foreign_sentences(packages, language, half, _TEXTS, _SENTENCES)]  # fmt: skip


def count_kinds(lines: Sequence[Line]) -> Mapping[str, int]:
    """Count the lines of each kind.

    >>> count_kinds([Line("good", "a", "b"), Line("cut", "a", ""), Line("good", "c", "d")])
    {'good': 2, 'cut': 1}
    """
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.kind] = counts.get(line.kind, 0) + 1
    return counts
