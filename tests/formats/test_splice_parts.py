"""Which parts of a book, and of a page, get English, in what form, and what of the file stays as it is."""

import io
from zipfile import ZIP_STORED, ZipFile

import pytest

from pipeline.bilingual.passages import Passage
from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.formats.epub.read import read_epub
from pipeline.formats.epub.splice import splice_epub
from pipeline.formats.html.splice import splice_html
from tests.formats.test_read_epub import NAV, book, chapter, package

MARKED = Passage(None, "A word", (Mark(0, 1, "em"), Mark(2, 6, "s"), Mark(2, 6, "u"), Mark(2, 6, "mark")))
STYLE = ".translation { display: block; opacity: 0.75; margin: 0.2em 0 0.4em; font-weight: normal; }"
LANGUAGE = b"<dc:title>Le phare</dc:title><dc:language>fr</dc:language><dc:language>la</dc:language>"


def old(data: bytes) -> bytes:
    """A package as one of EPUB 2."""
    return data.replace(b'version="3.0"', b'version="2.0"')


def spliced(data: bytes, *english: Passage) -> dict[str, bytes]:
    """The parts of a spliced book, by name, in their order."""
    with ZipFile(io.BytesIO(splice_epub(data, english, "fr"))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("version", "span"),
    [
        (3, '<span class="translation" xml:lang="en" lang="en"><em>A</em> <s><u><mark>word</mark></u></s></span>'),
        (2, '<span class="translation" xml:lang="en"><em>A</em> word</span>'),
    ],
)
def test_the_parts_of_a_book(version: int, span: str) -> None:
    """XHTML 1.1, of which EPUB 2 is made, has neither lang without xml: nor s, u and mark."""
    order = '<itemref idref="nav"/>'
    packed = package(3, NAV, order).replace(b"<dc:title>Le phare</dc:title>", LANGUAGE)
    contents = chapter("<nav><ol><li>Table</li></ol></nav>")
    data = book(
        ["<p>Un mot</p>", "<p>Deux</p>", "<p>Trois</p>"],
        **{"O/b.opf": old(packed) if version == 2 else packed, "O/nav.xhtml": contents, "O/a.css": b"p{}"},
    )
    texts = (MARKED, Passage(None, ""), Passage(None, "Three"))
    parts = spliced(data, *texts)
    with ZipFile(io.BytesIO(data)) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    assert list(parts) == list(before)
    changed = {name for name, content in parts.items() if content != before[name]}
    assert changed == {"O/b.opf", "O/t/c 0.xhtml", "O/t/c 2.xhtml"}
    french = b"<dc:language>fr</dc:language>"
    assert parts["O/b.opf"] == before["O/b.opf"].replace(french, french + b"<dc:language>en</dc:language>")
    page = parts["O/t/c 0.xhtml"].decode()
    assert f"<p>Un mot{span}</p>" in page
    assert f'<style type="text/css">{STYLE}</style></head>' in page
    assert page.startswith("<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n<html ")
    assert page.endswith("</html>\n")
    assert ">Three</span></p>" in parts["O/t/c 2.xhtml"].decode()


def test_a_part_that_is_not_well_formed_becomes_so() -> None:
    broken = b'<html><head><title>x</title></head><body><p class="a">Un<br>mot<p>Deux</body></html>'
    data = book([""], **{"O/t/c 0.xhtml": broken})
    parts = spliced(data, Passage(None, "One"), Passage(None, "Two"))
    page = parts["O/t/c 0.xhtml"].decode()
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>'
    assert page.startswith(head)
    assert '<p class="a">Un<br/>mot<span class="translation" lang="en">One</span></p>' in page
    assert page.endswith("</html>\n")


def test_a_document_type_is_kept() -> None:
    kept = b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    page = spliced(book([""], **{"O/t/c 0.xhtml": kept + chapter("<p>Un</p>")}), Passage(None, "One"))["O/t/c 0.xhtml"]
    assert page.split(b"\n")[1] == kept


@pytest.mark.parametrize("count", [1, 3])
def test_another_number_of_texts_than_blocks(count: int) -> None:
    with pytest.raises(InputError, match=f"^2 blocks instead of {count}$"):
        splice_epub(book(["<p>Un</p>", "<p>Deux</p>"]), [Passage(None, "x")] * count, "fr")


PAGE = """<html><head><title>T</title><meta http-equiv="Content-Type" content="text/html; charset=cp1252">
<meta name="author" content="A"></head><body>{}</body></html>"""


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>Un<p>", '<p>Un<span class="translation" lang="en">One</span></p>'),
        ("<ul><li>Un<ul></ul></li></ul>", '<li>Un<span class="translation" lang="en">One</span><ul></ul></li>'),
        ("<select><option>Un</option></select>", "<option>Un / One</option>"),
        ("<select><optgroup>Un</optgroup></select>", "<optgroup>Un / One</optgroup>"),
        ('<textarea translate="yes">Un</textarea>', '<textarea translate="yes">Un / One</textarea>'),
        ('<a href="x"><b><p>Un</p></b></a>', '<p>Un<span class="translation" lang="en">One</span></p>'),
    ],
)
def test_where_english_stands_in_a_page(body: str, wanted: str) -> None:
    page = splice_html(PAGE.format(body).encode(), [Passage(None, "One")], "fr").decode()
    assert wanted in page
    head = (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>T</title><meta name="author" content="A">'
        f'<style type="text/css">{STYLE}</style></head>'
    )
    assert page.startswith(head)
    assert page.endswith("</body></html>\n")


def test_a_page_without_a_head_and_in_another_encoding() -> None:
    done = splice_html("<p>Été</p>".encode("cp1252"), [Passage(None, "Summer")], "fr", "cp1252")
    assert (
        done
        == (
            f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><style type="text/css">{STYLE}</style></head><body>'
            '<p>Été<span class="translation" lang="en">Summer</span></p></body></html>\n'
        ).encode()
    )


def test_creators_and_the_title_of_a_book() -> None:
    made = b"<dc:creator> A. </dc:creator><dc:creator/><dc:creator>B. C.</dc:creator><dc:title>Le phare</dc:title>"
    untitled = package(1).replace(b"<dc:title>Le phare</dc:title>", b"")
    text = read_epub(
        book(["<h1>Un</h1>"], **{"O/b.opf": package(1).replace(b"<dc:title>Le phare</dc:title>", made)}), "auto", "fr"
    )
    assert (text.title, text.author) == ("Le phare", "A., B. C.")
    assert read_epub(book(["<p>a</p><h1>Un</h1>"], **{"O/b.opf": untitled}), "auto", "fr").title == "Un"
