"""Corrections that a person made: which pairs get them, and what becomes of those pairs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Config, load_config, read_pairs, run
from pipeline.config.loading import make_config
from pipeline.document import MOVED, Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.errors import ConfigError, InputError
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import pairs
from pipeline.quality.evaluate import EvaluateOptions, evaluate
from pipeline.quality.score import Thresholds, score_documents
from pipeline.review.application import correct_documents
from pipeline.review.corrections import Approval, EnglishCorrection, fold, merge, write_table
from pipeline.review.placement import find_unplaced
from pipeline.standing import find_standing
from tests.conftest import Files
from tests.runs.test_run import hashes

WORDS = st.sampled_from(["Oui.", "Non.", "Rien.", "Il a 12 ans."])
CORRECTIONS = st.lists(
    st.builds(EnglishCorrection, st.sampled_from("abc"), WORDS, st.sampled_from(["Yes.", "No.", "He is."]))
)


def text_of(language: str, *sentences: str) -> Text:
    return Text(language, tuple(Paragraph(text, segments=(Segment(0, len(text)),)) for text in sentences))


def by_machine(name: str, *french: str) -> Document:
    hypotheses = tuple(Hypothesis(f"[{text}]", -2.0, ("unsound",)) for text in french)
    beads = tuple(Bead((number,), (number,)) for number in range(len(french)))
    return Document(name, text_of("fr", *french), None, hypotheses, beads)


def by_hand(name: str, french: tuple[str, ...], english: tuple[str, ...], *beads: Bead) -> Document:
    return Document(name, text_of("fr", *french), text_of("en", *english), (), beads)


def english_of(document: Document) -> list[str]:
    return [pair.target for pair in pairs(document)]


def test_every_repetition_gets_it_and_its_own_document_comes_first() -> None:
    given_ = [EnglishCorrection("b", "Oui.", "Aye."), EnglishCorrection("a", "Oui.", "Yes.")]
    first, second, third = (by_machine(name, "Oui.", "Non.", "Oui.") for name in "abc")
    done = correct_documents([first, second, third], given_)
    assert [english_of(document) for document in done] == [
        ["Yes.", "[Non.]", "Yes."],
        ["Aye.", "[Non.]", "Aye."],
        ["Yes.", "[Non.]", "Yes."],
    ]


def test_spaces_and_composition_do_not_hide_french() -> None:
    [done] = correct_documents(
        [by_machine("a", "« Été\u202f! »")], [EnglishCorrection("", "« E\u0301te\u0301 ! »", "Summer!")]
    )
    assert english_of(done) == ["Summer!"]


def test_a_human_translation_changes_only_where_its_own_pair_was_corrected() -> None:
    beads = (Bead((0, 1), (0,), "human", 0.4), Bead((2,), (1,), "human"), Bead((3,), (), "human"))
    document = by_hand("a", ("Un.", "Deux.", "Trois.", "Quatre."), ("One, two.", "Three."), *beads)
    others = [
        EnglishCorrection("b", "Trois.", "THREE"),
        EnglishCorrection("b", "Quatre.", "Four."),
        EnglishCorrection("a", "Un.", "ONE"),
    ]
    [done] = correct_documents([document], [*others, EnglishCorrection("a", "Un. Deux.", "One and two.")])
    assert english_of(done) == ["One and two.", "Three.", "Four."]
    first, second, third = pairs(done)
    assert (first.type, first.posterior, first.target_places) == ("2-1", 1.0, ())
    assert second.target_places
    assert (third.type, third.origin) == ("1-1", "corrected")


def test_a_corrected_pair_is_human_sure_and_keeps_the_machines_version() -> None:
    [done] = correct_documents(
        [by_machine("a", "Il a 12 ans.")], [EnglishCorrection("a", "Il a 12 ans.", "He is young.")]
    )
    [scored] = score_documents([done], Thresholds())
    [pair] = pairs(scored)
    assert (pair.origin, pair.target, pair.machine) == ("corrected", "He is young.", "[Il a 12 ans.]")
    assert pair.flags == ("missing_numbers",)
    assert "model" not in pair.scores


def test_a_corrected_text_does_not_flatter_the_machine() -> None:
    beads = (Bead((0,), (0,), "human"), Bead((1,), (1,), "human"))
    hypotheses = (Hypothesis("Yes."), Hypothesis("No."))
    document = replace(by_hand("a", ("Oui.", "Non."), ("Indeed.", "No."), *beads), hypotheses=hypotheses)
    measured = evaluate(correct_documents([document], [EnglishCorrection("a", "Oui.", "Yes.")]), EvaluateOptions())
    scores = measured.machine_against_human
    assert scores is not None
    assert (scores.segments, scores.corrected_left_out) == (1, 1)
    assert measured.counts == replace(measured.counts, human=1, corrected=1, corrected_sentences=1, lost=0)


def test_the_reading_copy_shows_it_in_its_paragraph(tmp_path: Path) -> None:
    document = by_machine("a", "Oui.", "Non.")
    [done] = correct_documents([document], [EnglishCorrection("a", "Oui.", "Yes, indeed.")])
    [path] = write("html", [done], tmp_path, WriteOptions(), Provenance("1.0"))
    page = path.read_text(encoding="utf-8")
    assert ">Yes, indeed.</span>" in page
    assert page.count('data-by="corrected"') == 1
    beads = (Bead((0,), (0, 1), "human"), Bead((1,), (2,), "human"))
    human = by_hand("a", ("Un.", "Deux."), ("One", "or so.", "Two."), *beads)
    [path] = write(
        "html",
        correct_documents([human], [EnglishCorrection("a", "Un.", "Just one.")]),
        tmp_path,
        WriteOptions(),
        Provenance("1"),
    )
    page = path.read_text(encoding="utf-8")
    assert ">Just one.</span>" in page
    assert "or so" not in page


@given(CORRECTIONS)
def test_correcting_twice_is_correcting_once(given_: list[EnglishCorrection]) -> None:
    documents = [by_machine(name, "Oui.", "Non.", "Il a 12 ans.") for name in "ab"]
    once = correct_documents(documents, given_)
    assert correct_documents(once, given_) == once


@given(CORRECTIONS, CORRECTIONS)
def test_the_order_of_tables_matters_only_for_the_same_french(
    one: list[EnglishCorrection], two: list[EnglishCorrection]
) -> None:
    known = {fold(made.source) for made in one}
    others = [made for made in two if fold(made.source) not in known]
    documents = [by_machine(name, "Oui.", "Non.", "Rien.", "Il a 12 ans.") for name in "ab"]
    assert correct_documents(documents, [*one, *others]) == correct_documents(documents, [*others, *one])
    assert merge(one, others) == merge(others, one)
    assert merge(merge(one, two), two) == merge(one, two)


def config_for(folder: Path, **align: object) -> Config:
    read = {"files": [str(folder / "*.fr.txt")]}
    sections = {"translate": {"beam": 1}, "align": align, "output": str(folder / "out")}
    return make_config({"read": read, **sections}, base=folder)


def test_a_run_uses_its_own_table_and_those_named(files: Files) -> None:
    table = "document\tsource\ttarget\n"
    folder = files({"a.fr.txt": "Il pleut.\n\nIl neige.\n", "other.tsv": table + "x\tIl neige.\tSnow falls.\n"})
    config = config_for(folder, corrections="other.tsv")
    plain = run(config_for(folder))
    assert plain.metrics.counts.corrected == 0
    write_table(config.output / "corrections.tsv", [EnglishCorrection("a.fr.txt", "Il pleut.", "Rain falls.")])
    result = run(config)
    assert [pair.target for pair in read_pairs(config.output / "pairs.jsonl")] == ["Rain falls.", "Snow falls."]
    assert result.metrics.counts == replace(result.metrics.counts, corrected=2, corrected_sentences=2, human=0, lost=0)
    manifest = json.loads((config.output / "manifest.json").read_text(encoding="utf-8"))
    assert [(entry["file"], entry.get("corrections")) for entry in manifest["inputs"]] == [
        ("a.fr.txt", None),
        ("other.tsv", 1),
        ("corrections.tsv", 1),
    ]
    assert load_config(config.output / "manifest.json") == config
    before = hashes(config.output)
    assert run(config.model_copy(update={"translate": config.translate.model_copy(update={"threads": 2})})).made == 0
    assert len(list((config.output / "work" / "align").glob("*.jsonl"))) == 1
    (config.output / "corrections.tsv").unlink()
    run(config_for(folder))
    assert [pair.origin for pair in read_pairs(config.output / "pairs.jsonl")] == ["machine", "machine"]
    assert hashes(config.output) != before


def test_a_missing_table_is_told_before_anything_is_done(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut.\n"})
    with pytest.raises(InputError, match=r"gone\.tsv: cannot be read"):
        run(config_for(folder, corrections=["gone.tsv"]))
    with pytest.raises(ConfigError, match=r"align\.corrections"):
        config_for(folder, corrections=[1])


def test_a_correction_that_fits_nowhere_is_told_by_every_run(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut.\n"})
    config = config_for(folder)
    write_table(
        folder / "out" / "corrections.tsv",
        [EnglishCorrection("a.fr.txt", text, "So.") for text in ("Il neige.", "Il gèle.", "Il pleut.")],
    )
    for _ in range(2):
        warnings = run(config).metrics.warnings
        assert warnings == ("a.fr.txt: 2 corrections fit nowhere in it any more; the first is of 'Il neige.'",)


def test_what_is_found_right_is_not_flagged_until_the_english_is_another() -> None:
    document = replace(by_machine("a", "Il a 12 ans."), hypotheses=(Hypothesis("He is old."),))
    right = Approval("a", "Il a 12\u00a0ans.", "He is old.")
    for given_, flags in (([right], ()), ([replace(right, target="He's old.")], ("missing_numbers",))):
        [done] = score_documents(correct_documents([document], given_), Thresholds(least_adequacy=0))
        assert done.beads[0].flags == flags
        assert find_unplaced(done, given_) == []
    moved = replace(document, beads=(replace(document.beads[0], flags=(MOVED,)),))
    [done] = score_documents(correct_documents([moved], [right]), Thresholds())
    assert (done.beads[0].flags, find_standing(done.beads[0])) == ((MOVED,), "sure")
    [other] = correct_documents([replace(document, id="b")], [right])
    assert not other.beads[0].reviewed
    assert find_unplaced(done, [replace(right, source="Oui.")]) == [replace(right, source="Oui.")]
