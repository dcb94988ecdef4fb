"""Word alignment: links between the words of a French sentence and of its English translation, human or machine.

    aligner           all of the following together
    corpus            sentence pairs as arrays
    lexicon           how often words were linked in a large parallel text (`lexicon.npz`)
    evidence          lexicon, stems and likeness as probabilities; what the texts themselves add
    hidden_markov     word order
    subwords          the words of sentences and the pieces of a model
    attention         what a translation model attends to
    symmetrization    from probabilities to links

Plain lists of sentences are all that `link` needs; `link_words` is for sentences that are split into words already.
Neither needs a model, and both gain from the attention of one.
"""

from collections.abc import Sequence

from pipeline.document import Link
from pipeline.word_alignment.aligner import Links, find_links
from pipeline.word_alignment.attention import ForcedDecoder, choose_view
from pipeline.word_alignment.corpus import Tokens
from pipeline.words import words

__all__ = ["LONGEST_PAIR", "ForcedDecoder", "Links", "link", "link_pair", "link_words"]

LONGEST_PAIR = 2000
"""Characters. Linking so long a pair takes .3 s; one of 10,000 took 60 (eval/LOG.md, 2026-11-28)."""


def link(source: Sequence[str], target: Sequence[str], decoder: ForcedDecoder | None = None) -> list[tuple[Link, ...]]:
    """Link the words of French sentences to the words of their English translations.

    The more pairs at a time, the better: they are learnt from.

    Args:
        source: French sentences.
        target: the translation of each of them.
        decoder: a translation model whose attention is asked, too: better, and several times slower.

    Returns:
        For each pair its links in order. A link is a place in the source and one in the target, in code points.

    Raises:
        ValueError: there are not as many translations as sentences.

    >>> french, english = "L'été fut long.", "Summer was long."
    >>> [(french[a:b], english[c:d]) for a, b, c, d in link([french], [english])[0]]
    [('été', 'Summer'), ('fut', 'was'), ('long', 'long'), ('.', '.')]
    """
    source_spans = [words(sentence, "fr") for sentence in source]
    target_spans = [words(sentence, "en") for sentence in target]
    found = link_words(_cut(source, source_spans), _cut(target, target_spans), decoder)
    return [
        tuple(Link(*sources[i], *targets[j]) for i, j in links)
        for sources, targets, links in zip(source_spans, target_spans, found, strict=True)
    ]


def link_pair(source: str, target: str) -> tuple[Link, ...]:
    """Link the words of one sentence and of its translation by themselves, so that no other text decides the result.

    A pair of more than `LONGEST_PAIR` characters a side gets no links: the time grows with the square of the length.

    >>> len(link_pair("Il pleut.", "It is raining.")), link_pair("a " * 2000, "a")
    (3, ())
    """
    return () if max(len(source), len(target)) > LONGEST_PAIR else link([source], [target])[0]


def link_words(source: Tokens, target: Tokens, decoder: ForcedDecoder | None = None) -> list[Links]:
    """Link words of French sentences to words of their English translations, with sentences given as lists of words.

    Links made without the model tell where in the model to look, so that a new model needs no hand-aligned data.

    Args:
        source: the words of each French sentence.
        target: the words of each English sentence.
        decoder: a translation model whose attention is asked, too.

    Returns:
        For each pair its links in order: the number of a French and of an English word, from 0.

    >>> link_words([["le", "chat", "noir"]], [["the", "black", "cat"]])
    [[(0, 0), (1, 2), (2, 1)]]
    """
    links = find_links(source, target)
    if decoder is None:
        return links
    view = choose_view(decoder, source, target, links)
    return find_links(source, target, [matrices[0] for matrices in decoder.attend(source, target, [view])])


def _cut(sentences: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[list[str]]:
    """Cut sentences into the words at given places."""
    return [[sentence[start:end] for start, end in places] for sentence, places in zip(sentences, spans, strict=True)]
