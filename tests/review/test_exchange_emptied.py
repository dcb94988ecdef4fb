"""An emptied translation is said, and what a person confirmed is kept, whatever they saved the file as."""

from pathlib import Path

import openpyxl
import pytest

from pipeline import read_pairs
from pipeline.commands import main
from tests.conftest import Files


@pytest.fixture
def out(files: Files) -> Path:
    folder = files({"a.fr.txt": "Il pleut.\n\nPaul dort.\n", "a.en.txt": "It rains.\n\nPaul sleeps.\n"})
    run = ["run", str(folder / "a.fr.txt"), "--reference", str(folder / "a.en.txt"), "--out", str(folder / "out")]
    assert main([*run, "--set", "translate.engine=none", "--set", "write.formats=jsonl"]) == 0
    assert main(["review", str(folder / "out"), "--format", "tsv", "--all"]) == 0
    return folder / "out"


def english(out: Path) -> list[str]:
    return [pair.target for pair in read_pairs(out / "pairs.jsonl")]


def test_an_emptied_cell_is_said_and_loses_no_english(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = out / "review.tsv"
    path.write_text(path.read_text("utf-8").replace("Paul sleeps.", ""), "utf-8")
    capsys.readouterr()
    assert main(["review", str(out), str(path)]) == 0
    told = capsys.readouterr().out
    assert "0 new corrections, 1 changed nothing" in told
    assert "1 emptied, whose English stays: write what should stand there (a.fr.txt:2)" in told
    assert english(out) == ["It rains.", "Paul sleeps."]


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_what_a_spreadsheet_saved_is_taken_back(out: Path, kind: str) -> None:
    rows = [line.split("\t") for line in (out / "review.tsv").read_text("utf-8").splitlines()]
    rows[1][rows[0].index("target")] = "It is raining."
    rows[2][rows[0].index("right")] = "x"
    path = out.parent / f"back{kind}"
    if kind == ".csv":
        path.write_text("".join(";".join(row) + "\n" for row in rows), "utf-8-sig")
    else:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(path)
    assert main(["review", str(out), str(path)]) == 0
    assert english(out) == ["It is raining.", "Paul sleeps."]
    assert [pair.reviewed for pair in read_pairs(out / "pairs.jsonl")] == [False, True]
