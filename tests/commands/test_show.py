"""`show`: the reading copy opens where something can open it, and is named anyway."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import main
from tests.conftest import Files

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens are told by the environment")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def show(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "show", *arguments]
    bare = {name: value for name, value in os.environ.items() if name not in SCREENS}
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        command, cwd=folder, env=bare | paths | environment, capture_output=True, text=True, check=False
    )


def test_the_page_opens_in_the_browser(files: Files) -> None:
    folder = files({"out/copy.html": "page", "browser": '#!/bin/sh\nprintf %s "$1" > opened\n'})
    (folder / "browser").chmod(0o755)
    done = show(folder, BROWSER=f"{folder / 'browser'} %s")
    assert (done.returncode, done.stdout, done.stderr) == (0, "out/copy.html\n", "")
    assert (folder / "opened").read_text() == (folder / "out" / "copy.html").as_uri()


def test_other_copies_open_as_the_desktop_does_it(files: Files) -> None:
    folder = files({"out/copy.epub": "book", "bin/xdg-open": '#!/bin/sh\nprintf %s "$1" > opened\n'})
    (folder / "bin/xdg-open").chmod(0o755)
    done = show(folder, "out", "--format", "epub", DISPLAY=":0", PATH=f"{folder / 'bin'}:{os.environ['PATH']}")
    assert (done.returncode, done.stdout) == (0, "out/copy.epub\n")
    assert (folder / "opened").read_text() == str(folder / "out" / "copy.epub")


@pytest.mark.parametrize("name", ["html", "report"])
def test_without_a_screen_the_address_is_told(files: Files, name: str) -> None:
    folder = files({"out/sample/copy.html": "page", "out/sample/report.html": "page"})
    done = show(folder, "--format", name)
    assert done.returncode == 0
    assert "nothing here can open it" in done.stdout
    assert "file:///" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "none"], "run FILE --set write.formats=html"),
        (["show", "out/a", "--format", "epub"], "run out/a/manifest.json --set write.formats=tsv,html,epub"),
        (["show"], "which one? out/a, out/b"),
    ],
)
def test_what_is_not_there_is_one_line_and_exit_code_2(
    files: Files,
    arguments: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    manifest = '{"config": {"write": {"formats": ["tsv", "html"]}}}'
    monkeypatch.chdir(files({"out/a/copy.html": "", "out/b/copy.html": "", "out/a/manifest.json": manifest}))
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert message in told
    assert told.count("\n") == 1
