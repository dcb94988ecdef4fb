"""Read alignments that other tools made, or a person: which sentences belong together, numbered from 0.

vecalign   `[0]:[0, 1]:0.15` a line; Bertalign's too (https://github.com/thompsonb/vecalign)
ladder     hunalign's: `source<TAB>target<TAB>score` for each border between beads
xces       OPUS' `<link xtargets="1;1 2" certainty="0.97" />`, numbered from 1 (https://opus.nlpl.eu)

Such beads are taken as they are, with posterior 1: the tools' scores and costs are no probabilities.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.files import read_bytes
from pipeline.io.encoding import decode
from pipeline.io.lines import split
from pipeline.io.xml import parse_xml

_VECALIGN = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\](?:\s*:.*)?")
_LADDER = re.compile(r"(\d+)\t(\d+)(?:\t.*)?")
_SIDES = 2  # source and target


def read_beads(path: Path) -> tuple[Bead, ...]:
    """Read the beads of a file, in its order.

    Raises:
        InputError: it cannot be read, or holds no beads; the message names the file and the line.
    """
    data = read_bytes(path)
    try:
        return tuple(parse_beads(decode(data)[0]))
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None


def parse_beads(content: str) -> Iterator[Bead]:
    r"""Read the beads of a text in any of the three formats, told by how it begins.

    Raises:
        InputError: a line holds no bead, or there are none at all.

    >>> [(bead.source, bead.target) for bead in parse_beads("[0]:[0, 1]:0.15\n[1]:[]:1.0\n")]
    [((0,), (0, 1)), ((1,), ())]
    >>> [(bead.source, bead.target) for bead in parse_beads("0\t0\t0.3\n1\t2\t0.9\n")]
    [((0,), (0, 1))]
    """
    if content.lstrip().startswith("<"):
        return _xces(content)
    lines = [(number, line) for number, line in enumerate(split(content), 1) if line.strip()]
    if not lines:
        raise InputError("holds no beads")
    return _vecalign(lines) if lines[0][1].lstrip().startswith("[") else _ladder(lines)


def _vecalign(lines: Iterable[tuple[int, str]]) -> Iterator[Bead]:
    """Read the beads of numbered lines, one a line."""
    for number, line in lines:
        found = _VECALIGN.fullmatch(line.strip())
        if not found:
            raise InputError(f"line {number}: expected a bead such as [0]:[0, 1]:0.15, got {line.strip()[:40]!r}")
        source, target = (tuple(map(int, re.findall(r"\d+", side))) for side in found.groups())
        yield Bead(source, target, "human")


def _ladder(lines: Iterable[tuple[int, str]]) -> Iterator[Bead]:
    """Read the beads between the rungs of a ladder, one rung a line."""
    rungs: list[tuple[int, int]] = []
    for number, line in lines:
        found = _LADDER.fullmatch(line)
        if not found:
            raise InputError(
                f"line {number}: no bead of vecalign ([0]:[0, 1]:0.15), no rung of hunalign's ladder (numbers with "
                f"tabs between), no XCES: {line.strip()[:40]!r}"
            )
        rungs.append((int(found[1]), int(found[2])))
    for (source, target), (source_end, target_end) in pairwise(rungs):
        if (source, target) != (source_end, target_end):
            yield Bead(tuple(range(source, source_end)), tuple(range(target, target_end)), "human")


def _xces(content: str) -> Iterator[Bead]:
    """Read the links of an XCES document."""
    for link in parse_xml(content.encode()).iter("{*}link"):
        sides = [side.split() for side in link.get("xtargets", "").split(";")]
        if len(sides) != _SIDES or not all(name.isdecimal() for side in sides for name in side):
            name = link.get("id") or link.get("xtargets")
            raise InputError(
                f"link {name!r}: xtargets must be sentence numbers from 1, such as 1;1 2; "
                "identifiers such as s1.2 need the corpus' own XML files"
            )
        source, target = (tuple(int(name) - 1 for name in side) for side in sides)
        yield Bead(source, target, "human")
