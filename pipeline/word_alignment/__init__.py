"""Links between the words of a French sentence and of its English translation, human or machine.

    lexicon      how often words were linked in a large parallel text (shipped with the program)
    corpus       sentence pairs as arrays
    evidence     lexicon, stems and likeness as probabilities; what the texts themselves add
    hidden_markov  word order
    pieces, attention   what a translation model attends to, words for its pieces
    aligner      all of these together: links of sentence pairs
    symmetry     from scores to links

Words that are given are linked with `link`, raw texts with `link_texts`; neither needs a model, both gain from one.
"""

from collections.abc import Sequence

from pipeline.document import Link
from pipeline.word_alignment.aligner import Links, Settings, link
from pipeline.word_alignment.attention import ForcedDecoder, choose_view
from pipeline.words import words

__all__ = ["ForcedDecoder", "Links", "Settings", "attentive_link", "link", "link_texts"]

Tokens = Sequence[Sequence[str]]


def attentive_link(source: Tokens, target: Tokens, decoder: ForcedDecoder | None) -> list[Links]:
    """Link given words, with a model's attention if there is a model.

    Links made without the model tell where in the model to look: no hand-aligned data is needed for a new one.
    """
    links = link(source, target)
    if decoder is None:
        return links
    view = choose_view(decoder, source, target, links)
    return link(source, target, [matrices[0] for matrices in decoder.attend(source, target, [view])])


def link_texts(pairs: Sequence[tuple[str, str]], decoder: ForcedDecoder | None = None) -> list[tuple[Link, ...]]:
    """Link raw French texts to their English versions; the links are places in the texts, in order.

    >>> link_texts([("L'été fut long.", "Summer was long.")])[0][1]
    Link(source_start=6, source_end=9, target_start=7, target_end=10)
    """
    source = [words(french, "fr") for french, _ in pairs]
    target = [words(english, "en") for _, english in pairs]
    found = attentive_link(
        [[french[start:end] for start, end in spans] for (french, _), spans in zip(pairs, source, strict=True)],
        [[english[start:end] for start, end in spans] for (_, english), spans in zip(pairs, target, strict=True)],
        decoder,
    )
    return [
        tuple(Link(*left[i], *right[j]) for i, j in links)
        for left, right, links in zip(source, target, found, strict=True)
    ]
