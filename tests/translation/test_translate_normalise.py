"""The model sees plain punctuation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.normalise import normalise


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    shown = normalise(text)
    assert shown == shown.strip()
    assert not {"\u00a0", "\u202f", "\u00ad", "\u200b", "\ufeff", "\n", "\t", "\x00", "’", "…"} & set(shown)


def test_letters_and_guillemets_stay() -> None:
    assert normalise("« Œuvre d’été — ça… »") == "« Œuvre d'été - ça... »"


@pytest.mark.parametrize(
    ("characters", "plain"),
    [("’‘ʼ′`´", "'"), ("“”„‟″", '"'), ("–—‑‒―−", "-"), ("…", "..."), ("«»œŒéß€", None)],
)
def test_every_sign_has_the_plain_form_that_models_saw(characters: str, plain: str | None) -> None:
    assert [normalise(f"a{one}b") for one in characters] == [f"a{plain or one}b" for one in characters]
