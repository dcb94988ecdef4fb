"""Tell names of persons, as authors have them on title pages and below articles: a given name and a surname."""

import re
from importlib import resources

_GIVEN = frozenset(
    word
    for line in (resources.files(__package__) / "given_names.txt").read_text(encoding="utf-8").split("\n")
    if not line.startswith("#")
    for word in line.split()
)
_PARTICLES = "de|du|des|d[’']|la|le|les|l[’']|von|van|der|di|da|del|of"
_WORD = r"[A-ZÀ-ÞŒ](?:[\w’'-]*\w|\.)"
_INITIALS = re.compile(rf"(?:[A-ZÀ-Þ]\.[ -]?){{1,3}}\s*{_WORD}(?:[\s-]+{_WORD})?$")
_MOST_WORDS = 5  # words of a name, particles included; chosen by hand


def is_given_name(word: str) -> bool:
    """Tell whether a word is a given name, or several joined by hyphens.

    >>> is_given_name("Marie"), is_given_name("JEAN-PAUL"), is_given_name("Objet")
    (True, True, False)
    """
    return word[:1].isupper() and word.split("-", maxsplit=1)[0].lower() in _GIVEN


def is_person(text: str) -> bool:
    """Tell whether a text is just the name of a person: a known given name or initials, then capitalised words.

    >>> [is_person(text) for text in ("Jules Verne", "Le vent du soir", "J.-H. Rosny", "JEAN DE LA FONTAINE", "Rose")]
    [True, False, True, True, False]
    """
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS or any(character.isdigit() for character in text):
        return bool(_INITIALS.match(text))
    if _INITIALS.match(text):
        return True
    given, *middle, last = words
    first = given.split("-")[0].lower()
    fits = all(word[0].isupper() or re.fullmatch(_PARTICLES, word, re.IGNORECASE) for word in middle)
    name = re.sub(r"^[dl][’']", "", last, flags=re.IGNORECASE)
    return first in _GIVEN and given[0].isupper() and fits and re.fullmatch(_WORD, name) is not None


def may_be_person(text: str) -> bool:
    """Tell whether a text may be the name of a person nobody knows: two to four capitalised words, perhaps particles.

    >>> may_be_person("Kossi Amégan"), may_be_person("Le Moulin"), may_be_person("NUIT NOIRE")
    (True, False, False)
    """
    words = text.split()
    capitals = [word for word in words if word[0].isupper()]
    known = re.match(r"(?:le|la|les|l|un|une|des|the|a|an|mon|ma|mes|madame|monsieur)\b", text, re.IGNORECASE)
    rest = all(re.fullmatch(_PARTICLES, word) for word in words if word not in capitals)
    fits = len(capitals) > 1 and len(words) < _MOST_WORDS and text[-1].isalpha()
    return fits and rest and not known and not text.isupper()
