"""Noise: what parallel data brings along that is no translation, seen in the two texts of one pair.

language      which language each side is in
damage        letters that a wrong encoding has spoilt
lengths       how unusual the lengths of the two sides are
copies        words of the French left standing in the English
boilerplate   menus, notices and lines without words
measure       all of it, as scores of pairs
flags         which of it is enough to look again
"""

from pipeline.noise.flags import MOST_DEVIATION, flag_noise, flag_relation, is_half_copied
from pipeline.noise.measure import NO_NOISE, Noise, measure_noise

__all__ = [
    "MOST_DEVIATION",
    "NO_NOISE",
    "Noise",
    "flag_noise",
    "flag_relation",
    "is_half_copied",
    "measure_noise",
]
