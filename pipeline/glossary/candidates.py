"""Find what a glossary of a text should hold: its names, and the words and phrases that it repeats.

A word is a term if the text has it oftener than French in general does, by the log-likelihood ratio (Dunning 1993,
"Accurate methods for the statistics of surprise and coincidence") against the counts of the lexicon of word links. A
phrase is one by its C-value (Frantzi, Ananiadou & Mima 2000): how often it stands, less what stands inside of longer
ones, times the logarithm of its words.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.glossary import context, french
from pipeline.glossary.locutions import in_locution
from pipeline.word_alignment.lexicon import fold_word, shipped
from pipeline.words import listed, words

Kind = Literal["name", "term"]
Span = tuple[int, int]
Key = tuple[str, ...]
"""The words of a phrase in the singular, without what joins them."""

LEAST = 3
"""Uses that make a word or phrase a repeated one. Chosen by hand."""
_SURPRISING = 10.83
"""The log-likelihood ratio beyond which a count is no chance at the level of .001 (chi-squared, one degree)."""
_VALUABLE = 2.0
"""The C-value that a phrase must have. Chosen by hand: three uses of two words have 3."""
_LONGEST = 5
"""Words of the longest phrase. Chosen by hand."""
_SHORTEST = 3
"""Letters of the shortest word of a phrase. Chosen by hand."""
_NOMINAL = 0.5
"""The share of a word's uses that must be a noun's by the words before it. Chosen by hand."""
_PARTICLES = listed("de du des d d' d’ la le les l' l’ von van")
_PARTICIPLES = ("é", "ée", "és", "ées", "te", "tes", "ue", "ues", "ie", "ies", "ise", "ises")
_JOINTS = ("de", "d", "du", "des", "à", "au", "aux", "en")
_STOPPED = (
    context.DETERMINERS | context.PREPOSITIONS | context.PRONOUNS | context.AUXILIARIES | context.ARTICLES
    | context.ADVERBS | context.NO_NOUNS | context.BEFORE_NOUNS
    | listed("et ou ni mais que qu dont où quand comme ainsi cela ceci celui celle ceux celles fois chose parce")
)  # fmt: skip


class TermPlace(NamedTuple):
    """A place of a candidate: the number of its text, and where it stands there."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProposedTerm:
    """A name or term as the text writes it most often, and all places where it stands in any of its forms."""

    term: str
    kind: Kind
    places: list[TermPlace]


def find_candidates(texts: Sequence[str], least: int = LEAST) -> list[ProposedTerm]:
    """Find names and repeated terms in French sentences, each kind with the most used first.

    >>> texts = ["Le gardien du phare salue Anna Le Goff.", "Un gardien de phare dort.", "Hier, Anna Le Goff dort."]
    >>> [(found.term, found.kind, len(found.places)) for found in find_candidates([*texts, "Le gardien du phare."], 2)]
    [('Anna Le Goff', 'name', 2), ('gardien du phare', 'term', 3)]
    """
    sentences = [_Words(number, text) for number, text in enumerate(texts)]
    names = _names(sentences, least)
    return [*names, *_terms(sentences, {place for one in names for place in one.places}, least)]


class _Words:
    """A sentence in words: their spans, as written, folded, and which of them may begin a sentence or quotation."""

    def __init__(self, number: int, text: str) -> None:
        self.number = number
        self.spans = words(text, "fr")
        self.written = [text[start:end] for start, end in self.spans]
        self.folded = [fold_word(word) for word in self.written]
        self.is_word = [any(map(str.isalpha, word)) for word in self.written]
        self.begins = [
            not any(self.is_word[:at]) or self.written[at - 1] in tuple('.!?…:«“"(–—-') for at in range(len(self.spans))
        ]
        self.in_capitals = text.upper() == text

    def found(self, first: int, last: int) -> TermPlace:
        """Give the place of some words."""
        return TermPlace(self.number, self.spans[first][0], self.spans[last][1])


def _names(sentences: Sequence[_Words], least: int) -> list[ProposedTerm]:
    """Give the names: words with a capital inside of sentences, and where they begin one as well."""
    inside: dict[str, list[TermPlace]] = defaultdict(list)
    first: dict[str, list[TermPlace]] = defaultdict(list)
    for sentence in sentences:
        for start, end in _runs_of_capitals(sentence):
            name = " ".join(sentence.written[start : end + 1]).replace("' ", "'").replace("’ ", "’")
            (first if sentence.begins[start] else inside)[name].append(sentence.found(start, end))
    found = [ProposedTerm(name, "name", sorted(places + first.get(name, []))) for name, places in inside.items()]
    kept = [one for one in found if len(one.places) >= least]
    return sorted(kept, key=lambda one: (-len(one.places), one.term))


def _runs_of_capitals(sentence: _Words) -> Iterator[Span]:
    """Give the first and last numbers of words with capitals that stand together, with particles between them."""
    at = 0
    while at < len(sentence.spans) and not sentence.in_capitals:
        if not _is_capital(sentence, at):
            at += 1
            continue
        last = at
        ahead = at + 1
        while ahead < len(sentence.spans) and (
            _is_capital(sentence, ahead) or (sentence.written[ahead] in _PARTICLES and ahead - last < _SHORTEST)
        ):
            last = ahead if _is_capital(sentence, ahead) else last
            ahead += 1
        yield at, last
        at = last + 1


def _is_capital(sentence: _Words, at: int) -> bool:
    """Tell whether a word has a capital and more than one letter: no initial, no elision."""
    word = sentence.written[at]
    return word[:1].isupper() and word[-1:] not in "'’" and len(word) > 1


def _terms(sentences: Sequence[_Words], names: set[TermPlace], least: int) -> list[ProposedTerm]:
    """Give the repeated phrases and words."""
    places: dict[Key, list[TermPlace]] = defaultdict(list)
    nouns: Counter[Key] = Counter()
    written: dict[Key, Counter[str]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    taken: dict[int, list[TermPlace]] = defaultdict(list)
    for name in names:
        taken[name.text].append(name)
    for sentence in sentences:
        seen.update(word for word, is_word in zip(sentence.folded, sentence.is_word, strict=True) if is_word)
        own = taken.get(sentence.number, [])
        for start, end in _phrases(sentence):
            found = sentence.found(start, end)
            if any(found.start < name.end and name.start < found.end for name in own):
                continue
            key = tuple(_singular(word) for word in sentence.folded[start : end + 1] if word not in _JOINTS)
            places[key].append(found)
            nouns[key] += _is_noun(sentence, start, end)
            form = "".join(
                word if word[-1:] in "'’" else word + " " for word in sentence.written[start : end + 1]
            ).strip()
            written[key][form[:1].lower() + form[1:] if sentence.begins[start] else form] += 1
    often = {key: found for key, found in places.items() if len(found) >= least and nouns[key] >= _NOMINAL * len(found)}
    phrases = [key for key, value in _c_values(often).items() if len(key) > 1 and value >= _VALUABLE]
    inside = [place for key in phrases for place in often[key]]
    alone = [key for key in often if len(key) == 1 and _count_outside(often[key], inside) >= least]
    kept = [*phrases, *(key for key in alone if _log_likelihood(len(often[key]), seen.total(), key[0]) >= _SURPRISING)]
    candidates = [ProposedTerm(_name(written[key]), "term", often[key]) for key in kept]
    return sorted(candidates, key=lambda one: (-len(one.places), one.term))


def _count_outside(places: Sequence[TermPlace], longer: Iterable[TermPlace]) -> int:
    """Count the places that are in none of some longer ones."""
    ends: dict[int, list[TermPlace]] = defaultdict(list)
    for one in longer:
        ends[one.text].append(one)
    return sum(
        not any(one.start <= place.start and place.end <= one.end for one in ends[place.text]) for place in places
    )


def _phrases(sentence: _Words) -> Iterator[Span]:
    """Give the first and last numbers of the words of every phrase; nothing or a preposition stands between them."""
    for start in range(len(sentence.spans)):
        if not _names_something(sentence, start):
            continue
        yield start, start
        size, last = 1, start
        while size < _LONGEST:
            following = last + 1
            while following < len(sentence.spans) and sentence.folded[following] in (*_JOINTS, "la", "l"):
                following += 1
            if following - last > _SHORTEST or following >= len(sentence.spans):
                break
            if not _names_something(sentence, following) or sentence.folded[following - 1] in ("à", "en", "au", "aux"):
                break
            if following == last + 1 and _is_finite(sentence.folded[following]):
                break
            size, last = size + 1, following
            yield start, last


def _is_noun(sentence: _Words, start: int, end: int) -> bool:
    """Tell whether a phrase begins with a noun by the words before it, and is no part of a locution."""
    word = sentence.folded[start]
    is_verb = french.is_infinitive(word) and word not in french.NAMING_INFINITIVES
    if is_verb or (start == end and in_locution(sentence.folded, start)):
        return False
    return context.read_in_context(sentence.folded, start) == "noun"


def _is_finite(word: str) -> bool:
    """Tell whether a word after a noun is rather a verb: a form of one, and no participle.

    >>> _is_finite("dort"), _is_finite("lésée"), _is_finite("ouverte"), _is_finite("initial")
    (True, False, False, False)
    """
    return french.may_be_verb(word) and not word.endswith(_PARTICIPLES)


def _names_something(sentence: _Words, at: int) -> bool:
    """Tell whether a word may be one of a phrase: a longer word of letters that is no function word."""
    word = sentence.folded[at]
    return word.isalpha() and len(word) >= _SHORTEST and word not in _STOPPED


def _c_values(often: Mapping[Key, Sequence[TermPlace]]) -> dict[Key, float]:
    """Give the C-values of phrases that stand often enough.

    >>> places = [TermPlace(0, 0, 1)] * 4
    >>> _c_values({("a", "b"): places, ("a", "b", "c"): places[:3]})[("a", "b")]
    1.0
    """
    longer: dict[Key, list[int]] = defaultdict(list)
    for key, places in often.items():
        for inner in {key[at : at + size] for size in range(1, len(key)) for at in range(len(key) - size + 1)}:
            longer[inner].append(len(places))
    return {
        key: math.log2(len(key)) * (len(places) - (sum(longer[key]) / len(longer[key]) if longer[key] else 0.0))
        for key, places in often.items()
    }


def _log_likelihood(count: int, total: int, word: str) -> float:
    """Give the log-likelihood ratio of a word's count in a text against the lexicon's; 0 where the text has it less.

    >>> _log_likelihood(10, 1000, "phare") > 50, _log_likelihood(1, 10000, "maison")
    (True, 0.0)
    """
    known = shipped()
    general = sum(float(known.source_seen[known.source[form]]) for form in _forms(word) if form in known.source)
    everything = float(known.source_seen.sum())
    if count / total <= general / everything:
        return 0.0
    expected = (count + general) / (total + everything)
    there = count * math.log(count / (total * expected))
    elsewhere = general * math.log(general / (everything * expected)) if general else 0.0
    return 2 * (there + elsewhere)


def _forms(word: str) -> set[str]:
    """Give the forms of a noun by which it is counted."""
    return {word, word + "s", word + "x"}


def _singular(word: str) -> str:
    """Give a word without the mark of the plural, where the word without it is known or the plural is not.

    >>> _singular("phares"), _singular("chevaux"), _singular("bras")
    ('phare', 'cheval', 'bras')
    """
    known = shipped().source
    options = [word[:-2] + "l", word[:-3] + "ail"] if word.endswith("aux") else []
    options += [word[:-1]] if word[-1:] in ("s", "x") and len(word) > _SHORTEST else []
    return next((one for one in options if one in known and french.are_alike(one, word)), _without_s(word))


def _without_s(word: str) -> str:
    """Give a word that the lexicon lacks without its -s."""
    return word[:-1] if word.endswith("s") and word not in shipped().source and len(word) > _SHORTEST else word


def _name(forms: Counter[str]) -> str:
    """Give the form that stands most often, the shortest of several."""
    return min(forms, key=lambda form: (-forms[form], len(form), form))
