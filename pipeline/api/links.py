"""Link the words of French texts and of their English."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, overload

from pipeline.api.arguments import List, check_sides, check_text
from pipeline.api.drawing import draw_links
from pipeline.api.models import KEPT, identity
from pipeline.api.pairs import Pairs, make_pairs
from pipeline.api.translation import Translator
from pipeline.document import Link
from pipeline.pairs import Pair
from pipeline.translation.model import find_model
from pipeline.word_alignment import LONGEST_PAIR, ForcedDecoder
from pipeline.word_alignment import link as link_sentences

_NAME = "link"


class WordLinks(list[Link]):
    """The links of two texts, in order: places of words in either, which `words` gives as texts."""

    def __init__(self, source: str, target: str, links: Iterable[Link]) -> None:
        super().__init__(links)
        self.source = source
        self.target = target

    def words(self) -> list[tuple[str, str]]:
        """Give the words that are joined, French and English."""
        return [(self.source[a:b], self.target[c:d]) for a, b, c, d in self]

    def __repr__(self) -> str:
        """Give the words that are joined, on a line."""
        return ", ".join(f"{french}–{english}" for french, english in self.words())

    def _repr_html_(self) -> str:
        """Give both texts for notebooks, in which a word shows its links when the pointer is on it."""
        return draw_links(self.source, self.target, self)


@overload
def link(source: str, target: str, *, model: str | Translator | None = None) -> WordLinks: ...
@overload
def link(source: List, target: List, *, model: str | Translator | None = None) -> list[WordLinks]: ...
@overload
def link(
    source: Iterable[Pair | tuple[str, str]], target: None = None, *, model: str | Translator | None = None
) -> Pairs: ...
def link(source: Any, target: Any = None, *, model: str | Translator | None = None) -> Any:
    """Link the words of a French text and of its English translation.

    The more texts at a time, the better: they are learnt from. Of a pair with more than 2,000 characters on a side no
    words are linked, as the time grows with the square of the length.

    Args:
        source: a French sentence; or a list of them; or pairs, of `align` or `read_pairs` or as tuples of two texts.
        target: its translation; or the list of translations; nothing where pairs are given.
        model: a model whose attention is asked as well: better, and several times slower. "embedded", a folder, a hub
            name, or a translator. None asks no model.

    Returns:
        The links of a text, whose `words()` are the words joined; or a list of such; or the pairs, each with its links.

    Raises:
        ArgumentError: they are no texts, or not as many translations as sentences.
        ModelError: the model cannot be found or loaded.

    >>> link("Le chat dort.", "The cat sleeps.").words()
    [('Le', 'The'), ('chat', 'cat'), ('dort', 'sleeps'), ('.', '.')]
    """
    if target is None and not isinstance(source, str):
        pairs = make_pairs(source, _NAME)
        found = _linked(*pairs.texts(), model)
        return Pairs(replace(pair, links=tuple(links)) for pair, links in zip(pairs, found, strict=True))
    if isinstance(source, str) and isinstance(target, str):
        return _linked([source], [target], model)[0]
    if isinstance(source, str) and target is None:
        check_text(target, f"{_NAME}: English")
    return _linked(*check_sides(source, target, _NAME), model)


def _linked(source: Sequence[str], target: Sequence[str], model: Any) -> list[WordLinks]:
    """Link lists of texts; those that are too long get no links."""
    short = [max(map(len, pair)) <= LONGEST_PAIR for pair in zip(source, target, strict=True)]
    texts = [pair for pair, fits in zip(zip(source, target, strict=True), short, strict=True) if fits]
    french, english = [pair[0] for pair in texts], [pair[1] for pair in texts]
    if model is None:
        found = iter(link_sentences(french, english))
    else:
        known = model.model if isinstance(model, Translator) else find_model(str(model))
        with KEPT.get(("attention", identity(known)), lambda: ForcedDecoder(known.folder)).used() as decoder:
            found = iter(link_sentences(french, english, decoder))
    return [
        WordLinks(*pair, next(found) if fits else ())
        for pair, fits in zip(zip(source, target, strict=True), short, strict=True)
    ]
