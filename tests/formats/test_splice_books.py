"""Books as publishers make them, old and odd: epubcheck has nothing new to say of them with the English in."""

import io
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from pipeline.bilingual.passages import Passage
from pipeline.formats.epub.read import read_epub
from pipeline.formats.epub.splice import splice_epub
from tests.formats.conftest import EpubCheck

CONTAINER = """<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/a b/livre.opf" media-type="application/oebps-package+xml"/>{more}</rootfiles>
</container>"""
METADATA = """<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:isbn:9780306406157
</dc:identifier><dc:title>Le phare</dc:title><dc:language>fr</dc:language>{more}</metadata>"""
XHTML_11 = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'

OLD = {
    "META-INF/container.xml": CONTAINER.format(more=""),
    "OPS/a b/livre.opf": '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" '
    f'unique-identifier="id">{METADATA.format(more="")}<manifest>'
    '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    '<item id="c" href="../texte/un%20chapitre.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine toc="ncx"><itemref idref="c"/></spine>'
    '<guide><reference type="text" title="Texte" href="../texte/un%20chapitre.xhtml"/></guide></package>',
    "OPS/a b/toc.ncx": '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head>'
    '<meta name="dtb:uid" content="urn:isbn:9780306406157"/></head><docTitle><text>Le phare</text></docTitle><navMap>'
    '<navPoint id="n" playOrder="1"><navLabel><text>Un</text></navLabel>'
    '<content src="../texte/un%20chapitre.xhtml#haut"/></navPoint></navMap></ncx>',
    "OPS/texte/un chapitre.xhtml": f'<?xml version="1.0" encoding="utf-8"?>{XHTML_11}'
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Un</title></head><body>'
    '<h1 id="haut">Un <em>titre</em></h1><div><p>La mer&#160;!<sup><a href="#n1" id="r1">1</a></sup> Et <a '
    'href="http://exemple.fr/">le <del>vent</del></a>.</p><ul><li>Un<ul><li>Deux</li></ul></li></ul>'
    "<table><caption>Vents</caption><tr><td>Nord</td></tr></table><blockquote><p>Dit-il.</p></blockquote>"
    "<dl><dt>Mer</dt><dd>Eau</dd></dl><pre>code</pre></div>"
    '<div id="n1"><p><a href="#r1">1</a> Une note.</p></div></body></html>',
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Phare</title><text y="5">Non lu</text></svg>'
NEW = {
    "META-INF/container.xml": CONTAINER.format(
        more='<rootfile full-path="autre/livre.opf" media-type="application/oebps-package+xml"/>'
    ),
    "OPS/a b/livre.opf": '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
    'unique-identifier="id" prefix="rendition: http://www.idpf.org/vocab/rendition/#">'
    + METADATA.format(more='<dc:language>la</dc:language><meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>')
    + '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="p" href="cover.xhtml" media-type="application/xhtml+xml" properties="svg"/>'
    '<item id="c" href="../t/x/1.xhtml" media-type="application/xhtml+xml" properties="svg"/>'
    '<item id="m" href="../t/notes.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="p" properties="rendition:layout-pre-paginated"/><itemref idref="c"/>'
    '<itemref idref="m" linear="no"/></spine></package>',
    "OPS/a b/nav.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>'
    '<title>T</title></head><body><nav epub:type="toc"><ol><li><a href="../t/x/1.xhtml">Un</a></li>'
    '<li><a href="../t/notes.xhtml">Notes</a></li></ol></nav></body></html>',
    "OPS/a b/cover.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>C</title>'
    f'<meta name="viewport" content="width=9, height=9"/></head><body>{SVG}</body></html>',
    "OPS/t/x/1.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
    'lang="fr" xml:lang="fr"><head><title>Un</title></head><body><section epub:type="chapter"><header><h1>Un</h1>'
    f'</header><p>La mer<a epub:type="noteref" href="../notes.xhtml#n1">1</a> et {SVG} le <i>vent</i>.</p>'
    '<p lang="la" xml:lang="la">Fiat lux.</p><figure><figcaption>Vue</figcaption></figure>'
    '<a href="../notes.xhtml"><p>Vers les <b>notes</b></p></a><details><summary>Plus</summary>Encore.</details>'
    "<ruby>mer<rt>eau</rt></ruby></section></body></html>",
    "OPS/t/notes.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    '<head><title>N</title></head><body><aside epub:type="footnote" id="n1"><p>Une note. '
    '<a href="x/1.xhtml" role="doc-backlink">↩</a></p></aside></body></html>',
    "autre/livre.opf": '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"/>',
}


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip", ZIP_STORED)
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("parts", [OLD, NEW], ids=["EPUB 2", "EPUB 3"])
def test_odd_books(parts: dict[str, str], tmp_path: Path, epubcheck: EpubCheck) -> None:
    data = packed(parts)
    paragraphs = read_epub(data, "auto", "fr").paragraphs
    english = [
        Passage(
            None, "Xe " + one.text, tuple(mark._replace(start=mark.start + 3, end=mark.end + 3) for mark in one.marks)
        )
        if one.translate and one.text
        else Passage(None, "")
        for one in paragraphs
    ]
    spliced = splice_epub(data, english, "fr")
    original, copy = tmp_path / "a.epub", tmp_path / "b.epub"
    original.write_bytes(data)
    copy.write_bytes(spliced)
    assert set(epubcheck(copy)) - set(epubcheck(original)) == set()
    found = [one.text for one in read_epub(spliced, "auto", "fr").paragraphs]
    assert [text.partition("Xe ")[0].rstrip(" /") for text in found] == [one.text for one in paragraphs]
