"""What is no file is never waited for: pipes, devices, sockets, links in a circle, as whatever input they are given."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.files import read_bytes
from tests.conftest import Files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has none of these")
PIPE = "cannot be read: it is a named pipe, not a file"
NONE = ["--set=translate.engine=none", "--set=write.formats=jsonl"]


@pytest.fixture
def folder(files: Files, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a text, and what looks like files and is none."""
    found = files({"a.txt": "Il pleut.\n"})
    monkeypatch.chdir(found)
    for name in ("pipe.txt", "pipe.tsv", "pipe.srx", "pipe.yaml"):
        os.mkfifo(found / name)
    (found / "circle.txt").symlink_to("circle.txt")
    (found / "zero.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket.txt")
    return found


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("pipe.txt", PIPE),
        ("zero.txt", "cannot be read: it is a device, not a file"),
        ("socket.txt", "cannot be read: it is a socket, not a file"),
        ("circle.txt", "cannot be read: "),
    ],
)
def test_as_texts(folder: Path, capsys: pytest.CaptureFixture[str], name: str, told: str) -> None:
    assert main(["run", "a.txt", name, *NONE]) == 1
    assert f"warning: skipped {folder / name}: {told}" in capsys.readouterr().err
    assert main(["run", name, "--out", "other", *NONE]) == 2
    assert main(["segment", name]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"error: {name}: {told}")
    assert not (folder / "other").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "a.txt", *NONE, "--set=translate.glossary=pipe.tsv"],
        ["run", "a.txt", *NONE, "--set=align.corrections=pipe.tsv"],
        ["run", "a.txt", *NONE, "--set=score.imported=pipe.tsv"],
        ["run", "a.txt", *NONE, "--set=segment.srx=pipe.srx"],
        ["run", "a.txt", *NONE, "--reference=pipe.txt"],
        ["run", "pipe.yaml"],
        ["check", "pipe.yaml"],
        ["align", "a.txt", "pipe.txt", "--model=none"],
        ["link", "a.txt", "pipe.txt", "--model=none"],
    ],
)
def test_as_other_inputs(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert "it is a named pipe, not a file" in told
    assert "Traceback" not in told


def test_a_folder_that_holds_itself_is_read_once(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "b.txt").write_text("Fin.\n", encoding="utf-8")
    (folder / "in" / "self").symlink_to(".")
    assert main(["run", "in", *NONE]) == 0
    assert len((folder / "out" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="has no names for what is open")
def test_what_a_shell_has_opened_is_read() -> None:
    ears, mouth = os.pipe()
    os.write(mouth, b"Oui.")
    os.close(mouth)
    assert read_bytes(Path(f"/dev/fd/{ears}")) == b"Oui."
    os.close(ears)


def test_a_working_folder_that_is_gone(folder: Path) -> None:
    command = f"mkdir gone && cd gone && rmdir ../gone && {sys.executable} -m pipeline run {folder / 'a.txt'}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    told = "error: the folder that this was started in is gone; change to one that is there\n"
    assert (done.returncode, done.stderr) == (2, told)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_messages_that_find_no_room_stop_nothing(folder: Path) -> None:
    command = f"{sys.executable} -m pipeline run a.txt {' '.join(NONE)} 2> /dev/full"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert (folder / "out" / "pairs.jsonl").stat().st_size > 0
