"""Rows that name their documents come to these, whatever the table; what we have written comes back as what it was."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.formats.sources import Source
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import pairs
from pipeline.stages.read import ReadOptions, read_documents
from tests.conftest import Files
from tests.formats.corpora.test_round_trip import SUFFIXES, aligned, document_of

ROWS = [
    ("b", "Un.", "One."), ("a", "Deux.", "Two."), ("b", "Trois.", "Three."), ("", "Quatre.", "Four."),
    ("rows.tsv", "Cinq.", "Five."),
]  # fmt: skip
BY_DOCUMENT = {"b": ["Un.", "Trois."], "a": ["Deux."], "rows.tsv": ["Quatre.", "Cinq."]}


def table(rows: Sequence[Sequence[str]], name: str = "document") -> str:
    """A table of rows set apart by tabs."""
    return "".join("\t".join(row) + "\n" for row in [(name, "fr", "en"), *rows])


@pytest.mark.parametrize("name", ["document", "doc_id", "DOC"])
def test_rows_are_parted_by_their_document(tmp_path: Path, name: str) -> None:
    path = tmp_path / "rows.tsv"
    path.write_text(table(ROWS, name), "utf-8")
    found = list(read_documents(Source(path.name, path, path)))
    assert {one.id: [row.text for row in one.source.paragraphs] for one in found} == BY_DOCUMENT
    told = [account.account.found for one in found for account in one.accounts() if account.account.found]
    assert told == ["5 pairs in 3 documents; French from the column fr, English from en"]
    assert sum(account.account.letters for one in found for account in one.accounts()) == 2 * sum(
        character.isalpha() for character in table(ROWS, name)
    )
    several = read_documents(Source(path.name, path, path), ReadOptions(several=True))
    assert [one.id for one in several] == ["rows.tsv/b", "rows.tsv/a", "rows.tsv", "rows.tsv/rows.tsv"]


@given(
    names=st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), unique=True, min_size=1),
    suffix=st.sampled_from(sorted(SUFFIXES)),
    data=st.data(),
)
def test_what_is_written_comes_back_as_the_same_documents(
    tmp_path: Path, names: list[str], suffix: str, data: st.DataObject
) -> None:
    """The law holds whatever documents are called, and whoever gave their English."""
    givers = st.lists(st.sampled_from(["human", "machine", "corrected", "none"]), min_size=1, max_size=3)
    documents = [
        document_of([(f"Oui {row}.", f"Yes {row}.", giver) for row, giver in enumerate(data.draw(givers))], name)
        for name in names
    ]
    write(suffix, documents, tmp_path, WriteOptions(), Provenance("1.0", "some-model"))
    path = tmp_path / SUFFIXES[suffix]
    found = [aligned(one) for one in read_documents(Source(path.name, path, path))]
    assert [(one.id, [(pair.id, pair.source, pair.target) for pair in pairs(one)]) for one in found] == [
        (one.id, [(pair.id, pair.source, pair.target) for pair in pairs(one)]) for one in documents
    ]


def test_splits_and_outputs_are_by_document(files: Files) -> None:
    rows = [(f"d{number % 9}", f"La phrase numéro {number}.", f"Sentence number {number}.") for number in range(27)]
    folder = files({"a.tsv": table(rows), "b.csv": table(rows[:9]).replace("\t", ",")})
    config = {
        "read": {"files": ["a.tsv", "b.csv"]},
        "translate": {"engine": "none"},
        "write": {"formats": ["jsonl"], "splits": {"train": 0.5, "test": 0.5}, "duplicates": "exact"},
        "output": "out",
    }
    result = run(make_config(config, base=folder))
    assert (result.exit_code, result.metrics.counts.documents) == (0, 18)
    lines = (folder / "out/pairs.jsonl").read_text("utf-8").splitlines()
    split = {(one["document"].split("/")[-1], one["split"]) for one in map(json.loads, lines)}
    assert len(split) == 9  # a document is in one split, in whichever table it stands
    assert {name for _, name in split} == {"train", "test"}
    again = {"read": {"files": "out/pairs.jsonl"}, "translate": {"engine": "none"}, "output": "again"}
    run(make_config(again, base=folder))
    first, second = ([(one.document, one.id) for one in read_pairs(folder / name)] for name in ("out", "again"))
    assert first == second
