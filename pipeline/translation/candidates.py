"""What a model answers for a part of a sentence, and how the answers for all its parts become one."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.quality import checks
from pipeline.translation import surface
from pipeline.translation.engine import Output
from pipeline.translation.numbers import with_numbers
from pipeline.translation.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation of one part of a sentence; `size` is its number of pieces, `score` their mean log-probability."""

    text: str
    score: float
    size: int
    finished: bool

    def is_sound(self, source: str) -> bool:
        """Tell whether it neither loops nor is empty nor was cut short."""
        return self.finished and bool(self.text) and not checks.loops(self.text, source)


Plain = tuple[list[str], float, bool]
"""An output as plain data, which a step can keep: the target pieces, the mean of their log-probabilities, and whether
the model came to the end of the sentence."""


def plain(outputs: Sequence[Output]) -> list[Plain]:
    """Give outputs as plain data, scores rounded to four digits."""
    return [(list(output.pieces), round(output.score, 4), output.finished) for output in outputs]


def candidate(output: Plain, source: Sequence[str], pieces: Pieces) -> Candidate:
    """Give the candidate that an output, kept as plain data, is for a source in pieces."""
    found, score, finished = output
    return Candidate(pieces.join(found, source), score, len(found) + 1, finished)


def joined(parts: Sequence[str], candidates: Sequence[Candidate]) -> Candidate:
    """Join the translations of a sentence's parts to one; its score is the mean over all their pieces."""
    texts = [(part, candidate.text) for part, candidate in zip(parts, candidates, strict=True)]
    size = sum(candidate.size for candidate in candidates)
    return Candidate(
        surface.join(parts, [with_numbers(*pair) for pair in texts]),
        sum(candidate.score * candidate.size for candidate in candidates) / size,
        size,
        all(candidate.finished for candidate in candidates),
    )
