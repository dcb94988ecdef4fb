"""DOCX: what a paragraph is, by its style, its outline level, its list or its cell, and what runs look like."""

import io
import zipfile

import pytest

from pipeline.document import Cell, Mark
from pipeline.formats.docx.read import read_docx
from tests.formats.test_read_docx import _SPACES, document, note, paragraph, run, texts

STYLES = [
    ("Titre", "Title", ""),
    ("Titre2", "heading 2", ""),
    ("Chapitre", "Chapitre", "Titre2"),
    ("Partie", "Partie", "Chapitre"),
    ("Citation", "Quote", ""),
    ("Intense", "Intense Quote", ""),
    ("Legende", "caption", ""),
    ("Puces", "List Bullet", ""),
    ("Boucle", "Boucle", "Boucle"),
]


def styles() -> str:
    """A file of styles: identifiers, names, and what they are based on."""
    made = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{parent}"/></w:style>'
        for key, name, parent in STYLES
    )
    return f"<w:styles {_SPACES}>{made}</w:styles>"


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ('<w:pStyle w:val="Titre"/>', ("heading", 1)),
        ('<w:pStyle w:val="Titre"/><w:outlineLvl w:val="1"/>', ("heading", 2)),
        ('<w:pStyle w:val="Titre2"/>', ("heading", 2)),
        ('<w:pStyle w:val="Chapitre"/>', ("heading", 2)),
        ('<w:pStyle w:val="Partie"/>', ("heading", 2)),
        ('<w:outlineLvl w:val="0"/>', ("heading", 1)),
        ('<w:outlineLvl w:val="8"/>', ("heading", 9)),
        ('<w:outlineLvl w:val="9"/>', ("paragraph", 0)),  # body text, 17.3.1.20
        ('<w:pStyle w:val="Citation"/>', ("quote", 0)),
        ('<w:pStyle w:val="Intense"/>', ("quote", 0)),
        ('<w:pStyle w:val="Legende"/>', ("caption", 0)),
        ('<w:pStyle w:val="Puces"/>', ("list_item", 1)),
        ('<w:pStyle w:val="Puces"/><w:numPr><w:ilvl w:val="1"/></w:numPr>', ("list_item", 2)),
        ("<w:numPr/>", ("list_item", 1)),
        ('<w:numPr><w:ilvl w:val="x"/></w:numPr>', ("list_item", 1)),
        ('<w:pStyle w:val="Titre"/><w:outlineLvl w:val="x"/>', ("heading", 1)),
        ('<w:numPr><w:ilvl w:val="2"/></w:numPr>', ("list_item", 3)),
        ('<w:pStyle w:val="Boucle"/>', ("paragraph", 0)),
        ('<w:pStyle w:val="Inconnu"/>', ("paragraph", 0)),
        ("", ("paragraph", 0)),
    ],
)
def test_what_a_paragraph_is(properties: str, wanted: tuple[str, int]) -> None:
    [found] = read_docx(document(paragraph(run("Un mot."), properties), styles=styles()), "auto", "fr").paragraphs
    assert (found.kind, found.level) == wanted


@pytest.mark.parametrize(
    ("look", "wanted"),
    [
        ("<w:b/>", ["strong"]),
        ('<w:b w:val="1"/>', ["strong"]),
        ('<w:b w:val="0"/>', []),
        ('<w:i w:val="false"/>', []),
        ('<w:i w:val="off"/>', []),
        ("<w:i/><w:b/>", ["strong", "em"]),
        ('<w:vertAlign w:val="superscript"/>', ["sup"]),
        ('<w:vertAlign w:val="subscript"/>', ["sub"]),
        ('<w:vertAlign w:val="baseline"/>', []),
        ('<w:position w:val="6"/>', ["sup"]),
        ('<w:position w:val="-6"/>', ["sub"]),
        ('<w:position w:val="0"/>', []),
        ('<w:position w:val="haut"/>', []),
        ('<w:rStyle w:val="SubtleEmphasis"/>', ["em"]),
        ('<w:rStyle w:val="IntenseEmphasis"/>', ["em"]),
        ('<w:rStyle w:val="StrongEmphasis"/>', ["strong"]),
        ('<w:rStyle w:val="Autre"/>', []),
        ('<w:color w:val="superscript"/>', []),
    ],
)
def test_what_a_run_looks_like(look: str, wanted: list[str]) -> None:
    [found] = read_docx(document(paragraph(run("a") + run("bc", look) + run("d"))), "auto", "fr").paragraphs
    assert found.marks == tuple(Mark(1, 3, name) for name in wanted)


def cell(content: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def said(text: str, properties: str = "") -> str:
    """A cell with a paragraph."""
    return cell(paragraph(run(text)), properties)


def test_cells_that_take_several_columns_and_rows() -> None:
    """17.4.17 and 17.4.84: a cell goes on below where the next rows' cells are merged into it."""
    start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        "<w:trPr><w:tblHeader/></w:trPr>" + said("A", '<w:gridSpan w:val="2"/>') + said("B"),
        said("C", start) + said("D") + said("E", start),
        cell(paragraph(""), go_on) + cell(paragraph(run("F")) + paragraph(run("f"))) + cell(paragraph(""), go_on),
        said("G", start) + said("H", '<w:gridSpan w:val="12345"/>') + cell(paragraph(""), go_on),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    small = f"<w:tbl><w:tr>{said('I')}{said('J')}</w:tr><w:tr>{said('K', go_on)}{said('L')}</w:tr></w:tbl>"
    body = paragraph(run("Avant")) + table + paragraph(run("Entre")) + small + paragraph(run("Après"))
    found = read_docx(document(body), "auto", "fr").paragraphs
    assert {one.level for one in found} == {0}
    assert [(one.text, one.kind, one.cell) for one in found] == [
        ("Avant", "paragraph", None),
        ("A", "cell", Cell(0, 0, 0, 1, 2, heads=True)),
        ("B", "cell", Cell(0, 0, 2, heads=True)),
        ("C", "cell", Cell(0, 1, 0, 2, 1)),
        ("D", "cell", Cell(0, 1, 1)),
        ("E", "cell", Cell(0, 1, 2, 3, 1)),
        ("F", "cell", Cell(0, 2, 1)),
        ("f", "cell", Cell(0, 2, 1)),
        ("G", "cell", Cell(0, 3, 0)),
        ("H", "cell", Cell(0, 3, 1)),
        ("Entre", "paragraph", None),
        ("I", "cell", Cell(1, 0, 0, 2, 1)),
        ("J", "cell", Cell(1, 0, 1)),
        ("K", "cell", Cell(1, 0, 1)),
        ("L", "cell", Cell(1, 1, 1)),
        ("Après", "paragraph", None),
    ]


def test_places_links_and_pictures() -> None:
    relations = (
        '<Relationships><Relationship Id="r1" Target="https://a.fr"/>'
        '<Relationship Id="r2" Target="media/a.png"/></Relationships>'
    )
    body = (
        paragraph(
            f'<w:hyperlink r:id="r1">{run("Un")}</w:hyperlink> <w:hyperlink w:anchor="b">{run("mot")}</w:hyperlink>'
        )
        + paragraph("")
        + paragraph('<w:r><w:drawing><a:blip xmlns:a="a" r:embed="r2"/></w:drawing></w:r>')
        + paragraph(run("— Oui ?"), '<w:pStyle w:val="Citation"/>')
        + paragraph(run("— Oui ?") + '<w:r><w:pict><v:imagedata xmlns:v="v" r:id="r2"/></w:pict></w:r>')
    )
    stream = io.BytesIO(document(body, styles=styles()))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", relations)
    found = read_docx(stream.getvalue(), "auto", "fr").paragraphs
    assert [(one.text, one.kind, one.locator, one.marks) for one in found] == [
        ("Unmot", "paragraph", "word/document.xml#1", (Mark(0, 2, "a", "https://a.fr"), Mark(2, 5, "a", "#b"))),
        ("", "paragraph", "word/document.xml#2", (Mark(0, 0, "img", "word/media/a.png"),)),
        ("— Oui ?", "quote", "word/document.xml#3", ()),
        ("— Oui ?", "dialogue", "word/document.xml#4", (Mark(7, 7, "img", "word/media/a.png"),)),
    ]


def test_notes_are_numbered_as_they_are_called() -> None:
    calls = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in (5, 3, 5))
    line = f'<w:footnote w:type="separator">{paragraph(run("---"))}</w:footnote>'
    more = f'<w:footnote w:type="continuationSeparator">{paragraph(run("---"))}</w:footnote>'
    notes = note("footnote", 3, "Bas.").replace("<w:footnote w:id", f"{line}{more}<w:footnote w:id")
    [text, below] = read_docx(document(paragraph(run("Un") + calls), footnotes=notes), "auto", "fr").paragraphs
    assert [mark.value for mark in text.marks] == ["1", "2", "1"]
    assert (below.text, below.kind, below.level, below.locator, below.marks) == (
        "Bas.", "note", 0, "word/footnotes.xml#1", (Mark(0, 0, "sup", "2"),),
    )  # fmt: skip


def test_headers_and_comments_have_their_own_places() -> None:
    header = f"<w:hdr {_SPACES}>{paragraph(run('En-tête'))}{paragraph(run('Folio'))}</w:hdr>"
    comments = f'<w:comments {_SPACES}><w:comment w:id="1">{paragraph(run("À voir."))}</w:comment></w:comments>'
    parts = {"header1": header, "footer12": header.replace("En-tête", "Pied"), "headers": header, "comments": comments}
    found = read_docx(document(paragraph(run("Texte")), **parts), "auto", "fr", {"headers", "comments"}).paragraphs
    assert [(one.text, one.kind, one.locator) for one in found] == [
        ("Texte", "paragraph", "word/document.xml#1"),
        ("À voir.", "note", "word/comments.xml#1"),
        ("Pied", "paragraph", "word/footer12.xml#1"),
        ("Folio", "paragraph", "word/footer12.xml#2"),
        ("En-tête", "paragraph", "word/header1.xml#1"),
    ]


@pytest.mark.parametrize(("told", "wanted"), [(" Le phare ", "Le phare"), ("", "Chapitre"), (None, "Chapitre")])
def test_the_title_is_that_of_the_properties_or_the_first_heading(told: str | None, wanted: str) -> None:
    stream = io.BytesIO(document(paragraph(run("Chapitre"), '<w:outlineLvl w:val="0"/>')))
    if told is not None:
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("docProps/core.xml", f"<core><dc:title xmlns:dc='dc'>{told}</dc:title></core>")
    assert read_docx(stream.getvalue(), "auto", "fr").title == wanted


def test_what_was_moved_is_read_where_it_is_now() -> None:
    moved = f"<w:moveFrom>{run('parti')}</w:moveFrom><w:moveTo>{run('venu')}</w:moveTo>"
    control = f"<w:sdt><w:sdtPr>{run('invite')}</w:sdtPr><w:sdtContent>{run(' ici')}</w:sdtContent></w:sdt>"
    assert texts(document(paragraph(moved + control))) == ["venu ici"]


def test_tab_stops_and_fields_are_no_text() -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert texts(document(paragraph(field + run("Un"), stops))) == ["Un"]


def test_notes_beyond_the_first_ten_have_roman_numbers() -> None:
    calls = "".join(f'<w:r><w:endnoteReference w:id="{number}"/></w:r>' for number in range(1, 1995))
    [found] = read_docx(document(paragraph(run("Un") + calls)), "auto", "fr").paragraphs
    labels = [mark.value for mark in found.marks]
    numbers = (1, 3, 4, 5, 9, 10, 14, 40, 49, 50, 90, 100, 400, 500, 900, 1000, 1994)
    assert [labels[number - 1] for number in numbers] == [
        "i", "iii", "iv", "v", "ix", "x", "xiv", "xl", "xlix", "l", "xc", "c", "cd", "d", "cm", "m", "mcmxciv",
    ]  # fmt: skip
