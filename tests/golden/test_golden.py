"""Not one byte of any output has changed: every reader, every writer, with a human translation and without.

Where a change is wanted: `python -m tests.golden.renew`; see README.md here.
"""

import doctest
import platform
from pathlib import Path
from types import ModuleType

import pytest

from tests.golden import digests, prepare
from tests.golden.cases import CASES
from tests.golden.digests import Digests, all_digests, differences, read_digests
from tests.golden.make import make, runs_here

pytestmark = pytest.mark.skipif(
    platform.machine().lower() not in {"x86_64", "amd64"},
    reason="the digests are those of x86-64 processors: others round otherwise",
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of all cases' outputs, made once."""
    for library in ("ctranslate2", "docx", "pyarrow", "pypdfium2"):
        pytest.importorskip(library)
    return make(tmp_path_factory.mktemp("golden") / "made")


@pytest.fixture(scope="module")
def made(outputs: Path) -> Digests:
    """Give the digests of all cases' outputs."""
    return all_digests(outputs)


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_outputs_are_what_they_were(name: str, made: Digests, outputs: Path) -> None:
    if not runs_here(name):
        pytest.skip("no Chromium is installed")
    told = list(differences(read_digests().get(name, {}), made[name]))
    failed = outputs / name / "failed.txt"
    if failed.is_file():
        told.append(failed.read_text(encoding="utf-8"))
    if told:
        lines = [f"the outputs in {outputs / name} are not what they were:", *told]
        pytest.fail("\n  ".join([*lines, "if that is wanted: python -m tests.golden.renew"]), pytrace=False)


def test_every_digest_is_of_a_case() -> None:
    assert set(read_digests()) == set(CASES)


@pytest.mark.parametrize("module", [digests, prepare])
def test_examples(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0
