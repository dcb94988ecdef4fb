"""What a translation would say without its glossary: the words that the lexicon knows for the French.

Whoever judges a translation by how its words are usually translated would take a term that a glossary asks for, such as
`spanner` for `clé`, to be a mistake.
"""

from functools import cache

from pipeline.glossary.glossary import Glossary, find_english
from pipeline.word_alignment.lexicon import fold_word, shipped
from pipeline.words import words


def with_usual_words(source: str, target: str, glossary: Glossary) -> str:
    """Give English with the usual translations of French terms in place of those that the glossary asks for.

    A term whose French the lexicon lacks stays.

    >>> from pipeline.glossary import Term
    >>> with_usual_words("Il a la clé.", "He has the spanner.", Glossary((Term("clé", ("spanner",)),)))
    'He has the key.'
    """
    places: dict[tuple[int, int], str] = {}
    for use in glossary.uses(source):
        usual = _usual(source[use.start : use.end])
        found = [place for term in use.term.targets for place in find_english(term, target)]
        places |= dict.fromkeys(found if usual else [], usual)
    end = len(target)
    for place in sorted(places, reverse=True):
        if place[1] <= end:
            target, end = target[: place[0]] + places[place] + target[place[1] :], place[0]
    return target


@cache
def _usual(french: str) -> str:
    """Give the words that the lexicon most often links to some French words; "" where it lacks one."""
    found = [shipped().translations(fold_word(french[start:end])) for start, end in words(french, "fr")]
    return " ".join(max(one, key=lambda word: (one[word], word)) for one in found) if all(found) else ""
