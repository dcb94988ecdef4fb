"""Books: what EPUB's own checker makes of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline.document import Bead, Document, Hypothesis, Kind, Mark, Paragraph, Segment, Text
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from tests.formats.conftest import EpubCheck

KINDS: tuple[Kind, ...] = (
    "paragraph", "list_item", "quote", "verse", "dialogue", "cell", "caption", "note", "cue", "code",
)  # fmt: skip
MODEL = Provenance("1.0", "embedded", "abc", "ctranslate2", "2026-11-24T08:30:00Z")
FORMATS = ("epub", "epub-side", "epub-popup")
XHTML = {"h": "http://www.w3.org/1999/xhtml"}


def paragraph(text: str, kind: Kind = "paragraph", level: int = 0) -> Paragraph:
    """A paragraph that is one sentence."""
    return Paragraph(text, kind, level, segments=(Segment(0, len(text)),), marks=(Mark(0, 2, "em"),))


def book(*paragraphs: Paragraph) -> Document:
    """A book whose English is the French in capitals; the last pair is doubtful."""
    count = len(paragraphs)
    beads = tuple(Bead((n,), (n,), flags=("doubtful_translation",) * (n == count - 1)) for n in range(count))
    hypotheses = tuple(Hypothesis(one.text.upper()) for one in paragraphs)
    return Document("conte.txt", Text("fr", paragraphs), hypotheses=hypotheses, beads=beads)


TALE = book(
    paragraph("Le « phare » & la mer", "heading", 1),
    paragraph("Première partie", "heading", 3),
    *(paragraph(f"Voici <{kind}> ]]> \u000b\ufffe 😀 !", kind) for kind in KINDS),
    paragraph("Seconde partie", "heading", 3),
    paragraph("Vers un,\nvers deux.", "verse"),
)


def chapters(path: Path) -> list[Any]:
    """The chapters' trees, in the order of the archive."""
    with ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("book/text-")]
        return [etree.fromstring(archive.read(name)) for name in names]


@pytest.mark.slow
@pytest.mark.parametrize("layout", FORMATS)
def test_epubcheck_finds_nothing_to_say(tmp_path: Path, layout: str, epubcheck: EpubCheck) -> None:
    null = replace(TALE, beads=(*TALE.beads[:-1], replace(TALE.beads[-1], target=())))
    address = Mark(3, 6, "a", "https://exemple.fr/?a&b")
    marks = (Mark(0, 0, "number", "1."), Mark(0, 6, "em"), address, Mark(6, 6, "sup", "*"), Mark(6, 7, "br"))
    looks = book(replace(paragraph("Un mot ici.", "list_item", 1), marks=marks), paragraph("* * *"))
    looks = replace(looks, beads=(replace(looks.beads[0], correction="A word."), looks.beads[1]))
    [path] = write(layout, [TALE, null, looks], tmp_path, WriteOptions(title="Contes"), MODEL)
    assert epubcheck(path) == []


@pytest.mark.parametrize("layout", FORMATS)
def test_every_block_is_there_once_in_order(tmp_path: Path, layout: str) -> None:
    [path] = write(layout, [TALE], tmp_path, WriteOptions(), MODEL)
    for language, change in (("fr", str), ("en", str.upper)):
        name = "cp-original" if language == "fr" else "cp-translation"
        found = [block for tree in chapters(path) for block in tree.xpath(f"//*[contains(@class, '{name}')]")]
        assert {block.get("lang") for block in found} == {language}
        for mark in [mark for block in found for mark in block.xpath(".//*[@class='item-mark']")]:
            mark.text = ""
        for sign in [sign for block in found for sign in block.xpath(".//*[@class='origin']")]:
            sign.text = ""
        texts = ["".join(block.itertext()).removesuffix("\u00a0⇄").removesuffix(" ⇄") for block in found]
        expected = [change(one.text) for one in TALE.source.paragraphs]
        assert list(map(bare, texts)) == list(map(bare, expected))


def bare(text: str) -> str:
    """The text without the spaces that are only set for reading and without what XML forbids."""
    return "".join(character for character in text if not character.isspace() and character not in "\u000b\ufffe")


def test_chapters_are_cut_before_headings(tmp_path: Path) -> None:
    [path] = write("epub", [TALE], tmp_path, WriteOptions(), MODEL)
    assert [tree.xpath("string(//h:title)", namespaces=XHTML) for tree in chapters(path)] == [
        "Le «\u00a0phare\u00a0» & la mer",
        "Seconde partie",
    ]


def test_the_same_texts_make_the_same_bytes(tmp_path: Path) -> None:
    [first] = write("epub", [TALE], tmp_path / "a", WriteOptions(), MODEL)
    [second] = write("epub", iter([TALE]), tmp_path / "b", WriteOptions(), MODEL)
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(first) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_doubt_and_origin_are_told(tmp_path: Path) -> None:
    [path] = write("epub", [TALE], tmp_path, WriteOptions(), MODEL)
    [doubt] = chapters(path)[-1].xpath("//h:span[@class='doubt poor']", namespaces=XHTML)
    assert doubt.get("title") == "poor: the meaning is probably not kept"
    assert doubt.getnext().text == "\u00a0??"
    with ZipFile(path) as archive:
        about = archive.read("book/colophon.xhtml").decode()
    assert "14 French sentences, 0 lost." in about
    assert "English: machine, embedded model. Model: embedded (ctranslate2)." in about
    assert "14 pairs: 14 by machine. 13 sure, 1 poor." in about
