"""Pairs for training and for CAT tools: every byte of a small corpus in each format."""

import json
import sys
from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.errors import InputError, OutputError
from pipeline.formats.corpora.jsonl import read_pairs, schema
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
CAT = Bead((0,), (0,), links=(Link(3, 7, 2, 5), Link(0, 2, 0, 1)), scores={"model": -0.123456789})
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
    return [path.read_bytes().decode() for path in write(name, [DOCUMENT], folder, WriteOptions(), MADE_BY)]


def test_moses(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        assert written("moses", tmp_path) == [
            "Un chat.\nDeux & deux.\nTrois.\n",
            "A cat.\nTwo & two .\nThe third.\n",
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
        [made] = written("huggingface", tmp_path)
    assert made.splitlines() == [
        r'{"id": "l/\"a\".txt:1", "translation": {"en": "A cat.", "fr": "Un chat."}}',
        r'{"id": "l/\"a\".txt:2", "translation": {"en": "Two\r\n& two\u000b.", "fr": "Deux & deux."}}',
        r'{"id": "l/\"a\".txt:3", "translation": {"en": "The\tthird.", "fr": "Trois."}}',
    ]
    assert caplog.messages == ["huggingface.jsonl: 1 pair left out, one side of which is empty"]


def test_records(tmp_path: Path) -> None:
    [made] = written("jsonl", tmp_path)
    assert made.splitlines() == [
        r'{"id": "l/\"a\".txt:1", "document": "l/\"a\".txt", "paragraph": 0, "type": "1-1", "source": "Un chat.", '
        r'"target": "A cat.", "origin": "machine", "posterior": 1.0, '
        r'"source_places": [{"paragraph": 0, "start": 0, "end": 8}], "target_places": [], '
        r'"scores": {"model": -0.123456789}, "flags": [], "links": [[3, 7, 2, 5], [0, 2, 0, 1]], '
        r'"machine": null, "standing": "sure"}',
        r'{"id": "l/\"a\".txt:2", "document": "l/\"a\".txt", "paragraph": 0, "type": "1-1", "source": "Deux & deux.", '
        r'"target": "Two\r\n& two\u000b.", "origin": "human", "posterior": 0.98765, '
        r'"source_places": [{"paragraph": 0, "start": 9, "end": 21}], '
        r'"target_places": [{"paragraph": 0, "start": 0, "end": 12}], '
        r'"scores": {"length_ratio": 1.5, "a\"b": 2.0}, "flags": ["length_ratio", "number"], "links": [], '
        r'"machine": "Two and two.", "standing": "check"}',
        r'{"id": "l/\"a\".txt:3", "document": "l/\"a\".txt", "paragraph": 1, "type": "1-1", "source": "Trois.", '
        r'"target": "The\tthird.", "origin": "corrected", "posterior": 1.0, '
        r'"source_places": [{"paragraph": 1, "start": 0, "end": 6}], "target_places": [], "scores": {}, "flags": [], '
        r'"links": [], "machine": "Three.", "standing": "sure"}',
        r'{"id": "l/\"a\".txt:4", "document": "l/\"a\".txt", "paragraph": 2, "type": "1-0", "source": "Quatre.", '
        r'"target": "", "origin": "human", "posterior": 0.5, '
        r'"source_places": [{"paragraph": 2, "start": 0, "end": 7}], "target_places": [], "scores": {}, "flags": [], '
        r'"links": [], "machine": "Four.", "standing": "sure"}',
    ]
    assert list(json.loads(made.splitlines()[0])) == schema()["required"]


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"id": 1}', "x"])
def test_a_line_that_is_no_record_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    [made] = written("jsonl", tmp_path)
    path.write_text(f"{made.splitlines()[0]}\n{line}\n", "utf-8")
    found = read_pairs(str(path))
    assert next(found).id == 'l/"a".txt:1'
    with pytest.raises(InputError, match=f"^{path}: line 2 is not a pair: ."):
        next(found)


def test_a_number_that_is_none_is_no_json(tmp_path: Path) -> None:
    wrong = Document("a.txt", FRENCH, beads=(Bead((0,), (), scores={"model": float("nan")}),))
    with pytest.raises(ValueError, match="JSON"):
        write("jsonl", [wrong], tmp_path, WriteOptions(), MADE_BY)
    assert list(tmp_path.iterdir()) == []


def test_tab_separated_table(tmp_path: Path) -> None:
    [made] = written("tsv", tmp_path)
    assert [line.split("\t") for line in made.splitlines()] == [
        [
            "id",
            "document",
            "paragraph",
            "type",
            "source",
            "target",
            "origin",
            "posterior",
            'a"b',
            "length_ratio",
            "model",
            "flags",
            "standing",
        ],
        [
            'l/"a".txt:1',
            'l/"a".txt',
            "0",
            "1-1",
            "Un chat.",
            "A cat.",
            "machine",
            "1.0",
            "",
            "",
            "-0.123456789",
            "",
            "sure",
        ],
        [
            *('l/"a".txt:2', 'l/"a".txt', "0", "1-1", "Deux & deux.", "Two & two .", "human", "0.98765"),
            *("2.0", "1.5", "", "length_ratio number", "check"),
        ],
        ['l/"a".txt:3', 'l/"a".txt', "1", "1-1", "Trois.", "The third.", "corrected", "1.0", "", "", "", "", "sure"],
        ['l/"a".txt:4', 'l/"a".txt', "2", "1-0", "Quatre.", "", "human", "0.5", "", "", "", "", "sure"],
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["pairs.tsv"]


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    [path] = write("parquet", [DOCUMENT], tmp_path, WriteOptions(), MADE_BY)
    table = parquet.read_table(path)
    place = "list<element: struct<paragraph: int32, start: int32, end: int32>>"
    link = "list<element: struct<source_start: int32, source_end: int32, target_start: int32, target_end: int32>>"
    assert {field.name: str(field.type) for field in table.schema} == {
        "id": "string",
        "document": "string",
        "paragraph": "int32",
        "type": "string",
        "source": "string",
        "target": "string",
        "origin": "string",
        "posterior": "double",
        "source_places": place,
        "target_places": place,
        "flags": "list<element: string>",
        "links": link,
        "machine": "string",
        "standing": "string",
        'score_a"b': "double",
        "score_length_ratio": "double",
        "score_model": "double",
    }
    assert table.to_pylist()[1] == {
        "id": 'l/"a".txt:2',
        "document": 'l/"a".txt',
        "paragraph": 0,
        "type": "1-1",
        "source": "Deux & deux.",
        "target": "Two\r\n& two\x0b.",
        "origin": "human",
        "posterior": 0.98765,
        "source_places": [{"paragraph": 0, "start": 9, "end": 21}],
        "target_places": [{"paragraph": 0, "start": 0, "end": 12}],
        "flags": ["length_ratio", "number"],
        "links": [],
        "machine": "Two and two.",
        "standing": "check",
        'score_a"b': 2.0,
        "score_length_ratio": 1.5,
        "score_model": None,
    }
    assert table["machine"].to_pylist() == [None, "Two and two.", "Three.", "Four."]
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
        '<prop type="x-score-model">-0.123457</prop>\n<prop type="x-model">embedded</prop>\n'
        '<tuv xml:lang="fr"><seg>Un chat.</seg></tuv>\n<tuv xml:lang="en"><seg>A cat.</seg></tuv>\n</tu>\n'
        '<tu tuid=\'l/"a".txt:2\' creationdate="20261124T083000Z">\n'
        '<prop type="x-document">l/"a".txt</prop>\n<prop type="x-paragraph">0</prop>\n<prop type="x-type">1-1</prop>\n'
        '<prop type="x-origin">human</prop>\n<prop type="x-standing">check</prop>\n'
        '<prop type="x-posterior">0.9877</prop>\n'
        '<prop type="x-score-length_ratio">1.5</prop>\n<prop type="x-score-a&quot;b">2</prop>\n'
        '<prop type="x-flags">length_ratio number</prop>\n'
        '<tuv xml:lang="fr"><seg>Deux &amp; deux.</seg></tuv>\n'
        '<tuv xml:lang="en"><seg>Two&#13;\n&amp; two.</seg></tuv>\n</tu>\n'
        '<tu tuid=\'l/"a".txt:3\' creationdate="20261124T083000Z">\n'
        '<prop type="x-document">l/"a".txt</prop>\n<prop type="x-paragraph">1</prop>\n<prop type="x-type">1-1</prop>\n'
        '<prop type="x-origin">corrected</prop>\n<prop type="x-standing">sure</prop>\n'
        '<prop type="x-posterior">1</prop>\n'
        '<tuv xml:lang="fr"><seg>Trois.</seg></tuv>\n<tuv xml:lang="en"><seg>The\tthird.</seg></tuv>\n</tu>\n'
        "</body>\n</tmx>\n"
    )
    assert caplog.messages == ["memory.tmx: 1 characters left out that XML forbids"]
    [undated] = write("tmx", [], tmp_path, WriteOptions(), Provenance("1"))
    assert "creationdate" not in undated.read_text("utf-8")


def test_a_library_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)  # as Python notes what is not there
    with pytest.raises(OutputError) as caught:
        write("parquet", [DOCUMENT], tmp_path, WriteOptions(), MADE_BY)
    assert str(caught.value) == "pairs.parquet: needs pyarrow: pip install 'fr-en-pipeline[parquet]'"
