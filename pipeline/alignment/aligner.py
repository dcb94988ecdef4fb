"""Sentence alignment of a text and its human translation.

1. Both sides become sparse vectors: the source's own words (names, numbers and cognates meet in the target) and, where
   there are machine translations, theirs.
2. A coarse path, and a lattice of all beads in a band around it.
3. Word translations learnt from its best path join the source's own words, and the lattice is built again.
4. A judge, where there is one, weighs doubtful beads.
5. Forward-backward posteriors; the path with the most beads right in expectation, and how probable each of them is.
6. What is left over on both sides is aligned once more, for passages that have moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from pipeline.alignment.calibration import Calibration
from pipeline.alignment.judging import judged
from pipeline.alignment.lattice import Floats, Lattice, Step, alone, most_expected, posteriors
from pipeline.alignment.moved import with_moved
from pipeline.alignment.options import AlignOptions, Helpers
from pipeline.alignment.scoring import bead_sizes, paragraph_starts
from pipeline.alignment.search import Sides, coarse_path, fine_lattice
from pipeline.alignment.views import Views
from pipeline.document import Bead


def align(
    source: Sequence[str],
    target: Sequence[str],
    *,
    hypotheses: Sequence[str] | None = None,
    paragraphs: tuple[Sequence[int], Sequence[int]] | None = None,
    helpers: Helpers | None = None,
    options: AlignOptions | None = None,
) -> list[Bead]:
    """The beads that partition both sides, in the order of the source; a sentence without counterpart is alone in one.

    Passages that the target has elsewhere have the flag `moved`; all other beads are in the order of the target, too.
    Every bead has the probability that exactly it is right, and the similarity of its sides.

    Args:
        source: its sentences.
        target: the sentences of its translation.
        hypotheses: a machine translation of each source sentence; any quality helps.
        paragraphs: of each sentence of both sides the number of its paragraph, as soft evidence.
        helpers: further models.
        options: settings.
    """
    if not source or not target:
        nulls = [Bead((i,), (), "human") for i in range(len(source))]
        return nulls + [Bead((), (j,), "human") for j in range(len(target))]
    options, helpers = options or AlignOptions(), helpers or Helpers()
    views = Views.of(source, target, hypotheses, helpers.embed)
    sides, path = _learnt(views, _sides(views, (source, target), paragraphs, options), options)
    rejudged = None
    if helpers.judge:
        rejudged = partial(judged, texts=(source, target), judge=helpers.judge, weight=options.scores.judgement)
    beads = _fine_beads(sides, path, options, rejudged)
    return with_moved(beads, lambda ours, theirs: _left_over(sides.part(ours, theirs), options))


def _fine_beads(
    sides: Sides, path: list[Step], options: AlignOptions, rejudged: Callable[[Lattice, Floats], Lattice] | None = None
) -> list[Bead]:
    """The beads near a coarse path; `rejudged` weighs the doubtful ones of a lattice, given all posteriors."""
    sizes = bead_sizes(options.most_sentences)
    lattice, similarities = fine_lattice(sides, path, sizes, options.scores, options.nulls)
    calibration = options.judged if rejudged else options.unjudged
    probabilities = posteriors(lattice.scaled(1 / calibration.temperature))
    if rejudged:
        lattice = rejudged(lattice, probabilities)
        probabilities = posteriors(lattice.scaled(1 / calibration.temperature))
    lonely = alone(lattice, probabilities)
    best = most_expected(lattice, probabilities, lonely)
    return list(_beads(best, lattice, similarities, probabilities, lonely, calibration))


def _left_over(sides: Sides, options: AlignOptions) -> list[Bead]:
    """The beads of sentences that were left over; no judge is asked about them."""
    return _fine_beads(sides, coarse_path(sides, options.scores, options.nulls), options)


def _sides(
    views: Views,
    texts: tuple[Sequence[str], Sequence[str]],
    paragraphs: tuple[Sequence[int], Sequence[int]] | None,
    options: AlignOptions,
) -> Sides:
    """What is compared. Paragraphs say something only when both sides have several."""
    lengths = [np.array([float(len(sentence)) for sentence in text]) for text in texts]
    begins = None
    if paragraphs and all(len(set(numbers)) > 1 for numbers in paragraphs):
        begins = paragraph_starts(paragraphs[0]), paragraph_starts(paragraphs[1])
    return Sides(*views.vectors(options.features), lengths[0], lengths[1], begins)


def _learnt(views: Views, sides: Sides, options: AlignOptions) -> tuple[Sides, list[Step]]:
    """The sides with word translations learnt from a coarse path, and that path."""
    path = coarse_path(sides, options.scores, options.nulls)
    if options.learn_lexicon:
        source, target = views.vectors(options.features, views.gloss(path))
        sides = replace(sides, source=source, target=target)
    return replace(sides, expansion=sides.measured(path), agreement=sides.agreed(path)), path


def _beads(
    path: Sequence[Step],
    lattice: Lattice,
    similarities: Floats,
    probabilities: Floats,
    lonely: tuple[Floats, Floats],
    calibration: Calibration,
) -> Iterator[Bead]:
    """The beads of a path, each with the probability that it is right."""
    for (i, j), (n, m) in path:
        scores = {}
        if n and m:
            place = lattice.node((i, j)), lattice.sizes.index((n, m))
            sure = calibration.probability(float(probabilities[place]))
            scores = {"similarity": round(float(similarities[place]), 4)}
        else:
            sure = float(lonely[0][i] if n else lonely[1][j])
        yield Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), "human", round(sure, 4), scores=scores)
