"""Glossary terms in a model's translation: word links say where a term goes, and the model which of its forms.

A term takes the place of the words that are linked to its own French words, where that place is certain, and nothing else
changes. Where a term has several forms that may be meant, as a verb's, the model tells which it finds most probable
there. The answer keeps the score that the model gave it by itself: a term that was put in says nothing against it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.glossary import Glossary, Use
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

    def __call__(self, answers: Mapping[str, Answer], step: Step, capitals: Collection[str] = ()) -> dict[str, Answer]:
        """Give answers with terms put in, by part of a sentence, where one was; `capitals` are parts that were in them."""
        uses = {part: self.glossary.places(part, part in capitals) for part in sorted(answers)}
        lacking = [part for part, found in uses.items() if self._lacks(found, answers[part].text)]
        links = link(lacking, [answers[part].text for part in lacking])
        places = {
            part: list(find_replacements(uses[part], part, answers[part].text, found))
            for part, found in zip(lacking, links, strict=True)
        }
        found = {part: self._first(answers[part].text, places[part]) for part in lacking if places[part]}
        chosen = self._choose({part: (answers[part].text, places[part]) for part in found}, step)
        return {part: replace(answers[part], text=text) for part, text in (found | chosen).items()}

    def _lacks(self, uses: Sequence[Use], english: str) -> bool:
        """Tell whether English may lack one of the uses of terms: it has fewer of its words than there are uses."""
        return bool(uses) and any(use.certain for use in uses) and bool(english)

    def _first(self, english: str, places: Sequence[Replacement]) -> str:
        """Put the first choice into every place."""
        return put_in(english, [(place.start, place.end, place.choices[0]) for place in places])

    def _choose(self, wanted: Mapping[str, tuple[str, list[Replacement]]], step: Step) -> dict[str, str]:
        """Choose among the forms of terms those that the model finds most probable, one place after the other."""
        drafts = [
            (part, _draft(english, places, {number: choice}))
            for part, (english, places) in wanted.items()
            for number, place in enumerate(places)
            for choice in range(len(place.choices))
            if len(place.choices) > 1
        ]
        scores = dict(zip(drafts, self._scored(drafts, step), strict=True))
        chosen: dict[str, str] = {}
        for part, (english, places) in wanted.items():
            best = {
                number: max(
                    range(len(place.choices)), key=lambda c, n=number: scores[part, _draft(english, places, {n: c})]
                )
                for number, place in enumerate(places)
                if len(place.choices) > 1
            }
            if best:
                chosen[part] = _draft(english, places, best)
        return chosen

    def _scored(self, drafts: Sequence[Draft], step: Step) -> list[float]:
        """Give the log-probabilities of translations."""
        found: list[float] = []
        for start in range(0, len(drafts), _BLOCK):
            found += step(f"terms-{start:09d}", partial(self._score, drafts[start : start + _BLOCK]))
        return found

    def _score(self, drafts: Sequence[Draft]) -> list[float]:
        """Give the log-probabilities of a block of translations, rounded to four digits."""
        sources = self.pieces.split([part for part, _ in drafts])
        targets = self.pieces.split_target([normalise(english) for _, english in drafts])
        means = self.engine.score(sources, targets)
        return [round(mean * (len(target) + 1), 4) for mean, target in zip(means, targets, strict=True)]


def _draft(english: str, places: Sequence[Replacement], chosen: Mapping[int, int]) -> str:
    """Give a translation with a choice in every place, the first where none is given."""
    return put_in(
        english, [(place.start, place.end, place.choices[chosen.get(n, 0)]) for n, place in enumerate(places)]
    )
