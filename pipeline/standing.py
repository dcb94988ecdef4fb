"""Standing: how far a reader may trust the English of a pair, in one of three words.

The one place where flags and adequacy become a word: data, copies, reports and reviews all ask `find_standing`.
"""

from typing import Literal, get_args

from pipeline.document import DUPLICATE, Bead

Standing = Literal["sure", "check", "poor"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)

MEANINGS: dict[Standing, str] = {
    "sure": "nothing speaks against it",
    "check": "worth a second look",
    "poor": "not to be trusted",
}
"""What each standing means to a reader."""

POOR = frozenset({"untranslated", "repetition", "doubtful_translation", "no_english"})
"""Flags of English that is not to be trusted; any other is a reason to look again."""

NO_DOUBT = frozenset({"boilerplate", DUPLICATE})
"""Flags that say nothing against the English."""

SURE = 0.8
"""The least adequacy of a pair that is sure. Of judged outputs 7 % have lost their meaning from it on, 31 % between it
and .5, 67 % below .5 (eval/LOG.md)."""


def find_standing(bead: Bead) -> Standing:
    """Tell how far the English of a bead may be trusted, by its flags and its adequacy.

    A pair that a person has read and found right is sure. Of English that a person gave only slips are flagged, such as
    a missing number: it is to be checked then, whatever its adequacy. That a pair repeats an earlier one says nothing
    against its English.

    >>> [find_standing(Bead((0,), (0,), scores={"adequacy": adequacy})) for adequacy in (0.9, 0.7)]
    ['sure', 'check']
    >>> find_standing(Bead((0,), (0,), flags=("repetition",))), find_standing(Bead((0,), (0,), flags=("moved",)))
    ('poor', 'check')
    """
    if bead.reviewed:
        return "sure"
    doubts = set(bead.flags) - NO_DOUBT
    if bead.correction:
        return "check" if doubts else "sure"
    if not POOR.isdisjoint(doubts):
        return "poor"
    return "check" if doubts or is_middling(bead) else "sure"


def is_middling(bead: Bead) -> bool:
    """Tell whether it is less than sure that a bead's English keeps the meaning, by its adequacy alone."""
    return bead.scores.get("adequacy", 1.0) < SURE and not (bead.correction or bead.reviewed)
