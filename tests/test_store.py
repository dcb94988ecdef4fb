"""Finished work is whole or absent, and comes back as it was."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Bead, Document, Hypothesis, Link, Mark, Paragraph, Segment, Text
from pipeline.errors import OutputError
from pipeline.store import Store, whole

PARAGRAPHS = st.builds(
    Paragraph,
    text=st.text(st.characters(exclude_categories=["Cs"])),
    kind=st.sampled_from(["paragraph", "heading", "verse"]),
    level=st.integers(0, 6),
    marks=st.tuples(st.builds(Mark, st.integers(0, 9), st.integers(0, 9), st.just("em"))),
    segments=st.tuples(st.builds(Segment, st.integers(0, 9), st.integers(0, 9))),
)
TEXTS = st.builds(Text, st.just("fr"), st.tuples(PARAGRAPHS, PARAGRAPHS))
BEADS = st.builds(
    Bead,
    st.tuples(st.integers(0, 9)),
    st.tuples(),
    st.sampled_from(["human", "machine"]),
    st.floats(0, 1),
    st.tuples(st.builds(Link, *[st.integers(0, 9)] * 4)),
    st.dictionaries(st.text("ab", min_size=1), st.floats(-9, 9)),
)
HYPOTHESES = st.builds(Hypothesis, st.just("Yes."), st.none() | st.floats(-9, 0), st.just(("copied",)))
DOCUMENTS = st.builds(Document, st.just("d"), TEXTS, st.none() | TEXTS, st.tuples(HYPOTHESES), st.tuples(BEADS, BEADS))


@settings(max_examples=30)
@given(st.lists(DOCUMENTS, max_size=3))
def test_save_then_load_gives_the_same(tmp_path: Path, documents: list[Document]) -> None:
    store = Store(tmp_path)
    store.save("align", "abc", documents)
    assert store.load("align", "abc") == documents


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "file") as path:
        path.write_text(str(1 / len(path.read_text() if path.exists() else "")))
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"), whole(tmp_path / "file" / "inside") as path:
        path.write_text("x")


def test_a_step_is_made_once_and_forgotten_with_its_shard(tmp_path: Path) -> None:
    store = Store(tmp_path)
    answers = iter([["Yes.", -0.5]])
    memo = store.memo("translate", "abc")
    for _ in range(2):
        assert memo("plain-0", lambda: next(answers)) == ["Yes.", -0.5]
    store.save("translate", "abc", [])
    assert [path.name for path in (tmp_path / "translate").iterdir()] == ["abc.jsonl"]
