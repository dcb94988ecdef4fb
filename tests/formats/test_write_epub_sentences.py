"""Books sentence by sentence: English below its French or behind a mark, files of a size, contents as a tree."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline.bilingual.rows import Row, make_rows
from pipeline.bilingual.tables import Table, list_rows
from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.formats.epub.chapters import cut_into_chapters
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from tests.formats.conftest import EpubCheck

XHTML = {"h": "http://www.w3.org/1999/xhtml"}


def heading(text: str, level: int) -> Paragraph:
    """A heading of one sentence."""
    return Paragraph(text, "heading", level, segments=(Segment(0, len(text)),))


RAIN = Paragraph("Il pleut. Elle dort. Ils rient.", segments=(Segment(0, 9), Segment(10, 20), Segment(21, 31)))
TALE = Document(
    "conte",
    Text("fr", (heading("Acte I", 1), heading("Scène 1", 2), RAIN, heading("Scène 2", 2), RAIN, heading("Acte II", 1))),
    hypotheses=tuple(map(Hypothesis, ("Act I", "Scene 1", "It rains.", "She sleeps.", "They laugh.", "Scene 2",
                                      "It rains while she sleeps.", "", "They laugh.", "Act II"))),
    beads=(*(Bead((n,), (n,)) for n in range(6)), Bead((6, 7), (6,)), Bead((8,), (8,)), Bead((9,), (9,))),
)  # fmt: skip


def files(layout: str, folder: Path, document: Document = TALE) -> dict[str, Any]:
    """The pages of a book as trees, by their names."""
    [path] = write(layout, [document], folder, WriteOptions(), Provenance("1.0"))
    with ZipFile(path) as archive:
        pages = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("book/"): etree.fromstring(archive.read(name)) for name in pages}


def test_every_sentence_has_its_english_below_it(tmp_path: Path) -> None:
    found = files("epub", tmp_path)
    [block] = found["text-01-001.xhtml"].xpath("//h:p[@class='cp-original paragraph']", namespaces=XHTML)
    texts = [
        (block.get("lang") if part.is_tail else part.getparent().get("lang"), part.strip())
        for part in block.xpath(".//text()")
    ]
    assert [(language, text) for language, text in texts if text] == [
        ("fr", "Il pleut."), ("en", "It rains."), ("fr", "Elle dort."), ("en", "She sleeps."),
        ("fr", "Ils rient."), ("en", "They laugh."),
    ]  # fmt: skip
    [block] = found["text-01-002.xhtml"].xpath("//h:p[@class='cp-original paragraph']", namespaces=XHTML)
    assert [part.strip() for part in block.itertext() if part.strip()] == [
        "Il pleut. Elle dort.", "It rains while she sleeps.", "Ils rient.", "They laugh.",
    ]  # fmt: skip


def test_every_sentence_has_its_pop_up(tmp_path: Path) -> None:
    page = files("epub-popup", tmp_path)["text-01-001.xhtml"]
    said = {}
    for aside in page.xpath("//h:aside", namespaces=XHTML):
        said["#" + aside.get("id")] = "".join(aside.xpath("h:p[1]//text()", namespaces=XHTML))
    calls = page.xpath("//h:p[@class='cp-original paragraph']/h:a", namespaces=XHTML)
    assert [said[call.get("href")] for call in calls] == ["It rains.", "She sleeps.", "They laugh."]
    backs = page.xpath("//h:a[@role='doc-backlink']/@href", namespaces=XHTML)
    ids = page.xpath("//@id")
    assert {back[1:] for back in backs} <= set(ids)
    assert len(set(ids)) == len(ids)


def test_contents_are_a_tree_of_every_heading(tmp_path: Path) -> None:
    nav = files("epub", tmp_path)["nav.xhtml"]

    def tree(items: Any) -> list[Any]:
        return [(item[0].text, item[0].get("href"), tree(item.xpath("h:ol/h:li", namespaces=XHTML))) for item in items]

    assert tree(nav.xpath("//h:nav[@id='toc']/h:ol/h:li", namespaces=XHTML))[:-1] == [
        ("Acte I", "text-01-001.xhtml", [
            ("Scène 1", "text-01-001.xhtml#p2", []),
            ("Scène 2", "text-01-002.xhtml", []),
        ]),
        ("Acte II", "text-01-003.xhtml", []),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "wanted"),
    [(400, [[0, 1, 2], [3, 4], [5]]), (80, [[0, 1, 2], [3, 4], [5]]), (1, [[0, 1, 2], [3, 4], [5]])],
)
def test_files_are_never_cut_after_a_heading(limit: int, wanted: list[list[int]]) -> None:
    lines: list[tuple[Row | Table, int]] = [(row, row.source.level) for row in make_rows(TALE)]
    cuts = cut_into_chapters(lines, limit)
    assert [[row.paragraph for line, _ in chapter for row in list_rows(line)] for chapter in cuts] == wanted


def test_long_chapters_are_several_files() -> None:
    long = Document("d", Text("fr", (Paragraph("Oui."),) * 30))
    lines: list[tuple[Row | Table, int]] = [(row, 0) for row in make_rows(long)]
    assert [len(chapter) for chapter in cut_into_chapters(lines, 40)] == [10, 10, 10]
    assert [len(chapter) for chapter in cut_into_chapters(lines, 3)] == [1] * 30


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["epub", "epub-popup", "epub-side"])
def test_epubcheck_finds_nothing_to_say(tmp_path: Path, layout: str, epubcheck: EpubCheck) -> None:
    [path] = write(layout, [TALE, TALE], tmp_path, WriteOptions(), Provenance("1.0"))
    assert epubcheck(path) == []
