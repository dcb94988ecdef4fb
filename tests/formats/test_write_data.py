"""Data formats: what outside readers make of them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline import read_pairs
from pipeline.document import Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.formats.tmx.validity import problems
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import pairs

# The part of TMX 1.4 that is written here, after the LISA specification's own content models.
DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED creationdate CDATA #IMPLIED>
<!ELEMENT body (tu*)> <!ELEMENT tu (prop*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED creationdate CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv (seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED> <!ELEMENT seg (#PCDATA)>
"""
HOSTILE = "</seg>]]>&amp; <script>\u000b\ufffe\t“é”😀\r\n"
SENTENCES = st.lists(st.text(min_size=1), min_size=1, max_size=4)
MODEL = Provenance("1.0", "embedded", "abc", "ctranslate2")


def document(french: list[str], english: list[str], human: bool = False) -> Document:
    """A paragraph a sentence, aligned one to one, by machine or by hand."""

    def text(language: str, sentences: list[str]) -> Text:
        return Text(language, tuple(Paragraph(s, segments=(Segment(0, len(s)),)) for s in sentences))

    origin = "human" if human else "machine"
    beads = tuple(
        Bead((n,), (n,), origin, 0.75, (Link(0, 1, 0, 1),), {"model_score": -0.5}, ("length_ratio",))  # type: ignore[arg-type]
        for n in range(len(french))
    )
    reference = text("en", english) if human else None
    return Document("d<1>.txt", text("fr", french), reference, tuple(map(Hypothesis, english)), beads)


@pytest.fixture
def hostile() -> Document:
    return document([HOSTILE, "Deux."], ["One " + HOSTILE, "Two."])


@settings(max_examples=50)
@given(SENTENCES, st.booleans())
def test_jsonl_comes_back_as_it_was(tmp_path: Path, sentences: list[str], human: bool) -> None:
    written = document(sentences, sentences[::-1], human)
    path, _ = write("jsonl", [written], tmp_path, WriteOptions(), MODEL)
    assert [replace(pair, made_by=None) for pair in read_pairs(path)] == list(pairs(written))


@settings(max_examples=50)
@given(SENTENCES)
def test_tmx_is_valid_whatever_the_text(tmp_path: Path, sentences: list[str]) -> None:
    [path] = write("tmx", [document(sentences, sentences)], tmp_path, WriteOptions(), MODEL)
    tree = etree.parse(path, etree.XMLParser(resolve_entities=False, load_dtd=False))
    dtd = etree.DTD(StringIO(DTD))
    assert dtd.validate(tree), dtd.error_log
    assert list(problems(path)) == []


def test_tmx_says_what_a_cat_tool_needs(tmp_path: Path, hostile: Document) -> None:
    options = WriteOptions(source_language="fr-FR", target_language="en-GB")
    [path] = write("tmx", [hostile], tmp_path, options, replace(MODEL, created="2026-11-24T08:30:00Z"))
    root = etree.parse(path).getroot()
    assert root[0].get("srclang") == "fr-FR"
    assert root[0].get("creationdate") == "20261124T083000Z"
    languages = root.xpath("//tuv/@xml:lang")
    assert languages == ["fr-FR", "en-GB"] * 2
    assert root.xpath("//tu[1]/prop[@type='x-made_by']/text()") == ["embedded"]
    assert "<script>" in str(root.findtext("body/tu/tuv/seg"))


def lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        yield from (line.removesuffix("\n") for line in file)


def test_moses_lines_correspond(tmp_path: Path, hostile: Document) -> None:
    null = replace(hostile.beads[1], target=())
    french, english, ids = write(
        "moses", [replace(hostile, beads=(hostile.beads[0], null))], tmp_path, WriteOptions(), MODEL
    )
    assert [len(list(lines(path))) for path in (french, english, ids)] == [1, 1, 1]
    assert list(lines(ids)) == [pair.id for pair in pairs(hostile)][:1]
    assert "\t" not in french.read_text(encoding="utf-8")


def test_tsv_loads_with_pandas(tmp_path: Path, hostile: Document) -> None:
    [path] = write("tsv", [hostile], tmp_path, WriteOptions(), MODEL)
    table = pandas.read_csv(path, sep="\t", quoting=3, keep_default_na=False, na_values=[""])
    assert (len(table[table.adequacy > 0.9]), len(table[table.model_score > -1])) == (0, 2)
    assert list(table["type"]) == ["1-1", "1-1"]
    assert list(table["model_score"]) == [-0.5, -0.5]
    assert table["target"][1] == "Two."


def test_huggingface_loads_with_datasets(tmp_path: Path, hostile: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    from datasets import Translation, load_dataset
    from huggingface_hub import DatasetCard

    data, card = write("huggingface", [hostile], tmp_path, WriteOptions(title="Des: mots"), MODEL)
    loaded = load_dataset(str(data.parent), split="train", cache_dir=str(tmp_path / "c"))
    assert loaded[1]["translation"] == {"en": "Two.", "fr": "Deux."}
    assert loaded.features["translation"] == Translation(languages=["en", "fr"])
    told = DatasetCard.load(card)
    assert (told.data.pretty_name, told.data.language, told.data.size_categories) == (
        "Des: mots",
        ["fr", "en"],
        ["n<1K"],
    )
    assert "2 pairs of French and English sentences" in told.text
    assert "2 by machine. The model is embedded." in told.text
    first, second = hostile.beads
    chosen = replace(hostile, beads=(first, replace(second, rejected=("adequacy >= .5",))))
    _, card = write("huggingface", [chosen], tmp_path, WriteOptions(where="adequacy >= .5"), MODEL)
    told = "Chosen by `adequacy >= .5`. 1 other pair is in `rejected.jsonl` of the run, with the reasons."
    assert told in card.read_text("utf-8")


def test_parquet_loads_with_pandas(tmp_path: Path, hostile: Document) -> None:
    [path] = write("parquet", [hostile], tmp_path, WriteOptions(), MODEL)
    assert list(pandas.read_parquet(path)["target"])[1] == "Two."


@pytest.mark.parametrize("human", [False, True])
def test_parquet_has_what_the_lines_have(tmp_path: Path, human: bool) -> None:
    written = document(["Un.", "Deux."], ["One.", "Two."], human)
    [path] = write("parquet", [written], tmp_path, WriteOptions(), MODEL)
    records = write("jsonl", [written], tmp_path, WriteOptions(), MODEL)[0]
    assert pyarrow.parquet.read_table(path).to_pylist() == list(map(json.loads, lines(records)))


@pytest.mark.parametrize(("empty", "told"), [(1, "1 pair left out"), (2, "2 pairs left out"), (0, "")])
def test_pairs_that_a_bitext_cannot_have_are_counted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, empty: int, told: str
) -> None:
    written = document(["Un.", "Deux.", "Trois."], ["\u00a0"] * empty + ["One."] * (3 - empty))
    with caplog.at_level("INFO"):
        write("moses", [written], tmp_path, WriteOptions(), MODEL)
    assert told in caplog.text
    assert bool(caplog.text) == bool(told)
    assert len(list(lines(tmp_path / "pairs.en"))) == 3 - empty


def test_a_run_without_pairs_writes_empty_files(tmp_path: Path) -> None:
    empty = replace(document(["Un."], ["One."]), beads=())
    for name in ("jsonl", "huggingface", "tmx", "tsv", "moses", "parquet", "html"):
        assert all(path.is_file() for path in write(name, [empty], tmp_path, WriteOptions(), MODEL))
    assert [json.loads(line) for line in lines(tmp_path / "pairs.jsonl")] == []


@pytest.mark.parametrize("line", [b"{}", b"[]", b"7", b"{", b'{"id": "caf\xe9"}', b'{"links": 3}'])
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: bytes) -> None:
    path, _ = write("jsonl", [document(["Oui."], ["Yes."])], tmp_path, WriteOptions(), MODEL)
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(InputError, match=r"pairs\.jsonl: line 2 is not a pair: "):
        list(read_pairs(path))


def test_pairs_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"pairs\.jsonl: no such file"):
        next(read_pairs(tmp_path / "pairs.jsonl"))
