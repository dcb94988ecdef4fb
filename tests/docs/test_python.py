"""Every example of the guide to Python works, and it tells all names there are."""

import re
from pathlib import Path

import pytest

import pipeline
from tests.blocks import failures

GUIDE = Path(__file__).parent.parent.parent / "docs" / "python.md"


@pytest.mark.slow
def test_every_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pipeline.free_models()
    assert failures(GUIDE.read_text(encoding="utf-8"), "python.md") == ""


def test_every_public_name_is_explained() -> None:
    names = GUIDE.read_text(encoding="utf-8").partition("## Names")[2]
    told = {name for cell in re.findall(r"^\| (.+?) \|", names, re.MULTILINE) for name in re.findall(r"`(\w+)", cell)}
    assert told == {*pipeline.__all__}
