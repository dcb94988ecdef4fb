"""Boilerplate: what stands around the text of pages, and lines that have no words."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import regex

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_ADDRESS = regex.compile(r"://|@\w+\.|^www\.|\w\.(?:com|org|net|fr|ca|be|ch|eu)(?:/|\Z)")
_MAYBE_ADDRESS = regex.compile(r"://|@|www\.|\w\.(?:com|org|net|fr|ca|be|ch|eu)")
"""One of these is in every text with an address."""
_CRUMBS = regex.compile(r"\s*[|•·»›>→↑]+\s*")
"""What stands between the entries of a menu, or the steps of a path to a page."""
_LONGEST_ENTRY = 4
"""Words of an entry of a menu at most; chosen by hand, as the next two."""
_FEWEST_ENTRIES = 3
_HOME = frozenset({"Accueil", "Home"})
_SENTENCE = regex.compile(r"[^.!?]+")
_NOTICE = regex.compile(r"\b(?:cookies|javascript|droits réservés|rights reserved)\b", regex.IGNORECASE)
"""What makes a notice of the whole sentence, where a phrase of `boilerplate.txt` stands in the text."""


def share_boilerplate(text: str, language: str) -> float:
    """Give the share of a text that is no text of its own: 1 where it has no words at all, or is a menu.

    >>> share_boilerplate("Accueil | Contact | Plan du site", "fr"), share_boilerplate("12 345,6 % ***", "fr")
    (1.0, 1.0)
    >>> share_boilerplate("Bienvenue à Nantes. Ce site utilise des cookies.", "fr")
    0.59
    >>> share_boilerplate("Il lut la suite du roman.", "fr"), share_boilerplate("", "fr")
    (0.0, 0.0)
    """
    if not text.strip():
        return 0.0
    rest = text
    if "." in text:
        tokens = text.split()
        if _MAYBE_ADDRESS.search(text):
            tokens = [token for token in tokens if not _ADDRESS.search(token)]
        rest = " ".join(tokens)
    words = _WORD.findall(rest)
    if not words or _is_menu(rest, words):
        return 1.0
    stock = [word for found in _stock()[language].finditer(rest) for word in _WORD.findall(found[0])]
    if not stock:
        return 0.0
    sentences = _SENTENCE.findall(rest)
    notices = [word for one in sentences if _NOTICE.search(one) for word in _WORD.findall(one)]
    return round(min(1.0, max(map(_letters, (stock, notices))) / _letters(words)), 2)


@cache
def _stock() -> dict[str, regex.Pattern[str]]:
    """Read the phrases of sites in each language."""
    listed = (files("pipeline.noise") / "boilerplate.txt").read_text(encoding="utf-8")
    phrases: dict[str, list[str]] = {}
    for line in listed.split("\n"):
        if section := regex.fullmatch(r"\[(\w+)\]", line):
            phrases[section[1]] = []
        elif line and not line.startswith("#"):
            phrases[list(phrases)[-1]].append(line)
    return {
        language: regex.compile(rf"(?<!\w)(?:{'|'.join(some)})", regex.IGNORECASE) for language, some in phrases.items()
    }


def _letters(words: Sequence[str]) -> int:
    """Count the letters of words."""
    return sum(map(len, words))


def _is_menu(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text is a row of short entries, each with a capital, set apart by signs, or led by the home page.

    >>> [_is_menu(text, text.split()) for text in ("Actualités > Communiqués > 2019", "Minimum / Maximum / Moyenne")]
    [False, False]
    >>> [_is_menu(text, text.split()) for text in ("Home | News | Contact us", "Accueil Produits Contact")]
    [True, True]
    """
    if len(words) >= _FEWEST_ENTRIES and words[0] in _HOME and all(word[0].isupper() for word in words):
        return True
    entries = [entry.strip() for entry in _CRUMBS.split(text) if any(map(str.isalpha, entry))]
    return len(entries) >= _FEWEST_ENTRIES and all(
        len(entry.split()) <= _LONGEST_ENTRY and entry[0].isupper() for entry in entries
    )
