"""Files are whole or not there, and what cannot be read or written is one line."""

import hashlib
import os
import stat
from pathlib import Path

import pytest

from pipeline.errors import InputError, OutputError
from pipeline.files import cache_folder, file_hash, read_bytes, temporary_folder, text_file, unused, whole


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "a.txt"
    with whole(path) as unfinished:
        unfinished.write_text("new", encoding="utf-8")
        assert unfinished.name == f".a.txt.{os.getpid()}.unfinished"
        assert unfinished.parent == path.parent
        assert not path.exists()
    assert [file.name for file in path.parent.iterdir()] == ["a.txt"]
    assert path.read_text(encoding="utf-8") == "new"


def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    with whole(path) as unfinished:
        unfinished.write_text("new", encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["a" * 255, "é" * 127])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    with whole(tmp_path / name) as unfinished:
        unfinished.write_text("new", encoding="utf-8")
        assert unfinished.name.startswith(f".{name[: 200 if name[0] == 'a' else 100]}.{os.getpid()}.")
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    below, folder = tmp_path / "file" / "a.txt", tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(OutputError) as told, whole(below):
        pass
    assert str(told.value) == f"{below}: cannot be written ({below.parent}: File exists)"
    with pytest.raises(OutputError) as told, whole(folder) as unfinished:
        unfinished.write_text("new", encoding="utf-8")
    assert str(told.value) == f"{folder}: cannot be written (Is a directory)"
    with pytest.raises(OutputError) as told, whole(tmp_path / "new"):
        pass
    assert str(told.value) == f"{tmp_path / 'new'}: cannot be written (No such file or directory)"
    with pytest.raises(OutputError) as told, whole(tmp_path / "new"):
        raise OSError("no reason")
    assert str(told.value) == f"{tmp_path / 'new'}: cannot be written (no reason)"
    with pytest.raises(OutputError) as told, temporary_folder(tmp_path / "file"):
        pass
    assert str(told.value) == f"{tmp_path / 'file'}: cannot be written: File exists"


def test_lines_end_as_they_are_written(tmp_path: Path) -> None:
    with text_file(tmp_path / "a.txt", "backslashreplace") as file:
        file.write("é\n\udce9\r\n")
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\xa9\n\\udce9\r\n"
    with pytest.raises(UnicodeEncodeError), text_file(tmp_path / "b.txt") as file:
        file.write("\udce9")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_temporary_folder_goes(tmp_path: Path) -> None:
    with temporary_folder(tmp_path / "deep" / "down") as folder:
        (folder / "a.txt").write_text("x", encoding="utf-8")
        assert folder.parent == tmp_path / "deep" / "down"
        assert folder.name.startswith(".pairs-")
    assert list((tmp_path / "deep" / "down").iterdir()) == []
    with temporary_folder(tmp_path / "deep" / "down"):
        pass


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\0")
    assert read_bytes(tmp_path / "a") == b"\xff\0"
    assert file_hash(tmp_path / "a") == hashlib.sha256(b"\xff\0").hexdigest()
    with pytest.raises(InputError) as told:
        read_bytes(tmp_path)
    assert str(told.value) == f"{tmp_path}: cannot be read: Is a directory"


def test_where_things_are_kept_for_several_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/cache")
    assert cache_folder() == Path("/cache/fr-en-pipeline")
    monkeypatch.setenv("HOME", "~")
    assert cache_folder() == Path("/cache/fr-en-pipeline")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    with pytest.raises(
        OutputError, match=r"^there is no home folder to keep converted models in: set XDG_CACHE_HOME to"
    ):
        cache_folder()
    monkeypatch.setenv("HOME", "/home/me")
    assert cache_folder() == Path("/home/me/.cache/fr-en-pipeline")


def test_a_name_that_nothing_has(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.symlink_to("nowhere")
    assert unused(path) == tmp_path / "a.2.tsv"
    (tmp_path / "a.2.tsv").mkdir()
    assert unused(path) == tmp_path / "a.3.tsv"
