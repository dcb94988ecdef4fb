"""LibreOffice opens the Word copy, and what it saves of it is read as the copy itself is."""

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Kind, Mark, Paragraph, Segment, Text
from pipeline.formats.docx.read import read_docx
from pipeline.formats.odt.read import read_odt
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

BLOCKS: list[tuple[str, Kind, tuple[Mark, ...]]] = [
    ("Le titre", "heading", ()),
    ("Un *mot* < deux\u00a0!", "paragraph", (Mark(3, 8, "em"),)),
    ("Cité", "quote", ()),
]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_copy(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed")
    french = Text(
        "fr",
        tuple(
            Paragraph(text, kind, int(kind == "heading"), marks=marks, segments=(Segment(0, len(text)),))
            for text, kind, marks in BLOCKS
        ),
    )
    beads = tuple(Bead((n,), (n,), flags=("length_ratio",) * (n == 1)) for n in range(len(BLOCKS)))
    document = Document("d", french, hypotheses=(Hypothesis("One, “two”."),) * len(BLOCKS), beads=beads)
    [copy] = write("docx", [document], tmp_path, WriteOptions(title="Titre"), Provenance("1"))
    for suffix in ("docx", "odt"):
        command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
        command += ["--convert-to", suffix, "--outdir", str(tmp_path / "saved"), str(copy)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    ours = read_docx(copy.read_bytes(), "auto", "fr")
    docx = read_docx((tmp_path / "saved" / "copy.docx").read_bytes(), "auto", "fr")
    odt = read_odt((tmp_path / "saved" / "copy.odt").read_bytes(), "auto", "fr")
    for saved in (docx, odt):
        assert saved.title == ours.title
        assert [(p.text, p.kind, p.marks) for p in saved.paragraphs] == [
            (p.text, p.kind, p.marks) for p in ours.paragraphs
        ]
