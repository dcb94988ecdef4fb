"""The copy for word processors: its rows, lists, tables, pictures, links, comments, and what it says about itself."""

import struct
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from pipeline.bilingual.pictures import Picture
from pipeline.document import Bead, Cell, Document, Hypothesis, Kind, Mark, Paragraph, Segment, Text
from pipeline.formats.docx.write import write as write_copy
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

docx = pytest.importorskip("docx", reason="python-docx is not installed")

MADE = Provenance("1.0", created="2026-11-24T09:30:00+01:00")
COLUMNS = 595.3 - 2 * 90  # points: A4 without the margins of python-docx's template, 1.25 inches each


def paragraph(text: str, kind: Kind = "paragraph", level: int = 0, *marks: Mark, cell: Cell | None = None) -> Paragraph:
    """A paragraph that is one sentence."""
    return Paragraph(text, kind, level, marks=marks, segments=(Segment(0, len(text)),), cell=cell)


def document(*paragraphs: Paragraph, title: str = "") -> Document:
    """A document with English that is the French in capitals."""
    count = sum(len(one.segments) for one in paragraphs)
    english = tuple(Hypothesis(one.text.upper()) for one in paragraphs if one.segments)
    return Document(
        "d.txt", Text("fr", paragraphs, title), hypotheses=english, beads=tuple(Bead((n,), (n,)) for n in range(count))
    )


def copy(folder: Path, *documents: Document, **options: Any) -> Any:
    """The copy of some documents, read by python-docx."""
    [path] = write("docx", list(documents), folder, WriteOptions(**options), MADE)
    assert path == folder / "copy.docx"
    return docx.Document(str(path))


def shown(cell: Any) -> list[tuple[str, str]]:
    """The style and the text of a cell's paragraphs."""
    return [(one.style.name, one.text) for one in cell.paragraphs]


def test_every_kind_of_paragraph_beside_its_english(tmp_path: Path) -> None:
    made = copy(
        tmp_path,
        document(
            paragraph("Conte", "heading", 1),
            paragraph("Un", "heading", 3),
            paragraph("Tiret", "list_item", 1),
            paragraph("Trois", "list_item", 1, Mark(0, 0, "number", "3.")),
            paragraph("a) Lettre", "list_item", 1, Mark(0, 0, "number", "1.")),
            paragraph("Dit", "quote"),
            paragraph("Vue", "caption"),
            paragraph("Non !", "code"),
            paragraph("Oui !"),
        ),
    )
    [table] = made.tables
    assert [[shown(cell) for cell in row.cells] for row in table.rows] == [
        [[("Heading 1", "Conte")], [("Heading 1", "CONTE")]],
        [[("Heading 2", "Un")], [("Heading 2", "UN")]],
        [[("List Bullet", "Tiret")], [("List Bullet", "TIRET")]],
        [[("Normal", "3.\u00a0Trois")], [("Normal", "3.\u00a0TROIS")]],
        [[("Normal", "a) Lettre")], [("Normal", "A) LETTRE")]],
        [[("Quote", "Dit")], [("Quote", "DIT")]],
        [[("Caption", "Vue")], [("Caption", "VUE")]],
        [[("Normal", "Non !")], [("Normal", "NON !")]],
        [[("Normal", "Oui\u202f!")], [("Normal", "OUI !")]],
    ]
    tags = [cell._tc.xpath(".//w:lang/@w:val") for cell in table.rows[3].cells]
    assert tags == [["fr", "fr"], ["en", "en"]]


def test_looks_lines_and_links_of_runs(tmp_path: Path) -> None:
    names = ("em", "cite", "dfn", "var", "strong", "u", "s", "sup", "sub", "code")
    marks = [Mark(n, n + 1, name) for n, name in enumerate(names)]
    marks += [Mark(10, 13, "a", "https://a.fr"), Mark(11, 12, "em"), Mark(14, 15, "br"), Mark(15, 15, "sup", "1")]
    made = copy(tmp_path, document(paragraph("abcdefghijkl m n", "paragraph", 0, *marks)))
    [run_paragraph] = made.tables[0].rows[0].cells[0].paragraphs
    looks = [
        (run.text, [name for name in ("italic", "bold", "underline") if getattr(run, name)]
         + [name for name in ("strike", "superscript", "subscript") if getattr(run.font, name)])
        for run in run_paragraph.runs
    ]  # fmt: skip
    assert looks == [
        ("a", ["italic"]), ("b", ["italic"]), ("c", ["italic"]), ("d", ["italic"]), ("e", ["bold"]),
        ("f", ["underline"]), ("g", ["strike"]), ("h", ["superscript"]), ("i", ["subscript"]), ("j", []),
        ("m ", []), ("\n", []), ("1", ["superscript"]), ("n", []),
    ]  # fmt: skip
    links = run_paragraph.hyperlinks
    assert [(link.text, link.address) for link in links] == [(text, "https://a.fr") for text in ("k", "l", " ")]
    assert [[run.underline for run in link.runs] for link in links] == [[True]] * 3


def test_comments_tell_reasons_and_origins(tmp_path: Path) -> None:
    text = document(*(paragraph(word) for word in ("Un", "Deux", "Trois", "Quatre")))
    beads = (
        Bead((0,), (0,), "human"),
        Bead((1,), (1,), flags=("missing_numbers",)),
        Bead((2,), (2,), correction="Three"),
        Bead((3,), ()),
    )
    made = copy(tmp_path, replace(text, reference=Text("en", (paragraph("One"),)), beads=beads))
    assert [(comment.text, comment.author, comment.initials) for comment in made.comments] == [
        (
            "to check: a number of the French is missing or different in the English; translated by machine",
            MADE.tool,
            "?",
        ),
        ("corrected by a person", MADE.tool, "?"),
    ]
    commented = made.element.body.xpath("//w:tc[.//w:commentRangeStart]//w:t/text()")
    assert commented == ["DEUX", "\u00a0⚙?", "Three", "\u00a0✎"]
    assert [found.text for found in made.paragraphs if found.text] == [
        "English: human translation; machine, rough, where that is missing.",
        "4 pairs: 1 by machine, 1 by a person, 1 corrected by a person, 1 without English. 3 sure, 1 to check.",
        "⚙ by machine · ✎ corrected by a person · ? to check: worth a second look",
    ]


def grid(width: int) -> Document:
    """A text before and after a table of two rows, whose first cell takes both, and whose last is as wide as it may."""
    head = [paragraph(f"t{n}", "cell", 0, cell=Cell(0, 0, n, 2 if n == 0 else 1)) for n in range(width)]
    last = [paragraph(text, "cell", 0, cell=Cell(0, 1, 1, 1, width - 1)) for text in ("x", "y")]
    return document(paragraph("avant"), *head, *last, paragraph("après"))


@pytest.mark.parametrize(("width", "wide"), [(3, False), (4, True)])
def test_tables_stand_beside_one_another_or_wide_ones_below(tmp_path: Path, width: int, wide: bool) -> None:
    [outer] = copy(tmp_path, grid(width)).tables
    rows = [list(dict.fromkeys(cell._tc for cell in row.cells)) for row in outer.rows]
    assert [len(row) for row in rows] == ([2, 1, 1, 2] if wide else [2, 2, 2])
    french, english = [cell for row in outer.rows for cell in row.cells if cell.tables][:: 2 if wide else 1]
    for cell, change in ((french, str), (english, str.upper)):
        [inner] = cell.tables
        assert inner.style.name == "Table Grid"
        first = [f"t{n}" for n in range(width)]
        second = ["t0", *["x\ny"] * (width - 1)]
        assert [[one.text for one in row.cells] for row in inner.rows] == [
            [change(text) for text in line] for line in (first, second)
        ]
        assert shown(cell) == [("Normal", "")]  # Word wants a paragraph after a table
    tags = [set(cell._tc.xpath(".//w:lang/@w:val")) for cell in (french, english)]
    assert tags == [{"fr"}, {"en"}]


def png(width: int, height: int) -> bytes:
    """A picture of so many points (72 a inch, by its pHYs)."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    density = chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1))
    rows = zlib.compress((b"\0" + bytes((width + 7) // 8)) * height)
    return b"\x89PNG\r\n\x1a\n" + head + density + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


EMPTY = (Picture(png(0, 5), "image/png"), Picture(png(5, 0), "image/png"))


@pytest.mark.parametrize(("size", "wanted"), [((200, 100), (200, 100)), ((1000, 500), (COLUMNS, COLUMNS / 2))])
def test_a_picture_is_as_wide_as_both_columns_at_most(
    tmp_path: Path, size: tuple[int, int], wanted: tuple[float, float]
) -> None:
    text = document(paragraph("", "paragraph", 0, Mark(0, 0, "img", "a.png")), paragraph("Un"))
    text = replace(
        text,
        source=Text("fr", (replace(text.source.paragraphs[0], segments=()), text.source.paragraphs[1])),
        hypotheses=(Hypothesis("UN"),),
        beads=(Bead((0,), (0,)),),
    )
    asked = []

    def pictures(document: str, address: str) -> Picture:
        asked.append((document, address))
        return Picture(png(*size), "image/png")

    [path] = write_copy([text], tmp_path, WriteOptions(), MADE, pictures)
    made = docx.Document(str(path))
    assert asked == [("d.txt", "a.png")]
    [shape] = made.inline_shapes
    assert (shape.width.pt, shape.height.pt) == pytest.approx(wanted, abs=0.2)
    assert [len({cell._tc for cell in row.cells}) for row in made.tables[0].rows] == [1, 2]
    for other in (Picture(b"<svg/>", "image/svg+xml"), Picture(b"nonsense", "image/png"), *EMPTY, None):
        [path] = write_copy([text], tmp_path, WriteOptions(), MADE, lambda *_, other=other: other)
        assert len(docx.Document(str(path)).tables[0].rows) == 1


def test_what_the_file_says_about_itself(tmp_path: Path) -> None:
    one, two = document(paragraph("Un"), title="Conte\u000b"), document(paragraph("Deux"), title="Autre")
    made = copy(tmp_path, one, two)
    assert [[row.cells[0].text for row in table.rows] for table in made.tables] == [["Un"], ["Deux"]]
    assert [found.text for found in made.paragraphs if found.text] == [
        "English: machine.",
        "2 pairs: 2 by machine. 2 sure.",
    ]
    said = made.core_properties
    assert (said.title, said.author, said.last_modified_by, said.language) == (
        "2 texts", f"{MADE.tool} 1.0", f"{MADE.tool} 1.0", "fr",
    )  # fmt: skip
    assert {said.created.isoformat(), said.modified.isoformat()} == {"2026-11-24T08:30:00+00:00"}
    assert (made.sections[0].page_width.mm, made.sections[0].page_height.mm) == pytest.approx((210, 297), abs=0.01)
    with ZipFile(tmp_path / "copy.docx") as archive:
        first, *others = archive.namelist()
    assert (first, others) == ("[Content_Types].xml", sorted(others))
    assert copy(tmp_path, document(paragraph("Un"))).core_properties.title == "d"
    assert copy(tmp_path, one, title="Contes").core_properties.title == "Contes"
    dateless = write("docx", [one], tmp_path, WriteOptions(), Provenance("1.0"))[0]
    assert docx.Document(str(dateless)).core_properties.created.isoformat() == "1980-01-01T00:00:00+00:00"
