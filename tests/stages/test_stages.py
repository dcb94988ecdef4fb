"""The stages by themselves: what decides their results, and what each of them fills in."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document import NOT_ASKED, Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.formats.sources import Source
from pipeline.glossary import NO_GLOSSARY
from pipeline.pairs import pairs
from pipeline.quality.score import Thresholds
from pipeline.review.corrections import CorrectionTable, EnglishCorrection
from pipeline.segmentation import Options
from pipeline.stages.align import AlignStage
from pipeline.stages.base import Fingerprint, StageContext
from pipeline.stages.correct import CorrectStage
from pipeline.stages.link import LinkStage
from pipeline.stages.read import ReadOptions, ReadStage
from pipeline.stages.score import ScoreStage
from pipeline.stages.segment import SegmentStage
from pipeline.stages.translate import TranslateStage
from pipeline.translation.engines import instruction_set
from pipeline.translation.model import Model, find_model
from pipeline.translation.options import TranslateOptions
from tests.conftest import Files

TABLE = CorrectionTable(Path("k.tsv"), "5" * 64, (EnglishCorrection("d", "Oui.", "Aye."),))


def text_of(language: str, *sentences: str) -> Text:
    return Text(language, tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in sentences))


def heard() -> tuple[list[int], StageContext]:
    """A list, and a context that puts into it how many units were finished."""
    counts: list[int] = []
    return counts, StageContext(advance=counts.append)


def test_what_stages_are_called_and_count() -> None:
    stages = (ReadStage, SegmentStage, TranslateStage, AlignStage, CorrectStage, LinkStage, ScoreStage)
    names = ["read", "segment", "translate", "align", "correct", "link", "score"]
    assert [stage.name for stage in stages] == names
    assert [stage.unit for stage in stages] == ["files", "paragraphs", *["sentences"] * 5]


def test_what_decides_the_result_of_each_stage() -> None:
    thresholds = {"least_posterior": 0.5, "largest_length_ratio": 3.0}
    thresholds |= {"least_adequacy": 0.5, "bad_share": 0.0}
    options = {"split_on": (), "keep_dialogue_turns": False, "abbreviations": ()}
    correct = CorrectStage((TABLE,), fill=False)
    assert ScoreStage().fingerprint() == Fingerprint(
        ("pipeline.stages.score",), {"glossary": NO_GLOSSARY.sha256, "knows_model": False, **thresholds}
    )
    assert correct.fingerprint() == Fingerprint(("pipeline.stages.correct",), {"tables": ["5" * 64], "fill": False})
    assert dict(SegmentStage().fingerprint().settings).items() >= options.items()
    assert SegmentStage().fingerprint().modules == ("pipeline.stages.segment",)
    assert CorrectStage((TABLE,)).fill


def test_without_models_their_modules_decide_nothing() -> None:
    assert LinkStage().fingerprint() == Fingerprint(
        ("pipeline.stages.link",), {"model": ""}, ("pipeline.word_alignment.attention",)
    )
    alone = {"largest_bead": 8, "fill": True, "judge": "", "embeddings": "", "processor": []}
    unused = ("pipeline.translation.judge", "pipeline.alignment.embeddings")
    assert AlignStage().fingerprint() == Fingerprint(("pipeline.stages.align",), alone, unused)


def test_with_models_their_checksums_decide(model: Model) -> None:
    assert LinkStage(model).fingerprint() == Fingerprint(("pipeline.stages.link",), {"model": model.fingerprint})
    settings = {"largest_bead": 3, "fill": False, "judge": model.fingerprint, "embeddings": ""}
    settings["processor"] = instruction_set()  # the judge computes in int8
    unused = ("pipeline.alignment.embeddings",)
    assert AlignStage(3, False, model).fingerprint() == Fingerprint(("pipeline.stages.align",), settings, unused)


@pytest.mark.parametrize(("quantization", "processor"), [("int8", instruction_set()), ("float32", [])])
def test_the_processor_decides_what_is_computed_in_int8(model: Model, quantization: str, processor: list[str]) -> None:
    options = TranslateOptions(engine="ctranslate2", quantization=quantization, device="cpu", threads=3, beam=2)
    found = TranslateStage(model, options).fingerprint()
    assert found.modules == ("pipeline.stages.translate",)
    assert found.without == ("pipeline.word_alignment.attention", "pipeline.translation.transformers_engine")
    expected = {"model": model.fingerprint, "processor": processor, "threads": 0, "beam": 2, "device": "cpu"}
    assert dict(found.settings).items() >= {**expected, "glossary": NO_GLOSSARY.sha256}.items()


def test_a_text_and_its_translation_are_cut_into_sentences() -> None:
    kept = Paragraph("Un. Deux.", segments=(Segment(0, 9),))
    code = Paragraph("  x. Y. ", translate=False)
    french = Text("fr", (Paragraph("M. Petit dort. Chut !"), kept, code, Paragraph(" ", translate=False)))
    english = Text("en", (Paragraph("Mr. Petit sleeps. Hush!"),))
    counts, context = heard()
    [done] = SegmentStage()([Document("d", french, english)], context)
    assert [paragraph.segments for paragraph in done.source.paragraphs] == [
        (Segment(0, 14), Segment(15, 21)),
        (Segment(0, 9),),
        (Segment(2, 7),),
        (),
    ]
    assert done.reference is not None
    assert done.reference.sentences() == ["Mr. Petit sleeps.", "Hush!"]
    assert counts == [4]
    [split] = SegmentStage(Options(split_on=(";",)))([Document("d", Text("fr", (Paragraph("Un ; deux."),)))])
    assert (split.source.sentences(), split.reference) == (["Un ;", "deux."], None)


def test_without_a_human_translation_every_sentence_is_a_bead() -> None:
    document = Document("d", text_of("fr", "Un.", "Deux."))
    counts, context = heard()
    bare, translated = AlignStage()([document, replace(document, hypotheses=(Hypothesis("1"),) * 2)], context)
    assert bare.beads == (Bead((0,), ()), Bead((1,), ()))
    assert translated.beads == (Bead((0,), (0,)), Bead((1,), (1,)))
    assert counts == [2, 2]


@pytest.mark.parametrize("fill", [True, False])
def test_beads_that_came_with_a_document_stay(fill: bool) -> None:
    beads = (Bead((0,), (1,), "human"), Bead((1,), (0,), "human"))
    hypotheses = tuple(map(Hypothesis, ("1", "2", "3")))
    document = Document("d", text_of("fr", "Un.", "Deux.", "Trois."), text_of("en", "Two.", "One."), hypotheses, beads)
    [done] = AlignStage(fill=fill)([document])
    assert [(bead.source, bead.target) for bead in done.beads if bead.origin == "human" and bead.target] == [
        ((0,), (1,)),
        ((1,), (0,)),
    ]
    last = done.beads[-1]
    assert (last.source, last.target, last.origin) == ((2,), (2,) if fill else (), "machine" if fill else "human")
    [bare] = AlignStage(fill=fill)([replace(document, hypotheses=())])
    assert bare.beads[-1].target == ()
    with pytest.raises(InputError, match=r"^d: "):
        AlignStage()([replace(document, beads=(Bead((7,), (0,), "human"),))])


def test_pairs_of_a_parallel_file_stay() -> None:
    document = Document("d", text_of("fr", "Un.", "Deux."), text_of("en", "Two.", "One."), parallel=True)
    [done] = AlignStage()([document])
    assert [(bead.source, bead.target) for bead in done.beads] == [((0,), (0,)), ((1,), (1,))]


def test_what_a_person_gave_stands_instead() -> None:
    document = Document("d", text_of("fr", "Oui.", "Non."), beads=(Bead((0,), ()), Bead((1,), ())))
    counts, context = heard()
    [done] = CorrectStage((TABLE,))([document], context)
    assert [bead.correction for bead in done.beads] == ["Aye.", ""]
    assert counts == [2]


def test_scores_are_filled_in() -> None:
    document = Document("d", text_of("fr", "Oui.", "Non."), beads=(Bead((0,), ()), Bead((1,), ())))
    counts, context = heard()
    [done] = ScoreStage(Thresholds())([document], context)
    assert all("no_english" in bead.flags for bead in done.beads)
    assert counts == [2]


def test_words_are_linked_where_both_sides_have_the_length_of_a_sentence() -> None:
    """A side of 3000 characters is linked, one of 3001 is not; nor is one that is empty, nor what a person linked."""
    given = (Link(0, 1, 0, 1),)
    french = text_of("fr", "Paris 12", f"Paris {'x' * 2994}", f"Paris {'x' * 2995}", "Paris 12", "Paris 12")
    english = ("Paris 12", "Paris", "Paris", "", "Paris 12")
    beads = tuple(Bead((n,), (n,)) for n in range(4))
    beads += (Bead((4,), (4,), links=given, links_given=True),)
    document = Document("d", french, None, tuple(map(Hypothesis, english)), beads)
    counts, context = heard()
    [done] = LinkStage()([document], context)
    assert done.beads[0].links == (Link(0, 5, 0, 5), Link(6, 8, 6, 8))
    assert Link(0, 5, 0, 5) in done.beads[1].links
    assert [bead.links for bead in done.beads[2:4]] == [(), ()]
    assert done.beads[4].links == given
    assert counts == [5]


@pytest.mark.slow
def test_the_model_is_asked_for_links(model: Model) -> None:
    document = Document("d", text_of("fr", "Il pleut."), None, (Hypothesis("It rains."),), (Bead((0,), (0,)),))
    stage = LinkStage(model)
    for _ in range(2):
        [done] = stage([document])
        assert Link(0, 2, 0, 2) in done.beads[0].links


def source_of(folder: Path, name: str = "a.txt", **others: str) -> Source:
    reference, beads = (folder / others[what] if what in others else None for what in ("reference", "beads"))
    return Source(name, folder / name, reference, beads)


def test_every_file_of_a_source_decides_its_document(files: Files) -> None:
    folder = files({"a.txt": "Oui.\n", "b.html": "<p>Yes.", "c.beads": "[0]:[0]\n"})
    stage = ReadStage(source_of(folder, reference="b.html", beads="c.beads"), ReadOptions("utf-8", also=("comments",)))
    sums = {
        what: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for what, name in (("file", "a.txt"), ("reference", "b.html"), ("beads", "c.beads"))
    }
    modules = ("pipeline.stages.read", "pipeline.formats.html.read", "pipeline.formats.text.read")
    chosen = {"encoding": "utf-8", "lines": "prose", "also": ("comments",), "english": "", "columns": ()}
    settings = {"id": "a.txt", **chosen, **sums}
    assert stage.fingerprint() == Fingerprint(modules, settings)
    counts, context = heard()
    [document] = stage(context=context)
    assert (document.source.paragraphs[0].text, document.source.language) == ("Oui.", "fr")
    assert document.reference is not None
    assert (document.reference.paragraphs[0].text, document.reference.language) == ("Yes.", "en")
    assert [(bead.source, bead.target) for bead in document.beads] == [((0,), (0,))]
    assert (counts, document.parallel) == ([1], False)
    assert ReadStage(source_of(folder)).options == ReadOptions("auto", "prose", ())


def test_lines_that_are_pairs_must_be_as_many(files: Files) -> None:
    folder = files({"a.txt": "Un\nDeux\n", "b.txt": "One\nTwo\n", "c.txt": "One\n"})
    options = ReadOptions(lines="pairs")
    [document] = ReadStage(source_of(folder, reference="b.txt"), options)()
    assert document.parallel
    with pytest.raises(InputError) as told:
        ReadStage(source_of(folder, reference="c.txt"), options)()
    assert str(told.value) == (
        f"{folder / 'a.txt'} has 2 lines and {folder / 'c.txt'} 1; "
        "read.lines: pairs wants as many in both (prose or sentences aligns them)"
    )


def test_a_bilingual_file_is_its_own_translation(files: Files) -> None:
    unit = '<tu><tuv xml:lang="fr"><seg>Oui.</seg></tuv>{}</tu>'
    tmx = '<tmx version="1.4"><header srclang="fr" datatype="plaintext"/><body>{}</body></tmx>'
    english = '<tuv xml:lang="en"><seg>Yes.</seg></tuv>'
    folder = files({"a.tmx": tmx.format(unit.format(english)), "b.tmx": tmx.format(unit.format(""))})
    [both] = ReadStage(source_of(folder, "a.tmx", reference="a.tmx"))()
    assert both.parallel
    assert both.reference is not None
    assert both.reference.paragraphs[0].text == "Yes."
    [french] = ReadStage(source_of(folder, "b.tmx", reference="b.tmx"))()
    assert (french.source.paragraphs[0].text, french.reference) == ("Oui.", None)


def test_files_that_cannot_be_read_are_named(files: Files) -> None:
    folder = files({"a.txt": "Oui.\n", "b.nonsense": "Oui.\n"})
    with pytest.raises(InputError, match=rf"^{folder}/gone\.txt: cannot be read: No such file or directory$"):
        _ = ReadStage(source_of(folder, "gone.txt")).checksums
    with pytest.raises(InputError, match=rf"^{folder}/b\.nonsense: "):
        ReadStage(source_of(folder, "b.nonsense")).fingerprint()


@pytest.mark.parametrize(("largest", "expected"), [(8, [((0, 1), (0,)), ((2,), (1,))]), (2, None)])
def test_a_human_translation_is_searched_for_beads(
    largest: int, expected: list[tuple[tuple[int, ...], tuple[int, ...]]] | None
) -> None:
    french = text_of("fr", "Paris compte 2145 habitants.", "Lyon en compte 513.", "Mars en compte 77.")
    english = text_of("en", "Paris has 2145 inhabitants and Lyon has 513.", "Mars has 77.")
    [done] = AlignStage(largest)([Document("d", french, english)])
    found = [(bead.source, bead.target) for bead in done.beads]
    assert found == expected or (expected is None and all(len(a) + len(b) <= 2 for a, b in found))
    assert {bead.origin for bead in done.beads} == {"human"}
    assert sorted(n for source, _ in found for n in source) == [0, 1, 2]


def test_quotation_marks_of_the_english_are_those_of_the_text() -> None:
    sentences = "« Le chat dort. Il pleut. » Elle dit : « Oui. »", '"Le chat dort." Elle part.'
    segments = ((Segment(0, 15), Segment(16, 27), Segment(28, 47)), (Segment(0, 15), Segment(16, 26)))
    paragraphs = [Paragraph(text, segments=found) for text, found in zip(sentences, segments, strict=True)]
    stage = TranslateStage(find_model("embedded"))
    printed, straight = (Text("fr", tuple(one)) for one in (paragraphs, paragraphs[1:]))
    told = [one.text for one in stage([Document("d", printed)])[0].hypotheses]
    assert [[mark for mark in text if mark in '“”"'] for text in told] == [["“"], ["”"], ["“", "”"], ["“", "”"], []]
    told = [one.text for one in stage([Document("d", straight)])[0].hypotheses]
    assert [text.count('"') for text in told] == [2, 0]
    told = [one.text for one in stage([Document("d", printed, Text("en", (Paragraph('"Yes"'),)))])[0].hypotheses]
    assert [text.count('"') for text in told] == [1, 1, 2, 2, 0]


@pytest.mark.parametrize("human_too", [False, True])
def test_what_a_person_has_translated_is_not_asked_of_the_machine(files: Files, human_too: bool) -> None:
    folder = files({"a.txt": "Il pleut.\n\nIl neige.\n", "b.txt": "It rains.\n\n\n"})
    [read] = ReadStage(source_of(folder, reference="b.txt"), ReadOptions(lines="pairs"))()
    [segmented] = SegmentStage()([read])
    [translated] = TranslateStage(find_model("embedded"), human_too=human_too)([segmented])
    assert [one == NOT_ASKED for one in translated.hypotheses] == [not human_too, False]
    [aligned] = AlignStage()([translated])
    assert [(pair.origin, pair.machine is None) for pair in pairs(aligned)] == [
        ("human", not human_too),
        ("machine", True),
    ]
