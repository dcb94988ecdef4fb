"""Polarity: how often a sentence says no, counted by the forms in which French and English say it.

A negation counts once, however many words it has: "ne … jamais rien". "Ne … que" is none, it means "only". What may be
said by a word instead ("refuser", "unable") is counted apart, as hints: a negation that has become one is not lost.
"""

import re
from collections.abc import Iterator, Sequence

_COMPANIONS = frozenset(
    {
        "pas", "point", "jamais", "rien", "personne", "plus", "guère", "aucun", "aucune", "nul", "nulle",
        "nullement", "aucunement", "ni", "non",
    }
)  # fmt: skip
"""What makes a "ne" a negation."""
_ALONE = frozenset(
    {
        "rien", "aucun", "aucune", "ni", "sans", "non", "nul", "nulle", "guère", "nullement", "aucunement",
    }
)  # fmt: skip
"""What negates without a "ne" as well."""
_BEFORE_STEPS = frozenset(
    {
        "un", "le", "au", "du", "de", "des", "les", "aux", "ses", "mes", "tes", "ces", "nos", "vos", "leurs",
        "quelques", "premier", "deux", "trois", "quatre", "cent", "mille", "à",
    }
)  # fmt: skip
"""After these "pas" is a step."""
_FAR = 9
"""Words between a "ne" and what belongs to it, at most; chosen by hand."""
_STOPS = frozenset({".", ";", ":", "!", "?", "…"})
_FRENCH_HINT = re.compile(
    "refus|interdi|manqu|empêch|évit|dépourv|priv|incapa|impos|inuti|faute$|peu$|moins$|jamais$|plus$|sauf|ignor|cess|"
    "renon|contraire|aussi$|seul|disparu|perd|in[acdefhjnostuv]|im[mp]|irr|dés|mal|anti|doute|défen"
)
"""Beginnings of words, or whole words, that English may turn into a negation."""
_ENGLISH_NEGATIONS = frozenset(
    {
        "not", "n't", "no", "never", "nothing", "nobody", "none", "nor", "neither", "without", "cannot",
        "nowhere",
    }
)  # fmt: skip
_ENGLISH_HINT = re.compile(
    "un[a-z]{3}|in[acdefhjnostv]|im[mp]|irr|dis|non|mis[a-z]{4}|[a-z]+less$|fail|lack|refus|avoid|prevent|hardly|"
    "scarcely|barely|rarely|seldom|little$|few$|but$|only$|except|stop|miss|den[iy]|forb|free$|far$|beyond|too$|"
    "out$|cease|ignor|instead|rather|absen|declin|exclu|any|ever$|longer$|yet$|away$|empty"
)
"""The same of words into which a French negation may have been turned."""


def french_negations(words: Sequence[str]) -> int:
    """Count the negations of a French sentence, given as its folded words.

    >>> [french_negations(sentence.split()) for sentence in (
    ...     "il ne dit jamais rien", "il n' a que deux chats", "rien ne bouge", "c' est pas vrai", "un pas sans bruit")]
    [1, 0, 1, 1, 1]
    """
    return sum(1 for _ in _french(words))


def _french(words: Sequence[str]) -> Iterator[int]:
    """Give the place of every negation."""
    done = -1  # what stands up to here belongs to a negation already
    for place, word in enumerate(words):
        if place <= done:
            continue
        if word in ("ne", "n", "n'"):
            companion = _companion(words, place)
            before = any(other in _COMPANIONS for other in words[max(done + 1, place - 5) : place])
            if companion:
                done = companion
                yield place
            elif before:
                yield place
        elif word in _ALONE and not _is_before_ne(words, place):
            done = max([place, *(n for n in range(place + 1, len(words)) if words[n] == word == "ni")])
            yield place
        elif word == "pas" and not _is_step(words, place):
            yield place


def _is_step(words: Sequence[str], place: int) -> bool:
    """Tell whether "pas" is a step: it has an article or the like, or takes steps, "pas à pas"."""
    return words[place + 1 : place + 2] == ["à"] or (place > 0 and words[place - 1] in _BEFORE_STEPS)


def _companion(words: Sequence[str], place: int) -> int:
    """Give the place of the last word that belongs to the "ne" at a place; 0 where none makes it a negation."""
    found = 0
    for later in range(place + 1, min(len(words), place + 1 + _FAR)):
        if words[later] in _STOPS or words[later] in ("ne", "n"):
            break
        if words[later] in ("que", "qu") and not found:
            return 0
        if words[later] in _COMPANIONS:
            if found and later > found + 3:
                break
            found = later
    return found


def _is_before_ne(words: Sequence[str], place: int) -> bool:
    """Tell whether a "ne" follows soon, to which the word at a place belongs."""
    following = words[place + 1 : place + 6]
    return words[place] not in ("sans", "non") and any(word in ("ne", "n") for word in following)


def english_negations(words: Sequence[str]) -> int:
    """Count the negations of an English sentence, given as its folded words; "neither … nor" is one.

    >>> [english_negations(sentence.split()) for sentence in ("he did n't", "neither you nor I", "nobody knows")]
    [1, 1, 1]
    """
    found = sum(word in _ENGLISH_NEGATIONS for word in words)
    return found - ("neither" in words and "nor" in words)


def polarity(french: Sequence[str], english: Sequence[str]) -> tuple[float, float]:
    """Give how many negations are lost in the English, and how many it adds; one that has a hint counts half.

    >>> polarity("il ne dort pas".split(), "he sleeps".split()), polarity("il dort".split(), "he never sleeps".split())
    ((1.0, 0.0), (0.0, 1.0))
    """
    said = french_negations(french), english_negations(english)
    lost, added = float(max(0, said[0] - said[1])), float(max(0, said[1] - said[0]))
    if lost and any(_ENGLISH_HINT.match(word) for word in english):
        lost -= 0.5
    if added and any(_FRENCH_HINT.match(word) or word in ("ne", "n") for word in french):
        added -= 0.5
    return min(lost, 1.5), min(added, 1.5)
