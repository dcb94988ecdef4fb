"""Finished output folders of earlier versions: later code finds its way in them.

Later code may redo work there, where it keeps that work in another way, and then clears the old one away. It may never
misread the manifest, which is a configuration, or pass over a person's corrections. French and English are those again;
the bytes of outputs are not compared, since data have new scores and copies a new line at their top.
"""

import json
import shutil
from pathlib import Path

import pytest

from pipeline import load_config, read_pairs, run
from tests.golden.prepare import HERE, MODEL

FOLDERS = HERE / "folders"
KEY = 20
CORRECTED = {"with-model": ("soir.fr.txt:4", "Nobody answers."), "without-model": ("matin.fr.txt:3", "“Anybody home?”")}


@pytest.mark.parametrize("name", [pytest.param("with-model", marks=pytest.mark.slow), "without-model"])
@pytest.mark.parametrize("version", ["da85b56"])
def test_a_finished_folder_is_run_again_elsewhere(
    version: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)  # outputs would bear that date
    folder = tmp_path / "folders" / version
    shutil.copytree(FOLDERS / version, folder)
    (tmp_path / "model").symlink_to(MODEL, target_is_directory=True)  # its manifest names ../../../model
    manifest = folder / name / "manifest.json"
    recorded = json.loads(manifest.read_text(encoding="utf-8"))
    lines = (folder / name / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    before = [(pair["id"], pair["source"], pair["target"]) for pair in map(json.loads, lines)]
    config = load_config(manifest)
    result = run(config)
    assert config.output == folder / name
    assert (result.exit_code, sorted(result.made_by)) == (0, sorted([*recorded["seconds"]]))
    found = {pair.id: pair for pair in read_pairs(folder / name / "pairs.jsonl")}
    place, english = CORRECTED[name]
    assert found[place].target.startswith(english)
    assert found[place].origin == "corrected"
    assert [(pair.id, pair.source, pair.target) for pair in found.values()] == before
    kept = [path.name for path in (folder / name / "kept").iterdir()]
    assert kept == ["manifest.json"], "of what an earlier version wrote only its manifest, which tells no checksum"
    assert run(config).made == 0
    pieces = [path for path in (folder / name / "work").rglob("*.jsonl") if len(path.stem) == KEY]
    assert len(pieces) == sum(count for stage, count in result.made_by.items() if stage != "write")
