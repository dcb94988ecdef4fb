"""Which language a text is in: py3langid's model of bytes, and the lexicon of word links for what it alone mistakes.

Names, code, addresses and placeholders are left out, as they are of no language.
"""

from collections.abc import Mapping
from functools import cache
from math import exp, log
from typing import Any, NamedTuple

import numpy as np
import regex

from pipeline.words import LanguageCode

CANDIDATES = (
    "fr", "en", "de", "es", "it", "pt", "ca", "oc", "gl", "eu", "br", "la", "ro", "nl", "sv", "da", "no", "fi", "pl",
    "cs", "sk", "hu", "tr", "ru", "uk", "bg", "el", "ar", "he", "fa", "zh", "ja", "ko", "vi", "id", "eo",
)  # fmt: skip
"""The languages that a text may be in. Fewer than the model knows make it surer of short texts (eval/LOG.md)."""
FEWEST = 20
"""Letters, names and code aside, under which nothing is said: too little to tell a language by (eval/LOG.md)."""
_MOST = 300
"""Characters that are looked at: more makes no difference, and takes time."""
_NO_WORD = regex.compile(r"[@\d_/\\=~{}$%<>]|^\W?--?\w|&#?\w+;|^\W?www\.")
"""What addresses, placeholders, tags, entities, options of programs and other code have in them, and words have not."""
_MAYBE_NO_WORD = regex.compile(r"[@\d_/\\=~{}$%<>&]|(?:^|\s)\W?(?:-|www)")
"""One of these is wherever such words are, and most texts have none."""
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_NAME = regex.compile(r"(?<=[\p{L}\p{N},;:)»”’'-]\s)\p{Lu}[\p{L}\p{M}]*")
"""A word with a capital that follows another word; whether it is a name, the lexicon says."""


class Found(NamedTuple):
    """The language of a text, by ISO 639-1, and the probability that it is in the language that it should be in."""

    language: str
    probability: float


class _Weights(NamedTuple):
    """A logistic regression on the log-odds that the model gives, and on the share of letters in known words."""

    odds: float
    known: float
    bias: float


_WEIGHTS: Mapping[LanguageCode, _Weights] = {"fr": _Weights(0.96, 3.63, -2.15), "en": _Weights(0.67, 5.83, -3.3)}
"""Fitted by `python -m eval.noise.fit`."""


_FEW, _DOUBT = 4, 2.5
"""Words under which a text may well be names, and what that adds to the log-odds of its language (eval/LOG.md)."""


def find_language(text: str, expected: LanguageCode) -> Found | None:
    """Tell which language a text is in, and how probably in the one that it should be in; None for too few letters.

    >>> find_language("Der Zug nach Berlin fährt heute nicht.", "en")
    Found(language='de', probability=0.0001)
    >>> find_language("Le train de Berlin ne part pas.", "fr").language, find_language("Berlin, 12 h", "fr")
    ('fr', None)
    """
    evidence = gather_evidence(text, expected)
    if evidence is None:
        return None
    weights = _WEIGHTS[expected]
    total = weights.odds * evidence.odds + weights.known * evidence.known + weights.bias
    if len(text.split()) < _FEW:
        total += _DOUBT
    probability = 1 / (1 + exp(-total))
    language = expected if probability >= 0.5 else evidence.other  # noqa: PLR2004 - as likely as not
    return Found(language, round(probability, 4))


class Evidence(NamedTuple):
    """Log-odds of the expected language by the model, share of letters in known words, and the likeliest other."""

    odds: float
    known: float
    other: str


def gather_evidence(text: str, expected: LanguageCode) -> Evidence | None:
    """Gather what speaks for the expected language; None where there are too few letters."""
    known, model = _known(expected), _model()
    text = text[:_MOST].lower() if text.isupper() else text[:_MOST]
    tokens = " ".join(text.split())
    if _MAYBE_NO_WORD.search(tokens):
        tokens = " ".join(token for token in text.split() if not _NO_WORD.search(token))
    prose = _NAME.sub(lambda name: name[0] if name[0].lower() in known else "", tokens)
    words = _WORD.findall(prose)
    letters = sum(map(len, words))
    if letters < FEWEST:
        if all(word in known or not word.islower() for word in words):
            return None
        prose, words = tokens, _WORD.findall(tokens)  # what looks like names may be the nouns of German
        letters = sum(map(len, words))
        if letters < FEWEST:
            return None
    familiar = sum(len(word) for word in words if word.lower() in known)
    scores = model._decide(prose)
    names = model.nb_classes
    place = names.index(expected)
    probability = min(max(float(scores[place]), _LEAST), 1 - _LEAST)
    scores[place] = -1
    return Evidence(log(probability / (1 - probability)), familiar / letters, names[int(np.argmax(scores))])


_LEAST = 1e-6
"""The least probability that the model's answer is taken for."""


@cache
def _known(language: LanguageCode) -> frozenset[str]:
    """Give the words that the lexicon has seen often enough in a language."""
    from pipeline.word_alignment.evidence import RARE
    from pipeline.word_alignment.lexicon import shipped

    lexicon = shipped()
    words, seen = (lexicon.source, lexicon.source_seen) if language == "fr" else (lexicon.target, lexicon.target_seen)
    return frozenset(word for word, number in words.items() if seen[number] >= RARE)


@cache
def _model() -> Any:
    """Load py3langid's model, for the candidates alone."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages(CANDIDATES)
    return model
