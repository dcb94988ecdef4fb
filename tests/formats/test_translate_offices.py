"""Presentations and workbooks: what text is in them, and that nothing else is changed when it is English."""

import io
import re
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline.document import Mark, Text
from pipeline.errors import InputError
from pipeline.formats.pptx.read import read_pptx
from pipeline.formats.pptx.translate import splice_pptx, translate_pptx
from pipeline.formats.xlsx.read import read_xlsx
from pipeline.formats.xlsx.translate import splice_xlsx, translate_xlsx
from tests.formats.layouts import expected, parts, replacements, skeleton, words
from tests.formats.offices import line, packed, presentation, run, shape, workbook

LINK = '<a:hlinkClick xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="l"/>'
NUMBER = '<a:fld id="{1}" type="slidenum"><a:rPr lang="fr-FR"/><a:t>3</a:t></a:fld>'
TABLE = (
    '<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{A1}</a:tableStyleId>'
    "</a:tblPr><a:tr>{}</a:tr><a:tr>{}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
)


def cell(content: str, more: str = "") -> str:
    """A cell of a table on a slide."""
    return f"<a:tc {more}><a:txBody><a:bodyPr/>{line(content)}</a:txBody></a:tc>"


SLIDES = presentation(
    shape(line(run("Le titre")), "title")
    + shape(
        line(run("Un chat ") + run("noir", 'b="1"') + run(" dort."), '<a:pPr lvl="1"><a:buChar char="•"/></a:pPr>')
        + line(run("Voir ") + run("la page", "", LINK) + "<a:br/>" + run("et la suite"))
        + line("")
    )
    + shape(line(run("Le ") + NUMBER), "sldNum"),
    TABLE.replace("{}", "%s")
    % (cell(run("Nom")) + cell(run("Prix")), cell(run("Le pain"), 'gridSpan="2"') + cell("", 'hMerge="1"')),
    notes=shape(line(run("Une note."))) + shape(line(run("Pied")), "ftr"),
)
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>750</v></c><c r="C4" t="str"><f>A4</f><v>Le pain</v></c>'
    '<c r="D4" t="inlineStr"><is><t>Une case</t></is></c></row><row r="5"><c r="A5" t="s"><v>2</v></c>'
    '<c r="B5" t="s"><v>3</v></c></row>'
)
STRINGS = [
    "<t>Nom</t>",
    "<t>Prix</t>",
    '<t>Le pain</t><rPh sb="0" eb="1"><t>x</t></rPh>',
    "<r><t xml:space='preserve'>Un mot </t></r><r><rPr><b/></rPr><t>noir\nici</t></r>",
]
BOOK = workbook(STRINGS, ROWS, '<row r="2"><c r="C2" t="s"><v>2</v></c></row>', table="$A$1:$A$3")


def test_slides_are_read_in_their_order_with_their_notes() -> None:
    found = [(one.text, one.kind, one.level, one.locator) for one in read_pptx(SLIDES, "auto", "fr").paragraphs]
    assert found == [
        ("Le titre", "heading", 1, "ppt/slides/slide1.xml#1"),
        ("Un chat noir dort.", "list_item", 2, "ppt/slides/slide1.xml#2"),
        ("Voir la page et la suite", "paragraph", 0, "ppt/slides/slide1.xml#3"),
        ("Une note.", "note", 0, "ppt/notesSlides/notesSlide1.xml#1"),
        ("Nom", "cell", 0, "ppt/slides/slide2.xml#1"),
        ("Prix", "cell", 0, "ppt/slides/slide2.xml#2"),
        ("Le pain", "cell", 0, "ppt/slides/slide2.xml#3"),
    ]
    text = read_pptx(SLIDES, "auto", "fr").paragraphs
    assert text[1].marks == (Mark(8, 12, "strong"),)
    assert text[2].marks == (Mark(5, 12, "a", "https://example.org/"), Mark(12, 13, "br"))
    assert text[6].cell is not None
    assert text[6].cell.columns == 2


@pytest.mark.parametrize("linked", [True, False])
def test_slides_in_english(linked: bool) -> None:
    before = read_pptx(SLIDES, "auto", "fr")
    done = translate_pptx(SLIDES, replacements(before, linked), language="en-GB")
    after = read_pptx(done, "auto", "fr")
    assert words([one.text for one in after.paragraphs]) == words(expected(before))
    unlike = frozenset(["r", "rpr", "t", "endpararpr"])
    assert skeleton(done, unlike, frozenset(["rpr"])) == skeleton(SLIDES, unlike, frozenset(["rpr"]))
    slide = etree.tostring(dict(parts(done))["ppt/slides/slide1.xml"], encoding="unicode")
    assert ">3</a:t>" in slide
    assert 'lang="fr-FR"' not in slide.partition("sldNum")[0]
    ends = re.findall(r"<a:(br|endParaRPr)", slide)
    assert ends == ["endParaRPr", "endParaRPr", "br", *["endParaRPr"] * 3]
    if linked:
        assert after.paragraphs[1].marks == (Mark(5, 9, "strong"),)
        assert [mark[2:] for mark in after.paragraphs[2].marks if mark.name == "a"] == [("a", "https://example.org/")]


def test_slides_in_both_languages() -> None:
    text = read_pptx(SLIDES, "auto", "fr")
    after = read_pptx(splice_pptx(SLIDES, replacements(text)), "auto", "fr")
    found = words([one.text for one in after.paragraphs if one.kind != "cell"])
    wanted = [one for pair in zip([one.text for one in text.paragraphs], expected(text), strict=True) for one in pair]
    assert found == words(wanted[:8])


def test_cells_are_read_sheet_by_sheet_without_numbers_and_formulas() -> None:
    text = read_xlsx(BOOK, "auto", "fr")
    assert [(one.text, one.locator.rpartition("/")[2]) for one in text.paragraphs] == [
        ("Nom", "sheet1.xml#A1"),
        ("Prix", "sheet1.xml#B1"),
        ("Le pain", "sheet1.xml#A4"),
        ("Une case", "sheet1.xml#D4"),
        ("Le pain", "sheet1.xml#A5"),
        ("Un mot noir ici", "sheet1.xml#B5"),
        ("Le pain", "sheet2.xml#C2"),
    ]
    assert [one.translate for one in text.paragraphs[:3]] == [False, True, True]
    assert [(one.cell.row, one.cell.column) for one in text.paragraphs[:4] if one.cell] == [
        (0, 0), (0, 1), (1, 0), (1, 2),
    ]  # fmt: skip


def test_a_workbook_in_english() -> None:
    before = read_xlsx(BOOK, "auto", "fr")
    done = translate_xlsx(BOOK, replacements(before))
    after = read_xlsx(done, "auto", "fr")
    assert words([one.text for one in after.paragraphs]) == words(expected(before))
    assert [one.text for one in after.paragraphs][:2] == ["Nom", "PRIX"]
    assert sorted(mark.name for mark in after.paragraphs[5].marks) == ["br", "strong", "strong"]
    [old, new] = [dict(parts(one)) for one in (BOOK, done)]
    shared = [etree.tostring(one) for one in old["xl/sharedStrings.xml"]]
    assert [etree.tostring(one) for one in new["xl/sharedStrings.xml"]][: len(shared)] == shared
    assert new["xl/sharedStrings.xml"].get("uniqueCount") == str(len(new["xl/sharedStrings.xml"]))
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        for root in (old[name], new[name]):
            for value in root.xpath("//*[@t='s']/*"):
                value.text = ""
            for value in root.xpath("//*[@t='inlineStr']//*[text()]"):
                value.text = ""
        assert etree.tostring(new[name]) == etree.tostring(old[name])


def test_a_workbook_in_both_languages() -> None:
    before = read_xlsx(BOOK, "auto", "fr")
    after = read_xlsx(splice_xlsx(BOOK, replacements(before)), "auto", "fr")
    wanted = [
        one.text if one.text == english else f"{one.text} {english}"
        for one, english in zip(before.paragraphs, expected(before), strict=True)
    ]
    assert words([one.text for one in after.paragraphs]) == words(wanted)


@pytest.mark.parametrize("read", [read_pptx, read_xlsx])
def test_what_is_no_such_file(read: Callable[[bytes, str, str], Text]) -> None:
    for data, told in ((b"PK", "not a ZIP archive"), (packed({"a.xml": "<a/>"}), "it has no s")):
        with pytest.raises(InputError, match=told):
            read(data, "auto", "fr")


def test_files_that_are_other_ones() -> None:
    with pytest.raises(InputError, match="its 7 paragraphs are others"):
        translate_pptx(SLIDES, replacements(read_pptx(presentation(shape(line(run("Un")))), "auto", "fr")))
    with pytest.raises(InputError, match="its 7 cells with text are others"):
        translate_xlsx(BOOK, replacements(read_xlsx(workbook(STRINGS), "auto", "fr")))
    other = workbook(["<t>A</t>", *STRINGS[1:]], ROWS, '<row r="2"><c r="C2" t="s"><v>2</v></c></row>')
    with pytest.raises(InputError, match="its cell A1 is another one"):
        translate_xlsx(BOOK, replacements(read_xlsx(other, "auto", "fr")))


def test_parts_that_are_not_text_stay_byte_for_byte() -> None:
    done = translate_pptx(SLIDES, replacements(read_pptx(SLIDES, "auto", "fr")))
    with ZipFile(io.BytesIO(SLIDES)) as old, ZipFile(io.BytesIO(done)) as new:
        assert new.namelist() == old.namelist()
        kept = [name for name in old.namelist() if "lides/" not in name or name.endswith(".rels")]
        assert [new.read(name) for name in kept] == [old.read(name) for name in kept]
