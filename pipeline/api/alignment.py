"""Align the sentences of a French text and of its English translation."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from pipeline.alignment import AlignOptions, Helpers
from pipeline.alignment import align as align_sentences
from pipeline.api.arguments import LANGUAGES, list_of_texts
from pipeline.api.models import KEPT, identity
from pipeline.api.pairs import Pairs
from pipeline.api.sentences import in_string, sentences_as_text, text_of
from pipeline.api.translation import ModelLike, Translator, translator_of
from pipeline.document import Bead, Document, Text
from pipeline.errors import ArgumentError
from pipeline.pairs import Pair, pairs
from pipeline.translation.judge import ModelJudge, can_judge

_NAME = "align"
_LEAST, _MOST = 2, 12
"""Sentences of the smallest bead that can be asked for, one on each side, and of the largest, as in a configuration."""


def align(
    french: str | Sequence[str], english: str | Sequence[str], *, model: ModelLike | None = None, largest_bead: int = 8
) -> Pairs:
    """Align a French text with its English translation: which sentences say the same.

    Args:
        french: a text, whose sentences are found; or a list of its sentences.
        english: the same of its translation.
        model: a model that translates the French and judges doubtful pairs: better, and slower. "embedded", a folder, a
            hub name, or a translator. None asks no model.
        largest_bead: how many sentences of both sides together a pair has at most.

    Returns:
        Pairs in the order of the French; a sentence without counterpart has a pair with an empty side. `source_places`
        and `target_places` tell which sentences they are: of a text by code points, of a list by number (`paragraph`).
        `posterior` is the probability that the pair is right.

    Raises:
        ArgumentError: it is no text, or an option is wrong.
        ModelError: the model cannot be found or loaded.

    >>> found = align("Anna dort. Il pleut à Lyon. Paul lit.", "Anna sleeps. Paul reads.")
    >>> [(pair.source, pair.target) for pair in found]
    [('Anna dort.', 'Anna sleeps.'), ('Il pleut à Lyon.', ''), ('Paul lit.', 'Paul reads.')]
    """
    if isinstance(largest_bead, bool) or not isinstance(largest_bead, int) or not _LEAST <= largest_bead <= _MOST:
        raise ArgumentError(
            f"{_NAME}: largest_bead: expected a number from {_LEAST} to {_MOST}, got {largest_bead!r:.40}"
        )
    document = Document("text", _text(french, "fr"), _text(english, "en"))
    are_texts = isinstance(french, str), isinstance(english, str)
    find = partial(
        align_sentences,
        paragraphs=_paragraphs(document) if all(are_texts) else None,
        options=AlignOptions(most_sentences=largest_bead),
    )
    beads = _beads(document, find, None if model is None else translator_of(model))
    return Pairs(_placed(pair, document, are_texts) for pair in pairs(replace(document, beads=tuple(beads))))


def _text(given: Any, language: str) -> Text:
    """Give one side as a text with its sentences.

    Raises:
        ArgumentError: it is neither a text nor a list of sentences.
    """
    if isinstance(given, str):
        return text_of(given, language)
    return sentences_as_text(list_of_texts(given, f"{_NAME}: {LANGUAGES[language]}"), language)


def _beads(document: Document, find: Callable[..., list[Bead]], translator: Translator | None) -> list[Bead]:
    """Find the beads of a document, with the help of a model where there is one."""
    sides = document.source.sentences(), document.reference.sentences() if document.reference else []
    if translator is None or not all(sides):
        return find(*sides)
    [translated] = translator.documents([document])
    hypotheses = [hypothesis.text for hypothesis in translated.hypotheses]
    if not can_judge():
        return find(*sides, hypotheses=hypotheses)
    model = translator.model
    with KEPT.get(("judge", identity(model)), lambda: ModelJudge(model)).used() as judge:
        return find(*sides, hypotheses=hypotheses, helpers=Helpers(judge=judge))


def _paragraphs(document: Document) -> tuple[list[int], list[int]]:
    """Give the number of the paragraph of every sentence of both sides."""
    source, target = document.source.places(), document.reference.places() if document.reference else []
    return [place.paragraph for place in source], [place.paragraph for place in target]


def _placed(pair: Pair, document: Document, are_texts: tuple[bool, bool]) -> Pair:
    """Give a pair whose places are those in the texts that were given; those of lists are so already."""
    source, target = pair.source_places, pair.target_places
    if are_texts[0]:
        source = tuple(in_string(place, document.source) for place in source)
    if are_texts[1] and document.reference:
        target = tuple(in_string(place, document.reference) for place in target)
    return replace(pair, source_places=source, target_places=target)
