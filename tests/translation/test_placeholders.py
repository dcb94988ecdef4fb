"""Placeables go through the model and come back letter for letter, or a note says so."""

import json
import re
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentencepiece import SentencePieceProcessor, SentencePieceTrainer

from pipeline.bilingual.projection import project
from pipeline.document import Document, Link, Mark, Paragraph, Segment, Text
from pipeline.placeables import find_placeables
from pipeline.stages.segment import segmented
from pipeline.stages.translate import translate_documents
from pipeline.translation.model import find_model
from pipeline.translation.pieces import Pieces
from pipeline.translation.placeholders import STEMS, Masked, Placeholder, locate_by_links, mask, restore, usable_stems
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


def test_a_list_goes_in_as_one(translator: Translator) -> None:
    names = [f"fichier_{letter}.txt" for letter in "abcdefghijkl"]
    [hypothesis] = translator([f"Copiez {', '.join(names)}."])
    assert ", ".join(names) in hypothesis.text
    assert "altered" not in hypothesis.notes


def test_a_sentence_that_has_every_stem_itself_has_no_placeholders() -> None:
    sentence = f"{', '.join(STEMS)} dans a.txt"
    assert mask(sentence, [(len(sentence) - 5, len(sentence))]) == Masked(sentence, ())


def test_a_line_in_capitals_keeps_what_stays(translator: Translator) -> None:
    [hypothesis] = translator(["ÉCRIVEZ À aide@exemple.fr AVANT MIDI"])
    assert "aide@exemple.fr" in hypothesis.text
    assert hypothesis.text.replace("aide@exemple.fr", "").isupper()
    assert "altered" not in hypothesis.notes


def test_placeholders_are_what_a_vocabulary_knows(tmp_path: Path) -> None:
    """A vocabulary without capitals: numbers stand for what stays, and pieces that nobody knows are never asked for."""
    with (tmp_path / "source.spm").open("wb") as file:
        SentencePieceTrainer.train(
            sentence_iterator=iter(["le chat dort 0123456789"] * 10), model_writer=file, model_type="char",
            vocab_size=22, bos_id=-1, eos_id=0, unk_id=1, minloglevel=2,
        )  # fmt: skip
    copyfile(tmp_path / "source.spm", tmp_path / "target.spm")
    known = SentencePieceProcessor(model_file=str(tmp_path / "source.spm"))
    numbers = {known.id_to_piece(number): number for number in range(known.vocab_size())}
    (tmp_path / "vocab.json").write_text(json.dumps(numbers), encoding="utf-8")
    pieces = Pieces(tmp_path)
    assert (pieces.knows("chat 12"), pieces.knows("X1"), pieces.knows("Chat")) == (True, False, False)
    stems = usable_stems(pieces.knows)
    assert stems == ("735", "846", "957")
    masked = mask("7351 dans a.txt", [(10, 15)], stems=stems)
    assert masked.text == "7351 dans 8461"
    assert masked.unmask("8461 in 7351") == "a.txt in 7351"


def test_every_stem_is_usable_with_our_vocabulary(translator: Translator) -> None:
    assert translator.stems == STEMS


def test_forty_placeables_come_back(translator: Translator) -> None:
    names = [f"fichier_{number}.txt" for number in range(40)]
    [hypothesis] = translator([f"Copiez {' puis '.join(names)}."])
    missing = [name for name in names if name not in hypothesis.text]
    assert not missing


@pytest.mark.parametrize(
    "sentence",
    [
        "a.txt", "a.txt b.txt", "Lisez a.txt", "a.txt est là.", "Remplacez a.txt par a.txt.", "« a.txt » (voir b_c)",
        "X1 et X2 sont dans a.txt.", "Le X 1, le X-1 et a.txt", "{a}{b} puis <b><i>gras</i></b>", "Voir %s%d%%.",
        "Écrivez à a@b.fr, c@d.fr et e@f.fr.", "🎉🎉 Bravo 🎉", "L'iPhone_12, l'a_b et d'e_f.",
    ],
)  # fmt: skip
def test_what_is_hard_keeps_every_placeable(translator: Translator, sentence: str) -> None:
    [hypothesis] = translator([sentence])
    for start, end in find_placeables(sentence):
        assert hypothesis.text.count(sentence[start:end]) >= 1
    assert not re.search(r"\b[NZKW]\d\b", hypothesis.text)


def test_a_formula_that_reads_like_a_word_goes_where_it_belongs() -> None:
    source, target = "Si a vaut 1, il a x.", "If a is 1, he has x."
    marks = [Mark(3, 4, "formula", "<math/>"), Mark(18, 19, "formula", "<math/>")]
    links = [Link(0, 2, 0, 2), Link(5, 9, 5, 7), Link(13, 15, 11, 13)]
    assert [mark[:2] for mark in project(marks, links, source, target)] == [(3, 4), (18, 19)]


def test_no_sentence_ends_inside_of_what_stays() -> None:
    text = "La touche A. B est là. Elle reste."
    [plain, kept] = (
        [
            text[start:end]
            for start, end in segmented(Text("fr", (Paragraph(text, marks=marks),))).paragraphs[0].segments
        ]
        for marks in ((), (Mark(10, 14, "kbd"),))
    )
    assert kept == ["La touche A. B est là.", "Elle reste."]
    assert "".join(plain).replace(" ", "") == "".join(kept).replace(" ", "")
