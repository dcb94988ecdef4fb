"""DOCX: parts in another format (altChunk) are read where they are shown, by the reader of their format."""

import pytest

from pipeline.document import Cell, Paragraph
from pipeline.errors import InputError
from pipeline.formats.docx.read import read_docx
from pipeline.io import archive as archives
from tests.formats.test_read_docx import paragraph, run
from tests.formats.test_read_docx_parts import body, package, relations

PAGE = "<html><head><title>x</title></head><body><h1>Rapport</h1><p>La séance est <em>ouverte</em>.</p></body></html>"
MAIL = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=trait\r\n\r\n"
    "--trait\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<p>L=92=E9t=E9 fini, il par=\r\ntit.</p>\r\n"
    "--trait\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--trait--\r\n"
)


def document(name: str, chunk: str | bytes, around: str = '<w:altChunk r:id="a"/>', content: str = "") -> bytes:
    """A file whose text is a paragraph, a chunk and a paragraph."""
    types = f'<Types><Override PartName="/word/{name}" ContentType="{content}"/></Types>'
    return package(
        {
            **({"[Content_Types].xml": types} if content else {}),
            "word/document.xml": body(paragraph(run("Avant.")) + around + paragraph(run("Après."))),
            "word/_rels/document.xml.rels": relations(("a", "aFChunk", name)),
            f"word/{name}": chunk,
        }
    )


def inner(data: bytes) -> tuple[Paragraph, ...]:
    """The paragraphs between the first and the last one."""
    first, *found, last = read_docx(data, "auto", "fr").paragraphs
    assert (first.text, last.text) == ("Avant.", "Après.")
    return tuple(found)


def texts(data: bytes) -> list[str]:
    return [one.text for one in inner(data)]


@pytest.mark.parametrize(
    ("name", "content", "page"),
    [
        ("a.htm", "", PAGE.encode()),
        ("a.dat", "text/html", PAGE.encode("utf-16")),
        ("a.dat", "application/xhtml+xml", PAGE.encode()),
        ("a.html", "text/html; charset=utf-8", PAGE.replace("<head>", "<head><meta charset=latin1>").encode("latin-1")),
    ],
)
def test_pages_are_read_as_pages(name: str, content: str, page: bytes) -> None:
    title, text = inner(document(name, page, content=content))
    assert (title.text, title.kind, title.locator) == ("Rapport", "heading", f"word/{name}#1")
    assert (text.text, [mark.name for mark in text.marks]) == ("La séance est ouverte.", ["em"])


def test_pages_in_mail() -> None:
    assert texts(document("a.mht", MAIL)) == ["L’été fini, il partit."]
    assert texts(document("a.mht", "\n" + MAIL)) == ["L’été fini, il partit."]
    plain = "Content-Type: text/plain; charset=x-nobody\n\nUn.\n\nDeux.\n"
    assert texts(document("a.dat", plain, content="message/rfc822")) == ["Un.", "Deux."]


def test_a_chunk_inside_of_a_paragraph_comes_after_it() -> None:
    inside = paragraph(run("Un.") + '<w:altChunk r:id="a"/>')
    assert texts(document("a.htm", PAGE, inside)) == ["Un.", "Rapport", "La séance est ouverte."]


def test_plain_text() -> None:
    assert texts(document("a.txt", "L’été.\r\n\r\n  Deux.\r\n".encode("cp1252"))) == ["L’été.", "Deux."]


@pytest.mark.parametrize(
    ("name", "chunk"),
    [
        ("a.wps", b"perdu"),
        ("a.mht", b"Content-Type: image/png\n\nperdu"),
        ("a.mht", b"Content-Type: text/plain; charset=utf-8\n\n\xff"),
        ("a.txt", bytes(range(256))),
    ],
)
def test_what_cannot_be_read_is_told(name: str, chunk: bytes) -> None:
    text = read_docx(document(name, chunk), "auto", "fr")
    assert [one.text for one in text.paragraphs] == ["Avant.", "Après."]
    assert text.account
    assert [(one.reason, one.places) for one in text.account.left_out] == [("unsupported", (f"word/{name}",))]


def test_nested_mail_comes_to_an_end() -> None:
    mail = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    assert texts(document("a.mht", mail)) == []


def test_a_chunk_in_a_cell_and_tables_in_chunks_keep_their_own_numbers() -> None:
    page = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    cell = "<w:tc>{}</w:tc>".format
    row = "<w:tr>{}</w:tr>".format
    before = row(cell(paragraph(run("w"))) + cell(paragraph(run("x"))))
    chunk = '<w:altChunk r:id="a"/>'
    table = f"<w:tbl>{before}{row(cell(paragraph(run('y'))) + cell(paragraph(run('z'))))}</w:tbl>"
    found = inner(document("a.htm", page, table + chunk + table))
    assert [(one.text, one.cell and one.cell[:3]) for one in found] == [
        ("w", (0, 0, 0)), ("x", (0, 0, 1)), ("y", (0, 1, 0)), ("z", (0, 1, 1)),
        ("a", (1, 0, 0)), ("b", (1, 0, 1)), ("c", (1, 1, 0)), ("d", (1, 1, 1)),
        ("w", (2, 0, 0)), ("x", (2, 0, 1)), ("y", (2, 1, 0)), ("z", (2, 1, 1)),
    ]  # fmt: skip
    inside = f"<w:tbl>{before}{row(cell(chunk) + cell(paragraph(run('z'))))}</w:tbl>"
    assert [one.cell for one in inner(document("a.htm", "<p>Un.<p>Deux.", inside))][2:4] == [Cell(0, 1, 0)] * 2


def test_a_word_file_in_a_word_file() -> None:
    again = '<w:altChunk r:id="a"/>'
    deepest = document("x.rtf", "perdu")
    for _ in range(2):
        deepest = document("a.docx", deepest, again * 3)
    found = read_docx(document("a.docx", deepest, again), "auto", "fr")
    assert [one.text for one in found.paragraphs] == ["Avant."] * 4 + ["Après."] * 4
    assert found.paragraphs[1].locator == "word/a.docx/word/document.xml#1"


def test_word_files_in_one_another_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    deepest = document("a.docx", b"PK")
    for _ in range(9):
        deepest = document("a.docx", deepest)
    text = read_docx(deepest, "auto", "fr")
    assert len(text.paragraphs) == 2 * 4
    assert text.account
    assert [one.reason for one in text.account.left_out] == ["unsupported"]
    monkeypatch.setattr(archives, "MOST_BYTES", 5000)
    parts = {f"word/a{n}.docx": document("x.txt", b"mot " * 1000) for n in range(9)}
    main = body("".join(f'<w:altChunk r:id="a{n}"/>' for n in range(9)))
    listed = relations(*((f"a{n}", "aFChunk", f"a{n}.docx") for n in range(9)))
    monkeypatch.setattr(archives, "_refuse_bombs", lambda entries: None)
    with pytest.raises(InputError, match="so often that they exceed"):
        read_docx(package({"word/document.xml": main, "word/_rels/document.xml.rels": listed, **parts}), "auto", "fr")


def test_a_broken_word_file_inside_is_named() -> None:
    with pytest.raises(InputError, match=r"its part 'word/a\.docx' is no DOCX file"):
        read_docx(document("a.docx", b"PK"), "auto", "fr")
