"""What the beads of a whole document say against it: not a translation, or not all of one."""

from collections.abc import Sequence

from pipeline.document import Bead

_FEW = 0.5
_UNSURE = 0.5


def doubts(beads: Sequence[Bead]) -> str:
    """One line when a text and its human translation hardly correspond; "" when they do, or when one is empty.

    >>> doubts([Bead((0,), (), "human"), Bead((1,), (0,), "human", posterior=0.2)])
    'only 0 of 2 French sentences have a sure counterpart; is this the translation, and is it English?'
    """
    sentences = sum(len(bead.source) for bead in beads)
    human = [bead for bead in beads if bead.origin == "human"]
    others = sum(len(bead.target) for bead in human)
    sure = [bead for bead in human if bead.source and bead.target and bead.posterior >= _UNSURE]
    matched, answered = sum(len(bead.source) for bead in sure), sum(len(bead.target) for bead in sure)
    if not sentences or not others or max(matched / sentences, answered / others) >= _FEW:
        return ""
    return (
        f"only {matched} of {sentences} French sentences have a sure counterpart; "
        "is this the translation, and is it English?"
    )
