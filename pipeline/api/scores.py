"""Tell how far the English of pairs can be trusted."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, overload

from pipeline.api.arguments import List, check_sides, check_text
from pipeline.api.options import GlossaryLike, make_glossary
from pipeline.api.pairs import TEXTS, Pairs, make_pair, make_pairs
from pipeline.api.sentences import sentences_as_text
from pipeline.document import MOVED, Bead, Document, Hypothesis
from pipeline.errors import ArgumentError
from pipeline.glossary import Glossary
from pipeline.pairs import Pair
from pipeline.quality.score import Judgement, Thresholds, score_documents
from pipeline.standing import find_standing

_NAME = "score"
_FOUND = frozenset({"adequacy", "length_ratio"})
"""Scores that are found from the texts; those of the aligner and of the model stay as they are."""


@overload
def score(
    french: str,
    english: str,
    *,
    by_machine: bool = False,
    glossary: GlossaryLike = None,
    thresholds: Thresholds | None = None,
) -> Judgement: ...
@overload
def score(
    french: List,
    english: List,
    *,
    by_machine: bool = False,
    glossary: GlossaryLike = None,
    thresholds: Thresholds | None = None,
) -> list[Judgement]: ...
@overload
def score(
    french: Iterable[Pair | tuple[str, str]],
    english: None = None,
    *,
    by_machine: bool = False,
    glossary: GlossaryLike = None,
    thresholds: Thresholds | None = None,
) -> Pairs: ...
def score(
    french: Any,
    english: Any = None,
    *,
    by_machine: bool = False,
    glossary: GlossaryLike = None,
    thresholds: Thresholds | None = None,
) -> Any:
    """Tell how far English can be trusted to say what the French says, by looking at the texts; no model is asked.

    Args:
        french: a French text; or a list of texts; or pairs, of `align` or `read_pairs` or as tuples of two texts.
        english: its English; or the list of it; nothing where pairs are given.
        by_machine: whether the English of texts and tuples is a machine's, which errs otherwise than people do.
        glossary: terms that the English must keep to: a mapping of French ones to English, or a file.
        thresholds: when a pair is flagged.

    Returns:
        A judgement: scores by name, and flags, reasons to look again; or a list of such; or the pairs with new scores,
        flags and standing. `adequacy` is the probability that the meaning is kept, but for details.

    Raises:
        ArgumentError: they are no texts, or not as many English ones as French ones.

    >>> score("Il y a 12 chats.", "There are 21 cats.").flags
    ('missing_numbers',)
    >>> [pair.standing for pair in score([("Il pleut.", "It rains."), ("Il dort ici.", "12 dogs bark.")])]
    ['sure', 'poor']
    """
    if thresholds is not None and not isinstance(thresholds, Thresholds):
        raise ArgumentError(f"{_NAME}: thresholds: expected Thresholds, got {thresholds!r:.80}")
    settings = thresholds or Thresholds(), make_glossary(glossary)
    origin = "machine" if by_machine else "human"
    if english is None and not isinstance(french, str):
        return _scored([_by(pair, origin) for pair in make_pairs(french, _NAME)], *settings)
    if isinstance(french, str) and not isinstance(english, list | tuple):
        check_text(english, f"{_NAME}: English")
        return _judged([french], [english], origin, settings)[0]
    return _judged(*check_sides(french, english, _NAME), origin, settings)


def _judged(
    french: list[str], english: list[str], origin: str, settings: tuple[Thresholds, Glossary]
) -> list[Judgement]:
    """Judge texts and their English."""
    found = [make_pair(*texts, origin=origin) for texts in zip(french, english, strict=True)]
    return [Judgement(pair.scores, pair.flags) for pair in _scored(found, *settings)]


def _by(pair: Pair, origin: str) -> Pair:
    """Give a pair of texts alone its origin; others have theirs."""
    return replace(pair, origin="machine") if origin == "machine" and pair.document == TEXTS else pair


def _scored(pairs: list[Pair], thresholds: Thresholds, glossary: Glossary) -> Pairs:
    """Give pairs with new scores, flags and standing."""
    source = sentences_as_text([pair.source for pair in pairs], "fr")
    target = sentences_as_text([pair.target for pair in pairs], "en")
    hypotheses = tuple(_hypothesis(pair) for pair in pairs)
    beads = tuple(_bead(pair, number) for number, pair in enumerate(pairs))
    [scored] = score_documents([Document(TEXTS, source, target, hypotheses, beads)], thresholds, glossary)
    return Pairs(
        replace(pair, scores=bead.scores, flags=bead.flags, standing=find_standing(bead))
        for pair, bead in zip(pairs, scored.beads, strict=True)
    )


def _hypothesis(pair: Pair) -> Hypothesis:
    """Give the English of a pair as a machine's, for those that have it of one."""
    return Hypothesis(pair.target, pair.scores.get("model_score"), ("copied",) if pair.origin == "copied" else ())


def _bead(pair: Pair, number: int) -> Bead:
    """Give the bead of a pair, as far as it is known, in a document with a paragraph a pair."""
    return Bead(
        source=(number,) if pair.source else (),
        target=(number,) if pair.target else (),
        origin="machine" if pair.origin in ("machine", "copied") else "human",
        posterior=pair.posterior,
        scores={name: score for name, score in pair.scores.items() if name not in _FOUND},
        flags=tuple(flag for flag in pair.flags if flag == MOVED),
        correction=pair.target if pair.origin == "corrected" else "",
        reviewed=pair.reviewed,
    )
