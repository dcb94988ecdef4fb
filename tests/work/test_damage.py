"""Whatever happens to a run's own files, the next run says so in a line, and writes the same bytes again."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import Config, Progress, run
from pipeline.config.loading import make_config
from pipeline.errors import InputError
from pipeline.runs.manifest import read_manifest
from tests.runs.test_run import ENGLISH, FRENCH, hashes

Damage = Callable[[Path], None]


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def junk(path: Path) -> None:
    path.write_bytes(b"\x00\xff{]" * 9)


def null(path: Path) -> None:
    path.write_text("null")


def bad_byte(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-3] + b"\xff" + content[-3:])


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: list[Damage] = [flip, cut, empty, junk, null, Path.unlink]


class Heard(Progress):
    """Keeps the warnings."""

    def __init__(self) -> None:
        super().__init__("quiet")
        self.warnings: list[str] = []

    def warn(self, message: str) -> None:
        self.warnings.append(message)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A finished run without a model: every stage but translate has left its work."""
    place = tmp_path_factory.mktemp("finished")
    (place / "a.fr.txt").write_text(FRENCH, encoding="utf-8")
    (place / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    (place / "out").mkdir()
    (place / "out" / "corrections.tsv").write_text("document\tsource\ttarget\na\tIl pleut.\tRain.\n", encoding="utf-8")
    config = make_config(
        {
            "read": {"files": [str(place / "a.fr.txt")], "reference": [str(place / "a.en.txt")]},
            "translate": {"engine": "none"},
            "output": str(place / "out"),
            "write": {"formats": ["jsonl", "tmx", "html", "report"]},
        }
    )
    run(config)
    return config


@pytest.fixture
def config(finished: Config, tmp_path: Path) -> Config:
    """The same run, in a folder of its own that may be damaged."""
    shutil.copytree(finished.output, tmp_path / "out")
    return finished.model_copy(update={"output": tmp_path / "out"})


def heals(config: Config, path: Path) -> list[str]:
    """Run again; the outputs must be as they were, and the run after that have nothing to do. Gives the warnings."""
    expected = hashes(path_of_untouched(config))
    result = run(config, heard := Heard())
    assert result.exit_code == 0
    assert hashes(config.output) == expected
    assert run(config, again := Heard()).made == 0
    assert again.warnings == []
    return heard.warnings


def path_of_untouched(config: Config) -> Path:
    return Path(config.read.files[0]).parent / "out"


@pytest.mark.parametrize("damage", [*DAMAGES, folder], ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("stage", ["read", "segment", "align", "correct", "link", "score"])
def test_work(config: Config, stage: str, damage: Damage) -> None:
    [path] = (config.output / "work" / stage).glob("*.jsonl")
    damage(path)
    warnings = heals(config, path)
    assert warnings == [f"{path}: is {'gone' if damage is Path.unlink else 'damaged'}, and made again"]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", ["pairs.jsonl", "memory.tmx", "copy.html", "report.html", "metrics.json"])
def test_outputs(config: Config, name: str, damage: Damage) -> None:
    path = config.output / name
    damage(path)
    left = path.read_bytes() if path.exists() else b""
    warnings = heals(config, path)
    told = "is gone" if damage is Path.unlink else "is empty" if not left else "was not as a run had left it"
    assert [warning for warning in warnings if warning.startswith(f"{path}: {told}")]
    assert len(warnings) == 1
    kept = config.output / "kept" / name
    assert (kept.read_bytes() if left else b"") == left, "what might have been somebody's edit is kept"


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_manifest(config: Config, damage: Damage) -> None:
    path = config.output / "manifest.json"
    before = read_manifest(path)
    damage(path)
    warnings = heals(config, path)
    assert bool(warnings) == (damage is not Path.unlink)
    after = read_manifest(path)
    assert before is not None
    assert after is not None
    assert (after.seconds, after.outputs, after.work) == (before.seconds, before.outputs, before.work)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_records_of_outputs(config: Config, damage: Damage) -> None:
    for path in (config.output / "work" / ".fr-en-pipeline" / "outputs").iterdir():
        damage(path)
    heals(config, path)


@pytest.mark.parametrize("damage", [cut, empty, junk, bad_byte], ids=lambda damage: damage.__name__)
def test_corrections(config: Config, damage: Damage) -> None:
    path = config.output / "corrections.tsv"
    before = path.read_bytes()
    damage(path)
    left = path.read_bytes()
    [warning] = heals(config, path)
    assert "damaged" in warning
    assert path.read_bytes() == before
    assert (config.output / "kept" / "corrections.tsv").read_bytes() == left


def test_a_persons_mistake_in_the_corrections_is_told_and_left(config: Config) -> None:
    path = config.output / "corrections.tsv"
    path.write_text("document\tsource\ttarget\na\tIl pleut.\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2 has 2 values, not 3"):
        run(config)
    assert path.read_text(encoding="utf-8").endswith("a\tIl pleut.\n")


def test_everything_at_once(config: Config) -> None:
    for path in config.output.rglob("*"):
        if path.is_file() and path.name not in {"corrections.tsv", "lock"}:
            empty(path)
    heals(config, config.output)


def test_all_of_work_gone(config: Config) -> None:
    shutil.rmtree(config.output / "work")
    assert all("is gone" in warning for warning in heals(config, config.output))


def test_a_manifest_that_was_changed_is_not_believed(config: Config) -> None:
    path = config.output / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["outputs"]["jsonl"]["files"] = {"../../somebodys.txt": {"bytes": 1, "sha256": "0" * 64}}
    path.write_text(json.dumps(data), encoding="utf-8")
    assert len(heals(config, path)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("damage", [flip, cut, empty, Path.unlink], ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("name", ["model.bin", "shared_vocabulary.json", "checksums.json"])
def test_a_converted_model(
    damage: Damage, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, converted_cache: Path
) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(converted_cache, cache)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    [path] = cache.glob(f"fr-en-pipeline/*/{name}")
    damage(path)
    (tmp_path / "a.txt").write_text("Il pleut.\n", encoding="utf-8")
    config = make_config(
        {"read": {"files": [str(tmp_path / "a.txt")]}, "output": str(tmp_path / "out"), "align": {"judge": False}}
    )
    run(config, heard := Heard())
    assert [warning.partition(": ")[2][:10] for warning in heard.warnings] == ["is damaged"]
    assert "It's raining." in (tmp_path / "out" / "pairs.jsonl").read_text(encoding="utf-8")
    assert sorted(file.name for file in path.parent.iterdir()) == sorted(
        file.name for file in next(converted_cache.glob("fr-en-pipeline/ctranslate2-*")).iterdir()
    )


@pytest.fixture(scope="module")
def converted_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the embedded model, converted."""
    from pipeline.translation.conversion import converted
    from pipeline.translation.model import find_model

    cache = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        converted(find_model("embedded"), "float32")
    return cache
