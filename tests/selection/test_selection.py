"""A corpus in a run: kept and rejected are all, splits know nothing of each other, and reading copies hold it all."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Config, make_config, run
from pipeline.commands import main
from pipeline.document import Bead, Document, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.formats.corpora.schema import PAIRS
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import pairs
from pipeline.selection.expression import parse_expression
from pipeline.selection.likeness import plain_words
from pipeline.selection.options import SelectOptions, make_splits
from pipeline.selection.selection import Selection
from tests.conftest import Files

SHORT = st.sampled_from(["Oui.", "oui", "Non !", "Il pleut.", "IL PLEUT", "Elle dort.", "", "Bon", "Ah, bon ?"])
LINES = st.lists(st.tuples(SHORT, SHORT), min_size=1, max_size=8)
SHARES = st.sampled_from([{"train": 0.5, "test": 0.5}, {"train": 0.4, "dev": 0.3, "test": 0.3}, {"a": 0.9, "b": 0.1}])


def document(name: str, lines: list[tuple[str, str]], parallel: bool) -> Document:
    """A document of pairs; a side may be empty."""
    texts = []
    for side, language in enumerate(("fr", "en")):
        paragraphs = (Paragraph(line[side], segments=(Segment(0, len(line[side])),)) for line in lines if line[side])
        texts.append(Text(language, tuple(paragraphs)))
    numbers = [0, 0]
    beads = []
    for line in lines:
        sides = [(numbers[side],) if line[side] else () for side in range(2)]
        numbers = [numbers[side] + bool(line[side]) for side in range(2)]
        beads.append(Bead(sides[0], sides[1], "human", scores={"adequacy": 0.9 if len(line[0]) > 4 else 0.4}))
    return Document(name, texts[0], texts[1], beads=tuple(beads), parallel=parallel)


def selected(documents: list[Document], options: SelectOptions) -> list[Document]:
    selection = Selection(lambda: documents, options, (WriteOptions(), Provenance("1")))
    return list(selection.told(documents))


@given(st.lists(st.tuples(LINES, st.booleans()), min_size=1, max_size=4), SHARES)
def test_splits_have_no_text_in_common(
    texts: list[tuple[list[tuple[str, str]], bool]], shares: dict[str, float]
) -> None:
    documents = [document(f"{number}.txt", *text) for number, text in enumerate(texts)]
    options = SelectOptions(parse_expression("adequacy > .5 or target"), make_splits(shares))
    told = selected(documents, options)
    every = [pair for one in told for pair in pairs(one)]
    assert [pair.id for pair in every] == [pair.id for one in documents for pair in pairs(one)]
    for side in ("source", "target"):
        of = {
            name: {
                plain_words(getattr(pair, side))
                for pair in every
                if pair.split == name and not pair.rejected and pair.source and pair.target
            }
            for name in shares
        }
        assert not any(of[one] & of[other] for one in shares for other in shares if one < other)
    for one, (_, parallel) in zip(told, texts, strict=True):
        assert parallel or len({pair.split for pair in pairs(one)}) == 1
    # More documents change no pair's split.
    more = selected([*documents, document("more.txt", [("Oui.", "Non !")], False)], options)
    assert [pair.split for one in more[:-1] for pair in pairs(one)] == [pair.split for pair in every]


@given(st.lists(LINES, min_size=1, max_size=3))
def test_what_was_found_is_told_and_nothing_else_changes(texts: list[list[tuple[str, str]]]) -> None:
    documents = [document(f"{number}.txt", lines, False) for number, lines in enumerate(texts)]
    before = [pair for one in documents for pair in pairs(one)]
    after = [
        pair for one in selected(documents, SelectOptions(parse_expression("not duplicate_of"))) for pair in pairs(one)
    ]
    first: dict[tuple[str, str], str] = {}
    for old, new in zip(before, after, strict=True):
        key = plain_words(old.source), plain_words(old.target)
        original = first.setdefault(key, old.id) if all(key) else old.id
        assert new.duplicate_of == (original if original != old.id else None)
        assert new.flags == (*old.flags, *(["duplicate"] if new.duplicate_of else []))
        assert new.rejected == (("not duplicate_of",) if new.duplicate_of else ())
        assert (new.source, new.target, new.standing, new.posterior) == (
            old.source,
            old.target,
            old.standing,
            old.posterior,
        )


FRENCH = (
    "Il pleut.\nOui.\nPaul a vu le grand chien noir dans le jardin hier.\nOui !\n"
    "Paul a vu le gros chien noir dans le jardin hier.\nBonjour.\n"
)
ENGLISH = (
    "It rains.\nYes.\nPaul saw the large black dog in the garden.\nYes!\n"
    "Paul saw the big black dog in the garden.\nIt is 12.\n"
)


def config(folder: Path, output: str, **write: Any) -> Config:
    read = {"files": ["a.fr.txt", "b.fr.txt"], "reference": ["a.en.txt", "b.en.txt"], "lines": "pairs"}
    options = {"read": read, "translate": {"engine": "none"}, "write": write, "output": output}
    return make_config(options, base=folder)


@pytest.fixture
def folder(files: Files) -> Path:
    other = {"b.fr.txt": "Elle lit un livre.\nOui.\n", "b.en.txt": "She reads a book.\nYes.\n"}
    return files({"a.fr.txt": FRENCH, "a.en.txt": ENGLISH} | other)


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


DATA = ["jsonl", "tsv", "parquet", "tmx", "moses", "pharaoh", "huggingface"]


def test_a_run_parts_its_data_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pyarrow.parquet

    where = 'not duplicate_of and "missing_numbers" not in flags'
    plain = run(config(folder, "plain", formats=["html", "review-tsv", "jsonl"]))
    result = run(
        config(folder, "out", where=where, splits={"train": 0.6, "test": 0.4}, formats=[*DATA, "html", "review-tsv"])
    )
    out = result.folder
    found = result.metrics.selection
    assert found
    kept, rejected = records(out / "pairs.jsonl"), records(out / "rejected.jsonl")
    every = records(plain.folder / "pairs.jsonl")
    assert sorted(one["id"] for one in (*kept, *rejected)) == sorted(one["id"] for one in every)
    assert (found.kept, found.rejected, found.duplicates, found.near_duplicates) == (len(kept), len(rejected), 2, 1)
    reasons = {one["id"]: one["reasons"] for one in rejected}
    assert reasons["a.fr.txt:4"] == reasons["b.fr.txt:2"] == ["not duplicate_of"]
    assert reasons["a.fr.txt:5"] == ["not duplicate_of"]
    assert '"missing_numbers" not in flags' in reasons["a.fr.txt:6"]
    assert list(rejected[0]) == [*(column.name for column in PAIRS), "reasons"]
    assert [one["duplicate_of"] for one in every] == [
        None,
        None,
        None,
        "a.fr.txt:2",
        "a.fr.txt:3",
        None,
        None,
        "a.fr.txt:2",
    ]
    # Every form of data holds the same pairs.
    ids = [one["id"] for one in kept]
    assert pyarrow.parquet.read_table(out / "pairs.parquet")["id"].to_pylist() == ids
    assert [line.split("\t")[1] for line in (out / "pairs.tsv").read_text("utf-8").splitlines()[1:]] == ids
    assert (out / "memory.tmx").read_text("utf-8").count("<tu ") == len(ids)
    for split in ("train", "test"):
        wanted = [one for one in kept if one["split"] == split]
        assert found.splits[split] == len(wanted)
        assert (out / f"pairs.{split}.ids").read_text("utf-8").split() == [one["id"] for one in wanted]
        assert len((out / f"pairs.{split}.links").read_text("utf-8").splitlines()) == len(wanted)
        assert [one["id"] for one in records(out / "huggingface" / f"{split}.jsonl")] == [one["id"] for one in wanted]
    assert not (out / "pairs.fr").exists()
    # What is read and reviewed holds everything.
    for name in ("copy.html", "review.tsv"):
        assert (out / name).read_bytes() == (plain.folder / name).read_bytes()
    # The same choice, looked at before it is made, takes the same; and the next command is the one to type.
    assert main(["filter", str(plain.folder), "--where", where, "--to", str(folder / "good")]) == 0
    told = capsys.readouterr().out
    assert "not duplicate_of                                     3    37.5 %         3         0" in told
    leaks = {one["id"] for one in rejected if one["reasons"][0].startswith("leak:")}
    assert {one["id"] for one in records(folder / "good" / "pairs.jsonl")} == {*ids} | leaks
    assert (folder / "good" / "pairs.ids").read_text("utf-8").count("\n") == len(ids) + len(leaks)
    assert main(["filter", str(out), "--where", "adequacy > .1", "--examples", "0"]) == 0
    assert f"run {out}/manifest.json --set 'write.where=adequacy > .1'" in capsys.readouterr().out
    assert main(["filter", str(out / "pairs.parquet")]) == 0
    assert f"{len(ids)} pairs: {len(ids)} human" in capsys.readouterr().out


def test_a_run_says_the_same_again_and_makes_nothing_more(folder: Path) -> None:
    options: dict[str, Any] = {
        "where": "not duplicate_of",
        "splits": {"train": 0.5, "dev": 0.5},
        "formats": ["jsonl", "moses"],
    }
    first = run(config(folder, "out", **options))
    assert run(config(folder, "out", **options)).made == 0
    changed = run(config(folder, "out", **options | {"where": "source"}))
    assert changed.made_by == {"write": 4}
    assert not (changed.folder / "kept").exists()
    back = run(config(folder, "out", **options | {"splits": {}, "where": ""}))
    assert sorted(path.name for path in back.folder.glob("*.*")) == [
        "manifest.json", "metrics.json", "pairs.en", "pairs.fr", "pairs.ids", "pairs.jsonl", "paragraphs.jsonl",
    ]  # fmt: skip
    assert first.metrics.selection != back.metrics.selection


def test_mistakes_are_told_before_anything_is_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=r"^write\.where: 'adequcy' is no column: did you mean adequacy\?$"):
        run(config(folder, "out", where="adequcy > 1"))
    for write, lacking in (({"duplicates": "none"}, "not duplicate_of"), ({}, 'split == "dev"')):
        with pytest.raises(InputError, match=r"^write\.where: asks for .*, which is always null, as write\."):
            run(config(folder, "out", where=lacking, **write))
    assert not (folder / "out").exists()
    path = folder / "a.yaml"
    path.write_text("read:\n  files: a.fr.txt\nwrite:\n  where: adequcy > 1\n  splits: {train: .9}\n", "utf-8")
    assert main(["check", str(path)]) == 2
    told = capsys.readouterr().err
    assert "line 4: write.where: 'adequcy' is no column: did you mean adequacy?" in told
    assert "line 5: write.splits: expected two to 20 shares that sum up to 1" in told
    for command, message in {
        ("filter", str(path)): "no reader for .yaml",
        ("filter", str(path.with_suffix(".parquet"))): "no such file",
        ("filter", str(folder), "--where", "x"): "--where: 'x' is no column",
    }.items():
        assert main(list(command)) == 2
        assert message in capsys.readouterr().err


def test_documents_that_repeat_one_another_and_empty_splits_are_told(folder: Path) -> None:
    (folder / "b.fr.txt").write_text(FRENCH, "utf-8")
    (folder / "b.en.txt").write_text(ENGLISH, "utf-8")
    shares = {"train": 0.999, "test": 0.001}
    result = run(
        config(folder, "out", splits=shares, split_by="document", formats=["jsonl"]), fail_on=["flag=duplicate:0"]
    )
    assert "b.fr.txt: 6 of its 6 pairs stand in a.fr.txt already" in result.metrics.warnings
    assert any("no pair belongs to test" in warning for warning in result.metrics.warnings)
    assert result.exceeded == ("--fail-on flag=duplicate:0: 8 of 12 pairs, and none may be",)
