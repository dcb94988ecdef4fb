"""Sentence alignment of a text and its human translation.

1. Sentences of both sides become sparse vectors: of the source's own words (names, numbers and cognates are the same in
   the target), and of the words of machine translations where there are any.
2. A coarse path is searched for, and a translation table of words learnt from it, which makes vectors better.
3. All beads in a band around that path become a lattice; that of a long text is searched in stretches.
4. A translation model, where there is one, rescores doubtful beads.
5. Forward-backward gives every bead's posterior; of all paths the one of minimum Bayes risk is taken.
6. Sentences left over on both sides are aligned once more, for passages that have moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from pipeline.alignment.band import Integers
from pipeline.alignment.lattice import (
    Edge,
    Floats,
    Lattice,
    Nulls,
    Size,
    find_minimum_bayes_risk_path,
    null_posteriors,
    posteriors,
)
from pipeline.alignment.moved_passages import find_moved_passages
from pipeline.alignment.rescoring import JUDGED, UNJUDGED, Calibration, Judge, rescore
from pipeline.alignment.scoring import ScoreWeights, bead_sizes, paragraph_starts
from pipeline.alignment.search import Sides, build_fine_lattice, find_coarse_path, nodes_of
from pipeline.alignment.stretches import next_stretch, settled
from pipeline.alignment.translation_table import learn_translations
from pipeline.alignment.vectors import Embed, FeatureWeights, Texts
from pipeline.document import Bead

Rescore = Callable[[Lattice, Floats], Lattice]
"""A function from a lattice and the posteriors of its beads to the lattice with better scores."""


@dataclass(frozen=True)
class AlignOptions:
    """Settings of `align`; all but the first are for experiments.

    most_sentences      n + m of the largest n:m bead; 8 is better than 4 (eval/LOG.md, 2026-11-26, ablation)
    learn_translations  whether to learn a translation table from a first path and to search again
    features            how much words, 4-grams and given vectors count in a sentence's vector
    scores              what speaks for and against a bead
    nulls               what sentences without counterpart score
    unjudged, judged    how scores become probabilities, without a judge and with one
    """

    most_sentences: int = 8
    learn_translations: bool = True
    features: FeatureWeights = field(default_factory=FeatureWeights)
    scores: ScoreWeights = field(default_factory=ScoreWeights)
    nulls: Nulls = field(default_factory=Nulls)
    unjudged: Calibration = UNJUDGED
    judged: Calibration = JUDGED


@dataclass(frozen=True)
class Helpers:
    """Models that help `align`.

    judge   tells how probable a target text is as the translation of a source text; asked about doubtful beads
    embed   gives sentence vectors that are alike across languages, such as LaBSE's
    """

    judge: Judge | None = None
    embed: Embed | None = None


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    hypotheses: Sequence[str] | None = None,
    paragraphs: tuple[Sequence[int], Sequence[int]] | None = None,
    helpers: Helpers | None = None,
    options: AlignOptions | None = None,
) -> list[Bead]:
    """Align the sentences of a text with those of its translation.

    Args:
        source: the sentences of the text, in order.
        target: the sentences of its translation.
        hypotheses: a machine translation of each source sentence; any quality helps.
        paragraphs: the number of the paragraph of each source sentence, and of each target sentence, as soft evidence.
        helpers: models that help, if there are any.
        options: settings.

    Returns:
        Beads that partition both sides, in the order of the source. A bead holds the numbers of its sentences, from 0;
        a sentence without counterpart has a bead of its own. Beads are in the order of the target, too, except those of
        passages that the target has elsewhere, which have the flag `moved`. `posterior` is the probability that exactly
        this bead is right, and `scores["similarity"]` the similarity of its two sides.

    >>> beads = align(["Anna dort.", "Il pleut à Lyon.", "Paul lit."], ["Anna sleeps.", "Paul reads."])
    >>> [(bead.source, bead.target) for bead in beads]
    [((0,), (0,)), ((1,), ()), ((2,), (1,))]
    """
    if not source or not target:
        nulls = [Bead((i,), (), "human") for i in range(len(source))]
        return nulls + [Bead((), (j,), "human") for j in range(len(target))]
    options, helpers = options or AlignOptions(), helpers or Helpers()
    texts = Texts.of(source, target, hypotheses, helpers.embed)
    sides, path = _first_path(texts, _sides(texts, (source, target), paragraphs, options), options)
    rescore_doubtful = None
    if helpers.judge:
        rescore_doubtful = partial(_rescore, (source, target), helpers.judge, options.scores.judgement)
    beads = _search_near(path, sides, options, rescore_doubtful)
    return find_moved_passages(beads, lambda sources, targets: _align_leftover(sides.part(sources, targets), options))


def _sides(
    texts: Texts,
    sentences: tuple[Sequence[str], Sequence[str]],
    paragraphs: tuple[Sequence[int], Sequence[int]] | None,
    options: AlignOptions,
) -> Sides:
    """Give what is compared. Paragraphs say something only when both sides have several."""
    lengths = [np.array([float(len(sentence)) for sentence in side]) for side in sentences]
    starts = None
    if paragraphs and all(len(set(numbers)) > 1 for numbers in paragraphs):
        starts = paragraph_starts(paragraphs[0]), paragraph_starts(paragraphs[1])
    return Sides(*texts.vectors(options.features), lengths[0], lengths[1], starts)


def _first_path(texts: Texts, sides: Sides, options: AlignOptions) -> tuple[Sides, list[Edge]]:
    """Find a coarse path, and give it with the sides as they are after what can be learnt from it."""
    path = find_coarse_path(sides, options.scores, options.nulls)
    if options.learn_translations:
        translations = learn_translations(path, texts.source, texts.target, len(texts.vocabulary))
        source, target = texts.vectors(options.features, translations)
        sides = replace(sides, source=source, target=target)
    ratio, correlation = sides.measure_length_ratio(path), sides.measure_paragraph_correlation(path)
    return replace(sides, length_ratio=ratio, paragraph_correlation=correlation), path


def _rescore(
    texts: tuple[Sequence[str], Sequence[str]], judge: Judge, weight: float, place: Size, size: Size
) -> Rescore:
    """Give what improves the scores of a stretch of so many sentences of both sides, which starts at a place."""
    source, target = (text[at : at + count] for text, at, count in zip(texts, place, size, strict=True))
    return partial(rescore, texts=(source, target), judge=judge, weight=weight)


def _search_near(
    path: list[Edge], sides: Sides, options: AlignOptions, rescore_at: Callable[[Size, Size], Rescore] | None = None
) -> list[Bead]:
    """Find the beads of minimum Bayes risk near a coarse path, stretch by stretch.

    `rescore_at` gives what improves the scores of doubtful beads of a stretch, by where that starts and its size.
    """
    nodes = nodes_of(path)
    beads: list[Bead] = []
    place = (0, 0)
    while True:
        stretch = next_stretch(nodes, place)
        height, width = map(int, stretch[-1])
        part = sides.part(range(place[0], place[0] + height), range(place[1], place[1] + width))
        found = _search_stretch(stretch, part, options, rescore_at and rescore_at(place, (height, width)))
        is_last = (nodes[-1] == (place[0] + height, place[1] + width)).all()
        found = found if is_last else settled(found)
        beads += (_placed(bead, place) for bead in found)
        if is_last:
            return beads
        place = (place[0] + sum(len(bead.source) for bead in found), place[1] + sum(len(bead.target) for bead in found))


def _placed(bead: Bead, place: Size) -> Bead:
    """Number the sentences of a bead by the whole text instead of by a stretch that starts at a place."""
    source, target = (tuple(n + at for n in side) for side, at in zip((bead.source, bead.target), place, strict=True))
    return replace(bead, source=source, target=target) if any(place) else bead


def _search_stretch(
    nodes: Integers, sides: Sides, options: AlignOptions, rescore_doubtful: Rescore | None
) -> list[Bead]:
    """Find the beads of minimum Bayes risk near a path, which is given by its nodes."""
    sizes = bead_sizes(options.most_sentences)
    lattice, similarities = build_fine_lattice(sides, nodes, sizes, options.scores, options.nulls)
    calibration = options.judged if rescore_doubtful else options.unjudged
    probabilities = posteriors(lattice.scaled(1 / calibration.temperature))
    if rescore_doubtful:
        lattice = rescore_doubtful(lattice, probabilities)
        probabilities = posteriors(lattice.scaled(1 / calibration.temperature))
    nulls = null_posteriors(lattice, probabilities)
    best = find_minimum_bayes_risk_path(lattice, probabilities, nulls)
    return list(_beads(best, lattice, similarities, probabilities, nulls, calibration))


def _align_leftover(sides: Sides, options: AlignOptions) -> list[Bead]:
    """Align sentences that were left over; no judge is asked about them."""
    return _search_near(find_coarse_path(sides, options.scores, options.nulls), sides, options)


def _beads(
    path: Sequence[Edge],
    lattice: Lattice,
    similarities: Floats,
    probabilities: Floats,
    nulls: tuple[Floats, Floats],
    calibration: Calibration,
) -> Iterator[Bead]:
    """Give the beads of a path, each with the probability that it is right; nulls' are not calibrated."""
    for (i, j), (n, m) in path:
        scores = {}
        if n and m:
            place = lattice.node((i, j)), lattice.sizes.index((n, m))
            probability = calibration.probability(float(probabilities[place]))
            scores = {"similarity": round(float(similarities[place]), 4)}
        else:
            probability = float(nulls[0][i] if n else nulls[1][j])
        yield Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), "human", round(probability, 4), scores=scores)
