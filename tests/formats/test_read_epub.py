"""EPUB: every part in the order of the spine; what is missing, protected or hostile is named in one line."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.bilingual.passages import Passage
from pipeline.document import Bead, Document, Hypothesis, Mark, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.formats.epub.read import read_epub
from pipeline.formats.epub.splice import splice_epub
from pipeline.formats.reading import read
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

CONTAINER = b"""<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="O/b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
XHTML = "application/xhtml+xml"
NAV = f'<item id="nav" href="nav.xhtml" media-type="{XHTML}" properties="nav"/>'


def package(count: int, items: str = "", order: str = "") -> bytes:
    """A package of some chapters and further items, which come first in the spine."""
    items += "".join(f'<item id="c{n}" href="t/c%20{n}.xhtml" media-type="{XHTML}"/>' for n in range(count))
    order += "".join(f'<itemref idref="c{n}"/>' for n in range(count))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le phare</dc:title></metadata>'
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    ).encode()


def chapter(body: str) -> bytes:
    """A chapter's file."""
    spaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return f"<html {spaces}><head><title>Non</title></head><body>{body}</body></html>".encode()


def book(chapters: list[str], **changed: bytes | None) -> bytes:
    """An EPUB with some chapters; further files, or others in place of its own, by name; None takes one out."""
    files: dict[str, bytes | None] = {"mimetype": b"application/epub+zip", "META-INF/container.xml": CONTAINER}
    files["O/b.opf"] = package(len(chapters))
    files |= {f"O/t/c {number}.xhtml": chapter(body) for number, body in enumerate(chapters)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (files | changed).items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def texts(data: bytes) -> list[str]:
    """The blocks of a book."""
    return [paragraph.text for paragraph in read_epub(data, "auto", "fr").paragraphs]


def test_a_book_in_the_order_of_its_spine() -> None:
    call = '<a epub:type="noteref" href="#n">1</a>'
    note = '<aside epub:type="footnote" id="n"><p>Une note.</p></aside>'
    text = read_epub(book([f"<h1>Un</h1><p>Le <!-- ! -->soir&nbsp;!{call}</p>{note}", "<p>Fin"]), "auto", "fr")
    assert text.title == "Le phare"
    found = [(paragraph.text, paragraph.kind, paragraph.locator) for paragraph in text.paragraphs]
    assert found == [
        ("Un", "heading", "O/t/c 0.xhtml#1"),
        ("Le soir\u00a0!", "paragraph", "O/t/c 0.xhtml#2"),
        ("Une note.", "note", "O/t/c 0.xhtml#3"),
        ("Fin", "paragraph", "O/t/c 1.xhtml#1"),
    ]
    assert text.paragraphs[1].marks == (Mark(9, 9, "a", "#n"), Mark(9, 9, "sup", "1"))


BLOCK = st.tuples(st.sampled_from(["p", "h1", "blockquote", "div"]), st.sampled_from(["été", "a & b", "<mot>", "l’an"]))


@given(st.lists(st.lists(BLOCK, max_size=4), min_size=1, max_size=4), st.booleans())
@settings(max_examples=50)
def test_nothing_is_lost(chapters: list[list[tuple[str, str]]], broken: bool) -> None:
    bodies = ["".join(f"<{name}>{escape(text)}</{name}><!-- x -->" for name, text in blocks) for blocks in chapters]
    found = texts(book([body + "<p>" * broken for body in bodies]))
    assert found == [text for blocks in chapters for _, text in blocks]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("end", ["</p>", ""])
def test_a_part_in_any_encoding_well_formed_or_not(codec: str, end: str) -> None:
    declared = codec.removesuffix("-sig")
    page = f'<?xml version="1.0" encoding="{declared}"?><html><body><p>Été &agrave; Sète &foo;{end}</body></html>'
    assert texts(book([""], **{"O/t/c 0.xhtml": page.encode(codec)})) == ["Été à Sète &foo;"]


@pytest.mark.parametrize("linear", ["yes", "no"])
def test_the_table_of_contents_says_no_title_twice(linear: str) -> None:
    order = f'<itemref idref="nav" linear="{linear}"/>'
    files = {"O/b.opf": package(1, NAV, order), "O/nav.xhtml": chapter("<nav><h1>Table</h1></nav>")}
    assert texts(book(["<p>Texte</p>"], **files)) == ["Texte"]
    assert texts(book(["<p>Texte</p>"], **files | {"O/b.opf": package(1, NAV)})) == ["Texte"]


def test_pages_that_are_no_text() -> None:
    items = '<item id="i" href="i.svg" media-type="image/svg+xml"/>'
    assert texts(book(["<p>a</p>"], **{"O/b.opf": package(1, items, '<itemref idref="i"/>')})) == ["a"]
    pdf = '<item id="i" href="i.pdf" media-type="application/pdf" fallback="c0"/>'
    assert texts(book(["<p>a</p>"], **{"O/b.opf": package(1, pdf, '<itemref idref="i"/>')})) == ["a"]
    endless = pdf.replace("c0", "i")
    assert told(book(["<p>a</p>"], **{"O/b.opf": package(1, endless, '<itemref idref="i"/>')})) == ("O/i.pdf",)
    with pytest.raises(InputError, match=r"'i\.pdf' is application/pdf"):
        texts(book([], **{"O/b.opf": package(0, endless, '<itemref idref="i"/>')}))


def told(data: bytes) -> tuple[str, ...]:
    """The parts of a book that are told to be missing or broken."""
    account = read_epub(data, "auto", "fr").account
    assert account
    return next((one.places for one in account.left_out if one.reason == "missing_part"), ())


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"O/t/c 1.xhtml": None}, "O/t/c 1.xhtml"),
        ({"O/t/c 1.xhtml": b'<!DOCTYPE a [<!ENTITY b "b">]><html>&b;</html>'}, "O/t/c 1.xhtml"),
        ({"O/t/c 1.xhtml": b"\x00\xff\xc3"}, "O/t/c 1.xhtml"),
        ({"O/b.opf": package(3, order='<itemref idref="z"/>')}, "z"),
    ],
)
def test_parts_that_are_missing_or_broken_are_told_and_the_others_read(
    changed: dict[str, bytes | None], part: str
) -> None:
    data = book(["<p>a</p>", "<p>b</p>", "<p>c</p>"], **changed)
    assert told(data) == (part,)
    assert texts(data) == (["a", "b", "c"] if part == "z" else ["a", "c"])


def test_a_part_that_is_named_often_is_read_once() -> None:
    items = "".join(f'<item id="i{n}" href="t/c%200.xhtml#p{n}" media-type="{XHTML}"/>' for n in range(5000))
    order = "".join(f'<itemref idref="i{n}"/>' for n in range(5000))
    assert texts(book(["<p>a</p>" * 100, "<p>b</p>"], **{"O/b.opf": package(2, items, order)})) == ["a"] * 100 + ["b"]


def test_a_long_chain_of_fallbacks_is_none() -> None:
    items = "".join(f'<item id="i{n}" href="i.pdf" media-type="a/b" fallback="i{n + 1}"/>' for n in range(5000))
    order = "".join(f'<itemref idref="i{n}"/>' for n in range(5000))
    assert told(book(["<p>a</p>"], **{"O/b.opf": package(1, items, order)})) == ("O/i.pdf",)


def encrypted(name: str) -> dict[str, bytes]:
    """The file that says that a part is encrypted."""
    space = "http://www.w3.org/2001/04/xmlenc#"
    reference = f'<CipherData xmlns="{space}"><CipherReference URI="{name}"/></CipherData>'
    return {"META-INF/encryption.xml": f"<encryption>{reference}</encryption>".encode()}


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 999 + b'"><!ENTITY c "' + b"&b;" * 999 + b'">]>'


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"META-INF/container.xml": None}, "has no 'META-INF/container.xml'"),
        ({"META-INF/container.xml": b"<container/>"}, "names no package"),
        ({"META-INF/container.xml": b"<container>"}, "'META-INF/container.xml' is not well-formed"),
        ({"O/b.opf": None}, "has no 'O/b.opf'"),
        ({"O/t/c 0.xhtml": None}, "has no 'O/t/c 0.xhtml'"),
        ({"O/b.opf": package(0, order='<itemref idref="z"/>')}, "names 'z'"),
        ({"O/t/c 0.xhtml": b'<!DOCTYPE a [<!ENTITY b "b">]><html>&b;</html>'}, "c 0.xhtml' is refused: it declares"),
        ({"O/t/c 0.xhtml": LAUGHS + b"<html>&c;</html>"}, "c 0.xhtml' is refused: it declares"),
        ({"O/t/c 0.xhtml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><p>&b;</p>'}, "declares XML entities"),
        ({"O/b.opf": LAUGHS + b"<package>&c;</package>"}, "declares XML entities"),
        ({"O/t/c 0.xhtml": "<p>é".encode() * 9 + b"\xc3"}, "c 0.xhtml' line 1 is not valid UTF-8"),
        (encrypted("O/t/c%200.xhtml"), "(?=.*DRM)(?=.*c 0.xhtml)"),
    ],
)
def test_broken_and_hostile_books_are_refused(changed: dict[str, bytes | None], told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        texts(book(["<p>a</p>"], **changed))
    assert "\n" not in str(caught.value)


def test_encrypted_fonts_hinder_nobody() -> None:
    assert texts(book(["<p>a</p>"], **encrypted("O/font.otf"))) == ["a"]


def test_a_book_in_a_run_is_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "phare.epub"
    path.write_bytes(book(["<p>Bonjour.</p>"]))
    assert [paragraph.text for paragraph in read(path).paragraphs] == ["Bonjour."]


@pytest.mark.parametrize("layout", ["epub", "epub-side", "epub-popup"])
def test_the_books_that_are_written_can_be_read(tmp_path: Path, layout: str) -> None:
    lines = ["Le phare", "Il pleut & il vente.", "<Rien> ne bouge…"]
    paragraphs = tuple(
        Paragraph(line, "paragraph" if number else "heading", 0 if number else 1, segments=(Segment(0, len(line)),))
        for number, line in enumerate(lines)
    )
    document = Document(
        "phare.txt",
        Text("fr", paragraphs),
        hypotheses=tuple(Hypothesis(line.upper()) for line in lines),
        beads=tuple(Bead((n,), (n,)) for n in range(len(lines))),
    )
    made = Provenance("1.0", "embedded", "abc", "ctranslate2", "2026-11-24T08:30:00Z")
    [path] = write(layout, [document], tmp_path, WriteOptions(title="Contes"), made)
    text = read(path)
    assert text.title == "Contes"
    told = "English of this text: by machine"
    body = [paragraph for paragraph in text.paragraphs if "text-" in paragraph.locator]
    assert [one.text.removesuffix("\u00a0⇄").removesuffix(" ⇄") for one in body if one.translate] == lines
    assert [one.text for one in body if not one.translate and one.text not in {"↩", told}] == [
        line.upper() for line in lines
    ]


def test_parts_that_are_plain_text_or_drawings_are_read_and_plain_text_gets_its_english() -> None:
    items = '<item id="t" href="t.txt" media-type="text/plain"/><item id="s" href="s.svg" media-type="image/svg+xml"/>'
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>Non</title><text>Le plan du port</text></svg>'
    files = {
        "O/b.opf": package(1, items, '<itemref idref="t"/><itemref idref="s"/>'),
        "O/t.txt": "Il pleut\nsur le port.\n\nIl neige.\n".encode("utf-16"),
        "O/s.svg": drawing.encode(),
    }
    data = book(["<p>Fin.</p>"], **files)
    found = read_epub(data, "auto", "fr")
    assert [one.text for one in found.paragraphs if one.text] == [
        "Il pleut sur le port.", "Il neige.", "Le plan du port", "Fin.",
    ]  # fmt: skip
    assert {one.locator.partition("#")[0] for one in found.paragraphs} == {"O/t.txt", "O/s.svg", "O/t/c 0.xhtml"}
    english = [Passage(None, f"E{number}" if one.text else "") for number, one in enumerate(found.paragraphs)]
    with zipfile.ZipFile(io.BytesIO(splice_epub(data, english, "fr"))) as archive:
        assert archive.read("O/t.txt").decode() == "Il pleut sur le port.\nE0\n\nIl neige.\nE1\n"
        assert archive.read("O/s.svg").decode() == drawing
        assert b"Fin.<span" in archive.read("O/t/c 0.xhtml")


def test_a_part_whose_name_is_written_in_another_case_is_found_and_spliced() -> None:
    data = book([""], **{"O/t/c 0.xhtml": None, "o/T/C 0.XHTML": chapter("<p>Il pleut.</p>")})
    assert texts(data) == ["Il pleut."]
    with zipfile.ZipFile(io.BytesIO(splice_epub(data, [Passage(None, "It rains.")], "fr"))) as archive:
        assert b"It rains." in archive.read("o/T/C 0.XHTML")
    two = book(["<p>Il neige.</p>"], **{"o/T/C 0.XHTML": chapter("<p>Il pleut.</p>")})
    assert texts(two) == ["Il neige."]  # the one with just this name


@pytest.mark.parametrize(
    "label", ['<a href="c%200.xhtml">1</a>. ', '<a href="#r">[1]</a> – ', '<sup><a href="#r">1</a></sup>) ']
)
def test_the_label_of_a_note_is_no_part_of_its_text(label: str) -> None:
    note = f'<aside epub:type="endnote" id="n"><p>{label}La <em>note</em>.</p></aside>'
    found = read_epub(book([note]), "auto", "fr").paragraphs[0]
    assert (found.text, found.kind) == ("La note.", "note")
    assert [found.text[mark.start : mark.end] for mark in found.marks if mark.name == "em"] == ["note"]
    assert [mark.value.strip("[]") for mark in found.marks if mark.name == "sup"] == ["1"]
