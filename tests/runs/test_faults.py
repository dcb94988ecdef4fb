"""A fault that nobody foresaw takes one file, one document or one output down, is told as what it is, and no more."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.boundary import doing, reading
from pipeline.commands import main
from pipeline.config.loading import make_config
from pipeline.document import Document, Text
from pipeline.errors import FaultError, InputError
from pipeline.formats.text import read as reader
from pipeline.runs.runner import run
from pipeline.stages.base import ALONE, StageContext
from pipeline.stages.link import LinkStage
from tests.conftest import Files

READ, LINK = reader.read_text, LinkStage.__call__


def faulty_reader(data: bytes, encoding: str, language: str) -> Text:
    """The reader of plain texts with a fault of its own."""
    if b"fautif" in data:
        raise ZeroDivisionError("of no use")
    return READ(data, encoding, language)


def faulty_link(self: LinkStage, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
    """The link stage with a fault that one document in a shard meets."""
    if any("fautif" in paragraph.text for document in documents for paragraph in document.source.paragraphs):
        raise LookupError("no such\nthing")
    return LINK(self, documents, context)


def faulty_writer(*_: object) -> list[Path]:
    """A writer with a fault."""
    raise RecursionError("too deep")


@pytest.fixture
def folder(files: Files) -> Path:
    return files({"a.txt": "Il pleut.\n", "b.txt": "Un mot fautif.\n", "c.txt": "Fin.\n"})


def config_of(folder: Path, *formats: str) -> dict[str, object]:
    """A run of three texts, without a model."""
    return {
        "output": str(folder / "out"),
        "read": {"files": [str(folder / name) for name in ("a.txt", "b.txt", "c.txt")]},
        "translate": {"engine": "none"},
        "write": {"formats": list(formats)},
    }


def test_a_reader_with_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_text", faulty_reader)
    result = run(make_config(config_of(folder, "jsonl")))
    [problem] = result.problems
    assert problem == (
        f"{folder / 'b.txt'}: cannot be read, by a fault of this program (ZeroDivisionError at "
        f"{problem.partition(' at ')[2].partition(': ')[0]}: of no use); please report it with the file"
    )
    assert "pipeline.formats.reading:" in problem
    assert (result.exit_code, result.metrics.counts.documents) == (1, 2)


def test_a_stage_with_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LinkStage, "__call__", faulty_link)
    result = run(make_config(config_of(folder, "jsonl")))
    [problem] = result.problems
    assert problem.startswith("b.txt: cannot be made, by a fault of this program (LookupError at pipeline.")
    assert problem.endswith(": no such thing); please report it with the text")
    assert (result.exit_code, result.metrics.counts.documents) == (1, 2)
    lines = (folder / "out" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    assert ["a.txt" in lines[0], "c.txt" in lines[1], len(lines)] == [True, True, 2]
    monkeypatch.setattr(LinkStage, "__call__", LINK)  # mended: the same command does what is left
    assert run(make_config(config_of(folder, "jsonl"))).metrics.counts.documents == 3


def test_a_document_that_a_stage_refuses_is_left_out(files: Files) -> None:
    """Beads that do not fit their text take no other text with them."""
    folder = files(
        {
            f"{name}.{kind}": text
            for name in ("un", "deux")
            for kind, text in (("fr.txt", "Il pleut.\n"), ("en.txt", "It rains.\n"), ("beads", "[0]:[0]:1\n"))
        }
    )
    (folder / "deux.beads").write_text("[0]:[7]:1\n", encoding="utf-8")
    result = run(
        make_config(
            {
                "output": str(folder / "out"),
                "read": {
                    "files": [str(folder / f"{name}.fr.txt") for name in ("un", "deux")],
                    "reference": [str(folder / f"{name}.en.txt") for name in ("un", "deux")],
                    "beads": [str(folder / f"{name}.beads") for name in ("un", "deux")],
                },
                "translate": {"engine": "none"},
            }
        )
    )
    [problem] = result.problems
    assert problem.startswith("deux.fr.txt: ")
    assert "there are 1 English sentences" in problem
    assert (result.exit_code, result.metrics.counts.documents) == (1, 1)


def test_when_nothing_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LinkStage, "__call__", faulty_link)
    for name in ("a.txt", "c.txt"):
        (folder / name).write_text("Un autre mot fautif.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"^none of the files can be done:\n  "):
        run(make_config(config_of(folder, "jsonl")))


def test_a_writer_with_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.formats.tmx.write.write", faulty_writer)
    result = run(make_config(config_of(folder, "tmx", "jsonl")))
    [problem] = result.problems
    assert problem.startswith("tmx: cannot be made, by a fault of this program (RecursionError at pipeline.")
    assert (folder / "out" / "pairs.jsonl").exists()
    assert result.exit_code == 1


def test_a_fault_elsewhere_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.commands.segment.execute", faulty_writer)
    assert main(["segment", str(folder / "a.txt")]) == 2
    told = capsys.readouterr().err
    assert told.startswith("error: stopped by a fault of this program (RecursionError")
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (InputError("line 3 is none"), "a.txt: line 3 is none"),
        (InputError("a.txt: line 3 is none"), "a.txt: line 3 is none"),
        (OSError(5, "Input/output error"), "a.txt: cannot be read: Input/output error"),
        (RecursionError(), "a.txt: is nested too deeply to be read; save it anew, or take the nesting out"),
        (MemoryError(), "a.txt: needs more memory than there is; cut it into several files"),
    ],
)
def test_what_is_told_of_a_file(raised: Exception, told: str) -> None:
    with pytest.raises(InputError) as caught, reading(Path("a.txt")):
        raise raised
    assert str(caught.value) == told


def test_a_person_who_stops_the_program_is_no_fault() -> None:
    for around in (reading(Path("a.txt")), doing("stage link")):
        with pytest.raises(RuntimeError, match="KeyboardInterrupt"), around:
            raise RuntimeError("KeyboardInterrupt: ")  # as libraries in Rust have it


def test_memory_that_runs_out_is_told_of_the_work() -> None:
    with pytest.raises(FaultError, match=r"^a\.txt: needs more memory than there is"), doing("a.txt"):
        raise MemoryError
