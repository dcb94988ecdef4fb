"""Put words that a corpus has one by one together to text, with spaces as French and English print them."""

import re
from collections.abc import Sequence

_OPENING = frozenset("([{¿¡“‘")
_CLOSING = frozenset(")]},.…”") | {"...", "..", "'s", "’s", "n't", "n’t", "%,"}
_HIGH = frozenset(";:!?") | {"?!", "!?", "!!", "!!!", "??", "???"}
"""Marks before which French has a space, and English none."""
_STRAIGHT = frozenset({'"'})
"""Quotation marks that open and close alike."""
_ELISION = re.compile(r"(?:[cdjlmnstçz]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr)['’]", re.IGNORECASE)
_CONTRACTION = re.compile(r"['’](?:s|d|ll|re|ve|m|t)|n['’]t", re.IGNORECASE)
_INVERSION = re.compile(r"-(?:t-)?[^\W\d_]+", re.IGNORECASE)


def detokenise(tokens: Sequence[str], language: str) -> str:
    """Join tokens to a text; no character of any is lost.

    >>> detokenise("« L' homme , dit -il , a faim ! »".split(), "fr")
    "« L'homme, dit-il, a faim ! »"
    >>> detokenise('He did n’t say " It is late ! " ( yet ) .'.split(), "en")
    'He didn’t say "It is late!" (yet).'
    """
    tokens = list(filter(None, tokens))
    glued = joints(tokens, language)
    return "".join(token if joined else f" {token}" for token, joined in zip(tokens, glued, strict=True))


def joints(tokens: Sequence[str], language: str) -> list[bool]:
    """Tell of each token whether it follows the one before without a space; the first one does.

    >>> joints(["(", "Oui", ",", "oui", ")"], "fr")
    [True, True, True, False, True]
    """
    found, glued, quoted, before = list[bool](), True, False, ""
    for token in tokens:
        is_quote = token in _STRAIGHT
        found.append(glued or (is_quote and quoted) or _joins(token, before, language))
        quoted = quoted != is_quote
        glued = token in _OPENING or (is_quote and quoted) or _elides(token, language)
        before = token
    return found


def _elides(token: str, language: str) -> bool:
    """Tell whether a token ends in an apostrophe that the next word follows without a space."""
    return bool(_ELISION.fullmatch(token)) and language == "fr"


def _joins(token: str, before: str, language: str) -> bool:
    """Tell whether a token follows what stands before it without a space."""
    if token in _CLOSING:
        return True
    if language == "fr":
        return bool(_INVERSION.fullmatch(token)) and before[-1:].isalpha()
    return token in _HIGH or bool(_CONTRACTION.fullmatch(token))
