"""Translate sentences so that none is lost, cut or left looping.

Every sentence is translated once however often it stands in the text; what is too long goes in parts; what comes out
looping, empty or cut short is tried again in other ways, and what still fails is said so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from pipeline import checks
from pipeline.document import Hypothesis
from pipeline.store import Memo, compute
from pipeline.translate import surface
from pipeline.translate.clauses import split_long
from pipeline.translate.engine import Decoding, Engine
from pipeline.translate.normalise import normalise
from pipeline.translate.pieces import Pieces

BLOCK = 512
"""Sentences translated in one call; a killed run loses at most one block."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation of one part of a sentence; `size` is its number of pieces."""

    text: str
    score: float
    size: int
    finished: bool

    def is_sound(self, source: str) -> bool:
        """Tell whether it neither loops nor is empty nor was cut short."""
        return self.finished and bool(self.text) and not checks.loops(self.text, source)


@dataclass(frozen=True, slots=True)
class Task:
    """What the model is asked for one sentence: its parts, and whether the answer goes back to capitals."""

    parts: tuple[str, ...]
    capitals: bool


class _Finished:
    """Hears which parts were translated, and tells how many sentences that finishes."""

    def __init__(self, tasks: Mapping[str, Task], times: Mapping[str, int], advance: Callable[[int], None]) -> None:
        self.waiting: dict[str, list[str]] = {}
        for sentence, task in tasks.items():
            for part in task.parts:
                self.waiting.setdefault(part, []).append(sentence)
        self._left = Counter(chain.from_iterable(self.waiting.values()))
        self._times = times
        self._advance = advance

    def __call__(self, parts: Sequence[str]) -> None:
        sentences = list(chain.from_iterable(self.waiting[part] for part in parts))
        self._left.subtract(sentences)
        self._advance(sum(self._times[sentence] for sentence in set(sentences) if not self._left[sentence]))


class Translator:
    """Gives hypotheses for sentences with one engine.

    `limits` are the most pieces that a part may have, and that its translation may.
    """

    def __init__(self, engine: Engine, pieces: Pieces, limits: tuple[int, int], beam: int, repair: bool = True) -> None:
        self.engine = engine
        self.pieces = pieces
        self.limit, self.longest = limits
        self.beam = beam
        self.repair = repair

    def __call__(
        self,
        sentences: Iterable[str],
        memo: Memo = compute,
        advance: Callable[[int], None] = lambda _: None,
    ) -> list[Hypothesis]:
        """Translate sentences; one hypothesis each, in order. `advance` hears how many were finished just now."""
        sentences = list(sentences)
        times = Counter(sentences)
        tasks = {sentence: self._task(sentence) for sentence in times if checks.has_letters(sentence)}
        advance(sum(count for sentence, count in times.items() if sentence not in tasks))
        finished = _Finished(tasks, times, advance)
        answers = self._decode(list(finished.waiting), "plain", memo, finished)
        repaired = self._repaired(answers, memo) if self.repair else {}
        found = {sentence: _assemble(sentence, task, answers, repaired) for sentence, task in tasks.items()}
        return [found.get(sentence) or Hypothesis(sentence, None, ("copied",)) for sentence in sentences]

    def parts(self, sentence: str) -> int:
        """Say into how many parts a sentence has to be cut."""
        return len(self._task(sentence).parts) if checks.has_letters(sentence) else 0

    def _task(self, sentence: str) -> Task:
        capitals = checks.is_all_capitals(sentence)
        text = normalise(sentence)
        text = text.capitalize() if capitals else text
        return Task(tuple(self._split(text, self.limit)), capitals)

    def _split(self, text: str, limit: int) -> list[str]:
        return [text[start:end] for start, end in split_long(text, self.pieces.count, limit)]

    def _repaired(self, answers: dict[str, Candidate], memo: Memo) -> dict[str, Candidate]:
        """Try unsound answers again: carefully, then in smaller parts."""
        unsound = [part for part, answer in answers.items() if not answer.is_sound(part)]
        again = self._decode(unsound, "careful", memo)
        repaired = {part: answer for part, answer in again.items() if answer.is_sound(part)}
        cuts = {part: self._cut(part) for part in unsound if part not in repaired}
        smaller = self._decode(list(dict.fromkeys(chain.from_iterable(cuts.values()))), "smaller", memo)
        joined = {part: _join(cut, [smaller[piece] for piece in cut]) for part, cut in cuts.items()}
        return repaired | {part: answer for part, answer in joined.items() if answer.is_sound(part)}

    def _cut(self, part: str) -> list[str]:
        return self._split(part, max(2, -(-self.pieces.count(part) * 2 // 3)))

    def _decode(
        self, parts: Sequence[str], rung: str, memo: Memo, done: Callable[[Sequence[str]], None] = lambda _: None
    ) -> dict[str, Candidate]:
        """Translate distinct parts, longest first, in blocks whose content depends on the parts alone.

        What a batch holds can move the last digits of its scores, so a resumed run must make the same batches.
        """
        pieces = dict(zip(parts, self.pieces.split(parts), strict=True))
        order = sorted(parts, key=lambda part: (-len(pieces[part]), part))
        answers: dict[str, Candidate] = {}
        for start in range(0, len(order), BLOCK):
            block = order[start : start + BLOCK]
            inputs = [pieces[part] for part in block]
            longest = min(2 * len(inputs[0]) + 16, self.longest)
            decoding = Decoding(self.beam, longest, careful=rung != "plain")
            outputs = memo(f"{rung}-{start:09d}", partial(_plain, self.engine, inputs, decoding))
            for part, output in zip(block, outputs, strict=True):
                answers[part] = self._candidate(pieces[part], output)
            done(block)
        return answers

    def _candidate(self, source: Sequence[str], output: tuple[list[str], float, bool]) -> Candidate:
        pieces, score, finished = output
        return Candidate(self.pieces.join(pieces, source), score, len(pieces) + 1, finished)


def _plain(engine: Engine, inputs: Sequence[Sequence[str]], decoding: Decoding) -> list[tuple[list[str], float, bool]]:
    outputs = engine.translate(inputs, decoding)
    return [(list(output.pieces), round(output.score, 4), output.finished) for output in outputs]


def _join(parts: Sequence[str], candidates: Sequence[Candidate]) -> Candidate:
    """One translation from those of its parts; the score is the mean over all pieces."""
    size = sum(candidate.size for candidate in candidates)
    return Candidate(
        surface.join(parts, [candidate.text for candidate in candidates]),
        sum(candidate.score * candidate.size for candidate in candidates) / size,
        size,
        all(candidate.finished for candidate in candidates),
    )


def _assemble(sentence: str, task: Task, answers: dict[str, Candidate], repaired: dict[str, Candidate]) -> Hypothesis:
    joined = _join(task.parts, [repaired.get(part, answers[part]) for part in task.parts])
    if not joined.text:
        return Hypothesis(sentence, None, ("untranslated",))
    notes = {
        "capitals": task.capitals,
        "split": len(task.parts) > 1,
        "repaired": any(part in repaired for part in task.parts),
        "unsound": not joined.is_sound(sentence),
    }
    text = joined.text.upper() if task.capitals else joined.text
    return Hypothesis(text, round(joined.score, 4), tuple(note for note, true in notes.items() if true))
