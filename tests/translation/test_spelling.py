"""Spelling: British or American words, and never names, placeables or words of the French."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.options import TranslateOptions
from pipeline.translation.spelling import respell, spell, spelling_of
from pipeline.translation.translator import translate

# British and American spellings of the Oxford and Merriam-Webster dictionaries.
BOTH = [
    ("colour", "color"), ("honourable", "honorable"), ("favourites", "favorites"), ("discoloured", "discolored"),
    ("centre", "center"), ("kilometres", "kilometers"), ("theatre", "theater"), ("centred", "centered"),
    ("organisation", "organization"), ("realised", "realized"), ("emphasise", "emphasize"), ("baptised", "baptized"),
    ("analyse", "analyze"), ("paralysing", "paralyzing"), ("travelled", "traveled"), ("jeweller", "jeweler"),
    ("marvellous", "marvelous"), ("skilful", "skillful"), ("fulfil", "fulfill"), ("woollen", "woolen"),
    ("defence", "defense"), ("pretences", "pretenses"), ("grey", "gray"), ("plough", "plow"),
    ("sceptical", "skeptical"),
    ("programme", "program"), ("catalogue", "catalog"), ("jewellery", "jewelry"), ("manoeuvres", "maneuvers"),
    ("aluminium", "aluminum"), ("anaemia", "anemia"), ("paediatrician", "pediatrician"), ("ageing", "aging"),
    ("mould", "mold"), ("pyjamas", "pajamas"), ("moustache", "mustache"), ("sulphur", "sulfur"), ("cosy", "cozy"),
]  # fmt: skip
ALIKE = [
    "humorous", "vigorous", "laboratory", "honorary", "elaborate", "glamour", "size", "prize", "seized", "capsize",
    "advise", "surprise", "promised", "exercise", "compromise", "enterprise", "paradise", "otherwise", "merchandise",
    "advertised", "supervised", "improvisation", "treatise", "controlled", "compelled", "install", "thermometer",
    "respecter", "diameter", "tour", "four", "hour", "velour", "acre", "ogre", "massacre", "mediocre", "wise",
]  # fmt: skip


@pytest.mark.parametrize(("british", "american"), BOTH)
def test_words_go_both_ways(british: str, american: str) -> None:
    assert (respell(american, "british"), respell(british, "american")) == (british, american)
    assert (respell(british, "british"), respell(american, "american")) == (british, american)


@pytest.mark.parametrize("word", ALIKE)
def test_words_that_both_spell_alike_stay(word: str) -> None:
    assert (respell(word, "british"), respell(word, "american")) == (word, word)


@pytest.mark.parametrize(
    ("british", "american"), [("tyre", "tire"), ("cheque", "check"), ("storey", "story"), ("licence", "license")]
)
def test_a_word_that_has_another_beside_it_goes_one_way(british: str, american: str) -> None:
    assert (respell(american, "british"), respell(british, "american")) == (american, american)


@pytest.mark.parametrize(
    ("source", "target", "wanted", "count"),
    [
        ("", "Gray is the Color of Pearl Harbor.", "Grey is the Color of Pearl Harbor.", 1),
        ("", "He left. Colors fade: “Gray,” he said", "He left. Colours fade: “Grey,” he said", 2),
        ("", "THE COLOR", "THE COLOUR", 1),
        ("le programme", "the program", "the programme", 1),
        ("le programme de l'ordinateur", "the program", "the program", 0),
        ("Color et center", "color and center", "color and center", 0),
        ("", "see color.txt and /gray/color", "see color.txt and /gray/color", 0),
        ("", "the gray-haired, well-organized man's color", "the grey-haired, well-organised man's colour", 3),
    ],
)
def test_only_words_of_the_translation_change(source: str, target: str, wanted: str, count: int) -> None:
    assert spell(source, target, "british") == (wanted, count)
    assert spell(source, target, "") == (target, 0)


def test_a_glossarys_word_stays() -> None:
    assert spell("", "the color of the center", "british", frozenset(["color"])) == ("the color of the centre", 1)


def test_tags_of_other_countries_ask_for_nothing() -> None:
    assert [spelling_of(tag) for tag in ("en-GB", "en-AU", "en-US", "en-CA", "en")] == [
        "british", "british", "american", "", "",
    ]  # fmt: skip


@given(st.text("abcdelnoruisz", min_size=1, max_size=12), st.sampled_from(["british", "american"]))
def test_a_word_is_respelt_once(word: str, spelling: str) -> None:
    found = respell(word, spelling)
    assert respell(found, spelling) == found


def test_a_translation_is_spelt_as_it_is_told() -> None:
    sentence = "La couleur grise de l'organisation est au centre du programme."
    [british] = translate([sentence], options=TranslateOptions(spelling="british"))
    [american] = translate([sentence], options=TranslateOptions(spelling="american"))
    assert british.text == "The grey colour of the organisation is at the centre of the programme."
    assert american.text == "The gray color of the organization is at the center of the program."
    assert (british.notes, set(american.notes)) == (("respelt",) * british.notes.count("respelt"), {"respelt"})
