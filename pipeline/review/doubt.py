"""What a reader should know of a pair: why to look twice, and who gave its English where that differs."""

from dataclasses import dataclass

from pipeline.document import Bead, Document
from pipeline.quality.checks import FLAGS


def reasons(bead: Bead) -> list[str]:
    """The meanings of a bead's flags; a human match that is not certain says how sure it is.

    >>> reasons(Bead((0,), (0,), "human", 0.42, flags=("doubtful_alignment",)))
    ['the match of French and English is unsure (42 %)']
    """
    return [_meaning(flag, bead) for flag in bead.flags]


def _meaning(flag: str, bead: Bead) -> str:
    words = FLAGS.get(flag, flag.replace("_", " "))
    return f"{words} ({bead.posterior:.0%})".replace("%", " %") if flag == "doubtful_alignment" else words


@dataclass(frozen=True, slots=True)
class Remark:
    """What a copy tells of a pair; `origin` is "machine", "corrected", or "" where nothing is to be told."""

    reasons: tuple[str, ...]
    origin: str


def remarks(document: Document) -> list[Remark]:
    """What a reader should know of each pair: the machine's English is told apart where there is a human translation.

    >>> from pipeline.document import Text
    >>> text = Text("fr", ())
    >>> found = remarks(Document("d", text, text, beads=(Bead((0,), (0,), "human"), Bead((1,), (1,)))))
    >>> [remark.origin for remark in found]
    ['', 'machine']
    """
    mixed = any(bead.origin == "human" and bead.target for bead in document.beads)
    return [Remark(tuple(reasons(bead)), _origin(bead, mixed)) for bead in document.beads]


def _origin(bead: Bead, mixed: bool) -> str:
    if bead.correction:
        return "corrected"
    return "machine" if mixed and bead.by_machine and bead.has_english else ""
