"""Glossaries: French terms, and the English that must stand for them.

Words are compared without plurals, and without case where the glossary writes a term in small letters. The hyphen, the
apostrophe and any space between the words of a term are the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import regex

_WORD = regex.compile(r"[\w+#]+")
_INSIDE = regex.compile(r"[\s'’‑-]+")
_SHORT = 3
"""Words of so few letters have no plural mark: `pas`, `bus`, `gas`."""


class Term(NamedTuple):
    """A French term and its English: any of `targets` will do, the first is preferred."""

    source: str
    targets: tuple[str, ...]


class Use(NamedTuple):
    """A term that stands in a French text, there in the plural or not."""

    term: Term
    plural: bool

    @property
    def english(self) -> str:
        """The English to put in.

        >>> Use(Term("phare", ("beacon", "lighthouse")), plural=True).english
        'beacons'
        """
        return in_plural(self.term.targets[0]) if self.plural else self.term.targets[0]


class GlossaryFile(NamedTuple):
    """A file of terms: its name, the SHA-256 of its bytes, and how many different French terms it holds."""

    name: str
    sha256: str
    terms: int


@dataclass(frozen=True)
class Glossary:
    """Terms, found in a text in time linear in its words; `sha256` is that of all the `files` they came from.

    >>> glossary = Glossary((Term("tour", ("tower",)), Term("tour de guet", ("watchtower",))))
    >>> [use.term.source for use in glossary.uses("La tour, les tours de guet.")]
    ['tour', 'tour de guet']
    >>> [use.english for use in glossary.missing("Une tour et deux tours de guet.", "A tower and two turrets.")]
    ['watchtowers']
    """

    terms: tuple[Term, ...] = ()
    sha256: str = ""
    files: tuple[GlossaryFile, ...] = ()

    @cached_property
    def _index(self) -> dict[tuple[str, ...], list[Term]]:
        """Give the terms by the stems of their French words."""
        index: dict[tuple[str, ...], list[Term]] = {}
        for term in self.terms:
            index.setdefault(_key(term.source, french_stem), []).append(term)
        return index

    @cached_property
    def _longest(self) -> int:
        """Give how many words the longest term has."""
        return max(map(len, self._index), default=0)

    def uses(self, french: str) -> list[Use]:
        """Find the terms that a text uses, the longest ones where they overlap, each term once."""
        found: dict[str, Use] = {}
        words = list(_WORD.finditer(french))
        stems = [french_stem(word[0].lower()) for word in words]
        at = 0
        while at < len(words):
            size, term = self._at(french, words[at : at + self._longest], stems[at : at + self._longest])
            if term:
                plural = _in_plural(term.source, [word[0] for word in words[at : at + size]])
                found.setdefault(term.source, Use(term, plural))
            at += size
        return list(found.values())

    def _at(self, text: str, words: Sequence[regex.Match[str]], stems: Sequence[str]) -> tuple[int, Term | None]:
        """Tell how many words the longest term at a place has, and the term; one word and None where there is none."""
        for size in range(_joined(text, words), 0, -1):
            found = [word[0] for word in words[:size]]
            alike = [term for term in self._index.get(tuple(stems[:size]), ()) if _same_case(term.source, found)]
            if alike:
                return size, min(alike, key=lambda term: _distance(term.source, found))
        return 1, None

    def missing(self, french: str, english: str) -> list[Use]:
        """Give the terms that a French text uses and its English does not keep to."""
        return [use for use in self.uses(french) if not any(stands_in(t, english) for t in use.term.targets)]


NO_GLOSSARY = Glossary()


def french_stem(word: str) -> str:
    """Strip a word of the mark of the plural.

    >>> [french_stem(word) for word in ("tours", "chevaux", "bateaux", "bus")]
    ['tour', 'cheval', 'bateau', 'bus']
    """
    if len(word) <= _SHORT:
        return word
    if word.endswith("aux") and not word.endswith("eaux"):
        return word[:-2] + "l"
    return word[:-1] if word[-1] in "sx" else word


def english_stem(word: str) -> str:
    """Strip a word of the mark of the plural.

    >>> [english_stem(word) for word in ("towers", "libraries", "boxes", "glass", "gas")]
    ['tower', 'library', 'box', 'glass', 'gas']
    """
    if len(word) <= _SHORT or word.endswith("ss") or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ses", "xes", "zes", "ches", "shes")) else word[:-1]


def in_plural(english: str) -> str:
    """Put a term into the plural, as most English nouns form it.

    >>> in_plural("watchtower"), in_plural("public library"), in_plural("box")
    ('watchtowers', 'public libraries', 'boxes')
    """
    if english.endswith(("s", "x", "z", "ch", "sh")):
        return english + "es"
    if len(english) > 1 and english.endswith("y") and english[-2] not in "aeiou":
        return english[:-1] + "ies"
    return english + "s"


def stands_in(term: str, english: str) -> bool:
    """Tell whether an English term stands in a text, in the singular or the plural.

    >>> stands_in("public library", "Two Public Libraries."), stands_in("public library", "The library is public.")
    (True, False)
    >>> stands_in("Internet", "the internet"), stands_in("sea-shell", "sea shells")
    (False, True)
    """
    key = _key(term, english_stem)
    words = list(_WORD.finditer(english))
    stems = [english_stem(word[0].lower()) for word in words]
    return any(
        tuple(stems[at : at + len(key)]) == key
        and _joined(english, words[at : at + len(key)]) == len(key)
        and _same_case(term, [word[0] for word in words[at : at + len(key)]])
        for at in range(len(words) - len(key) + 1)
    )


def is_term(text: str) -> bool:
    """Tell whether a text has a word, so that it can be found.

    >>> is_term("C++"), is_term("—")
    (True, False)
    """
    return _WORD.search(text) is not None


def _key(term: str, stem: Callable[[str], str]) -> tuple[str, ...]:
    """Give the stems of a term's words, by which it is found in any of its forms."""
    return tuple(stem(word.lower()) for word in _WORD.findall(term))


def _joined(text: str, words: Sequence[regex.Match[str]]) -> int:
    """Count how many of some words in a row belong together: nothing but spaces, hyphens, apostrophes between them."""
    for number, (left, right) in enumerate(pairwise(words), 1):
        if not _INSIDE.fullmatch(text, left.end(), right.start()):
            return number
    return len(words)


def _same_case(term: str, words: Sequence[str]) -> bool:
    """Tell whether words have the capitals of a term; a term in small letters, and words all in capitals, have any."""
    capitals = [word[:1].isupper() for word in _WORD.findall(term)]
    return all(not capital or word[:1].isupper() for capital, word in zip(capitals, words, strict=True))


def _distance(term: str, words: Sequence[str]) -> tuple[bool, bool]:
    """Tell how far words are from a term that they may stand for: in other letters, or only in other capitals.

    >>> _distance("Orange", ["Orange"]), _distance("orange", ["Orange"]), _distance("orange", ["oranges"])
    ((False, False), (False, True), (True, True))
    """
    own = _WORD.findall(term)
    return [word.lower() for word in own] != [word.lower() for word in words], own != list(words)


def _in_plural(term: str, words: Sequence[str]) -> bool:
    """Tell whether words that stand for a term have a mark of the plural that it lacks."""
    listed = _WORD.findall(term.lower())
    return any(word.lower() != own and own == french_stem(own) for own, word in zip(listed, words, strict=True))
