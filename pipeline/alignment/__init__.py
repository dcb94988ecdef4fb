"""Sentence alignment: which sentences of a text and of its translation say the same.

    aligner            `align`: the steps, in order; its options and helpers
    vectors            sentences as vectors, from their words and from models
    similarity         how alike the two sides of a bead are
    scoring            lengths, merges and paragraphs for and against a bead
    band, lattice      dynamic programming: best path, posteriors, minimum Bayes risk
    search             from coarse to fine, for long texts
    translation_table  word translations learnt from a first path
    rescoring          a translation model's second opinion; probabilities that come true
    moved_passages     what the translation has elsewhere
    given_beads        beads that need no search
    embeddings         a sentence-embedding model of the user's

Plain lists of sentences are all that `align` needs:

>>> from pipeline.alignment import align
>>> [(bead.source, bead.target) for bead in align(["Anna dort.", "Paul lit."], ["Anna sleeps.", "Paul reads."])]
[((0,), (0,)), ((1,), (1,))]
"""

from pipeline.alignment.aligner import AlignOptions, Helpers, align

__all__ = ["AlignOptions", "Helpers", "align"]
