"""What `run`, `check`, `plan` and `init` print, from the first line to the last."""

import argparse
import json
import re
from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.commands.options import add_run_inputs, config_of
from pipeline.errors import InputError
from tests.conftest import Files

NO_MODEL = ["--set", "translate.engine=none"]


@pytest.fixture
def folder(files: Files, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with two texts and the translation of one."""
    folder = files(
        {
            "a.fr.txt": "LA GARE\n\nM. Petit attend. Il pleut.\n",
            "a.en.txt": "THE STATION\n\nMr Petit is waiting. It rains.\n",
            "b.fr.txt": "Oui.\n",
        }
    )
    monkeypatch.chdir(folder)
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    """The exit code of a command, and the lines on standard output and standard error."""
    code = main(arguments)
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err.splitlines()


def test_a_run_tells_what_came_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = [*NO_MODEL, "--set", "write.formats=tsv,moses", "--reference", "a.en.txt"]
    code, out, err = printed(capsys, "run", "a.fr.txt", *options)
    assert code == 0
    assert err[0] == "a.fr.txt: its English is a.en.txt"
    assert [line.split(":")[0] for line in err[1:]] == ["read", "segment", "align", "link", "score", "write"]
    assert out == [
        "",
        "1 text, 3 sentences, 0 lost; 3 pairs: 3 by a person",
        "  3 sure",
        "  out/",
        "    metrics.json   counts and scores",
        "    pairs.tsv      table with scores",
        "    pairs.fr       French lines (Moses)",
        "    pairs.en       English lines (Moses)",
        "    pairs.ids      ids of their pairs",
        "    manifest.json  what made all this",
    ]
    again = printed(capsys, "run", "out/manifest.json", "--set", "read.files=[b.fr.txt, a.fr.txt]", "--out", "o2")
    assert again[1][:4] == [
        "",
        "2 texts, 4 sentences, 0 lost; 4 pairs: 3 by a person, 1 without English",
        "  3 sure, 1 poor (no_english 1)",
        "  o2/",
    ]
    assert printed(capsys, "run", "o2/manifest.json")[1][3] == "  o2/ (all of it was there already)"


def test_a_run_elsewhere_with_a_file_that_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.fr.txt").write_bytes(b"\0\1\2\3")
    (folder / "here").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder / "here")
        code, out, err = printed(capsys, "run", "../b.fr.txt", "../c.fr.txt", "--out", "../out", *NO_MODEL, "--quiet")
        assert (code, out) == (1, [])
        [line] = err
        assert line.startswith(f"warning: skipped {folder}/c.fr.txt: is a binary file")
        code, out, err = printed(capsys, "run", "../b.fr.txt", "../c.fr.txt", "--out", "../out", *NO_MODEL)
    assert code == 1
    at = out.index("  not done:")
    assert out[at + 1 : at + 3] == [
        f"    {line.removeprefix('warning: skipped ')}",
        f"  {folder}/out/ (all of it was there already)",
    ]


def test_a_run_as_json_lines_ends_with_what_came_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(capsys, "run", "b.fr.txt", *NO_MODEL, "--json-logs", "--set", "write.formats=tsv")
    assert (code, out) == (0, [])
    last = json.loads(err[-1])
    assert {name: last[name] for name in ("event", "made", "problems", "documents", "sentences", "lost")} == {
        "event": "finished",
        "made": 7,
        "problems": [],
        "documents": 1,
        "sentences": 1,
        "lost": 0,
    }


def test_a_translated_run_tells_the_measure_and_the_corrections(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "document\tsource\ttarget\na.fr.txt\tIl pleut.\tRain.\nb.fr.txt\tOui.\tAye.\nb.fr.txt\tNon.\tNay.\n"
    (folder / "k.tsv").write_text(table, encoding="utf-8")
    options = ["--set", "translate.beam=1", "--set", "align.judge=false", "--set", "align.corrections=k.tsv"]
    options += ["--set", "evaluate.bootstrap=0", "--set", "write.formats=tsv"]
    code, out, err = printed(capsys, "run", "a.fr.txt", "b.fr.txt", "--reference", "a.en.txt", *options)
    assert code == 0
    assert out[1] == "2 texts, 4 sentences, 0 lost; 4 pairs: 2 by a person, 2 corrected by a person"
    measured = next(line for line in out if "machine against human" in line)
    assert measured.startswith("  machine against human translation: BLEU ")
    assert [part.split()[0] for part in measured.split(": ")[1].split(", ")] == ["BLEU", "CHRF", "TER"]
    assert "warning: b.fr.txt: 1 correction fits nowhere in it any more; the first is of 'Non.'" in err


def test_a_configuration_that_is_fine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text("read: {files: '*.fr.txt', reference: a.en.txt}\n", encoding="utf-8")
    line = "a.yaml: fine; 2 files, 1 with a human translation; {}; into " + f"{folder}/out"
    assert printed(capsys, "check", "a.yaml") == (0, [line.format("model embedded")], [])
    assert printed(capsys, "check", "a.yaml", *NO_MODEL) == (0, [line.format("no machine translation")], [])
    one = ["--set", "read.files=b.fr.txt", "--set", "read.reference=[]", "--set", "translate.model=acme/none"]
    wanted = "a.yaml: fine; 1 file; model acme/none (not here yet: the run fetches it from the hub); into "
    assert printed(capsys, "check", "a.yaml", *one) == (0, [f"{wanted}{folder}/out"], [])


def test_everything_that_does_not_fit_this_machine_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.yaml").write_text(
        "read: {files: gone.txt}\ntranslate:\n  model: ./gone\n  glossary: [t.tsv]\n"
        "align: {corrections: k.tsv, embeddings: ./none}\noutput: b.fr.txt/out\n",
        encoding="utf-8",
    )
    code, out, err = printed(capsys, "check", "a.yaml")
    assert (code, out) == (2, [])
    assert err[0] == "error: a.yaml: 6 problems"
    assert [line.split(": ")[:2] for line in err[1:]] == [
        ["  line 1", "read.files"],
        ["  line 5", "align.corrections"],
        ["  line 4", "translate.glossary"],
        ["  line 3", "translate.model"],
        ["  line 5", "align.embeddings"],
        ["  line 6", "output"],
    ]
    assert err[-1] == f"  line 6: output: {folder}/b.fr.txt is a file, not a folder"
    (folder / "a.yaml").write_text("read: {files: gone.txt}\ntranslate: {engine: none, model: ./gone}\n")
    assert len(printed(capsys, "check", "a.yaml")[2]) == 2


def test_a_plan_without_a_model(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.fr.txt").write_bytes(b"\0\1\2\3")
    arguments = ["a.fr.txt", "b.fr.txt", "--reference", "a.en.txt", *NO_MODEL]
    texts = ["texts       2, 1 of them with a human translation", "paired      by name"]
    told = [*texts, "paragraphs  3", "sentences   4"]
    assert printed(capsys, "plan", *arguments, "--quick") == (0, [*told, "done        nothing yet"], [])
    code, out, _ = printed(capsys, "plan", *arguments)
    assert (code, out[:5]) == (0, [*told, "done        nothing yet"])
    assert re.fullmatch(r"time        about \d+ s.*", out[5])
    assert main(["run", *arguments, "--quiet"]) == 0
    done = "done        read, segment, align, link, score"
    assert printed(capsys, "plan", *arguments) == (0, [*told, done], [])
    code, out, _ = printed(capsys, "plan", "c.fr.txt", *arguments)
    assert (code, out[:4], out[5]) == (1, told, done)
    assert out[4].startswith(f"unreadable  {folder}/c.fr.txt: is a binary file")


def test_a_plan_with_the_embedded_model(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = ", ".join(["le chat dort"] * 300)
    (folder / "long.fr.txt").write_text(f"Oui. Oui. {long.capitalize()}.\n", encoding="utf-8")
    code, out, _ = printed(capsys, "plan", "b.fr.txt", "long.fr.txt", "--set", "translate.engine=ctranslate2")
    assert code == 0
    assert out[:3] == ["texts       2, 0 of them with a human translation", "paragraphs  2", "sentences   4"]
    assert out[3].startswith("to translate 2 different ones, ")
    assert out[3].endswith(" pieces, with embedded")
    assert out[4].startswith("too long    1, more than ")
    assert out[4].endswith(" pieces; they go to the model in parts")
    shown, _, parts = out[5].rpartition(" (")
    assert shown == f"{'':14}{long.capitalize()[:59]}…"
    assert 1 < int(parts.removesuffix(" parts)")) < 300  # clauses
    assert out[6] == "done        nothing yet"
    assert re.fullmatch(r"time        about \d+ s.*", out[7])
    assert len(out) == 8


def test_a_configuration_is_made_for_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "init", "a.fr.txt", "--reference", "a.en.txt", "--config", "c/a.yaml") == (
        0,
        ["c/a.yaml: written; next: python -m pipeline run c/a.yaml"],
        [],
    )
    lines = (folder / "c" / "a.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[4].startswith("  files: [../a.fr.txt]  ")
    assert lines[5].startswith("  reference: [../a.en.txt]  ")
    for name, told in (
        ("c/a.yaml", "c/a.yaml: is there already; choose another name with --config"),
        ("b.txt", "b.txt: give --config a name that ends in .yaml"),
    ):
        assert printed(capsys, "init", "a.fr.txt", "--config", name) == (2, [], [f"error: {told}"])
    assert printed(capsys, "init", "gone.txt")[0] == 2
    assert printed(capsys, "init", "a.fr.txt", "--reference", "gone.txt")[0] == 2
    assert not (folder / "pipeline.yaml").exists()
    assert printed(capsys, "init", "b.fr.txt", "--config", "b.yml")[0] == 0
    assert printed(capsys, "init", "b.fr.txt")[1] == [
        "pipeline.yaml: written; next: python -m pipeline run pipeline.yaml"
    ]


def arguments_of(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_run_inputs(parser)
    return parser.parse_args(arguments)


def test_what_run_is_meant(folder: Path) -> None:
    (folder / "c.YAML").write_text("read: {files: a.fr.txt}\noutput: there\n", encoding="utf-8")
    texts = config_of(arguments_of("a.fr.txt", "--reference", "a.en.txt", "--set", "translate.beam=2"))
    assert texts.read.files == [f"{folder}/a.fr.txt"]
    assert texts.read.reference == [f"{folder}/a.en.txt"]
    assert (texts.output, texts.translate.beam) == (folder / "out", 2)
    assert config_of(arguments_of("a.fr.txt", "--out", "here")).output == folder / "here"
    assert config_of(arguments_of("c.YAML")).output == folder / "there"
    changed = config_of(arguments_of("c.YAML", "--out", "it's: [here]", "--reference", "a, b.txt", "--reference", "c"))
    assert changed.output == folder / "it's: [here]"
    assert changed.read.reference == [f"{folder}/a, b.txt", f"{folder}/c"]
    with pytest.raises(InputError) as told:
        config_of(arguments_of("a.fr.txt", "c.YAML"))
    assert str(told.value) == "c.YAML: give one configuration, or text files, not both"
