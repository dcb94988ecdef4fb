"""A configuration: every mistake at once, each with its line; and all shipped ones load."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import pipeline
from pipeline.commands.init import config_lines
from pipeline.config.files import load_config, make_config
from pipeline.config.schema import Config
from pipeline.errors import ConfigError, InputError
from tests.conftest import Files

ROOT = Path(__file__).parents[2]
WRONG = """\
outptu: x
read:
  files: texts
  refrence: y
translate:
  beam: many
  engine: ctranslat2
  revision: a
  revision: b
alingn: {}
model: x
score:
  least_posterior: 2
"""
TOLD = """\
wrong.yaml: 8 problems
  line 1: outptu: unknown section (did you mean 'output'?)
  line 4: read.refrence: unknown option (did you mean 'reference'?)
  line 6: translate.beam: expected a valid integer, unable to parse string as an integer, got 'many'
  line 7: translate.engine: expected 'auto', 'transformers', 'ctranslate2' or 'none', got 'ctranslat2' \
(did you mean 'ctranslate2'?)
  line 9: translate.revision: stands twice, first on line 8
  line 10: alingn: unknown section (did you mean 'align'?)
  line 11: model: unknown section (did you mean 'translate.model'?)
  line 13: score.least_posterior: expected less than or equal to 1, got 2"""


def test_all_mistakes_are_told_at_once(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files({"wrong.yaml": WRONG}))
    with pytest.raises(ConfigError) as caught:
        load_config("wrong.yaml")
    assert str(caught.value) == TOLD


@pytest.mark.parametrize("path", sorted((ROOT / "configs").glob("*.yaml")), ids=lambda path: path.name)
def test_shipped_configurations_load(path: Path) -> None:
    config = load_config(path)
    assert config.output.is_absolute()
    assert all(Path(name).is_absolute() for name in config.read.files)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "read: [", "just words", "a: &x [*x]"])
def test_what_is_no_configuration_is_told_in_one_line(files: Files, text: str) -> None:
    path = files({"bad.yaml": text}) / "bad.yaml"
    with pytest.raises(ConfigError, match=r"bad\.yaml: 1 problem"):
        load_config(path)


def test_a_missing_configuration() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_config("nowhere.yaml")


def test_overrides_take_precedence_and_are_checked(files: Files) -> None:
    path = files({"a.yaml": "read: {files: x}\ntranslate: {beam: 2}\n"}) / "a.yaml"
    assert load_config(path, ["translate.beam=7", "write.formats=[tmx]"]).translate.beam == 7
    with pytest.raises(ConfigError, match="did you mean 'beam'"):
        load_config(path, ["translate.beem=7"])
    with pytest.raises(ConfigError, match=r"section\.key=value"):
        load_config(path, ["nonsense"])


def test_what_init_writes_is_the_defaults(tmp_path: Path) -> None:
    written = "\n".join(config_lines([str(tmp_path / "a.txt")], [], tmp_path))
    assert make_config(yaml.safe_load(written), base=tmp_path) == make_config(
        {"read": {"files": ["a.txt"]}}, base=tmp_path
    )


def test_speed_options_stay_out_of_the_key() -> None:
    config = make_config({"read": {"files": "a"}})
    faster = make_config({"read": {"files": "a"}, "translate": {"threads": 4}})
    assert config.without_speed() == faster.without_speed()
    assert Config.model_fields.keys() >= {"read", "segment", "translate", "align", "score", "evaluate", "write"}


def test_the_public_names_are_there() -> None:
    assert sorted(pipeline.__all__) == pipeline.__all__
    assert all(getattr(pipeline, name) for name in pipeline.__all__)


def test_checking_loads_no_heavy_library(files: Files) -> None:
    folder = files({"a.fr.txt": "Oui.\n", "a.yaml": "read: {files: a.fr.txt}\n"})
    code = (
        "import sys; from pipeline.commands import main; assert main(['check', sys.argv[1]]) == 0; "
        "print(sorted({'torch', 'transformers', 'ctranslate2', 'scipy', 'numpy', 'sentencepiece'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "a.yaml")], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
