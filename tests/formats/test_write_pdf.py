"""The copy for paper."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.errors import OutputError
from pipeline.formats.pdf import write as pdf
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

SOURCE = Text("fr", (Paragraph("Le phare", "heading", 1, segments=(Segment(0, 8),)),))
DOCUMENT = Document("phare", SOURCE, hypotheses=(Hypothesis("The lighthouse"),), beads=(Bead((0,), (0,)),))


@pytest.mark.slow
@pytest.mark.skipif(not any(map(shutil.which, pdf.BROWSERS)), reason="no Chromium is installed")
def test_it_is_tagged_and_has_an_outline(tmp_path: Path) -> None:
    [path] = write("pdf", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1.0"))
    made = path.read_bytes()
    assert made.startswith(b"%PDF-")
    for name in (rb"/StructTreeRoot", rb"/MarkInfo", rb"/Outlines", rb"/Lang \(fr\)"):
        assert re.search(name, made), name


def test_without_a_browser_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError) as caught:
        write("pdf", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1.0"))
    assert str(caught.value) == (
        "copy.pdf: needs an installed Chromium or Chrome; copy.html can be printed from any browser"
    )
    assert list(tmp_path.iterdir()) == []


def browser(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program under the name of a browser, and no other."""
    program = folder / "programs" / "google-chrome"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nprinted=${{7#--print-to-pdf=}}\n{script}\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent))
    return program


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo one >&2; echo two >&2; exit 1", "['two']"),
        ("exit 0", "[]"),
        ('echo > "$printed"; exit 1', "[]"),
    ],
)
def test_a_browser_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str) -> None:
    program = browser(tmp_path, monkeypatch, script)
    with pytest.raises(OutputError) as caught:
        write("pdf", [DOCUMENT], tmp_path / "out", WriteOptions(), Provenance("1.0"))
    assert str(caught.value) == f"copy.pdf: {program} failed: {told}"
    assert not (tmp_path / "out" / "copy.pdf").exists()


def test_what_a_browser_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser(tmp_path, monkeypatch, 'echo "$# $1 $2 $3 $4 $5" > "$printed"; /bin/cat "${8#file://}" >> "$printed"')
    [path] = write("pdf", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1.0"))
    assert path == tmp_path / "copy.pdf"
    told, page = path.read_text("utf-8").split("\n", 1)
    assert told == ("8 --headless --no-sandbox --disable-gpu --no-pdf-header-footer --generate-pdf-document-outline")
    [html] = write("html", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1.0"))
    assert page == html.read_text("utf-8")
