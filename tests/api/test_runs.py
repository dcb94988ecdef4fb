"""run from Python: of a mapping or a file, with somebody who watches, and a result to go on with."""

import logging
from pathlib import Path

import pytest

from pipeline import Progress, Step, load_config, run
from tests.conftest import Files


def config_in(folder: Path) -> dict[str, object]:
    return {
        "read": {"files": [str(folder / "a.txt")]},
        "translate": {"engine": "none"},
        "write": {"formats": ["jsonl"]},
        "output": str(folder / "out"),
    }


def test_mapping_file_and_config_are_the_same(files: Files) -> None:
    folder = files({"a.txt": "Oui.\n", "run.yaml": "read: {files: [a.txt]}\ntranslate: {engine: none}\noutput: out\n"
                    "write: {formats: [jsonl]}\n"})  # fmt: skip
    steps: list[Step] = []
    assert run(config_in(folder), steps.append).made > 0
    assert {step.stage for step in steps} == {"read", "segment", "align", "link", "score", "write"}
    assert steps[-1].done == steps[-1].total
    assert run(folder / "run.yaml").made == run(load_config(folder / "run.yaml")).made == 0


def test_warnings_are_logged_and_kept(files: Files, caplog: pytest.LogCaptureFixture) -> None:
    folder = files({"a.txt": "Oui.\n"})
    config = config_in(folder) | {"score": {"least_model_score": -1.0}}
    with caplog.at_level(logging.WARNING):
        result = run(config, progress=False)
    assert [*result.warnings] == [record.getMessage() for record in caplog.records]
    assert any("least_model_score" in warning for warning in result.warnings)
    assert repr(result) == f"<Result: 1 pair, 1 document, 4 files in {folder / 'out'}, 1 warning>"


def test_a_progress_of_the_command_line_is_told(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    result = run(config_in(files({"a.txt": "Oui.\n"})), Progress("lines"))
    assert "segment: 1/1 paragraphs" in capsys.readouterr().err
    assert result.warnings == ()


def test_a_limit_decides_the_exit_code(files: Files) -> None:
    result = run(config_in(files({"a.txt": "Oui.\n"})), fail_on="posterior<2:0%")
    assert (result.exit_code, len(result.exceeded)) == (1, 1)
