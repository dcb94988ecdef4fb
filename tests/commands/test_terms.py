"""`python -m pipeline terms`: of a run, of a configuration, of a text; what it writes is a glossary."""

from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.formats.glossaries import read_glossary
from tests.conftest import Files

FRENCH = "Le gardien du phare dort.\n\nIl voit le gardien du phare.\n\nHier, le gardien du phare est parti.\n"
ENGLISH = "The lighthouse keeper sleeps.\n\nHe sees the lighthouse keeper.\n\nYesterday the lighthouse keeper left.\n"


def run_config(folder: Path) -> Path:
    path = folder / "c.yaml"
    path.write_text(
        "read:\n  files: a.fr.txt\n  reference: a.en.txt\noutput: out\ntranslate:\n  engine: none\n"
        "write:\n  formats: [jsonl]\nalign:\n  judge: false\nlink:\n  attention: false\n",
        encoding="utf-8",
    )
    return path


def test_a_finished_run_gives_its_terms(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.fr.txt": FRENCH, "a.en.txt": ENGLISH})
    config = run_config(folder)
    assert main(["terms", str(config)]) == 2  # not finished yet
    assert "python -m pipeline run" in capsys.readouterr().err
    assert main(["run", str(config)]) == 0
    capsys.readouterr()
    assert main(["terms", str(config)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("# French\tEnglish\tuses\tkind\tother English\ngardien du phare\t")
    assert main(["terms", str(folder / "out"), "-o", str(folder / "terms.tsv")]) == 0
    assert (folder / "terms.tsv").read_text(encoding="utf-8") == told
    [term] = read_glossary([folder / "terms.tsv"]).terms
    assert term.source == "gardien du phare"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing.txt", "nothing.txt: there is no such file"),
        (".", "there is no finished run (no manifest.json); python -m pipeline run comes first"),
    ],
)
def test_what_has_no_terms_is_one_line(
    tmp_path: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["terms", str(tmp_path / name)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("error: ")
    assert line.endswith(told)


@pytest.mark.slow
def test_a_text_is_translated_first(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"b.fr.txt": FRENCH})
    assert main(["terms", str(folder / "b.fr.txt")]) == 0
    assert "\ngardien du phare\t" in capsys.readouterr().out
    assert [path.name for path in folder.iterdir()] == ["b.fr.txt"]
