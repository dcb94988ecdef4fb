"""Outlines: levels of divisions, speakers that are no headings, summaries that are, titles among paragraphs."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Paragraph
from pipeline.io.outline import set_outline, with_titles, without_speakers

TEXT = "Le vent soufflait depuis la veille sur les toits, et personne n’osait sortir avant la nuit."


def outline(*lines: str) -> list[tuple[int, str]]:
    """Headings are lines without a period in them; their levels as set."""
    found = [Paragraph(line, "paragraph" if line.endswith(".") else "heading", 0) for line in lines]
    return [(one.level, one.text) for one in set_outline(found) if one.kind == "heading"]


def test_divisions_hold_one_another() -> None:
    lines = ("PROLOGUE", TEXT, "PREMIÈRE PARTIE", "LIVRE I", "CHAPITRE I", "LE PORT", TEXT, "CHAPITRE II", TEXT)
    assert [level for level, _ in outline(*lines)] == [3, 1, 2, 3, 4, 3]
    assert [level for level, _ in outline("ACTE I", "SCÈNE I", TEXT, "SCÈNE II", TEXT, "ACTE II")] == [1, 2, 2, 1]
    assert [level for level, _ in outline("Annexe A", TEXT, "1 Essais", TEXT, "1.1 Masse", TEXT)] == [1, 1, 2]


def test_a_text_without_divisions_keeps_its_levels() -> None:
    found = [Paragraph("Port", "heading", 4), Paragraph(TEXT), Paragraph("Mer", "heading", 2)]
    assert set_outline(found) == tuple(found)


def test_speakers_are_no_headings() -> None:
    turns = [Paragraph(name, "heading", 2) for name in ("LÉA", "PAUL", "LÉA", "PAUL", "LÉA", "PAUL, à part")]
    assert {one.kind for one in without_speakers(turns)} == {"paragraph"}
    assert {one.kind for one in without_speakers(turns[:4])} == {"heading"}


def test_summaries_below_the_numbers_of_chapters() -> None:
    lines = [line for n in ("I", "II", "III") for line in (f"CHAPITRE {n}", f"Le {n} mai il plut.", TEXT)]
    assert [level for level, _ in outline(*lines)] == [1, 2] * 3
    assert [level for level, _ in outline(*lines[:6])] == [1, 1]


def test_titles_among_paragraphs() -> None:
    marked = [Paragraph("Preface", "heading", 2), Paragraph(TEXT), Paragraph("Chapter One"), Paragraph("Chapter One.5")]
    assert [(one.kind, one.level) for one in with_titles(marked)] == [
        ("heading", 2), ("paragraph", 0), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip
    assert with_titles([Paragraph("CHAPITRE II. " + TEXT), Paragraph(TEXT)])[0].kind == "heading"


def test_numerals_that_might_be_initials() -> None:
    lines = ("IV. Le port", "V. Solitude", "VI. La mer", "X. Dupont")
    found = set_outline(
        [Paragraph(line, "heading" if line[-1] in "rt" and line[0] != "X" else "paragraph") for line in lines]
    )
    assert [one.kind for one in found] == ["heading", "heading", "heading", "paragraph"]


def test_numerals_go_on_where_only_the_first_chapter_has_its_word() -> None:
    one = ("CHAPITRE PREMIER", TEXT, "II", TEXT, "III — Le port", TEXT)
    two = ("DEUXIÈME PARTIE", "CHAPITRE PREMIER", TEXT, "II")
    assert [level for level, _ in outline("PREMIÈRE PARTIE", *one, *two)] == [1, 2, 2, 2, 1, 2, 2]
    inside = ("CHAPITRE PREMIER", "I", TEXT, "II", TEXT, "CHAPITRE II", "I", TEXT, "II")
    assert [level for level, _ in outline(*inside)] == [1, 2, 2, 1, 2, 2]
    again = ("CHAPITRE I", TEXT, "II", TEXT, "CHAPITRE II", TEXT, "II")
    assert [level for level, _ in outline(*again)] == [1, 2, 1, 2]
    assert [level for level, _ in outline("LIVRE PREMIER", TEXT, "II", TEXT, "III")] == [1, 2, 2]
    assert [level for level, _ in outline("CHAPITRE PREMIER", TEXT, "II", TEXT, "IV")] == [1, 2, 2]


LINES = st.sampled_from(
    ["PARTIE I", "CHAPITRE II", "LÉA", "IV", "LE PORT", "1.1 Le sel", "Il dort.", TEXT, "", "Prologue"]
)


@given(st.lists(st.builds(Paragraph, LINES, st.sampled_from(["heading", "paragraph"]), st.just(2)), max_size=12))
def test_only_kinds_and_levels_change(paragraphs: list[Paragraph]) -> None:
    for made in (set_outline(paragraphs), with_titles(paragraphs)):
        assert [one.text for one in made] == [one.text for one in paragraphs]
        assert all(0 < one.level <= 6 for one in made if one.kind == "heading")


def test_numerals_that_a_worded_chapter_goes_on_from() -> None:
    lines = (
        "PREMIÈRE PARTIE",
        "I",
        "LE RETOUR",
        "Il pleut.",
        "II",
        "LA VEUVE",
        "Il vente.",
        "CHAPITRE III",
        "Il gèle.",
    )
    found = set_outline([Paragraph(one, "paragraph" if one[-1] == "." else "heading", 2) for one in lines])
    assert [one.level for one in found if one.kind == "heading"] == [1, 2, 3, 2, 3, 2]
