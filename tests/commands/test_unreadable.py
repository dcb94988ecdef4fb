"""Files that may not be read, and output that nobody takes: one line says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.translation.model import find_model
from tests.conftest import Files

SETPRIV = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""Has root's processes, too, ask for permissions."""


def pipeline(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line as somebody without special rights has it."""
    root = os.geteuid() == 0
    if root and not shutil.which(SETPRIV[0]):
        pytest.skip("root may read everything, and there is no setpriv")
    command = [*(SETPRIV if root else ()), sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there files have no permissions of this kind")
@pytest.mark.parametrize("command", ["run", "plan"])
@pytest.mark.parametrize(
    "name", ["model", "model/config.json", "model/model.safetensors", "model/source.spm", "terms.tsv", "table.tsv"]
)
def test_a_file_that_may_not_be_read_is_told(files: Files, name: str, command: str) -> None:
    folder = files({"a.txt": "Il pleut.\n", "terms.tsv": "pluie\train\n", "table.tsv": "document\tsource\ttarget\n"})
    shutil.copytree(find_model("embedded").folder, folder / "model")
    options = ["translate.model=./model", "translate.glossary=terms.tsv", "align.corrections=table.tsv"]
    (folder / name).chmod(0)
    done = pipeline(folder, command, "a.txt", *(f"--set={option}" for option in options))
    (folder / name).chmod(0o700)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert f"{folder / name}" in done.stderr
    assert "cannot be read: Permission denied" in done.stderr
    assert done.stderr.count("\n") == 1


def shell(folder: Path, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A line of a shell in which $P is the command line; what goes to standard output is kept until the end."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    known |= {"P": f"{sys.executable} -m pipeline", **environment}
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, cwd=folder, env=known)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    "command",
    ["segment a.txt", "segment long.txt", "plan a.txt", "run a.txt --set=translate.engine=none", "show --help"],
)
def test_output_that_finds_no_room_is_told(files: Files, command: str) -> None:
    folder = files({"a.txt": "Il pleut.\n", "long.txt": "Il pleut à verse ce soir.\n\n" * 2000})
    done = shell(folder, f"$P {command} > /dev/full")
    assert done.returncode == (1 if command.startswith("run") else 2)  # a run's outputs are there
    assert done.stderr.splitlines()[-1] == "error: standard output cannot be written (No space left on device)"
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_output_that_finds_no_room_at_once_is_told(files: Files) -> None:
    done = shell(files({"a.txt": "Il pleut.\n"}), "$P segment a.txt > /dev/full", PYTHONUNBUFFERED="1")
    told = "error: standard output cannot be written (No space left on device)\n"
    assert (done.returncode, done.stderr) == (2, told)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(
    ("command", "code"),
    [("run a.txt <&-", 0), ("run a.txt --quiet >&-", 0), ("run a.txt >&-", 1), ("run a.txt <&- >&- 2>&-", 1)],
)
def test_a_run_with_closed_streams_does_its_work(files: Files, command: str, code: int) -> None:
    """What it cannot print, it says in one line, and ends as one that did the rest."""
    folder = files({"a.txt": "Il pleut.\n"})
    done = shell(folder, f"$P {command.replace('a.txt', 'a.txt --set translate.engine=none')}")
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert done.stderr.count("standard output cannot be written") == (code and "2>&-" not in command)
    assert (folder / "out" / "pairs.jsonl").stat().st_size > 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("closed", [">&-", "<&- >&-"])
def test_a_command_that_only_prints_fails_without_standard_output(files: Files, closed: str) -> None:
    done = shell(files({"a.txt": "Il pleut.\n"}), f"$P segment a.txt {closed}")
    assert (done.returncode, done.stderr) == (2, "error: standard output cannot be written (Bad file descriptor)\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_output_that_nobody_reads_to_its_end_is_no_error(files: Files) -> None:
    folder = files({"long.txt": "Il pleut à verse ce soir.\n\n" * 9000})
    done = shell(folder, "$P segment long.txt | head -n 1")
    assert (done.stdout, done.stderr) == ("Il pleut à verse ce soir.\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_what_a_terminal_cannot_show_is_escaped(files: Files) -> None:
    done = shell(files({"a.txt": "Où ?\n"}), "$P segment a.txt", PYTHONIOENCODING="ascii")
    assert (done.stdout, done.stderr) == ("O\\xf9 ?\n", "")


def test_what_the_operating_system_refuses_is_one_line(
    files: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(files({"a.txt": "Il pleut.\n"}))
    assert main(["run", "a.txt", "--out", "a/" * 3000]) == 2
    assert main(["run", "a/" * 3000 + "a.txt"]) == 2
    assert main(["segment", "a" * 300 + ".txt"]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 3
    assert all(line.startswith("error: ") for line in told)
    assert ["File name too long" in line or "no such file" in line for line in told] == [True] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
@pytest.mark.parametrize(
    ("names", "code", "read"),
    [
        ("a.txt $B", 0, ["a.txt", r"caf\xe9.txt"]),
        (".", 0, ["a.txt", r"caf\xe9.txt"]),
        ("a.txt $B broken.docx", 1, ["a.txt", r"caf\xe9.txt"]),
        ("a.txt nowhere.txt", 2, []),
        ("a.txt n$B", 2, []),
    ],
)
def test_names_that_are_no_utf8_and_names_that_nothing_bears(
    files: Files, names: str, code: int, read: list[str]
) -> None:
    """A name that nothing bears is a mistake of the command; what is there is read, or named while all else goes on."""
    folder = files({"a.txt": "Il pleut.\n"})
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Il neige.\n", encoding="utf-8")
    if "broken" in names:
        (folder / "broken.docx").write_text("PK", encoding="utf-8")
    options = "--quiet --set translate.engine=none --set write.formats=tsv"
    done = shell(folder, f"B=$(printf 'caf\\351.txt'); $P run {names} {options}")
    assert done.returncode == code
    assert done.stderr.count("\n") == bool(code)
    table = folder / "out" / "pairs.tsv"
    assert table.exists() == bool(read)
    if read:
        assert [line.split("\t")[2] for line in table.read_text("utf-8").splitlines()[1:]] == read
