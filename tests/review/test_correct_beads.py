"""Beads that a person put right: they stand, and around them every sentence stays in exactly one bead."""

from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Config, make_config, read_pairs, run
from pipeline.document import MOVED, Bead, Document, Hypothesis
from pipeline.pairs import pairs
from pipeline.partition import fill_by_machine, order_beads, replace_sentences
from pipeline.quality.counts import lost_sentences
from pipeline.quality.score import Thresholds, score_documents
from pipeline.review.application import correct_documents
from pipeline.review.corrections import BeadCorrection, Correction, EnglishCorrection, write_table
from pipeline.review.placement import BeadFinder, Passages, find_unplaced
from tests.conftest import Files
from tests.review.test_correct import by_hand
from tests.test_partition import beads_and_others

FRENCH = ("Un.", "Deux.", "Trois.", "Quatre.")
ENGLISH = ("One.", "Two.", "Three.", "Four.")
Sides = list[tuple[str, str]]


def corrected(document: Document, *made: Correction, fill: bool = True) -> Document:
    [done] = correct_documents([document], made, fill)
    return done


def sides_of(document: Document) -> Sides:
    return [(pair.source, pair.target) for pair in pairs(document)]


@pytest.mark.parametrize(
    ("beads", "made", "expected"),
    [
        pytest.param(
            [((0,), (0,)), ((1,), (1,))],
            [("Un. Deux.", "One. Two.")],
            [("Un. Deux.", "One. Two.")],
            id="merge",
        ),
        pytest.param(
            [((0, 1), (0, 1))],
            [("Un.", "One."), ("Deux.", "Two.")],
            [("Un.", "One."), ("Deux.", "Two.")],
            id="split",
        ),
        pytest.param(
            [((0, 1, 2), (0, 1, 2))],
            [("Deux.", "Two.")],
            [("Un.", "One."), ("Deux.", "Two."), ("Trois.", "Three.")],
            id="split by one row",
        ),
        pytest.param(
            [((0,), (2,)), ((1,), (0,)), ((2,), (1,))],
            [("Un.", "One."), ("Deux.", "Two."), ("Trois.", "Three.")],
            [("Un.", "One."), ("Deux.", "Two."), ("Trois.", "Three.")],
            id="move back",
        ),
        pytest.param(
            [((0,), (0,)), ((1,), (1,)), ((2,), (2,))],
            [("Trois.", "One.")],
            [("Un.", ""), ("Deux.", "Two."), ("Trois.", "One."), ("", "Three.")],
            id="move away",
        ),
        pytest.param(
            [((0,), (0,)), ((1,), (1,))],
            [("Deux.", "")],
            [("Un.", "One."), ("Deux.", ""), ("", "Two.")],
            id="left out",
        ),
        pytest.param(
            [((0,), (0, 1)), ((1,), (2,))],
            [("", "Two.")],
            [("Un.", "One."), ("", "Two."), ("Deux.", "Three.")],
            id="added",
        ),
        pytest.param(
            [((0,), (0,)), ((1,), (1,)), ((2,), (2,))],
            [("Un. Deux.", "One. Two."), ("Deux. Trois.", "Two. Three.")],
            [("Un.", "One."), ("Deux. Trois.", "Two. Three.")],
            id="the later of two wins",
        ),
    ],
)
def test_merged_split_and_moved(
    beads: list[tuple[tuple[int, ...], tuple[int, ...]]], made: Sides, expected: Sides
) -> None:
    counts = [max(chain.from_iterable(bead[side] for bead in beads)) + 1 for side in (0, 1)]
    before = [Bead(*sides, "human", 0.3) for sides in beads]
    document = by_hand("a", FRENCH[: counts[0]], ENGLISH[: counts[1]], *before)
    assert sides_of(corrected(document, *(BeadCorrection("a", *sides) for sides in made))) == expected


def test_a_persons_bead_is_sure_and_says_that_it_moved() -> None:
    beads = [Bead((n,), (n,), "human", 0.3) for n in range(4)]
    done = corrected(by_hand("a", FRENCH, ENGLISH, *beads), BeadCorrection("a", "Quatre.", "One."))
    [scored] = score_documents([done], Thresholds())
    assert [(pair.target, pair.origin, pair.posterior, pair.flags) for pair in pairs(scored)] == [
        ("", "human", 0.7, ("no_english",)),
        ("Two.", "human", 0.3, ("doubtful_alignment",)),
        ("Three.", "human", 0.3, ("doubtful_alignment",)),
        ("One.", "human", 1.0, ("moved", "missing_numbers")),
        ("Four.", "human", 0.7, ("no_french",)),
    ]
    [scored] = score_documents([corrected(done, EnglishCorrection("a", "Quatre.", "First."))], Thresholds())
    assert scored.beads[3].flags == ("moved", "missing_numbers")


def test_french_left_without_english_gets_the_machines_where_that_is_wanted() -> None:
    hypotheses = tuple(Hypothesis(f"[{text}]") for text in FRENCH[:2])
    beads = [Bead((n,), (n,), "human") for n in range(2)]
    document = replace(by_hand("a", FRENCH[:2], ENGLISH[:2], *beads), hypotheses=hypotheses)
    made = BeadCorrection("a", "Un. Deux.", ""), EnglishCorrection("b", "Deux.", "Second.")
    assert sides_of(corrected(document, *made)) == [("Un.", "[Un.]"), ("Deux.", "Second."), ("", "One."), ("", "Two.")]
    expected = [("Un. Deux.", ""), ("", "One."), ("", "Two.")]
    assert sides_of(corrected(document, made[0], fill=False)) == expected
    back = corrected(corrected(document, made[0]), BeadCorrection("a", "Deux.", "Two."))
    assert sides_of(back) == [("Un.", "[Un.]"), ("", "One."), ("Deux.", "Two.")]


def test_english_is_for_the_french_of_the_bead_as_it_is_then() -> None:
    document = by_hand("a", FRENCH[:2], ENGLISH[:2], *(Bead((n,), (n,), "human") for n in range(2)))
    merged = BeadCorrection("a", "Un. Deux.", "One. Two.")
    whole, part = EnglishCorrection("a", "Un. Deux.", "One, two."), EnglishCorrection("a", "Un.", "A one.")
    done = corrected(document, part, whole, merged)
    assert sides_of(done) == [("Un. Deux.", "One, two.")]
    assert find_unplaced(done, [part, whole, merged]) == [part]


def test_repetitions_are_told_apart_by_their_numbers() -> None:
    french, english = ("Oui.", "Un.", "Oui.", "Deux.", "Oui."), ("Yes.", "One.", "Yes.", "Two.", "Yes.")
    document = by_hand("a", french, english, *(Bead((n,), (n,), "human") for n in range(5)))
    done = corrected(document, BeadCorrection("a", "Oui.", "", 3, None), BeadCorrection("a", "", "Yes.", None, 10**8))
    assert [(bead.source, bead.target) for bead in done.beads] == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), ()),
        ((), (2,)),
        ((3,), (3,)),
        ((4,), ()),
        ((), (4,)),
    ]


def test_what_fits_nowhere_changes_nothing_and_is_told() -> None:
    document = by_hand("a", FRENCH[:2], ENGLISH[:2], *(Bead((n,), (n,), "human") for n in range(2)))
    gone: list[Correction] = [
        BeadCorrection("a", "Un. Trois.", "One."),
        BeadCorrection("a", "Un", "One."),
        BeadCorrection("a", "Un.", "One. Three.", 0, 0),
        EnglishCorrection("a", "Trois.", "Three."),
    ]
    others: list[Correction] = [BeadCorrection("b", "Neuf.", "Nine."), EnglishCorrection("b", "Neuf.", "Nine.")]
    assert corrected(document, *gone, *others) == document
    assert find_unplaced(document, [*others, *gone]) == gone
    alone = replace(document, reference=None, beads=(Bead((0,), ()), Bead((1,), ())))
    made = BeadCorrection("a", "Un. Deux.", "")
    assert corrected(alone, made) == alone
    assert find_unplaced(alone, [made]) == [made]


@st.composite
def documents_and_corrections(draw: st.DrawFn) -> tuple[Document, list[BeadCorrection]]:
    """A human translation full of repetitions, and corrections of its beads, some of which fit nowhere."""
    beads, others = draw(beads_and_others())
    sides = []
    for name, count in (("Oui", sum(len(b.source) for b in beads)), ("Yes", sum(len(b.target) for b in beads))):
        sides.append([draw(st.sampled_from([f"{name}.", f"{name} !", f"« {name} »"])) for _ in range(count)])

    def passage(sentences: list[str]) -> str:
        start, end = sorted(draw(st.tuples(st.integers(0, len(sentences)), st.integers(0, len(sentences)))))
        return draw(st.sampled_from(["", " "])).join(sentences[start:end]) + draw(st.sampled_from(["", "", "", "?"]))

    number = st.none() | st.integers(0, 12)
    made = [
        BeadCorrection("a", passage(sides[0]), passage(sides[1]), draw(number), draw(number))
        for _ in range(draw(st.integers(0, 5)))
    ]
    document = by_hand("a", tuple(sides[0]), tuple(sides[1]), *order_beads(replace_sentences(beads, others)))
    if draw(st.booleans()):
        hypotheses = tuple(Hypothesis(f"[{text}]") for text in sides[0])
        document = replace(document, hypotheses=hypotheses, beads=tuple(fill_by_machine(document.beads, hypotheses)))
    return document, made


@pytest.mark.slow
@given(documents_and_corrections(), st.booleans())
@settings(deadline=None, max_examples=300)
def test_whatever_is_corrected_every_sentence_is_in_one_bead(
    given_: tuple[Document, list[BeadCorrection]], fill: bool
) -> None:
    document, made = given_
    done = corrected(document, *made, fill=fill)
    assert lost_sentences(done) == 0
    assert list(chain.from_iterable(bead.source for bead in done.beads)) == list(range(len(document.source.places())))
    human = [bead for bead in done.beads if bead.origin == "human"]
    assert document.reference is not None
    targets = list(chain.from_iterable(bead.target for bead in human))
    assert sorted(targets) == list(range(len(document.reference.places())))
    assert all(list(side) == list(range(side[0], side[-1] + 1)) for b in human for side in (b.source, b.target) if side)
    assert all(bead.source == bead.target for bead in done.beads if bead.origin == "machine")
    steady = list(chain.from_iterable(bead.target for bead in human if MOVED not in bead.flags))
    assert steady == sorted(steady)
    assert corrected(done, *made, fill=fill) == done


@given(documents_and_corrections())
@settings(deadline=None)
def test_beads_and_english_taken_over_twice_are_so_once(given_: tuple[Document, list[BeadCorrection]]) -> None:
    document, beads = given_
    english = [EnglishCorrection(name, bead.source, "Said.") for name, bead in zip("ab" * 9, beads, strict=False)]
    once = corrected(document, *english, *beads, EnglishCorrection("b", "Oui.", "Aye."))
    assert corrected(once, *english, *beads, EnglishCorrection("b", "Oui.", "Aye.")) == once


@pytest.mark.slow
@given(documents_and_corrections())
@settings(deadline=None, max_examples=300)
def test_what_is_corrected_stands_and_what_is_not_stays(given_: tuple[Document, list[BeadCorrection]]) -> None:
    document, made = given_
    done = corrected(document, *made)
    missing = find_unplaced(done, made)
    assert missing == find_unplaced(document, made)
    placed = list(filter(None, map(BeadFinder(document).find, made)))
    assert len(placed) + len(missing) == len(made)
    if placed and placed[-1].target:
        assert any((b.source, b.target, b.posterior) == (placed[-1].source, placed[-1].target, 1.0) for b in done.beads)
    elif not placed:
        assert done == document
    source, target = ({n for bead in placed for n in side(bead)} for side in (_source, _target))
    left = [(bead.source, bead.target, bead.origin, bead.posterior) for bead in done.beads]
    for bead in document.beads:
        theirs = bead.target if bead.origin == "human" else ()
        if source.isdisjoint(bead.source) and target.isdisjoint(theirs):
            assert (bead.source, bead.target, bead.origin, bead.posterior) in left


def _source(bead: Bead) -> tuple[int, ...]:
    return bead.source


def _target(bead: Bead) -> tuple[int, ...]:
    return bead.target


@given(st.lists(st.text("ab \u00ad", max_size=3), max_size=8), st.data())
@settings(deadline=None)
def test_a_passage_is_found_where_it_stands(sentences: list[str], data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(sentences))] * 2)))
    found = Passages(sentences).find(" ".join(sentences[start:end]), start)
    assert found is not None
    assert "".join(sentences[n] for n in found).replace(" ", "").replace("\u00ad", "") == (
        "".join(sentences[start:end]).replace(" ", "").replace("\u00ad", "")
    )


def test_a_run_takes_beads_over(files: Files) -> None:
    folder = files({"a.fr.txt": "\n".join(FRENCH), "a.en.txt": "\n".join(ENGLISH), "a.beads": "[0]:[0]\n[1,2]:[1,2]\n"})
    config = _config(folder)
    run(config)
    assert _pairs(folder) == [
        ("Un.", "One."),
        ("Deux. Trois.", "Two. Three."),
        ("Quatre.", ""),
        ("", "Four."),
    ]
    made = [("Un. Deux.", "One."), ("Trois.", "Two."), ("Quatre.", "Three. Four.")]
    write_table(folder / "out" / "corrections.tsv", [BeadCorrection("a.fr.txt", *sides) for sides in made])
    assert run(config).made > 0
    assert _pairs(folder) == made
    assert all(pair.posterior == 1.0 for pair in read_pairs(folder / "out" / "pairs.jsonl"))
    assert run(config).made == 0


def test_a_run_fills_what_a_correction_leaves_without_english(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut.\nIl neige.\n", "a.en.txt": "It rains.\nIt snows.\n"})
    files({"a.beads": "[0]:[0]\n[1]:[1]\n", "out/corrections.tsv": ""})
    write_table(folder / "out" / "corrections.tsv", [BeadCorrection("a.fr.txt", "Il neige.", "")])
    run(_config(folder, translate={"beam": 1}))
    found = [(pair.source, pair.origin, bool(pair.target)) for pair in read_pairs(folder / "out" / "pairs.jsonl")]
    assert found == [("Il pleut.", "human", True), ("Il neige.", "machine", True), ("", "human", True)]
    run(_config(folder, translate={"beam": 1}, align={"fill": False}))
    assert _pairs(folder) == [("Il pleut.", "It rains."), ("Il neige.", ""), ("", "It snows.")]


def _config(folder: Path, **sections: object) -> Config:
    read = {
        name: str(folder / f"a.{end}")
        for name, end in (("files", "fr.txt"), ("reference", "en.txt"), ("beads", "beads"))
    }
    options = {"read": {**read, "lines": "sentences"}, "translate": {"engine": "none"}, "output": str(folder / "out")}
    return make_config(options | sections)


def _pairs(folder: Path) -> Sides:
    return [(pair.source, pair.target) for pair in read_pairs(folder / "out" / "pairs.jsonl")]
