"""filter reads all that a run reads, scores what has no scores, and keeps what else a table says."""

import gzip
import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

from pipeline import make_config, run
from pipeline.commands import main
from tests.conftest import Files

PAIRS = [("Il pleut sur le port.", "It is raining on the harbour."), ("Le chat dort.", "Machen Sie bitte die Tür zu.")]
WHERE = 'adequacy >= .5 and "wrong_language" not in flags'
TMX = '<tmx version="1.4"><header/><body>{}</body></tmx>'
UNIT = '<tu><tuv xml:lang="fr"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'


def lines(row: str, *first: str) -> bytes:
    """A file with a row a pair."""
    return "".join([*(f"{line}\n" for line in first), *(row.format(*pair) + "\n" for pair in PAIRS)]).encode()


def filtered(arguments: list[str], folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The records that a filter keeps, and those that it rejects."""
    assert main(["filter", *arguments, "--where", WHERE, "--to", str(folder), "--quiet"]) == 0
    kept, rejected = (
        [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
        for name in ("pairs.jsonl", "rejected.jsonl")
    )
    assert (folder / "pairs.fr").read_text("utf-8").splitlines() == [one["source"] for one in kept]
    return kept, rejected


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tsv.gz", gzip.compress(lines("{}\t{}"))),
        ("a.csv.xz", lzma.compress(lines('"{}","{}"', "fr,en"))),
        ("a.jsonl.zst", zstd.compress(lines('{{"translation": {{"fr": "{}", "en": "{}"}}}}'))),
        ("a.tmx", TMX.format(lines(UNIT).decode()).encode()),
    ],
)
def test_what_has_no_scores_gets_them(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    kept, rejected = filtered([str(tmp_path / name)], tmp_path / "good")
    assert [(one["source"], one["target"]) for one in kept] == PAIRS[:1]
    assert [one["source"] for one in rejected] == ["Le chat dort."]


def test_lines_that_correspond(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.fr": f"{PAIRS[0][0]}\n{PAIRS[1][0]}\n", "a.en": f"{PAIRS[0][1]}\n{PAIRS[1][1]}\n"})
    arguments = [str(folder / "a.fr"), "--reference", str(folder / "a.en")]
    kept, _ = filtered(arguments, folder / "good")
    assert [one["target"] for one in kept] == [PAIRS[0][1]]
    capsys.readouterr()
    assert main(["filter", *arguments, "--where", "source", "--quiet"]) == 0
    next_command = capsys.readouterr().out.splitlines()[-1]
    assert next_command.endswith(f"filter {' '.join(arguments)} --where source --to FOLDER")


def test_columns_that_the_schema_lacks_stay(files: Files) -> None:
    """Those of foreign tables, parted into documents or not, and those that somebody has added to a run's file."""
    rows = [f"{name}\t{one}\t{other}\thttps://{name}.org\n" for name, (one, other) in zip("ba", PAIRS, strict=True)]
    folder = files(
        {"x.tsv": "doc\tfr\ten\turl\n" + "".join(rows), "y.jsonl": '{"fr": "Oui.", "en": "Yes.", "n": [7]}\n'}
    )
    kept, rejected = filtered([str(folder / "x.tsv"), str(folder / "y.jsonl")], folder / "good")
    assert {one["document"]: (one.get("url"), one.get("n")) for one in [*kept, *rejected]} == {
        "x.tsv/b": ("https://b.org", None), "x.tsv/a": ("https://a.org", None), "y.jsonl": (None, [7]),
    }  # fmt: skip
    again, _ = filtered([str(folder / "good/pairs.jsonl")], folder / "again")
    assert again == kept


def test_a_run_without_pairs_is_told(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.csv": "fr,en\nOui.,Yes.\n", "b.tsv": "fr\ten\nOui.\tYes.\nNon.\n"})
    config = {"read": {"files": "a.csv"}, "translate": {"engine": "none"}, "write": {"formats": ["moses"]}}
    run(make_config({**config, "output": "out"}, base=folder))
    assert main(["filter", str(folder / "out")]) == 2
    assert "holds neither pairs.jsonl nor pairs.parquet; make one" in capsys.readouterr().err
    assert main(["filter", str(folder / "b.tsv")]) == 1
    assert "left out b.tsv: line 3: has 1 value, not 2: Non." in capsys.readouterr().err


def test_what_no_pair_has_is_told(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    folder = files({"a.tsv": lines("{}\t{}\t0.5").decode()})
    where = 'imported_scores["comet"] > .5 and target_language in ["english", "de"]'
    assert main(["filter", str(folder / "a.tsv"), "--where", where]) == 0
    out, told = capsys.readouterr()
    assert [line for line in told.splitlines() if line.startswith("warning: --where")] == [
        "warning: --where: no pair has a score comet of another tool: there are score",
        "warning: --where: no pair has the target_language 'english': there are en, de",
        "warning: --where: keeps none of 2 pairs",
    ]
    assert "--to FOLDER" not in out
    result = run(
        make_config(
            {
                "read": {"files": [str(folder / "a.tsv")]},
                "translate": {"engine": "none"},
                "write": {"formats": ["jsonl"], "where": where},
                "output": str(folder / "out"),
            }
        )
    )
    assert "write.where: keeps none of 2 pairs" in result.metrics.warnings
