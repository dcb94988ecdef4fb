"""What hunalign prints: read as pairs with its quality, whichever language comes first."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.formats.hunalign import is_hunalign, read_hunalign
from tests.conftest import Files

ROWS = "Il est là. ~~~ Oui.\tHe is there.\t0.75\n\tIt is on the table.\t0\nLe chat dort.\tThe cat sleeps.\t-0.3\n"
TURNED = "\n".join("\t".join((b, a, c)) for a, b, c in (row.split("\t") for row in ROWS.splitlines()))


@pytest.mark.parametrize("text", [ROWS, TURNED])
def test_rows_are_pairs_with_their_quality(files: Files, text: str) -> None:
    folder = files({"aligned.txt": text})
    config = {"read": {"files": str(folder / "aligned.txt")}, "output": str(folder / "out")}
    assert run(make_config(config | {"translate": {"engine": "none"}})).exit_code == 0
    found = [
        (one.source, one.target, one.type, one.scores.get("hunalign")) for one in read_pairs(folder / "out/pairs.jsonl")
    ]
    assert found == [
        ("Il est là. Oui.", "He is there.", "2-1", 0.75),
        ("", "It is on the table.", "0-1", None),
        ("Le chat dort.", "The cat sleeps.", "1-1", -0.3),
    ]


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("a.txt", ROWS, True),
        ("a", ROWS, True),
        ("a.tsv", ROWS, True),
        ("a.tsv", ROWS.replace("~~~ ", ""), False),
        ("a.md", ROWS, False),
        ("a.txt", ROWS + "Une ligne.\n", False),
        ("a.txt", "Un.\tOne.\t1\n", False),
        ("a.txt", "", False),
    ],
)
def test_it_is_known_by_its_columns(files: Files, name: str, text: str, known: bool) -> None:
    assert is_hunalign(files({name: text}) / name) is known


def test_a_line_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^line 2: expected French, English and a quality with tabs between$"):
        read_hunalign(b"Un.\tOne.\t1\nDeux.\tTwo.\n", "auto", "fr")


@given(st.lists(st.tuples(*[st.lists(st.text(alphabet="aé. ", max_size=4), max_size=3)] * 2), min_size=1, max_size=5))
def test_every_sentence_is_there_once(rows: list[tuple[list[str], list[str]]]) -> None:
    lines = ["\t".join([*(" ~~~ ".join(side) for side in row), "0.5"]) for row in rows]
    for number, language in enumerate(("fr", "en")):
        text = read_hunalign("\n".join(lines).encode(), "utf-8", language)
        assert text.sentences() == [part.strip() for row in rows for part in row[number] if part.strip()]
        assert text.account
        assert (text.account.unread, text.account.added) == (0, 0)
