"""What a model answers for a part of a sentence, and how the answers for all its parts become one."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.quality import checks
from pipeline.translation import surface
from pipeline.translation.engine import EngineOutput
from pipeline.translation.numbers import with_numbers
from pipeline.translation.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Answer:
    """A translation of one part of a sentence; `size` is its number of pieces, `score` their mean log-probability."""

    text: str
    score: float
    size: int
    finished: bool

    def is_sound(self, source: str) -> bool:
        """Tell whether it neither loops nor is empty nor was cut short."""
        return self.finished and bool(self.text) and not checks.loops(self.text, source)


PlainOutput = tuple[list[str], float, bool]
"""An output as plain data, which can be kept as a step."""


def to_plain(outputs: Sequence[EngineOutput]) -> list[PlainOutput]:
    """Give outputs as plain data, scores rounded to four digits."""
    return [(list(output.pieces), round(output.score, 4), output.finished) for output in outputs]


def make_answer(output: PlainOutput, source: Sequence[str], pieces: Pieces) -> Answer:
    """Give the answer that an output, kept as plain data, is for a source in pieces."""
    found, score, finished = output
    return Answer(pieces.join(found, source), score, len(found) + 1, finished)


def join_answers(parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Join the translations of a sentence's parts to one; its score is the mean over all their pieces."""
    texts = [(part, answer.text) for part, answer in zip(parts, answers, strict=True)]
    size = sum(answer.size for answer in answers)
    return Answer(
        surface.join_parts(parts, [with_numbers(*pair) for pair in texts]),
        sum(answer.score * answer.size for answer in answers) / size,
        size,
        all(answer.finished for answer in answers),
    )
