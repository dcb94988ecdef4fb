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

from pipeline.boundary import reading
from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.formats.alignments.xces import Ids, beads_of, choose_group, parse_groups, read_groups
from pipeline.io.compressed import begin_of, read_whole
from pipeline.io.encoding import decode
from pipeline.io.lines import split
from pipeline.io.xml import parse_xml

_VECALIGN = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\](?:\s*:.*)?")
_LADDER = re.compile(r"(\d+)\t(\d+)(?:\t(?:(-?\d{1,9}(?:\.\d{1,18})?)\s*$)?.*)?")
_MOST = 5_000_000
"""Sentences that a side may have, some thirty times as many as the Bible has; chosen by hand. A ladder names its first
and its last sentence only, and a wrong number in it would fill the memory."""


def read_beads(
    path: Path, texts: tuple[Path, Path] | None = None, ids: tuple[Ids, Ids] | None = None
) -> tuple[Bead, ...]:
    """Read the beads of a file, in its order.

    `texts` are the two files that it aligns, by which XCES for many texts finds those beads; `ids` are those of the
    sentences where the texts give them some.

    Raises:
        InputError: it cannot be read, or holds no beads; the message names the file and the line.
    """
    with reading(path):
        if not begin_of(path, 4096).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
            return tuple(parse_beads(decode(read_whole(path))[0]))
        groups = read_groups(path)
        if texts is None:
            return tuple(beads_of([link for group in groups for link in group.links], ids))
        return tuple(beads_of(choose_group(groups, *texts).links, ids))


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
        groups = parse_groups(parse_xml(content.encode()))
        return beads_of([link for group in groups for link in group.links])
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
        source, target = (
            tuple(_sentence(number, name) for name in re.findall(r"\d+", side)) for side in found.groups()
        )
        yield Bead(source, target, "human")


def _ladder(lines: Iterable[tuple[int, str]]) -> Iterator[Bead]:
    """Read the beads between the rungs of a ladder, one rung a line."""
    rungs: list[tuple[int, int]] = []
    qualities: list[dict[str, float]] = []
    for number, line in lines:
        found = _LADDER.fullmatch(line)
        if not found:
            raise InputError(
                f"line {number}: no bead of vecalign ([0]:[0, 1]:0.15), no rung of hunalign's ladder (numbers with "
                f"tabs between), no XCES: {line.strip()[:40]!r}"
            )
        rungs.append((_sentence(number, found[1]), _sentence(number, found[2])))
        qualities.append({"hunalign": float(found[3])} if found[3] else {})
        if len(rungs) > 1 and not all(map(int.__le__, rungs[-2], rungs[-1])):
            raise InputError(f"line {number}: the rungs of a ladder never fall, and here follows {found[0][:40]!r}")
    for ((source, target), (source_end, target_end)), scores in zip(pairwise(rungs), qualities, strict=False):
        if (source, target) != (source_end, target_end):
            yield Bead(tuple(range(source, source_end)), tuple(range(target, target_end)), "human", scores=scores)


def _sentence(line: int, name: str) -> int:
    """Give the number of a sentence.

    Raises:
        InputError: it is so large that no text has it.
    """
    digits = name.lstrip("0")
    if len(digits) > len(str(_MOST)) or int(digits or 0) > _MOST:
        raise InputError(f"line {line}: sentence {name[:20]} is more than {_MOST}, which no text has")
    return int(digits or 0)
