"""Scores of other tools: tables by ids and by texts, COMET's JSON, and what is wrong with a file in one line."""

import json
from pathlib import Path

import pytest

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.progress import Progress
from pipeline.quality.imported import NO_SCORES, ImportedScores, read_scores
from tests.conftest import Files

COMET = {"pairs.en": [{"src": "Il  pleut.", "mt": "It rains.", "ref": "Rain.", "COMET": 0.875}]}


def read(path: Path, text: str) -> ImportedScores:
    path.write_text(text, encoding="utf-8")
    return read_scores([path])


def test_tables_are_read_by_ids_and_by_texts(tmp_path: Path) -> None:
    by_id = read(tmp_path / "a.tsv", "ID\tComet\tbleurt\na.txt:1\t0.5\t-1\na.txt:2\t\t2e-1\n\n")
    assert by_id.of("a.txt:1", "x", "y") == {"comet": 0.5, "bleurt": -1}
    assert by_id.of("a.txt:2", "x", "y") == {"bleurt": 0.2}
    assert by_id.of("a.txt:3", "x", "y") == {}
    assert by_id.names == {"comet", "bleurt"}
    assert [(file.path.name, file.scores) for file in by_id.files] == [("a.tsv", 3)]
    by_texts = read(tmp_path / "b.tsv", "source\ttarget\tcomet\nIl \u00a0pleut.\tIt rains.\t.25\n")
    assert by_texts.of("z", "Il pleut.", "It rains. ") == {"comet": 0.25}
    quoted = read(tmp_path / "c.tsv", 'source\ttarget\tcomet\r\n"Oui\t"Yes\t1\r\n')  # as `paste` makes them of lines
    assert quoted.of("z", '"Oui', '"Yes') == {"comet": 1}
    (tmp_path / "d.tsv").write_bytes("id\tcomet\né:1\t1\n".encode("latin-1"))
    with pytest.raises(InputError, match="is not UTF-8"):
        read_scores([tmp_path / "d.tsv"])


def test_what_comet_writes_is_read(tmp_path: Path) -> None:
    found = read(tmp_path / "comet.json", json.dumps(COMET))
    assert found.of("a.txt:7", "Il pleut.", "It rains.") == {"comet": 0.875}


def test_the_last_file_stands(tmp_path: Path) -> None:
    paths = [tmp_path / "a.tsv", tmp_path / "b.tsv"]
    for path, number in zip(paths, "12", strict=True):
        path.write_text(f"id\tcomet\na:1\t{number}\n")
    assert read_scores(paths).of("a:1", "", "") == {"comet": 2}
    assert read_scores([]) == NO_SCORES


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.tsv", "", "line 1: expected a column id, or source and target"),
        ("a.tsv", "source\tcomet\n", "line 1: expected a column id, or source and target"),
        ("a.tsv", "id\tadequacy\n", "line 1: 'adequacy' cannot be the name of a score"),
        ("a.tsv", "id\ta b\n", "line 1: 'a b' cannot be the name of a score"),
        ("a.tsv", "id\tcomet\tCOMET\n", "line 1: two columns have the same name"),
        ("a.tsv", "id\tcomet\na:1\t.5\na:2\n", "line 3: has 1 cells, and the first line 2"),
        ("a.tsv", "id\tcomet\na:1\tgood\n", "line 2: expected a number, got 'good'"),
        ("a.tsv", "id\tcomet\na:1\tnan\n", "line 2: expected a number, got 'nan'"),
        ("a.tsv", "id\tcomet\na:1\t1e999\n", "line 2: expected a number, got '1e999'"),
        ("a.tsv", "id\tcomet\n", "holds no scores"),
        ("a.tsv", "id\tposterior\na:1\t1\n", "line 1: 'posterior' cannot be the name of a score; call it otherwise"),
        ("a.json", "[1]", "is not what comet-score --to_json writes"),
        ("a.json", "{", "is not what comet-score --to_json writes"),
        ("a.json", '{"a": [{"src": "x", "mt": "y"}]}', "entry 1: expected src, mt and a number COMET"),
        ("a.json", '{"a": [{"src": "x", "mt": "y", "COMET": NaN}]}', "entry 1: expected src, mt and a number COMET"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_a_line(tmp_path: Path, name: str, text: str, told: str) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path / name, text)
    assert str(error.value).startswith(f"{tmp_path / name}: {told}")
    assert "\n" not in str(error.value)


def test_a_run_puts_imported_scores_beside_its_own_and_names_those_that_fit_nowhere(files: Files) -> None:
    folder = files({
        "a.fr.txt": "Il pleut.\n\nPaul dort.\n",
        "a.en.txt": "It rains.\n\nPaul sleeps.\n",
        "comet.tsv": "id\tcomet\na.fr.txt:1\t0.5\na.fr.txt:9\t0.25\n",
        "comet.json": '{"pairs.en": [{"src": "Paul dort.", "mt": "Paul sleeps.", "COMET": 0.75}]}',
    })  # fmt: skip
    options = {
        "read": {"files": "a.fr.txt", "reference": "a.en.txt"},
        "translate": {"engine": "none"},
        "score": {"imported": ["comet.tsv", "comet.json"]},
        "output": "out",
    }
    result = run(make_config(options, base=folder), Progress("quiet"))
    found = [pair.scores.get("comet") for pair in read_pairs(folder / "out" / "pairs.jsonl")]
    assert found == [0.5, 0.75]
    assert 'x-comet">0.75' in (folder / "out" / "memory.tmx").read_text(encoding="utf-8")
    assert result.metrics.warnings == ("imported scores of 1 pair fit none of this run; the first is 'a.fr.txt:9'",)
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert [(record["file"], record["scores"]) for record in manifest["inputs"][1:]] == [
        ("comet.tsv", 2), ("comet.json", 1),
    ]  # fmt: skip
    assert run(make_config(options, base=folder)).made == 0
    (folder / "comet.tsv").write_text("id\tcomet\na.fr.txt:1\t0.625\n")
    again = run(make_config(options, base=folder))
    assert (again.made_by["score"], again.metrics.warnings) == (1, ())
