"""Delimiters: which quotation marks and brackets there are, and what is open where a sentence begins."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Segment
from pipeline.translation.delimiters import find_delimiters, find_single, open_before


def shown(text: str, inside: bool = False) -> str:
    """Write the delimiters of a text, each with < where it opens and > where it closes."""
    return " ".join(("<" if one.opens else ">") + one.sign for one in find_delimiters(text, inside))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("« Oui “non” ‹ si › »", "<« <“ >” <‹ >› >»"),
        ('"Oui", dit-il : "non".', '<" >" <" >"'),
        ('" Oui ", dit-il. " Non. "', '<" >" <" >"'),
        ("''Oui'' et ``non``", '<" >" <" >"'),
        ('c"est l"équipe', ""),
        ("a) un (deux) [trois]", "<( >) <[ >]"),
        ("12) un", ""),
        ("(un) deux)", "<( >) >)"),
        ('("oui")', '<( <" >" >)'),
        ("l'été d'un ‘fou’", "<‘"),
        ('—"Oui."', '<" >"'),
        ("", ""),
    ],
)
def test_signs_open_and_close(text: str, found: str) -> None:
    assert shown(text) == found


def test_a_mark_that_stands_alone_changes_what_the_last_one_left() -> None:
    assert shown('un " deux " trois') == '<" >"'
    assert shown('un " deux " trois', inside=True) == '>" <"'
    assert shown('Ce serait ridicule. "') == '>"'


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the boys' friend", []),
        ("a 'friend of dogs', he said", [2, 17]),
        ("'Yes.' He's", [0, 5]),
        ("rock 'n' roll, 'em, '90s", []),
        ("don't", []),
    ],
)
def test_single_marks_are_told_from_apostrophes(text: str, places: list[int]) -> None:
    assert [one.start for one in find_single(text)] == places


@pytest.mark.parametrize(
    ("sentences", "signs"),
    [
        (["« Un.", "Deux. »", "Trois."], ["", "«", ""]),
        (['"Un.', 'Deux."', "Trois."], ["", '"', ""]),
        (["« Un “deux.", "Trois”, quatre.", "Cinq. »"], ["", "«“", "«"]),
        (["« Un.", "« Deux.", "Trois. »"], ["", "«", "«"]),
        (["Un »", "deux."], ["", ""]),
        (["« Un", "“deux”", "trois"], ["", "«", "«"]),
        (["(Un.", "Deux.)"], ["", ""]),
    ],
)
def test_a_quotation_goes_on_over_sentences(sentences: list[str], signs: list[str]) -> None:
    text, segments = "", []
    for sentence in sentences:
        text += " " * bool(text)
        segments.append(Segment(len(text), len(text) + len(sentence)))
        text += sentence
    assert open_before(text, segments) == signs


@given(st.text("«»“”\"()[] ab.,'", max_size=40), st.booleans())
def test_delimiters_are_in_order_and_in_the_text(text: str, inside: bool) -> None:
    found = find_delimiters(text, inside)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(one.family in ('"', "(", "[") and 0 <= one.start < one.end <= len(text) for one in found)
    assert len(open_before(text, [Segment(place, place + 1) for place in range(len(text))])) == len(text)
