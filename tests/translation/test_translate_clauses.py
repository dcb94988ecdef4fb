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


@pytest.mark.parametrize(
    ("limit", "parts"),
    [
        (30, "Il pleut fort ; | il vente, et il neige."),  # the end of a clause before a comma
        (30, "Il dit « Bonjour !» | puis partit sans un mot."),  # with what closes after the mark
        (24, "Trois choses : | du pain, du vin."),  # a colon before a comma
        (30, "Il vint — ce fut le soir | — puis il repartit."),  # a dash before any space
        (20, "Il vint un soir — | puis il repartit."),
        (20, "Il vint le soir | — puis repartit."),
        (36, "Il vint, triste, fatigué, | mais content, avec un chien."),  # a comma before a conjunction before others
        (36, "Il vint, triste, un soir, | fatigué, avec un gros chien."),
        (36, "Il mangea (beaucoup trop) | mais ne but que de l'eau"),  # a bracket before a conjunction
        (36, "Il mangea beaucoup trop | mais ne but que de l'eau"),  # a conjunction before any space
        (36, "Il mangea beaucoup trop | sans boire rien que de l'eau"),
        (10, "abcdefgh | ijklmnop"),
    ],
)
def test_the_best_place_of_a_cut(limit: int, parts: str) -> None:
    """A bar stands where the text is cut; where no space is left around it, it is cut inside of a word."""
    text = parts.replace(" | ", "" if parts.startswith("abc") else " ")
    assert [text[start:end] for start, end in split_long(text, len, limit)] == parts.split(" | ")


def test_a_cut_leaves_a_fourth_on_either_side_if_it_can() -> None:
    """Of sixteen characters four are left on either side, but not three."""
    for text, first in (
        ("ab; cdefghijklmn", "ab;"),
        ("a; bcdefghijklmn", "a; bcdef"),
        ("abcdefghijklm; n", "abcdefgh"),
    ):
        start, end = split_long(text, len, 15)[0]
        assert text[start:end] == first


def test_where_only_line_ends_stand_near_the_middle_the_middle_is_cut() -> None:
    assert split_long("a\n\n\n\nb", len, 3) == [(0, 1), (5, 6)]
