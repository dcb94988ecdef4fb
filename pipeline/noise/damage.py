"""Damage: letters that were read in a wrong encoding, lost, or left in the signs of a markup language.

Text that is UTF-8 read as something else is found by ftfy; what is here besides finds single bytes read wrongly,
letters replaced by question marks or dropped, and entities. Nothing is ever rewritten.
"""

import unicodedata
from functools import cache

import regex

_SIGNS = regex.compile(
    r"""
      \ufffd+ | ï¿½ | [\u0080-\u009f]       # letters that could not be read, control characters of no use
    # what accented letters become in other encodings, where they stand by other letters: "franÁais", "franþais", "ÔÇÖ"
    | (?<=\p{Ll})[À-ÖØ-Þþ] | (?<=\s)[‡Ó](?=\s\p{Ll}) | (?<=\p{Ll})[¶¹¯](?=\p{Ll}) | ÔÇ | Ă(?=[\u00a0Ş˘®´»ľ§©¨])
    | (?<=\w)[┬├] | ┬(?=[░á®½║╗»«])
    # letters of another script in a word, or a Cyrillic one by itself: "franзais"
    | (?<=\p{Latin})[\p{Greek}\p{Cyrillic}](?=\p{Latin}) | (?<=\p{Latin}{2})\p{Cyrillic} | \b\p{Cyrillic}(?=\p{Latin})
    | (?<=[\p{Latin}'»]\s)\p{Cyrillic}(?=\s[\p{Latin}<«\d])
    # question marks instead of letters: "fran?ais", "?tat", "1?2", but not those of addresses
    | (?<![^\s'’\p{L}][\p{L}?]*)(?<=[\s'’\p{L}]|\A)\?(?=\p{Ll})(?![\p{L}?]*[=/&]) | \A\?(?=\p{Lu}\p{Ll}) | \s\d+\?\d+\b
    # entities of HTML
    | &amp;(?=\#?\w+;) | &\#(?:\d{2,5} | x[\da-fA-F]{2,5});
    | &(?:amp | quot | nbsp | apos | [rl]squo | [rl]dquo | [lr]aquo | [nm]dash | hellip | oelig | euro);
    | &[a-zA-Z](?:acute | grave | circ | uml | cedil | tilde | ring);
    """,
    regex.VERBOSE,
)
_SUSPECT = regex.compile(r"[?&\ufffd½\u0080-\u009fÀ-ÖØ-Þþ‡¶¹¯Ă┬├\p{Greek}\p{Cyrillic}]")
"""One of these is in every sign: most texts have none, and to look for signs takes time."""
_WORD = regex.compile(r"\p{Ll}{3,}")
_ACCENTED = regex.compile("[À-ÖØ-öø-ÿŒœ]")
_FEWEST = 2
"""Words without their accented letters from which these count, where no letter has an accent: fewer may be slips."""
_SEEN = 20
"""Times that the lexicon has an accented word whose plain form counts as damaged; chosen by hand."""
_TIMES = 200
"""Times that the accented word is as frequent at least: the lexicon's text has slips of its own; chosen by hand."""
_LETTERS = 3
"""Letters of such a form at least."""


def count_damage(text: str, language: str) -> int:
    """Count the places of a text where its letters are damaged.

    >>> [count_damage(text, "fr") for text in ("un été français", "un Ã©tÃ© franÃ§ais", "un ?t? fran?ais")]
    [0, 3, 2]
    >>> [count_damage(text, "fr") for text in ("L&#39;&eacute;t&eacute;", "Vraiment ?", "il est deja venu")]
    [3, 0, 0]
    """
    found = len(_SIGNS.findall(text)) if _SUSPECT.search(text) else 0
    if not text.isascii():  # most English is, and cannot be misread then
        from ftfy.badness import badness

        found = max(found, int(badness(text)))
    return found + (_count_plain_forms(text) if language == "fr" else 0)


def _count_plain_forms(text: str) -> int:
    """Count the words of a French text that lack their accented letters, where no letter has an accent; few are none.

    >>> [_count_plain_forms(text) for text in ("la premiere annee", "la premire anne", "des annees")]
    [2, 2, 0]
    """
    if _ACCENTED.search(text):
        return 0
    found = sum(word in _plain_forms() for word in _WORD.findall(text))
    return found if found >= _FEWEST else 0


@cache
def _plain_forms() -> frozenset[str]:
    """Give what French words become without accents, or without their accented letters, and hardly any word is."""
    from pipeline.word_alignment.lexicon import shipped

    lexicon = shipped()
    seen = {word: lexicon.source_seen[number] for word, number in lexicon.source.items()}
    forms: dict[str, float] = {}
    for word, count in seen.items():
        if count >= _SEEN and not word.isascii() and word.isalpha():
            bare = unicodedata.normalize("NFD", word.replace("œ", "oe")).encode("ascii", "ignore").decode()
            for form in (bare, "".join(letter for letter in word if letter.isascii())):
                forms[form] = max(forms.get(form, 0.0), count)
    return frozenset(
        form for form, count in forms.items() if len(form) >= _LETTERS and seen.get(form, 0) * _TIMES < count
    )
