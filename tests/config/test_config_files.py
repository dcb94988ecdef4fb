"""Configurations in files: on which line a mistake is told, and what a manifest and a command line change of it."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from pipeline.commands import main
from pipeline.config.loading import line_of, load_config, make_config
from pipeline.config.plain import load_plain, shown
from pipeline.config.schema import IsPath
from pipeline.config.settings import anchored, apply_settings
from pipeline.errors import ConfigError, InputError, Problem
from tests.conftest import Files

TEXT = """\
read:
  files:
    - a.txt
    - 7
write:
  formats: [html,
    nonsense]
score:
translate: 3
"""


def told(path: Path, *settings: str) -> list[str]:
    """The lines that say what is wrong with a configuration."""
    with pytest.raises(ConfigError) as caught:
        load_config(path, settings)
    return str(caught.value).splitlines()


def test_a_mistake_inside_of_a_list_is_told_with_its_own_line(files: Files) -> None:
    path = files({"a.yaml": TEXT}) / "a.yaml"
    first, item, listed, section = told(path)
    assert first == f"{path}: 3 problems"
    assert item == "  line 4: read.files.1: expected a valid string, got 7"
    assert listed.startswith("  line 7: write.formats.1: expected 'jsonl', ")
    assert listed.endswith(" or 'review-xliff', got 'nonsense' (did you mean 'moses'?)")
    assert section.startswith("  line 9: translate: expected ")
    assert section.endswith(", got 3")


def test_what_a_command_line_says_stands_on_no_line(files: Files) -> None:
    path = files({"a.yaml": "read: {files: a.txt}\ntranslate:\n  beam: 99\n"}) / "a.yaml"
    wrong = "translate.beam: expected less than or equal to 32, got"
    assert told(path) == [f"{path}: 1 problem", f"  line 3: {wrong} 99"]
    assert told(path, "translate.beam=77") == [f"{path}: 1 problem", f"  line 2: {wrong} 77"]
    assert load_config(path, ["translate.beam=7"]).translate.beam == 7
    assert told(path, "translate.beam=7", "write.title=[1]")[1].startswith("  write.title: expected a valid string")


@pytest.mark.parametrize(("where", "line"), [(("a", "b"), 2), (("a", "c"), 1), (("a", "d", 1), 4), (("x", "y"), None)])
def test_the_line_of_an_option_or_of_what_is_around_it(files: Files, where: tuple[str | int, ...], line: int) -> None:
    path = files({"a.yaml": "a:\n  b: 1\n  d: [2,\n   3]\n"}) / "a.yaml"
    assert line_of(path, where) == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("read: [", "line 1: (top level): not YAML: expected the node content, but found '<stream end>'"),
        ("a: 1\nb: @", "line 2: (top level): not YAML: found character '@' that cannot start any token"),
        (
            "a: 2001-99-99",
            "line 1: (top level): not YAML: '2001-99-99' can be no timestamp; put it between quotation marks if it is "
            "text",
        ),
        ("just words", "(top level): expected sections such as 'read:' with options under them"),
        ("- a", "(top level): expected sections such as 'read:' with options under them"),
        ("write: " + "[" * 5000, "(top level): nested too deeply to be a configuration"),
        ("a: &a [*a]", "a.0: an alias (*name) that stands inside of what it names; write out what is meant"),
        (
            "a: &a [x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghijkl")),
            "g.2: aliases (*name) inside of aliases make too many values of it; write out what is meant",
        ),
        ("output: {a: 1}", "output: expected a path, got {'a': 1}"),
        (
            "null: 1",
            "None: unknown section (known: output, read, segment, translate, align, link, score, evaluate, write, run)",
        ),
        (
            "translate: {engine: no}",
            "translate.engine: expected 'auto', 'transformers', 'ctranslate2' or 'none', got False, as which YAML "
            "reads false, no and off; put quotes around a word",
        ),
        ("{}", "read: required, and missing"),
    ],
)
def test_what_is_no_configuration_says_why(files: Files, text: str, message: str) -> None:
    path = files({"a.yaml": text}) / "a.yaml"
    lines = told(path)
    assert lines[0] in (f"{path}: 1 problem", f"{path}: {len(lines) - 1} problems")
    assert message.removeprefix("line 1: ") in [line.removeprefix("  ").removeprefix("line 1: ") for line in lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_yaml(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.yaml").write_bytes("read: {files: été.txt}\noutput: out\n".encode(encoding))
    assert load_config(tmp_path / "a.yaml").read.files == [str(tmp_path / "été.txt")]
    assert line_of(tmp_path / "a.yaml", ("output",)) == 2


def test_other_encodings_are_told_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("output: out\nread: {files: été.txt}\n".encode("latin-1"))
    with pytest.raises(InputError, match=r"configuration is not UTF-8 \(byte 27, line 2\); save it as UTF-8"):
        load_config(tmp_path / "a.yaml")


def test_a_manifest_holds_a_configuration(files: Files) -> None:
    config = {"read": {"files": ["../a.txt"]}, "translate": {"beam": 2}}
    folder = files({"out/manifest.json": json.dumps({"tool": {}, "config": config}), "out/c.json": "read: {files: b}"})
    assert load_config(folder / "out" / "manifest.json", ["translate.threads=1"]).read.files == [str(folder / "a.txt")]
    assert load_config(folder / "out" / "c.json").read.files == [str(folder / "out" / "b")]
    (folder / "out" / "flow.json").write_text("config: {read: {files: b},\n  link: {wrods: 1}}", encoding="utf-8")
    assert told(folder / "out" / "flow.json")[1] == "  line 2: link.wrods: unknown option (did you mean 'words'?)"
    (folder / "out" / "bytes.yaml").write_bytes(b"\xff")
    for name in ("bytes.yaml", "gone.yaml"):
        with pytest.raises(
            InputError, match=rf"^{folder}/out/{name}: configuration (?:is not UTF-8|cannot be read) \("
        ):
            load_config(folder / "out" / name)


def test_paths_start_from_the_folder_of_the_file(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = files({"conf/a.yaml": "\ufeffread: {files: [a.txt, ~/b.txt, ../c.txt]}\nalign:\n"})
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", "/home/me")
    config = load_config("conf/a.yaml")
    assert config.read.files == [str(folder / "conf" / "a.txt"), "/home/me/b.txt", str(folder / "c.txt")]
    assert config.output == folder / "conf" / "out"
    assert make_config({"read": {"files": "a.txt"}, "align": None}).read.files == [str(folder / "a.txt")]


@pytest.mark.parametrize(
    ("path", "kind", "expected"),
    [
        ("owner/model", IsPath(or_name=True), "owner/model"),
        ("embedded", IsPath(or_name=True), "embedded"),
        ("", IsPath(or_name=True), ""),
        ("own", IsPath(or_name=True), "{}/own"),
        ("./model", IsPath(or_name=True), "{}/model"),
        ("embedded", IsPath(), "{}/embedded"),
        ("a/../b/*.md", IsPath(or_pattern=True), "{}/b/*.md"),
        ("/x/*.md", IsPath(or_pattern=True), "/x/*.md"),
    ],
)
def test_names_stay_names_and_paths_become_absolute(tmp_path: Path, path: str, kind: IsPath, expected: str) -> None:
    for name in ("own", "embedded"):
        (tmp_path / name).mkdir()
    assert anchored(tmp_path, path, kind) == expected.format(tmp_path)


def test_settings_make_the_sections_that_are_missing() -> None:
    data = {"write": "no section"}
    settings = ["write.title=4", "a.b.c=[1, 2]", " link.words = true", "write.formats= tmx , tsv", "x", "y.=1"]
    lines: dict[tuple[str | int, ...], int] = {("write", "title"): 3, ("write",): 2}
    wrong = [Problem((one,), "--set expects section.key=value") for one in ("x", "y.=1")]
    assert apply_settings(data, settings, lines) == wrong
    assert data == {
        "write": {"title": 4, "formats": ["tmx", "tsv"]},
        "a": {"b": {"c": [1, 2]}},
        "link": {"words": True},
    }
    assert lines == {("write",): 2}


def test_values_are_shown_in_a_few_characters() -> None:
    assert shown("x" * 100) == "'xxxxxxxxxxxx...xxxxxxxxxxxxx'"
    assert shown(10**5000) == "a number of thousands of digits"
    with pytest.raises(yaml.YAMLError):
        load_plain("[")


def test_mistakes_of_every_kind_are_told_at_once(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "read:\n  files: [nowhere.txt, b.txt]\n  encoding: latin-42\ntranslate:\n\tbeam: four\nwrite:\n  title: @me\n"
    )
    path = files({"a.yaml": text}) / "a.yaml"
    assert main(["check", str(path)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert told[0] == f"error: {path}: 5 problems"
    assert [line.split(":")[0].strip() for line in told[1:]] == ["line 2", "line 3", "line 5", "line 5", "line 7"]
    assert "nowhere.txt: no such file" in told[1]
    assert "a tab" in told[3] + told[4]


@pytest.mark.parametrize("text", ["a: b: c\n" * 30, "x: [\n" * 5, "\t\t\t", "a:\n - b\n  c", "'"])
def test_mistakes_of_yaml_end(files: Files, text: str) -> None:
    path = files({"a.yaml": text}) / "a.yaml"
    assert 1 < len(told(path)) <= 25


def test_an_alignment_that_does_not_fit_is_told(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    text = "read:\n  files: a.fr.txt\n  reference: a.en.txt\n  beads: a.beads\ntranslate: {engine: none}\n"
    folder = files({"a.yaml": text, "a.fr.txt": "Oui. Non.\n", "a.en.txt": "Yes. No.\n", "a.beads": "[0]:[0]:1\n"})
    assert main(["check", str(folder / "a.yaml")]) == 0
    (folder / "a.beads").write_text("0 is 0\n", "utf-8")
    assert main(["check", str(folder / "a.yaml")]) == 2
    assert "line 4: read.beads: " in capsys.readouterr().err
