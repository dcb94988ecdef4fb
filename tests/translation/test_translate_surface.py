"""The edges of a translation fit those of its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.surface import fit, join


@pytest.mark.parametrize(
    ("source", "target", "fitted"),
    [
        ("« Plus tôt, dit-il.", '"earlier, he said.', '"Earlier, he said.'),
        ("et je pars", "And I leave.", "and I leave"),
        ("que je vois", "I see it.", "I see it"),
        ("de l'OTAN", "NATO's.", "NATO's"),
        ("avec Marie", "Marie is there.", "Marie is there"),
        ("Oui…", "Yes...", "Yes..."),
        ("", "Nothing.", "Nothing"),
    ],
)
def test_fit(source: str, target: str, fitted: str) -> None:
    assert fit(source, target) == fitted


def test_parts_keep_the_marks_between_them() -> None:
    assert join(["Il vint ;", "puis, las,", "il partit."], ["He came.", "Then, tired.", "He left."]) == (
        "He came; then, tired, he left."
    )


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_case_and_a_final_period_ever_change(source: str, target: str) -> None:
    assert fit(source, target).casefold() in (target.casefold(), target.removesuffix(".").casefold())
