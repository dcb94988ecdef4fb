"""Tables that are broken or hostile: each row that cannot be read is told in a line, and all others are read."""

import io
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.formats.corpora.json_records import read_json
from pipeline.formats.corpora.rows import Rows, read_rows
from pipeline.formats.corpora.separated import read_csv, read_tsv
from tests.formats.corpora.test_read_table_files import document_of

GOOD = "Un café.\tA café.\n".encode()


def problems(folder: Path, name: str, data: bytes) -> tuple[int, tuple[str, ...]]:
    """How many rows are read, and what is told of the others."""
    document = document_of(folder, name, data)
    account = document.source.account
    assert account
    assert (account.unread, account.added) == (0, 0)
    return len(document.source.paragraphs), account.problems


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (b"one\n", "line 2: has 1 value, not 2: one"),
        (b"a\tb\tc\n", "line 2: has 3 values, not 2: a\tb\tc"),
        (b"caf\xe9\tcoffee\n", "line 2: is not UTF-8: caf�\tcoffee"),
        (b"a\0b\tc\n", "line 2: 1 holds a NUL character"),
        (b"\t".join([b"x"] * 10_000) + b"\n", "line 2: has 10000 values, not 2: " + "x\t" * 29 + "x…"),
    ],
)
def test_a_broken_row_of_text(tmp_path: Path, row: bytes, problem: str) -> None:
    assert problems(tmp_path, "a.tsv", GOOD + row + GOOD * 3) == (4, (problem,))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"fr": "a", \n', "line 2: is no JSON (Expecting property name enclosed in double quotes): "),
        (b'{"fr": "a", "fr": "b"}\n', "line 2: is no JSON (fr stands twice): "),
        (b'{"x": "a"}\n', "line 2: has neither fr nor en"),
        (b"[1]\n", "line 2: is no record of JSON: [1]"),
        (b'{"fr": ["a"]}\n', "line 2: fr holds no text"),
        (b'{"fr": "\\u0000"}\n', "line 2: fr holds a NUL character"),
        (b"\xff\n", "line 2: is not UTF-8: �"),
        (b"[" * 100_000 + b"\n", f"line 2: is no JSON (too deep): {'[' * 59}…"),
    ],
)
def test_a_broken_record(tmp_path: Path, line: bytes, problem: str) -> None:
    good = '{"fr": "Un café.", "en": "A café."}\n'.encode()
    count, told = problems(tmp_path, "a.jsonl", good + line + good)
    assert count == 2
    assert [one[: len(problem)] for one in told] == [problem]


def test_a_quotation_mark_that_never_closes_takes_no_other_row_with_it(tmp_path: Path) -> None:
    stray = b"fr,en\n" + b'Le port,The harbour\n"Un mot,A word\n' + b"Oui,Yes\n" * 5_000
    count, told = problems(tmp_path, "a.csv", stray)
    assert (count, told) == (5_001, ('line 3: has 1 value, not 2: "Un mot,A word',))
    merged = b'fr,en\n"Un mot,A word\n"Le port","The harbour"\n"Oui","Yes"\n'
    assert problems(tmp_path, "c.csv", merged) == (2, ('line 2: has 1 value, not 2: "Un mot,A word',))
    twice = b'Oui,Yes\n"Un mot,A word\nNon,No\n"Un autre,Another\nOui,Yes\n'
    assert problems(tmp_path, "b.csv", twice)[0] == 3


def test_many_problems_are_told_in_few_lines(tmp_path: Path) -> None:
    count, told = problems(tmp_path, "a.tsv", GOOD * 100 + b"one\n" * 50)
    assert (count, len(told), told[-1]) == (100, 21, "30 more of this kind")


def test_what_is_no_table_is_refused_in_a_line(tmp_path: Path) -> None:
    for name, data, problem in [
        ("a.csv", bytes(range(256)) * 40, "is a binary file"),
        ("b.parquet", _lists(), r"has no column of text or numbers; its columns are fr \(list<"),
        ("a.parquet", b"PAR1 no more", "is damaged, or no Parquet file"),
        ("a.arrow", b"nothing", "is damaged, or no Arrow file"),
        ("a.json", b"[1, 2", "begins as an array of JSON and is none"),
        ("a.jsonl", b"Il pleut.\n", "holds no rows that can be read; line 1: is no JSON"),
    ]:
        with pytest.raises(InputError, match=f"{name}: {problem}"):
            document_of(tmp_path, name, data)


def _lists() -> bytes:
    """A Parquet file whose only column holds lists."""
    table = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"fr": [["Oui."]]}), table)
    return table.getvalue()


def test_a_run_names_what_is_broken_and_does_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(GOOD + b"one\n" + GOOD + b"Seul.\t\n")
    config = {"read": {"files": "a.tsv"}, "translate": {"engine": "none"}, "output": "out"}
    result = run(make_config(config, base=tmp_path))
    assert result.exit_code == 1
    assert result.problems == ["a.tsv: line 2: has 1 value, not 2: one"]
    assert result.metrics.left_out["broken"].letters == 2 * 3  # in the account of either side
    found = [(pair.id, pair.target) for pair in read_pairs(tmp_path / "out" / "pairs.jsonl")]
    assert found == [("a.tsv:1", "A café."), ("a.tsv:2", "A café."), ("a.tsv:3", "")]
    again = run(make_config(config, base=tmp_path))
    assert (again.made, again.problems) == (0, result.problems)


@given(
    st.sampled_from([read_tsv, read_csv, read_json]),
    st.binary(max_size=200) | st.text('a,;\t"\n{}:\\', max_size=60).map(str.encode),
)
def test_any_bytes_are_read_or_refused(reader: object, data: bytes) -> None:
    """No letter of what is read is lost, and nothing but an error of this program comes of the rest."""
    assert callable(reader)
    try:
        rows = read_rows(reader(io.BytesIO(data)))
    except InputError:
        return
    assert isinstance(rows, Rows)
    for text in (rows.french, rows.english):
        assert text.account
        assert (text.account.unread, text.account.added) == (0, 0)
