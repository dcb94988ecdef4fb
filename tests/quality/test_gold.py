"""Scores against gold: hand-made beads and links; other scorers of the same definitions gave the figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quality.gold import NULLS, CountedNulls, GoldBead, GoldLinks, score_beads, score_links

GOLD: list[GoldBead] = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2, 3)), ((), (4,)), ((5,), (5,)), ((6,), ())]
FOUND: list[GoldBead] = [
    *(((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ()), ((4,), (2,)), ((), (3, 4)), ((5, 6), (5,))),
]


@pytest.mark.parametrize(
    ("nulls", "strict", "lax"),
    [
        ("found", (0.2857, 0.2500), (0.7143, 1.0000)),
        ("none", (0.2500, 0.2500), (1.0000, 1.0000)),
        ("single", (0.3750, 0.4286), (0.7500, 0.8571)),
    ],
)
def test_beads(nulls: CountedNulls, strict: tuple[float, float], lax: tuple[float, float]) -> None:
    scores = score_beads([(FOUND, GOLD)], nulls)
    assert (scores.strict.precision, scores.strict.recall) == pytest.approx(strict, abs=1e-4)
    assert (scores.lax.precision, scores.lax.recall) == pytest.approx(lax, abs=1e-4)


def test_counts_of_several_texts_are_pooled() -> None:
    one, other = ([((0,), (0,))], [((0,), (0,))]), ([((0,), (1,))] * 3, [((0,), (0,))])
    scores = score_beads([one, other, ([((1,), (1,))], [])])
    assert (scores.found, scores.gold) == (3, 2)
    assert (scores.strict.precision, scores.strict.recall, scores.strict.f1) == pytest.approx((1 / 3, 1 / 2, 0.4))


def test_nothing_found_is_no_error() -> None:
    scores = score_beads([([], GOLD)])
    assert (scores.strict.f1, scores.lax.recall) == (0, 0)
    links = score_links([[]], [GoldLinks(frozenset(), frozenset())])
    assert (links.error_rate, links.agreement.f1) == (0, 0)


sides = st.lists(st.integers(0, 9), max_size=3, unique=True).map(lambda numbers: tuple(sorted(numbers)))
beads = st.lists(st.tuples(sides, sides), max_size=5)


@given(beads, beads, st.sampled_from(NULLS))
def test_laws(found: list[GoldBead], gold: list[GoldBead], nulls: CountedNulls) -> None:
    scores = score_beads([(found, gold)], nulls)
    assert 0 <= scores.strict.f1 <= 1
    assert scores.strict.precision <= scores.lax.precision
    assert scores.strict.recall <= scores.lax.recall
    same = score_beads([(gold, gold)], nulls)
    for agreement in (same.strict, same.lax):
        assert (agreement.precision, agreement.recall) == (same.found > 0, same.gold > 0)


def test_links() -> None:
    gold = [
        GoldLinks(frozenset([(0, 0), (1, 2)]), frozenset([(0, 0), (1, 2), (1, 1)])),
        GoldLinks(frozenset([(0, 1)]), frozenset([(0, 1), (2, 2)])),
    ]
    scores = score_links([[(0, 0), (1, 1), (2, 2)], [(0, 1), (2, 2), (3, 3)]], gold)
    assert (scores.found, scores.sure) == (6, 3)
    assert scores.error_rate == pytest.approx(1 - (2 + 4) / (6 + 3))
    assert (scores.agreement.precision, scores.agreement.recall) == pytest.approx((4 / 6, 2 / 3))
