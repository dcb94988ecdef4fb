"""A file is spliced in the encoding that it was read in, into a file of its own."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment
from pipeline.errors import OutputError
from pipeline.files import file_hash
from pipeline.formats.sources import Source
from pipeline.formats.splicing import splice
from pipeline.stages.read import ReadOptions, read_document

WORDS = "Příliš žluťoučký kůň, Œdipe"
FILES = {
    "a.html": f'<html><head><meta charset="iso-8859-1"></head><body><p>{WORDS}</p></body></html>',
    "a.md": f"# {WORDS}\n\n{WORDS}\n",
    "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{WORDS}\n",
    "a.vtt": f"WEBVTT\n\n00:01.000 --> 00:02.000\n{WORDS}\n",
}


def translated(document: Document) -> Document:
    """A document with English for every paragraph, each of which is a sentence."""

    def one(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, segments=(Segment(0, len(paragraph.text)),))

    paragraphs = tuple(map(one, document.source.paragraphs))
    return replace(
        document,
        source=replace(document.source, paragraphs=paragraphs),
        hypotheses=tuple(Hypothesis(f"English {number}") for number, _ in enumerate(paragraphs)),
        beads=tuple(Bead((number,), (number,)) for number, _ in enumerate(paragraphs)),
    )


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("codec", ["cp1250", "utf-16", "utf-8"])
@pytest.mark.parametrize("told", [True, False])
def test_no_letter_becomes_another(tmp_path: Path, name: str, codec: str, told: bool) -> None:
    words = WORDS.replace("Œ", "" if codec == "cp1250" else "Œ")
    path = tmp_path / name
    path.write_bytes(FILES[name].replace(WORDS, words).encode(codec))
    document = translated(read_document(Source(name, path), ReadOptions(codec)))
    if not told:
        document = replace(document, source=replace(document.source, encoding=""))
    [spliced] = splice([document], {name: path}, tmp_path, {name: file_hash(path)}, codec)
    text = spliced.read_text("utf-8")
    assert text.count(words) == FILES[name].count(WORDS)
    assert len(re.findall(r"English \d", text)) == len(document.hypotheses)


def test_the_document_tells_how_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_bytes(FILES["a.srt"].replace("Œ", "").encode("cp1250"))
    document = translated(read_document(Source("a.srt", path), ReadOptions("cp1250")))
    [spliced] = splice([document], {"a.srt": path}, tmp_path, {"a.srt": file_hash(path)})
    assert "žluťoučký kůň" in spliced.read_text("utf-8")


def test_names_that_differ_by_capitals_only_are_no_names_of_their_own(tmp_path: Path) -> None:
    files = {name: tmp_path / name for name in ("A.md", "a.md", "b.md")}
    for path in files.values():
        path.write_text("Un.", "utf-8")
    read = [translated(read_document(Source(name, path))) for name, path in files.items()]
    checksums = {name: file_hash(path) for name, path in files.items()}
    assert [path.name for path in splice(read, files, tmp_path, checksums)] == ["A.md", "a.2.md", "b.md"]


def test_a_file_that_has_changed_since_it_was_read_is_not_spliced(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Un.", "utf-8")
    document, checksums = translated(read_document(Source("a.md", path))), {"a.md": file_hash(path)}
    path.write_text("Deux.", "utf-8")  # as many blocks as before
    with pytest.raises(OutputError, match="has changed since it was read"):
        splice([document], {"a.md": path}, tmp_path, checksums)
