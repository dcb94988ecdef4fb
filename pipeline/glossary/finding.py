"""Find a term in a French sentence: in any form, whole, with its capitals, and read as the right part of speech."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.glossary import context, french
from pipeline.glossary.locutions import in_locution
from pipeline.glossary.terms import WORD, Term
from pipeline.placeables import find_placeables
from pipeline.words import words as find_words

_INSIDE = regex.compile(r"[\s'’‑-]+")
_SEPARATES = regex.compile(r"[^\w\s'’-]+")
_BEGINS = regex.compile(r"(?:^|[.!?…:;«“\"(\[–—•|]|\s-\s)[^\p{L}\d]*$|^[^\p{L}]*$")
_GOES_ON = regex.compile(r"[-‑](?:\w+['’]|(?<=rendez-)vous)", regex.IGNORECASE)
"""The rest of a compound that is cut into words as questions are: `chef-d'œuvre`, `rendez-vous`."""
_LONG = 5
"""Letters of a word in capitals that is no acronym. Chosen by hand."""

Match = regex.Match[str]


class Entry(NamedTuple):
    """A term with the forms that each of its words may have, and what stands between its words."""

    term: Term
    forms: tuple[frozenset[str], ...]
    between: tuple[str, ...]


class Sentence:
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

    def reads(self, entry: Entry, found: Sequence[Match]) -> bool | None:
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
        if is_name and not is_in_plural(entry.term.source, [form]) and context.begins_with_name(clause):
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


def enter(term: Term) -> Entry:
    """Prepare a term to be found."""
    found = list(WORD.finditer(term.source.lower()))
    between = tuple(term.source[left.end() : right.start()] for left, right in pairwise(found))
    if term.is_verb:
        return Entry(term, (french.verb_forms(found[0][0]),), between)
    return Entry(term, tuple(french.noun_forms(word[0]) for word in found), between)


def stands(entry: Entry, found: Sequence[Match], sentence: Sentence) -> bool:
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


def _has_case(entry: Entry, found: Sequence[Match], sentence: Sentence) -> bool:
    """Tell whether words have the capitals of a term: one word in small letters has one only at a beginning."""
    words = [word[0] for word in found]
    listed = WORD.findall(entry.term.source)
    if all(word.isupper() and len(word) >= _LONG for word in words):
        return True
    if len(words) == 1 and listed[0].islower() and not words[0].islower():
        return words[0][1:].islower() and sentence.begins(found[0].start())
    return have_same_case(listed, words)


def are_joined(text: str, words: Sequence[Match]) -> bool:
    """Tell whether words belong together: nothing but spaces, hyphens, apostrophes between them."""
    return all(_INSIDE.fullmatch(text, left.end(), right.start()) for left, right in pairwise(words))


def have_same_case(listed: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words have the capitals of listed ones; a word in small letters may have any."""
    return all(not own[:1].isupper() or word[:1].isupper() for own, word in zip(listed, words, strict=True))


def measure_distance(term: str, words: Sequence[str]) -> tuple[bool, bool]:
    """Tell how far words are from a term that they may stand for: in other letters, or only in other capitals.

    >>> [measure_distance(*pair) for pair in (("Orange", ["Orange"]), ("orange", ["Orange"]), ("orange", ["oranges"]))]
    [(False, False), (False, True), (True, True)]
    """
    own = WORD.findall(term)
    return [word.lower() for word in own] != [word.lower() for word in words], own != list(words)


def is_in_plural(term: str, words: Sequence[str]) -> bool:
    """Tell whether the first of the words that stand for a term has a mark of the plural that it lacks."""
    listed = WORD.findall(term.lower())
    return french.is_plural(words[0].lower(), listed[0])
