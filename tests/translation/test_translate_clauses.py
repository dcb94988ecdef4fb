"""What is too long goes to the model in parts, and nothing is lost between them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.clauses import split_long

TEXTS = st.text(st.sampled_from("ab, ;:.é«»-—\u00a0\n"), max_size=200)


@given(TEXTS, st.integers(1, 40))
def test_parts_are_short_ordered_and_lossless(text: str, limit: int) -> None:
    parts = split_long(text, len, limit)
    assert all(end - start <= limit for start, end in parts)
    assert "".join("".join(text[start:end] for start, end in parts).split()) == "".join(text.split())
    assert all(first.end <= second.start for first, second in pairwise(parts))


@given(TEXTS)
def test_what_is_short_enough_is_one_part(text: str) -> None:
    parts = split_long(text, len, 200)
    assert [text[start:end] for start, end in parts] == ([text.strip()] if text.strip() else [])


@pytest.mark.slow
def test_a_megabyte_without_spaces_is_cut_in_few_measurements() -> None:
    calls: list[int] = []

    def measure(text: str) -> int:
        calls.append(len(text))
        return len(text)

    parts = split_long("a" * 1_000_000, measure, 1000)
    assert len(parts) <= 2048
    assert len(calls) <= 4096


def test_the_best_place_is_the_end_of_a_clause_near_the_middle() -> None:
    text = "Le train, qui venait de Lyon, avait du retard ; nous avons donc attendu, sans rien dire, sur le quai."
    assert [text[start:end] for start, end in split_long(text, len, 80)] == [
        "Le train, qui venait de Lyon, avait du retard ;",
        "nous avons donc attendu, sans rien dire, sur le quai.",
    ]
