"""What `align`, `link`, `segment` and `translate` print; examples, versions, and how a command ends."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.commands import COMMANDS, main
from tests.conftest import Files


@pytest.fixture
def folder(files: Files, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: sentences a line, their paragraphs, and the same as texts."""
    folder = files(
        {
            "a.fr": "Paris est belle.\nLyon aussi.\n",
            "a.en": "Paris is beautiful.\nSo is Lyon.\n",
            "a.par": "0\n 1 \n",
            "few.par": "0\n",
            "bad.par": "0\nx\n",
            "t.fr.txt": "Paris est belle. Lyon aussi.\n\nM. Petit dort.\n",
            "t.en.txt": "Paris is beautiful. So is Lyon.\n\nMr. Petit sleeps.\n",
        }
    )
    monkeypatch.chdir(folder)
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = main(arguments)
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err.splitlines()


@pytest.mark.usefixtures("folder")
def test_alignments_in_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["align", "a.fr", "a.en", "--lines", "--model", "none"]
    code, out, err = printed(capsys, *lines, "--paragraphs", "a.par", "a.par")
    assert (code, err) == (0, [])
    assert all(re.fullmatch(rf"\[{n}\]:\[{n}\]:[01]\.\d{{4}}", line) for n, line in enumerate(out))
    assert len(out) == 2
    assert printed(capsys, *lines, "--paragraphs", "a.par", "a.par", "--format", "vecalign")[1] == out
    ladder = printed(capsys, *lines, "--format", "ladder")[1]
    assert [line.split("\t")[:2] for line in ladder] == [["0", "0"], ["1", "1"], ["2", "2"]]
    xces = "\n".join(printed(capsys, *lines, "--format", "xces")[1])
    assert xces.startswith('<?xml version="1.0"')
    assert 'fromDoc="a.fr"' in xces.replace("fromdoc", "fromDoc")
    assert "a.en" in xces


@pytest.mark.usefixtures("folder")
def test_texts_are_aligned_sentence_by_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for model in ([], ["--model", "none"]):
        code, out, err = printed(capsys, "align", "t.fr.txt", "t.en.txt", *model)
        assert [line.rpartition(":")[0] for line in out] == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
        assert (code, err) == (0, [])


@pytest.mark.usefixtures("folder")
def test_numbers_of_paragraphs_that_do_not_fit(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["align", "a.fr", "a.en", "--model", "none", "--paragraphs"]
    alone = "error: --paragraphs numbers the lines of --lines; give both, or neither"
    assert printed(capsys, *lines, "a.par", "a.par") == (2, [], [alone])
    for name in ("few.par", "bad.par"):
        line = f"error: {name}: must have one number a line, and as many lines as sentences (2)"
        assert printed(capsys, *lines, "a.par", name, "--lines") == (2, [], [line])


@pytest.mark.usefixtures("folder")
def test_words_are_linked_pair_by_pair(capsys: pytest.CaptureFixture[str]) -> None:
    (Path("w.fr")).write_text("Paris, l'été.\nMars 12\n", encoding="utf-8")
    (Path("w.en")).write_text("Paris, Mars 12.\nMars 12\n", encoding="utf-8")
    code, out, err = printed(capsys, "link", "w.fr", "w.en", "--model", "none")
    assert (code, err, len(out)) == (0, [], 2)
    assert "0-0" in out[0].split()
    assert out[1] == "0-0 1-1"
    (Path("one.en")).write_text("Paris\n", encoding="utf-8")
    wanted = "error: w.fr: 2 lines, but one.en has 1"
    assert printed(capsys, "link", "w.fr", "one.en", "--model", "none") == (2, [], [wanted])


@pytest.mark.usefixtures("folder")
def test_a_text_is_cut_and_the_cuts_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    sentences = ["Paris est belle.", "Lyon aussi.", "", "M. Petit dort."]
    assert printed(capsys, "segment", "t.fr.txt") == (0, sentences, [])
    english = ["Paris is beautiful.", "So is Lyon.", "", "Mr. Petit sleeps."]
    assert printed(capsys, "segment", "t.en.txt", "--language", "en") == (0, english, [])
    Path("s.txt").write_text("Un : deux ; trois.\n", encoding="utf-8")
    assert printed(capsys, "segment", "s.txt", "--split-on", ":;")[1] == ["Un :", "deux ;", "trois."]
    lines = printed(capsys, "segment", "t.fr.txt", "--explain")[1]
    assert [line[:54] for line in lines if line] == [
        "              Paris est belle. | Lyon aussi.          ",
        "                            M. · Petit dort.          ",
    ]
    assert all(re.fullmatch(r"[a-z_ ]+: .+", line[55:]) for line in lines if line)
    Path("l.txt").write_text(f"{'a' * 25} bcdefgh. {'Ijkl ' * 9}\n", encoding="utf-8")
    assert printed(capsys, "segment", "l.txt", "--explain")[1][0].startswith(
        f"{'a' * 21} bcdefgh. | Ijkl Ijkl Ijkl Ijkl  "
    )


def test_terms_are_kept_to_and_lines_stay_lines(folder: Path) -> None:
    (folder / "terms.tsv").write_text("gare\tterminal\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "translate", "--beam", "1", "--engine", "ctranslate2"]
    done = subprocess.run(
        [*command, "--glossary", "terms.tsv", "--threads", "1"],
        input="La gare est belle.\r\n\n42 \xe9\n".encode("latin-1"),
        capture_output=True,
        check=False,
    )
    first, *others = done.stdout.decode().split("\n")
    assert "terminal" in first
    assert others == ["", "42 \ufffd", ""]
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_example_is_a_command_line(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example of the help, tried with an option that no command has, is refused for nothing but that option."""
    monkeypatch.setattr(sys, "argv", ["pipeline"])
    with pytest.raises(SystemExit):
        main([command, "--help"])
    told = capsys.readouterr().out
    assert told.startswith(f"usage: python -m pipeline {command} ")
    examples = [line.split("#")[0].split("|")[-1] for line in told.splitlines() if "  python -m pipeline " in line]
    examples += [line.split("|")[-1] for line in told.splitlines() if line.strip().startswith("echo ")]
    assert command in ("check", "plan", "segment") or examples
    for line in examples:
        words = shlex.split(re.split("[<>]", line)[0])
        assert words[:4] == ["python", "-m", "pipeline", command]
        with pytest.raises(SystemExit, match="2"):
            main([*words[3:], "--nonsense"])
        assert capsys.readouterr().err.endswith("error: unrecognized arguments: --nonsense\n")


def test_the_first_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    told = capsys.readouterr().out
    assert told.startswith("usage: python -m pipeline [-h] [--version] COMMAND ...\n")
    listed = re.findall(r"^    (\w+)\s+(.+)", told, re.MULTILINE)
    assert dict(listed) == COMMANDS
    assert "\nexamples:\n  python -m pipeline run configs/sample.yaml\n" in told
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert capsys.readouterr().err.endswith("error: the following arguments are required: COMMAND\n")


def test_versions_are_told_on_two_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    first, second = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"fr-en-pipeline \S+ \(Python 3\.\d+\.\d+\S*, .+\)", first)
    assert all(re.fullmatch(r"[a-z0-9]+ \d[\w.+]*", one) for one in second.split(", "))
    assert "pydantic" in second


def test_defaults_and_choices_of_a_flag_are_those_of_the_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["translate", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for wanted in (
        "--beam N hypotheses kept while decoding; a whole number from 1 to 32 (default: 4)",
        "--device {auto,cpu,cuda} auto takes a GPU where there is one (default: auto)",
        "--model VALUE embedded, a MarianMT folder, or a hub name; a path or a name (default: embedded)",
        "--threads N processor threads; 0 takes all; a whole number from 0 to 1024 (default: 0)",
    ):
        assert wanted in told
    with pytest.raises(SystemExit, match="0"):
        main(["segment", "--help"])
    assert "--split-on MARKS also cut at these marks" in " ".join(capsys.readouterr().out.split())


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["translate"], "\nstopped\n"),
        (["run", "lent.fr.txt"], "\nstopped; finished work is kept, the same command goes on from here\n"),
    ],
)
def test_a_person_stops_a_command(folder: Path, command: list[str], told: str) -> None:
    """After a fifth of a second the command's libraries are still being loaded, or it waits for what it is to read."""
    code = (
        "import os, signal, sys, threading\n"
        "from pipeline.commands import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what runs in the background ignores it
        "threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT]).start()\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    (folder / "lent.fr.txt").write_text("Il pleut.", encoding="utf-8")
    slow = [sys.executable, "-c", code, *command]
    with subprocess.Popen(
        slow, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as one:
        assert one.stderr is not None
        err = one.stderr.read()
        assert (one.wait(30), err[-len(told) :]) == (130, told)
