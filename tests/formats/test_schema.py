"""One schema: data of two very different runs load together, in the libraries that people load data with."""

import json
from pathlib import Path

import jsonschema
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

from pipeline import load_config, make_config, run
from pipeline.formats.corpora.schema import PAIRS, REJECTED, arrow_schema, json_schema


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The outputs of two runs: a text by machine, and lines of a human translation with a score from elsewhere."""
    folder = tmp_path_factory.mktemp("runs")
    for name, text in {
        "a.fr.txt": "Il pleut.\n\nPaul dort.\n",
        "b.fr.txt": "Il neige.\nElle lit.\n",
        "b.en.txt": "It is snowing.\nShe reads.\n",
        "comet.tsv": "id\tcomet\nb.fr.txt:1\t0.5\n",
    }.items():
        (folder / name).write_text(text, "utf-8")
    formats = {"formats": ["jsonl", "parquet", "tsv"]}
    common = {"write": formats, "score": {"imported": []}}
    one = common | {"read": {"files": "a.fr.txt"}, "translate": {"beam": 1}, "output": "one"}
    two = common | {
        "read": {"files": "b.fr.txt", "reference": "b.en.txt", "lines": "pairs"},
        "translate": {"engine": "none"},
        "score": {"imported": ["comet.tsv"]},
        "write": formats | {"translator": "Ann Lee"},
        "output": "two",
    }
    return [run(make_config(options, base=folder)).folder for options in (one, two)]


NAMES = [column.name for column in PAIRS]
MADE_BY = ["embedded", "embedded", "Ann Lee", "Ann Lee"]


def test_pyarrow(runs: list[Path]) -> None:
    tables = [pyarrow.parquet.read_table(folder / "pairs.parquet") for folder in runs]
    assert all(table.schema.equals(arrow_schema(), check_metadata=True) for table in tables)
    assert pyarrow.concat_tables(tables)["made_by"].to_pylist() == MADE_BY


def test_pandas(runs: list[Path]) -> None:
    table = pandas.concat([pandas.read_parquet(folder / "pairs.parquet") for folder in runs])
    assert (list(table.columns), list(table["made_by"])) == (NAMES, MADE_BY)
    lines = pandas.concat([pandas.read_json(folder / "pairs.jsonl", lines=True) for folder in runs])
    assert (list(lines.columns), list(lines["made_by"])) == (NAMES, MADE_BY)
    cells = pandas.concat(
        [pandas.read_csv(folder / "pairs.tsv", sep="\t", quoting=3, keep_default_na=False) for folder in runs]
    )
    assert list(cells["made_by"]) == MADE_BY


def test_polars(runs: list[Path]) -> None:
    table = polars.read_parquet([folder / "pairs.parquet" for folder in runs])
    assert (table.columns, table["made_by"].to_list()) == (NAMES, MADE_BY)
    schema = polars.DataFrame(arrow_schema().empty_table()).schema
    lines = polars.concat([polars.read_ndjson(folder / "pairs.jsonl", schema=schema) for folder in runs])
    assert lines["imported_scores"].to_list() == [[], [], [{"name": "comet", "score": 0.5}], []]


def test_datasets(runs: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_DATASETS_CACHE", str(tmp_path / "cache"))
    from datasets import Features, load_dataset

    features = Features.from_arrow_schema(arrow_schema())
    for kind, name in (("json", "pairs.jsonl"), ("parquet", "pairs.parquet")):
        files = [str(folder / name) for folder in runs]
        loaded = load_dataset(kind, data_files=files, split="train", features=features, cache_dir=str(tmp_path / kind))
        assert (loaded.column_names, list(loaded["made_by"])) == (NAMES, MADE_BY)


def test_the_schema_of_rejected_pairs(runs: list[Path], tmp_path: Path) -> None:
    again = load_config(runs[1] / "manifest.json", ["write.where=source == 'Il neige.'", f"output={tmp_path}"])
    line = (run(again).folder / "rejected.jsonl").read_text("utf-8")
    jsonschema.validate(json.loads(line), json_schema(REJECTED))
    [record] = pyarrow.Table.from_pylist([json.loads(line)], schema=arrow_schema(REJECTED)).to_pylist()
    assert (record["source"], record["reasons"]) == ("Elle lit.", ["source == 'Il neige.'"])


def test_records_are_the_same_in_lines_and_in_parquet(runs: list[Path]) -> None:
    for folder in runs:
        lines = (folder / "pairs.jsonl").read_text("utf-8").splitlines()
        assert pyarrow.parquet.read_table(folder / "pairs.parquet").to_pylist() == [json.loads(line) for line in lines]
