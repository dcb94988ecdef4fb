"""read_pairs: what a run wrote comes back from each of its files; what others wrote is filled in."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import PipelineError, read_pairs, run
from tests.conftest import Files

FORMATS = ["jsonl", "tsv", "parquet", "tmx", "huggingface"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the output folder of a run over two texts."""
    place = tmp_path_factory.mktemp("run")
    (place / "a.fr.txt").write_text("Il pleuvait ici. Douze & deux.\n", encoding="utf-8")
    (place / "a.en.txt").write_text("It was raining here. 2 & 2.\n", encoding="utf-8")
    config = {
        "read": {"files": [str(place / "a.fr.txt")], "reference": [str(place / "a.en.txt")]},
        "translate": {"engine": "none"},
        "write": {"formats": FORMATS, "translator": "Ann Lee"},
        "output": str(place / "out"),
    }
    return run(config).folder


def test_every_format_gives_the_pairs(folder: Path) -> None:
    pairs = list(read_pairs(folder))
    assert [pair.target for pair in pairs] == ["It was raining here.", "2 & 2."]
    assert pairs[0].links
    assert (pairs[0].made_by, pairs[1].flags) == (
        "Ann Lee",
        ("omission", "boilerplate", "missing_numbers"),
    )
    assert list(read_pairs(folder / "pairs.parquet")) == pairs
    plain = [replace(pair, links=(), source_places=(), target_places=()) for pair in pairs]
    assert list(read_pairs(folder / "pairs.tsv")) == plain
    rounded = [replace(pair, posterior=float(f"{pair.posterior:.4g}")) for pair in plain]
    assert list(read_pairs(folder / "memory.tmx")) == rounded
    texts = [(pair.source, pair.target) for pair in pairs]
    assert [(pair.source, pair.target) for pair in read_pairs(str(folder / "huggingface"))] == texts


def test_a_folder_of_splits_is_read(folder: Path, tmp_path: Path) -> None:
    texts = [(pair.source, pair.target) for pair in read_pairs(folder)]
    (tmp_path / "README.md").touch()
    lines = (folder / "huggingface" / "data.jsonl").read_text("utf-8").splitlines()
    for name, line in zip(("train", "validation"), lines, strict=True):
        (tmp_path / f"{name}.jsonl").write_text(line, "utf-8")
    assert [(pair.source, pair.target) for pair in read_pairs(tmp_path)] == texts


def test_what_is_compressed_is_read(folder: Path, tmp_path: Path) -> None:
    for name in ("pairs.jsonl", "pairs.tsv", "memory.tmx"):
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress((folder / name).read_bytes()))
        assert list(read_pairs(tmp_path / f"{name}.gz")) == list(read_pairs(folder / name))


def test_what_others_wrote_is_filled_in(files: Files) -> None:
    folder = files(
        {
            "a.tsv": "target\tsource\tmark\nYes.\tOui.\tx\n",
            "a.jsonl": '{"source": "Oui.", "target": "Yes.", "mark": 3}\n',
            "a.tmx": '<tmx version="1.4"><header/><body><tu><prop type="client">12</prop>'
            '<tuv xml:lang="en-GB"><seg>Y<ph>x</ph>es.</seg></tuv><tuv lang="FR"><seg> Oui.\n</seg></tuv></tu>'
            '<tu><tuv xml:lang="fr"><seg>Non.</seg></tuv></tu></body></tmx>',
        }
    )
    for name in ("a.tsv", "a.jsonl", "a.tmx"):
        [pair] = read_pairs(folder / name)
        assert (pair.id, pair.source, pair.target, pair.origin, pair.type) == (
            f"{name}:1",
            "Oui.",
            "Yes.",
            "human",
            "1-1",
        )


def test_a_file_is_read_as_far_as_is_asked(files: Files) -> None:
    pairs = read_pairs(files({"a.tsv": "source\ttarget\nOui.\tYes.\nNon.\n"}) / "a.tsv")
    assert next(pairs).source == "Oui."
    with pytest.raises(PipelineError, match=r"a\.tsv: line 3: 1 columns, but 2 have names$"):
        next(pairs)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.jsonl", "3\n", "line 1 is not a pair"),
        ("a.jsonl", '{"source": "Oui."}\n', "line 1 is not a pair: it has no 'target'$"),
        ("a.jsonl", '{"source": "Oui.", "target": null}\n', "line 1 is not a pair: its target is no text$"),
        ("a.tsv", "source\tEN\nOui.\tYes.\n", "its first line must name the columns source and target"),
        ("a.tsv", "source\ttarget\tposterior\nOui.\tYes.\tx\n", "line 2 is not a pair: could not convert"),
        ("a.tmx", "<tmx><body><tu>", "is not well-formed XML"),
        ("a.tmx", "<html/>", "is no TMX file: its root is <html>$"),
        ("a.tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "is refused: it declares XML entities$"),
        ("a.parquet", "PAR1", "is no Parquet file, or damaged"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(files: Files, name: str, text: str, message: str) -> None:
    path = files({name: text}) / name
    with pytest.raises(PipelineError, match=rf"{name}: {message}") as problem:
        list(read_pairs(path))
    assert "\n" not in str(problem.value)


def test_other_files_of_pairs_are_read_as_a_run_reads_them(files: Files, caplog: pytest.LogCaptureFixture) -> None:
    unit = '<trans-unit id="1"><source>Oui.</source><target>Yes.</target></trans-unit>'
    head = '<xliff version="1.2"><file source-language="fr" target-language="en" original="a" datatype="x"><body>'
    folder = files({
        "a.tsv": "Oui.\tYes.\n", "b.csv": "doc,EN,FR\nd,Yes.,Oui.\n1\n", "c.jsonl": '{"fr": "Oui.", "en": "Yes."}\n',
        "d.xlf": f"{head}{unit}</body></file></xliff>",
    })  # fmt: skip
    for name, document in {"a.tsv": "a.tsv", "b.csv": "d", "c.jsonl": "c.jsonl", "d.xlf": "d.xlf"}.items():
        [pair] = read_pairs(folder / name)
        assert (pair.source, pair.target, pair.origin, pair.id) == ("Oui.", "Yes.", "human", f"{document}:1")
    assert [record.getMessage() for record in caplog.records] == [f"{folder / 'b.csv'}: line 3: has 1 value, not 3: 1"]
    (folder / "a.txt").touch()
    with pytest.raises(PipelineError, match=r"a\.txt: read_pairs reads \.arrow, \.csv, "):
        read_pairs(folder / "a.txt")


def test_what_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"no such file$"):
        read_pairs(tmp_path / "a.tsv")
    with pytest.raises(PipelineError, match=r"holds none of pairs\.jsonl, pairs\.parquet"):
        read_pairs(tmp_path)
