"""Pictures that are cut or damaged: the copies are made all the same, by every format that takes pictures."""

import random
import shutil
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.bilingual.pictures import Picture
from pipeline.document import Bead, Document, Hypothesis, Mark, Paragraph, Segment, Text
from pipeline.formats.pdf.write import BROWSERS
from pipeline.formats.pictures import picture
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from tests.formats.test_write_pictures import png

GIF = b"GIF89a" + struct.pack("<HHBBB", 3, 2, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
GIF += b"," + struct.pack("<HHHHB", 0, 0, 3, 2, 0) + b"\x02\x02\x44\x01\x00;"
FRAME = b"\xff\xc0" + struct.pack(">HBHH", 11, 8, 2, 3) + b"\x01\x01\x11\0"
FRAME += b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\0\0\x3f\0" + b"\x00\xff\xd9"
JFIF = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\1" + struct.pack(">HH", 72, 72) + b"\0\0" + FRAME
TIFF = b"MM\0*" + struct.pack(">IH", 8, 3)
TIFF += b"".join(struct.pack(">HHII", *entry) for entry in ((296, 3, 1, 2 << 16), (282, 5, 1, 50), (283, 5, 1, 50)))
TIFF += bytes(4) + struct.pack(">II", 72, 1)
EXIF = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(TIFF) + 8) + b"Exif\0\0" + TIFF + FRAME
WHOLE = {"png": png(3, 2), "gif": GIF, "jfif": JFIF, "exif": EXIF}
"""A small picture of each kind."""
LAYOUTS = ["docx", "html", "epub", "epub-side", "epub-popup", "pdf"]


def damaged(whole: bytes) -> Iterator[bytes]:
    """A picture cut at every length, and with some bytes changed."""
    yield from (whole[:length] for length in range(len(whole)))
    dice = random.Random(len(whole))  # noqa: S311 -- nothing is kept secret
    for _ in range(200):
        changed = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            changed[dice.randrange(len(whole))] = dice.choice([0, 1, 127, 128, 255, dice.randrange(256)])
        yield bytes(changed)


def copied(folder: Path, layout: str, pictures: list[Picture]) -> Path:
    """The copy of a text that holds some pictures and a sentence."""
    marks = tuple(Mark(0, 0, "img", str(number)) for number in range(len(pictures)))
    sentence = Paragraph("Il pleut.", segments=(Segment(0, 9),))
    text = Text("fr", (Paragraph("", marks=marks), sentence))
    document = Document("a.html", text, hypotheses=(Hypothesis("It rains."),), beads=(Bead((0,), (0,)),))
    [path] = write(layout, [document], folder, WriteOptions(), Provenance("1"), lambda _, at: pictures[int(at)])
    return path


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize(
    "layout", [pytest.param(one, marks=pytest.mark.slow) if one == "pdf" else one for one in LAYOUTS]
)
def test_damaged_pictures_end_no_copy(tmp_path: Path, layout: str, kind: str) -> None:
    if layout == "pdf" and not any(map(shutil.which, BROWSERS)):
        pytest.skip("no Chromium is installed")
    if layout == "docx":
        pytest.importorskip("docx")
    pictures = [found for data in damaged(WHOLE[kind]) if (found := picture(data))]
    assert len(pictures) > len(WHOLE[kind])
    whole = Picture(WHOLE[kind], pictures[0].media_type)
    assert copied(tmp_path, layout, [*pictures, whole]).stat().st_size > 0


@pytest.mark.parametrize("kind", WHOLE)
def test_word_files_hold_the_whole_picture_and_no_cut_one(tmp_path: Path, kind: str) -> None:
    docx = pytest.importorskip("docx")
    whole = Picture(WHOLE[kind], "image/png")
    found = copied(tmp_path, "docx", [Picture(whole.data[:20], "image/png"), whole])
    assert len(docx.Document(BytesIO(found.read_bytes())).inline_shapes) == (2 if kind == "gif" else 1)
    with ZipFile(found) as archive:
        assert whole.data in [archive.read(name) for name in archive.namelist() if "media" in name]
