"""What is seen to be wrong with a translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quality import checks

WORDS = st.lists(
    st.sampled_from(["le", "chat", "dort", "sur", "un", "grand", "tapis", "rouge"]), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    "looping",
    [
        "no, no, no, no, no, no",
        "we are here we are here we are here we are here",
        "hahahahahahaha",
        "in the law of the land, by the law of the sea, on the law of the air, for the law of the fire, the law of",
    ],
)
def test_loops_are_seen(looping: str) -> None:
    assert checks.loops(looping)


@pytest.mark.parametrize("fine", ["", "I said no.", "It was very, very cold.", "1000000 ...... ======", "Ha! Ha! Ha!"])
def test_ordinary_text_does_not_loop(fine: str) -> None:
    assert not checks.loops(fine)


@given(WORDS)
def test_what_the_source_repeats_may_be_repeated(words: list[str]) -> None:
    text = " ".join(words * 6)
    assert checks.loops(text)
    assert not checks.loops(text, text)


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("1 234,56 € en 2024", "€1,234.56 in 2024", []),
        ("le 14 juillet 1789", "the 14th of July", ["1789"]),
        ("3 hommes", "three men", []),
        ("1,5 million", "1.5 million", []),
        ("10 000 morts", "10,000 dead", []),
    ],
)
def test_missing_numbers(source: str, target: str, missing: list[str]) -> None:
    assert checks.missing_numbers(source, target) == missing


@given(st.text(), st.text())
def test_length_ratio_does_not_depend_on_the_side(first: str, second: str) -> None:
    assert checks.length_ratio(first, second) == checks.length_ratio(second, first) >= 1
