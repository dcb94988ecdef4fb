"""Data sets of Hugging Face: those of its own library, folders as the hub has them, and what this program writes."""

import json
from pathlib import Path

import pytest

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.formats.corpora.data_sets import files_of, files_on_hub, is_data_set
from pipeline.formats.sources import find
from tests.conftest import Files

ROWS = [{"id": f"{n}", "translation": {"fr": f"Il pleut {n} fois.", "en": f"It rains {n} times."}} for n in (1, 2, 3)]
LINES = "".join(json.dumps(row) + "\n" for row in ROWS)
CARD = """---
configs:
- config_name: de-en
  data_files: de/*.jsonl
- config_name: en-fr
  data_files:
  - split: train
    path: data/train-*
  - split: test
    path: [data/test.jsonl]
---
"""


def run_of(folder: Path, name: str) -> list[tuple[str, str, str]]:
    """The ids and texts of a run's pairs."""
    config = {"read": {"files": name}, "translate": {"engine": "none"}, "write": {"formats": ["jsonl", "huggingface"]}}
    assert run(make_config({**config, "output": "out"}, base=folder)).exit_code == 0
    return [(pair.id, pair.source, pair.target) for pair in read_pairs(folder / "out" / "pairs.jsonl")]


def texts_of(numbers: list[int]) -> list[tuple[str, str]]:
    """The texts of some rows."""
    return [(ROWS[n - 1]["translation"]["fr"], ROWS[n - 1]["translation"]["en"]) for n in numbers]  # type: ignore[index]


def test_what_the_library_has_saved(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    rows = datasets.Dataset.from_list(ROWS)
    datasets.DatasetDict({"train": rows, "test": rows.select([2, 0])}).save_to_disk(tmp_path / "set")
    assert is_data_set(tmp_path / "set")
    found = run_of(tmp_path, "set")
    assert [pair[1:] for pair in found] == texts_of([1, 2, 3, 3, 1])
    assert [pair[0].split(":")[1] for pair in found] == ["1", "2", "3", "1", "2"]
    rows.to_parquet(tmp_path / "rows.parquet")
    assert [pair[1:] for pair in run_of(tmp_path, "rows.parquet")] == texts_of([1, 2, 3])


def test_a_set_on_the_hub_is_what_the_library_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub cannot be reached from a test: the library loads a folder by the same call, which its name stands for."""
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "cache")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "train.jsonl").write_text(LINES, "utf-8")
    address = f"hf://datasets/{tmp_path / 'set'}"
    [(name, path)] = files_on_hub(address)
    assert (name, path.suffix) == (f"{str(tmp_path / 'set').strip('/')}/train.arrow", ".arrow")
    assert [source.id for source in find([address])] == [name]
    assert [pair[1:] for pair in run_of(tmp_path, address)] == texts_of([1, 2, 3])
    with pytest.raises(InputError, match=r"hf://datasets/.*/none: cannot be had"):
        files_on_hub(f"hf://datasets/{tmp_path}/none")
    with pytest.raises(InputError, match="hf://datasets/: expected hf://datasets/NAME"):
        files_on_hub("hf://datasets/")


def test_a_folder_as_the_hub_has_it(files: Files) -> None:
    folder = files({"set/README.md": CARD, "set/data/train-00.jsonl": LINES, "set/data/test.jsonl": LINES})
    assert is_data_set(folder / "set")
    assert [path.name for path in files_of(folder / "set")] == ["train-00.jsonl", "test.jsonl"]
    (folder / "set" / "data" / "test.jsonl").unlink()
    with pytest.raises(InputError, match=r"set: is a data set without test\.jsonl; get all of it"):
        files_of(folder / "set")
    (folder / "set" / "README.md").write_text("---\nconfigs:\n- data_files: ../../x.jsonl\n---\n", "utf-8")
    with pytest.raises(InputError, match=r"set: is no data set that can be read .*is outside of it"):
        files_of(folder / "set")


def test_what_this_program_writes_keeps_its_ids(files: Files) -> None:
    folder = files({"a.fr": "Il pleut.\nOui.\n", "a.en": "It rains.\nYes.\n"})
    config = {"read": {"files": "a.fr", "reference": "a.en"}, "translate": {"engine": "none"}, "output": "first"}
    run(make_config(config, base=folder))
    assert run_of(folder, "first/huggingface") == [("a.fr:1", "Il pleut.", "It rains."), ("a.fr:2", "Oui.", "Yes.")]


def test_a_folder_with_tables_beside_texts_is_no_data_set(files: Files) -> None:
    """A table is read only where it is named: what lies beside texts is more often a glossary."""
    folder = files({"texts/a.txt": "Il pleut.", "texts/terms.tsv": "port\tharbour", "texts/README.md": "# Rien\n"})
    assert not is_data_set(folder / "texts")
    assert [source.id for source in find([str(folder / "texts")])] == ["README.md", "a.txt"]
    assert [source.id for source in find([str(folder / "texts" / "*.tsv")])] == ["terms.tsv"]
    files({"tables/a.tsv": "port\tharbour"})
    with pytest.raises(InputError, match=r"tables are read where they are named, as in .*tables/\*\.tsv"):
        find([str(folder / "tables")])


@pytest.mark.parametrize("name", ["huggingface/data.jsonl", "memory.tmx"])
def test_a_machines_english_stays_a_machines(files: Files, name: str) -> None:
    folder = files({"rows.jsonl": '{"fr": "Il pleut.", "en": "It rains.", "origin": "machine", "made_by": "other"}\n'})
    write = {"formats": ["jsonl", "huggingface", "tmx"]}
    config = {"translate": {"engine": "none"}, "write": write}
    run(make_config({**config, "read": {"files": "rows.jsonl"}, "output": "first"}, base=folder))
    run(make_config({**config, "read": {"files": f"first/{name}"}, "output": "second"}, base=folder))
    [pair] = read_pairs(folder / "second")
    assert (pair.target, pair.origin) == ("It rains.", "machine")
