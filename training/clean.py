"""Which pairs of sentences are fit to learn from: plain rules on length, script and language."""

import re

_FRENCH = frozenset(
    re.findall(
        r"\w+",
        "le la les un une des du de et est dans pour que qui sur par ne pas il elle nous vous je ce cette au aux avec",
    )
)
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the a an and of to in is that for it he she was you we with this not are be have from by i at as they",
    )
)
_WORD = re.compile(r"[^\W\d_]+")


def function_words(text: str, words: frozenset[str]) -> float:
    """The share of a text's words that are in `words`; 0 for a text without words.

    >>> function_words("Le chat est sur la table", frozenset({"le", "la", "est", "sur"})) > 0.6
    True
    """
    found = _WORD.findall(text.lower())
    return sum(word in words for word in found) / len(found) if found else 0.0


def wrong_language(french: str, english: str) -> bool:
    """Tell that a side seems to be in the other side's language, or in none of the two if it is long.

    >>> wrong_language("Le chat dort.", "The cat sleeps."), wrong_language("The cat is on the mat.", "The cat is here.")
    (False, True)
    """
    return function_words(french, _ENGLISH) > max(0.2, function_words(french, _FRENCH)) or function_words(
        english, _FRENCH
    ) > max(0.2, function_words(english, _ENGLISH))


def odd_length(french: str, english: str, ratio: float = 2.2, slack: int = 15) -> bool:
    """Tell that one side is too long for the other: more than `ratio` times its characters, and `slack`.

    >>> odd_length("Oui.", "Yes, certainly."), odd_length("Oui.", "Yes, and then we all went home to our families.")
    (False, True)
    """
    short, long = sorted((len(french), len(english)))
    return long > ratio * short + slack


def mostly_letters(text: str, share: float = 0.5) -> bool:
    """Tell that at least `share` of the characters other than spaces are letters.

    >>> mostly_letters("Un deux."), mostly_letters("0x3f == 14;")
    (True, False)
    """
    solid = [c for c in text if not c.isspace()]
    return sum(map(str.isalpha, solid)) >= share * len(solid) > 0


def keep(french: str, english: str, max_words: int) -> bool:
    """Tell whether a pair of normalised sentences is worth learning from.

    >>> keep("Il pleut.", "It is raining.", 90), keep("Il pleut.", "Il pleut.", 90)
    (True, False)
    """
    if not french or not english or french.lower() == english.lower():
        return False
    if max(len(french.split()), len(english.split())) > max_words:
        return False
    if not mostly_letters(french) or not mostly_letters(english):
        return False
    return not odd_length(french, english) and not wrong_language(french, english)
