"""Pairs for training and for CAT tools: every byte of a small corpus in each format."""

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.document import Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.errors import InputError, OutputError
from pipeline.formats.corpora.jsonl import read_pairs
from pipeline.formats.corpora.schema import IN_TABLE, PAIRS, PARAGRAPHS, json_schema
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

FRENCH = Text(
    "fr",
    (
        Paragraph("Un chat. Deux & deux.", segments=(Segment(0, 8), Segment(9, 21))),
        Paragraph("Trois.", segments=(Segment(0, 6),)),
        Paragraph("Quatre.", segments=(Segment(0, 7),)),
    ),
)
ENGLISH = Text("en", (Paragraph("Two\r\n& two\x0b.", segments=(Segment(0, 12),)),))
CAT = Bead((0,), (0,), links=(Link(3, 7, 2, 5), Link(0, 2, 0, 1)), scores={"model_score": -0.123456789})
TWO = Bead((1,), (0,), "human", 0.98765, scores={"length_ratio": 1.5, 'a"b': 2.0}, flags=("length_ratio", "number"))
THREE = Bead((2,), (2,), correction="The\tthird.")
FOUR = Bead((3,), (), "human", 0.5)
DOCUMENT = Document(
    'l/"a".txt',
    FRENCH,
    ENGLISH,
    (Hypothesis("A cat."), Hypothesis("Two and two."), Hypothesis("Three."), Hypothesis("Four.")),
    (CAT, TWO, THREE, FOUR),
)
MADE_BY = Provenance("1.0", "embedded", "abc", "ctranslate2", "2026-11-24T08:30:00Z")


def written(name: str, folder: Path) -> list[str]:
    """What a format's files hold, in order."""
    return [
        path.read_bytes().decode()
        for path in write(name, [DOCUMENT], folder, WriteOptions(translator="Ann Lee", gaps=True), MADE_BY)
    ]


def test_moses(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        assert written("moses", tmp_path) == [
            "Un chat.\nDeux & deux.\nTrois.\n",
            "A cat.\nTwo & two .\nThe third.\n",
            'l/"a".txt:1\nl/"a".txt:2\nl/"a".txt:3\n',
        ]
    assert caplog.messages == ["pairs.fr, pairs.en: 1 pair left out, one side of which is empty"]


def test_pharaoh(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        assert written("pharaoh", tmp_path) == [
            "Un chat .\nDeux & deux .\nTrois .\n",
            "A cat .\nTwo & two .\nThe third .\n",
            "0-0 1-1\n\n\n",
        ]
    assert caplog.messages == [
        "pairs.words.fr, pairs.words.en, pairs.links: 1 pair left out, one side of which is empty"
    ]


def test_hugging_face(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        made, card = written("huggingface", tmp_path)
    assert made.splitlines() == [
        r'{"id": "l/\"a\".txt:1", "origin": "machine", "translation": {"en": "A cat.", "fr": "Un chat."}}',
        r'{"id": "l/\"a\".txt:2", "origin": "human", "translation": '
        r'{"en": "Two\r\n& two\u000b.", "fr": "Deux & deux."}}',
        r'{"id": "l/\"a\".txt:3", "origin": "corrected", "translation": {"en": "The\tthird.", "fr": "Trois."}}',
    ]
    assert caplog.messages == ["huggingface/data.jsonl: 1 pair left out, one side of which is empty"]
    assert "1 by machine, 1 by a person, 1 corrected by a person." in card.replace("\n", " ")


_NULLS: dict[str, Any] = {column.name: None for column in PAIRS if column.nullable}
CAT_RECORD = _NULLS | {
    "schema_version": 2, "id": 'l/"a".txt:1', "document": 'l/"a".txt', "paragraph": 0, "type": "1-1",
    "source": "Un chat.", "target": "A cat.", "origin": "machine", "made_by": "embedded", "standing": "sure",
    "reviewed": False, "flags": [], "posterior": 1.0, "adequacy": None, "similarity": None, "length_ratio": None,
    "model_score": -0.123456789, "duplicate_similarity": None, "duplicate_of": None, "split": None,
    "imported_scores": [],
    "source_places": [{"paragraph": 0, "start": 0, "end": 8}], "target_places": [],
    "links": [[3, 7, 2, 5], [0, 2, 0, 1]], "machine": None,
}  # fmt: skip
TWO_RECORD = CAT_RECORD | {
    "id": 'l/"a".txt:2', "source": "Deux & deux.", "target": "Two\r\n& two\x0b.", "origin": "human",
    "made_by": "Ann Lee", "standing": "check", "flags": ["length_ratio", "number"], "posterior": 0.98765,
    "length_ratio": 1.5, "model_score": None, "imported_scores": [{"name": 'a"b', "score": 2.0}],
    "source_places": [{"paragraph": 0, "start": 9, "end": 21}],
    "target_places": [{"paragraph": 0, "start": 0, "end": 12}], "links": [], "machine": "Two and two.",
}  # fmt: skip
THREE_RECORD = CAT_RECORD | {
    "id": 'l/"a".txt:3', "paragraph": 1, "source": "Trois.", "target": "The\tthird.", "origin": "corrected",
    "made_by": None, "model_score": None, "source_places": [{"paragraph": 1, "start": 0, "end": 6}], "links": [],
    "machine": "Three.",
}  # fmt: skip
FOUR_RECORD = CAT_RECORD | {
    "id": 'l/"a".txt:4', "paragraph": 2, "type": "1-0", "source": "Quatre.", "target": "", "origin": "human",
    "made_by": "Ann Lee", "posterior": 0.5, "model_score": None,
    "source_places": [{"paragraph": 2, "start": 0, "end": 7}], "links": [], "machine": "Four.",
}  # fmt: skip
RECORDS = [CAT_RECORD, TWO_RECORD, THREE_RECORD, FOUR_RECORD]


def test_records(tmp_path: Path) -> None:
    made, paragraphs = written("jsonl", tmp_path)
    assert [json.loads(line) for line in made.splitlines()] == RECORDS
    for line in made.splitlines():
        assert list(json.loads(line)) == [column.name for column in PAIRS]
        jsonschema.validate(json.loads(line), json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(CAT_RECORD | {"model": 1.0}, json_schema())
    assert [json.loads(line)["text"] for line in paragraphs.splitlines()] == [
        *(paragraph.text for paragraph in FRENCH.paragraphs),
        "Two\r\n& two\x0b.",
    ]
    for line in paragraphs.splitlines():
        jsonschema.validate(json.loads(line), json_schema(PARAGRAPHS))


def test_places_are_in_the_paragraphs_beside_them(tmp_path: Path) -> None:
    made, written_paragraphs = written("jsonl", tmp_path)
    paragraphs = {
        (record["document"], record["side"], record["paragraph"]): record["text"]
        for record in map(json.loads, written_paragraphs.splitlines())
    }
    for record in map(json.loads, made.splitlines()):
        for side, places in (("source", record["source_places"]), ("target", record["target_places"])):
            texts = [
                paragraphs[record["document"], side, place["paragraph"]][place["start"] : place["end"]]
                for place in places
            ]
            assert not places or texts == [record[side]]


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"id": 1}', "x"])
def test_a_line_that_is_no_record_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    made, _ = written("jsonl", tmp_path)
    path.write_text(f"{made.splitlines()[0]}\n{line}\n", "utf-8")
    found = read_pairs(str(path))
    assert next(found).id == 'l/"a".txt:1'
    with pytest.raises(InputError, match=f"^{path}: line 2 is not a pair: ."):
        next(found)


def test_a_number_that_is_none_is_no_json(tmp_path: Path) -> None:
    wrong = Document("a.txt", FRENCH, beads=(Bead((0,), (), scores={"model_score": float("nan")}),))
    with pytest.raises(ValueError, match="JSON"):
        write("jsonl", [wrong], tmp_path, WriteOptions(), MADE_BY)
    assert list(tmp_path.iterdir()) == []


def test_tab_separated_table(tmp_path: Path) -> None:
    [made] = written("tsv", tmp_path)
    header, *rows = [line.split("\t") for line in made.splitlines()]
    assert header == [column.name for column in IN_TABLE]
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {name: table_cell(record[name]) for name in header} for record in RECORDS
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.tsv"]


def table_cell(value: object) -> str:
    """What stands in the table for a value of these records."""
    cells = {"None": "", "False": "false", "[]": "", "['length_ratio', 'number']": "length_ratio number"}
    cells |= {
        str([{"name": 'a"b', "score": 2.0}]): 'a"b=2.0',
        "The\tthird.": "The third.",
        "Two\r\n& two\x0b.": "Two & two .",
    }
    return cells.get(str(value), str(value))


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    [path] = write("parquet", [DOCUMENT], tmp_path, WriteOptions(translator="Ann Lee"), MADE_BY)
    table = parquet.read_table(path)
    assert table.schema.names == [column.name for column in PAIRS]
    assert table.schema.metadata[b"schema_version"] == b"2"
    assert table.to_pylist() == RECORDS
    assert parquet.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"


def test_translation_memory(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    [made] = written("tmx", tmp_path)
    assert made == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        '<header creationtool="fr-en-pipeline" creationtoolversion="1.0" segtype="sentence" o-tmf="fr-en-pipeline" '
        'adminlang="en" srclang="fr" datatype="plaintext" creationdate="20261124T083000Z"/>\n<body>\n'
        '<tu tuid=\'l/"a".txt:1\' creationdate="20261124T083000Z">\n'
        '<prop type="x-document">l/"a".txt</prop>\n<prop type="x-paragraph">0</prop>\n<prop type="x-type">1-1</prop>\n'
        '<prop type="x-origin">machine</prop>\n<prop type="x-standing">sure</prop>\n'
        '<prop type="x-posterior">1</prop>\n'
        '<prop type="x-model_score">-0.123457</prop>\n<prop type="x-made_by">embedded</prop>\n'
        '<tuv xml:lang="fr"><seg>Un chat.</seg></tuv>\n<tuv xml:lang="en"><seg>A cat.</seg></tuv>\n</tu>\n'
        '<tu tuid=\'l/"a".txt:2\' creationdate="20261124T083000Z">\n'
        '<prop type="x-document">l/"a".txt</prop>\n<prop type="x-paragraph">0</prop>\n<prop type="x-type">1-1</prop>\n'
        '<prop type="x-origin">human</prop>\n<prop type="x-standing">check</prop>\n'
        '<prop type="x-posterior">0.9877</prop>\n'
        '<prop type="x-length_ratio">1.5</prop>\n<prop type="x-a&quot;b">2</prop>\n'
        '<prop type="x-flags">length_ratio number</prop>\n<prop type="x-made_by">Ann Lee</prop>\n'
        '<tuv xml:lang="fr"><seg>Deux &amp; deux.</seg></tuv>\n'
        '<tuv xml:lang="en"><seg>Two&#13;\n&amp; two.</seg></tuv>\n</tu>\n'
        '<tu tuid=\'l/"a".txt:3\' creationdate="20261124T083000Z">\n'
        '<prop type="x-document">l/"a".txt</prop>\n<prop type="x-paragraph">1</prop>\n<prop type="x-type">1-1</prop>\n'
        '<prop type="x-origin">corrected</prop>\n<prop type="x-standing">sure</prop>\n'
        '<prop type="x-posterior">1</prop>\n'
        '<tuv xml:lang="fr"><seg>Trois.</seg></tuv>\n<tuv xml:lang="en"><seg>The\tthird.</seg></tuv>\n</tu>\n'
        "</body>\n</tmx>\n"
    )
    assert caplog.messages == ["memory.tmx: 1 character left out that XML forbids"]
    [undated] = write("tmx", [], tmp_path, WriteOptions(), Provenance("1"))
    assert "creationdate" not in undated.read_text("utf-8")


def test_a_library_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)  # as Python notes what is not there
    with pytest.raises(OutputError) as caught:
        write("parquet", [DOCUMENT], tmp_path, WriteOptions(), MADE_BY)
    assert str(caught.value) == "pairs.parquet: needs pyarrow: pip install 'fr-en-pipeline[parquet]'"


@pytest.mark.parametrize("name", ["moses", "pharaoh", "huggingface"])
def test_a_human_text_gives_training_formats_nothing_by_machine(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        path = write(name, [DOCUMENT], tmp_path, WriteOptions(), MADE_BY)[0]
    made = path.read_text(encoding="utf-8")
    assert "Deux" in made
    assert "chat" not in made
    assert caplog.messages[-1].endswith(
        "1 pair left out, a machine's where a person left a gap (write.gaps: true keeps them)"
    )


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://a.b")', "+1", "-2", "@SUM(A1)"])
def test_data_keep_what_a_spreadsheet_would_run_and_what_is_made_for_spreadsheets_does_not(
    tmp_path: Path, formula: str
) -> None:
    text = Text("fr", (Paragraph(formula, segments=(Segment(0, len(formula)),)),))
    bead = Bead((0,), (0,), flags=("doubtful_translation",))
    document = Document("a.txt", text, hypotheses=(Hypothesis(formula),), beads=(bead,))
    for name, shown in (("tsv", formula), ("moses", formula), ("review-tsv", f"'{formula}")):
        table = write(name, [document], tmp_path / name, WriteOptions(), MADE_BY)[0].read_text(encoding="utf-8")
        assert shown.replace('"', '""' if name == "review-tsv" else '"') in table
        assert (f"\t{formula}" in table or table.startswith(formula)) == (name != "review-tsv")
