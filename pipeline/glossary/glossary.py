"""Terms in French text, in any of their forms, and whether the English of the text keeps to them.

A term stands for whole words that are no part of a hyphenated compound, of an address or of another placeable. One in
small letters is not looked for in words with a capital inside of a sentence, which are names; the hyphen, the
apostrophe and any space between the words of a term are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.glossary import english
from pipeline.glossary.finding import (
    Entry,
    Match,
    Sentence,
    are_joined,
    enter,
    have_same_case,
    is_in_plural,
    measure_distance,
    stands,
)
from pipeline.glossary.terms import WORD, GlossaryFile, Term, Use


@dataclass(frozen=True)
class Glossary:
    """Terms, found in a text in time linear in its words; `sha256` is that of all the `files` they came from.

    `problems` tell what of the files was left out, in a line for each file.

    >>> glossary = Glossary((Term("tour", ("tower",)), Term("tour de guet", ("watchtower",))))
    >>> [use.term.source for use in glossary.uses("La tour, les tours de guet.")]
    ['tour', 'tour de guet']
    >>> [use.english for use in glossary.missing("Une tour et deux tours de guet.", "A tower and two turrets.")]
    ['watchtowers']
    """

    terms: tuple[Term, ...] = ()
    sha256: str = ""
    files: tuple[GlossaryFile, ...] = ()
    problems: tuple[str, ...] = ()

    @cached_property
    def _index(self) -> dict[str, list[Entry]]:
        """Give the terms by the forms of their first word."""
        index: dict[str, list[Entry]] = {}
        for term in self.terms:
            entry = enter(term)
            for form in entry.forms[0]:
                index.setdefault(form, []).append(entry)
        return index

    def places(self, text: str, any_case: bool = False) -> list[Use]:
        """Find every place of a French text where a term stands, the longest ones where they overlap, in order.

        `any_case` says that the text was in capitals, so that its letters tell nothing of names.

        >>> glossary = Glossary((Term("porte", ("gate",)), Term("ami", ("friend",))))
        >>> texts = ("la porte", "elle porte", "porte-parole", "Porte", "chez Porte")
        >>> [text for text in texts if glossary.places(text)]
        ['la porte', 'Porte']
        >>> [(use.plural, use.certain) for use in glossary.places("Ses amies, et porte ouverte.")]
        [(True, True), (False, False)]
        """
        if not self.terms:
            return []
        found = list(WORD.finditer(text))
        if not any(word[0].lower() in self._index for word in found):
            return []
        sentence = Sentence(text, any_case)
        return list(self._places(found, sentence))

    def _places(self, found: Sequence[Match], sentence: Sentence) -> Iterator[Use]:
        """Give the places of terms among words, from left to right."""
        at = 0
        while at < len(found):
            alike = [
                entry
                for entry in self._index.get(found[at][0].lower(), ())
                if stands(entry, found[at : at + len(entry.forms)], sentence)
            ]
            longest = max((len(entry.forms) for entry in alike), default=1)
            here = found[at : at + longest]
            alike = [entry for entry in alike if len(entry.forms) == longest]
            if alike:
                entry = min(alike, key=lambda entry: measure_distance(entry.term.source, [word[0] for word in here]))
                certain = sentence.reads(entry, here)
                if certain is not None:
                    start, end = here[0].start(), here[-1].end()
                    yield Use(
                        entry.term, is_in_plural(entry.term.source, [word[0] for word in here]), start, end, certain
                    )
            at += longest

    def uses(self, text: str) -> list[Use]:
        """Find the terms that a French text uses, each term once."""
        found: dict[str, Use] = {}
        for use in self.places(text):
            known = found.get(use.term.source)
            if not known or (use.certain and not known.certain):
                found[use.term.source] = use
        return list(found.values())

    def missing(self, source: str, target: str) -> list[Use]:
        """Give the terms that a French text uses and its English does not keep to."""
        return [use for use in self.uses(source) if not any(stands_in(one, target) for one in use.term.targets)]


NO_GLOSSARY = Glossary()


def stands_in(term: str, text: str) -> bool:
    """Tell whether an English term stands in a text, in any of its forms.

    >>> stands_in("public library", "Two Public Libraries."), stands_in("public library", "The library is public.")
    (True, False)
    >>> stands_in("Internet", "the internet"), stands_in("sea-shell", "sea shells"), stands_in("to lay", "laid")
    (False, True, True)
    """
    return bool(find_english(term, text))


def find_english(term: str, text: str) -> list[tuple[int, int]]:
    """Find the places of an English text where a term stands, in any of its forms.

    >>> find_english("clause", "Two clauses."), find_english("lay off", "laid off")
    ([(4, 11)], [(0, 8)])
    """
    listed = WORD.findall(term.removeprefix("to "))
    forms = [english.word_forms(word.lower()) for word in listed]
    found = list(WORD.finditer(text))
    places = []
    for at in range(len(found) - len(forms) + 1):
        here = found[at : at + len(forms)]
        same = all(word[0].lower() in some for word, some in zip(here, forms, strict=True))
        if same and are_joined(text, here) and have_same_case(listed, [word[0] for word in here]):
            places.append((here[0].start(), here[-1].end()))
    return places
