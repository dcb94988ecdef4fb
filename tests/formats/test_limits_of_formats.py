"""What a file cannot give back in its layout is told before the work."""

from pathlib import Path

import pytest

from pipeline.commands import main
from tests.conftest import Files
from tests.formats.contract import make_contract


@pytest.fixture
def folder(files: Files) -> Path:
    """A contract, a text, and a configuration of both."""
    found = files({"b.txt": "Il pleut.\n", "all.yaml": "", "text.yaml": ""})
    (found / "a.docx").write_bytes(make_contract())
    for name, read in (("all", "a.docx, b.txt"), ("text", "b.txt")):
        config = f"read:\n  files: [{read}]\noutput: out\nwrite:\n  formats: [translated, jsonl]\n"
        (found / f"{name}.yaml").write_text(config + "translate: {engine: none}\n", encoding="utf-8")
    return found


def test_check_tells_the_files_without_a_layout(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "all.yaml")]) == 0
    assert "translated: not of b.txt, which have no layout" in capsys.readouterr().out
    assert main(["check", str(folder / "text.yaml")]) == 2
    assert "line 5: write.formats: translated can be made of none of the files" in capsys.readouterr().err


def test_plan_tells_what_stays_french(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", str(folder / "all.yaml"), "--quick"]) == 0
    out = capsys.readouterr().out
    assert "layout      translated: not of b.txt" in out
    assert "stays       a.docx: running titles, headers and footers: 26 letters, 2 times" in out
    assert "read.also: headers takes them in" in out
    also = ["--set", "read.also=headers,comments"]
    assert main(["plan", str(folder / "all.yaml"), "--quick", *also]) == 0
    assert "stays" not in capsys.readouterr().out
