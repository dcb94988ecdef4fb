"""What may be wrong around a run: a full disk, another run in the folder, no streams, no working folder."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pipeline import make_config, run
from pipeline.config.schema import Config
from pipeline.progress import Progress
from pipeline.runs.runner import Result
from pipeline.work.lock import locked

ROOT = Path(__file__).parent.parent.parent
TEXT = "Il pleut sur le port. La mer monte, et les barques rentrent.\n\n" * 40
FORMATS = ["jsonl", "tmx", "html"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and descriptors of POSIX")


def config_of(folder: Path, output: str) -> Config:
    """A run of a text into a folder, without a model."""
    return make_config(
        {
            "read": {"files": str(folder / "a.txt")},
            "output": str(folder / output),
            "translate": {"engine": "none"},
            "write": {"formats": FORMATS},
        }
    )


def contents(folder: Path) -> dict[str, bytes]:
    """The outputs of a run, but for its record, which tells when it was."""
    files = (path for path in folder.rglob("*") if path.is_file() and "work" not in path.relative_to(folder).parts)
    return {path.name: path.read_bytes() for path in files if path.name != "manifest.json"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a text, and what a run makes of it; each test has an output folder of its own."""
    path = tmp_path_factory.mktemp("around")
    (path / "a.txt").write_text(TEXT, "utf-8")
    assert run(config_of(path, "right")).exit_code == 0
    return path


FULL = """
import resource, sys
from pathlib import Path
from pipeline.errors import PipelineError
from pipeline.runs.runner import run
from tests.runs.test_surroundings import config_of
config = config_of(Path(sys.argv[1]), "full")
for limit in (0, 500, 3000, 10_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        result = run(config)
        print(limit, result.exit_code, *result.problems, sep="\\t")
    except PipelineError as error:
        print(limit, 2, error, sep="\\t")
"""


def test_a_full_disk_is_one_line_and_the_next_run_makes_all(folder: Path) -> None:
    """A file may not grow beyond a limit, as on a disk with so much room left."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    for line in done.stdout.splitlines():
        _, code, *told = line.split("\t")
        assert code in {"1", "2"}
        assert told
        assert all("File too large" in one for one in told), told
    assert len(done.stdout.splitlines()) == 4
    whole = contents(folder / "right")
    assert all(whole[name] == data for name, data in contents(folder / "full").items() if name in whole)
    assert run(config_of(folder, "full")).exit_code == 0
    assert contents(folder / "full") == whole


def test_a_second_run_in_a_folder_waits_for_the_first(folder: Path) -> None:
    waits = threading.Event()
    told: list[str] = []
    results: list[Result] = []

    class _Listening(Progress):
        def warn(self, message: str) -> None:
            told.append(message)
            waits.set()

    with locked(folder / "both", told.append):
        second = threading.Thread(
            target=lambda: results.append(run(config_of(folder, "both"), _Listening("quiet"))), daemon=True
        )
        second.start()
        assert waits.wait(60)
        assert not results
    second.join(60)
    assert "another run is at work there; this one waits for it to end" in told[0]
    assert [result.exit_code for result in results] == [0]
    assert contents(folder / "both") == contents(folder / "right")


def test_two_runs_at_once_make_what_one_makes(folder: Path) -> None:
    commands = [command(folder, "a.txt", "at-once") for _ in range(2)]
    started = [subprocess.Popen(one, stderr=subprocess.PIPE, text=True, cwd=ROOT) for one in commands]
    told = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], told
    assert contents(folder / "at-once") == contents(folder / "right")


def command(folder: Path, name: str, output: str) -> list[str]:
    """The command of a run of a file in a folder."""
    return [
        sys.executable, "-m", "pipeline", "run", str(folder / name), "--out", str(folder / output),
        "--set", "translate.engine=none", "--set", f"write.formats=[{','.join(FORMATS)}]",
    ]  # fmt: skip


def test_closed_descriptors_change_nothing(folder: Path) -> None:
    """What is printed must not come into a file that was opened in the place of a stream.

    That the summary could not be printed is all that went wrong; with --quiet there is none.
    """
    for further, code in ((["--quiet"], 0), ([], 1)):
        shell = ["sh", "-c", 'exec "$@" 0>&- 1>&- 2>&-', "sh", *command(folder, "a.txt", "closed"), *further]
        done = subprocess.run(shell, capture_output=True, text=True, check=False, cwd=ROOT)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
        assert contents(folder / "closed") == contents(folder / "right")


GONE = 'mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"'


def test_without_a_working_folder_there_is_one_line(folder: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    shell = ["sh", "-c", GONE, str(folder / "gone"), *command(folder, "a.txt", "nowhere")]
    done = subprocess.run(shell, capture_output=True, text=True, check=False, env=environment)
    told = "error: the folder that this was started in is gone; change to one that is there\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert not (folder / "nowhere").exists()
