"""Corpus scores: to the last digit those of sacrebleu's command line, and never an exception."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.quality.corpus_scores import TITLES, measure, rounded, sentence_scores
from tests.quality.sentences import references, sacrebleu, spoilt


@pytest.mark.slow
def test_scores_are_those_of_the_command_line(tmp_path: Path) -> None:
    first, hypotheses = references(), spoilt(references(), 0.3, 1)
    second = spoilt(references(), 0.1, 2)
    for name, lines in (("hyp", hypotheses), ("ref1", first), ("ref2", second)):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    common = ("ref1", "ref2", "-i", "hyp", "--width", "4", "--confidence", "--format", "json")
    told = [
        *json.loads(sacrebleu(tmp_path, *common, "-m", "bleu", "chrf", "ter")),
        json.loads(sacrebleu(tmp_path, *common, "-m", "chrf", "--chrf-word-order", "2")),
    ]
    expected = {
        one["name"]: (one["score"], one["signature"], one["confidence_mean"], one["confidence_var"]) for one in told
    }
    found = rounded(measure(hypotheses, [first, second]), 4)
    names = {"bleu": "BLEU", "chrf": "chrF2", "chrf++": "chrF2++", "ter": "TER"}
    assert {names[name]: (one.value, one.signature, one.mean, one.interval) for name, one in found.items()} == expected


@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=3))
def test_any_lines_can_be_scored(lines: list[tuple[str, str]]) -> None:
    hypotheses, given = map(list, zip(*lines, strict=True))
    scores = measure(hypotheses, [given], resamples=5)
    assert list(scores) == list(TITLES)
    assert all((score.interval is None) == (len(lines) == 1) for score in scores.values())
    assert len(sentence_scores(hypotheses, [given])) == len(lines)


def test_nothing_and_unknown_scores_are_told() -> None:
    with pytest.raises(InputError, match="no lines to score"):
        measure([], [[]])
    with pytest.raises(InputError, match="'comet' is no score; there are bleu, chrf, chrf\\+\\+, ter"):
        measure(["a"], [["a"]], ["comet"])
