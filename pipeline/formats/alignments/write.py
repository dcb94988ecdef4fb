"""Write alignments as other tools do; sentences are numbered from 0 here and from 1 in XCES.

vecalign   `[0]:[0, 1]:0.97` a bead (https://github.com/thompsonb/vecalign); Bertalign's too
ladder     hunalign's: a line for each border between beads, `source<TAB>target<TAB>score of the bead after`
xces       OPUS' `<link xtargets="1;1 2" />` (https://opus.nlpl.eu)
"""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import quoteattr

from pipeline.document import MOVED, Bead


def vecalign(beads: Iterable[Bead]) -> Iterator[str]:
    """Write each bead as a line.

    >>> list(vecalign([Bead((0,), (0, 1), posterior=0.97)]))
    ['[0]:[0, 1]:0.9700']
    """
    for bead in beads:
        yield f"{list(bead.source)}:{list(bead.target)}:{bead.posterior:.4f}"


def ladder(beads: Sequence[Bead]) -> Iterator[str]:
    r"""Write each rung as a line: how many sentences of either side lie before it; no bead follows the last.

    A ladder only climbs: sentences of moved passages stand in it as if they had no counterpart.

    >>> list(ladder([Bead((0,), (0, 1), posterior=0.97)]))
    ['0\t0\t0.9700', '1\t2\t0']
    """
    source = target = 0
    for bead in _climbing(beads):
        yield f"{source}\t{target}\t{bead.posterior:.4f}"
        source, target = source + len(bead.source), target + len(bead.target)
    yield f"{source}\t{target}\t0"


def _climbing(beads: Sequence[Bead]) -> Iterator[Bead]:
    """Give the beads with the two sides of moved ones apart, each in its order."""
    done = 0
    for bead in beads:
        if MOVED in bead.flags:
            yield Bead(bead.source, (), "human", 0.0)
            continue
        if bead.target:
            yield from _passed(done, bead.target[0])
            done = bead.target[-1] + 1
        yield bead
    yield from _passed(done, sum(len(bead.target) for bead in beads))


def _passed(start: int, end: int) -> Iterator[Bead]:
    """Give a bead of the target sentences from `start` to `end`, whose source is elsewhere, if there are any."""
    if start < end:
        yield Bead((), tuple(range(start, end)), "human", 0.0)


def xces(beads: Iterable[Bead], names: tuple[str, str]) -> Iterator[str]:
    """Give the lines of an XCES document that aligns two named files.

    >>> list(xces([Bead((0,), (0, 1), posterior=0.97)], ("a.fr", "a.en")))[5]
    '<link id="SL1" xtargets="1;1 2" certainty="0.9700" />'
    """
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">'
    yield '<cesAlign version="1.0">'
    yield "<linkList><!-- sentences are counted from 1 -->"
    yield f'<linkGrp targType="s" fromDoc={quoteattr(names[0])} toDoc={quoteattr(names[1])}>'
    for number, bead in enumerate(beads, 1):
        sides = ";".join(" ".join(str(sentence + 1) for sentence in side) for side in (bead.source, bead.target))
        yield f'<link id="SL{number}" xtargets="{sides}" certainty="{bead.posterior:.4f}" />'
    yield "</linkGrp></linkList>"
    yield "</cesAlign>"
