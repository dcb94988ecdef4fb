"""The table of formats: all that it names is there, and every format makes just the files that it says."""

from pathlib import Path
from typing import get_args

import pytest

from pipeline.bilingual.pictures import Picture
from pipeline.document import Bead, Document, Hypothesis, Mark, Paragraph, Segment, Text
from pipeline.formats.registry import (
    ALWAYS,
    INPUTS,
    OUTPUTS,
    Purpose,
    copies,
    descriptions,
    input_format,
    load,
    module_of,
    output_format,
    suffixes,
    uses,
)
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

README = Path(__file__).parent.parent.parent / "README.md"
DOCUMENT = Document(
    "film.srt",
    Text(
        "fr",
        (
            Paragraph(
                "Un chat.",
                "cue",
                marks=(Mark(0, 8, "cue", "00:00:01,000 --> 00:00:02,000"), Mark(8, 8, "img", "chat.gif")),
                segments=(Segment(0, 8),),
            ),
        ),
    ),
    hypotheses=(Hypothesis("A cat."),),
    beads=(Bead((0,), (0,), flags=("number",)),),
)
GIF = b"GIF89a\1\0\1\0\0\0\0;"

READ = {
    "plain text": {".txt", ".text", ".fr", ".en"},
    "Markdown": {".md", ".markdown"},
    "HTML": {".html", ".htm", ".xhtml"},
    "EPUB": {".epub"},
    "DOCX": {".docx", ".docm", ".dotx", ".dotm"},
    "ODT": {".odt"},
    "PPTX": {".pptx", ".pptm", ".potx", ".ppsx"},
    "XLSX": {".xlsx", ".xlsm", ".xltx"},
    "RTF": {".rtf"},
    "PDF": {".pdf"},
    "subtitles": {".srt", ".vtt", ".sbv"},
    "SubStation Alpha": {".ass", ".ssa"},
    "MicroDVD": {".sub"},
    "TTML": {".ttml", ".dfxp"},
    "TMX": {".tmx"},
    "XLIFF": {".xlf", ".xliff"},
    "TSV": {".tsv"},
    "CSV": {".csv"},
    "JSON lines": {".jsonl", ".ndjson", ".json"},
    "Parquet": {".parquet"},
    "Arrow": {".arrow"},
    "TEI, OPUS' XML with XCES": {".xml", ".tei"},
    "hunalign": {".hunalign"},
}


def test_what_is_read_and_by_which_suffixes() -> None:
    assert {one.name: set(one.suffixes) for one in INPUTS} == READ
    assert suffixes() == sorted(suffix for those in READ.values() for suffix in those)
    for name, those in READ.items():
        assert {found.name for suffix in those if (found := input_format(f"a.b/c{suffix.upper()}"))} == {name}
    assert input_format("a.doc") is input_format("txt") is None
    assert {found.name for name in ("a.fr-CA", "b.EN_gb.xz", "c.fra") if (found := input_format(name))} == {
        "plain text"
    }


def test_every_function_that_is_named_is_there() -> None:
    readers = {one.name: load(one.reader) for one in INPUTS}
    assert {name for name, reader in readers.items() if not callable(reader)} == set()
    splicers = {one.name: load(one.splicer) for one in INPUTS if one.splicer}
    assert set(splicers) == {
        "Markdown", "HTML", "EPUB", "DOCX", "ODT", "PPTX", "XLSX", "XLIFF",
        "subtitles", "SubStation Alpha", "MicroDVD", "TTML",
    }  # fmt: skip
    translators = {one.name: load(one.translator) for one in INPUTS if one.translator}
    assert {*splicers} - {*translators} == {"MicroDVD", "TTML"}
    assert {one.name for one in INPUTS if one.spliced_by == "cue"} == {
        "subtitles", "SubStation Alpha", "MicroDVD", "TTML",
    }  # fmt: skip
    assert {one.name for one in INPUTS if one.bilingual and not one.tabular} == {"TMX", "XLIFF", "hunalign"}
    assert {one.name for one in INPUTS if one.tabular} == {"TSV", "CSV", "JSON lines", "Parquet", "Arrow"}
    assert [one.name for one in OUTPUTS if not callable(load(one.writer)) or output_format(one.name) is not one] == []
    assert [one.name for one in OUTPUTS if module_of(one.writer) == one.writer] == []
    with pytest.raises(KeyError):
        output_format("mobi")


def test_the_readme_lists_the_formats_by_their_use() -> None:
    rows = [line.strip("| ").split(" | ") for line in README.read_text("utf-8").split("\n") if line.startswith("| ")]
    listed = dict(row for row in rows if row[0] in get_args(Purpose))
    assert uses() == listed
    assert list(uses()) == list(get_args(Purpose))


@pytest.mark.parametrize("name", [one.name for one in OUTPUTS if one.name not in {"pdf", "spliced", "translated"}])
def test_a_format_makes_the_files_that_it_says(tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    asked: list[str] = []

    def pictures(document: str, address: str) -> Picture | None:
        asked.append(address)
        return Picture(GIF, "image/gif")

    options = WriteOptions("fr-CA", "en-GB", "Le chat du film")
    made = write(name, [DOCUMENT], tmp_path, options, Provenance("1"), pictures)
    files = {path.relative_to(tmp_path).as_posix() for path in made}
    if name == "huggingface":
        assert files == {"huggingface/data.jsonl", "huggingface/README.md"}
    else:
        assert files == {f"{one}film.{name}" if one.endswith("/") else one for one in output_format(name).files}
    assert set(asked) == ({"chat.gif"} if name in {"html", "epub", "epub-side", "epub-popup"} else set())


def test_options_reach_those_formats_that_have_a_place_for_them(tmp_path: Path) -> None:
    options = WriteOptions("fr-CA", "en-GB", "Le chat du film")
    found = {}
    for name in ("html", "report", "tmx", "review-xliff", "jsonl"):
        path = write(name, [DOCUMENT], tmp_path, options, Provenance("1"))[0]
        text = path.read_text("utf-8")
        found[name] = [one for one in ("fr-CA", "en-GB", "Le chat du film") if one in text]
    assert found == {
        "html": ["fr-CA", "en-GB", "Le chat du film"],
        "report": ["fr-CA", "en-GB", "Le chat du film"],
        "tmx": ["fr-CA", "en-GB"],
        "review-xliff": ["fr-CA", "en-GB"],
        "jsonl": [],
    }


def test_every_file_is_described_and_the_readme_says_the_same() -> None:
    found = descriptions()
    assert set(found) == {name for one in OUTPUTS for name in one.files} | {
        "metrics.json",
        "manifest.json",
        "rejected.jsonl",
    }
    assert set(ALWAYS) == {"metrics.json", "manifest.json"}
    assert [name for name, what in found.items() if " " not in what] == []
    shown = README.read_text("utf-8").partition("copy.html` is a page")[2].partition("\n\n## ")[0]
    lines = [line.split(maxsplit=1) for line in shown.split("\n") if line.startswith("    ")]
    described = {line[0]: line[1].strip() for line in lines if len(line) == 2 and line[0] in found}
    assert described == {name: found[name] for name in described}
    assert {"copy.html", "memory.tmx", "manifest.json"} <= set(described)


def test_the_formats_to_open_with_their_files() -> None:
    assert copies() == {
        "html": "copy.html",
        "epub": "copy.epub",
        "epub-side": "copy-side.epub",
        "epub-popup": "copy-popup.epub",
        "docx": "copy.docx",
        "pdf": "copy.pdf",
        "report": "report.html",
    }
