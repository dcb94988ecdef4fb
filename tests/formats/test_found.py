"""One line says what was found; a translation that lies beside a text and was not asked for is hinted at."""

from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.formats.found import hint_at_partners
from pipeline.formats.sources import find
from tests.conftest import Files


@pytest.mark.parametrize(
    ("names", "patterns", "partner"),
    [
        ("c.fr c.en", ["c.fr"], "c.en"),
        ("c.fr-FR c.en-GB.gz", ["c.fr-FR"], "c.en-GB.gz"),
        ("n.txt n.en.txt", ["n.txt"], "n.en.txt"),
        ("01_fr_fin.txt 01_en_fin.txt", ["01_fr_fin.txt"], "01_en_fin.txt"),
        ("fr/a.txt en/a.txt", ["fr"], "en/a.txt"),
        ("fr/a.txt en/a.txt", ["."], "en/a.txt"),
        ("c.fr d.en c.en.jpg", ["c.fr"], ""),
        ("c.fr c.en", ["."], "c.en"),
        ("n.txt n.en.txt n.eng.txt", ["n.txt"], ""),
        ("va-t-en.txt va-t.txt", ["va-t-en.txt", "va-t.txt"], ""),
    ],
)
def test_a_translation_beside_a_text_is_hinted_at(
    files: Files, monkeypatch: pytest.MonkeyPatch, names: str, patterns: list[str], partner: str
) -> None:
    monkeypatch.chdir(files(dict.fromkeys(names.split(), "Texte.")))
    hint = hint_at_partners(find(patterns))
    assert hint.partition(" looks like the English of ")[0] == partner


def test_what_was_found_is_told_by_run_and_plan(
    files: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(
        files({"fr/a.txt": "Oui.", "fr/b.txt": "Non.", "en/a.txt": "Yes.", "c.src": "Oui.\n", "c.tgt": "Yes.\n"})
    )
    nothing = ["--set", "translate.engine=none", "--set", "write.formats=tsv"]
    assert main(["run", "fr", "c.src", "--reference", "en/a.txt", "--reference", "c.tgt", *nothing]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "found 3 texts: 2 with a translation (by name), 1 without"
    assert main(["plan", "fr", "c.src", "--reference", "c.tgt", *nothing]) == 0
    _, paired, hint = capsys.readouterr().out.splitlines()[:3]
    assert paired == "paired      by name"
    assert hint.startswith("hint        ")
    assert "en/a.txt looks like the English of a.txt" in hint


def test_lines_of_two_suffixes_are_pairs(files: Files, tmp_path: Path) -> None:
    from pipeline import make_config, read_pairs, run

    folder = files({"c.src": "Un. Deux.\nTrois.\n", "c.tgt": "One. Two.\nThree.\n"})
    paths = {"files": str(folder / "c.src"), "reference": str(folder / "c.tgt")}
    run(make_config({"read": paths, "output": str(folder / "out"), "translate": {"engine": "none"}}))
    pairs = [(one.source, one.target) for one in read_pairs(folder / "out/pairs.jsonl")]
    assert pairs == [("Un. Deux.", "One. Two."), ("Trois.", "Three.")]
