"""No held-out sentence may be trained on: not whole, not with other punctuation, not as part of a longer one."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_WORD = re.compile(r"\w+")
RUN = 8
"""So many words in a row that also stand in a held-out file give a pair away."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, without case and punctuation.

    >>> words("L'été, déjà !")
    ('l', 'été', 'déjà')
    """
    return tuple(_WORD.findall(text.lower()))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every `RUN` words in a row of a text; the whole text if it has fewer but at least four.

    >>> list(runs("Un, deux, trois, quatre !"))
    [('un', 'deux', 'trois', 'quatre')]
    >>> list(runs("Trop court."))
    []
    """
    found = words(text)
    if 4 <= len(found) < RUN:
        yield found
    for start in range(len(found) - RUN + 1):
        yield found[start : start + RUN]


def held_out_runs(lines: Iterable[str]) -> frozenset[int]:
    """Hashes of the runs of all held-out lines; the columns of a line are separate texts."""
    return frozenset(hash(run) for line in lines for text in line.split("\t") for run in runs(text))


def leaks(text: str, held_out: frozenset[int]) -> bool:
    """Tell whether a text has a run in common with the held-out lines.

    >>> leaks("Il fait très beau !", held_out_runs(["il fait très beau"]))
    True
    """
    return any(hash(run) in held_out for run in runs(text))


def lines(paths: Iterable[Path]) -> Iterator[str]:
    """Every line of the text files given, and of those in the folders given."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in {".tsv", ".txt", ".fr", ".en"}:
                yield from file.read_text(encoding="utf-8").splitlines()
