"""What the README shows is true."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.formats.registry import uses
from tests.blocks import blocks

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_sample_ends_as_told_and_the_python_examples_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    out = tmp_path / "out" / "sample"
    assert main(["run", str(ROOT / "configs/sample.yaml"), "--out", str(out)]) == 0
    # Other processors round otherwise, which may change a word of the English, and so a count.
    shown, ended = (re.sub(r"\d+(?:\.\d+)?", "N", text) for text in (readme, capsys.readouterr().out.strip()))
    assert [line for line in ended.splitlines() if line not in shown.splitlines() and "/sample/" not in line] == []
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    for example in blocks(readme, "python"):
        subprocess.run([sys.executable, "-c", example], cwd=tmp_path, check=True, capture_output=True)


def test_every_flag_is_explained() -> None:
    from pipeline.quality.flags import FLAGS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [flag for flag in FLAGS if f"`{flag}`" not in readme] == []


def test_every_format_is_listed() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [use for use, formats in uses().items() if f"| {use} | {formats} |" not in readme] == []


def test_every_file_that_is_named_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:pipeline|tests|training|eval|corpus|configs)/[\w/.-]*)`", readme)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert named
