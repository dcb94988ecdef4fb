"""Where corrections belong, and what a file of pairs to review holds, byte for byte."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.io.outputs import WriteOptions
from pipeline.review.corrections import BeadCorrection, Correction, EnglishCorrection, LinkCorrection
from pipeline.review.exchange import Reviewed, choose_pairs, read_review, save_tsv, save_xliff
from pipeline.review.placement import BeadFinder, Passages, find_unplaced, links_words


def text(language: str, *sentences: str) -> Text:
    return Text(language, tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in sentences))


BOTH = Document(
    "d", text("fr", "Oui.", "Non.", "Oui.", "Si."), text("en", "Yes.", "No.", "Yes."), (),
    (
        Bead((0,), (0,), "human"), Bead((1,), (1,), "human"), Bead((2,), (2,), "human"),
        Bead((3,), (), "human", flags=("no_english",)),
    ),
)  # fmt: skip
FRENCH = replace(BOTH, reference=None, hypotheses=tuple(map(Hypothesis, ("Y", "N", "Y", "S"))), beads=())


@pytest.mark.parametrize(
    ("passage", "near", "found"),
    [
        ("Oui.", None, (0,)),
        ("Oui.", 1, (0,)),
        ("Oui.", 2, (2,)),
        ("Oui. Non.", None, (0, 1)),
        ("Non.Oui .Si.", 0, (1, 2, 3)),
        ("ui.", None, None),
        ("Oui", None, None),
        ("Oui. N", None, None),
        (" ", 3, ()),
    ],
)
def test_passages_are_whole_sentences(passage: str, near: int | None, found: tuple[int, ...] | None) -> None:
    assert Passages(["Oui.", "Non.", "Oui.", "Si."]).find(passage, near) == found


def test_sentences_of_spaces_are_in_a_passage_and_begin_none() -> None:
    passages = Passages([" ", "Oui.", " ", "Non.", ""])
    assert (passages.find("Oui."), passages.find("Oui. Non."), passages.find("Non.")) == ((1,), (1, 2, 3), (3,))


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (BeadCorrection("d", "Oui.", "Yes."), Bead((0,), (0,), "human")),
        (BeadCorrection("d", "Oui.", "Yes.", 2, 2), Bead((2,), (2,), "human")),
        (BeadCorrection("d", "Oui.", "Yes.", 2, 0), Bead((2,), (0,), "human")),
        (BeadCorrection("d", "", "No."), Bead((), (1,), "human")),
        (BeadCorrection("d", "Si.", ""), Bead((3,), (), "human")),
        (BeadCorrection("d", "", ""), None),
        (BeadCorrection("d", "Oui.", "Maybe."), None),
        (BeadCorrection("d", "Peut-être.", "No."), None),
    ],
)
def test_beads_are_found_by_their_texts(made: BeadCorrection, found: Bead | None) -> None:
    assert BeadFinder(BOTH).find(made) == found
    assert BeadFinder(FRENCH).find(made) is None


@pytest.mark.parametrize(
    ("links", "there"),
    [(((2, 2),), True), (((3, 0),), False), (((0, 3),), False), ((), True), (((0, 0), (2, 3)), False)],
)
def test_only_words_that_are_there_are_linked(links: tuple[tuple[int, int], ...], there: bool) -> None:
    assert links_words(LinkCorrection("d", "Il dort.", "He sleeps.", links)) == there


def test_corrections_that_fit_nowhere_are_told() -> None:
    fitting: list[Correction] = [
        EnglishCorrection("d", "Oui .", "Sure."),
        BeadCorrection("d", "Oui. Non.", "Yes."),
        LinkCorrection("d", "Non.", "No.", ((0, 0), (1, 1))),
    ]
    lost: list[Correction] = [
        EnglishCorrection("d", "Oui. Non.", "Sure."),
        BeadCorrection("d", "Oui.", "Sure."),
        LinkCorrection("d", "Non.", "Yes.", ()),
        LinkCorrection("d", "Non.", "No.", ((2, 0),)),
    ]
    assert find_unplaced(BOTH, [*lost, *fitting]) == lost
    assert find_unplaced(BOTH, [replace(made, document="e") for made in lost]) == []


def test_a_table_to_review_and_an_xliff_to_review(tmp_path: Path) -> None:
    given = replace(BOTH, id='a "b" & <c>')
    given = replace(given, beads=(replace(BOTH.beads[0], correction='"Aye" & <more>\r'), *BOTH.beads[1:]))
    empty = Document("e", text("fr", " "), beads=(Bead((0,), (), flags=("no_english",)),))
    doubtful = list(choose_pairs([given, empty]))
    assert [(one.pair.id, bool(one.reason)) for one in doubtful] == [(f"{given.id}:4", True)]
    chosen = [next(choose_pairs([given], every=True)), doubtful[0], *list(choose_pairs([replace(BOTH, id="z")]))]
    reason = doubtful[0].reason
    table = save_tsv(chosen, tmp_path / "a.tsv").read_bytes().decode()
    assert table == (
        "id\treason\tsource\ttarget\tright\n"
        f'"a ""b"" & <c>:1"\t\tOui.\t"""Aye"" & <more>"\t\n"a ""b"" & <c>:4"\t{reason}\tSi.\t\t\n'
        f"z:4\t{reason}\tSi.\t\t\n"
    )
    name = "'a \"b\" &amp; &lt;c&gt;{}'"
    xliff = save_xliff(chosen, tmp_path / "a.xlf", WriteOptions("fr-CA", "en-GB")).read_bytes().decode()
    english = '"Aye" &amp; &lt;more&gt;&#13;'
    none = (
        f'xml:space="preserve"><notes><note>{reason}</note>'
        '<note category="as-written" appliesTo="target"></note></notes>\n'
        '<segment state="initial"><source>Si.</source><target></target></segment></unit>\n'
    )
    assert xliff == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="fr-CA" trgLang="en-GB">\n'
        f'<file id="f1" original={name.format("")}>\n'
        f'<unit id="u1" name={name.format(":1")} xml:space="preserve"><notes>'
        f'<note category="as-written" appliesTo="target">{english}</note></notes>\n'
        f'<segment state="reviewed"><source>Oui.</source><target>{english}</target></segment></unit>\n'
        f'<unit id="u2" name={name.format(":4")} {none}'
        "</file>\n"
        f'<file id="f2" original="z">\n<unit id="u1" name="z:4" {none}</file>\n'
        "</xliff>\n"
    )
    assert next(read_review(tmp_path / "a.xlf")) == Reviewed(
        'a "b" & <c>:1', "Oui.", '"Aye" & <more>', '"Aye" & <more>\r'
    )
    assert list(read_review(tmp_path / "a.tsv"))[1:] == [
        Reviewed('a "b" & <c>:4', "Si.", ""),
        Reviewed("z:4", "Si.", ""),
    ]
    nothing = save_xliff([], tmp_path / "b.xlf", WriteOptions()).read_text(encoding="utf-8")
    assert nothing.endswith(
        'srcLang="fr" trgLang="en">\n'
        '<file id="f1"><unit id="u1" translate="no"><segment><source/></segment></unit></file>\n</xliff>\n'
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "a.CSV",
            "the first line lacks id, reason, source, target; its values must be set apart by tabs, commas or "
            "semicolons",
        ),
        ("a.xls", "save the table as .xlsx, or as .csv in Unicode (UTF-8)"),
        ("a.xlf", "holds no units: it is not XLIFF"),
    ],
)
def test_files_of_other_kinds_are_named(tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / name
    path.write_text("<html/>", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        list(read_review(path))
    assert str(raised.value) == f"{path}: {told}"


def test_a_unit_of_xliff_1_without_a_name_has_its_id(tmp_path: Path) -> None:
    unit = '<trans-unit id="7"><source>Oui.</source><target>Yes.</target></trans-unit>'
    xliff = f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>{unit}</body></file></xliff>'
    (tmp_path / "a.xlf").write_text(xliff, encoding="utf-8")
    assert list(read_review(tmp_path / "a.xlf")) == [Reviewed("7", "Oui.", "Yes.", None)]
