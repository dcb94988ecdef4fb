"""Words of raw French and English text, as character spans.

The units are those of hand-aligned corpora: punctuation stands alone; French elisions (`l'`, `qu'`) and inverted
pronouns (`-il`, `-t-elle`) are words of their own, and so are English `'s` and `n't`; hyphenated compounds, numbers
and addresses stay whole.
"""

import re
from typing import Literal

LanguageCode = Literal["fr", "en"]

_LETTER = "[\\w\u0300-\u036f\u00ad\u200b-\u200d]"
_PRONOUN = "(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur|les?|la|y|en)"
_INVERSION = f"-(?:t-)?{_PRONOUN}(?=(?:-{_PRONOUN})*(?![\\w-]))"
_ELISION = f"-?(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?={_LETTER})"
_SHARED = (
    r"(?:https?://|www\.)[^\s<>«»\"]*[\w/]",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "\\d{1,3}(?:[ \u00a0\u202f]\\d{3})+(?:,\\d+)?(?!\\w)",
    r"\d+(?:[.,:/]\d+)+",
)
_FRENCH = (
    r"aujourd['’]hui|quelqu['’]une?|presqu['’]îles?|prud['’]hom\w+",
    _ELISION,
    f"(?<=\\w){_INVERSION}",
    f"{_LETTER}+(?:(?!{_INVERSION}|{_ELISION})-{_LETTER}+)*",
)
_ENGLISH = (
    r"o['’]clock",
    r"\w+?(?=n['’]t\b)",
    r"(?<=\w)(?:n['’]t|['’](?:s|d|ll|re|ve|m))\b",
    f"{_LETTER}+(?:-{_LETTER}+)*",
)
_PUNCTUATION = (r"([^\w\s])\1+", r"\S")


def _compile(language_rules: tuple[str, ...]) -> re.Pattern[str]:
    """Compile the pattern of a language's words, to which its own rules come before those of punctuation."""
    return re.compile("|".join((*_SHARED, *language_rules, *_PUNCTUATION)), re.IGNORECASE)


_PATTERNS = {"fr": _compile(_FRENCH), "en": _compile(_ENGLISH)}


def words(text: str, language: LanguageCode = "fr") -> list[tuple[int, int]]:
    """Find the words of a text: (start, end) in code points, in order, covering everything but white space.

    >>> french = "Qu'a-t-il dit aujourd'hui ? 1 200 mots, peut-être…"
    >>> [french[start:end] for start, end in words(french)]
    ["Qu'", 'a', '-t-il', 'dit', "aujourd'hui", '?', '1 200', 'mots', ',', 'peut-être', '…']
    >>> english = "The cat's add-on didn't cost $3.50..."
    >>> [english[start:end] for start, end in words(english, "en")]
    ['The', 'cat', "'s", 'add-on', 'did', "n't", 'cost', '$', '3.50', '...']
    """
    return [match.span() for match in _PATTERNS[language].finditer(text)]


def listed(text: str) -> frozenset[str]:
    """Give the words that a text lists, set apart by spaces.

    >>> sorted(listed("le la"))
    ['la', 'le']
    """
    return frozenset(text.split())
