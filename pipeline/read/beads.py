"""Alignments that other tools made, or a person: which sentences belong together, numbered from 0.

vecalign   `[0]:[0, 1]:0.15` a line; Bertalign's too (https://github.com/thompsonb/vecalign)
ladder     hunalign's: `source<TAB>target<TAB>score` for each border between beads
xces       OPUS' `<link xtargets="1;1 2" certainty="0.97" />`, numbered from 1 (https://opus.nlpl.eu)

What a tool says of its certainty is kept where it is a probability; vecalign's cost is none.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.read.encoding import decode
from pipeline.read.markup import parse_xml

_VECALIGN = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\](?:\s*:.*)?")
_LADDER = re.compile(r"(\d+)\t(\d+)(?:\t\s*(\S*))?\s*")
_SIDES = 2


def read_beads(path: Path) -> tuple[Bead, ...]:
    """The beads of a file, in its order; raises InputError, which names the file and the line."""
    try:
        content, _ = decode(path.read_bytes(), "auto")
        return tuple(parse(content))
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None
    except OSError as problem:
        raise InputError(f"{path}: cannot be read: {problem.strerror}") from None


def parse(content: str) -> Iterator[Bead]:
    r"""The beads of a text in any of the three formats, told by how it begins.

    >>> [(bead.source, bead.target) for bead in parse("[0]:[0, 1]:0.15\n[1]:[]:1.0\n")]
    [((0,), (0, 1)), ((1,), ())]
    >>> [(bead.source, bead.target, bead.posterior) for bead in parse("0\t0\t0.3\n1\t2\t0.9\n")]
    [((0,), (0, 1), 0.3)]
    """
    if content.lstrip().startswith("<"):
        return _xces(content)
    lines = [(number, line) for number, line in enumerate(content.splitlines(), 1) if line.strip()]
    if not lines:
        raise InputError("holds no beads")
    return _vecalign(lines) if lines[0][1].lstrip().startswith("[") else _ladder(lines)


def _vecalign(lines: Iterable[tuple[int, str]]) -> Iterator[Bead]:
    for number, line in lines:
        found = _VECALIGN.fullmatch(line.strip())
        if not found:
            raise InputError(f"line {number}: expected a bead such as [0]:[0, 1]:0.15, got {line.strip()[:40]!r}")
        yield _bead(re.findall(r"\d+", found[1]), re.findall(r"\d+", found[2]))


def _ladder(lines: Iterable[tuple[int, str]]) -> Iterator[Bead]:
    rungs: list[tuple[int, int, str]] = []
    for number, line in lines:
        found = _LADDER.fullmatch(line)
        if not found:
            raise InputError(
                f"line {number}: no bead of vecalign ([0]:[0, 1]:0.15), no rung of hunalign's ladder (numbers with "
                f"tabs between), no XCES: {line.strip()[:40]!r}"
            )
        rungs.append((int(found[1]), int(found[2]), found[3] or ""))
    for (source, target, score), (source_end, target_end, _) in pairwise(rungs):
        if (source, target) != (source_end, target_end):
            yield _bead(range(source, source_end), range(target, target_end), score)


def _xces(content: str) -> Iterator[Bead]:
    for link in parse_xml(content.encode()).iter("{*}link"):
        sides = [side.split() for side in link.get("xtargets", "").split(";")]
        if len(sides) != _SIDES or not all(name.isdecimal() for side in sides for name in side):
            name = link.get("id") or link.get("xtargets")
            raise InputError(
                f"link {name!r}: xtargets must be sentence numbers from 1, such as 1;1 2; "
                "identifiers such as s1.2 need the corpus' own XML files"
            )
        source, target = ([int(name) - 1 for name in side] for side in sides)
        yield _bead(source, target, link.get("certainty", ""))


def _bead(source: Iterable[int | str], target: Iterable[int | str], certainty: str = "") -> Bead:
    """A bead; its certainty is a probability where it can be one, and full where the file has none."""
    try:
        posterior = float(certainty)
    except ValueError:
        posterior = 1.0
    sides = tuple(map(int, source)), tuple(map(int, target))
    return Bead(*sides, "human", posterior if 0 <= posterior <= 1 else 1.0)
