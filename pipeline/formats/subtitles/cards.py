"""Find title cards among cues: signs, names of episodes, places and dates, which no sentence goes on from."""

import re
from collections.abc import Sequence

from pipeline.formats.subtitles.cues import Cue
from pipeline.io.kinds import ends_sentence, starts_upper

# All chosen by hand.
_MOST_CAPITALS = 0.5  # share of the cues that are in capitals, from which on capitals say nothing
_LEAST_LETTERS = 2  # of a card in capitals; fewer are initials
_MOST_WORDS = 6  # of a place or a date
_MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_DATED = re.compile(
    rf"(?:\b(?:1er|\d{{1,2}}) {_MONTH}(?: \d{{4}})?|\b{_MONTH} \d{{4}}|[,–—-] ?\d{{4}}|^\W*\d{{4}}\W*)$", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:À|AUX?|DE|DU|DES|EN|ET|OU|MAIS|QUI|QUE|DONT|DANS|SUR|SOUS|POUR|PAR|AVEC|SANS|CHEZ)\b|(?:D|QU)['’]",
    re.IGNORECASE,
)
"""How a cue begins that goes on with a phrase of the one before."""


def find_cards(cues: Sequence[Cue]) -> list[bool]:
    """Tell of each cue whether it is a card: in capitals among others that are not, a date, or what stands below one.

    >>> lines = ("Il dort.", "ÉPISODE 3", "Le retour", "Paris, 3 mai", "Il fait froid", "ce matin.")
    >>> find_cards([Cue(n, "", n, n + 1, line) for n, line in enumerate(lines)])
    [False, True, True, True, False, False]
    """
    capitals = [_in_capitals(cue.text) for cue in cues]
    if sum(capitals) > _MOST_CAPITALS * sum(bool(cue.text) for cue in cues):
        capitals = [False] * len(cues)
    found: list[bool] = []
    for number, cue in enumerate(cues):
        before, after = (cues[place].text if 0 <= place < len(cues) else "" for place in (number - 1, number + 1))
        is_below = bool(found) and found[-1]
        is_open = bool(before) and not is_below and not ends_sentence(before)
        goes_on = after[:1].islower()
        if capitals[number]:
            found.append(not goes_on and not (is_open and ends_sentence(cue.text)))
        else:
            is_short = len(cue.text.split()) <= _MOST_WORDS and not ends_sentence(cue.text)
            sets_apart = is_short and starts_upper(after) and not is_open
            is_dated = _DATED.search(cue.text) is not None
            found.append(sets_apart and (is_dated or (is_below and starts_upper(cue.text) and capitals[number - 1])))
    return found


def goes_on(card: str, text: str) -> bool:
    """Tell whether a card in capitals goes on in the next one.

    >>> goes_on("LES ENFANTS VONT", "À L'ÉCOLE"), goes_on("ÉPISODE 3", "LE RETOUR DU ROI"), goes_on("UN ROI,", "LÀ")
    (True, False, True)
    """
    return card.isupper() and text.isupper() and (card.endswith((",", ";")) or _GOES_ON.match(text) is not None)


def _in_capitals(text: str) -> bool:
    """Tell whether a text is in capitals, with more than an initial."""
    return text.isupper() and sum(map(str.isalpha, text)) >= _LEAST_LETTERS
