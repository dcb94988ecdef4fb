"""Accents: letters that lost theirs, or were lost with them, told by the words that the lexicon knows.

Accents are missed by how much likelier a French text without any is if something dropped them than if it needs none:
each word that is often written with accents, and hardly ever without, is evidence, as `annee` is; one that is both, as
`a` and `ou`, is so by the words beside it. The evidence of all words adds up, as logs of ratios of likelihood.
"""

import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple

import regex

from pipeline.words import LanguageCode

ACCENTED = regex.compile("[À-ÖØ-öø-ÿŒœ]")
WORD = regex.compile(r"\p{L}+")
BETWEEN = {"a": "à", "ou": "où"}
"""Words that are common with an accent and without: the words beside them tell which it should be."""
_SLIP = 1 / 500
"""Share of words that are written without their accents in good text; chosen by hand, as the next five numbers."""
_SEEN = 3
"""Times that the lexicon has an accented word from which it is known."""
_STEM = 5
"""Letters of the beginning by which the forms of a word that is not known are looked up."""
_NO_NAME = 300
"""Times that the lexicon has an accented word from which a capital within a sentence does not make a name of it."""
_ELIDED = regex.compile(r"(?:[cdjlmnst]|qu)(?=[aeiouh])(\p{Ll}{3,})")
"""What "l’histoire" becomes where its apostrophe is lost."""
_FREQUENT = 100
"""Times that the lexicon has a word that such a form counts for at least."""


_LEAST, _LEAST_SHORT, _LETTERS = 3.0, 5.0, 20
"""Sum of the logs from which on accents are lost, the same for texts of fewer letters, which are often names, and these
letters; rates are in eval/LOG.md."""
_GAP = regex.compile(r"(?<=\p{Ll}) {2}(?=\p{Ll})")
_WIDE = 2.5
"""What a doubled space within a sentence says for a dropped "à"; chosen by hand."""
_STEMS_SEEN = 30
"""Times that the lexicon has accented words of one stem from which the stem counts; chosen by hand."""


_GAPPED = regex.compile(r"(?<![\w/?&=.])\p{L}*(?:\?\p{L}*)+(?![\w/?&=.])")
_LONE = regex.compile(r"(?<=\p{Ll} )\?(?= [\p{Ll}\[(])")
"""A question mark for a dash or a quotation mark: in English none stands between two spaces."""
_LONE_A = regex.compile(r"(\p{Ll}+) \? (\p{Ll}+)")
_SAID = regex.compile(r"\s*[\p{P}]")
"""What opens speech, in which "Quoi ? lui dit-il" is well written."""
_SURE = 3.0
"""What the words beside it have to say from which on a question mark by itself is an "à"; chosen by hand."""
_CAPITAL = regex.compile(r"\b[À-ÖØ-Þ]\p{Ll}{2,}")


class Forms(NamedTuple):
    """How often the lexicon's words become a form without accents, and how often its stems become one."""

    words: Mapping[str, float]
    stems: Mapping[str, float]


def count_missed_accents(text: str) -> int:
    """Count the words of a French text that lack accents, if all that the text should have are likely to be lost.

    It is 0 for a text with any accented letter. Letters may have lost their accents, or have been dropped with them.

    >>> [count_missed_accents(text) for text in ("la premiere annee", "la premire anne", "il a vu la mer")]
    [2, 2, 0]
    >>> [count_missed_accents(text) for text in ("de jour a jour, grace a la pluie", "il a déjà vu la mer des annees")]
    [3, 0]
    """
    if ACCENTED.search(text):
        return 0
    said = [word for word in WORD.findall(text) if len(word) > 1 or word.islower()]
    if not said:
        return 0
    words, opens = [said[0].lower(), *said[1:]], said[0][0].isupper()
    least = _LEAST if sum(map(len, said)) >= _LETTERS else _LEAST_SHORT
    found = []
    for way in (_unaccented, _dropped):
        evidence = list(_evidence(words, way, opens))
        if way is _dropped:
            evidence += [_WIDE] * len(_GAP.findall(text))
        if sum(evidence) >= least:
            found.append(max(1, sum(one >= 1 for one in evidence)))
    return max(found, default=0)


def _evidence(words: list[str], way: Callable[[str], str], opens: bool) -> Iterator[float]:
    """Give what each word in small letters says; not of what lost the accent of a capital that opens the sentence."""
    forms, seen = _forms(way), _seen()
    around = ["", *words, ""]
    for place, written in enumerate(words):
        word = written.lower()
        if not written.islower() and forms.words.get(word, 0.0) < _NO_NAME:
            continue
        if word in BETWEEN and way is _unaccented:
            yield _between(word, around[place].lower(), around[place + 2].lower())
            continue
        plain, accented = seen.get(word, 0.0), forms.words.get(word, 0.0)
        if not plain and not accented and len(word) > _STEM:
            plain, accented = _seen_stems().get(word[:_STEM], 0.0), forms.stems.get(word[:_STEM], 0.0)
            if not plain and not accented and (elided := _ELIDED.fullmatch(word)):
                accented = seen.get(elided[1], 0.0) if seen.get(elided[1], 0.0) >= _FREQUENT else 0.0
        is_capital = not written.islower() or (place == 0 and opens)
        if accented and len(word) > 1 and not (is_capital and _only_first(word, way)):
            yield log((plain + accented + 1) / (plain + _SLIP * accented + 1))


def _only_first(word: str, way: Callable[[str], str]) -> bool:
    """Tell whether a word may be one whose first letter alone lost its accent, as capitals do: "Etat"."""
    return way is _unaccented and any(
        "é" + word[1:] in _seen() or letter + word[1:] in _seen() for letter in "àâêèîôœç"
    )


def _between(word: str, before: str, after: str) -> float:
    """Give what a word says that is common with an accent and without, between two others.

    >>> _between("a", "il", "fait") < 0.1 < 1 < _between("a", "grace", "la")
    True
    """
    tables = _contexts()[word]
    odds = tables["odds"][""] + tables["before"].get(before, 0.0) + tables["after"].get(after, 0.0)
    return log((1 + exp(odds)) / (1 + _SLIP * exp(odds)))


def _unaccented(word: str) -> str:
    return unicodedata.normalize("NFD", word.replace("œ", "oe")).encode("ascii", "ignore").decode()


def _dropped(word: str) -> str:
    return "".join(letter for letter in word if letter.isascii())


def count_misfits(text: str, language: LanguageCode) -> int:
    """Count the words with a question mark, or a strange capital, where a known word has an accented letter.

    >>> [count_misfits(text, "fr") for text in ("la S?curit? soci?le", "Quel port? Vraiment?", "c'Ètait un Émotif")]
    [1, 0, 1]
    >>> [count_misfits(text, "fr") for text in ("il est prêt ? partir", "Quoi ? dit-il.")]
    [1, 0]
    """
    found = 0
    if "?" in text:
        found += sum(_fits(word) and word.lower().rstrip("?") not in _all_words() for word in _GAPPED.findall(text))
        if language == "en":
            found += bool(_LONE.search(text))
        elif not _SAID.match(text):
            found += sum(_between("a", *pair) >= _SURE for pair in _LONE_A.findall(text))
    if not text.isascii():
        found += sum(word.lower() not in _all_words() and _fits("?" + word[1:]) for word in _CAPITAL.findall(text))
    return found


def _fits(word: str) -> bool:
    """Tell whether a word has question marks just where a known word has accented letters."""
    return word.lower() in _gaps()


@cache
def _gaps() -> frozenset[str]:
    """Give the accented words of the lexicon with question marks for their accented letters."""
    return frozenset("".join(letter if letter.isascii() else "?" for letter in word)
                     for word in _all_words() if not word.isascii() and word.isalpha())  # fmt: skip


@cache
def _all_words() -> frozenset[str]:
    """Give the words of both languages that the lexicon has seen often enough."""
    from pipeline.word_alignment.lexicon import shipped

    lexicon = shipped()
    sides = (lexicon.source, lexicon.source_seen), (lexicon.target, lexicon.target_seen)
    return frozenset(word for words, seen in sides for word, number in words.items() if seen[number] >= _SEEN)


@cache
def _seen() -> dict[str, float]:
    """Give how often the lexicon has each French word."""
    from pipeline.word_alignment.lexicon import shipped

    lexicon = shipped()
    return dict(zip(lexicon.source, map(float, lexicon.source_seen), strict=True))


@cache
def _seen_stems() -> dict[str, float]:
    """Give how often the lexicon has words that begin with the same letters."""
    return _added((word[:_STEM], count) for word, count in _seen().items())


@cache
def _forms(way: Callable[[str], str]) -> Forms:
    """Give what the lexicon's accented words and stems become."""
    accented = [(word, count) for word, count in _seen().items()
                if count >= _SEEN and not word.isascii() and word.isalpha()]  # fmt: skip
    stems = [(way(word)[:_STEM], count) for word, count in accented if not word[:_STEM].isascii()]
    known = {stem: count for stem, count in _added(stems).items() if count >= _STEMS_SEEN}
    return Forms(_added((way(word), count) for word, count in accented), known)


def _added(counts: Iterator[tuple[str, float]] | list[tuple[str, float]]) -> dict[str, float]:
    """Add up counts by name."""
    total: dict[str, float] = {}
    for name, count in counts:
        total[name] = total.get(name, 0.0) + count
    return total


@cache
def _contexts() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Read the log-odds of an accent by the words before and after, made by `python -m eval.noise.accents`."""
    read: dict[str, dict[str, dict[str, float]]] = json.loads(
        (files("pipeline.noise") / "accents.json").read_text(encoding="utf-8")
    )
    return read
