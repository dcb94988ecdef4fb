"""What an engine is: it translates sentences given as pieces, and scores translations."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

NO_REPEAT = 3
"""Pieces in a row that may not come twice in a careful output. Chosen by hand: so repaired, no loop is left in dev."""
REPEAT_PENALTY = 1.2
"""By how much the probability of pieces that were said already is lessened then: the value of Keskar et al. 2019."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for a translation.

    `longest` is the most pieces an output may have. `careful` forbids any three pieces to come twice and makes
    repeated pieces less likely (Keskar et al. 2019, CTRL): for outputs that looped.
    """

    beam: int
    longest: int
    careful: bool = False


@dataclass(frozen=True, slots=True)
class EngineOutput:
    """Pieces of a translation, its mean log-probability per piece, and whether it came to its end by itself."""

    pieces: tuple[str, ...]
    score: float
    finished: bool


class Engine(Protocol):
    """Translates sentences given as pieces."""

    name: str

    def translate(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[EngineOutput]:
        """Give one output for each input (pieces without end mark), in order."""

    def score(self, batch: Sequence[Sequence[str]], outputs: Sequence[Sequence[str]]) -> list[float]:
        """Give the mean log-probability of the pieces of given outputs, their end included, by forced decoding."""
