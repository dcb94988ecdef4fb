"""Flags: reasons to look again at a pair, and what each means to a reader.

The score stage gives them, copies and reports explain them, a review hands out the pairs that have any.
"""

from collections.abc import Iterator

from pipeline.document import DUPLICATE, Bead
from pipeline.standing import is_middling

FLAGS = {
    "untranslated": "left in French",
    "repetition": "the translation repeats itself",
    "doubtful_translation": "the meaning is probably not kept",
    "doubtful_alignment": "the match of French and English is unsure",
    "moved": "the English has this elsewhere",
    "length_ratio": "one side is far longer than the other",
    "unrelated": "the two sides are hardly of the same thing",
    "omission": "the English leaves out a part of this",
    "addition": "the English adds a part to this",
    "wrong_language": "one side is not in its language",
    "damaged_text": "letters are damaged, as by a wrong encoding",
    "boilerplate": "menus, notices of a site, addresses or signs, and hardly any text",
    "missing_numbers": "a number of the French is missing or different in the English",
    "negation": "a negation of the French is missing in the English, or the English adds one",
    "altered": "an address, a code, a number or a sign is not as the French has it",
    "punctuation": "quotation marks or brackets may stand elsewhere than in the French",
    "missing_terms": "a term of the glossary is missing in the English",
    DUPLICATE: "the same, or nearly, stands earlier in the corpus",
    "no_english": "the English leaves this out",
    "no_french": "the English adds this",
}
"""Every flag, and what it means to a reader."""

MIDDLING = "the meaning may not be kept"
"""What it means to a reader that adequacy alone makes a pair one to check."""


def explain_flag(bead: Bead) -> Iterator[str]:
    """Explain the flags of a bead, one after the other, or why it is to be checked without any.

    What is a probability says how sure it is.

    >>> list(explain_flag(Bead((0,), (0,), "human", 0.42, flags=("doubtful_alignment",))))
    ['the match of French and English is unsure (42 %)']
    >>> list(explain_flag(Bead((0,), (0,), scores={"adequacy": 0.72})))
    ['the meaning may not be kept (72 % that it is)']
    """
    for flag in bead.flags:
        meaning = FLAGS.get(flag, flag.replace("_", " "))
        yield f"{meaning} ({100 * bead.posterior:.0f} %)" if flag == "doubtful_alignment" else meaning
    if not bead.flags and is_middling(bead):
        yield f"{MIDDLING} ({int(100 * bead.scores['adequacy'])} % that it is)"
