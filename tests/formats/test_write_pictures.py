"""Pictures, tables and notes in the copies, as a browser, EPUB's checker and a word processor's library see them."""

import re
import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from pipeline.document import Bead, Document, Hypothesis, Link
from pipeline.formats.pictures import PictureFinder
from pipeline.formats.sources import find
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.stages.read import ReadStage
from pipeline.stages.segment import SegmentStage
from tests.formats.conftest import EpubCheck

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
PAGE = """<!doctype html><html lang="fr"><head><title>Le port</title><meta name="author" content="Anne Le Goff"></head>
<body><h1>Le port</h1><p><img src="mer.png" alt="La mer"></p><p><img src="mer.png"></p>
<p>Un <img src="mer.png" alt="bleu"> profond<sup><a href="#n1">1</a></sup>. <img src="rien.png" alt="Un trou."></p>
<table><tr><th>Bateau</th><th>Retour</th></tr><tr><td>La Mouette</td><td>le soir</td></tr></table>
<p role="doc-footnote" id="n1"><a href="#r1">1</a> Ou presque.</p></body></html>"""


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\x60" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def translated(document: Document) -> Document:
    """The document with English that is the French in capitals, each word linked to itself."""
    sentences = document.source.sentences()
    words = ([found.span() for found in re.finditer(r"\w+", sentence)] for sentence in sentences)
    links = (tuple(Link(*word, *word) for word in found) for found in words)
    beads = tuple(Bead((number,), (number,), links=found) for number, found in enumerate(links))
    return replace(document, hypotheses=tuple(Hypothesis(one.upper()) for one in sentences), beads=beads)


def made(folder: Path, layout: str) -> Path:
    """A copy of PAGE, whose picture lies beside it."""
    (folder / "port.html").write_text(PAGE, encoding="utf-8")
    (folder / "mer.png").write_bytes(png(1200, 300))
    sources = find([str(folder / "port.html")])
    [document] = SegmentStage()(ReadStage(sources[0])())
    [copy] = write(layout, [translated(document)], folder, WriteOptions(), Provenance("1"), PictureFinder(sources))
    return copy


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Any:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url.partition(":")[0]))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.goto(made(tmp_path, "html").as_uri())
    yield opened
    assert complaints == []
    assert set(asked) <= {"file", "data"}
    context.close()


def test_the_page_shows_every_picture_that_there_is(page: Any) -> None:
    widths = page.eval_on_selector_all("img", "all => all.map(one => [one.naturalWidth, one.alt])")
    assert widths == [[1200, ""], [1200, ""], [1200, "bleu"], [1200, "BLEU"]]
    assert "Un trou." in page.locator(".fr").nth(2).inner_text()
    assert "bleu" not in page.locator(".fr").nth(2).inner_text()  # it is seen
    assert page.locator(".row", has_text="La mer").inner_text().split() == ["La", "mer", "LA", "MER", "¶"]


def test_words_after_a_picture_are_linked(page: Any) -> None:
    place = page.evaluate(
        """() => {
            const spans = [...document.querySelectorAll(".fr .s")];
            const span = spans.find((one) => one.textContent.includes("profond"));
            const text = [...span.childNodes].find((one) => one.data?.includes("profond"));
            span.scrollIntoView({ block: "end", behavior: "instant" });
            const range = new Range();
            range.setStart(text, text.data.indexOf("profond"));
            range.setEnd(text, text.data.indexOf("profond") + 7);
            const box = range.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }"""
    )
    page.mouse.move(*place)
    assert page.evaluate("[...CSS.highlights.get('words')].map(String)") == ["profond", "PROFOND"]


def test_tables_stand_beside_one_another_and_notes_lead_there_and_back(page: Any) -> None:
    assert page.locator(".fr table td").all_inner_texts() == ["La Mouette", "le soir"]
    assert page.locator(".en table td").all_inner_texts() == ["LA MOUETTE", "LE SOIR"]
    french, english = (page.locator(f"{side} table").bounding_box() for side in (".fr", ".en"))
    assert french["y"] == english["y"]
    page.locator(".en sup.note-call").first.click()
    assert page.locator(":target").inner_text().startswith("1")
    page.locator(":target .fr sup.note-call").click()
    assert "profond" in page.locator(":target").inner_text()


def test_it_fits_a_small_screen_and_axe_finds_no_barrier(browser: Any, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 320, "height": 600}, bypass_csp=True)
    page = context.new_page()
    page.goto(made(tmp_path, "html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["epub", "epub-side", "epub-popup"])
def test_books_hold_each_picture_once(tmp_path: Path, layout: str, epubcheck: EpubCheck) -> None:
    book = made(tmp_path, layout)
    with ZipFile(book) as archive:
        [name] = [name for name in archive.namelist() if name.startswith("book/images/")]
        assert archive.read(name) == png(1200, 300)
        assert b"<dc:creator>Anne Le Goff</dc:creator>" in archive.read("book/package.opf")
    assert epubcheck(book) == []
    assert made(tmp_path, layout).read_bytes() == book.read_bytes()


def test_word_files_hold_pictures_and_tables(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    file = docx.Document(str(made(tmp_path, "docx")))
    section = file.sections[0]
    assert len(file.inline_shapes) == 2
    assert {shape.width for shape in file.inline_shapes} == {
        section.page_width - section.left_margin - section.right_margin
    }
    inner = [cell.tables[0] for row in file.tables[0].rows for cell in row.cells if cell.tables]
    assert [[cell.text for row in table.rows for cell in row.cells] for table in inner] == [
        ["Bateau", "Retour", "La Mouette", "le soir"],
        ["BATEAU", "RETOUR", "LA MOUETTE", "LE SOIR"],
    ]


def test_without_pictures_their_words_are_seen(tmp_path: Path) -> None:
    made(tmp_path, "html")
    sources = find([str(tmp_path / "port.html")])
    [document] = SegmentStage()(ReadStage(sources[0])())
    [copy] = write("html", [translated(document)], tmp_path, WriteOptions(), Provenance("1"))
    html = copy.read_text(encoding="utf-8")
    assert "<img" not in html
    assert "La mer" in html
    assert "bleu" in html
