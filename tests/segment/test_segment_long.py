"""Over-long sentences: every part fits, nothing is lost, cuts fall at clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment import split_long


def parts(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in split_long(text, len, limit)]


def pieces(text: str) -> int:
    """A measure like a subword model's: words of four letters a piece, a white space none."""
    return sum((len(word) + 3) // 4 for word in text.split())


@given(st.text(alphabet="ab ,;:—\u00a0\nét", max_size=300), st.integers(1, 40), st.sampled_from([len, pieces]))
def test_every_part_fits_and_only_white_space_is_left_out(text: str, limit: int, measure: object) -> None:
    assert callable(measure)
    position = 0
    for start, end in split_long(text, measure, limit):
        assert start < end
        assert measure(text[start:end]) <= limit
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un deux trois. Quatre cinq", ["un deux trois.", "Quatre cinq"]),
        ("un, deux, trois ; quatre, cinq, six", ["un, deux, trois ;", "quatre, cinq, six"]),
        ("un deux trois : quatre, cinq six", ["un deux trois :", "quatre, cinq six"]),
        ("un deux trois — quatre, cinq six", ["un deux trois", "— quatre, cinq six"]),
        ("un deux trois, mais qua, cinq six", ["un deux trois,", "mais qua, cinq six"]),
        ("un deux trois, quatre cinq six", ["un deux trois,", "quatre cinq six"]),
        ("un deux trois quatre cinq six", ["un deux trois quatre", "cinq six"]),
        ("« un deux trois ; » quatre cinq six", ["« un deux trois ; »", "quatre cinq six"]),
    ],
)
def test_the_strongest_boundary_within_reach(text: str, expected: list[str]) -> None:
    assert parts(text, 22) == expected


def test_what_fits_stays_whole() -> None:
    assert parts("  un deux  ", 7) == ["un deux"]
    assert parts("", 7) == []


def test_a_word_without_end_is_cut_anywhere() -> None:
    assert parts("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_the_measure_is_called_seldom() -> None:
    calls: list[int] = []

    def measure(text: str) -> int:
        calls.append(len(text))
        return len(text.split())

    text = "un deux trois, quatre cinq ; six " * 2000
    found = split_long(text, measure, 200)
    assert len(calls) < 30 * len(found)
    assert max(calls) < 4000


def test_a_limit_that_no_character_meets() -> None:
    with pytest.raises(ValueError, match="alone measures more than 0"):
        split_long("abc", len, 0)
