"""Numbers of translations: English form, nothing but numbers changed, sound numbers left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.numbers import english_form, in_english_form, with_numbers


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
        ("1,25 et 1,125", "1,25 and 1,125", "1.25 and 1,125"),
        ("12,5 m", "112,5 m and 12,55 m and 12,5.5 m", "112,5 m and 12,55 m and 12,5.5 m"),
        ("0,5 ou 0,5", "0,5 or 0,5", "0.5 or 0.5"),
        ("1.500,5 et 2,5", "1.500,5 and 2,5", "1,500.5 and 2.5"),
        ("1\u00a0234\u202f567 voix", "1 234 567 votes", "1,234,567 votes"),
        ("Les 80,000 âmes", "The 80,000 souls", "The 80,000 souls"),
        ("À 450 m d'altitude", "At an altitude of 15 feet", "At an altitude of 15 feet"),  # another unit, too
        ("Les 1 500, dont 3 enfants", "The 1 500, of whom 3 children", "The 1,500, of whom 3 children"),
        ("Il coûte 12.500,00 euros", "It costs 12.500,00 euros", "It costs 12,500.00 euros"),
        ("Soit 1'250.50 francs", "That is 1'250.50 francs", "That is 1,250.50 francs"),
        ("Soit CHF 1’250.50 par mois", "That is CHF 1-250.50 per month", "That is CHF 1,250.50 per month"),
        ("Les pages 1 à 250", "Pages 1-250", "Pages 1-250"),
        ("Le SIRET 512 345 678 00012", "The SIRET 512 345 678 00012", "The SIRET 512 345 678 00012"),
        ("Le 20 mars 2020, il pleut.", "In March 2020, it rains.", "On 20 March 2020, it rains."),
        ("La séance est à 9h15.", "The meeting is at 9.15.", "The meeting is at 9:15 a.m."),
        ("à 20 h 30 ce soir", "at 20.30 this evening", "at 8:30 this evening"),
        ("Les XVIIIe et XIXe siècles", "The XVIIIth and XIXth centuries", "The 18th and 19th centuries"),
        ("Le XIXe siècle", "The twenty-first century", "The 19th century"),
        ("Du XIe au XIIe siècle", "From the tenth to the ninth century", "From the tenth to the ninth century"),
        ("Le siècle de Louis XIV", "The century of Louis XIV", "The century of Louis XIV"),
        ("5 $ par mois, 50 $ par an", "5 $ a month, 50 $ a year", "$5 a month, $50 a year"),
        ("5 $ par mois, 50 $ par an", "5 $50 a month", "5 $50 a month"),  # grown together: flagged
        ("300 $ US ou 280 €", "300 $ US or 280 €", "300 $ US or €280"),
        ("12 km² et 3 m³", "12 km2 and 3 m3", "12 km² and 3 m³"),
        ("Une durée de 1h30", "A duration of 1h30", "A duration of 1:30"),
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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 234,5", "1,234.5"),
        ("1 500,00 €", "€1,500.00"),
        ("12,5 %", "12.5%"),
        ("-3,5", "-3.5"),
        ("(0,125)", "(0.125)"),
        ("10,5/20", "10.5/20"),
        ("1.234,50", "1,234.50"),
        ("2020", "2020"),
        ("12/03/2020", "12/03/2020"),
        ("2.10.3", "2.10.3"),
        ("1998-2003", "1998-2003"),
        ("02 98 12 34 56", "02 98 12 34 56"),
        ("1, 2, 3", "1, 2, 3"),
    ],
)
def test_a_text_that_is_a_number_comes_out_as_english_writes_it(text: str, wanted: str) -> None:
    assert in_english_form(text) == wanted
    assert in_english_form(wanted) == wanted
