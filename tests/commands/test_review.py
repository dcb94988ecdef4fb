"""`review`: doubtful pairs out to a person, corrected English back into the run and all later ones."""

import json
import re
from pathlib import Path

import pytest

from pipeline import read_pairs, run
from pipeline.commands import main
from pipeline.config.loading import load_config, make_config
from pipeline.errors import InputError
from pipeline.review.corrections import (
    Approval,
    BeadCorrection,
    Correction,
    EnglishCorrection,
    LinkCorrection,
    read_table,
    write_table,
)
from pipeline.runs.finished import finished_documents
from pipeline.runs.job import make_job
from tests.conftest import Files
from tests.runs.test_run import hashes

FRENCH = "LA GARE\n\nM. Petit attend. Il pleut.\n\nIl pleut.\n"
ENGLISH = "THE STATION\n\nMr Petit is waiting. It rains.\n\nIt is raining.\n"


@pytest.fixture
def out(files: Files) -> Path:
    """A finished run of a text by machine and one by hand."""
    folder = files({"a.fr.txt": FRENCH, "b.fr.txt": "Il pleut.\n", "b.en.txt": "Rain.\n"})
    read = {"files": [str(folder / "*.fr.txt")], "reference": [str(folder / "*.en.txt")]}
    options = {"read": read, "translate": {"beam": 1}, "output": str(folder / "out"), "score": {"least_adequacy": 1}}
    run(make_config(options))
    return folder / "out"


def changed(path: Path, old: str, new: str) -> Path:
    """A copy of a review file in which a person has changed something."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    copy = path.with_stem("corrected")
    copy.write_text(text.replace(old, new), encoding="utf-8")
    return copy


def english_of(out: Path, french: str) -> list[tuple[str, str]]:
    return [(pair.target, pair.origin) for pair in read_pairs(out / "pairs.jsonl") if pair.source == french]


@pytest.mark.parametrize("name", ["xliff", "tsv"])
def test_out_and_back(out: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(out), "--format", name, "--all"]) == 0
    path = out / ("review.xlf" if name == "xliff" else "review.tsv")
    assert "5 pairs to review" in capsys.readouterr().out
    before = hashes(out)
    assert main(["review", str(out), str(path)]) == 0
    assert "0 new corrections, 5 changed nothing" in capsys.readouterr().out
    assert hashes(out) == before
    machine = english_of(out, "LA GARE")[0][0]
    mark = "<target>" if name == "xliff" else "\t"
    corrected = changed(path, *(mark + text for text in (machine, "THE RAILWAY STATION")))
    assert main(["review", str(out), str(corrected), "--quiet"]) == 0
    assert english_of(out, "LA GARE") == [("THE RAILWAY STATION", "corrected")]
    assert english_of(out, "Il pleut.")[-1] == ("Rain.", "human")
    assert read_table(out / "corrections.tsv").corrections == (
        EnglishCorrection("a.fr.txt", "LA GARE", "THE RAILWAY STATION"),
    )
    before = hashes(out)
    assert main(["review", str(out), str(corrected)]) == 0
    assert "0 new corrections, 5 changed nothing" in capsys.readouterr().out
    assert hashes(out) == before


def test_repetitions_follow_and_later_corrections_replace_earlier_ones(out: Path) -> None:
    review = "id\treason\tsource\ttarget\r\n{}\t\tIl pleut.\t{}\r\n"
    path = out.parent / "mine.tsv"
    for english in ("Rain falls.", "How it rains!"):
        path.write_text(review.format("a.fr.txt:3", english), encoding="utf-8")
        assert main(["review", str(out), str(path), "--quiet"]) == 0
        assert english_of(out, "Il pleut.") == [(english, "corrected"), (english, "corrected"), ("Rain.", "human")]
    assert len(read_table(out / "corrections.tsv").corrections) == 1


def test_corrections_of_other_kinds_are_kept(out: Path) -> None:
    others: list[Correction] = [
        BeadCorrection("b.fr.txt", "Il pleut.", "Rain.", 0, 0),
        LinkCorrection("b.fr.txt", "Il pleut.", "Rain.", ((1, 0),)),
    ]
    write_table(out / "corrections.tsv", others)
    path = out.parent / "mine.tsv"
    path.write_text("id\treason\tsource\ttarget\na.fr.txt:1\t\tLA GARE\tTHE STATION HALL\n", encoding="utf-8")
    run(load_config(out / "manifest.json"))
    assert main(["review", str(out), str(path), "--quiet"]) == 0
    assert english_of(out, "LA GARE") == [("THE STATION HALL", "corrected")]
    made = read_table(out / "corrections.tsv").corrections
    assert made == (EnglishCorrection("a.fr.txt", "LA GARE", "THE STATION HALL"), *others)


def test_a_table_of_version_1_is_written_anew(out: Path) -> None:
    table = out / "corrections.tsv"
    table.write_text("document\tsource\ttarget\na.fr.txt\tIl pleut.\tRain falls.\n", encoding="utf-8")
    run(load_config(out / "manifest.json"))
    assert english_of(out, "Il pleut.")[0] == ("Rain falls.", "corrected")
    path = out.parent / "mine.tsv"
    path.write_text("id\treason\tsource\ttarget\na.fr.txt:1\t\tLA GARE\tTHE STATION HALL\n", encoding="utf-8")
    assert main(["review", str(out), str(path), "--quiet"]) == 0
    assert [line.split("\t")[:5] for line in table.read_text(encoding="utf-8").splitlines()] == [
        ["version", "kind", "document", "source", "target"],
        ["2", "english", "a.fr.txt", "Il pleut.", "Rain falls."],
        ["2", "english", "a.fr.txt", "LA GARE", "THE STATION HALL"],
    ]


def test_french_that_is_gone_is_named(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = out.parent / "mine.tsv"
    path.write_text("id\treason\tsource\ttarget\na.fr.txt:9\t\tIl neige.\tSnow.\n", encoding="utf-8")
    assert main(["review", str(out), str(path)]) == 1
    told = capsys.readouterr().out
    assert "1 pair left out" in told
    assert "Il neige." in told
    assert not (out / "corrections.tsv").exists()


def test_a_persons_work_is_not_written_over(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(out), "--format", "tsv"]) == 0
    machine = english_of(out, "LA GARE")[0][0]
    changed(out / "review.tsv", machine, "THE HALT").replace(out / "review.tsv")
    assert main(["review", str(out), "--format", "tsv"]) == 2
    assert "holds 1 answer not taken back yet" in capsys.readouterr().err
    assert main(["review", str(out), str(out / "review.tsv"), "--quiet"]) == 0
    assert main(["review", str(out), "--format", "tsv"]) == 0


def test_a_review_without_doubts_comes_back_as_well(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.fr.txt": "12\n"})
    run(make_config({"read": {"files": [str(folder / "a.fr.txt")]}, "output": str(folder / "out")}))
    assert main(["review", str(folder / "out")]) == 0
    assert main(["review", str(folder / "out"), str(folder / "out" / "review.xlf")]) == 0
    assert "0 new corrections, 0 changed nothing" in capsys.readouterr().out


def test_without_a_finished_run(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(tmp_path)]) == 2
    assert "no finished run" in capsys.readouterr().err
    (out.parent / "a.fr.txt").write_text("Autre chose.\n", encoding="utf-8")
    assert main(["review", str(out), "--format", "tsv"]) == 2
    assert "have changed since the run" in capsys.readouterr().err
    assert main(["review", str(out), "nowhere.tsv", "--all"]) == 2


def test_unfinished_work_is_told(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH})
    config = make_config({"read": {"files": [str(folder / "a.fr.txt")]}, "output": str(folder / "out")})
    with pytest.raises(InputError, match="have changed since the run"):
        list(finished_documents(make_job(config)))


def test_what_is_said_of_a_review(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line, out and back, with and without --json-logs and --quiet."""
    folder = files({"a.fr.txt": "Oui. Non.\n", "mine.tsv": "id\treason\tsource\ttarget\n"})
    out, mine = folder / "out", folder / "mine.tsv"
    read = {"files": [str(folder / "a.fr.txt")]}
    write = {"formats": ["tsv"]}
    run(make_config({"read": read, "translate": {"engine": "none"}, "output": str(out), "write": write}))
    change, take = (
        "  change the English there, or {} where it is right as it is; then:",
        f"  python -m pipeline review {out} ",
    )
    xliff, table = change.format("set the unit to final"), change.format("write x under right")
    assert main(["review", str(out)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{out}/review.xlf: 2 pairs to review, those that are not sure",
        *(xliff, f"{take}{out}/review.xlf"),
    ]
    assert main(["review", str(out), "--format", "tsv", "--all"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{out}/review.tsv: 2 pairs to review",
        *(table, f"{take}{out}/review.tsv"),
    ]
    long = f"Il {'neige ' * 11}i."  # 71 characters
    rows = (
        f"a.fr.txt:1\t\tOui.\tYes.\na.fr.txt:2\t\tNon.\t\na.fr.txt:3\t\t{long}\tSnow.\na.fr.txt:4\t\tIl pleut.\tRain.\n"
    )
    mine.write_text(f"id\treason\tsource\ttarget\n{rows}", encoding="utf-8")
    assert main(["review", str(out), str(mine)]) == 1
    assert capsys.readouterr().out.splitlines()[:6] == [
        f"{mine}: 1 new correction, 1 changed nothing",
        "  2 pairs left out, whose French is not in the texts:",
        f"    a.fr.txt:3  {long[:69]}…",
        "    a.fr.txt:4  Il pleut.",
        f"  {out}/corrections.tsv: 1 correction",
        "",
    ]
    assert main(["review", str(out), str(mine), "--json-logs"]) == 1
    reviewed, *gone = [json.loads(line) for line in capsys.readouterr().err.splitlines()][-3:]
    del reviewed["time"]
    assert reviewed == {"event": "reviewed", "new": 0, "unchanged": 2, "unknown": 2, "right": 0, "emptied": 0}
    assert [one["message"] for one in gone] == [f"{mine}: a.fr.txt:{n}: its French is not in the texts" for n in (3, 4)]
    for arguments in (["--all"], ["--format", "tsv"]):
        assert main(["review", str(out), str(mine), *arguments]) == 2
        told = "error: --format and --all are for writing a review file, not for reading one back\n"
        assert capsys.readouterr().err == told
    assert main(["review", str(folder)]) == 2
    assert capsys.readouterr().err == (
        f"error: {folder}: there is no finished run (no manifest.json); python -m pipeline run comes first\n"
    )


@pytest.mark.parametrize("name", ["xliff", "tsv"])
def test_what_a_person_finds_right_is_sure(out: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It loses its flags, is counted, and stays so as long as the English does."""
    before = {pair.id: pair for pair in read_pairs(out / "pairs.jsonl")}
    assert before["a.fr.txt:1"].flags == ("doubtful_translation",)
    assert main(["review", str(out), "--format", name]) == 0
    path = out / ("review.xlf" if name == "xliff" else "review.tsv")
    text = path.read_text(encoding="utf-8")
    if name == "xliff":
        answered = re.sub('(name="a.fr.txt:1".*?state=")translated', r"\1final", text, flags=re.DOTALL)
    else:
        answered = re.sub("(?m)^(a.fr.txt:1\t.*\t)$", r"\1x", text)
    assert answered != text
    path.with_stem("answered").write_text(answered, encoding="utf-8")
    capsys.readouterr()
    assert main(["review", str(out), str(path.with_stem("answered"))]) == 0
    assert "0 new corrections, 1 found right, " in capsys.readouterr().out
    after = {pair.id: pair for pair in read_pairs(out / "pairs.jsonl")}
    assert (after["a.fr.txt:1"].flags, after["a.fr.txt:1"].standing) == ((), "sure")
    assert after["a.fr.txt:1"].target == before["a.fr.txt:1"].target
    assert read_table(out / "corrections.tsv").corrections == (
        Approval("a.fr.txt", "LA GARE", before["a.fr.txt:1"].target),
    )
    plain = json.loads((out / "metrics.json").read_text("utf-8"))["counts"]
    assert (plain["reviewed"], plain["corrected"]) == (1, 0)
    assert main(["review", str(out), str(path.with_stem("answered"))]) == 0
    assert "found right" not in capsys.readouterr().out.splitlines()[0]
