"""Why a reader should look twice at a pair, in words."""

from pipeline.checks import FLAGS
from pipeline.document import Bead


def reasons(bead: Bead) -> list[str]:
    """The meanings of a bead's flags; a human match that is not certain says how sure it is.

    >>> reasons(Bead((0,), (0,), "human", 0.42, flags=("doubtful_alignment",)))
    ['the match of French and English is unsure (42 %)']
    """
    return [_meaning(flag, bead) for flag in bead.flags]


def _meaning(flag: str, bead: Bead) -> str:
    words = FLAGS.get(flag, flag.replace("_", " "))
    return f"{words} ({bead.posterior:.0%})".replace("%", " %") if flag == "doubtful_alignment" else words
