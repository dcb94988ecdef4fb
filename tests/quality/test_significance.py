"""Paired tests: those of sacrebleu's command line; what can be counted by hand; no difference is never significant."""

import re
from itertools import product
from pathlib import Path

import pytest

from pipeline.quality.significance import Sampling, compare_systems
from tests.quality.sentences import references, sacrebleu, spoilt

_CELL = r"│\s*([\d.]+)(?: \(([\d.]+) ± ([\d.]+)\))?\s*"


@pytest.mark.slow
def test_tests_are_those_of_the_command_line(tmp_path: Path) -> None:
    texts = {"ref": references(), "a": spoilt(references(), 0.3, 1), "b": spoilt(references(), 0.25, 2)}
    for name, lines in texts.items():
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    [chrf] = compare_systems([texts["a"], texts["b"]], [texts["ref"]], ["chrf"])
    for test, p_value in (("bs", chrf.systems[1].bootstrap_p), ("ar", chrf.systems[1].randomisation_p)):
        common = ("ref", "-i", "a", "b", "-m", "chrf", "--width", "4", "--format", "text", "--no-color")
        told = sacrebleu(tmp_path, *common, f"--paired-{test}")
        values = re.findall(_CELL, told)
        assert [float(value) for value, *_ in values] == [round(one.value, 4) for one in chrf.systems]
        if test == "bs":
            intervals = [(float(mean), float(interval)) for _, mean, interval in values]
            assert intervals == [(round(one.mean or 0, 4), round(one.interval or 0, 4)) for one in chrf.systems]
        assert re.findall(r"p = ([\d.]+)", told) == [f"{p_value:.4f}"]
        assert chrf.signatures[test] in told


def test_randomisation_comes_near_to_all_swaps_there_are() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    wrong = [(3, 1), (4, 0), (2, 2), (5, 2), (1, 0), (3, 3), (6, 2), (2, 0), (4, 4), (3, 0)]  # words of each line
    lines = [[" ".join(["x"] * pair[side] + words[pair[side] :]) for pair in wrong] for side in (0, 1)]
    [ter] = compare_systems(lines, [[" ".join(words)] * len(wrong)], ["ter"], Sampling(0, 10_000))
    differences = [one - other for one, other in wrong]
    swapped = [abs(sum(map(int.__mul__, differences, signs))) for signs in product((1, -1), repeat=len(wrong))]
    expected = sum(size > sum(differences) for size in swapped) / len(swapped)
    assert ter.systems[1].bootstrap_p is None
    assert ter.systems[1].difference == pytest.approx(-sum(differences))  # in per cent of ten lines of ten words
    assert ter.systems[1].randomisation_p == pytest.approx(max(expected, 2 ** (1 - 7)), abs=0.01)


def test_equal_systems_do_not_differ_and_few_lines_prove_nothing() -> None:
    given = references(20)
    few = [f"{line} nothing" if number < 5 else line for number, line in enumerate(given)]
    for score in compare_systems([given, list(given), few], [given], ["bleu", "ter"], Sampling(100, 200)):
        _, same, other = score.systems
        assert (same.difference, same.bootstrap_p, same.randomisation_p, same.significant) == (0, 1, 1, False)
        assert other.randomisation_p == 0.0625
        assert not other.significant


def test_one_line_is_scored_but_not_tested() -> None:
    [score] = compare_systems([["The sea."], ["The sea was high."]], [["The sea was high."]], ["chrf"])
    assert [one.significant for one in score.systems] == [False, False]
    assert score.systems[1].bootstrap_p is None
    assert score.systems[1].value == 100
    assert "nrefs:1" in score.signatures[""]
