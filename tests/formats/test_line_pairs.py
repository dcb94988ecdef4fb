"""Long files of lines that correspond are read as a stream, and come out as they do when they are read as a whole."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.formats.sources import Source
from pipeline.formats.text import line_pairs
from pipeline.formats.text.line_pairs import look_at
from pipeline.parts import join
from pipeline.stages.read import ReadOptions, ReadStage, read_document

PAIRS = ReadOptions(lines="pairs")


@pytest.fixture(autouse=True)
def _any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have small files read as a stream, too, in blocks that end anywhere."""
    monkeypatch.setattr(line_pairs, "LEAST", 0)
    monkeypatch.setattr(line_pairs, "_BLOCK", 7)


lines = st.lists(st.text(st.sampled_from("aé \t€\x0c\u2028œ1."), max_size=8), min_size=1, max_size=20)


@given(lines, lines, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans())
def test_a_stream_gives_what_reading_gives(
    tmp_path: Path, french: list[str], english: list[str], end: str, is_ended: bool, has_mark: bool
) -> None:
    size = min(len(french), len(english))
    texts = [["Été", *french[:size]], ["Summer", *english[:size]]]
    paths = tmp_path / "a.fr", tmp_path / "a.en"
    for path, some in zip(paths, texts, strict=True):
        if not is_ended and not some[-1]:
            some[-1] = "x"
        content = end.join(some) + (end if is_ended else "")
        path.write_bytes(content.encode("utf-8-sig" if has_mark else "utf-8"))
    source = Source("a.fr", *paths)
    streamed = list(ReadStage(source, PAIRS).read())
    [joined] = join(streamed)
    assert joined == read_document(source, PAIRS)
    accounts = [one.account for document in streamed for one in document.accounts()]
    whole = [one.account for one in read_document(source, PAIRS).accounts()]
    assert [(one.letters, one.paragraphs) for one in accounts] == [(one.letters, one.paragraphs) for one in whole]
    assert accounts[0].found.endswith("line by line with a.en")


@pytest.mark.parametrize("content", [b"\xe9t\xe9\n", "été\n".encode("utf-16"), b"a\0\n", "été".encode()[:-1]])
def test_what_is_no_utf8_is_read_as_a_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.fr"
    path.write_bytes(content)
    assert look_at(path) is None
    assert look_at(path, "cp1252") is None


def test_compressed_files_are_streamed_and_damage_is_named(tmp_path: Path) -> None:
    for name, text in (("a.fr.gz", "Il pleut.\nOui.\n"), ("a.en.gz", "It rains.\nYes.\n")):
        (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    stage = ReadStage(Source("a.fr", tmp_path / "a.fr.gz", tmp_path / "a.en.gz"), PAIRS)
    [document] = stage()
    assert document.source.paragraphs[1].text == "Oui."
    (tmp_path / "a.en.gz").write_bytes((tmp_path / "a.en.gz").read_bytes()[:-9])
    with pytest.raises(InputError, match=r"a\.en\.gz: is damaged"):
        list(ReadStage(stage.source, PAIRS).read())


def test_files_of_different_lengths_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.fr").write_text("Un.\nDeux.\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("One.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"has 2 lines and .* 1; read\.lines: pairs wants as many"):
        list(ReadStage(Source("a.fr", tmp_path / "a.fr", tmp_path / "a.en"), PAIRS).read())
