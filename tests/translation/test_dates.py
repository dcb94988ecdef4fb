"""Dates: short names are written out for the model, and every English form of a date becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers import compare_numbers
from pipeline.translation.dates import with_dates, with_whole_names

FRENCH = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
FORMS = ("{m} {d}, {y}", "{m} {d}th, {y}", "{d} {m} {y}", "the {d}th of {m}, {y}", "{d}th {m} {y}")


@given(st.integers(1, 31), st.integers(0, 11), st.integers(1500, 2100), st.sampled_from(FORMS))
def test_every_form_becomes_one(day: int, month: int, year: int, form: str) -> None:
    source = f"Vu le {day} {FRENCH[month]} {year}."
    target = f"Seen on {form.format(d=day, m=ENGLISH[month], y=year)}."
    made = with_dates(source, target)
    assert made == with_dates(source, made) == f"Seen on {ENGLISH[month]} {day}, {year}."
    assert with_dates(source, target, day_first=True) == f"Seen on {day} {ENGLISH[month]} {year}."
    assert not compare_numbers(source, made).missing


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Le ven. 1er févr. 2024", "Le vendredi 1er février 2024"),
        ("lun.-ven. : 9 h", "lundi-vendredi : 9 h"),
        ("Rendez-vous le 5 déc.", "Rendez-vous le 5 décembre."),
        ("5 déc. dernier", "5 décembre dernier"),
        ("Oct.", "Octobre"),
        ("mar. 3/12 et fin sept. 1999", "mardi 3/12 et fin septembre 1999"),
        ("La mer. Sept nains, 5 sept et Jan. Le dim sum", "La mer. Sept nains, 5 sept et Jan. Le dim sum"),
    ],
)
def test_short_names(text: str, whole: str) -> None:
    assert with_whole_names(text) == whole


def test_dates_of_others_stay() -> None:
    assert with_dates("Le 4 mai", "On May 5 and March 4, 12 May") == "On May 5 and March 4, 12 May"
