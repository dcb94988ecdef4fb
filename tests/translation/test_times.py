"""The one time of a sentence is put in place of the one that the model made of it; others are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quality.checks import missing_numbers
from pipeline.translation.numbers import with_numbers
from pipeline.translation.times import with_colons


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("Il arrive à 15 h 20.", "He arrives at 3:30.", "He arrives at 3:20 p.m."),
        ("Il arrive à 15 h 20, dit-il.", "He arrives at 3.20, he says.", "He arrives at 3:20 p.m., he says."),
        ("« Viens à 20 h 15. »", "“Come at 8:15.”", "“Come at 8:15 p.m.”"),
        ("à 0 h", "at 0.m.", "at 12 a.m."),
        ("15 h 20", "1:15:20", "3:20 p.m."),
        ("Fête le 14/07/2024 à 18h.", "Party 14/07/2024 to 18h.", "Party 14/07/2024 to 6 p.m."),
        ("Né à 15 h 20", "Born at 15pm", "Born at 3:20 p.m."),
        ("Elle a couru en 3 h 12.", "She ran in 3:30.", "She ran in 3 h 12 min."),
        ("Le film dure 1 h 45.", "The film lasts 1. 55.", "The film lasts 1 h 45 min."),
        ("Une marche longue de 3 h.", "A walk of 3 p.m.", "A walk of 3 hours."),
        (
            "La séance reprend à 16 h, puis à 18 h.",
            "It resumes at 16.m., then 18 p.m.",
            "It resumes at 4 p.m., then 6 p.m.",
        ),
        ("Il est 0 h.", "It's 0.m.", "It's 12 a.m."),
        # right already, or not sure
        ("Le film dure 2 h 10 min.", "The film lasts 2:10.", "The film lasts 2:10."),
        ("Comptez 2 h 30 de marche.", "Allow 2.30 of walking.", "Allow 2:30 of walking."),
        ("Il arrive à 15 h 20.", "He arrives at 3:20 p.m.", "He arrives at 3:20 p.m."),
        ("Il arrive à 15 h 20.", "He arrives at 15:20.", "He arrives at 15:20."),
        ("à 8 heures du soir", "at 8 o'clock in the evening", "at 8 o'clock in the evening"),
        ("Il part à 7 h 30 ce matin.", "He leaves at 7:30 this morning.", "He leaves at 7:30 this morning."),
        ("à 3 heures de route", "3 o'clock away", "3 o'clock away"),
        ("de 9 h à 18 h", "from 9h to 18h", "from 9h to 18h"),
        ("Vendu 3,20 € à 15 h.", "Sold for 3.20 at three.", "Sold for 3.20 at three."),
        ("La séance a duré 1 h 45.", "The sitting lasted 1:45.", "The sitting lasted 1:45."),
    ],
)
def test_a_time_is_put_right_where_there_is_one(source: str, target: str, wanted: str) -> None:
    assert with_numbers(source, target) == wanted
    assert with_numbers(source, wanted) == wanted


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 23), st.integers(0, 59))
def test_every_time_of_the_day_comes_out_as_it_is(hours: int, minutes: int, other: int, wrong: int) -> None:
    source = f"Le train part à {hours} h {minutes:02}."
    made = with_numbers(source, f"The train leaves at {other}:{wrong:02}.")
    assert not missing_numbers(source, made)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("du jeudi, à 17 h 30, en salle 204", "du jeudi, à 17:30, en salle 204"),
        ("de 9 h à 12 h et de 14 h à 18 h 30", "de 9:00 à 12:00 et de 14:00 à 18:30"),
        ("une marche de 2 h 10, longue de 3 h 05", "une marche de 2 h 10, longue de 3 h 05"),
        ("à 3 h de Paris, 15 h par semaine", "à 3 h de Paris, 15 h par semaine"),
    ],
)
def test_times_as_the_model_reads_them(text: str, written: str) -> None:
    assert with_colons(text) == written


def test_what_follows_is_no_half_of_the_day() -> None:
    assert with_numbers("Jeudi à 17 h 30 en salle 204.", "Thursday at 5:30 in the 204 room.").startswith(
        "Thursday at 5:30 p.m. in"
    )


def test_a_measure_keeps_its_unit() -> None:
    assert with_numbers("du paillis : 3 à 4 cm", "mulch: 3 to 4m") == "mulch: 3 to 4 cm"
