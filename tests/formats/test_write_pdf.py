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


@pytest.mark.skipif(not any(map(shutil.which, pdf.BROWSERS)), reason="no Chromium is installed")
def test_it_is_tagged_and_has_an_outline(tmp_path: Path) -> None:
    [path] = write("pdf", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1.0"))
    made = path.read_bytes()
    assert made.startswith(b"%PDF-")
    for name in (rb"/StructTreeRoot", rb"/MarkInfo", rb"/Outlines", rb"/Lang \(fr\)"):
        assert re.search(name, made), name


def test_without_a_browser_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match="needs an installed Chromium"):
        write("pdf", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1.0"))
    assert list(tmp_path.iterdir()) == []
