"""What the aligner is told and what it says: paragraphs, other tools' formats, warnings, a model as judge."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.alignment import Helpers, align
from pipeline.commands import main
from pipeline.document import Bead
from pipeline.formats.alignments.write import ladder, vecalign, xces
from pipeline.quality.warnings import find_warnings
from pipeline.translation.judge import ModelJudge
from pipeline.translation.model import find_model

FRENCH = ["Le vieux moulin brûlait.", "Paul courut au village.", "Personne ne répondit."]
ENGLISH = ["The old mill was burning.", "Paul ran to the village.", "Nobody answered."]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6))
def test_every_format_covers_both_sides(sizes: list[tuple[int, int]]) -> None:
    beads: list[Bead] = []
    for n, m in sizes:
        i, j = sum(len(b.source) for b in beads), sum(len(b.target) for b in beads)
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), "human"))
    last = list(ladder(beads))[-1].split("\t")
    assert [int(last[0]), int(last[1])] == [sum(n for n, _ in sizes), sum(m for _, m in sizes)]
    assert len(list(vecalign(beads))) == len(sizes)
    links = etree.fromstring("\n".join(xces(beads, ('a "1".fr', "a&b.en"))).encode()).iter("link")
    listed = [str(link.attrib["xtargets"]).split(";")[0].split() for link in links]
    assert [int(number) for row in listed for number in row] == list(range(1, sum(n for n, _ in sizes) + 1))


def test_paragraphs_decide_where_words_do_not() -> None:
    source, target = ["Oui.", "Oui.", "Oui."], ["Yes.", "Yes, yes."]
    beads = align(source, target, paragraphs=([0, 1, 1], [0, 1]))
    assert [(bead.source, bead.target) for bead in beads] == [((0,), (0,)), ((1, 2), (1,))]


def test_the_model_prefers_the_right_translation() -> None:
    judge = ModelJudge(find_model("embedded"))
    right, wrong = judge([(FRENCH[2], ENGLISH[2]), (FRENCH[2], ENGLISH[1])])
    assert right > wrong


def test_a_judge_is_asked_about_doubtful_pairs_only() -> None:
    asked: list[tuple[str, str]] = []

    def judge(pairs: Sequence[tuple[str, str]]) -> list[float]:
        asked.extend(pairs)
        return [0.0] * len(pairs)

    align(ENGLISH, ENGLISH, helpers=Helpers(judge=judge))
    assert (ENGLISH[0], ENGLISH[2]) not in asked


def test_unrelated_texts_are_said_to_be() -> None:
    chance = random.Random(4)  # noqa: S311 (repeatable)
    words = [[a + b + c for a in first for b in "aeiou" for c in "lnrst"] for first in ("bcdfg", "hjkmp")]
    texts = [[" ".join(chance.choices(side, k=chance.randint(2, 30))) for _ in range(60)] for side in words]
    assert find_warnings([Bead((0,), (0,), "human")], [], []) == []
    assert "counterpart" in find_warnings(align(*texts), *texts)[0]


def test_lines_with_paragraphs_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"a.fr": FRENCH, "a.en": ENGLISH, "p.fr": ["0", "0", "1"], "p.en": ["0", "0", "1"], "bad": ["0"]}
    for name, lines in files.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [
        "align",
        "--lines",
        str(tmp_path / "a.fr"),
        str(tmp_path / "a.en"),
        "--paragraphs",
        str(tmp_path / "p.fr"),
    ]
    assert main([*command, str(tmp_path / "p.en")]) == 0
    printed = [line.rsplit(":", 1)[0] for line in capsys.readouterr().out.splitlines()]
    assert printed == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert main([*command, str(tmp_path / "bad")]) == 2
    assert "as many lines" in capsys.readouterr().err
