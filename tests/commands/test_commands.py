"""The command line, as a user types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import COMMANDS, main
from tests.conftest import Files


def pipeline(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == 0
    assert COMMANDS[command] in " ".join(capsys.readouterr().out.split())


def test_translate_gives_as_many_lines_as_it_gets() -> None:
    done = pipeline("translate", "--beam", "1", stdin="Il pleut.\n\nOui.\r\n  \n42\n")
    assert done.returncode == 0
    lines = done.stdout.split("\n")
    assert len(lines) == 6
    assert [bool(line) for line in lines] == [True, False, True, False, True, False]
    assert done.stderr == ""


def test_a_run_ends_with_a_summary(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut. Oui.\n"})
    done = pipeline("run", str(folder / "a.fr.txt"), "--out", str(folder / "out"), "--set", "translate.beam=1")
    assert done.returncode == 0
    assert "1 text, 2 sentences, 0 lost; 2 pairs: 2 by machine" in done.stdout
    assert "copy.html" in done.stdout
    assert (folder / "out" / "copy.html").is_file()


@pytest.mark.slow
def test_json_logs_are_json(files: Files) -> None:
    import json

    folder = files({"a.fr.txt": "Il pleut.\n"})
    done = pipeline("run", str(folder / "a.fr.txt"), "--out", str(folder / "out"), "--json-logs")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert events[-1]["event"] == "finished"
    assert events[-1]["lost"] == 0


@pytest.mark.slow
def test_plan_before_and_after_a_run(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut. Oui.\n"})
    arguments = [str(folder / "a.fr.txt"), "--out", str(folder / "out")]
    before = pipeline("plan", *arguments).stdout
    assert "sentences   2" in before
    assert "nothing yet" in before
    pipeline("run", *arguments, "--quiet")
    assert "translate" in pipeline("plan", *arguments).stdout


def test_init_then_check_then_no_overwriting(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = files({"a.fr.txt": "Il pleut.\n"})
    monkeypatch.chdir(folder)
    assert main(["init", "a.fr.txt"]) == 0
    assert main(["check", "pipeline.yaml"]) == 0
    assert main(["init", "a.fr.txt"]) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere.fr.txt"], "nowhere.fr.txt"),
        (["run", "nowhere.yaml"], "cannot be read"),
        (["check", "a.yaml"], "line 2: translate.model"),
        (["run", "a.fr.txt", "--set", "translate.beem=1"], "did you mean 'beam'"),
        (["run", "a.yaml", "a.fr.txt"], "not both"),
        (["translate", "--beam", "0"], "expected a whole number from 1 to 32"),
        (["align", "a.fr.txt", "nowhere.txt"], "nowhere.txt"),
    ],
)
def test_bad_input_is_one_clear_message_and_exit_code_2(
    files: Files,
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(files({"a.fr.txt": "Oui.\n", "a.yaml": "read: {files: a.fr.txt}\ntranslate: {model: ./none}\n"}))
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told


def test_segment_prints_a_sentence_a_line(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    path = files({"a.txt": "M. Petit dort. Chut !\n"}) / "a.txt"
    assert main(["segment", str(path)]) == 0
    assert capsys.readouterr().out == "M. Petit dort.\nChut !\n"
    assert main(["segment", str(path), "--explain"]) == 0
    assert "|" in capsys.readouterr().out


def test_align_prints_beads(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.fr": "Paris est belle.\nLyon aussi.\n", "a.en": "Paris is beautiful.\nSo is Lyon.\n"})
    assert main(["align", str(folder / "a.fr"), str(folder / "a.en"), "--lines", "--model", "none"]) == 0
    assert [line.rsplit(":", 1)[0] for line in capsys.readouterr().out.splitlines()] == ["[0]:[0]", "[1]:[1]"]


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}, "Le cœur → 東京."),
        ({"PYTHONIOENCODING": "cp1252"}, "Le c\u009cur \\u2192 \\u6771\\u4eac."),
    ],
    ids=["pipe", "console"],
)
def test_what_is_printed_is_utf_8_or_escaped(tmp_path: Path, environment: dict[str, str], expected: str) -> None:
    """A pipe takes UTF-8 whatever the console's encoding; an encoding that is asked for gets escapes."""
    path = tmp_path / "a.txt"
    path.write_text("Le cœur → 東京.", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "segment", str(path)]
    printed = subprocess.run(command, env=os.environ | environment, capture_output=True, check=True).stdout
    assert printed.decode("utf-8" if "LC_ALL" in environment else "latin-1").strip() == expected
