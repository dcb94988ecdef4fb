"""Remarks: what a copy tells its reader of a pair, why to look again and who gave its target."""

from dataclasses import dataclass

from pipeline.document import Bead, Document
from pipeline.quality.flags import explain_flag


@dataclass(frozen=True, slots=True)
class Remark:
    """What a copy tells of a pair: its flags' meanings, and its `origin` where that is to be told.

    `origin` is "machine" or "corrected", or "" where nothing is to be told.
    """

    reasons: tuple[str, ...]
    origin: str


def make_remarks(document: Document) -> list[Remark]:
    """Make the remark of each bead: the machine's targets are told apart where others are a human translation.

    >>> from pipeline.document import Text
    >>> text = Text("fr", ())
    >>> found = make_remarks(Document("d", text, text, beads=(Bead((0,), (0,), "human"), Bead((1,), (1,)))))
    >>> [remark.origin for remark in found]
    ['', 'machine']
    """
    mixed = any(bead.origin == "human" and bead.target for bead in document.beads)
    return [Remark(tuple(explain_flag(bead)), _origin(bead, mixed)) for bead in document.beads]


def _origin(bead: Bead, mixed: bool) -> str:
    """Give the origin that is to be told of a bead's target, in a document where these are mixed or not."""
    if bead.correction:
        return "corrected"
    return "machine" if mixed and bead.by_machine and bead.has_english else ""
