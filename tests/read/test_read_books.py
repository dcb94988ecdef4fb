"""Books as publishers' programs make them: whole words, every sentence once, nothing that only pages need."""

import io
import zipfile

import pytest

from pipeline.read.epub import read_epub

_NAMES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/b.opf"/></rootfiles></container>'
)
_FONT = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptedData><e:CipherData><e:CipherReference URI="OEBPS/a.otf"/></e:CipherData></e:EncryptedData>'
    "</encryption>"
)


def texts(*parts: str | bytes) -> list[str]:
    """The texts of a book's blocks; a part is a body, or a whole file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("META-INF/encryption.xml", _FONT)
        names = [f"c{number}" for number in range(len(parts))]
        items = "".join(
            f'<item id="{name}" href="{name}%20.xhtml" media-type="application/xhtml+xml"/>' for name in names
        )
        spine = "".join(f'<itemref idref="{name}"/>' for name in names)
        package = f"<manifest>{items}</manifest><spine>{spine}</spine>"
        archive.writestr("OEBPS/b.opf", f'<package xmlns="http://www.idpf.org/2007/opf">{package}</package>')
        for name, part in zip(names, parts, strict=True):
            whole = part if isinstance(part, bytes) else f"<html {_NAMES}><body>{part}</body></html>"
            archive.writestr(f"OEBPS/{name} .xhtml", whole)
    return [paragraph.text for paragraph in read_epub(stream.getvalue(), "auto", "fr").paragraphs]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p><span class="lettrine">L</span>ongtemps, il dormit.</p>', ["Longtemps, il dormit."]),
        ('<p><img src="q.png" alt="Q"/>uand vint le soir.</p>', ["Quand vint le soir."]),
        (
            '<p><span class="koboSpan">Il dort. </span><span class="koboSpan">Elle lit.</span></p>',
            ["Il dort. Elle lit."],
        ),
        ('<p class="calibre1"><span class="b">Il</span> <span class="i">dort</span>.</p>', ["Il dort."]),
        ('<p><span class="C-1">L</span><span class="C-2">’</span><span class="C-1">été.</span></p>', ["L’été."]),
        ('<p>Il mar<span epub:type="pagebreak" id="p12" title="12"/>chait.</p>', ["Il marchait."]),
        ('<p>Elle <span role="doc-pagebreak">13</span>dort.</p>', ["Elle dort."]),
        ('<p>Il mar<span class="pagenum"><a id="P12">[p. xii]</a></span>chait.</p>', ["Il marchait."]),
        ('<p>Il lut <span class="pagenum">trois pages</span>.</p>', ["Il lut trois pages."]),
        ("<p>Un mot.<br/><br/>Deux mots.</p>", ["Un mot.", "Deux mots."]),
        ("<div>Un.</div><div> </div><div>Deux.</div>", ["Un.", "Deux."]),
        ("<p>anti<wbr/>constitutionnel</p>", ["anticonstitutionnel"]),
        (
            '<p>Il part.</p><aside epub:type="footnote"><p>En mai.</p></aside><p>Il rit.</p>',
            ["Il part.", "En mai.", "Il rit."],
        ),
        ("<p>Texte <b>gras</b> <div>bloc</div> suite</p>", ["Texte gras", "bloc", "suite"]),
    ],
)
def test_habits_of_programs(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_parts_in_any_unicode(encoding: str) -> None:
    page = f"<html {_NAMES}><body><p>Été&nbsp;! L&eacute;a.</p></body></html>"
    assert texts(page.encode(encoding), "<p>Oui.</p>") == ["Été\xa0! Léa.", "Oui."]


def test_titles_that_are_only_paragraphs() -> None:
    def kinds(body: str) -> list[str]:
        from pipeline.read.html import read_html

        return [paragraph.kind for paragraph in read_html(body.encode(), "utf-8", "fr").paragraphs]

    assert kinds("<p class=t>CHAPITRE II</p><p>Il part.</p>") == ["heading", "paragraph"]
    assert kinds("<h1>Contes</h1><p>CHAPITRE II</p>") == ["heading", "paragraph"]
