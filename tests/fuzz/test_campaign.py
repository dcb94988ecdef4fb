"""The campaign: reproducible, quick to give a sign, and proved by bugs that are planted for it."""

import io
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.fuzz.__main__ import numbered, table
from eval.fuzz.campaign import Tally
from eval.fuzz.containers import mutate, pack, unpack
from eval.fuzz.judging import Verdict, judge, make_input, spoilt
from eval.fuzz.planted import BUGS
from eval.fuzz.targets import TARGETS, Target, bytes_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs an alarm clock")
QUICK = sorted(set(TARGETS) - {"run", "resume", "align"})
FOUND = ("exception", "hang", "outside")


@pytest.mark.parametrize("name", QUICK)
def test_a_few_inputs_of_each_target(name: str) -> None:
    """The seeds as they are, past faults among them, and some that are spoilt."""
    verdicts = [judge(TARGETS[name], *make_input(TARGETS[name], number, 19)) for number in range(12)]
    assert [one for one in verdicts if one.word in FOUND] == []
    assert any(one.word == "yield" for one in verdicts)


@given(st.sampled_from(QUICK), st.randoms(use_true_random=False))
def test_no_spoilt_file_raises_what_is_not_documented(name: str, chance: Random) -> None:
    assert judge(TARGETS[name], *spoilt(TARGETS[name], chance)).word not in FOUND


@given(st.sampled_from(sorted(TARGETS)), st.integers(0, 10_000), st.integers(0, 3))
def test_an_input_is_made_again(name: str, number: int, seed: int) -> None:
    assert make_input(TARGETS[name], number, seed) == make_input(TARGETS[name], number, seed)


@given(st.randoms(use_true_random=False))
def test_an_archive_mostly_stays_one(chance: Random) -> None:
    seeds = [bytes_of(path) for path in TARGETS["docx"].seeds()]
    spoilt = [mutate(seeds[0], seeds, chance) for _ in range(30)]
    assert sum(zipfile.is_zipfile(io.BytesIO(one)) for one in spoilt) > 15


def test_parts_are_packed_and_unpacked() -> None:
    assert unpack(pack({"a/é.xml": b"<a/>", "b": b"\0"})) == {"a/é.xml": b"<a/>", "b": b"\0"}
    assert unpack(b"PK, and no archive") is None


def of(attack: str) -> Target:
    """A target that does something which no target may."""

    def does(path: Path, folder: Path) -> int:
        if attack == "outside":
            (folder.parent / f"{folder.name}.outside").touch()
            (folder.parent / f"{folder.name}.outside").unlink()
        elif attack == "exception":
            raise LookupError("nobody knows")
        elif attack == "inside":
            (folder / "inside").touch()
        return 1 if path.read_bytes() else 0

    return Target(attack, ("text",), does, 1)


@pytest.mark.parametrize(
    ("attack", "word"), [("outside", "outside"), ("exception", "exception"), ("inside", "yield"), ("none", "yield")]
)
def test_what_is_judged(attack: str, word: str) -> None:
    assert judge(of(attack), b"a", ".txt").word == word
    assert judge(of("none"), b"", ".txt") == Verdict("nothing")


def test_the_table_of_counts() -> None:
    tally = Tally()
    tally.add(("docx", 1), Verdict("yield"), 0.2)
    tally.add(("docx", 7), Verdict("exception", "pipeline/a.py:1 ValueError", "x"), 0.1)
    tally.add(("docx", 9), Verdict("exception", "pipeline/a.py:1 ValueError", "y"), 0.1)
    assert table(tally).splitlines()[2:] == [
        "| docx | 3 | 1 | 0 | 0 | 2 | 0 | 0 | 33% | 0.2 s |",
        "| all | 3 | 1 | 0 | 0 | 2 | 0 | 0 | 33% | 0.2 s |",
        "docx: exception 2 times at pipeline/a.py:1 ValueError, first by --number 7",
    ]


def test_inputs_are_shared_among_targets() -> None:
    chosen = Counter(name for name, _ in numbered(["docx", "run", "odt"], 1000))
    assert chosen == {"docx": 500, "run": 100, "odt": 400}


@pytest.mark.slow
def test_planted_bugs_are_found() -> None:
    command = [sys.executable, "-m", "eval.fuzz", "--prove"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.count(": found: ") == len(BUGS) == 5
    assert done.stdout.endswith("5 of 5 planted bugs found\n")
    assert done.returncode == 0
