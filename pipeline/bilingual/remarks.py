"""Remarks: what a copy tells its reader of a pair, how far to trust it, why, and who gave its target."""

from dataclasses import dataclass

from pipeline.document import Bead, Document
from pipeline.pairs import find_giver
from pipeline.quality.flags import explain_flag
from pipeline.standing import Standing, find_standing

ORIGINS = {"machine": "translated by machine", "corrected": "corrected by a person"}
"""What a reader is told of who gave a target."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a copy tells of a pair: its standing and the reasons for it, and its `origin` where that is to be told.

    `origin` is "machine" or "corrected", or "" where nothing is to be told.
    """

    standing: Standing = "sure"
    reasons: tuple[str, ...] = ()
    origin: str = ""

    @property
    def told(self) -> str:
        """All of it in words; "" where there is nothing to be told."""
        standing = {"check": "to check: ", "poor": "poor: "}.get(self.standing, "")
        doubt = f"{standing}{', '.join(self.reasons)}" if standing else ""
        return "; ".join(filter(None, [doubt, ORIGINS.get(self.origin, "")]))


def make_remarks(document: Document) -> list[Remark]:
    """Make the remark of each bead: the machine's targets are told apart where others are a human translation.

    >>> from pipeline.document import Hypothesis, Text
    >>> beads = (Bead((0,), (0,), "human"), Bead((1,), (1,), flags=("moved",)))
    >>> text, hypotheses = Text("fr", ()), (Hypothesis("Yes."), Hypothesis("No."))
    >>> [remark.told for remark in make_remarks(Document("d", text, text, hypotheses, beads))]
    ['', 'to check: the English has this elsewhere; translated by machine']
    """
    mixed = any(bead.origin == "human" and bead.target for bead in document.beads)
    return [_remark(bead, document, mixed) for bead in document.beads]


def is_by_machine(document: Document) -> bool:
    """Tell whether no pair of a document has a human translation, and some have a machine's."""
    givers = {find_giver(bead, document) for bead in document.beads}
    return "machine" in givers and "human" not in givers


def _remark(bead: Bead, document: Document, mixed: bool) -> Remark:
    """Make the remark of a bead, in a document where human and machine translations are mixed or not."""
    standing, giver = find_standing(bead), find_giver(bead, document)
    reasons = tuple(explain_flag(bead)) if standing != "sure" else ()
    told = giver == "corrected" or (giver == "machine" and mixed)
    return Remark(standing, reasons, giver if told else "")
