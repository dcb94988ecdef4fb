"""Old spelling: modern for the model, the reader's own for the rest; a text of today is never changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.old_spelling import is_old, is_quoted_old, modernise
from pipeline.translation.translator import translate


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Les enfans étoient sages.", "Les enfants étaient sages."),
        ("Il ne sçavoit où aller en ce tems.", "Il ne savait où aller en ce temps."),
        ("Elle paroissoit foible dans ces momens.", "Elle paraissait faible dans ces moments."),
        ("Les François et les Anglois l’avoient connu.", "Les Français et les Anglais l’avaient connu."),
        ("J'ay veu le roy & nostre maistre.", "J'ai vu le roi et notre maître."),
        ("La mesme nuict estoit tousjours froide.", "La même nuit était toujours froide."),
        ("Vne maiſon, des prez, &c.", "Une maison, des près, etc."),
        ("Le poëte est très-grand et tout-à-fait seul.", "Le poète est très grand et tout à fait seul."),
        ("Ils allerent par-tout, depuis long-tems.", "Ils allèrent partout, depuis longtemps."),
        ("M. Leroy et François Benoit chez Mme Foy.", "M. Leroy et François Benoit chez Mme Foy."),
        ("Il doit boire, il voit un toit étroit.", "Il doit boire, il voit un toit étroit."),
        (
            "Ils voient, croient et envoient des poires aux parents.",
            "Ils voient, croient et envoient des poires aux parents.",
        ),
    ],
)
def test_words_of_old_books(old: str, new: str) -> None:
    assert modernise(old) == new
    assert modernise(new) == new


@pytest.mark.parametrize(
    "text",
    [
        "François Roy a lu « Le Loyer » à Foy-la-Grande.",
        "Cet attribut est un dict avec des valeurs.",
        "Pauline Marois est venue de Blois.",
        "La paroisse de Saint-Sampson est petite.",
        "Ils croient que les enfants envoient des lettres, et qu'il faut qu'ils les voient.",
        "Dans cent ans, les paysans et les gens de céans seront bien méchants.",
        "Grosse Isle, Québec.",
        "",
    ],
)
def test_texts_of_today(text: str) -> None:
    assert not is_old(text)


def test_a_quotation_makes_no_text_old() -> None:
    quotation, modern = "« Les enfans étoient sages. »", "Il pleuvait sur le port, et personne ne sortait plus. " * 30
    assert is_old(quotation)
    assert not is_old(modern + quotation)
    assert is_quoted_old(quotation)


@given(st.text(alphabet="aeéioîstmnyçſ&-' .", max_size=40))
def test_no_text_breaks_it_and_spaces_stay(text: str) -> None:
    made = modernise(text)
    assert isinstance(made, str)
    assert not set(made) & {"ſ"}


def test_the_model_sees_the_modern_form_and_numbers_stay() -> None:
    [old, new] = translate(["Les 12 enfans étoient dans le jardin.", "Les 12 enfants étaient dans le jardin."])
    assert old.text == new.text
    assert "12" in old.text
