"""DOCX: what word processors hide in a paragraph is found; deleted text is not."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.formats.docx.read import read_docx
from pipeline.formats.sources import Source
from pipeline.stages.read import ReadOptions, read_document
from tests.conftest import Files

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def document(body: str, **parts: str) -> bytes:
    """A DOCX file with a body, and further parts by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def run(text: str, style: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{style}</w:pPr>{content}</w:p>"


def texts(data: bytes) -> list[str]:
    """The paragraphs' texts."""
    return [found.text for found in read_docx(data, "auto", "fr").paragraphs]


def test_a_line_in_large_bold_letters_is_a_heading() -> None:
    large, bold = '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>', "<w:rPr><w:b/></w:rPr>"
    lines = [(large, "Le départ"), (large, "Il part."), (bold, "Le retour")]
    body = "".join(f"<w:p><w:r>{looks}<w:t>{text}</w:t></w:r></w:p>" for looks, text in lines)
    body += f"<w:p><w:r>{large}<w:t>Un mot </w:t></w:r><w:r><w:t>de plus</w:t></w:r></w:p>"
    found = read_docx(document(body), "auto", "fr").paragraphs
    assert [one.kind for one in found] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_insertions_controls_boxes_and_tables() -> None:
    body = (
        paragraph(run("Un ") + f"<w:ins>{run('ajout')}</w:ins><w:del><w:r><w:delText>retrait</w:delText></w:r></w:del>")
        + f"<w:sdt><w:sdtContent>{paragraph(run('Contrôle'))}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:smartTag>{run('Lyon')}</w:smartTag><w:hyperlink r:id='r1'>{run(' la nuit')}</w:hyperlink>")
        + f"<w:tbl><w:tr><w:tc>{paragraph(run('Case'))}</w:tc></w:tr></w:tbl>"
    )
    assert texts(document(body)) == ["Un ajout", "Contrôle", "Lyon la nuit", "Case"]


@pytest.mark.parametrize(
    ("element", "wanted"),
    [
        ("<w:tab/>", "un\tdeux"),
        ("<w:noBreakHyphen/>", "un\u2011deux"),
        ("<w:softHyphen/>", "un\u00addeux"),
        ("<w:br/>", "un\ndeux"),
        ("<w:cr/>", "un\ndeux"),
        ("<w:instrText> PAGE </w:instrText>", "undeux"),
        ("<w:delText>trois</w:delText>", "undeux"),
    ],
)
def test_what_stands_in_a_run_besides_its_text(element: str, wanted: str) -> None:
    """ECMA-376 part 1, 17.3.3: special characters are elements."""
    found = texts(document(paragraph(f"{run('un')}<w:r>{element}</w:r>{run('deux')}")))
    assert [text.replace("\n", " ") for text in found] == [wanted.replace("\n", " ")]


def test_emphasis_by_style_and_raised_letters_by_position() -> None:
    styles = ('<w:rStyle w:val="Emphasis"/>', '<w:rStyle w:val="Strong"/>', '<w:position w:val="8"/>')
    body = paragraph("".join(run(text, style) for text, style in zip("abc", styles, strict=True)))
    [found] = read_docx(document(body), "auto", "fr").paragraphs
    assert [mark.name for mark in found.marks] == ["em", "strong", "sup"]


def test_a_text_box_comes_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('Encadré'))}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    found = texts(document(paragraph(run("Autour") + f"<w:r>{both}</w:r>")))
    assert sorted(found) == ["Autour", "Encadré"]


def test_boxes_inside_of_boxes_come_once_each() -> None:
    most = 60  # as deep as XML may be
    body = paragraph(run("Fond"))
    for number in range(most):
        body = paragraph(run(f"Niveau {number}") + f"<w:r><w:txbxContent>{body}</w:txbxContent></w:r>")
    assert texts(document(body)) == [*(f"Niveau {number}" for number in reversed(range(most))), "Fond"]


def test_cells_inside_of_cells_come_once_each() -> None:
    one, two, three = (f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("un", "deux", "trois"))
    body = f"<w:tbl><w:tr><w:tc><w:tc>{one}</w:tc></w:tc>{two}<w:tr>{three}</w:tr></w:tr></w:tbl>"
    assert texts(document(body)) == ["un", "deux", "trois"]


def test_a_deleted_text_box_is_not_read() -> None:
    box = f"<w:r><w:txbxContent>{paragraph(run('Retrait'))}</w:txbxContent></w:r>"
    assert texts(document(paragraph(run("Un") + f"<w:del>{box}</w:del>"))) == ["Un"]


def test_headings_and_emphasis() -> None:
    body = paragraph(run("Titre"), '<w:pStyle w:val="Titre1"/>') + paragraph(run("très ") + run("beau", "<w:i/>"))
    styles = f'<w:styles {_SPACES}><w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style></w:styles>'
    found = read_docx(document(body, styles=styles), "auto", "fr").paragraphs
    assert (found[0].kind, found[0].level) == ("heading", 1)
    assert [(mark.start, mark.end, mark.name) for mark in found[1].marks] == [(5, 9, "em")]


@given(st.lists(st.text("abé « »<&’", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1, max_size=8))
def test_nothing_is_lost(lines: list[str]) -> None:
    found = texts(document("".join(paragraph(run(line)) for line in lines)))
    assert [" ".join(text.split()) for text in found] == [" ".join(line.split()) for line in lines]


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_docx(data, "auto", "fr")


def test_what_python_docx_writes(tmp_path_factory: pytest.TempPathFactory) -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Le marché", 2)
    made.add_paragraph("Des pommes", style="List Bullet")
    made.add_paragraph("Il pleut.")
    path = tmp_path_factory.mktemp("docx") / "a.docx"
    made.save(str(path))
    found = read_docx(path.read_bytes(), "auto", "fr").paragraphs
    assert [(p.text, p.kind) for p in found] == [
        ("Le marché", "heading"),
        ("Des pommes", "list_item"),
        ("Il pleut.", "paragraph"),
    ]


def note(name: str, number: int, text: str) -> str:
    call = f"<w:r><w:{name}Ref/></w:r>"
    return f'<w:{name}s {_SPACES}><w:{name} w:id="{number}">{paragraph(call + run(text))}</w:{name}></w:{name}s>'


def test_notes_have_the_labels_that_word_shows() -> None:
    calls = "".join(f'<w:r><w:{name}Reference w:id="{n}"/></w:r>' for name, n in (("footnote", 7), ("endnote", 7)))
    data = document(
        paragraph(run("Un mot") + calls), footnotes=note("footnote", 7, "Bas."), endnotes=note("endnote", 7, "Fin.")
    )
    found = [(one.text, one.kind, list(one.marks)) for one in read_docx(data, "auto", "fr").paragraphs]
    assert found == [
        ("Un mot", "paragraph", [Mark(6, 6, "sup", "1"), Mark(6, 6, "sup", "i")]),
        ("Bas.", "note", [Mark(0, 0, "sup", "1")]),
        ("Fin.", "note", [Mark(0, 0, "sup", "i")]),
    ]


def test_many_notes_take_no_longer_than_their_number() -> None:
    called = "".join(paragraph(f'<w:r><w:footnoteReference w:id="{n}"/><w:t>a</w:t></w:r>') for n in range(20_000))
    [*_, last] = read_docx(document(called), "auto", "fr").paragraphs
    assert last.marks[0].value == "20000"  # labels are counted, not found by going through the others


def test_headers_and_comments_where_they_are_asked_for(files: Files) -> None:
    header = f"<w:hdr {_SPACES}>{paragraph(run('En-tête'))}</w:hdr>"
    comments = f'<w:comments {_SPACES}><w:comment w:id="1">{paragraph(run("À voir."))}</w:comment></w:comments>'
    data = document(paragraph(run("Texte")), header1=header, header2=header, footer1=header, comments=comments)
    assert texts(data) == ["Texte"]
    path = files({}) / "a.docx"
    path.write_bytes(data)
    for also, wanted in ((["headers"], ["Texte", "En-tête"]), (["comments"], ["Texte", "À voir."])):
        document_ = read_document(Source("a.docx", path), ReadOptions(also=tuple(also)))
        assert [one.text for one in document_.source.paragraphs] == wanted


def test_tables_in_tables_and_a_box_in_both_its_forms() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('Dedans'))}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{paragraph(run('Boîte'))}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph(run('Case'))}{inner}</w:tc></w:tr></w:tbl>"
    body += paragraph(run("Avant") + both + "</mc:AlternateContent></w:r>")
    assert texts(document(body)) == ["Case", "Dedans", "Avant", "Boîte"]
