"""Standard input, by the name "-": a text or a table for a run, and for the commands that read a file."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import read_pairs

TABLE = "Il pleut. Il neige.\tIt rains. It snows.\nOui.\tYes.\n"


def pipeline(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, cwd=folder)


@pytest.mark.slow
def test_a_run_keeps_what_it_has_received(tmp_path: Path) -> None:
    options = "--set", "translate.engine=none", "--stdin", "tsv", "--set", "write.formats=jsonl"
    done = pipeline(tmp_path, "run", "-", *options, stdin=TABLE)
    assert done.returncode == 0, done.stderr
    assert "stdin.tsv: 2 pairs; French from column 1, English from column 2" in done.stderr
    found = [(pair.id, pair.target) for pair in read_pairs(tmp_path / "out" / "pairs.jsonl")]
    assert found == [("stdin.tsv:1", "It rains. It snows."), ("stdin.tsv:2", "Yes.")]
    again = pipeline(tmp_path, "run", "out/manifest.json")
    assert (again.returncode, "all of it was there already" in again.stdout) == (0, True)
    planned = pipeline(tmp_path, "plan", "-", "--stdin", "tsv", "--quick", *options[:2], stdin=TABLE)
    assert (planned.returncode, planned.stderr) == (0, "")
    filtered = pipeline(tmp_path, "filter", "-", "--stdin", "tsv", "--where", "target", "--quiet", stdin=TABLE)
    assert "filter - --stdin tsv --where target --to FOLDER" in filtered.stdout, filtered.stderr
    nothing = pipeline(tmp_path, "run", "-", "--out", "other")
    assert nothing.returncode == 2
    assert nothing.stderr == "error: -: nothing comes on standard input; pipe a text into this command\n"


@pytest.mark.slow
def test_commands_read_it(tmp_path: Path) -> None:
    (tmp_path / "a.en.txt").write_text("It rains.\n", "utf-8")
    cut = pipeline(tmp_path, "segment", "-", "--stdin", "tsv", stdin=TABLE)
    assert cut.stdout == "Il pleut.\nIl neige.\n\nOui.\n"
    aligned = pipeline(tmp_path, "align", "-", "a.en.txt", "--model", "none", stdin="Il pleut.\n")
    assert aligned.stdout.startswith("[0]:[0]:")
    translated = pipeline(tmp_path, "translate", "--beam", "1", "--stdin", "csv", stdin="fr,n\nOui.,1\n,2\nNon.,3\n")
    assert translated.stdout.splitlines() == ["Yes.", "No."]
    refused = pipeline(tmp_path, "segment", "-", "--stdin", "docx", stdin="Oui.")
    assert (refused.returncode, refused.stderr[:39]) == (2, "error: standard input: is no DOCX file:")


@pytest.mark.slow
def test_a_json_file_may_be_a_configuration_or_records(tmp_path: Path) -> None:
    (tmp_path / "pairs.json").write_text('{"fr": "Oui.", "en": "Yes."}\n', "utf-8")
    done = pipeline(tmp_path, "run", "pairs.json", "--set", "translate.engine=none", "--set", "write.formats=jsonl")
    assert done.returncode == 0, done.stderr
    (tmp_path / "config.json").write_text('{"read": {"files": "none.txt"}}\n', "utf-8")
    assert "none.txt: no such file" in pipeline(tmp_path, "run", "config.json").stderr
