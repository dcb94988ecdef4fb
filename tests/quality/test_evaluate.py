"""Scores of the machine against the human translation: whatever the texts are, there are numbers, and no run ends."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.quality.evaluate import EvaluateOptions, evaluate
from pipeline.quality.metrics import Counts, Metrics

TEXTS = st.sampled_from(["…", "!", "\u200b", "\x00", "Contents", "Hello everyone.", "A long tale of a sea", "été " * 9])


def compared(pairs: Sequence[tuple[str, str]]) -> Document:
    """A document of which every sentence has the machine's English and a person's."""
    french, english = (
        Text(language, tuple(Paragraph(text, segments=(Segment(0, len(text)),)) for text in texts))
        for language, texts in [("fr", ["Oui."] * len(pairs)), ("en", [human for _, human in pairs])]
    )
    hypotheses = tuple(Hypothesis(machine) for machine, _ in pairs)
    beads = tuple(Bead((number,), (number,), "human") for number in range(len(pairs)))
    return Document("d", french, english, hypotheses, beads)


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.sampled_from([0, 1, 20]))
def test_every_metric_has_a_score_and_an_interval(pairs: list[tuple[str, str]], resamples: int) -> None:
    scores = evaluate([compared(pairs)], EvaluateOptions(bootstrap=resamples)).machine_against_human
    assert scores is not None
    assert scores.segments == len(pairs)
    for name in ("bleu", "chrf", "ter"):
        has_interval = resamples > 1 and len(pairs) > 1
        score = scores.scores[name]
        assert (score.mean is not None, score.interval is not None) == (has_interval, has_interval)
        assert all(value >= 0 for value in (score.value, score.mean, score.interval) if value is not None)


def test_resamples_in_which_nothing_is_alike_do_not_end_the_run() -> None:
    scores = evaluate([compared([("xyz", "Contents"), ("Hello.", "Hello.")])], EvaluateOptions()).machine_against_human
    assert scores is not None
    assert 0 < (scores.scores["chrf"].mean or 0) < 100
    assert scores.scores["chrf"].interval == pytest.approx(
        50
    )  # from a resample of the first alone to one of the second


def test_resamples_without_words_do_not_end_the_run() -> None:
    scores = evaluate([compared([("\x00", "\x1f"), ("Hello.", "Hello you.")])], EvaluateOptions()).machine_against_human
    assert scores is not None
    assert (scores.scores["ter"].mean or 0) > 0


def test_metrics_are_still_read_as_plain_data() -> None:
    metrics = Metrics(Counts(sentences=2))
    with pytest.deprecated_call():
        assert metrics["counts"]["sentences"] == 2
    with pytest.deprecated_call():
        assert (metrics.get("flags"), metrics.get("no such part", 0)) == ({}, 0)
    assert "worst" in metrics
    assert "no such part" not in metrics
