"""Adequacy: what says the same is probable to, what does not is not; and the weights are those of the shipped model."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline.adequacy
from pipeline.adequacy import estimate, estimate_adequacy, is_fitted_for
from pipeline.adequacy.estimate import fitted, weights
from pipeline.adequacy.evidence import FEATURES, gather_evidence
from pipeline.adequacy.regression import Regression
from pipeline.translation.model import find_model

SAME = [
    ("Le bateau est rentré au port avant la nuit.", "The boat returned to the port before the night."),
    ("Elle a acheté du pain et trois pommes au marché.", "She bought bread and three apples at the market."),
    ("Le gouvernement a annoncé une réforme des retraites.", "The government has announced a pension reform."),
]
OTHER = [(french, english) for (french, _), (_, english) in zip(SAME, SAME[1:] + SAME[:1], strict=True)]


@pytest.mark.parametrize("machine", [True, False])
def test_what_says_the_same_is_probable_to(machine: bool) -> None:
    found = estimate_adequacy(SAME + OTHER, [None] * 6, machine)
    assert min(found[:3]) > max(found[3:])
    assert min(found[:3]) > 0.8
    assert not machine or max(found[3:]) < 0.1


def test_the_models_own_score_counts_where_it_is_known() -> None:
    sure, unsure, unknown = estimate_adequacy([SAME[0]] * 3, [-0.2, -1.5, None], machine=True)
    assert sure > unsure
    assert unknown == estimate_adequacy([SAME[0]], [None], machine=True)[0]


def test_fewer_bad_ones_expected_make_a_machines_translation_more_probable() -> None:
    for machine in (True, False):
        few, as_fitted, many = (estimate_adequacy(OTHER[:1], [None], machine, share)[0] for share in (0.01, 0.0, 0.9))
        assert few > as_fitted > many if machine else few == as_fitted == many
    same = weights()["bad_share"]
    assert estimate_adequacy(SAME, [None] * 3, True, same) == pytest.approx(estimate_adequacy(SAME, [None] * 3, True))


def test_mistakes_make_a_translation_less_probable() -> None:
    french = "Le facteur a glissé deux lettres sous la porte de la vieille maison."
    good, half, invented, left = estimate_adequacy(
        [
            (french, "The postman slipped two letters under the door of the old house."),
            (french, "The postman slipped two letters"),
            (french, "The postlier glissed two letters under the door of the old house."),
            (french, french),
        ],
        [None] * 4,
        machine=True,
    )
    assert good > max(half, invented, left)


def test_the_weights_were_fitted_with_the_shipped_model_and_its_lexicon() -> None:
    assert is_fitted_for(find_model("embedded").fingerprint), "run python -m eval.adequacy.fit for the new model"
    assert not is_fitted_for("")
    assert tuple(weights()["features"]) == FEATURES
    kinds = ("related", "machine", "machine_unscored", "human")
    assert [len(fitted(kind).weight) for kind in kinds] == [24, 25, 24, 24]


def test_weights_of_another_version_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text(json.dumps({"features": ["another"]}), encoding="utf-8")
    monkeypatch.setattr(estimate, "files", lambda _: tmp_path)
    weights.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"not of this version: run python -m eval\.adequacy\.fit"):
            weights()
    finally:
        weights.cache_clear()


def test_a_regression_is_the_logistic_function_of_standardised_evidence() -> None:
    """1 / (1 + exp(-(2 * (3 - 1) / 4 - 0.5))) is 1 / (1 + exp(-0.5))."""
    regression = Regression(np.array([1.0]), np.array([4.0]), np.array([2.0]), -0.5)
    assert regression.probability(np.array([[3.0]])).tolist() == pytest.approx([0.6224593])


def test_evidence_of_a_pair_by_hand() -> None:
    [row] = gather_evidence([("Le glorf Paul dort.", "The glurf Paul.")])
    evidence = dict(zip(FEATURES, row, strict=True))
    assert (evidence["invented"], evidence["same"]) == (1, pytest.approx(1 / 3))
    assert (evidence["shorter"], evidence["longer"]) == (pytest.approx(np.log(29 / 25)), 0)
    assert evidence["words"] == pytest.approx(np.log(5))
    assert evidence["source_missed"] == 1  # dort, for two unknown words may translate each other


def test_pairs_without_words_have_no_evidence() -> None:
    assert not gather_evidence([("", "Yes."), ("Oui.", "")]).any()
    assert gather_evidence([]).shape == (0, len(FEATURES))
    assert estimate_adequacy([], [], machine=True) == []


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=5), st.booleans())
def test_any_pair_has_a_probability_whatever_stands_beside_it(pairs: list[tuple[str, str]], machine: bool) -> None:
    found = estimate_adequacy(pairs, [None] * len(pairs), machine)
    assert all(0 <= one <= 1 for one in found)
    assert found == [estimate_adequacy([pair], [None], machine)[0] for pair in pairs]


def test_the_room_says_what_it_has() -> None:
    assert set(pipeline.adequacy.__all__) == {"Assessment", "assess", "estimate_adequacy", "is_fitted_for"}


def test_a_word_or_two_of_a_person_are_seldom_doubted() -> None:
    """Titles are freely translated, and the lexicon hardly knows their words; longer texts show more."""
    titles = [("Tissage", "Weaving"), ("Tant mieux.", "Good."), ("— Fuyez !…", "“Fly!"), ("Entorse", "Sprain")]
    assert min(estimate_adequacy(titles, [None] * 4, machine=False)) > 0.5
    assert max(estimate_adequacy(titles, [None] * 4, machine=True)) < 0.5
    [bad] = estimate_adequacy([("Le chat dort.", "My brother sings.")], [None], machine=False)
    assert bad < 0.5
