"""Polarity and names: what a sentence denies and whom it names, by many small sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adequacy.names import has_alike, names
from pipeline.adequacy.polarity import english_negations, french_negations, polarity
from pipeline.word_alignment.lexicon import fold_word
from pipeline.words import LanguageCode, words


def folded(text: str, language: LanguageCode) -> list[str]:
    return [fold_word(text[start:end]) for start, end in words(text, language)]


@pytest.mark.parametrize(
    ("french", "negations"),
    [
        ("Il dort.", 0),
        ("Il ne dort pas.", 1),
        ("Je n'ai jamais rien dit.", 1),
        ("Elle n'a que deux frères.", 0),
        ("On ne voit que cela, et on n'entend rien.", 1),
        ("Personne ne viendra.", 1),
        ("Rien n'était prêt.", 1),
        ("Aucun homme ne le sait.", 1),
        ("Ni toi ni moi ne partirons.", 1),
        ("Il n'a ni père ni mère.", 1),
        ("C'est pas grave, j'en veux pas.", 2),
        ("Il fit un pas vers la porte.", 0),
        ("Les pas de son père.", 0),
        ("Il part sans bruit.", 1),
        ("Pas encore.", 1),
        ("Pas à pas.", 0),
        ("Non, merci.", 1),
        ("Il ne vient plus ; il ne dort plus.", 2),
    ],
)
def test_negations_of_french(french: str, negations: int) -> None:
    assert french_negations(folded(french, "fr")) == negations


@pytest.mark.parametrize(
    ("english", "negations"),
    [
        ("He sleeps.", 0),
        ("He doesn't sleep.", 1),
        ("He cannot sleep.", 1),
        ("Nobody knows.", 1),
        ("Neither you nor I will leave.", 1),
        ("He left without a noise and never came back.", 2),
        ("He knows the knot.", 0),
    ],
)
def test_negations_of_english(english: str, negations: int) -> None:
    assert english_negations(folded(english, "en")) == negations


@pytest.mark.parametrize(
    ("french", "english", "expected"),
    [
        ("Il ne dort pas.", "He doesn't sleep.", (0, 0)),
        ("Il ne dort pas.", "He sleeps.", (1, 0)),
        ("Il dort.", "He does not sleep.", (0, 1)),
        ("Il n'a pas réussi.", "He failed.", (0.5, 0)),
        ("Il refuse de partir.", "He will not leave.", (0, 0.5)),
        ("Il n'a que deux frères.", "He has only two brothers.", (0, 0)),
    ],
)
def test_what_is_lost_and_what_is_added(french: str, english: str, expected: tuple[float, float]) -> None:
    assert polarity(folded(french, "fr"), folded(english, "en")) == expected


@given(st.lists(st.sampled_from("ne n pas jamais rien que ni sans non . il dort un".split())))  # noqa: SIM905
def test_polarity_of_any_words_is_bounded_and_never_both(french: list[str]) -> None:
    lost, added = polarity(french, ["he", "sleeps"])
    assert 0 <= lost <= 1.5
    assert added == 0
    assert lost == polarity(["il", "dort"], ["he", "sleeps"])[0] or french_negations(french)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Moscou", "Moscow", True),
        ("Éric", "Eric", True),
        ("Pouchkine", "Pushkin", False),
        ("Algérie", "Algeria", True),
        ("Martin", "Marseille", False),
        ("Zola", "Zola's", True),
        ("Berlin", "Oxford", False),
    ],
)
def test_forms_of_a_name(one: str, other: str, alike: bool) -> None:
    assert has_alike(one, [other]) == has_alike(other, [one]) == alike


def test_names_stand_inside_of_a_sentence() -> None:
    said = ["Le", "Roi", "dit", ":", "«", "Viens", "à", "Lyon", "!", "»", "A", "x"]
    assert names(said) == [1, 7]
    assert names([]) == []
