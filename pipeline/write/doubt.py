"""Why a reader should look twice at a pair, in words."""

from pipeline.document import Bead

MEANINGS = {
    "untranslated": "left in French",
    "repetition": "the translation repeats itself",
    "low_model_score": "the model is unsure of its words",
    "doubtful_alignment": "the match of French and English is unsure",
    "length_ratio": "one side is far longer than the other",
    "missing_numbers": "a number of the French is missing in the English",
    "no_english": "the English leaves this out",
    "no_french": "the English adds this",
}


def reasons(bead: Bead) -> list[str]:
    """The meanings of a bead's flags; a human match that is not certain says how sure it is.

    >>> reasons(Bead((0,), (0,), "human", 0.42, flags=("doubtful_alignment",)))
    ['the match of French and English is unsure (42 %)']
    """
    return [_meaning(flag, bead) for flag in bead.flags]


def _meaning(flag: str, bead: Bead) -> str:
    words = MEANINGS.get(flag, flag.replace("_", " "))
    return f"{words} ({bead.posterior:.0%})".replace("%", " %") if flag == "doubtful_alignment" else words
