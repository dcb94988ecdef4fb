"""What the documents say of the code is true and current."""

import doctest
import importlib
import pkgutil
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

import pipeline
from docs import dependencies, rooms, sentence
from docs.__main__ import HERE, MADE

ROOT = HERE.parent
ATTRIBUTION = ROOT / "pipeline" / "models" / "fr-en" / "ATTRIBUTION.md"
COPYLEFT = re.compile(r"\bA?GPL")


def modules_named(text: str) -> list[str]:
    """Give what is named as a module of the program, `pipeline.x.y`."""
    return re.findall(r"`(pipeline(?:\.\w+)+)`", text)


def files_named(text: str) -> list[str]:
    """Give what is named as a file or folder of the repository, but for new ones, which examples make."""
    named = re.findall(r"`((?:pipeline|tests|training|eval|corpus|configs|docs|\.ci)/[\w./-]*)`(?!, new)", text)
    return [name for name in named if name.upper() != name]


@pytest.mark.parametrize("name", MADE)
def test_what_programs_make_is_current(name: str) -> None:
    assert (HERE / name).read_text(encoding="utf-8") == MADE[name](), "renew it: python -m docs"


@pytest.mark.parametrize("path", [*HERE.glob("*.md"), ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_what_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in modules_named(text):
        assert importlib.import_module(name)
    assert [name for name in files_named(text) if not (ROOT / name).exists()] == []


def test_every_word_lives_somewhere() -> None:
    text = (HERE / "vocabulary.md").read_text(encoding="utf-8")
    rows = [row for row in re.findall(r"^\| (.+?) \| .+ \| (.+?) \|$", text, re.MULTILINE) if row[0] != "word"]
    assert [word for word, home in rows if not modules_named(home)] == []
    assert len(dict(rows)) == len(rows)


def test_every_room_is_in_the_picture() -> None:
    picture = (HERE / "architecture.md").read_text(encoding="utf-8").split("```")[1]
    packages = {name for _, name, is_room in pkgutil.iter_modules(pipeline.__path__) if is_room}
    assert {room for room in packages if not re.search(rf"\b{room}\b", picture)} == set()


def test_every_dependency_is_explained_and_permissive() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert set(dependencies.WHY) == {re.split("[<>=]", one)[0] for one in asked}
    licences = {name: dependencies.licence(name) for name in (*dependencies.direct(), *dependencies.brought())}
    assert {name: licence for name, licence in licences.items() if COPYLEFT.search(licence)} == {}


def test_every_share_of_the_training_data_is_attributed() -> None:
    config = yaml.safe_load((ROOT / "training" / "configs" / "fr-en-cpu.yaml").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| (`.+?) \| .+ \| ([\d.]+) \|$", ATTRIBUTION.read_text(encoding="utf-8"), re.MULTILINE)
    shares = {name: float(share) for names, share in rows for name in re.findall("`(.+?)`", names)}
    wanted = config["corpus"]["shares"]
    for name, share in shares.items():
        assert share == next((value for pattern, value in wanted.items() if fnmatch(name, pattern)), 1), name
    assert [pattern for pattern in wanted if not any(fnmatch(name, pattern) for name in shares)] == []
    assert {path.stem for path in (ROOT / "training" / "texts").glob("*.tsv")} <= set(shares)


@pytest.mark.parametrize("module", [dependencies, rooms, sentence])
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
