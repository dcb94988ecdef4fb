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


NO_RUNG = "no bead of vecalign ([0]:[0, 1]:0.15), no rung of hunalign's ladder (numbers with tabs between), no XCES"
NO_NUMBERS = (
    "xtargets must be sentence numbers from 1, such as 1;1 2; identifiers such as s1.2 need the corpus' own XML files"
)


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
        (" \n\n", "holds no beads"),
        ("[0]:[0]:1\n\n[1] [2]", "line 3: expected a bead such as [0]:[0, 1]:0.15, got '[1] [2]'"),
        ("[0]:[0]\n" + "x" * 41, f"line 2: expected a bead such as [0]:[0, 1]:0.15, got '{'x' * 40}'"),
        ("0\t0\t1\n 0 1 2 " + "x" * 41, f"line 2: {NO_RUNG}: '0 1 2 {'x' * 34}'"),
        (
            '<cesAlign><link id="L1" xtargets="s1.1;s1.2"/></cesAlign>',
            f"link 'L1': {NO_NUMBERS}",
        ),
        ('<cesAlign><link xtargets="1;2;3"/></cesAlign>', f"link '1;2;3': {NO_NUMBERS}"),
        ("<cesAlign><link/></cesAlign>", f"link 'line 1': {NO_NUMBERS}"),
        ("<cesAlign>", "is not well-formed XML: Premature end of data in tag cesAlign line 1, line 1, column 11"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a/>', "is refused: it declares XML entities"),
    ],
)
def test_what_is_no_alignment_is_told(files: Files, text: str, message: str) -> None:
    path: Path = files({"a.beads": text}) / "a.beads"
    with pytest.raises(InputError) as caught:
        read_beads(path)
    assert str(caught.value) == f"{path}: {message}"


def test_alignments_of_other_tools() -> None:
    def found(text: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        beads = list(parse_beads(text))
        assert {(bead.origin, bead.posterior) for bead in beads} == {("human", 1.0)}
        return [(bead.source, bead.target) for bead in beads]

    assert found("\n [0, 1] : [0]:0.1 \n[]:[ 1,2 ]\n") == [((0, 1), (0,)), ((), (1, 2))]
    assert found("0\t0\t0.3\r\n1\t0\n\n3\t1\t-1\tx\n3\t1") == [((0,), ()), ((1, 2), (0,))]
    links = '<link xtargets="1;1 2" certainty="0.97"/><link xtargets="2;"/><link id="a" xtargets=" ;3"/>'
    assert found(f'\n<a xmlns="urn:a"><linkGrp>{links}</linkGrp></a>') == [((0,), (0, 1)), ((1,), ()), ((), (2,))]


MOVED_BEADS = [
    Bead((0,), (2,), "human", 0.75, flags=("moved",)),
    Bead((1, 2), (0, 1), "human", 0.5),
    Bead((3,), (), "human", 1.0),
    Bead((4,), (4,), "human", 0.12345),
    Bead((5,), (3,), "human", 0.25, flags=("moved",)),
    Bead((), (5,), "human", 0.0),
]


def test_what_is_written() -> None:
    assert list(vecalign(MOVED_BEADS[:3])) == ["[0]:[2]:0.7500", "[1, 2]:[0, 1]:0.5000", "[3]:[]:1.0000"]
    assert list(ladder(MOVED_BEADS)) == [
        *("0\t0\t0.0000", "1\t0\t0.5000", "3\t2\t1.0000", "4\t2\t0.0000", "4\t4\t0.1235", "5\t5\t0.0000"),
        *("6\t5\t0.0000", "6\t6\t0"),
    ]
    assert list(ladder(MOVED_BEADS[:2])) == ["0\t0\t0.0000", "1\t0\t0.5000", "3\t2\t0.0000", "3\t3\t0"]
    assert list(xces(MOVED_BEADS[1:3], ('a"&.fr', "a.en"))) == [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">',
        '<cesAlign version="1.0">',
        "<linkList><!-- sentences are counted from 1 -->",
        '<linkGrp targType="s" fromDoc=\'a"&amp;.fr\' toDoc="a.en">',
        '<link id="SL1" xtargets="2 3;1 2" certainty="0.5000" />',
        '<link id="SL2" xtargets="4;" certainty="1.0000" />',
        "</linkGrp></linkList>",
        "</cesAlign>",
    ]
