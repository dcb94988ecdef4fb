"""Doubtful pairs, out to a person and back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.config import Write
from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.write import Provenance, write
from pipeline.write.review import Correction, corrections

FRENCH = ("Il a 12 ans.", "Oui !", "Rien.")
ENGLISH = ("He is old.", "Yes!", "")
SOURCE = Text("fr", tuple(Paragraph(text, segments=(Segment(0, len(text)),)) for text in FRENCH))
BEADS = (Bead((0,), (0,), flags=("missing_numbers",)), Bead((1,), (1,)), Bead((2,), (), flags=("no_english",)))
DOCUMENT = Document("a.txt", SOURCE, hypotheses=tuple(map(Hypothesis, ENGLISH)), beads=BEADS)
MODEL = Provenance("1.0")


def test_only_doubtful_pairs_go_out(tmp_path: Path) -> None:
    [path] = write("review-tsv", [DOCUMENT], tmp_path, Write(), MODEL)
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows[0] == ["id", "reason", "source", "target"]
    assert [row[0] for row in rows[1:]] == ["a.txt:1", "a.txt:3"]
    assert rows[1][1] == "a number of the French is missing in the English"


@pytest.mark.parametrize("name", ["review-tsv", "review-xliff"])
def test_what_a_person_changes_comes_back(tmp_path: Path, name: str) -> None:
    [path] = write(name, [DOCUMENT], tmp_path, Write(), MODEL)
    text = path.read_text(encoding="utf-8")
    old = "He is old.\n" if name == "review-tsv" else "<target>He is old.</target>"
    assert old in text
    path.write_text(text.replace(old, old.replace("old", "twelve &amp; old")), encoding="utf-8")
    expected = "He is twelve & old." if name == "review-xliff" else "He is twelve &amp; old."
    assert list(corrections(path)) == [Correction("a.txt:1", "Il a 12 ans.", expected)]


def test_an_untouched_xliff_changes_nothing(tmp_path: Path) -> None:
    [path] = write("review-xliff", [DOCUMENT], tmp_path, Write(), MODEL)
    assert list(corrections(path)) == []
    assert etree.parse(path).getroot().get("version") == "2.1"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.text(min_size=1), st.text())
def test_xliff_is_well_formed_whatever_the_text(tmp_path: Path, french: str, english: str) -> None:
    source = Text("fr", (Paragraph(french, segments=(Segment(0, len(french)),)),))
    hostile = replace(DOCUMENT, source=source, hypotheses=(Hypothesis(english),), beads=BEADS[:1])
    [path] = write("review-xliff", [hostile], tmp_path, Write(), MODEL)
    assert list(corrections(path)) == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "id\tsource\n", "lacks reason, target"),
        ("b.tsv", "id\treason\tsource\ttarget\na\tb\n", "line 2 has 2 values"),
        ("c.xlf", "<xliff>", "not well-formed"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        list(corrections(path))
