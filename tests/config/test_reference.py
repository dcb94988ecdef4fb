"""Every option in words: the page of them, and what is written for a newcomer's own files."""

from pathlib import Path

import pytest
import yaml

from pipeline.commands.init import config_lines
from pipeline.config.loading import make_config, relative_to
from pipeline.config.reference import make_reference
from pipeline.config.schema import Config, IsPath, path_kind
from pipeline.errors import ConfigError

ROOT = Path(__file__).parents[2]


def test_the_page_of_the_options_is_that_of_the_documentation() -> None:
    assert make_reference() == (ROOT / "docs" / "options.md").read_text(encoding="utf-8")


def test_a_configuration_for_a_newcomer_tells_every_option_with_its_default() -> None:
    lines = list(config_lines(["texts/a.txt", "b.txt"], ["texts/a.en.txt"], Path("texts")))
    assert lines[:5] == [
        "# Paths are relative to this file. Leave out what you do not change: these are the defaults.",
        "output: out                               # the folder everything is written to",
        "",
        "read:  # which files are read",
        "  files: [a.txt, ../b.txt]                # French files, folders or patterns such as texts/*.md; "
        "hf://datasets/NAME, a data set on the hub; s3://, https:// and other addresses; - for standard input",
    ]
    assert lines[5].startswith("  reference: [a.en.txt]                   # human English translations of them")
    assert "  revision: null                          # branch, tag or commit of a hub model" in lines
    assert "  title: ''                               # title of the reading copy; empty takes the text's own" in lines
    written = yaml.safe_load("\n".join(lines))
    assert written["write"]["formats"] == ["jsonl", "huggingface", "tmx", "tsv", "html"]
    for name, section in Config.model_fields.items():
        own = getattr(section.annotation, "model_fields", None)
        assert own is None or list(written[name]) == list(own)
        assert own is None or lines[lines.index(next(x for x in lines if x.startswith(f"{name}:"))) - 1] == ""


@pytest.mark.parametrize(
    ("option", "least", "most"),
    [
        ("translate.beam", 1, 32),
        ("translate.batch_tokens", 64, 1_000_000),
        ("translate.threads", 0, 1024),
        ("align.largest_bead", 2, 12),
        ("score.least_posterior", 0, 1),
        ("evaluate.bootstrap", 0, 100_000),
        ("evaluate.worst", 0, 1_000_000),
    ],
)
def test_both_ends_of_a_range_are_in_it(option: str, least: int, most: int) -> None:
    section, name = option.split(".")
    for value in (least, most):
        config = make_config({"read": {"files": "a"}}, [f"{option}={value}"])
        assert getattr(getattr(config, section), name) == value


def test_what_is_a_path_is_told_by_the_type() -> None:
    kinds = {
        f"{name}.{option}": kind
        for name, section in Config.model_fields.items()
        for option, field in getattr(section.annotation, "model_fields", {}).items()
        if (kind := path_kind(field))
    }
    files, model, one = IsPath(or_pattern=True), IsPath(or_name=True), IsPath()
    assert kinds == {
        "read.files": files,
        "read.reference": files,
        "read.beads": files,
        "segment.srx": one,
        "translate.model": model,
        "translate.glossary": one,
        "align.embeddings": model,
        "align.corrections": one,
        "score.imported": one,
    }


def test_one_name_may_stand_for_a_list() -> None:
    read = {"files": "a.txt", "reference": "b.txt", "also": "comments", "beads": "c.txt"}
    config = make_config(
        {
            "read": read,
            "translate": {"glossary": "t.tsv"},
            "align": {"corrections": "k.tsv"},
            "write": {"formats": "tmx"},
        },
        base="/x",
    )
    assert (config.read.files, config.read.reference, config.read.beads) == (["/x/a.txt"], ["/x/b.txt"], ["/x/c.txt"])
    assert (config.read.also, config.write.formats) == (["comments"], ["tmx"])
    assert (config.translate.glossary, config.align.corrections) == (["/x/t.tsv"], ["/x/k.tsv"])


def test_only_how_fast_a_run_is_stays_out_of_what_decides_it() -> None:
    config = make_config({"read": {"files": "a"}, "translate": {"threads": 3, "beam": 2}}, base="/x")
    everything = config.model_dump(mode="json")
    del everything["translate"]["threads"]
    everything["run"] = {}
    del everything["write"]["publish"]
    assert config.without_speed() == everything
    assert everything["output"] == "/x/out"


def test_paths_are_written_as_seen_from_a_folder_and_names_as_they_are() -> None:
    data = {
        "read": {"files": "a.txt"},
        "translate": {"model": "owner/model", "glossary": "terms/t.tsv"},
        "align": {"embeddings": "./labse"},
    }
    written = relative_to(make_config(data, base="/x"), Path("/x/out"))
    assert written["output"] == "."
    assert written["read"]["files"] == ["../a.txt"]
    assert (written["translate"]["model"], written["translate"]["glossary"]) == ("owner/model", ["../terms/t.tsv"])
    assert written["align"]["embeddings"] == "../labse"


@pytest.mark.parametrize(
    ("option", "value", "line"),
    [
        (
            "read.encoding",
            "hex",
            "read.encoding: expected the name of a text encoding: auto, utf-8 or cp1252, for example, got 'hex'",
        ),
        ("segment.abbreviations", "[' .']", "segment.abbreviations.0: expected an abbreviation such as réf., got ' .'"),
        ("write.title", '"a\\0"', "write.title: expected text in Unicode (UTF-8) without NUL characters, got 'a\\x00'"),
        (
            "read.files",
            '"/a\\0"',
            "read.files: expected text in Unicode (UTF-8) without NUL characters; rename the file, got ['/a\\x00']",
        ),
        (
            "output",
            f"/{'a' * 256}",
            "output: expected names of at most 255 bytes, got '/aaaaaaaaaaa...aaaaaaaaaaaaa'",
        ),
        ("read.beam", "1", "read.beam: unknown option (did you mean 'beads'?)"),
        ("read.judge", "1", "read.judge: unknown option (did you mean 'align.judge'?)"),
        ("link.nonsense", "1", "link.nonsense: unknown option (known: words, attention)"),
        (
            "nonsense.beam",
            "1",
            "nonsense: unknown section (known: output, read, segment, translate, align, link, score, evaluate, write, "
            "run)",
        ),
        ("translate.beam.deeper", "1", "translate.beam: expected a valid integer, got {'deeper': 1}"),
        ("read.files", "[]", "read.files: expected List should have at least 1 item after validation, not 0, got []"),
        ("..=", "1", "..==1: --set expects section.key=value"),
    ],
)
def test_the_line_says_what_is_expected(option: str, value: str, line: str) -> None:
    with pytest.raises(ConfigError) as caught:
        make_config({"read": {"files": "a.txt"}}, [f"{option}={value}"])
    assert str(caught.value) == f"options: 1 problem\n  {line}"


def test_a_name_of_255_bytes_is_a_name() -> None:
    assert make_config({"read": {"files": "a"}, "output": "a" * 255}).output.name == "a" * 255
