"""The examples of CONTRIBUTING.md work as they stand: they are carried out in a copy, and their tests run there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NEW = re.compile(r"^`(\S+)`, new:\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DIFF = re.compile(r"^```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ALREADY_THERE = ["tests/segmentation", "tests/test_doctests.py"]


def change(path: Path, hunk: str) -> None:
    """Make one change: what stands on the lines before it, and on those taken out, must be there once."""
    lines = hunk.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path} does not have this once any more:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_the_examples_can_be_followed(tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name in ("pipeline", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "golden/model"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, content in NEW.findall(text):
        assert not (tmp_path / name).exists(), f"{name} is there already: CONTRIBUTING.md needs another example"
        (tmp_path / name).write_text(content, encoding="utf-8")
    for diff in DIFF.findall(text):
        for part in diff.split("--- ")[1:]:
            name, _, hunks = part.partition("\n")
            for hunk in hunks.split("@@\n")[1:]:
                change(tmp_path / name, hunk)
    tests = [name for name, _ in NEW.findall(text) if name.startswith("tests/")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, *ALREADY_THERE]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert len(tests) == 3
