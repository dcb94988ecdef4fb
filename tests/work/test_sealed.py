"""Sealed files, pieces, the lock and what is moved aside: what lies on the disk, and every line that is said."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.document import Document, Paragraph, Segment, Text
from pipeline.errors import OutputError
from pipeline.work.kept import is_plain_file, keep_room, make_way, put_aside
from pipeline.work.lock import locked
from pipeline.work.sealed import is_sealed, open_sealed, read_sealed, seal
from pipeline.work.store import Store, StoredResult, make_key

DOCUMENT = Document("é", Text("fr", (Paragraph("Oui. Non.", segments=(Segment(0, 4), Segment(5, 9))), Paragraph(" "))))


def test_a_sealed_file_begins_with_its_checksum_and_length(tmp_path: Path) -> None:
    path = tmp_path / "a"
    seal(path, [b"one\n", b"two"])
    digest = hashlib.sha256(b"one\ntwo").hexdigest()
    assert path.read_bytes() == f"fr-en-pipeline sealed 1 {digest}                7\none\ntwo".encode()
    assert is_sealed(path)
    assert read_sealed(path) == b"one\ntwo"
    with open_sealed(path) as stream:
        assert stream.readline() == b"one\n"
    seal(path, [b"x" * 3_000_000])  # several blocks
    assert read_sealed(path) == b"x" * 3_000_000


def test_what_is_no_sealed_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content in (b"", b"fr-en-pipeline", b"x" * 200):
        path.write_bytes(content)
        assert (is_sealed(path), read_sealed(path)) == (False, None)
    assert (is_sealed(tmp_path), read_sealed(tmp_path / "gone")) == (False, None)
    os.mkfifo(tmp_path / "pipe")
    assert not is_sealed(tmp_path / "pipe")


def test_a_folder_in_the_place_of_a_sealed_file_is_kept_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a" / "mine").mkdir(parents=True)
    seal(tmp_path / "a", [b"one"])
    assert (tmp_path / "a.found" / "mine").is_dir()
    assert read_sealed(tmp_path / "a") == b"one"
    (tmp_path / "link").symlink_to(tmp_path / "a.found")
    seal(tmp_path / "link", [b"two"])
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.found" / "mine").is_dir()


def test_a_key_is_made_of_the_content_alone() -> None:
    text = '["é",{"a":1,"b":[2]}]'
    assert make_key("é", {"b": [2], "a": 1}) == hashlib.sha256(text.encode()).hexdigest()[:20]
    assert len(make_key("\udce9")) == 20


def test_a_piece_says_what_is_in_it(tmp_path: Path) -> None:
    store, name = Store(tmp_path), make_key("shard")
    [piece] = store.save("align", name, [DOCUMENT, DOCUMENT], 1.23456)
    sealed = read_sealed(tmp_path / "align" / f"{name}.jsonl")
    assert sealed is not None
    documents = sealed.split(b"\n", 1)[1]
    assert documents.count(b"\n") == 2
    assert piece == StoredResult("align", name, hashlib.sha256(documents).hexdigest(), 2, 4, 4, 1.235)
    assert [piece.seconds for piece in store.save("align", name, [])] == [0.0]


def test_what_is_said_of_pieces(tmp_path: Path) -> None:
    said: list[str] = []
    store, name = Store(tmp_path, said.append), make_key("shard")
    path = tmp_path / "align" / f"{name}.jsonl"
    assert (store.find("align", name), said) == (None, [])
    assert store.find("align", name, expected=True) is None
    assert said == [f"{path}: is gone, and made again"]
    seal(path, [b"what another version wrote\n"])
    assert store.find("align", name) is None
    assert said[1:] == [f"{path}: is damaged, and made again"]
    step = tmp_path / "align" / f"{name}.steps" / "plain-0.json"
    assert store.step("align", name, "plain-0", lambda: ["é"]) == ["é"]
    assert read_sealed(step) == b'["\\u00e9"]'
    step.write_bytes(b"")
    store.step("align", name, "plain-0", list)
    assert said[2:] == [f"{step}: is damaged, and made again"]
    store.prune({"link": set(), "align": {name}})
    assert path.is_file()
    assert not step.parent.exists()
    store.prune({"align": set()})
    assert list((tmp_path / "align").iterdir()) == []


def test_whatever_stands_in_the_way_is_moved(tmp_path: Path) -> None:
    said: list[str] = []
    for name, target in (("near", "deep/mine"), ("far", str(tmp_path / "deep"))):
        (tmp_path / name).symlink_to(target)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "mine").write_text("mine", encoding="utf-8")
    assert put_aside(tmp_path / "near", tmp_path) == tmp_path / "kept" / "near"
    assert put_aside(tmp_path / "far", tmp_path) == tmp_path / "kept" / "far"
    assert os.readlink(tmp_path / "kept" / "near") == "../deep/mine"  # noqa: PTH115 -- the text itself
    assert (tmp_path / "kept" / "far" / "mine").is_file()
    assert not os.path.lexists(tmp_path / "near")
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    make_way(tmp_path / "a" / "b" / "c", tmp_path, said.append)
    moved = f"is not what a run keeps there; it is now {tmp_path / 'kept' / 'a'}"
    assert said == [f"{tmp_path / 'a'}: {moved}"]
    make_way(tmp_path / "deep" / "mine", tmp_path, said.append)
    keep_room(tmp_path / "deep" / "mine", tmp_path, said.append, is_plain_file)
    keep_room(tmp_path / "gone", tmp_path, said.append, is_plain_file)
    assert len(said) == 1
    plain = {"deep/mine": True, "deep": False, "kept/near": False, "gone": False}
    assert {name: is_plain_file(tmp_path / name) for name in plain} == plain
    with pytest.raises(OutputError) as told:
        put_aside(tmp_path / "gone", tmp_path)
    assert str(told.value) == (
        f"{tmp_path / 'gone'}: stands in the way, and cannot be moved away (No such file or directory)"
    )


WAITING = """
import sys
from pathlib import Path
from pipeline.work.lock import locked
with locked(Path(sys.argv[1]), lambda line: print(line, flush=True)):
    print("mine", flush=True)
"""


def test_a_second_run_waits_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    said: list[str] = []
    with locked(folder, said.append):
        assert (folder / "work" / ".fr-en-pipeline" / "lock").is_file()
        command = [sys.executable, "-c", WAITING, str(folder)]
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == (
            f"{folder}: another run is at work there; this one waits for it to end (Ctrl-C gives up)\n"
        )
    assert other.communicate(timeout=30)[0] == "mine\n"
    with locked(folder, said.append):
        assert said == []
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as told, locked(tmp_path / "file" / "out", said.append):
        pass
    assert str(told.value) == f"{tmp_path / 'file' / 'out'}: cannot be written (Not a directory)"


def test_what_stands_in_the_place_of_the_lock_is_moved(tmp_path: Path) -> None:
    said: list[str] = []
    lock = tmp_path / "work" / ".fr-en-pipeline" / "lock"
    lock.mkdir(parents=True)
    with locked(tmp_path, said.append):
        assert is_plain_file(lock)
    kept = tmp_path / "kept" / "work" / ".fr-en-pipeline" / "lock"
    assert said == [f"{lock}: is not what a run keeps there; it is now {kept}"]
