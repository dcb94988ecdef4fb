"""The copy for word processors, read back."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Bead, Cell, Document, Hypothesis, Mark, Paragraph, Segment, Text
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

docx = pytest.importorskip("docx", reason="python-docx is not installed")

FRENCH = ("Le phare", "Il pleut \u000b!", "un, deux")
ENGLISH = ("The lighthouse", "It rains <b>\ufffe😀", "one, two")
KINDS = ("heading", "quote", "list_item")
DOCUMENT = Document(
    "phare.txt",
    Text(
        "fr",
        tuple(
            Paragraph(text, kind, 1, segments=(Segment(0, len(text)),), marks=(Mark(3, 8, "em"),))  # type: ignore[arg-type]
            for text, kind in zip(FRENCH, KINDS, strict=True)
        ),
    ),
    hypotheses=tuple(map(Hypothesis, ENGLISH)),
    beads=(Bead((0,), (0,)), Bead((1,), (1,), flags=("missing_numbers",)), Bead((2,), (2,))),
)


@pytest.fixture
def file(tmp_path: Path) -> Any:
    [path] = write("docx", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1.0", created="2026-11-24T08:30:00Z"))
    return docx.Document(str(path))


def test_french_stands_beside_english(file: Any) -> None:
    cells = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert cells == [["Le phare", "The lighthouse"], ["Il pleut !", "It rains <b>😀\u00a0?"], ["un, deux", "one, two"]]
    styles = [row.cells[0].paragraphs[0].style.name for row in file.tables[0].rows]
    assert styles == ["Heading 1", "Quote", "List Bullet"]


def test_runs_have_languages_and_emphasis(file: Any) -> None:
    source, target = file.tables[0].rows[0].cells
    assert [(run.text, bool(run.italic)) for run in source.paragraphs[0].runs] == [("Le ", False), ("phare", True)]
    tags = [cell._tc.xpath(".//w:lang/@w:val") for cell in (source, target)]
    assert tags == [["fr", "fr"], ["en"]]


def test_doubt_is_a_comment(file: Any) -> None:
    [comment] = file.comments
    assert comment.text == "to check: a number of the French is missing or different in the English"
    assert {comment.timestamp.isoformat() for comment in file.comments} == {"2026-11-24T08:30:00+00:00"}


def test_the_same_texts_make_the_same_bytes(tmp_path: Path) -> None:
    made = [
        write("docx", [DOCUMENT], tmp_path / name, WriteOptions(), Provenance("1.0"))[0].read_bytes() for name in "ab"
    ]
    assert made[0] == made[1]


def test_items_of_a_list_in_a_cell_keep_their_own_numbers(tmp_path: Path) -> None:
    items = [("Un phare.", "A lighthouse.", "1."), ("Un port.", "A harbour.", "2.")]
    paragraphs = tuple(
        Paragraph(
            french, "list_item", 1, segments=(Segment(0, len(french)),),
            marks=(Mark(0, 0, "number", number),), cell=Cell(0, 0, 0),
        )
        for french, _, number in items
    )  # fmt: skip
    plain = Paragraph("La mer.", "cell", segments=(Segment(0, 7),), cell=Cell(0, 0, 1))
    document = Document(
        "table.html",
        Text("fr", (*paragraphs, plain)),
        hypotheses=tuple(map(Hypothesis, (*(english for _, english, _ in items), "The sea."))),
        beads=tuple(Bead((n,), (n,)) for n in range(3)),
    )
    [path] = write("docx", [document], tmp_path, WriteOptions(), Provenance("1.0"))
    [copy] = docx.Document(str(path)).tables
    found = [[p.text for p in cell.tables[0].cell(0, 0).paragraphs] for cell in copy.rows[0].cells]
    assert found == [["1.\u00a0Un phare.", "2.\u00a0Un port."], ["1.\u00a0A lighthouse.", "2.\u00a0A harbour."]]


def test_a_long_title_is_shortened_in_the_properties(tmp_path: Path) -> None:
    text = Text("fr", (Paragraph("Il pleut.", segments=(Segment(0, 9),)),))
    document = Document("a.txt", text, None, (Hypothesis("It rains."),), (Bead((0,), (0,)),))
    [path] = write("docx", [document], tmp_path, WriteOptions(title="é" * 300), Provenance("1"))
    assert docx.Document(str(path)).core_properties.title == "é" * 254 + "…"
