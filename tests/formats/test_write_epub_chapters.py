"""Books: what chapters hold, paragraph by paragraph, and what the files around them tell."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from pipeline.bilingual.pictures import Picture, no_pictures
from pipeline.document import Bead, Cell, Document, Hypothesis, Kind, Mark, Paragraph, Segment, Text
from pipeline.formats.epub.book import lines
from pipeline.formats.epub.chapters import Chapter, make_chapters
from pipeline.formats.epub.write import interleaved, popup, side
from pipeline.io.outputs import Provenance, WriteOptions

MADE = Provenance("1.0", "embedded", "abc", "ctranslate2", "2026-11-24T08:30:00Z")
PICTURE = Picture(b"a", "image/png")
IMAGE = f"images/{PICTURE.name}"


def paragraph(text: str, kind: Kind = "paragraph", level: int = 0, *marks: Mark, cell: Cell | None = None) -> Paragraph:
    """A paragraph that is one sentence."""
    return Paragraph(text, kind, level, marks=marks, segments=(Segment(0, len(text)),), cell=cell)


def document(*paragraphs: Paragraph, title: str = "", author: str = "") -> Document:
    """A document with English that is the French in capitals."""
    english = tuple(Hypothesis(one.text.upper()) for one in paragraphs if one.segments)
    beads = tuple(Bead((n,), (n,)) for n in range(len(english)))
    return Document("d.txt", Text("fr", paragraphs, title, author=author), hypotheses=english, beads=beads)


def pictures(name: str, address: str) -> Picture | None:
    """Give the one picture that there is."""
    return PICTURE if (name, address) == ("d.txt", "a.png") else None


def made(text: Document, **options: Any) -> list[Chapter]:
    """The chapters of a document."""
    return list(make_chapters(2, text, WriteOptions(**options), pictures))


def test_every_paragraph_of_a_chapter() -> None:
    image, lost = Mark(0, 0, "img", "a.png"), Mark(0, 0, "img", "lost.png")
    links = (Mark(0, 2, "a", "https://a.fr"), Mark(3, 6, "a", "b"))
    text = document(
        paragraph("Ah !", "heading", 3),
        paragraph("Un mot", "paragraph", 0, *links, Mark(6, 6, "sup", "1")),
        paragraph("Trois", "list_item", 2, Mark(0, 0, "number", "3.")),
        paragraph("- Tiret", "list_item", 1),
        Paragraph("", marks=(image, lost)),
        Paragraph("", marks=(lost,)),
        paragraph("Mois", "cell", cell=Cell(0, 0, 0, heads=True)),
        paragraph("Juin !", "cell", cell=Cell(0, 0, 1)),
        paragraph("x !", "code"),
        paragraph("1 Note", "note"),
        author="A. A.",
    )  # fmt: skip
    beads = list(text.beads)
    beads[1] = replace(beads[1], flags=("missing_numbers", "repetition"))
    beads[2] = replace(beads[2], correction="Three")
    beads[7] = replace(beads[7], target=())
    [chapter] = made(replace(text, beads=tuple(beads)))
    assert (chapter.name, chapter.book, chapter.title, chapter.author) == (
        "text-02-001.xhtml", "Ah\u202f!", "Ah\u202f!", "A. A.",
    )  # fmt: skip
    assert chapter.pictures == (PICTURE,)
    call = '<a href="text-02-001.xhtml#p10"><sup class="note-call">1</sup></a>'
    reasons = re.findall('title="(.*?)"', chapter.pairs[1].targets[0].html)
    assert reasons[0].startswith("poor: a number of the French is missing or different in the English, ")
    sign = f'<small class="origin" title="{reasons[0]}">\u00a0??</small>'
    doubt = f'<span class="doubt poor" title="{reasons[0]}">UN MOT{call}</span>{sign}'
    item = '<span class="item-mark">3.\u00a0</span>'
    corrected = '<small class="origin" title="corrected by a person">\u00a0✎</small>'

    def table(one: str, other: str) -> str:
        return f"<table><tr><th><p>{one}</p></th><td><p>{other}</p></td></tr></table>"

    found = [(one.number, one.pictures, one.source, [piece.html for piece in one.targets]) for one in chapter.pairs]
    assert [(number, images, one.kind, one.depth, one.html, said) for number, images, one, said in found] == [
        (1, (), "heading", 1, "Ah\u202f!", ["AH !"]),
        (2, (), "paragraph", 0, f'<a href="https://a.fr">Un</a> mot{call}', [doubt]),
        (3, (), "list_item", 2, f"{item}Trois", [f"{item}Three{corrected}"]),
        (4, (), "list_item", 1, "-\u00a0Tiret", ["- TIRET"]),
        (5, (IMAGE,), "paragraph", 0, "", []),
        (7, (), "table", 0, table("Mois", "Juin\u202f!"), [table("MOIS", "JUIN !")]),
        (9, (), "code", 0, "x !", ["X !"]),
        (10, (), "note", 0, '<a href="text-02-001.xhtml#p2">1</a> Note', []),
    ]  # fmt: skip


def test_machine_english_is_told_apart_from_a_human_translation() -> None:
    text = document(paragraph("Un"), paragraph("Deux"))
    beads = (replace(text.beads[0], origin="human"), text.beads[1])
    [chapter] = made(replace(text, reference=Text("en", (paragraph("One"),)), beads=beads))
    sign = '<small class="origin" title="translated by machine">\u00a0⚙</small>'
    assert [[one.html for one in pair.targets] for pair in chapter.pairs] == [["One"], [f"DEUX{sign}"]]


@pytest.mark.parametrize(
    ("levels", "wanted"),
    [
        ((1, 0, 1, 0), [("p0", 1, 2), ("p2", 3, 4)]),
        ((1, 2, 0, 2, 0), [("p0", 1, 3), ("p3", 4, 5)]),
        ((1, 2, 3, 0), [("p0", 1, 4)]),
        ((0, 1, 0), [("Titre", 1, 1), ("p1", 2, 3)]),
        ((1, 0, 2, 3, 4, 0), [("p0", 1, 2), ("p2", 3, 6)]),
        ((1, 2, 0, 3, 0), [("p0", 1, 5)]),
        ((), []),
    ],
)
def test_where_chapters_are_cut(levels: tuple[int, ...], wanted: list[tuple[str, int, int]]) -> None:
    texts = [paragraph(f"p{n}", "heading" if level else "paragraph", level) for n, level in enumerate(levels)]
    found = made(document(*texts, title="Titre"))
    assert [(one.title, one.pairs[0].number, one.pairs[-1].number) for one in found] == wanted
    assert [one.number for one in found] == list(range(1, len(wanted) + 1))


@pytest.mark.parametrize(
    ("title", "heading", "book"), [("Un conte !", "Deux", "Un conte\u202f!"), ("", "Deux", "Deux"), ("", "", "d")]
)
def test_a_book_has_the_title_of_its_text(title: str, heading: str, book: str) -> None:
    found = [paragraph(heading, "heading", 1)] if heading else []
    assert {one.book for one in made(document(*found, paragraph("a"), title=title))} == {book}


def test_the_files_of_a_book(tmp_path: Path) -> None:
    image = Paragraph("", marks=(Mark(0, 0, "img", "a.png"),))
    one = document(paragraph("Un", "heading", 1), image, paragraph("Deux", "heading", 1), image, author="A")
    two = document(paragraph("Trois"), title="Tome", author="B")
    [path] = interleaved([one, two, two], tmp_path, WriteOptions(), MADE, pictures)
    assert path == tmp_path / "copy.epub"
    with ZipFile(path) as archive:
        stored = [entry.filename for entry in archive.infolist() if entry.compress_type == ZIP_STORED]
        assert stored == ["mimetype", f"book/{IMAGE}"]
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_STORED, ZIP_DEFLATED}
        assert archive.namelist() == [
            "mimetype", "META-INF/container.xml", f"book/{IMAGE}", "book/text-01-001.xhtml", "book/text-01-002.xhtml",
            "book/text-02-001.xhtml", "book/text-03-001.xhtml", "book/style.css", "book/cover.svg", "book/title.xhtml",
            "book/colophon.xhtml", "book/nav.xhtml", "book/package.opf",
        ]  # fmt: skip
        assert archive.read("mimetype") == b"application/epub+zip"
        assert archive.read(f"book/{IMAGE}") == b"a"
        package, nav = archive.read("book/package.opf").decode(), archive.read("book/nav.xhtml").decode()
        assert "4 pairs: 4 by machine. 4 sure." in archive.read("book/colophon.xhtml").decode()
    assert re.findall("<dc:(?:title|creator|language)[^>]*>(.*?)<", package) == ["3 texts", "A", "B", "fr", "en"]
    assert re.findall('<item id="[ci]\\d" href="(.*?)" media-type="(.*?)"', package) == [
        *((f"text-{name}.xhtml", "application/xhtml+xml") for name in ("01-001", "01-002", "02-001", "03-001")),
        (IMAGE, "image/png"),
    ]
    contents = nav[nav.index("<ol") : nav.index("</nav>")]
    assert re.findall('<a href="(.*?)".*?>(.*?)<', contents) == [
        ("text-01-001.xhtml", "Un"), ("text-01-001.xhtml", "Un"), ("text-01-002.xhtml", "Deux"),
        ("text-02-001.xhtml", "Tome"), ("text-03-001.xhtml", "Tome"), ("colophon.xhtml", "About this copy"),
    ]  # fmt: skip


def test_a_book_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    def identifier(write: object, *documents: Document, title: str = "") -> str:
        [path] = write(documents, tmp_path, WriteOptions(title=title), MADE, no_pictures)  # type: ignore[operator]
        with ZipFile(path) as archive:
            return "".join(re.findall("urn:uuid:([0-9a-f-]{36})<", archive.read("book/package.opf").decode()))

    one, two = document(paragraph("Un")), document(paragraph("Deux"))
    names = {identifier(write, one) for write in (interleaved, side, popup)}
    names |= {identifier(interleaved, text) for text in (one, two)} | {identifier(interleaved, one, title="B")}
    assert len(names) == 5
    assert {name[14] for name in names} == {"5"}  # a UUID of version 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy-popup.epub", "copy-side.epub", "copy.epub"]


@pytest.mark.parametrize(("title", "wanted"), [("", "Untitled"), ("Rien !", "Rien\u202f!")])
def test_a_book_without_text(tmp_path: Path, title: str, wanted: str) -> None:
    [path] = interleaved([], tmp_path, WriteOptions(title=title), MADE, no_pictures)
    with ZipFile(path) as archive:
        assert f"<title>{wanted}</title>" in archive.read("book/title.xhtml").decode()


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("un deux", ["un deux"]),
        ("un trois", ["un", "trois"]),
        ("quatorze", ["quatorze"]),
        ("", []),
        ("a b c d e", ["a b c d", "e"]),
    ],
)
def test_titles_are_broken_for_the_cover(title: str, wanted: list[str]) -> None:
    assert lines(title, 7) == wanted
