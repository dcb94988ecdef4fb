"""Lines: what ends one, in every reader and command alike."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.io.lines import read_lines, split, split_with_ends, usual_end

TEXTS = st.text("ab\n\r\x0c\x1d\u2028\x85 é", max_size=12)


@given(TEXTS)
def test_lines_are_the_text_and_only_three_ends_end_one(text: str) -> None:
    lines = split_with_ends(text)
    assert "".join(lines) == text
    assert all(line.endswith(("\r", "\n")) for line in lines[:-1])
    assert [line.rstrip("\r\n") for line in lines] == (split(text) if split(text)[-1] else split(text)[:-1])


@given(st.lists(st.text("ab\x0c\u2028é", max_size=4), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_a_file_has_the_lines_that_were_written(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, ended: bool
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.txt"
    path.write_bytes(("\ufeff" + end.join(lines) + end * (ended and bool(lines))).encode())
    wanted = lines if ended or (lines and lines[-1]) else lines[:-1]
    assert read_lines(path) == wanted


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff")
    for name in ("a.txt", "b.txt"):
        with pytest.raises(InputError, match=rf"{name}: cannot be read as UTF-8 lines"):
            read_lines(tmp_path / name)


def test_what_is_added_ends_as_the_first_line_does() -> None:
    found = [usual_end(split_with_ends(text)) for text in ("a\r\nb\n", "a\nb\r\n", "a", "")]
    assert found == ["\r\n", "\n", "\n", "\n"]
