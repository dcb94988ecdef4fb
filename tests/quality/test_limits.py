"""Limits: read strictly, counted over pairs, and told in a line; they change nothing that is written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, run
from pipeline.commands import main
from pipeline.document import Bead, Document, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.quality.imported import SCORES
from pipeline.quality.limits import check_scores, find_exceeded, parse_limit
from tests.conftest import Files
from tests.runs.test_run import hashes


def document(*adequacy: float | None) -> Document:
    """Pairs of some adequacy; those of under a half have a flag."""
    beads = tuple(
        Bead((n,), (n,), "human", scores={} if p is None else {"adequacy": p}, flags=("altered",) * ((p or 1) < 0.5))
        for n, p in enumerate(adequacy)
    )
    paragraphs = tuple(Paragraph("Oui.", segments=(Segment(0, 4),)) for _ in adequacy)
    return Document("d", Text("fr", paragraphs), beads=beads)


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ("adequacy<.3:50%", []),
        ("adequacy<.3:49%", ["--fail-on adequacy<.3:49%: 2 of 4 pairs, and at most 49 % may be"]),
        ("adequacy < 0.3 : 2", []),
        ("adequacy<.3:1", ["--fail-on adequacy<.3:1: 2 of 4 pairs, and at most 1 may be"]),
        ("adequacy<.2:0", ["--fail-on adequacy<.2:0: 1 of 4 pairs, and none may be"]),
        ("adequacy>.8:0%", ["--fail-on adequacy>.8:0%: 1 of 4 pairs, and at most 0 % may be"]),
        ("flag=altered:0", ["--fail-on flag=altered:0: 2 of 5 pairs, and none may be"]),
        ("flag=altered:40%", []),
        ("model_score<-1:0", []),  # no pair has one
    ],
)
def test_pairs_are_counted_against_a_limit(limit: str, told: list[str]) -> None:
    documents = [document(0.1, 0.2), document(0.5, 0.9, None)]
    assert find_exceeded([parse_limit(limit)], documents) == told


def test_what_a_person_corrected_is_not_counted_by_its_scores() -> None:
    beads = (Bead((0,), (), correction="Yes.", scores={"adequacy": 0.1}, flags=("altered",)),)
    corrected = Document("d", Text("fr", (Paragraph("Oui.", segments=(Segment(0, 4),)),)), beads=beads)
    assert not find_exceeded([parse_limit("adequacy<.5:0")], [corrected])
    assert find_exceeded([parse_limit("flag=altered:0")], [corrected])


@pytest.mark.parametrize(
    "text",
    [
        "", "adequacy", "adequacy<.3", "adequacy<:1%", "adequacy=.3:1%", "adequacy<.3:", "adequacy<.3:1.5",
        "adequacy<.3:-1", "adequacy<.3:101%", "adequacy<.3:1%%", "adequcy<.3:1%", "flag=bad:0", "flag<.3:1%",
        "flag=altered", "adequacy<nan:1", "adequacy<1e3:1", "adequacy<.3:1%x", "comet<.3:1%",
    ],
)  # fmt: skip
def test_what_is_no_limit_is_told_in_a_line(text: str) -> None:
    with pytest.raises(InputError, match=r"^--fail-on .*") as error:
        check_scores([parse_limit(text)], SCORES)
    assert "\n" not in str(error.value)


@given(st.lists(st.floats(0, 1)), st.floats(0, 1).map(lambda x: round(x, 3)), st.integers(0, 5))
def test_a_limit_is_exceeded_if_more_pairs_are_below(values: list[float], bound: float, most: int) -> None:
    told = find_exceeded([parse_limit(f"adequacy<{bound:.3f}:{most}")], [document(*values)])
    assert bool(told) == (sum(value < bound for value in values) > most)


def test_a_run_fails_on_a_limit_and_writes_the_same(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.fr.txt": "En 1998.\n\nPaul dort.\n", "a.en.txt": "In 1989.\n\nPaul sleeps.\n"})
    given = {"files": str(folder / "a.fr.txt"), "reference": str(folder / "a.en.txt")}
    options = {"read": given, "translate": {"engine": "none"}, "output": str(folder / "out")}
    free = run(make_config(options))
    before = hashes(folder / "out")
    result = run(make_config(options), fail_on=["flag=missing_numbers:0", "adequacy<0:0"])
    assert (free.exit_code, result.exit_code, result.made) == (0, 1, 0)
    assert result.exceeded == ("--fail-on flag=missing_numbers:0: 1 of 2 pairs, and none may be",)
    assert hashes(folder / "out") == before
    line = ["run", str(folder / "a.fr.txt"), "--reference", str(folder / "a.en.txt"), "--out", str(folder / "out")]
    line += ["--set", "translate.engine=none", "--fail-on"]
    assert main([*line, "flag=missing_numbers:0", "--fail-on", "adequacy<0:0"]) == 1
    assert "flag=missing_numbers:0: 1 of 2 pairs, and none may be" in capsys.readouterr().err
    assert main([*line, "flag=missing_numbers:1"]) == 0


def test_a_limit_may_be_of_a_score_in_a_column(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.csv": "fr,en,bicleaner\nOui.,Yes.,0.9\nNon.,No.,0.2\n"})
    line = ["run", str(folder / "a.csv"), "--out", str(folder / "out"), "--set", "translate.engine=none"]
    line += ["--set", "write.formats=moses", "--fail-on"]
    assert main([*line, "bicleaner<.5:1"]) == 0
    assert main([*line, "bicleaner<.5:0"]) == 1
    assert "bicleaner<.5:0: 1 of 2 pairs, and none may be" in capsys.readouterr().err
    assert main([*line, "bicleener<.5:0"]) == 2
    assert "there is no score 'bicleener'; there are addition, adequacy, bicleaner," in capsys.readouterr().err


def test_a_limit_that_is_none_stops_before_anything_is_done(files: Files) -> None:
    folder = files({"a.fr.txt": "Oui.\n"})
    assert main(["run", str(folder / "a.fr.txt"), "--out", str(folder / "out"), "--fail-on", "adequacy:1"]) == 2
    assert not Path(folder / "out").exists()
