"""Terms in French text, in any of their forms, and whether the English of the text keeps to them.

A term stands for whole words that are no part of a hyphenated compound, of an address or of another placeable. One in
small letters is not looked for in words with a capital inside of a sentence, which are names; the hyphen, the
apostrophe and any space between the words of a term are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.glossary import context, english, french
from pipeline.glossary.locutions import in_locution
from pipeline.placeables import find_placeables
from pipeline.words import words as find_words

_WORD = regex.compile(r"[\w+#]+")
_INSIDE = regex.compile(r"[\s'’‑-]+")
_SEPARATES = regex.compile(r"[^\w\s'’-]+")
_BEGINS = regex.compile(r"(?:^|[.!?…:;«“\"(\[–—•|]|\s-\s)[^\p{L}\d]*$|^[^\p{L}]*$")
_GOES_ON = regex.compile(r"[-‑](?:\w+['’]|(?<=rendez-)vous)", regex.IGNORECASE)
"""The rest of a compound that is cut into words as questions are: `chef-d'œuvre`, `rendez-vous`."""
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "ie", "u", "ue", "t", "te", "is", "ise")
_LONG = 5
"""Letters of a word in capitals that is no acronym. Chosen by hand."""

Match = regex.Match[str]


class Term(NamedTuple):
    """A French term and its English: any of `targets` will do, the first is preferred."""

    source: str
    targets: tuple[str, ...]

    @property
    def is_verb(self) -> bool:
        """Whether it is a verb: one word that is an infinitive, and no noun as well unless the English has "to"."""
        naming = self.source.lower() in french.NAMING_INFINITIVES
        return french.is_infinitive(self.source.lower()) and (not naming or self.targets[0].startswith("to "))

    @property
    def is_participle(self) -> bool:
        """Whether it is listed as a participle, by its form and by that of its English."""
        return self.source.endswith(_PARTICIPLES) and self.targets[0].split()[0].endswith("ed")

    @property
    def english(self) -> str:
        """The preferred English, without the "to" of a verb."""
        return self.targets[0].removeprefix("to ") if self.is_verb else self.targets[0]


class Use(NamedTuple):
    """A place of a French text where a term stands, there in the plural or not.

    `certain` is false where the form may be another word, and nothing near it tells.
    """

    term: Term
    plural: bool
    start: int
    end: int
    certain: bool = True

    @property
    def english(self) -> str:
        """The English to put in.

        >>> Use(Term("phare", ("beacon", "lighthouse")), True, 0, 6).english
        'beacons'
        """
        plural = self.plural and not self.term.is_verb
        return english.in_plural(self.term.english) if plural else self.term.english


class GlossaryFile(NamedTuple):
    """A file of terms: its name, the SHA-256 of its bytes, and how many different French terms it holds."""

    name: str
    sha256: str
    terms: int


class _Entry(NamedTuple):
    """A term with the forms that each of its words may have, and what stands between its words."""

    term: Term
    forms: tuple[frozenset[str], ...]
    between: tuple[str, ...]


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
    def _index(self) -> dict[str, list[_Entry]]:
        """Give the terms by the forms of their first word."""
        index: dict[str, list[_Entry]] = {}
        for term in self.terms:
            entry = _enter(term)
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
        found = list(_WORD.finditer(text))
        if not any(word[0].lower() in self._index for word in found):
            return []
        sentence = _Sentence(text, any_case)
        return list(self._places(found, sentence))

    def _places(self, found: Sequence[Match], sentence: "_Sentence") -> Iterator[Use]:
        """Give the places of terms among words, from left to right."""
        at = 0
        while at < len(found):
            alike = [
                entry
                for entry in self._index.get(found[at][0].lower(), ())
                if _stands(entry, found[at : at + len(entry.forms)], sentence)
            ]
            longest = max((len(entry.forms) for entry in alike), default=1)
            here = found[at : at + longest]
            alike = [entry for entry in alike if len(entry.forms) == longest]
            if alike:
                entry = min(alike, key=lambda entry: _distance(entry.term.source, [word[0] for word in here]))
                certain = sentence.reads(entry, here)
                if certain is not None:
                    start, end = here[0].start(), here[-1].end()
                    yield Use(
                        entry.term, _in_plural(entry.term.source, [word[0] for word in here]), start, end, certain
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


class _Sentence:
    """A French text that is looked through for terms: where its words are, which stay, which begin a sentence."""

    def __init__(self, text: str, any_case: bool) -> None:
        self.text = text
        self.any_case = any_case or text.upper() == text
        self.spans = find_words(text, "fr")
        self.starts = {start for start, _ in self.spans}
        self.ends = {end for _, end in self.spans}
        self.placeables = find_placeables(text)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether a place begins and ends with whole words, and none of it is in a part that stays."""
        within = any(start < there[1] and there[0] < end for there in self.placeables)
        covers = any(start <= there[0] and there[1] <= end for there in self.placeables)
        cut = start not in self.starts or end not in self.ends or _GOES_ON.match(self.text, end)
        return not cut and (covers or not within)

    def begins(self, at: int) -> bool:
        """Tell whether a sentence, or a quotation or heading in it, may begin at a place."""
        return _BEGINS.search(self.text[:at]) is not None

    def reads(self, entry: _Entry, found: Sequence[Match]) -> bool | None:
        """Tell whether words are a use of a term: surely, perhaps (false), or not (None).

        Terms of several words are what they look like.
        """
        if len(found) > 1:
            return True
        clause, at = self._clause(found[0].start())
        form = found[0][0].lower()
        if in_locution(clause, at):
            return None
        if entry.term.is_verb:
            return _read_verb(entry.term.source.lower(), form, clause, at)
        is_name = found[0][0][:1].isupper() and not self.any_case and at == 0 and entry.term.source[:1].islower()
        if is_name and not _in_plural(entry.term.source, [form]) and context.begins_with_name(clause):
            return None
        if entry.term.is_participle:
            return True
        return _read_noun(entry.term.source.lower(), form, clause, at)

    def _clause(self, start: int) -> tuple[list[str], int]:
        """Give the words of the clause around a place, folded, and the number of the one at the place."""
        clause: list[str] = []
        at = 0
        for first, end in self.spans:
            word = self.text[first:end]
            if _SEPARATES.fullmatch(word):
                if first > start:
                    break
                clause = []
                continue
            if first <= start < end:
                at = len(clause)
            clause.append(word.lower().strip("'’-").removeprefix("t-"))
        return clause, at


def _read_noun(listed: str, form: str, clause: Sequence[str], at: int) -> bool | None:
    """Tell whether a form is a listed noun or adjective where it stands: surely, perhaps (false), or not (None)."""
    is_adjective = form in context.BEFORE_NOUNS and not context.FEMININE_NOUN.search(listed)
    if is_adjective or not (french.may_be_verb(form) or form in context.NO_NOUNS | context.BEFORE_NOUNS):
        return True
    reading = context.read_in_context(clause, at)
    if reading == "open":
        return at == 0 and (len(clause) == 1 or clause[1] in context.PREPOSITIONS)
    return True if reading == "noun" else None


def _read_verb(infinitive: str, form: str, clause: Sequence[str], at: int) -> bool | None:
    """Tell whether a form is a verb's where it stands: surely, perhaps (false), or not (None)."""
    if form in context.AUXILIARIES and infinitive not in context.AUXILIARIES:
        return None  # `suis` and `est` are hardly ever forms of other verbs
    reading = context.read_in_context(clause, at)
    if reading in ("verb", "participle"):
        return True
    if reading == "noun":
        named = at > 0 and clause[at - 1] not in context.PREPOSITIONS
        return None if named or not (form == infinitive or form.endswith("ant")) else True
    if reading == "other":
        return None
    is_participle = form.endswith(("é", "ée", "és", "ées"))
    return is_participle or form == infinitive or french.are_alike(form, infinitive)


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
    listed = _WORD.findall(term.removeprefix("to "))
    forms = [english.word_forms(word.lower()) for word in listed]
    found = list(_WORD.finditer(text))
    places = []
    for at in range(len(found) - len(forms) + 1):
        here = found[at : at + len(forms)]
        same = all(word[0].lower() in some for word, some in zip(here, forms, strict=True))
        if same and _joined(text, here) and _same_case(listed, [word[0] for word in here]):
            places.append((here[0].start(), here[-1].end()))
    return places


def is_term(text: str) -> bool:
    """Tell whether a text has a word, so that it can be found.

    >>> is_term("C++"), is_term("—")
    (True, False)
    """
    return _WORD.search(text) is not None


def _enter(term: Term) -> _Entry:
    """Prepare a term to be found."""
    found = list(_WORD.finditer(term.source.lower()))
    between = tuple(term.source[left.end() : right.start()] for left, right in pairwise(found))
    if term.is_verb:
        return _Entry(term, (french.verb_forms(found[0][0]),), between)
    return _Entry(term, tuple(french.noun_forms(word[0]) for word in found), between)


def _stands(entry: _Entry, found: Sequence[Match], sentence: _Sentence) -> bool:
    """Tell whether words are those of a term: all of them, with nothing else between, whole, and with its capitals."""
    if len(found) < len(entry.forms):
        return False
    if not all(word[0].lower() in forms for word, forms in zip(found, entry.forms, strict=True)):
        return False
    between = [sentence.text[left.end() : right.start()] for left, right in pairwise(found)]
    if not all(_INSIDE.fullmatch(here) or here == own for here, own in zip(between, entry.between, strict=True)):
        return False
    if not sentence.is_whole(found[0].start(), found[-1].end()):
        return False
    return sentence.any_case or _has_case(entry, found, sentence)


def _has_case(entry: _Entry, found: Sequence[Match], sentence: _Sentence) -> bool:
    """Tell whether words have the capitals of a term: one word in small letters has one only at a beginning."""
    words = [word[0] for word in found]
    listed = _WORD.findall(entry.term.source)
    if all(word.isupper() and len(word) >= _LONG for word in words):
        return True
    if len(words) == 1 and listed[0].islower() and not words[0].islower():
        return words[0][1:].islower() and sentence.begins(found[0].start())
    return _same_case(listed, words)


def _joined(text: str, words: Sequence[Match]) -> bool:
    """Tell whether words belong together: nothing but spaces, hyphens, apostrophes between them."""
    return all(_INSIDE.fullmatch(text, left.end(), right.start()) for left, right in pairwise(words))


def _same_case(listed: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words have the capitals of listed ones; a word in small letters may have any."""
    return all(not own[:1].isupper() or word[:1].isupper() for own, word in zip(listed, words, strict=True))


def _distance(term: str, words: Sequence[str]) -> tuple[bool, bool]:
    """Tell how far words are from a term that they may stand for: in other letters, or only in other capitals.

    >>> _distance("Orange", ["Orange"]), _distance("orange", ["Orange"]), _distance("orange", ["oranges"])
    ((False, False), (False, True), (True, True))
    """
    own = _WORD.findall(term)
    return [word.lower() for word in own] != [word.lower() for word in words], own != list(words)


def _in_plural(term: str, words: Sequence[str]) -> bool:
    """Tell whether the first of the words that stand for a term has a mark of the plural that it lacks."""
    listed = _WORD.findall(term.lower())
    return french.is_plural(words[0].lower(), listed[0])
