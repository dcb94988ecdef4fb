"""Finished output folders of earlier versions: later code finds its way in them.

Later code may redo work there, where it does that work in another way. It may never misread the manifest, which
is a configuration, or pass over a person's corrections.
"""

import json
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from pipeline import load_config, read_pairs, run
from tests.golden.prepare import HERE, MODEL

FOLDERS = HERE / "folders"
CORRECTED = {"with-model": ("soir.fr.txt:4", "Nobody answers."), "without-model": ("matin.fr.txt:3", "“Anybody home?”")}


def same_versions(manifest: dict[str, Any]) -> bool:
    """Tell whether a folder was made by this program's and these libraries' versions: otherwise its work is redone."""
    wanted = {"fr-en-pipeline": manifest["tool"]["version"], "ctranslate2": manifest["libraries"]["ctranslate2"]}
    found = {one.metadata["Name"]: one.version for one in metadata.distributions() if one.metadata["Name"] in wanted}
    return found == wanted


@pytest.mark.parametrize("name", CORRECTED)
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
    before = [(pair.id, pair.source, pair.target) for pair in read_pairs(folder / name / "pairs.jsonl")]
    config = load_config(manifest)
    result = run(config)
    assert config.output == folder / name
    assert result.exit_code == 0
    found = {pair.id: pair for pair in read_pairs(folder / name / "pairs.jsonl")}
    place, english = CORRECTED[name]
    assert found[place].target.startswith(english)
    assert found[place].origin == "corrected"
    assert [pair_id for pair_id, _, _ in before] == list(found)
    if version == "da85b56" and same_versions(recorded):  # only as long as no stage and no output has changed
        assert result.made == 0
        assert [(pair.id, pair.source, pair.target) for pair in found.values()] == before
