"""A configuration: every mistake at once, each with its line; and all shipped ones load."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import pipeline
from pipeline import run
from pipeline.commands.init import config_lines
from pipeline.config.loading import load_config, make_config, relative_to
from pipeline.config.schema import Config
from pipeline.errors import ConfigError, InputError
from pipeline.formats.sources import find
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


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "read: [",
        "just words",
        "a: &x [*x]",
        "? &a [*a]\n: b",
        "write: " + "[" * 5000,
        "a: &a {b: x}\n"
        + "".join(f"{new}: &{new} [{', '.join([f'*{old}'] * 50)}]\n" for old, new in pairwise("abcdefg")),
        "translate: {model: 2001-99-99}",
        "translate: {model: !!int abc}",
        "translate: {model: !!float ''}",
        "translate: {model: !!bool abc}",
        "translate: {model: !!timestamp abc}",
        "translate: {beam: " + "9" * 5000 + "}",
    ],
)
def test_what_is_no_configuration_is_told_in_one_line(files: Files, text: str) -> None:
    path = files({"bad.yaml": text}) / "bad.yaml"
    with pytest.raises(ConfigError, match=r"bad\.yaml: [12] problems?\n"):
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


REFUSED = {
    "output": ['"a\\0"', '"\\ud800"', "a/" + "é" * 128, "0x" + "f" * 5000],
    "read.files": ['"a\\0"', '["\\ud800.txt"]', "a" * 300],
    "read.encoding": [
        "undefined",
        "hex",
        "rot13",
        "idna",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
        "é",
        "''",
        '"\\0"',
        "none",
    ],
    "segment.abbreviations": ["['']", "['.']", "[' ']"],
    "translate.model": ["a" * 300, "a/" + "b" * 300],
    "translate.beam": ["0x" + "f" * 5000, "9" * 5000, "[" * 5000, "[" * 5000 + "]" * 5000],
    "translate.threads": ["1025", "9" * 30],
    "translate.batch_tokens": ["9" * 30],
    "evaluate.bootstrap": ["9" * 30, ".inf"],
    "evaluate.worst": ["9" * 30],
    "score.least_model_score": [".nan", ".inf", "-.inf", "9" * 400],
    "score.largest_length_ratio": [".inf"],
    "write.title": ['"\\ud800"', '"a\\0"'],
}


@pytest.mark.parametrize(
    ("option", "value"),
    [(option, value) for option, values in REFUSED.items() for value in values],
    ids=lambda text: text[:20].encode("unicode_escape").decode(),
)
def test_what_an_option_cannot_be_is_told_in_one_line(option: str, value: str) -> None:
    with pytest.raises(ConfigError) as caught:
        make_config({"read": {"files": "a.txt"}}, [f"{option}={value}"])
    assert str(caught.value).startswith(f"options: 1 problem\n  {option}")
    assert len(str(caught.value).splitlines()) == 2
    str(caught.value).encode()


@pytest.mark.parametrize("name", ["utf-8", "UTF-8-SIG", "cp1252", "latin-1", "mac_roman", "utf-16", "utf-32", "cp850"])
def test_encodings_that_texts_are_saved_in(name: str) -> None:
    assert make_config({"read": {"files": "a", "encoding": name}}).read.encoding == name


def test_a_value_that_is_no_yaml_is_text() -> None:
    config = make_config({"read": {"files": "a"}}, ["write.title=2001-99-99", "translate.revision=!!int abc"])
    assert (config.write.title, config.translate.revision) == ("2001-99-99", "!!int abc")


def test_the_home_of_nobody() -> None:
    config = make_config({"read": {"files": "a"}, "translate": {"model": "~nosuchuser/model"}}, base="/x")
    assert config.translate.model == str(Path("/x/~nosuchuser/model"))


def test_paths_of_a_command_line_start_from_the_current_folder(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = files(
        {"texts/run.yaml": "read: {files: a.txt}\n", "here/terms.tsv": "gare\tstation\n", "here/model/x": ""}
    )
    monkeypatch.chdir(folder / "here")
    settings = [
        "translate.glossary=terms.tsv",
        "output=out",
        "translate.model=model",
        "align.corrections=[a.tsv, b.tsv]",
    ]
    config = load_config("../texts/run.yaml", settings)
    assert config.read.files == [str(folder / "texts/a.txt")]
    assert config.translate.glossary == [str(folder / "here/terms.tsv")]
    assert config.output == folder / "here/out"
    assert config.translate.model == str(folder / "here/model")
    assert config.align.corrections == [str(folder / "here/a.tsv"), str(folder / "here/b.tsv")]
    assert load_config("../texts/run.yaml", ["translate.model=owner/model"]).translate.model == "owner/model"


@pytest.mark.parametrize("value", ["html,epub", "[html, epub]", "html, epub", "[html,epub]"])
def test_a_list_may_stand_with_commas(value: str) -> None:
    assert make_config({"read": {"files": "a"}}, [f"write.formats={value}"]).write.formats == ["html", "epub"]


def test_patterns_start_from_a_folder_whose_name_looks_like_one(files: Files) -> None:
    folder = files(dict.fromkeys(("[b]/t/1.md", "[b]/a[1].md", "b/t/2.md", "b/a1.md"), "Oui.\n")) / "[b]"
    (folder / "run.yaml").write_text("read: {files: ['t/*.md', 'a[1].md', t, '../b/t/*.md']}\n", encoding="utf-8")
    config = load_config(folder / "run.yaml")
    found = [folder / "t" / "1.md", folder / "a[1].md", folder.parent / "b" / "t" / "2.md"]
    assert [source.path for source in find(config.read.files)] == found
    plain = relative_to(config, folder / "out")
    (folder / "out").mkdir()
    assert find(make_config(plain, base=folder / "out").read.files) == find(config.read.files)


def test_a_manifest_finds_its_files_whatever_links_lead_to_it(files: Files) -> None:
    folder = files({"texts/a.fr.txt": "Oui.\n", "elsewhere/deep/down/x": ""})
    (folder / "link").symlink_to(folder / "elsewhere" / "deep")
    read = {"files": str(folder / "texts" / "*.txt")}
    config = make_config({"read": read, "output": str(folder / "link" / "out"), "translate": {"engine": "none"}})
    run(config)
    for name in (folder / "link", folder / "elsewhere" / "deep"):
        again = load_config(name / "out" / "manifest.json")
        assert [source.path.name for source in find(again.read.files)] == ["a.fr.txt"]
        assert again.output.samefile(config.output)
        assert run(again).made == 0


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


def test_an_option_that_nothing_depends_on_any_more_is_accepted_and_told() -> None:
    config = make_config({"read": {"files": "a"}, "score": {"least_model_score": -1}})
    why = "no longer used: least_adequacy stands for it"
    assert list(config.unused()) == [("score.least_model_score", why)]
    assert list(make_config({"read": {"files": "a"}, "score": {"least_model_score": -1.5}}).unused()) == []
