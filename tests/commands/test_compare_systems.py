"""`compare`: files of lines, runs that differ, three systems, and what cannot be compared."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from pipeline import make_config, run
from pipeline.commands import main
from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from tests.conftest import Files

TEXTS = {
    "a.en": "The captain gave him 12 francs.\nShe said nothing.\nThe boats dance.\n",
    "b.en": "The captain gave her 12 francs.\nShe said nothing.\nThe boats danced.\n",
    "ref.en": "The captain gave her 12 francs.\nShe had said nothing.\nThe boats were dancing.\n",
    "src.fr": "Le capitaine lui donna 12 francs.\nElle n'avait rien dit.\nLes bateaux dansaient.\n",
    "short.en": "The captain.\n",
}


@pytest.fixture(autouse=True)
def folder(files: Files, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = files(TEXTS)
    monkeypatch.chdir(path)
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = main(["compare", *arguments])
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err.splitlines()


def make_run(folder: Path, french: list[str], english: list[str], beam: int) -> None:
    """Write what a run without a human translation leaves, with a record of its configuration."""
    segments = tuple(Paragraph(text, segments=(Segment(0, len(text)),)) for text in french)
    beads = tuple(Bead((n,), (n,), scores={"adequacy": 0.9 - n / 10}) for n in range(len(french)))
    document = Document("a.txt", Text("fr", segments), hypotheses=tuple(map(Hypothesis, english)), beads=beads)
    folder.mkdir()
    write("jsonl", [document, replace(document, id=f"{folder.name}.txt")][:1], folder, WriteOptions(), Provenance("1"))
    manifest = {"made_by": {"model": "embedded"}, "config": {"output": folder.name, "translate": {"beam": beam}}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_files_of_lines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(capsys, "a.en", "b.en", "--reference", "ref.en", "--source", "src.fr", "--metrics", "chrf")
    assert (code, err) == (0, [])
    assert out[:2] == ["3 lines, 3 of them with a reference", "b.en: 2 changed (2 better, 0 worse, 0 even or unknown)"]
    assert out[5].split()[-3:] == ["0.500", "0.500", "no"]  # two lines that differ prove nothing
    assert "  - The boats dance." in out or "  - The captain gave him 12 francs." in out


def test_json_has_every_change_by_effect(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("b.en", "a.en", "b.en", "--reference", "ref.en", "--metrics", "bleu", "--trials", "0", "--json")
    code, out, _ = printed(capsys, *arguments)
    plain = json.loads("\n".join(out))
    assert code == 0
    assert plain["systems"] == ["b.en", "a.en", "b.en"]
    first, same = plain["contests"]
    assert (first["worse"], first["same"], same["same"], same["changes"]) == (2, 1, 3, [])
    differences = [change["chrf_difference"] for change in first["changes"]]
    assert differences == sorted(differences, reverse=True)
    assert first["changes"][0]["hypothesis"] in (
        ["The boats danced.", "The boats dance."],
        ["The captain gave her 12 francs.", "The captain gave him 12 francs."],
    )
    assert [one["significant"] for one in plain["scores"]["bleu"]["systems"]] == [False] * 3
    assert list(plain["scores"]["bleu"]["signatures"]) == ["bs"]


def test_runs_without_a_reference(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    make_run(folder / "one", ["Oui.", "Non.", "Bon."], ["Yes.", "No.", "Good."], 1)
    make_run(folder / "two", ["Non.", "Oui.", "Mais."], ["No!", "Yes.", "But."], 4)
    code, out, err = printed(capsys, "one", "two/pairs.jsonl", "--page", "page.html")
    assert code == 1
    assert err == [
        "warning: one: lacks 1 line that others have: a.txt:3",
        "warning: two/pairs.jsonl: lacks 1 line that others have: a.txt:3",
        "page.html",
    ]
    assert out[0] == "2 lines, 0 of them with a reference"
    assert "p bootstrap" not in "".join(out)
    assert ["translate.beam", "1", "4"] in [line.split() for line in out]
    page = html.fromstring((folder / "page.html").read_text(encoding="utf-8"))
    rows = page.xpath("//section[@aria-labelledby='runs']//tbody/tr")
    assert [[cell.text for cell in row] for row in rows] == [["translate.beam", "1", "4"]]


def test_runs_that_people_translated(capsys: pytest.CaptureFixture[str], files: Files) -> None:
    """Two alignments of the same texts, of which the second has one text less."""
    folder = files({
        "a.fr": "Oui.\nIl dort.\n", "a.en": "Yes.\nHe sleeps.\n",
        "b.fr": "Non.\n", "b.en": "No.\n",
        "other/a.en": "Yes.\nHe is asleep.\n",
    })  # fmt: skip
    for name, french, english in (
        ("one", ["a.fr", "b.fr"], ["a.en", "b.en"]), ("two", ["a.fr"], ["other/a.en"]),
    ):  # fmt: skip
        config = {"read": {"files": french, "reference": english}, "translate": {"engine": "none"}, "output": name}
        run(make_config({**config, "write": {"formats": ["jsonl"]}}, base=folder))
    code, out, err = printed(capsys, "one", "two", "--page", "page.html")
    assert code == 1
    assert err == [
        "note: one: nothing of it is by machine; the English that people gave is compared",
        "note: two: nothing of it is by machine; the English that people gave is compared",
        "warning: two: lacks a document that others have: b.fr",
        "warning: two: lacks 1 line that others have: b.fr:1",
        "page.html",
    ]
    assert out[0] == "2 lines, 0 of them with a reference"
    assert out[1].startswith("two: 1 changed")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a.en short.en", "short.en: has 1 line, and a.en has 3: they must correspond"),
        ("a.en nowhere", "nowhere: cannot be read: No such file or directory"),
        ("a.en b.en --reference short.en", "short.en: has 1 line, and a.en has 3: they must correspond"),
        ("a.en b.en --page a.en/page.html", "a.en/page.html: cannot be written"),
        ("one a.en", "a.en: has no French to find its lines by, as the others have; give --source"),
        ("one one --reference ref.en", "one: has its own French and references"),
        ("one two", "one and two have no line in common: are they of the same text?"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    capsys: pytest.CaptureFixture[str], folder: Path, line: str, message: str
) -> None:
    make_run(folder / "one", ["Oui."], ["Yes."], 1)
    make_run(folder / "two", ["Non."], ["No."], 1)
    code, out, err = printed(capsys, *line.split())
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(f"error: {message}")


def test_a_run_against_lines_from_elsewhere(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    make_run(folder / "one", TEXTS["src.fr"].splitlines(), TEXTS["a.en"].splitlines(), 1)
    code, out, err = printed(
        capsys, "one", "b.en", "--source", "src.fr", "--reference", "ref.en", "--metrics", "ter", "--resamples", "0"
    )
    assert (code, err) == (0, [])
    assert out[0] == "3 lines, 3 of them with a reference"
