"""What is written as pairs is read back as the same pairs: their texts, ids, and whose English they have."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.formats.sources import Source
from pipeline.formats.writing import write
from pipeline.io.characters import one_line, paired
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair, pairs
from pipeline.stages.align import AlignStage
from pipeline.stages.read import read_documents
from pipeline.stages.segment import SegmentStage
from tests.conftest import Files

MADE_BY = Provenance("1.0", "some-model")
WORDS = st.text(min_size=1, max_size=30).map(str.strip).filter(lambda text: any(map(str.isalnum, text)))
PAIRS = st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["human", "machine", "corrected", "none"])), min_size=1)
SUFFIXES = {"jsonl": "pairs.jsonl", "tsv": "pairs.tsv", "parquet": "pairs.parquet"}


def text_of(language: str, texts: list[str]) -> Text:
    """A text of one paragraph and sentence each."""
    return Text(language, tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in texts))


def document_of(rows: list[tuple[str, str, str]], name: str = "a.txt") -> Document:
    """A finished document whose pairs have these texts and givers."""
    english = [target for _, target, giver in rows if giver == "human"]
    beads, human = [], 0
    for number, (_, target, giver) in enumerate(rows):
        if giver == "human":
            beads.append(Bead((number,), (human,), "human", scores={"comet": number / 7}))
            human += 1
        else:
            bead = Bead((number,), () if giver == "none" else (number,))
            beads.append(replace(bead, correction=target) if giver == "corrected" else bead)
    hypotheses = tuple(Hypothesis(target) for _, target, _ in rows)
    french = text_of("fr", [source for source, _, _ in rows])
    return Document(name, french, text_of("en", english), hypotheses, tuple(beads))


def read_back(path: Path) -> Document:
    """The document of a file of pairs, its pairs as beads."""
    [document] = read_documents(Source(path.name, path, path))
    return aligned(document)


def aligned(document: Document) -> Document:
    """A document that was read, its pairs as beads."""
    [done] = AlignStage()(SegmentStage()([document]))
    return done


def told(pair: Pair) -> Mapping[str, object]:
    """What a pair is, wherever it was read from."""
    return {"id": pair.id, "origin": pair.origin, "source": pair.source, "target": pair.target}


@pytest.mark.parametrize("name", SUFFIXES)
@given(rows=PAIRS)
def test_pairs_are_the_same(tmp_path: Path, name: str, rows: list[tuple[str, str, str]]) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    clean = one_line if name == "tsv" else paired
    rows = [(clean(source).replace("\0", ""), clean(target).replace("\0", ""), giver) for source, target, giver in rows]
    document = document_of([(source.strip(), target.strip(), giver) for source, target, giver in rows])
    write(name, [document], tmp_path, WriteOptions(), MADE_BY)
    found = read_back(tmp_path / SUFFIXES[name])
    # Where there is no English, nobody has given any: "human" is what outputs say then.
    assert [told(pair) for pair in pairs(found)] == [
        told(replace(pair, origin=pair.origin if pair.target else "human")) for pair in pairs(document)
    ]
    assert found.source.account
    assert (found.source.account.unread, found.source.account.added, found.source.account.problems) == (0, 0, ())


@pytest.mark.slow
def test_a_run_of_what_a_run_has_written(files: Files) -> None:
    """Ids, origins, who made the English and scores of other tools are those of the first run, in each format."""
    folder = files({"a.fr.txt": "Il pleut.\n\nLe chat dort.\n\nOui.\n", "a.en.txt": "It rains.\n\nYes.\n"})
    scores = "id\tcomet\n" + "".join(f"a.fr.txt:{number}\t0.{number}\n" for number in (1, 2, 3))
    (folder / "scores.tsv").write_text(scores, "utf-8")
    first = {
        "read": {"files": "a.fr.txt", "reference": "a.en.txt"},
        "translate": {"beam": 1},
        "score": {"imported": "scores.tsv"},
        "write": {"formats": ["jsonl", "tsv", "parquet"], "translator": "Ann Lee"},
        "output": "out",
    }
    run(make_config(first, base=folder))
    wanted = [{**told(one), "made_by": one.made_by, "comet": one.scores["comet"]} for one in _pairs(folder / "out")]
    assert {one["origin"] for one in wanted} == {"human", "machine"}
    for name in SUFFIXES.values():
        again = {"read": {"files": f"out/{name}"}, "translate": {"engine": "none"}, "output": f"again-{name}"}
        assert run(make_config(again, base=folder)).exit_code == 0
        found = _pairs(folder / f"again-{name}")
        assert [{**told(one), "made_by": one.made_by, "comet": one.scores["comet"]} for one in found] == wanted


def _pairs(folder: Path) -> list[Pair]:
    """The pairs of a run."""
    return list(read_pairs(folder / "pairs.jsonl"))
