"""Numbers of translations: English form, nothing but numbers changed, sound numbers left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.numbers import english_form, with_numbers


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Pour 11 700 habitants.", "For 11, 700 inhabitants.", "For 11,700 inhabitants."),
        ("1 500 roubles", "1500 roubles", "1,500 roubles"),
        ("Entre 1 600 et 2 040 m", "Between 1, 600 and 2,500 m", "Between 1,600 and 2,040 m"),
        ("Le 1,5 million", "The 1.5 million", "The 1.5 million"),
        ("En 1990, 200 hommes", "In 1990, 200 men", "In 1990, 200 men"),
        ("À 20 h 30", "At 8:30 p.m.", "At 8:30 p.m."),
        ("Les années 80", "The 1980s", "The 1980s"),
        ("Dix-huit hommes sur 200", "18 men out of two hundred", "18 men out of two hundred"),
        ("De 12 à 15", "From 13 to 16", "From 13 to 16"),
        ("Version 2.10.4", "Version 2.10.4", "Version 2.10.4"),
        ("En 36", "In 37", "In 36"),
        ("En 36", "In 47", "In 36"),  # which the words link
        ("En 36 et 38", "In 37 and 39", "In 37 and 39"),  # which of them is which?
        ("En 36", "In 37 or 38", "In 37 or 38"),
        ("En 36", "In 3 or 37", "In 3 or 36"),  # one digit is no misread number
        ("En 36", "In 36 or 37", "In 36 or 37"),  # nothing is missing
        ("3 500,25 francs", "3 500,25 francs", "3,500.25 francs"),
        ("3 500,25 francs", "3,500, 25 francs", "3,500.25 francs"),
        ("1,25 et 1,125", "1,25 and 1,125", "1.25 and 1.125"),
        ("12,5 m", "112,5 m and 12,55 m and 12,5.5 m", "112,5 m and 12,55 m and 12,5.5 m"),
        ("0,5 ou 0,5", "0,5 or 0,5", "0.5 or 0.5"),
        ("1.500,5 et 2,5", "1.500,5 and 2,5", "1,500.5 and 2.5"),
        ("1\u00a0234\u202f567 voix", "1 234 567 votes", "1,234,567 votes"),
        ("Les 80,000 âmes", "The 80,000 souls", "The 80,000 souls"),
    ],
)
def test_numbers_of_translations(source: str, target: str, wanted: str) -> None:
    assert with_numbers(source, target) == wanted


@given(st.text(alphabet="ab 1,.25", max_size=20), st.text(alphabet="ab 1,.25", max_size=20))
def test_only_numbers_change(source: str, target: str) -> None:
    made = with_numbers(source, target)
    assert re.sub(r"[\d., ]", "", made) == re.sub(r"[\d., ]", "", target)
    assert with_numbers(source, made) == made


@given(st.integers(0, 10**9))
def test_a_number_in_french_form_comes_out_in_english_form(number: int) -> None:
    french = f"{number:,}".replace(",", " ")
    assert english_form(french) == f"{number:,}"
    assert with_numbers(f"Il y a {french} pages.", f"There are {french} pages.") == f"There are {number:,} pages."
