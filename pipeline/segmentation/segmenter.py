"""The segmenter: find candidates, ask the rules in order, cut where the first opinion says so."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.document import Segment
from pipeline.segmentation.candidates import (
    Candidate,
    Context,
    candidate_in,
    context_of,
    find_possible_ends,
    starts_lower,
    writes_lower,
)
from pipeline.segmentation.languages import Options, is_casual, language_named, with_abbreviations, writing_style
from pipeline.segmentation.layout import find_blocks
from pipeline.segmentation.rules import rules_for

DEFAULT = Options()
SETTINGS = 8
"""Pairs of a language and a user's choices that are remembered: more than any run has."""
CONTEXTS = 1024
"""The last contexts that are remembered for each: text that repeats itself takes no longer."""


class Decision(NamedTuple):
    """A place that was considered: a boundary or not, and by which rule."""

    end: int
    """Where the sentence would end."""
    next_start: int
    """Where the next one would start."""
    boundary: bool
    rule: str


def segment(text: str, language: str = "fr", options: Options = DEFAULT) -> list[Segment]:
    """Cut a paragraph into sentences: ordered, disjoint spans in code points with only white space between them.

    Raises:
        ValueError: there are no rules for this language.

    >>> segment("M. Dupont dort. « Viens ! » dit-il.")
    [Segment(start=0, end=15), Segment(start=16, end=35)]
    """
    segments = []
    start = len(text) - len(text.lstrip())
    for decision in decisions(text, language, options):
        if decision.boundary:
            segments.append(Segment(start, decision.end))
            start = decision.next_start
    end = len(text.rstrip())
    return [*segments, Segment(start, end)] if start < end else segments


def explain(text: str, language: str = "fr", options: Options = DEFAULT) -> list[Decision]:
    """List every place considered, in order, with the rule that decided; the end of the text is not one of them.

    Raises:
        ValueError: there are no rules for this language.

    >>> [(decision.boundary, decision.rule) for decision in explain("M. Dupont dort. Il rêve.")]
    [(False, 'title'), (True, 'capital')]
    """
    return list(decisions(text, language, options))


def decisions(text: str, language: str, options: Options) -> Iterator[Decision]:
    """Decide every candidate, block by block."""
    judge = judge_for(language, options)
    style = options.style
    if style == "auto" and starts_lower(text, 0) and writing_style(text) == "lower":
        style = "lower"
    elif style == "mixed":
        style = "lower" if starts_lower(text, 0) or is_casual(text) else "edited"
    previous_end = 0
    for start, end, layout in find_blocks(text):
        if layout:
            yield Decision(previous_end, start, True, layout)
        sentence_start, lower = start, writes_lower(text, start, style)
        for place in find_possible_ends(text, start, end, options.split_on):
            boundary, rule = judge(context_of(text, place, sentence_start, (start, end), lower))
            yield Decision(place.end, place.next_start, boundary, rule)
            if boundary:
                sentence_start, lower = place.next_start, writes_lower(text, place.next_start, style)
        previous_end = end


@lru_cache(SETTINGS)
def judge_for(language: str, options: Options) -> Callable[[Context], tuple[bool, str]]:
    """Make what decides contexts and remembers the last ones: a text full of marks, which repeats itself, is as fast.

    Raises:
        ValueError: there are no rules for this language.
    """
    words = with_abbreviations(language_named(language), options.abbreviations)
    return lru_cache(CONTEXTS)(lambda context: decide(candidate_in(context, words, options)))


def decide(candidate: Candidate) -> tuple[bool, str]:
    """Give the first opinion among the rules, and the rule that held it; the last rule always has one."""
    for name, rule in rules_for(candidate):
        opinion = rule(candidate)
        if opinion is not None:
            return opinion, name
    raise LookupError("the last rule has an opinion of every candidate")
