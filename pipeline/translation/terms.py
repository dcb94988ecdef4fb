"""Glossary terms in a model's translation: the model itself says where a term goes, and how the sentence goes on.

In a translation that lacks a term, the term takes the place of every few words in turn, and of none. What the model
finds most probable of all this is right already, or else it begins right: the model is asked to finish the best
beginnings as well. This needs no word links, only an engine that scores given pieces and goes on from given pieces; it
is a small relative of the grid of Hokamp & Liu (2017, "Lexically constrained decoding").
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from typing import Any, NamedTuple

from pipeline.glossary import Glossary
from pipeline.steps import Step
from pipeline.translation.answers import Answer, PlainOutput, make_answer, to_plain
from pipeline.translation.engine import Decoding, Engine
from pipeline.translation.normalise import normalise
from pipeline.translation.pieces import Pieces

_SPACE = "▁"
_ARTICLES = {"▁a": "▁an", "▁an": "▁a", "▁A": "▁An", "▁An": "▁A"}
_REPLACED = 3
"""A term takes the place of at most so many words. Chosen by hand, as the next two are."""
_FINISHED = 3
"""So many beginnings are finished by the model."""
_TURNS = 4
"""At most so many terms are brought into one translation, one after the other."""
_BLOCK = 2048
"""Drafts scored in one call; a killed run loses at most one block."""

PieceSequence = tuple[str, ...]


class Draft(NamedTuple):
    """A translation of a part of a sentence, in pieces: up to the end of a new term, and the rest."""

    part: str
    beginning: PieceSequence
    rest: PieceSequence


Scored = tuple[Draft, float]
"""A draft, and the mean log-probability of its pieces."""


def make_drafts(part: str, translation: Sequence[str], term: Sequence[str], most: int = _REPLACED) -> Iterator[Draft]:
    """Give a translation with a term in place of up to `most` of its words, at every place.

    Before the term "a" may become "an", and "an" "a".

    >>> [" ".join(d.beginning + d.rest) for d in make_drafts("", ["▁a", "▁tow", "er"], ["▁inn"], most=1)]
    ['▁inn ▁a ▁tow er', '▁inn ▁tow er', '▁a ▁inn ▁tow er', '▁an ▁inn ▁tow er', '▁a ▁inn', '▁an ▁inn', '▁a ▁tow er ▁inn']
    """
    starts = [at for at, piece in enumerate(translation) if piece.startswith(_SPACE)]
    ends = [*starts, len(translation)]
    for number, start in enumerate(ends):
        kept = tuple(translation[:start])
        other = (*kept[:-1], _ARTICLES[kept[-1]]) if kept and kept[-1] in _ARTICLES else None
        for end in ends[number : number + most + 1]:
            for before in (kept, other) if other else (kept,):
                yield Draft(part, (*before, *term), tuple(translation[end:]))


@dataclass(frozen=True, slots=True)
class TermSearch:
    """Brings the terms of a glossary into answers that lack them."""

    engine: Engine
    pieces: Pieces
    glossary: Glossary
    beam: int
    longest: int

    def __call__(self, answers: Mapping[str, Answer], step: Step) -> dict[str, Answer]:
        """Give better answers, by part of a sentence, where one that keeps to more of the glossary was found."""
        found: dict[str, Answer] = {}
        lacking = {part: answer for part, answer in sorted(answers.items()) if self._lacks(part, answer)}
        for turn in range(_TURNS):
            best = self._best(lacking, f"terms{turn}", step)
            gained = {p: answer for p, answer in best.items() if self._lacks(p, answer) < self._lacks(p, lacking[p])}
            found |= gained
            lacking = {part: answer for part, answer in gained.items() if self._lacks(part, answer)}
        return found

    def _lacks(self, part: str, answer: Answer) -> int:
        return len(self.glossary.missing(part, answer.text))

    def _best(self, answers: Mapping[str, Answer], turn: str, step: Step) -> dict[str, Answer]:
        """Give for each answer the one with its first missing term that lacks least, is sound and is most probable."""
        tried = [draft for part, answer in answers.items() for draft in self._drafts(part, answer)]
        few = _likeliest(self._scored(tried, f"{turn}-drafts", step))
        begun = list(dict.fromkeys(Draft(draft.part, draft.beginning, ()) for draft, _ in few))
        finished = self._scored(self._finished(begun, f"{turn}-rests", step), f"{turn}-finished", step)
        best: dict[str, tuple[tuple[int, bool, float], Answer]] = {}
        for draft, score in (*few, *finished):
            [source] = self.pieces.split([draft.part])
            answer = make_answer(([*draft.beginning, *draft.rest], score, True), source, self.pieces)
            rank = self._lacks(draft.part, answer), not answer.is_sound(draft.part), -_total(draft, score)
            if draft.part not in best or rank < best[draft.part][0]:
                best[draft.part] = rank, answer
        return {part: answer for part, (_, answer) in best.items()}

    def _drafts(self, part: str, answer: Answer) -> Iterator[Draft]:
        english = self.glossary.missing(part, answer.text)[0].english
        translation, term = self.pieces.split_target([answer.text, normalise(english)])
        return make_drafts(part, translation, term)

    def _scored(self, tried: Sequence[Draft], name: str, step: Step) -> list[Scored]:
        def score(block: Sequence[Draft]) -> list[float]:
            sources = self.pieces.split([draft.part for draft in block])
            found = self.engine.score(sources, [(*draft.beginning, *draft.rest) for draft in block])
            return [round(one, 4) for one in found]

        return list(zip(tried, _by_blocks(tried, name, step, score), strict=True))

    def _finished(self, begun: Sequence[Draft], name: str, step: Step) -> list[Draft]:
        """Have the model finish drafts; those that it does not end are left out."""

        def finish(block: Sequence[Draft]) -> list[PlainOutput]:
            sources = self.pieces.split([draft.part for draft in block])
            longest = min(2 * max(map(len, sources)) + 32, self.longest)
            beginnings = [draft.beginning for draft in block]
            return to_plain(self.engine.translate(sources, Decoding(self.beam, longest), beginnings))

        outputs = _by_blocks(begun, name, step, finish)
        return [
            Draft(draft.part, draft.beginning, tuple(pieces[len(draft.beginning) :]))
            for draft, (pieces, _, ended) in zip(begun, outputs, strict=True)
            if ended
        ]


def _total(draft: Draft, score: float) -> float:
    """Give the log-probability of a whole draft, its end included."""
    return score * (len(draft.beginning) + len(draft.rest) + 1)


def _likeliest(tried: Iterable[Scored]) -> list[Scored]:
    """Give the most probable drafts of each part."""
    ranked = sorted(tried, key=lambda row: (row[0].part, -_total(*row)))
    return [row for _, group in groupby(ranked, key=lambda row: row[0].part) for row in islice(group, _FINISHED)]


def _by_blocks(
    tried: Sequence[Draft], name: str, step: Step, make: Callable[[Sequence[Draft]], list[Any]]
) -> list[Any]:
    """Make results for drafts, block by block, so that a killed run loses at most one."""
    found: list[Any] = []
    for start in range(0, len(tried), _BLOCK):
        block = tried[start : start + _BLOCK]
        found += step(f"{name}-{start:09d}", partial(make, block))
    return found
