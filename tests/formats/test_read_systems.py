"""Reading what is scored: lines, compressed or not, tables, runs; and one clear line for everything else."""

import gzip
import json
import lzma
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.formats.gold import BeadFile, LinkFile, beads_of_pairs, read_alignment
from pipeline.formats.systems import read_system
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import pairs
from pipeline.quality.corpus_scores import measure, rounded
from pipeline.quality.evaluate import EvaluateOptions, evaluate
from pipeline.quality.gold import GoldLinks
from pipeline.quality.systems import SystemLine
from tests.conftest import Files


def side(language: str, *paragraphs: tuple[str, ...]) -> Text:
    """Make a text of paragraphs of sentences."""
    found = []
    for sentences in paragraphs:
        starts = [sum(len(one) + 1 for one in sentences[:n]) for n in range(len(sentences))]
        segments = tuple(Segment(start, start + len(one)) for start, one in zip(starts, sentences, strict=True))
        found.append(Paragraph(" ".join(sentences), segments=segments))
    return Text(language, tuple(found))


DOCUMENT = Document(
    "a.txt",
    side("fr", ("Oui.", "Non."), ("Il pleut.",)),
    side("en", ("Yes. No.",), ("It rains.", "Hard.")),
    tuple(map(Hypothesis, ("Yes.", "No!", "Rain."))),
    (Bead((0, 1), (0,), "human"), Bead((2,), (2,), "machine"), Bead((), (2, 1), "human")),
)


def test_lines(files: Files) -> None:
    folder = files({"hyp": "Yes.\r\n\nNo.\x0cNo.\rNo.", "ref": "\ufeffOui\n\nNon\n", "src": "a\nb\nc\n"})
    (folder / "hyp.gz").write_bytes(gzip.compress((folder / "hyp").read_bytes()))
    (folder / "ref.xz").write_bytes(lzma.compress((folder / "ref").read_bytes()))
    found = read_system(folder / "hyp.gz", [folder / "ref.xz", folder / "src"], folder / "src")
    assert found.lines == (
        SystemLine("1", "Yes.", source="a", references=("Oui", "a")),
        SystemLine("2", "", source="b", references=("", "b")),
        SystemLine("3", "No.\x0cNo.\rNo.", source="c", references=("Non", "c")),
    )
    assert found.references == [["Oui", "", "Non"], ["a", "b", "c"]]


def test_tables(files: Files) -> None:
    folder = files(
        {
            "two.tsv": "Yes.\tYes!\nNo.\t\n",
            "three.tsv": "Oui.\tYes.\tYes!\n",
            "named.tsv": "Reference\thypothesis\tnote\tdocument\tid\nYes!\tYes.\tx\tbook\t7\n",
        }
    )
    assert read_system(folder / "two.tsv").lines == (
        SystemLine("1", "Yes.", references=("Yes!",)),
        SystemLine("2", "No.", references=("",)),
    )
    assert read_system(folder / "three.tsv").lines == (SystemLine("1", "Yes.", "", "Oui.", ("Yes!",)),)
    assert read_system(folder / "named.tsv").lines == (SystemLine("7", "Yes.", "book", "", ("Yes!",)),)


def test_a_run(tmp_path: Path) -> None:
    write("jsonl", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1"))
    lines = (
        SystemLine("a.txt:1", "Yes. No!", "a.txt", "Oui. Non.", ("Yes. No.",)),
        SystemLine("a.txt:2", "Rain.", "a.txt", "Il pleut.", standing="sure"),
    )
    found = read_system(tmp_path)
    assert found.lines == lines
    assert found.left_out == {"without French": 1}
    assert read_system(tmp_path / "pairs.jsonl").lines == lines


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a", b"caf\xe9\n", "line 1 is no UTF-8 (byte 0xe9); save the file as UTF-8"),
        ("a", b"", "is empty"),
        ("a", b"\n\r\n", "holds nothing but empty lines"),
        ("a.gz", b"plain", "is damaged, or not compressed as .gz says"),
        ("a.tsv", b"a\tb\nc\n", "line 2: has 1 columns, and the first line 2"),
        ("a.tsv", b"hypothesis\n", "holds no rows"),
        ("a.tsv", b"a\tb\tc\td\n", "line 1 has 4"),
        ("a.tsv", b"id\torigin\tmachine\n", "is a run's table"),
        ("a.jsonl", b"{}\n", "line 1 is not a pair"),
        ("a.jsonl", b"\xff\n", "line 1 is not a pair"),
        ("a.jsonl", b"", "holds no machine translation to score (it has no pairs)"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as told:
        read_system(tmp_path / name)
    assert str(told.value).startswith(f"{tmp_path / name}: ")
    assert message in str(told.value)
    assert "\n" not in str(told.value)


def test_files_must_correspond(files: Files) -> None:
    folder = files({"one": "a\n", "two": "a\nb\n", "t.tsv": "a\tb\n"})
    given: tuple[list[Path], Path | None]
    for given in ([folder / "two"], None), ([], folder / "two"):
        with pytest.raises(InputError, match=r"two: has 2 lines, and .*one has 1: they must correspond$"):
            read_system(folder / "one", *given)
    with pytest.raises(InputError, match="has its own French and references"):
        read_system(folder / "t.tsv", [folder / "one"])
    with pytest.raises(InputError, match=r"no pairs\.jsonl there"):
        read_system(folder)
    with pytest.raises(InputError, match="nowhere: cannot be read"):
        read_system(folder / "nowhere")


def test_a_run_that_only_people_translated_says_how_to_measure_it(tmp_path: Path) -> None:
    write("jsonl", [Document("a", DOCUMENT.source, DOCUMENT.reference, (), DOCUMENT.beads[:1])], tmp_path,
          WriteOptions(), Provenance("1"))  # fmt: skip
    with pytest.raises(InputError, match=r"1 not translated by machine.*evaluate\.machine: true"):
        read_system(tmp_path)


def test_beads_of_a_run_are_numbered_by_where_sentences_stand(tmp_path: Path) -> None:
    write("jsonl", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1"))
    beads = (((0, 1), (0,)), ((2,), ()), ((), (2, 1)))
    assert read_alignment(tmp_path) == [BeadFile(f"{tmp_path}: a.txt", beads)]


def test_corrected_english_has_no_sentence_numbers() -> None:
    beads = (Bead((0, 1), (0,), "human", correction="Yes, no."),)
    corrected = list(pairs(Document("a", DOCUMENT.source, DOCUMENT.reference, (), beads)))
    with pytest.raises(InputError, match="has corrected pairs"):
        beads_of_pairs(corrected)


def test_beads_and_links_are_told_apart_by_what_they_hold(files: Files) -> None:
    folder = files(
        {
            "v": "[0]:[0, 1]:0.15\n",
            "l": "0\t0\t0.3\n1\t2\t0.9\n",
            "x": '<cesAlign><link xtargets="1;1 2"/></cesAlign>',
            "w": "0-0 1?2\n\n2p1\n",
            "bad": "0-0\n0-0 x\n",
        }
    )
    for name in "vlx":
        assert read_alignment(folder / name) == [BeadFile(str(folder / name), (((0,), (0, 1)),))]
    links = [([(0, 0)], [(0, 0), (1, 2)]), ([], []), ([], [(2, 1)])]
    expected = tuple(GoldLinks(frozenset(sure), frozenset(possible)) for sure, possible in links)
    assert read_alignment(folder / "w") == LinkFile(str(folder / "w"), expected)
    with pytest.raises(InputError, match=r"bad: line 2: not a word link: 'x'"):
        read_alignment(folder / "bad")


def test_half_a_character_is_read(tmp_path: Path) -> None:
    write("jsonl", [DOCUMENT], tmp_path, WriteOptions(), Provenance("1"))
    path = tmp_path / "pairs.jsonl"
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    records[0]["machine"] = "\ud800"
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    assert read_system(path).hypotheses[0] == "\ud800"


def test_a_run_is_scored_as_its_metrics_say(tmp_path: Path) -> None:
    write("jsonl", [DOCUMENT, replace(DOCUMENT, id="b.txt")], tmp_path, WriteOptions(), Provenance("1"))
    found = read_system(tmp_path)
    measured = found.measured
    expected = evaluate([DOCUMENT, replace(DOCUMENT, id="b.txt")], EvaluateOptions()).machine_against_human
    assert expected
    scores = rounded(measure(measured.hypotheses, measured.references, ("bleu", "chrf", "ter")), 2)
    assert (len(measured.lines), scores) == (expected.segments, expected.scores)
