"""Bring placeables through a model: each goes in as a placeholder, and comes out letter for letter.

A placeholder is a capital with a digit, "X1". Of the forms that were tried (capitals, numbers, names, brackets) those
of a letter and a digit came back once and only once most often: 98.5 % of those in 400 sentences of manuals, with the
embedded model (eval/LOG.md). A letter is taken that the sentence does not have alone or before digits, and that the
model's vocabulary has, with every digit.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.placeables import Stretch

STEMS = (*"XNZKWQJVYABCDEFGHILMOPRSTU", "735", "846", "957")
"""What placeholders begin with, in the order in which they are tried; numbers where a vocabulary has no capitals."""
_DIGITS = "123456789"
"""What they end in: those of two digits are cut into more pieces, and come back less."""
_BETWEEN = re.compile("(?:,? |/)?")
"""What may stand between placeables that go in as one: no word, and nothing that English writes in another way."""

Locate = Callable[[str, str, int], int]
"""Tells where in a target text something goes that stands at a place of the source text, in code points."""


class Placeholder(NamedTuple):
    """A placeholder's name, the placeable it stands for, and on which sides that clings to a word, as tags do."""

    name: str
    placeable: str
    clings_before: bool = False
    clings_after: bool = False

    @property
    def pattern(self) -> str:
        """A regular expression that finds it, as a word of its own."""
        return rf"(?<!\w){self.name}(?!\w)"


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence with placeholders instead of its placeables."""

    text: str
    placeholders: tuple[Placeholder, ...]

    @property
    def rest(self) -> str:
        """The sentence without what stays."""
        text = self.text
        for placeholder in self.placeholders:
            text = re.sub(placeholder.pattern, "", text)
        return text

    def tidy(self, text: str) -> str:
        """Give a translation in which placeholders are whole, and no ending hangs on one, as that of an English plural.

        >>> Masked("", (Placeholder("X1", "a"),)).tidy("the X1s, X.1, X 1ed and X12")
        'the X1, X1, X1 and X12'
        """
        for placeholder in self.placeholders:
            stem, digit = placeholder.name[:-1], placeholder.name[-1]
            text = re.sub(rf"(?<!\w){stem}[ .-]?{digit}[a-z]*(?!\w)", placeholder.name, text)
        return text

    def lost(self, text: str) -> list[Placeholder]:
        """Give the placeholders that do not stand in a text once and only once.

        >>> masked = Masked("X1 X2", (Placeholder("X1", "a"), Placeholder("X2", "b")))
        >>> [placeholder.name for placeholder in masked.lost("X2 and X2")]
        ['X1', 'X2']
        """
        return [one for one in self.placeholders if len(re.findall(one.pattern, text)) != 1]

    def unmask(self, text: str) -> str:
        """Give a text with placeables where it has placeholders.

        >>> Masked("", (Placeholder("X1", "a.txt"),)).unmask("Read X1, not X12.")
        'Read a.txt, not X12.'
        >>> Masked("", (Placeholder("X1", "<b>", clings_after=True),)).unmask("Press X1 Enter.")
        'Press <b>Enter.'
        """
        placeables = {one.name: one.placeable for one in self.placeholders}
        patterns = (f"{' ?' * one.clings_before}{one.pattern}{' ?' * one.clings_after}" for one in self.placeholders)
        return re.sub("|".join(patterns) or "(?!)", lambda found: placeables[found[0].strip()], text)


def usable_stems(is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Give the stems whose placeholders a vocabulary knows, as `is_known` tells; all where it knows none.

    >>> usable_stems(lambda text: text[0] in "AX")
    ('X', 'A')
    """
    known = tuple(stem for stem in STEMS if is_known(" ".join(stem + digit for digit in _DIGITS)))
    return known or STEMS


def mask(sentence: str, stretches: Sequence[Stretch], choice: int = 0, stems: Sequence[str] = STEMS) -> Masked:
    """Put placeholders in place of stretches of a sentence; `choice` numbers that among the stems that are free.

    Stretches with no word between them are one. What is more than a sentence may have stays as it is, at its end; all
    of it does where no stem is free.

    >>> mask("Lisez a.txt et b.txt (X).", [(6, 11), (15, 20)]).text
    'Lisez N1 et N2 (X).'
    >>> mask("Appuyez sur <b>Entrée</b>.", [(12, 15), (21, 25)]).text
    'Appuyez sur X1 Entrée X2.'
    >>> mask("Lisez a.txt, b.txt.", [(6, 11), (13, 18)]).text
    'Lisez X1.'
    """
    if not stretches:
        return Masked(sentence, ())
    free = [stem for stem in stems if not re.search(rf"\b{stem}\d*\b", sentence)]
    turn = choice % len(free) if free else 0
    names = (stem + digit for stem in [*free[turn:], *free[:turn]] for digit in _DIGITS)
    text, placeholders, done = "", [], 0
    for (start, end), name in zip(_joined(sentence, stretches), names, strict=False):
        before = (start == done > 0) or sentence[start - 1 : start].isalnum()
        after = sentence[end : end + 1].isalnum()
        placeholders.append(Placeholder(name, sentence[start:end], before, after))
        text = f"{_spaced(text + sentence[done:start], before)}{_spaced(name, after)}"
        done = end
    return Masked(text + sentence[done:], tuple(placeholders))


def _joined(sentence: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join stretches that have no word between them.

    >>> _joined("a.c, b.c et c.c", [(0, 3), (5, 8), (12, 15)])
    [(0, 8), (12, 15)]
    """
    joined: list[Stretch] = []
    for start, end in stretches:
        if joined and _BETWEEN.fullmatch(sentence, joined[-1][1], start):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _spaced(text: str, wanted: bool) -> str:
    """Give a text with a space after it, if one is wanted and there is none."""
    return f"{text} " if wanted and not text.endswith(" ") else text


def restore(masked: Masked, text: str, locate: Locate) -> str:
    """Give a translation every placeholder once: what is lacking is put where `locate` says, what is there twice goes.

    >>> masked = Masked("Lisez X1 et X2.", (Placeholder("X1", "a.txt"), Placeholder("X2", "b.txt")))
    >>> restore(masked, "Read X1 and X1.", lambda source, target, place: len(target) - 1)
    'Read X1 and X2.'
    """
    for placeholder in masked.placeholders:
        found = [one.span() for one in re.finditer(placeholder.pattern, text)]
        for start, end in found[:0:-1]:
            text = text[:start].rstrip() + text[end:]
        if not found:
            place = locate(masked.text, text, masked.text.index(placeholder.name))
            before, after = text[:place], text[place:]
            after = f" {after}" if after[:1].isalnum() else after
            text = f"{_spaced(before, before[-1:].isalnum())}{placeholder.name}{after}"
    return text


def locate_by_links(source: str, target: str, place: int) -> int:
    """Locate a place beside the counterpart of its neighbour: after that of the nearest word before it that has one.

    Without any such word it is before the counterpart of the next one after it, and without any link at the same share
    of the text.

    >>> locate_by_links("Le chat X1 dort.", "The cat sleeps.", 8)
    7
    """
    from pipeline.word_alignment import link_pair  # numpy takes a while, and is needed where something got lost only

    links = sorted(link_pair(source, target), key=lambda one: one.source_start)
    worded = [one for one in links if source[one.source_start : one.source_end].isalnum()]
    before = [one for one in worded if one.source_end <= place]
    if before:
        return before[-1].target_end
    after = [one for one in worded if one.source_start >= place]
    return after[0].target_start if after else _locate_by_share(source, target, place)


def _locate_by_share(source: str, target: str, place: int) -> int:
    """Locate a place at the same share of the target text as of the source text, after a word.

    >>> _locate_by_share("un deux X1 trois", "one two three", 8)
    7
    """
    wanted = place / max(len(source), 1) * len(target)
    edges = [0, *(found.end() for found in re.finditer(r"\w+", target))]
    return min(edges, key=lambda edge: abs(edge - wanted))
