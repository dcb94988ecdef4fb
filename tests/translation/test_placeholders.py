"""Placeables go through the model and come back letter for letter, or a note says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, Mark, Paragraph, Segment, Text
from pipeline.placeables import find_placeables
from pipeline.stages.translate import translate_documents
from pipeline.translation.model import find_model
from pipeline.translation.placeholders import Masked, Placeholder, locate_by_links, mask, restore
from pipeline.translation.translator import Sentence, Translator, open_translator

SENTENCES = [
    "Écrivez à service.client@exemple.fr avant le 3 mars.",
    "Bonjour %s, il reste %1$d fichiers et {count} dossiers.",
    "Appuyez sur <b>Entrée</b> puis sur &laquo; OK &raquo;.",
    "Téléphone : 01 23 45 67 89, IBAN FR76 3000 6000 0112 3456 7890 189.",
    "Copiez `nom_de_fichier.txt` dans `donnees`, puis lancez `make install`.",
    "Le mot grec λόγος et le mot russe слово. 🎉",
]


@pytest.fixture(scope="module")
def translator() -> Translator:
    pytest.importorskip("ctranslate2")
    return open_translator(find_model("embedded"))


def test_placeables_come_back_letter_for_letter(translator: Translator) -> None:
    for sentence, hypothesis in zip(SENTENCES, translator(SENTENCES), strict=True):
        for start, end in find_placeables(sentence):
            assert sentence[start:end] in hypothesis.text
        assert "altered" not in hypothesis.notes


def test_a_sentence_of_placeables_alone_is_copied(translator: Translator) -> None:
    [hypothesis] = translator(["https://exemple.fr/a, b@exemple.fr !"])
    assert (hypothesis.text, hypothesis.score, hypothesis.notes) == (
        "https://exemple.fr/a, b@exemple.fr !",
        None,
        ("copied",),
    )


def test_what_a_caller_keeps_stays(translator: Translator) -> None:
    text = "Donnez à mode la valeur lecture."
    [free, kept] = translator([text, Sentence(text, ((9, 13), (24, 31)))])
    assert "lecture" not in free.text
    assert ("mode" in kept.text, "lecture" in kept.text) == (True, True)


def test_what_a_file_marks_as_code_stays(translator: Translator) -> None:
    text = "Le champ lieu est obligatoire. Le lieu est beau."
    marks = (Mark(9, 13, "code"), Mark(34, 38, "em"))
    paragraph = Paragraph(text, segments=(Segment(0, 30), Segment(31, 48)), marks=marks)
    [done] = translate_documents([Document("a.html", Text("fr", (paragraph,)))], translator)
    first, second = (hypothesis.text for hypothesis in done.hypotheses)
    assert "lieu" in first
    assert "lieu" not in second


def test_what_a_model_loses_is_put_beside_the_counterpart_of_its_neighbour() -> None:
    masked = mask("Le chat a.txt dort.", [(8, 13)])
    text = restore(masked, "The cat sleeps.", locate_by_links)
    assert masked.unmask(text) == "The cat a.txt sleeps."


def test_locating_without_any_link_takes_the_same_share() -> None:
    assert locate_by_links("X1 Zrgl", "Qwpx", 0) == 0


WORDS = st.lists(st.sampled_from(["mer", "X", "N1", "a.txt", "<b>", "l'", "(", ")", "😀", "et"]), max_size=8)


@given(WORDS, st.sampled_from(["", " "]), st.integers(0, 4))
def test_unmasking_undoes_masking(words: list[str], space: str, letter: int) -> None:
    """But for spaces that the text has beside what clings to a word."""
    sentence = space.join(words)
    masked = mask(sentence, find_placeables(sentence), letter)
    assert masked.unmask(masked.text) == sentence
    assert masked.lost(masked.text) == []


def test_a_placeholder_in_the_text_itself_is_not_taken() -> None:
    masked = mask("X1 N1 a.txt", [(6, 11)])
    assert masked == Masked("X1 N1 Z1", (Placeholder("Z1", "a.txt"),))


def test_more_than_a_sentence_may_have_are_looked_at_all_the_same(translator: Translator) -> None:
    names = [f"fichier_{letter}.txt" for letter in "abcdefghijkl"]
    [hypothesis] = translator([f"Copiez {', '.join(names)}."])
    kept = [name for name in names if name in hypothesis.text]
    assert kept[:9] == names[:9]
    assert ("altered" in hypothesis.notes) == (hypothesis.text.count("fichier_") < 9)


def test_a_sentence_that_has_every_letter_itself_has_no_placeholders() -> None:
    sentence = "X1, N, Z3, K et W dans a.txt"
    assert mask(sentence, [(23, 28)]) == Masked(sentence, ())


def test_a_line_in_capitals_keeps_what_stays(translator: Translator) -> None:
    [hypothesis] = translator(["ÉCRIVEZ À aide@exemple.fr AVANT MIDI"])
    assert "aide@exemple.fr" in hypothesis.text
    assert hypothesis.text.replace("aide@exemple.fr", "").isupper()
    assert "altered" not in hypothesis.notes
