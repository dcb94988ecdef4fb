"""`align` and `link` with inputs that people give by mistake: one line says what is odd."""

from pathlib import Path

import pytest

from pipeline.commands import main

STORY = [f"Le marin numéro {n} regarde la mer depuis le quai." for n in range(6)]


def _run(folder: Path, command: list[str], texts: tuple[str, str]) -> int:
    paths = [folder / name for name in ("a.txt", "b.txt")]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return main([*command, *map(str, paths)])


def _lines(sentences: list[str]) -> str:
    return "".join(f"{sentence}\n" for sentence in sentences)


def test_the_same_text_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path, ["align", "--lines", "--model", "none"], (_lines(STORY), _lines(STORY))) == 0
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == len(STORY)
    assert told.err == "warning: 6 of 6 French sentences stand in the English as they are; is this the translation?\n"


def test_one_sentence_against_thousands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = [f"Sentence {n} about nothing in particular." for n in range(3000)]
    assert _run(tmp_path, ["align", "--lines", "--model", "none"], (_lines(STORY[:1]), _lines(many))) == 0
    printed = capsys.readouterr().out.splitlines()
    found = sorted(int(n) for line in printed for n in line.split("]:[")[1].split("]")[0].split(", ") if n)
    assert found == list(range(3000))


def test_an_empty_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path, ["align", "--lines", "--model", "none"], (_lines(STORY), "")) == 0
    assert capsys.readouterr().out.splitlines() == [f"[{n}]:[]:1.0000" for n in range(6)]
    assert _run(tmp_path, ["align", "--model", "none"], (_lines(STORY), "")) == 2
    assert "holds no text" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("texts", "code", "out", "error"),
    [
        (("un deux\n", "one two\nthree\n"), 2, "", "1 lines, but"),
        (("un deux\n", "\n"), 0, "\n", ""),
        (("", ""), 0, "", ""),
        (("le chat\n", "le chat\n"), 0, "0-0 1-1\n", ""),
    ],
)
def test_link_with_odd_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], texts: tuple[str, str], code: int, out: str, error: str
) -> None:
    assert _run(tmp_path, ["link", "--tokens", "--model", "none"], texts) == code
    told = capsys.readouterr()
    assert told.out == out
    assert error in told.err
    assert told.err.count("\n") == bool(error)
