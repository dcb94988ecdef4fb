"""A hub model in the cache that the hub's own library keeps: refs name a commit, snapshots link to blobs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.translation.model import find_model

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def cached(home: Path, owner: str, name: str) -> Path:
    """The embedded model as a cached hub model; gives its snapshot's folder."""
    folder = home / "hub" / f"models--{owner}--{name}"
    snapshot, blobs = folder / "snapshots" / COMMIT, folder / "blobs"
    for made in (snapshot, blobs, folder / "refs"):
        made.mkdir(parents=True)
    (folder / "refs" / "main").write_text(COMMIT)
    for number, file in enumerate(sorted(find_model("embedded").folder.iterdir())):
        (blobs / f"{number:064x}").symlink_to(file)
        (snapshot / file.name).symlink_to(Path("../../blobs") / f"{number:064x}")
    return snapshot


def translated(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `translate` makes of one line, with this cache and without network."""
    command = [sys.executable, "-m", "pipeline", "translate", "--beam", "1", *arguments]
    environment = os.environ | {"HF_HOME": str(home), "HF_HUB_OFFLINE": "1"}
    return subprocess.run(command, input="Il pleut.\n", capture_output=True, text=True, check=False, env=environment)


@pytest.mark.slow
def test_a_cached_model_is_used_by_name_and_by_commit(tmp_path: Path) -> None:
    cached(tmp_path, "acme", "fr-en")
    embedded = translated(tmp_path).stdout
    assert translated(tmp_path, "--model", "acme/fr-en").stdout == embedded
    assert translated(tmp_path, "--model", "acme/fr-en", "--revision", COMMIT).stdout == embedded


def test_an_incomplete_download_is_told(tmp_path: Path) -> None:
    (cached(tmp_path, "acme", "fr-en") / "vocab.json").unlink()
    done = translated(tmp_path, "--model", "acme/fr-en")
    assert done.returncode == 2
    assert "vocab.json missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_another_revision_is_not_taken_for_it(tmp_path: Path) -> None:
    cached(tmp_path, "acme", "fr-en")
    done = translated(tmp_path, "--model", "acme/fr-en", "--revision", "v2")
    assert done.returncode == 2
    assert "revision v2" in done.stderr
