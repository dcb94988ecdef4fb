"""Files that may not be read, and output that nobody takes: one line says so."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
