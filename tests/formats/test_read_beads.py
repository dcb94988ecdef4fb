"""Alignments of other tools: read back as written, and refused where they are none."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.formats.alignments.read import parse_beads, read_beads
from pipeline.formats.alignments.write import ladder, vecalign, xces
from tests.conftest import Files

FORMATS: dict[str, Callable[[Sequence[Bead]], str]] = {
    "vecalign": lambda beads: "\n".join(vecalign(beads)),
    "ladder": lambda beads: "\n".join(ladder(beads)),
    "xces": lambda beads: "\n".join(xces(beads, ("a.fr", "a.en"))),
}


@pytest.mark.parametrize("name", FORMATS)
@given(sizes=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=8))
def test_what_was_written_is_read(name: str, sizes: list[tuple[int, int]]) -> None:
    beads, i, j = [], 0, 0
    for n, m in sizes:
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), "human"))
        i, j = i + n, j + m
    found = list(parse_beads(FORMATS[name](beads)))
    assert [(bead.source, bead.target) for bead in found] == [(bead.source, bead.target) for bead in beads]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no beads"),
        ("[0]:[0]:1\n[1] [2]", "line 2: expected a bead"),
        ("0 1 2\n", "line 1: no bead"),
        ('<cesAlign><link id="L1" xtargets="s1.1;s1.2"/></cesAlign>', "link 'L1': xtargets must be"),
        ("<cesAlign>", "not well-formed"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "refused"),
    ],
)
def test_what_is_no_alignment_is_told(files: Files, text: str, message: str) -> None:
    path: Path = files({"a.beads": text}) / "a.beads"
    with pytest.raises(InputError, match="a.beads: .*" + message):
        read_beads(path)
