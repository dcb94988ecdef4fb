"""What all commands share: versions, completion, flags made of the schema."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import main


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    printed = capsys.readouterr().out
    assert printed.startswith("fr-en-pipeline ")
    assert "ctranslate2 " in printed


@pytest.mark.parametrize(
    ("line", "wanted", "unwanted"),
    [
        ("fr-en-pipeline tra", {"translate"}, {"run"}),
        ("fr-en-pipeline translate --qu", {"--quantization"}, {"--beam"}),
        ("fr-en-pipeline translate --device ", {"cpu", "cuda"}, {"int8"}),
        ("fr-en-pipeline show --format ep", {"epub", "epub-side"}, {"html"}),
    ],
)
def test_a_shell_completes(tmp_path: Path, line: str, wanted: set[str], unwanted: set[str]) -> None:
    """What argcomplete's protocol answers to a shell: on a stream of its own, separated by what the shell names."""
    pytest.importorskip("argcomplete")
    answer = tmp_path / "answer"
    shell = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": " ", "COMP_LINE": line, "COMP_POINT": str(len(line))}
    shell |= {"_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "_ARGCOMPLETE_SUPPRESS_SPACE": "1"}
    subprocess.run([sys.executable, "-m", "pipeline"], env=os.environ | shell, check=False, capture_output=True)
    found = set(answer.read_text(encoding="utf-8").split())
    assert wanted <= found
    assert not unwanted & found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["translate", "--beam", "33"], "--beam: expected a whole number from 1 to 32, got '33'"),
        (["align", "--largest-bead", "1", "a", "b"], "--largest-bead: expected a whole number from 2 to 12, got '1'"),
        (["segment", "--split-on", ".", "a"], "--split-on: expected text that matches `^[;:]*$`, got '.'"),
    ],
)
def test_ranges_are_those_of_the_options(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"error: {message}\n"


def test_lines_end_at_line_feeds_and_carriage_returns_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("fr", "en"):
        (tmp_path / language).write_bytes("Un\u2028.\x0c Deux.\r\nTrois.\n".encode())
    assert main(["align", "--lines", "--model", "none", str(tmp_path / "fr"), str(tmp_path / "en")]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
