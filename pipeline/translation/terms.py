"""Glossary terms in a model's translation: word links say where a term goes, and the model which of its forms.

A term takes the place of the words that are linked to its own French words, where that place is certain, and nothing
else changes. Where a term has several forms that may be meant, as a verb's, the model tells which it finds most
probable there. The answer keeps the score that the model gave it by itself: a term that was put in says nothing
against it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.glossary import Glossary
from pipeline.steps import Step
from pipeline.translation.answers import Answer
from pipeline.translation.engine import Engine
from pipeline.translation.normalise import normalise
from pipeline.translation.pieces import Pieces
from pipeline.translation.places import Replacement, find_replacements, put_in
from pipeline.word_alignment import link

_BLOCK = 2048
"""Drafts scored in one call; a killed run loses at most one block. Chosen by hand."""

Draft = tuple[str, str]
"""A part of a sentence, and a translation of it."""


@dataclass(frozen=True, slots=True)
class TermPlacement:
    """Puts the terms of a glossary into answers that lack them."""

    engine: Engine
    pieces: Pieces
    glossary: Glossary

    def __call__(
        self, answers: Mapping[str, Answer], step: Step, name: str = "", capitals: Collection[str] = ()
    ) -> dict[str, Answer]:
        """Give the answers into which terms were put, by part of a sentence.

        `name` begins those of the steps; `capitals` are the parts that were in capitals.
        """
        uses = {part: self.glossary.places(part, part in capitals) for part in sorted(answers)}
        used = [part for part, found in uses.items() if any(use.certain for use in found)]
        links = link(used, [answers[part].text for part in used])
        found = {
            part: list(find_replacements(uses[part], part, answers[part].text, joined))
            for part, joined in zip(used, links, strict=True)
        }
        places = {part: some for part, some in found.items() if some}
        drafts = self._drafts(answers, places)
        scores = dict(zip(drafts, self._scored(drafts, name, step), strict=True))
        texts = {part: _best(part, answers[part].text, some, scores) for part, some in places.items()}
        return {part: replace(answers[part], text=text) for part, text in texts.items()}

    def _drafts(self, answers: Mapping[str, Answer], places: Mapping[str, Sequence[Replacement]]) -> list[Draft]:
        """Give translations with each choice in each place that leaves one, and the first choice in the others."""
        return [
            (part, _put_in(answers[part].text, some, {number: choice}))
            for part, some in places.items()
            for number, place in enumerate(some)
            for choice in range(len(place.choices))
            if len(place.choices) > 1
        ]

    def _scored(self, drafts: Sequence[Draft], name: str, step: Step) -> list[float]:
        """Give the log-probabilities of translations."""
        found: list[float] = []
        for start in range(0, len(drafts), _BLOCK):
            found += step(f"{name}terms-{start:09d}", partial(self._score, drafts[start : start + _BLOCK]))
        return found

    def _score(self, drafts: Sequence[Draft]) -> list[float]:
        """Give the log-probabilities of a block of translations, rounded to four digits."""
        sources = self.pieces.split([part for part, _ in drafts])
        targets = self.pieces.split_target([normalise(english) for _, english in drafts])
        means = self.engine.score(sources, targets)
        return [round(mean * (len(target) + 1), 4) for mean, target in zip(means, targets, strict=True)]


def _best(part: str, english: str, places: Sequence[Replacement], scores: Mapping[Draft, float]) -> str:
    """Give a translation with the choice in each place that makes it most probable, the other places at their first."""
    best: dict[int, int] = {}
    for number, place in enumerate(places):
        if len(place.choices) > 1:
            likely = [scores[part, _put_in(english, places, {number: choice})] for choice in range(len(place.choices))]
            best[number] = likely.index(max(likely))
    return _put_in(english, places, best)


def _put_in(english: str, places: Sequence[Replacement], chosen: Mapping[int, int]) -> str:
    """Give a translation with a choice in every place, the first where none is given."""
    return put_in(
        english, [(place.start, place.end, place.choices[chosen.get(n, 0)]) for n, place in enumerate(places)]
    )
