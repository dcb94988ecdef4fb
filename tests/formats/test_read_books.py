"""Books as publishers' and readers' tools export them: whole words, each sentence once, in order."""

import io
import zipfile
from urllib.parse import quote

import pytest

from pipeline.formats.docx.read import read_docx
from pipeline.formats.epub.read import read_epub
from pipeline.formats.html.read import read_html
from tests.formats.test_read_docx import document as docx
from tests.formats.test_read_docx import paragraph, run

PAGE = (
    '<?xml version="1.0" encoding="{encoding}"?><html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>{body}</body></html>'
)
CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
FONT = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">'
    '<enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>'
    '<enc:CipherData><enc:CipherReference URI="OEBPS/f.otf"/></enc:CipherData></enc:EncryptedData></encryption>'
)
ONE = "<p>Été un.</p>"


def page(body: str, encoding: str = "utf-8") -> bytes:
    return PAGE.format(body=body, encoding=encoding).encode(encoding)


def texts(parts: dict[str, bytes], spine: str = "", **more: str) -> list[str]:
    """The texts of a book of such parts; `more` are further files of its META-INF."""
    file = io.BytesIO()
    items = "".join(
        f'<item id="i{n}" href="{quote(name)}" media-type="application/xhtml+xml"/>' for n, name in enumerate(parts)
    )
    spine = spine or "".join(f'<itemref idref="i{n}"/>' for n in range(len(parts)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata xmlns:dc="http://purl.org/dc/elements/'
        f'1.1/"><dc:title>T</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OEBPS/c.opf", package)
        for name, data in parts.items():
            archive.writestr(f"OEBPS/{name}", data)
        for name, text in more.items():
            archive.writestr(f"META-INF/{name}.xml", text)
    return [paragraph.text for paragraph in read_epub(file.getvalue(), "auto", "fr").paragraphs]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('<p><span class="cap"><span>L</span></span><span class="sc">E VIEUX</span> dort.</p>', ["LE VIEUX dort."]),
        ('<p><span class="koboSpan">Un. </span><span class="koboSpan">Deux.</span></p>', ["Un. Deux."]),
        ('<p class="calibre1"><span><span>Bon</span>jour</span><i> toi</i>.</p>', ["Bonjour toi."]),
        ('<p>Il mar<span epub:type="pagebreak" id="p12" title="12"/>chait.</p>', ["Il marchait."]),
        ('<p>Elle <span role="doc-pagebreak">13</span>dort.</p>', ["Elle dort."]),
        ('<p>Il mar<span class="pagenum"><a id="P12">[p. xii]</a></span>chait.</p>', ["Il marchait."]),
        ('<p>Un.</p><div epub:type="pagebreak">12</div><p>Deux.</p>', ["Un.", "Deux."]),
        ('<div class="pagebreak"><img src="a.png" alt="La mer"/></div>', ["La mer"]),
        ('<p>Il lut <span class="pagenum">trois pages</span>.</p>', ["Il lut trois pages."]),
        ('<p><img src="q.png" alt="Q"/>uand vint le soir.</p>', ["Quand vint le soir."]),
        ('<p><span class="C-1">L</span><span class="C-2">’</span><span class="C-1">été.</span></p>', ["L’été."]),
        ("<p>Anti<wbr/>constitution.</p>", ["Anticonstitution."]),
        ("<p>Un ex\u00adtra mot.</p>", ["Un ex\u00adtra mot."]),
        ("<div>Premier.<br/><br/>Second.<br/><br/>Fin.</div>", ["Premier.", "Second.", "Fin."]),
        ('<div class="p">Un.</div><div class="p">Deux.</div>', ["Un.", "Deux."]),
        ("<div>Nu <b>gras</b>.<p>Un.</p>Après.</div>", ["Nu gras.", "Un.", "Après."]),
        ("<section><h2><span>1</span><br/>Le début</h2><p>Un.</p></section>", ["1 Le début", "Un."]),
        (
            '<p>Un<a epub:type="noteref" href="#n">1</a>.</p>'
            '<aside epub:type="footnote" id="n"><p>N.</p></aside><p>Fin.</p>',
            ["Un.", "N.", "Fin."],
        ),
        ("<p>Mot&nbsp;: &laquo;&nbsp;oui&nbsp;&raquo; &mdash; &eacute;.</p>", ["Mot\u00a0: «\u00a0oui\u00a0» — é."]),
        ("<p>Un <b>mot</p><p>Deux & trois.</p>", ["Un mot", "Deux & trois."]),
    ],
)
def test_habits_of_exports(body: str, wanted: list[str]) -> None:
    assert texts({"a.xhtml": page(body)}) == wanted


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + page(ONE), page(ONE, "utf-16"), page(ONE, "iso-8859-1")])
def test_encodings_of_parts(data: bytes) -> None:
    assert texts({"a.xhtml": data}) == ["Été un."]


def test_names_spines_and_fonts() -> None:
    assert texts({"Chapitre 1é.xhtml": page(ONE)}) == ["Été un."]
    assert texts({"a.xhtml": page(ONE)}, encryption=FONT) == ["Été un."]
    aside = '<itemref idref="i0"/><itemref idref="i1" linear="no"/><itemref idref="i2"/>'
    parts = {"a.xhtml": page(ONE), "n.xhtml": page("<p>Note.</p>"), "b.xhtml": page("<p>Deux.</p>")}
    assert texts(parts, aside) == ["Été un.", "Note.", "Deux."]
    assert texts({"a.xhtml": page(ONE)}, '<itemref idref="i0"/><itemref idref="i0"/>') == ["Été un."]


def test_titles_that_are_only_paragraphs() -> None:
    def kinds(body: str) -> list[str]:
        return [paragraph.kind for paragraph in read_html(body.encode(), "utf-8", "fr").paragraphs]

    assert kinds("<p class=t>CHAPITRE II</p><p>Il part.</p>") == ["heading", "paragraph"]
    assert kinds("<h1>Contes</h1><p>CHAPITRE II</p>") == ["heading", "heading"]  # a division, surely
    assert kinds("<h1>Contes</h1><p>LE PORT</p><p>II</p>") == ["heading", "paragraph", "paragraph"]


def test_chapters_of_a_file_without_styles() -> None:
    found = read_docx(docx(paragraph(run("CHAPITRE II. Le retour")) + paragraph(run("Il part."))), "auto", "fr")
    assert [(one.kind, one.level) for one in found.paragraphs] == [("heading", 1), ("paragraph", 0)]
