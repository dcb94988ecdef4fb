"""Nothing of a person's corrections is lost, whatever becomes of their table between two runs."""

import os
import shutil
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Config, read_pairs, run
from pipeline.config.loading import make_config
from pipeline.errors import InputError
from pipeline.io.spreadsheets import as_rows, cells
from pipeline.review.corrections import COLUMNS, EnglishCorrection, read_table, write_table
from pipeline.runs.safekeeping import add_english, keep_corrections
from pipeline.work.sealed import read_sealed
from tests.conftest import Files
from tests.work.test_damage import Heard

OLD = "document\tsource\ttarget\n"
RAIN, STATION = "a.fr.txt\tIl pleut.\tRain is falling.\n", "a.fr.txt\tLA GARE\tTHE HALT\n"
TABLE = OLD + STATION + RAIN


@pytest.fixture
def config(files: Files) -> Config:
    """A finished run without a model, whose folder has a table of two corrections."""
    folder = files({"a.fr.txt": "LA GARE\n\nIl pleut.\n", "out/corrections.tsv": TABLE})
    config = make_config(
        {
            "read": {"files": [str(folder / "a.fr.txt")]},
            "translate": {"engine": "none"},
            "output": str(folder / "out"),
            "write": {"formats": ["jsonl"]},
        }
    )
    run(config)
    return config


def warnings_of(config: Config) -> list[str]:
    """Run, and run again, which must have nothing to say; gives what the first one said."""
    run(config, heard := Heard())
    run(config, again := Heard())
    assert again.warnings == []
    return heard.warnings


def kept(config: Config) -> dict[str, str]:
    found = config.output / "kept"
    return {path.name: path.read_text(encoding="utf-8") for path in found.rglob("*") if path.is_file()}


def english(config: Config) -> list[str]:
    return [pair.target for pair in read_pairs(config.output / "pairs.jsonl")]


@pytest.mark.parametrize("left", [OLD + STATION, OLD + STATION[:-1], OLD, OLD + STATION + RAIN.replace("Rain", "It")])
def test_rows_that_are_gone_are_kept(config: Config, left: str) -> None:
    table = config.output / "corrections.tsv"
    table.write_text(left, encoding="utf-8")
    [warning] = warnings_of(config)
    assert f"no longer as the last run read them; as it was then, it is {config.output}/kept/corrections.tsv" in warning
    assert table.read_text(encoding="utf-8") == left, "it may be a person's edit"
    assert kept(config) == {"corrections.tsv": TABLE}


def test_each_edit_has_its_own_copy(config: Config) -> None:
    table = config.output / "corrections.tsv"
    (config.output / "kept").mkdir()
    (config.output / "kept" / "corrections.tsv").symlink_to("nowhere")
    for left in (OLD + RAIN, OLD, TABLE, OLD):
        table.write_text(left, encoding="utf-8")
        run(config, Heard())
    (config.output / "kept" / "corrections.tsv").unlink()
    assert kept(config) == {"corrections.2.tsv": TABLE, "corrections.3.tsv": OLD + RAIN}


@pytest.mark.parametrize("cut", range(1, len(RAIN) - 1))
def test_a_table_that_is_cut_inside_of_a_row_is_put_right(config: Config, cut: int) -> None:
    table = config.output / "corrections.tsv"
    table.write_text(TABLE[:-cut], encoding="utf-8")
    run(config, heard := Heard())
    if cut == 1:
        assert heard.warnings == [], "editors leave the last line end out"
        assert table.read_text(encoding="utf-8") == TABLE[:-1]
        return
    assert ["damaged" in warning for warning in heard.warnings] == [True]
    assert table.read_text(encoding="utf-8") == TABLE
    assert kept(config) == {"corrections.tsv": TABLE[:-cut]}
    assert english(config) == ["THE HALT", "Rain is falling."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_saved_by_a_spreadsheet_lacks_nothing(config: Config, encoding: str) -> None:
    rows = [*TABLE.splitlines()[:0:-1], "a.fr.txt\tNon.\tNo."]
    saved = "my note\ttarget\tsource\tdocument\r\n"
    saved += "".join("!\t" + "\t".join(f'"{value}"' for value in row.split("\t")[::-1]) + "\r\n" for row in rows)
    (config.output / "corrections.tsv").write_bytes((saved + "\t\t\t\r\n\r\n").encode(encoding))
    assert warnings_of(config) == []
    assert kept(config) == {}
    assert english(config) == ["THE HALT", "Rain is falling."]
    lines = saved.replace("!\t", "\t", 1)
    (config.output / "corrections.tsv").write_bytes(lines.encode(encoding))
    assert len(warnings_of(config)) == 1, "a note is a person's as well"
    assert (config.output / "kept" / "corrections.tsv").read_bytes().decode(encoding) == saved + "\t\t\t\r\n\r\n"


def test_a_table_that_is_gone_can_be_put_back(config: Config) -> None:
    table = config.output / "corrections.tsv"
    table.unlink()
    [warning] = warnings_of(config)
    assert warning.startswith(f"{table}: is gone")
    assert str(config.output / "kept" / "corrections.tsv") in warning
    assert english(config) == ["", ""]
    assert not table.exists()
    (config.output / "kept" / "corrections.tsv").replace(table)
    assert warnings_of(config) == []
    assert english(config) == ["THE HALT", "Rain is falling."]


def test_damage_of_the_copy_is_told(config: Config) -> None:
    copy = config.output / "work" / ".fr-en-pipeline" / "corrections.tsv"
    sealed = copy.read_bytes()
    copy.write_bytes(sealed[:-3])
    assert warnings_of(config) == [f"{copy}: is damaged, and made again"]
    assert copy.read_bytes() == sealed
    copy.write_bytes(sealed[:-3])
    (config.output / "corrections.tsv").unlink()
    [warning] = warnings_of(config)
    assert "the copy of it is damaged" in warning
    assert kept(config)["corrections.tsv"].endswith(TABLE[:-3])


@pytest.mark.parametrize("kind", ["folder", "link", "ring", "pipe"])
def test_what_is_no_table_is_named(config: Config, kind: str) -> None:
    table = config.output / "corrections.tsv"
    table.unlink()
    match kind:
        case "folder":
            table.mkdir()
        case "pipe":
            os.mkfifo(table)
        case _:
            table.symlink_to("corrections.tsv" if kind == "ring" else "gone.tsv")
    with pytest.raises(InputError, match=rf"^{table}: .*, where a table of corrections belongs: mend it, or move it"):
        run(config)
    assert os.path.lexists(table)


def test_a_table_that_may_not_be_read_is_named(config: Config) -> None:
    table = config.output / "corrections.tsv"
    table.chmod(0)
    command = [sys.executable, "-m", "pipeline", "run", str(config.output / "manifest.json"), "--quiet"]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("nothing is closed to this user")
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {table}: cannot be read (Permission denied), where a table of corrections")
    assert done.stderr.count("\n") == 1


def test_a_table_behind_a_link_is_read_and_put_right_there(config: Config, tmp_path: Path) -> None:
    table, real = config.output / "corrections.tsv", tmp_path / "mine.tsv"
    table.replace(real)
    table.symlink_to(real)
    assert warnings_of(config) == []
    real.write_text(TABLE[:-5], encoding="utf-8")
    assert len(warnings_of(config)) == 1
    assert table.is_symlink()
    assert real.read_text(encoding="utf-8") == TABLE


def test_what_killed_runs_left_goes(config: Config) -> None:
    private = config.output / "work" / ".fr-en-pipeline"
    litter = [folder / ".corrections.tsv.123.unfinished" for folder in (config.output, private)]
    own = [config.output / name for name in (".corrections.tsv.mine.unfinished", "corrections.tsv.12.unfinished")]
    for path in (*litter, *own):
        path.write_text("a part", encoding="utf-8")
    assert warnings_of(config) == []
    assert [path.exists() for path in (*litter, *own)] == [False, False, True, True]


def test_a_table_without_rows_is_a_table(config: Config) -> None:
    table = config.output / "corrections.tsv"
    table.write_text("\t".join(COLUMNS[:5]) + "\n", encoding="utf-8")
    assert len(warnings_of(config)) == 1
    assert read_table(table).corrections == ()
    write_table(table, [EnglishCorrection("a.fr.txt", "LA GARE", "THE STATION")])
    assert warnings_of(config) == []
    assert english(config)[0] == "THE STATION"


CELLS = st.lists(st.text('ab" \ré', max_size=3), min_size=4, max_size=4)


def holds(row: list[str], other: list[str]) -> bool:
    return all(not value or value == here for value, here in zip_longest(row, other))


@given(st.lists(CELLS, max_size=4), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.data())
def test_whatever_becomes_of_a_table_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("out")
    table, copy = folder / "corrections.tsv", folder / "work" / ".fr-en-pipeline" / "corrections.tsv"
    before = as_rows([["document", "source", "target", ""], *rows]).encode(encoding)
    table.write_bytes(before)
    keep_corrections(folder, lambda line: None)
    assert read_sealed(copy) == before
    now = bytearray(before)
    for at in data.draw(st.lists(st.integers(0, len(before)), max_size=2)):
        now[at : data.draw(st.sampled_from([at, at + 1, at + 2, len(now)]))] = data.draw(st.binary(max_size=2))
    table.write_bytes(now)
    told: list[str] = []
    keep_corrections(folder, told.append)
    there = {table.read_bytes(), *(path.read_bytes() for path in folder.glob("kept/*"))}
    assert bytes(now) in there, "what was left, or what a person made of it"
    if before not in {*there, read_sealed(copy)}:
        _, *wanted = (row for _, row in cells(table, before))
        _, *left = (row for _, row in cells(table, bytes(now)))
        assert all(any(holds(row, other) for other in left) for row in wanted if any(row)), "the table has it all"
    assert len(told) == len(list(folder.glob("kept/*"))) <= 1
    keep_corrections(folder, told.append)
    assert len(told) <= 1


def test_what_is_said_of_a_table(config: Config) -> None:
    """Every line in full: rows that are gone, a table that was cut, one that is gone, and a copy that is damaged."""
    folder, table, safe = config.output, config.output / "corrections.tsv", config.output / "kept" / "corrections.tsv"
    copy = folder / "work" / ".fr-en-pipeline" / "corrections.tsv"
    said: list[str] = []
    keep_corrections(folder, said.append)
    assert said == []
    for left, told in (
        (OLD + RAIN, f"1 row is no longer as the last run read them; as it was then, it is {safe}"),
        (
            OLD + RAIN[:-5],
            "ends in the middle of a row; it was damaged, and is again as the last run read it; what was left of it is "
            f"{safe.with_stem('corrections.2')}",
        ),
        (TABLE, ""),
        (OLD, f"2 rows are no longer as the last run read them; as it was then, it is {safe}"),
        (TABLE, ""),
    ):
        table.write_text(left, encoding="utf-8")
        keep_corrections(folder, said.append)
        assert said == ([f"{table}: {told}"] if told else [])
        said.clear()
    table.unlink()
    keep_corrections(folder, said.append)
    gone = f"{table}: is gone, so no corrections of this folder count; as the last run read it, it is {safe}"
    assert said == [gone]
    assert not copy.exists()
    copy.write_bytes(b"damaged")
    keep_corrections(folder, said.append)
    assert said == [
        gone,
        f"{table}: is gone, and the copy of it is damaged; what is left of that is "
        f"{folder / 'kept' / 'work' / '.fr-en-pipeline' / 'corrections.tsv'}",
    ]


MADE = [
    EnglishCorrection("a", "Oui.", "Yes."),
    EnglishCorrection("b", "Non.", "No."),
    EnglishCorrection("a", "Si.", "Aye."),
]


def test_english_is_put_where_it_sorts(tmp_path: Path) -> None:
    """A new row comes before the first that sorts after it, and before the first of another kind."""
    table = tmp_path / "corrections.tsv"
    add_english(table, MADE)
    lines = ["\t".join(COLUMNS), "2\tenglish\ta\tOui.\tYes.\t\t\t", "2\tenglish\ta\tSi.\tAye.\t\t\t"]
    lines.append("2\tenglish\tb\tNon.\tNo.\t\t\t")
    assert table.read_text(encoding="utf-8").splitlines() == lines
    bead = "2\tbead\ta\tA.\tB.\t1\t2\t"
    table.write_text("\n".join([*lines, "", bead]) + "\n", encoding="utf-8")
    more = [EnglishCorrection("b", "Oui.", "Yes."), EnglishCorrection("a", "Oui .", "Sure."), MADE[1]]
    more += [EnglishCorrection("a", "A.", "B.")]
    add_english(table, more)
    assert table.read_text(encoding="utf-8").splitlines() == [
        lines[0],
        "2\tenglish\ta\tA.\tB.\t\t\t",
        lines[1].replace("Yes.", "Sure."),
        *lines[2:],
        "",
        "2\tenglish\tb\tOui.\tYes.\t\t\t",
        bead,
    ]


def test_an_older_table_becomes_a_newer_one(tmp_path: Path) -> None:
    table = tmp_path / "corrections.tsv"
    table.write_text("note\ttarget\tdocument\tsource\nx\tYes.\ta\tOui.\n\n\tNo.\tc\tNon.\n", encoding="utf-8")
    add_english(table, MADE[1:2])
    assert table.read_text(encoding="utf-8").splitlines() == [
        "\t".join([*COLUMNS, "note"]),
        "2\tenglish\ta\tOui.\tYes.\t\t\t\tx",
        "",
        "2\tenglish\tb\tNon.\tNo.\t\t\t\t",
        "2\tenglish\tc\tNon.\tNo.\t\t\t\t",
    ]
    table.write_text("kind\tsource\ttarget\tdocument\n\n", encoding="utf-8")
    add_english(table, MADE[:1])
    assert table.read_text(encoding="utf-8").splitlines() == [
        "kind\tsource\ttarget\tdocument\tversion\tsource_at\ttarget_at\tlinks",
        "",
        "english\tOui.\tYes.\ta\t2\t\t\t",
    ]
