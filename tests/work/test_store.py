"""Finished work is whole or absent, and comes back as it was."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Bead, Document, Hypothesis, Link, Mark, Paragraph, Segment, Text
from pipeline.errors import OutputError
from pipeline.files import whole
from pipeline.work.store import Store, make_key

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


NAME = make_key("a shard")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(DOCUMENTS, max_size=3))
def test_save_then_load_gives_the_same(tmp_path: Path, documents: list[Document]) -> None:
    store = Store(tmp_path)
    [saved] = pieces = store.save("align", NAME, documents, 1.5)
    assert store.find("align", NAME) == pieces
    assert list(store.load(saved)) == documents
    assert (saved.documents, saved.seconds) == (len(documents), 1.5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_no_damage_is_believed(tmp_path: Path, data: st.DataObject) -> None:
    said: list[str] = []
    store = Store(tmp_path, said.append)
    document = Document("d", Text("fr", (Paragraph("Oui.", segments=(Segment(0, 4),)),)))
    store.save("align", NAME, [document])
    path = tmp_path / "align" / f"{NAME}.jsonl"
    whole_bytes = path.read_bytes()
    path.write_bytes(data.draw(damaged(whole_bytes)))
    assert store.find("align", NAME) is None
    assert len(said) == 1
    assert "is damaged" in said[0]


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Bytes that were cut short, had a bit turned, or had something put in."""
    place = st.integers(0, len(content) - 1)
    cut = place.map(lambda end: content[:end])
    turned = st.tuples(place, st.integers(0, 7)).map(
        lambda at: content[: at[0]] + bytes([content[at[0]] ^ 1 << at[1]]) + content[at[0] + 1 :]
    )
    longer = st.tuples(st.integers(0, len(content)), st.binary(min_size=1)).map(
        lambda at: content[: at[0]] + at[1] + content[at[0] :]
    )
    return cut | turned | longer


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "file") as path:
        path.write_text(str(1 / len(path.read_text() if path.exists() else "")))
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"), whole(tmp_path / "file" / "inside") as path:
        path.write_text("x")


def test_what_cannot_be_read_on_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"gone\.png"), whole(tmp_path / "file") as path:
        path.write_bytes((tmp_path / "gone.png").read_bytes())


def test_a_step_is_made_once_and_forgotten_with_its_piece(tmp_path: Path) -> None:
    said: list[str] = []
    store = Store(tmp_path, said.append)
    answers = iter([["Yes.", -0.5], ["Yes.", -0.5]])
    for _ in range(2):
        assert store.step("translate", NAME, "plain-0", lambda: next(answers)) == ["Yes.", -0.5]
    assert said == []
    path = tmp_path / "translate" / f"{NAME}.steps" / "plain-0.json"
    path.write_bytes(path.read_bytes()[:-1])
    assert store.step("translate", NAME, "plain-0", lambda: next(answers)) == ["Yes.", -0.5]
    assert len(said) == 1
    store.save("translate", NAME, [])
    assert [found.name for found in (tmp_path / "translate").iterdir()] == [f"{NAME}.jsonl"]


def test_only_what_the_store_made_is_pruned(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in (wanted := make_key(1), make_key(2)):
        store.save("score", name, [])
    store.step("score", make_key(3), "step", lambda: 1)
    litter = tmp_path / "score" / f".{make_key(4)}.jsonl.123.unfinished"
    litter.write_text("cut sho")
    own = [tmp_path / "score" / "notes.jsonl", tmp_path / "score" / "0123.jsonl", tmp_path / "photos" / "a.jpg"]
    own[-1].parent.mkdir()
    for path in own:
        path.write_text("somebody's own")
    store.prune({"score": {wanted}})
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        [*own, tmp_path / "score" / f"{wanted}.jsonl"]
    )


def test_a_folder_and_a_link_where_a_piece_belongs(tmp_path: Path) -> None:
    store, mine = Store(tmp_path / "work"), tmp_path / "mine"
    mine.mkdir()
    (mine / "note.txt").write_text("theirs", encoding="utf-8")
    place = tmp_path / "work" / "read" / "0123456789abcdef0123.jsonl"
    place.parent.mkdir(parents=True)
    place.symlink_to(mine)
    store.save("read", place.stem, [])
    assert store.find("read", place.stem)
    place.unlink()
    mine.rename(place)
    store.save("read", place.stem, [])
    assert store.find("read", place.stem)
    assert (place.with_name(f"{place.name}.found") / "note.txt").read_text(encoding="utf-8") == "theirs"


def test_many_small_documents_are_several_pieces(tmp_path: Path) -> None:
    """A table of a million rows may name a document for every few: they are not all loaded at once."""
    text = Text("fr", tuple(Paragraph("Oui. " * 100, segments=(Segment(0, 500),)) for _ in range(300)))
    documents = [Document(str(number), text) for number in range(20)]
    store = Store(tmp_path)
    pieces = store.save("read", NAME, documents)
    assert [piece.documents for piece in pieces] == [5, 5, 5, 5]
    assert not any(piece.continues for piece in pieces)
    assert store.find("read", NAME) == pieces
    assert [one for piece in pieces for one in store.load(piece)] == documents
