"""HTML and EPUB: every block of the source, in order; what is hostile is refused in one line."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.read import read
from pipeline.read.epub import read_epub
from pipeline.read.html import read_html

_XHTML = "http://www.w3.org/1999/xhtml"
PAGE = """<!doctype html><html lang="fr"><head><title>Le  jardin</title><style>p {}</style></head><body>
<h1>Le jardin</h1>
<p>Un <em>petit</em> mur,<br>puis la <a href="/porte">porte</a><sup>1</sup>.</p>
<ul><li>du thym<ul><li>sauvage</li></ul></li><li><p>de la menthe</p><p>fraîche</p></li></ul>
<blockquote><p>Il faut arroser.</p></blockquote>
<table><caption>Récolte</caption><tr><th>Mois</th><td>Juin</td></tr></table>
<pre>sol = 3
  eau</pre><p translate="no">Rosa canina</p><p lang="en">Out of the way</p>
<div>Nu <p>dedans</p> après</div><script>non()</script>
</body></html>"""


def test_every_block_with_its_kind() -> None:
    text = read_html(PAGE.encode(), "auto", "fr")
    assert text.title == "Le jardin"
    found = [(paragraph.text, paragraph.kind, paragraph.translate) for paragraph in text.paragraphs]
    assert found == [
        ("Le jardin", "heading", True),
        ("Un petit mur, puis la porte1.", "paragraph", True),
        ("du thym", "list_item", True),
        ("sauvage", "list_item", True),
        ("de la menthe", "list_item", True),
        ("fraîche", "paragraph", True),
        ("Il faut arroser.", "quote", True),
        ("Récolte", "caption", True),
        ("Mois", "cell", True),
        ("Juin", "cell", True),
        ("sol = 3\n  eau", "code", False),
        ("Rosa canina", "paragraph", False),
        ("Out of the way", "paragraph", False),
        ("Nu", "paragraph", True),
        ("dedans", "paragraph", True),
        ("après", "paragraph", True),
    ]
    assert text.paragraphs[1].marks == (
        Mark(3, 8, "em"),
        Mark(13, 14, "br"),
        Mark(22, 27, "a", "/porte"),
        Mark(27, 28, "sup"),
    )


WORDS = st.lists(st.sampled_from(["été", "a & b", "<mot>", "« oui »", "l’an", "12"]), min_size=1, max_size=4).map(
    " ".join
)


@given(st.lists(st.tuples(st.sampled_from(["p", "h2", "li", "div", "td", "section"]), WORDS), min_size=1, max_size=8))
def test_nothing_is_lost(blocks: list[tuple[str, str]]) -> None:
    body = "".join(f"<{name}><b>{escape(text)}</b></{name}>" for name, text in blocks if name != "td")
    cells = "".join(f"<td>{escape(text)}</td>" for name, text in blocks if name == "td")
    page = f"<body>{body}<table><tr>{cells}</tr></table>".encode()
    wanted = [text for name, text in blocks if name != "td"] + [text for name, text in blocks if name == "td"]
    assert [paragraph.text for paragraph in read_html(page, "auto", "fr").paragraphs] == wanted


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (read_html, read_epub):
        try:
            text = reader(data, "auto", "fr")
        except InputError:
            continue
        assert all(0 <= m.start <= m.end <= len(p.text) for p in text.paragraphs for m in p.marks)


def book(chapters: list[str], **extra: bytes) -> bytes:
    """An EPUB with some chapters and further files."""
    items = "".join(
        f'<item id="c{n}" href="t/c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        b'<rootfiles><rootfile full-path="O/b.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        b"</container>",
        "O/b.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>Le phare</dc:title></metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
        ).encode(),
    }
    for number, chapter in enumerate(chapters):
        files[f"O/t/c{number}.xhtml"] = f'<html xmlns="{_XHTML}"><body>{chapter}</body></html>'.encode()
    files |= extra
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a_book_in_the_order_of_its_spine() -> None:
    text = read_epub(book(["<h1>Un</h1><p>Le soir&nbsp;!</p>", "<p>Fin<b>"]), "auto", "fr")
    assert text.title == "Le phare"
    assert [paragraph.text for paragraph in text.paragraphs] == ["Un", "Le soir\u00a0!", "Fin"]
    assert text.paragraphs[0].locator.endswith("c0.xhtml#1")


def test_a_book_in_a_run_is_read_by_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "phare.epub"
    path.write_bytes(book(["<p>Bonjour.</p>"]))
    assert [paragraph.text for paragraph in read(path).paragraphs] == ["Bonjour."]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Pas un livre.", "zip"),
        (book(["<p>a</p>"])[:-40], "zip"),
        (book(["<p>a</p>"], **{"../x.xhtml": b"a"}), "outside"),
        (book(["<p>a</p>"], **{"O/big": b"0" * 3_000_000}), "tightly"),
        (book(["<p>a</p>"], **{"O/t/c0.xhtml": b'<!DOCTYPE a [<!ENTITY b "b">]><html>&b;</html>'}), "entities"),
    ],
)
def test_hostile_and_broken_books_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=rf"(?i){told}"):
        read_epub(data, "auto", "fr")
