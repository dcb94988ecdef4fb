"""Terms of a glossary, and the places of a French text where they are used."""

from typing import NamedTuple

import regex

from pipeline.glossary import english, french

WORD = regex.compile(r"[\w+#]+")
"""A word of a term, or of a text in which one is looked for."""
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "ie", "u", "ue", "t", "te", "is", "ise")


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


def is_term(text: str) -> bool:
    """Tell whether a text has a word, so that it can be found.

    >>> is_term("C++"), is_term("—")
    (True, False)
    """
    return WORD.search(text) is not None
