"""One file is read by the reader of its suffix, and what cannot be read is told with its name."""

import hashlib
from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Mark, Paragraph, Segment, Text
from pipeline.errors import InputError, OutputError
from pipeline.formats.reading import has_text, read, read_file, reader_of
from pipeline.formats.registry import suffixes
from pipeline.formats.splicing import splice, splicer_of, tell_formats
from tests.conftest import Files


@pytest.mark.parametrize(
    ("name", "lines", "paragraphs", "segments"),
    [
        ("a.txt", "prose", ["Un. Deux. Trois."], 0),
        ("a.TEXT", "sentences", ["Un. Deux. Trois."], 2),
        ("a.txt", "pairs", ["Un. Deux.", "Trois."], 0),
        ("a.md", "pairs", ["Un. Deux. Trois."], 0),
    ],
)
def test_lines_of_plain_text_are_what_they_are_said_to_be(
    files: Files, name: str, lines: str, paragraphs: list[str], segments: int
) -> None:
    content = "Un. Deux.\nTrois.\n" if lines != "prose" else "Un. Deux. Trois."
    found = read(files({name: content}) / name, lines=lines)  # type: ignore[arg-type]
    assert [one.text for one in found.paragraphs] == paragraphs
    assert len(found.paragraphs[0].segments) == segments
    assert found.language == "fr"


def test_encoding_and_language_reach_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("été".encode("cp850"))
    found = read(path, "cp850", "en", also=["headers"])  # which only Word documents have
    assert (found.paragraphs[0].text, found.encoding, found.language) == ("été", "cp850", "en")


def test_what_cannot_be_read_is_told_with_its_name(files: Files) -> None:
    folder = files({"a.txt": " \n\u00a0", "a.doc": "Oui.", "a": "Oui.", "b.tmx": "<a/>"})
    (folder / "c.txt").mkdir()
    known = f"known are {', '.join(suffixes())}"
    for name, told in (
        ("a.txt", "holds no text; remove it from read.files or put text into it"),
        ("a.doc", "no reader for .doc; save it as .docx (soffice --headless --convert-to docx FILE)"),
        ("a", f"no reader for files without a suffix; {known}"),
        ("b.tmx", "is no TMX file: its root is <a>"),
        ("c.txt", "cannot be read: Is a directory"),
        ("d.txt", "cannot be read: No such file or directory"),
    ):
        with pytest.raises(InputError) as caught:
            read(folder / name)
        assert str(caught.value) == f"{folder / name}: {told}"
    assert not has_text(read_file(folder / "a.txt"))
    assert has_text(Text("fr", (Paragraph(""), Paragraph("Oui."))))


def test_readers_are_named_by_module_and_function() -> None:
    assert reader_of(Path("a.TXT")) == "pipeline.formats.text.read:read_text"
    assert reader_of(Path("a.txt"), "sentences") == "pipeline.formats.text.read:read_sentences"
    assert reader_of(Path("a.html"), "sentences") == "pipeline.formats.html.read:read_html"


CUES = "1\n00:00:01,000 --> 00:00:02,000\nUn.\n"
FILM = Document(
    "l/film.srt",
    Text(
        "fr",
        (Paragraph("Un.", "cue", marks=(Mark(0, 3, "cue", CUES.split("\n")[1]),), segments=(Segment(0, 3),)),),
        encoding="utf-8",
    ),
    hypotheses=(Hypothesis("One."),),
    beads=(Bead((0,), (0,)),),
)
PAGE = Document(
    "l/Été.md",
    Text("fr", (Paragraph("Un.", segments=(Segment(0, 3),)),)),
    hypotheses=(Hypothesis("One."),),
    beads=(Bead((0,), (0,)),),
)


def test_english_is_put_into_copies_of_the_files(files: Files, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, out = files({"film.srt": CUES, "a.txt": "Un."}), tmp_path_factory.mktemp("out")
    (folder / "été.md").write_bytes("Un.\n".encode("utf-16"))
    paths = {FILM.id: folder / "film.srt", PAGE.id: folder / "été.md", "a.txt": folder / "a.txt"}
    checksums = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}
    novel = Document("a.txt", PAGE.source)
    assert splice([FILM, novel, PAGE], paths, out, checksums, "utf-16") == [
        out / "spliced/l/film.srt",
        out / "spliced/l/Été.md",
    ]
    assert (out / "spliced/l/film.srt").read_text("utf-8") == CUES + "One.\n"
    assert (out / "spliced/l/Été.md").read_text("utf-8") == "Un.\n\nOne.\n"
    with pytest.raises(OutputError) as caught:
        splice([novel], paths, out, checksums)
    assert str(caught.value) == (
        f"spliced: no document came from {tell_formats('spliced')}; leave it out of write.formats"
    )


def test_a_file_that_has_changed_is_told(files: Files, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, out = files({"film.srt": CUES}), tmp_path_factory.mktemp("out")
    path = folder / "film.srt"
    checksum = hashlib.sha256(CUES.encode()).hexdigest()
    for content in (f"{CUES}\n", CUES + "\n" + CUES, None):
        path.write_text(content) if content else path.unlink()
        with pytest.raises(OutputError, match=rf"^{path}: has changed since it was read \(.+\); run again$"):
            splice([FILM], {FILM.id: path}, out, {FILM.id: checksum})
    path.write_text(CUES + "\n" + CUES)
    with pytest.raises(OutputError, match=r"has changed since it was read \(2 cues instead of 1\); run again"):
        splice([FILM], {FILM.id: path}, out, {FILM.id: hashlib.sha256(path.read_bytes()).hexdigest()})
    assert not (out / "spliced").exists()


def test_splicers_are_named_by_module_and_function() -> None:
    assert splicer_of("a.htm") == "pipeline.formats.html.splice:splice_html"
    assert splicer_of("a.txt") == splicer_of("a") == ""
