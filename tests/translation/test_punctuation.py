"""Punctuation of a translation fits that of its sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.punctuation import with_dashes, with_end, with_marks_apart, with_start


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Oui, il dort.", "Yes , he sleeps .", "Yes, he sleeps."),
        ("Il dort !", "He sleeps ! Yes", "He sleeps! Yes"),
        ("Il dit : non", "He says:-: no", "He says: no"),
        ("Il dort ,, et", "He sleeps,, and", "He sleeps,, and"),  # as the French has it
        ("Il dort...", "He sleeps....", "He sleeps..."),
        ("Il dort.", "He sleeps..", "He sleeps."),
        ("Il dort… Oui", "He sleeps. ... Yes", "He sleeps... Yes"),
        ("Dort-il ?", "Does he sleep?.", "Does he sleep?"),
        ("Le fichier .net", "The file .net", "The file .net"),
        ("un ... deux", "one ... two", "one... two"),
        ("etc., puis", "etc., then", "etc., then"),
    ],
)
def test_marks_cling_to_what_they_end(source: str, target: str, wanted: str) -> None:
    assert with_marks_apart(source, target) == wanted


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("– Et toi ?", "- And you?", "– And you?"),
        ("- Et toi ?", '"And you?', "- And you?"),
        ("—Et toi ?", "And you?", "—And you?"),
        ("– « Et toi ? »", '"And you?"', '– "And you?"'),
        ("• du pain", "bread", "• bread"),
        ("1. Introduction", "Introduction", "1. Introduction"),
        ("2.1. Un", "2.2. One", "2.1. One"),
        ("IV. Le départ", "The departure", "IV. The departure"),
        ("b) les enfants", "the children", "b) the children"),
        ("M. Martin dort.", "Mr Martin sleeps.", "Mr Martin sleeps."),
        ("C. Dupont dort.", "Dupont sleeps.", "Dupont sleeps."),
        ("-5 degrés", "-5 degrees", "-5 degrees"),
        ("Oui.", "Yes.", "Yes."),
    ],
)
def test_what_a_line_begins_with_stays(source: str, target: str, wanted: str) -> None:
    assert with_start(source, target) == wanted


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Qui ?", "Who.", "Who?"),
        ("Viens !", "Come.", "Come!"),
        ("Viens !", "Come?", "Come?"),  # perhaps the model is right
        ("Il dort…", "He sleeps.", "He sleeps..."),
        ("Il dit :", "He says.", "He says:"),
        ("du pain ;", "bread.", "bread;"),
        ("du pain,", "bread", "bread,"),
        ("Il dort.", "He sleeps", "He sleeps."),
        ("Il dort", "He sleeps.", "He sleeps"),
        ("« Il dort »", '"He sleeps."', '"He sleeps"'),
        ("« Dort-il ? »", '"Does he sleep."', '"Does he sleep?"'),
        ("Il dit « oui ».", 'He says "yes"', 'He says "yes".'),
        ("Il dort.", "…", "…"),
        ("Il dort.", "", ""),
    ],
)
def test_a_sentence_ends_as_the_french_does(source: str, target: str, wanted: str) -> None:
    assert with_end(source, target) == wanted


def test_dashes_are_those_of_the_french_where_it_has_one_kind() -> None:
    assert with_dashes("un – deux", "one - two-three") == "one – two-three"
    assert with_dashes("un – deux — trois", "one - two") == "one - two"
    assert with_dashes("un deux", "one - two") == "one - two"


@given(st.text('«»"- –.,:;!?…aÀ1) ', max_size=30), st.text('“"- .,:;!?aB1) ', max_size=30))
def test_letters_are_never_changed(source: str, target: str) -> None:
    for change in (with_marks_apart, with_end, with_dashes):
        changed = change(source, target)
        assert [one for one in changed if one.isalnum()] == [one for one in target if one.isalnum()]
        assert change(source, changed) == changed
