"""What several tests share: small files, and the embedded model loaded once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.stages.translate import open_translator
from pipeline.translate.hypotheses import Translator
from pipeline.translate.model import Model, find_model
from pipeline.translate.options import TranslateOptions

# No property fails because the machine is busy: none has a deadline, nor a limit to how long its examples take to make.
# Examples may share a fixture such as `tmp_path`: each writes files of its own. All else is Hypothesis' own profile,
# which takes fresh examples at a desk and always the same ones in continuous integration.
settings.register_profile(
    "tests", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("tests")

Files = Callable[[dict[str, str]], Path]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Write some UTF-8 files into an empty folder; gives the folder."""

    def write(contents: dict[str, str]) -> Path:
        for name, text in contents.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture(scope="session")
def model() -> Model:
    """The embedded model."""
    return find_model("embedded")


@pytest.fixture(scope="session")
def translator(model: Model) -> Translator:
    """The embedded model in the fast engine."""
    return open_translator(model, TranslateOptions(beam=2))
