"""What the names and terms of a text were translated with, and which of them in several ways."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Link
from pipeline.glossary.candidates import LEAST, Kind, ProposedTerm, TermPlace, find_candidates
from pipeline.glossary.english import FUNCTION_WORDS, singular
from pipeline.pairs import Pair

_OTHER = 2
"""Uses that another translation must have to count as a way of its own. Chosen by hand, as the next."""
_SHARE = 0.1
"""The share of all uses that it must have."""
_SPREAD = 3
"""English words that a term's translation may have beyond those of the French."""


@dataclass(frozen=True, slots=True)
class Translation:
    """An English that a term was translated with, and the identifiers of the pairs where it was, in order."""

    english: str
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TranslatedTerm:
    """A name or a term of a text, its number of uses, and what it was translated with, most frequent first."""

    term: str
    kind: Kind
    uses: int
    translations: tuple[Translation, ...]

    @property
    def ways(self) -> tuple[Translation, ...]:
        """The translations that are ways of their own: the most frequent, and those that are no single slips."""
        total = sum(len(one.pairs) for one in self.translations)
        first, *others = self.translations
        return (first, *(one for one in others if len(one.pairs) >= max(_OTHER, _SHARE * total)))


def translated_terms(found: Sequence[Pair], least: int = LEAST) -> list[TranslatedTerm]:
    """Give the names and repeated terms of some pairs with what they were translated with, by the links of words."""
    linked = [pair for pair in found if pair.source and pair.target and pair.links]
    candidates = find_candidates([pair.source for pair in linked], least)
    terms = (_translated(one, linked) for one in candidates)
    return [term for term in terms if term.translations]


def in_several_ways(terms: Sequence[TranslatedTerm]) -> list[TranslatedTerm]:
    """Give the terms that were translated in several ways, those first that were so most often."""
    several = [term for term in terms if len(term.ways) > 1]
    return sorted(several, key=lambda term: (-sum(len(way.pairs) for way in term.ways[1:]), term.term))


def _translated(candidate: ProposedTerm, linked: Sequence[Pair]) -> TranslatedTerm:
    """Give a candidate with its translations."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[str]] = defaultdict(list)
    for place in candidate.places:
        english = _english(place, linked[place.text])
        if english:
            key = " ".join(singular(word) for word in english.lower().split())
            written[key][english] += 1
            places[key].append(linked[place.text].id)
    order = sorted(places, key=lambda key: (-len(places[key]), key))
    return TranslatedTerm(
        candidate.term,
        candidate.kind,
        len(candidate.places),
        tuple(Translation(_best(written[key], candidate.kind), tuple(places[key])) for key in order),
    )


def _english(place: TermPlace, pair: Pair) -> str:
    """Give the English that is linked to a place of a pair's French, function words at its edges left out."""
    links = [link for link in pair.links if place.start <= link.source_start and link.source_end <= place.end]
    kept = [link for link in links if _is_weighty(pair.target, link)]
    if not kept:
        return ""
    start, end = min(link.target_start for link in kept), max(link.target_end for link in kept)
    strangers = [
        link
        for link in pair.links
        if start <= link.target_start < end and link not in links and _is_weighty(pair.target, link)
    ]
    english = pair.target[start:end]
    too_long = len(english.split()) > len(pair.source[place.start : place.end].split()) + _SPREAD
    return "" if strangers or too_long else " ".join(english.split())


def _is_weighty(english: str, link: Link) -> bool:
    """Tell whether a link leads to more than a function word or a mark."""
    word = english[link.target_start : link.target_end]
    return word.lower().strip("'’") not in FUNCTION_WORDS and any(map(str.isalnum, word))


def _best(forms: Counter[str], kind: Kind) -> str:
    """Give the form that stands most often; a term in small letters where it stands so anywhere."""
    best = min(forms, key=lambda form: (-forms[form], form))
    small = best[:1].lower() + best[1:]
    return small if kind == "term" and small in forms else best
