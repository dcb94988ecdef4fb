"""`review` never writes over, nor drops, what a person has put into a review file or into the table of corrections."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import read_pairs, run
from pipeline.commands import main
from pipeline.config.loading import load_config, make_config
from pipeline.errors import InputError
from pipeline.review.corrections import COLUMNS, EnglishCorrection, read_table, write_table
from pipeline.review.exchange import read_review
from pipeline.review.verdicts import reach_verdicts
from pipeline.runs.finished import finished_documents
from pipeline.runs.job import make_job
from pipeline.runs.safekeeping import add_english
from tests.conftest import Files

FRENCH = {"a.fr.txt": "LA GARE\n\nIl pleut.\n\nIl pleut.\n", "b.fr.txt": "Non.\n", "b.en.txt": "No.\n"}
HEADER = "id\treason\tsource\ttarget\n"
HALT = HEADER + "a.fr.txt:1\t\tLA GARE\tTHE HALT\n"
NAMES = {"xliff": "review.xlf", "tsv": "review.tsv"}
Mess = Callable[[Path], object]


@pytest.fixture
def out(files: Files) -> Path:
    """A finished run without a model, of a text without English and one by hand."""
    folder = files(FRENCH)
    read = {"files": [str(folder / "*.fr.txt")], "reference": [str(folder / "*.en.txt")]}
    options = {"read": read, "translate": {"engine": "none"}, "output": str(folder / "out")}
    run(make_config({**options, "write": {"formats": ["jsonl"]}}))
    return folder / "out"


def taken_back(out: Path, content: str | bytes, name: str = "mine.tsv") -> int:
    """Take a review file back that lies outside of the output folder; gives the exit code."""
    path = out.parent / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return main(["review", str(out), str(path), "--quiet"])


def english(out: Path, place: str) -> str:
    return {pair.id: pair.target for pair in read_pairs(out / "pairs.jsonl")}[place]


@pytest.mark.parametrize("form", NAMES)
def test_what_was_written_may_be_written_over(out: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert main(["review", str(out), "--format", form]) == 0
        assert taken_back(out, HALT) == 0
    assert main(["review", str(out), "--format", form, "--all"]) == 0
    assert not (out / "kept").exists()
    assert "warning" not in capsys.readouterr().err


def test_what_a_run_wrote_may_be_written_over(out: Path) -> None:
    folder = out.parent
    read = {"files": [str(folder / "*.fr.txt")], "reference": [str(folder / "*.en.txt")]}
    options = {"read": read, "translate": {"engine": "none"}, "output": str(out)}
    run(make_config({**options, "write": {"formats": ["review-tsv", "review-xliff"]}}))
    for form, name in NAMES.items():
        before = (out / name).read_bytes()
        assert main(["review", str(out), "--format", form, "--all"]) == 0
        assert (out / name).read_bytes() != before
    assert not (out / "kept").exists()


MESSES: dict[str, Mess] = {
    "another table": lambda path: path.write_text("my\town\n1\t2\n", encoding="utf-8"),
    "bytes": lambda path: path.write_bytes(b"\x00\xff" * 99),
    "empty": lambda path: path.write_bytes(b""),
    "folder": lambda path: (path / "mine").mkdir(parents=True),
    "broken link": lambda path: path.symlink_to("nowhere"),
    "pipe": os.mkfifo,
    "a note": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "old pairs": lambda path: path.write_text(HEADER + "z:9\t\tIl neige.\tSnow.\n", encoding="utf-8"),
}


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("mess", MESSES)
def test_what_may_be_a_persons_is_moved(out: Path, form: str, mess: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = out / NAMES[form]
    if mess == "a note":
        assert main(["review", str(out), "--format", form]) == 0
    MESSES[mess](path)
    before, leads_to = path.lstat(), path.resolve()
    assert main(["review", str(out), "--format", form]) == 0
    kept = out / "kept" / path.name
    if mess == "broken link":
        assert kept.resolve() == leads_to
    else:
        assert kept.lstat().st_ino == before.st_ino, "it is that very file"
    [line] = capsys.readouterr().err.splitlines()
    assert line == f"warning: {path}: was not as it had been written; it is now {kept}, and a new one was made"
    assert len(list(read_review(path))) == 3
    assert main(["review", str(out), "--format", form]) == 0
    assert capsys.readouterr().err == ""


def test_a_file_that_was_taken_back_is_kept_with_its_notes(out: Path) -> None:
    assert main(["review", str(out), "--format", "tsv", "--all"]) == 0
    path = out / "review.tsv"
    path.write_text("id\treason\tsource\ttarget\tmine\na.fr.txt:1\t\tLA GARE\tTHE HALT\t?\n", encoding="utf-8")
    assert main(["review", str(out), "--format", "tsv"]) == 2, "it holds a correction"
    assert path.exists()
    assert main(["review", str(out), str(path), "--quiet"]) == 0
    assert main(["review", str(out), "--format", "tsv"]) == 0
    assert (out / "kept" / "review.tsv").read_text(encoding="utf-8").endswith("\t?\n")


def test_notes_and_columns_of_the_table_stay(out: Path) -> None:
    table = out / "corrections.tsv"
    header = "mine\tlinks\tkind\ttarget_at\tsource_at\ttarget\tsource\tdocument\tversion\t\t\r\n"
    rows = [
        "!\t\tenglish\t\t\tIt pours.\tIl pleut.\ta.fr.txt\t2\t\tlook here",
        "ask Anna\t\tenglish\t\t\t\tIl neige.\ta.fr.txt\t2\t\t",
        "",
        "?\t\tenglish\t\t\tOld.\tLA GARE\ta.fr.txt\t2\t\t",
        "\t0-0\tlinks\t\t\tNo.\tNon.\tb.fr.txt\t2\tx\t",
    ]
    table.write_text(header + "\r\n".join(rows) + "\r\n", encoding="utf-16", newline="")
    assert main(["run", str(out / "manifest.json"), "--quiet"]) == 0
    more = "a.fr.txt:2\t\tIl pleut.\tRain.\nb.fr.txt:1\t\tNon.\tNay.\n"
    assert taken_back(out, HALT + more) == 0
    expected = [
        rows[0].replace("It pours.", "Rain."),
        *rows[1:3],
        rows[3].replace("Old.", "THE HALT"),
        "\t\tenglish\t\t\tNay.\tNon.\tb.fr.txt\t2\t\t",
        rows[4],
    ]
    assert table.read_text(encoding="utf-16").splitlines() == [header.strip("\r\n"), *expected]
    earlier = (out / "kept" / "corrections.tsv").read_text(encoding="utf-16")
    assert "It pours." in earlier, "what was replaced is kept"
    assert [english(out, place) for place in ("a.fr.txt:1", "a.fr.txt:3", "b.fr.txt:1")] == [
        "THE HALT",
        "Rain.",
        "Nay.",
    ]


def test_a_table_of_version_1_keeps_its_other_columns(out: Path) -> None:
    table = out / "corrections.tsv"
    text = "links\ttarget\tdocument\tmine\tsource\nmy links\tRain.\ta.fr.txt\t!\tIl pleut.\n\t\tsee page 3\t\t\n"
    table.write_text(text, encoding="utf-8")
    assert main(["run", str(out / "manifest.json"), "--quiet"]) == 0
    assert taken_back(out, HALT) == 0
    assert table.read_text(encoding="utf-8").splitlines() == [
        "\t".join([*COLUMNS, "links", "mine"]),
        "2\tenglish\ta.fr.txt\tIl pleut.\tRain.\t\t\t\tmy links\t!",
        "2\tenglish\ta.fr.txt\tLA GARE\tTHE HALT\t\t\t\t\t",
        "2\tenglish\tsee page 3\t\t\t\t\t\t\t",
    ]
    assert main(["run", str(out / "manifest.json"), "--quiet"]) == 0
    assert english(out, "a.fr.txt:2") == "Rain."


def test_a_table_without_notes_is_as_if_written_anew(out: Path) -> None:
    made = [EnglishCorrection("a.fr.txt", "Il pleut.", "Rain."), EnglishCorrection("b.fr.txt", "Non.", "Nay.")]
    for correction in reversed(made):
        place = f"{correction.document}:{2 if correction.target == 'Rain.' else 1}"
        assert taken_back(out, HEADER + f"{place}\t\t{correction.source}\t{correction.target}\n") == 0
    write_table(out.parent / "anew.tsv", made)
    assert (out / "corrections.tsv").read_bytes() == (out.parent / "anew.tsv").read_bytes()
    assert not (out / "kept").exists(), "nothing was replaced"


def test_contradictions_are_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "a.fr.txt:2\t\tIl pleut.\tRain.\na.fr.txt:2\t\tIl pleut.\tIt rains.\na.fr.txt:3\t\tIl pleut.\tIt rains.\n"
    assert taken_back(out, HEADER + rows) == 0
    assert "'Il pleut.' has different English in several rows: the last one counts" in capsys.readouterr().err
    assert read_table(out / "corrections.tsv").corrections == (EnglishCorrection("a.fr.txt", "Il pleut.", "It rains."),)


def test_english_that_could_have_no_effect_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert taken_back(out, HEADER + "1\t\tNon.\tNay.\n2\t\tLA GARE\tTHE HALT\n") == 1
    assert "1: its French is not in the texts" in capsys.readouterr().err
    assert (english(out, "b.fr.txt:1"), english(out, "a.fr.txt:1")) == ("No.", "THE HALT")


def test_an_older_file_replaces_nothing_for_good(out: Path) -> None:
    rain = "a.fr.txt:2\t\tIl pleut.\t"
    for target in ("Rain.", "It pours.", "Rain.", "Rain."):
        assert taken_back(out, HEADER + rain + target + "\n") == 0
    assert english(out, "a.fr.txt:2") == "Rain."
    kept = {path.name: read_table(path).corrections[0] for path in (out / "kept").iterdir()}
    assert {name: made.target for name, made in kept.items() if isinstance(made, EnglishCorrection)} == {
        "corrections.tsv": "Rain.",
        "corrections.2.tsv": "It pours.",
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_spreadsheets_file_is_taken_back(out: Path, encoding: str) -> None:
    saved = '"mine"\t"target"\tsource\tid\treason\r\n\t"THE\nHALT"\t"LA GARE"\ta.fr.txt:1\t\r\n\t\t\t\t\r\n'
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    assert taken_back(out, mark + saved.encode(encoding), "mine.TXT") == 0
    assert english(out, "a.fr.txt:1") == "THE\nHALT"


@pytest.mark.parametrize("name", ["mine.tsv", "mine.xlf"])
def test_what_is_no_review_file_is_named(out: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for make in (Path.mkdir, lambda path: path.symlink_to("nowhere")):
        path = out.parent / name
        make(path)
        assert main(["review", str(out), str(path)]) == 2
        assert f"{path}: cannot be read" in capsys.readouterr().err
        path.unlink() if path.is_symlink() else path.rmdir()


UNIT = '<unit id="u1" name="a:1"><segment><source>Oui.</source><target order="{}">Yes.</target></segment></unit>'
XLIFF = f'<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">{UNIT}</file></xliff>'


@settings(max_examples=200)
@given(st.sampled_from([XLIFF.format("1"), XLIFF.format("9" * 5000), HALT]), st.data())
def test_any_mutation_is_read_or_an_input_error(tmp_path: Path, text: str, data: st.DataObject) -> None:
    content = bytearray(text.encode(data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=3)):
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    for name in ("a.tsv", "a.xlf"):
        (tmp_path / name).write_bytes(content)
        problem = ""
        try:
            list(read_review(tmp_path / name))
        except InputError as error:
            problem = str(error)
        assert "\n" not in problem


def test_a_review_that_was_stopped_goes_on(out: Path) -> None:
    assert main(["review", str(out), "--format", "tsv", "--all"]) == 0
    mine = out.parent / "mine.tsv"
    mine.write_bytes((out / "review.tsv").read_bytes().replace(b"No.", b"Nope."))
    verdicts = reach_verdicts(read_review(mine), finished_documents(make_job(load_config(out / "manifest.json"))))
    add_english(out / "corrections.tsv", verdicts.corrections)  # and then it was stopped
    assert main(["review", str(out), str(mine), "--quiet"]) == 0
    assert b"Nope." in (out / "pairs.jsonl").read_bytes()


def test_who_may_read_the_table_stays_as_it_was(out: Path) -> None:
    (out / "corrections.tsv").write_text("document\tsource\ttarget\n", encoding="utf-8")
    (out / "corrections.tsv").chmod(0o600)
    assert main(["run", str(out / "manifest.json"), "--quiet"]) == 0
    assert main(["review", str(out), "--format", "tsv", "--all"]) == 0
    (out / "review.tsv").write_bytes((out / "review.tsv").read_bytes().replace(b"No.", b"Nope."))
    assert main(["review", str(out), str(out / "review.tsv"), "--quiet"]) == 0
    assert stat.S_IMODE((out / "corrections.tsv").stat().st_mode) == 0o600


def test_a_damaged_manifest_is_named(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (out / "manifest.json").write_text("{}", encoding="utf-8")
    assert main(["review", str(out)]) == 2
    assert "is damaged, or not a run's" in capsys.readouterr().err


def test_a_second_round_from_a_relative_folder(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(out.parent)
    assert main(["review", "out", "--format", "tsv", "--all"]) == 0
    (out / "review.tsv").write_bytes((out / "review.tsv").read_bytes().replace(b"No.", b"Nope."))
    assert main(["review", "out", "out/review.tsv", "--quiet"]) == 0
    assert main(["review", "out", "--format", "tsv"]) == 0
    assert (out / "kept" / "review.tsv").is_file()


@pytest.mark.parametrize(
    ("suffix", "told"),
    [(".xlsx", "lacks id, reason"), (".ods", "save the table as .xlsx, or as .csv"), (".csv", "lacks")],
)
def test_what_else_spreadsheets_save_is_named(
    out: Path, suffix: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = out / f"review{suffix}"
    path.write_text("id:reason:source:target\n", encoding="utf-8")
    assert main(["review", str(out), str(path)]) == 2
    assert told in capsys.readouterr().err


def test_a_table_without_tabs_is_named(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = out / "mine.tsv"
    path.write_text("id|reason|source|target\n", encoding="utf-8")
    assert main(["review", str(out), str(path)]) == 2
    assert "its values must be set apart by tabs" in capsys.readouterr().err
