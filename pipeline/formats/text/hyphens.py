"""Tell whether the hyphen at a line's end belongs to its word, or only says that the word goes on in the next line.

The text itself is asked first, then the vocabulary of a large French text: the lexicon that word alignment brings
along, which knows how often each word was seen. Where neither knows the word, its two halves tell: a hyphen that
belongs to a word stands between two words, or before a pronoun ("dit-il").
"""

import re
from collections.abc import Mapping
from functools import cache

_SIGNS = r"\-\u2010\u2011"  # in a class of characters
_ONLY_BREAKS = "\u00ad¬"  # the soft hyphen, and the sign that some programs write for it
HYPHENS = ("-", "\u2010", "\u2011", *_ONLY_BREAKS)
"""What a line may end in whose last word goes on in the next one."""
_END = re.compile(rf"(?P<word>[^\W_][\w’'{_SIGNS}]*)?[^\W\d_](?P<sign>[{_SIGNS}{_ONLY_BREAKS}])$")
_START = re.compile(rf"[^\W\d_][\w’'{_SIGNS}]*")
_BEHIND_VERBS = frozenset([
    "il", "elle", "on", "je", "tu", "nous", "vous", "ils", "elles", "ce", "ci", "là", "le", "la", "les", "lui",
    "leur", "moi", "toi", "soi", "y", "en", "même", "mêmes", "t", "eux",
])  # fmt: skip
"""What stands behind a hyphen after a verb or a pronoun."""
_BEGINNING_WITH_VOWELS = frozenset(["il", "elle", "on", "ils", "elles", "y", "en"])
"""Those before which no syllable ends: whoever parts words does it before a consonant."""
_BEFORE_HYPHENS = frozenset([
    "sous", "entre", "contre", "demi", "semi", "mi", "ex", "vice", "non", "ci", "quasi", "pseudo", "arrière",
    "avant", "après", "anti", "auto", "extra", "néo",
])  # fmt: skip
"""Words that others begin with, mostly with a hyphen."""
_NEVER_ALONE = frozenset([
    "re", "ré", "dé", "in", "im", "ir", "il", "con", "com", "col", "cor", "pro", "dis", "mé", "ad", "ac", "ap",
    "af", "at", "ar", "as", "trans", "per", "par",
])  # fmt: skip
"""Syllables that words begin with, without one; some are words themselves."""
_LONGEST_WORD = 60  # characters, hyphens included; chosen by hand
# How often a half was seen, at least, to be taken for a word; measured in eval/LOG.md, "Hyphens at line ends".
_SEEN, _SEEN_SHORT, _SHORT = 5, 20, 3


def join_halves(line: str, after: str, words: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """Give the end of a line without or with its hyphen, and the joint to what follows; None where it ends in none.

    `words` are those of the whole text, in lower case.

    >>> join_halves("depuis tou-", "jours, dit-elle"), join_halves("Peut-", "être"), join_halves("Il part", "demain")
    (('depuis tou', ''), ('Peut-', ''), None)
    """
    if not line.endswith(HYPHENS):
        return None
    end, start = _END.search(line[-_LONGEST_WORD:]), _START.match(after[:_LONGEST_WORD])
    if end is None or start is None:
        return None
    if end["sign"] in _ONLY_BREAKS or not belongs(end[0][:-1], start[0], words):
        return line[:-1], ""
    return line, ""


def belongs(first: str, second: str, words: frozenset[str] = frozenset()) -> bool:
    """Tell whether there is a hyphen between two halves also where no line ends.

    >>> [belongs(*halves) for halves in (("celui", "ci"), ("voya", "geait"), ("États", "Unis"), ("porte", "clef"))]
    [True, False, True, True]
    """
    whole, split = _fold(first + second), _fold(f"{first}-{second}")
    if second[0].isupper() and not (first + second).isupper():
        return True
    if (whole in words) != (split in words):
        return split in words
    # of a word with several hyphens, what lies between the last one before and the next one after
    before, after = re.split(f"[{_SIGNS}']", _fold(first))[-1], re.split(f"[{_SIGNS}]", _fold(second))[0]
    if before == "t" or (after == "t" and "-" in _fold(second)) or after in _BEGINNING_WITH_VOWELS:
        return True
    closed = max(_seen(before + after), _seen(_fold(first) + after))
    if after.startswith("qu'"):  # jusqu’ici
        closed = max(closed, _seen(before + "qu"))
    parted = max(_seen(f"{before}-{after}"), _seen(split))
    if closed or parted:
        return parted > closed
    if after in _BEHIND_VERBS or "'" in after or len(before) == 1:
        return True
    if before in _NEVER_ALONE:
        return False
    if before in _BEFORE_HYPHENS or before.endswith("o"):  # médico-légal
        return _seen(after) > 0
    return _is_word(before) and _is_word(after)


def _is_word(half: str) -> bool:
    """Tell whether half a word was seen often enough to be one by itself."""
    return _seen(half) >= (_SEEN_SHORT if len(half) <= _SHORT else _SEEN)


def _fold(text: str) -> str:
    """Give a text in the form in which words are looked up."""
    return re.sub(f"[{_SIGNS}]", "-", text.lower().replace("’", "'"))


def _seen(word: str) -> float:
    """Tell how often a word was seen in French text, 0 for one that is not known."""
    return _vocabulary().get(word, 0)


@cache
def _vocabulary() -> Mapping[str, float]:
    """Give how often each French word was seen; read when it is first needed, as most texts need it not."""
    from pipeline.word_alignment.lexicon import shipped

    lexicon = shipped()
    return dict(zip(lexicon.source, lexicon.source_seen.tolist(), strict=True))
