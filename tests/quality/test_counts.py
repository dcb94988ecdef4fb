"""What a run counts and measures, on a small document with a bead of every kind, and its plain form."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sacrebleu import BLEU, CHRF, TER

from pipeline.document import (
    MOVED,
    Account,
    Bead,
    Document,
    FileAccount,
    Hypothesis,
    LeftOut,
    Paragraph,
    Segment,
    Text,
)
from pipeline.glossary import Glossary, Term
from pipeline.quality.counts import lost_sentences
from pipeline.quality.evaluate import NOT_CALIBRATED, EvaluateOptions, evaluate
from pipeline.quality.metrics import (
    Adequacy,
    CorpusScores,
    Counts,
    LeftOutTotal,
    Metrics,
    MissedTerm,
    OriginAdequacy,
    Score,
    Selected,
    Spread,
    TermUse,
    WorstPair,
    from_plain,
    scores_from_plain,
    to_plain,
)

FRENCH = ["Le phare brille.", "Il pleut.", "Le phare dort.", "Anna lit.", "12.", "Paul part.", "Le vent se lève."]
MACHINE = [
    "The light shines.",
    "It rains.",
    "The beacon sleeps.",
    "Anna reads.",
    "12.",
    "Paul leaves.",
    "The wind rises.",
]
ENGLISH = ["The beacon shines.", "It's raining.", "Nobody knows.", "And nobody asks."]


def text(language: str, sentences: list[str]) -> Text:
    return Text(language, tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in sentences))


def document(**changes: Any) -> Document:
    """Two human pairs, two machine's, one copied, one corrected, one left out by the English, two that it adds."""
    scores = [-1.0, -0.5, -0.25, -2.0, None, -0.75, -3.0]
    notes = [(), (), ("split",), ("split", "repaired"), ("copied",), (), ()]
    beads = (
        Bead((0,), (0,), "human"),
        Bead((1,), (1,), "human", flags=("doubtful_alignment", MOVED)),
        Bead((2,), (2,), "machine", scores={"model_score": -0.25, "adequacy": 0.25}),
        Bead((3,), (3,), "machine", scores={"model_score": -2.0, "adequacy": 0.75}, flags=("doubtful_translation",)),
        Bead((4,), (4,), "machine"),
        Bead((5,), (2,), "human", correction="Paul goes."),
        Bead((6,), (), "human", flags=("no_english",)),
        Bead((), (3,), "human", flags=("no_french",)),
    )
    hypotheses = tuple(Hypothesis(*row) for row in zip(MACHINE, scores, notes, strict=True))
    made = Document("d", text("fr", FRENCH), text("en", ENGLISH), hypotheses, beads)
    return replace(made, **changes)


def test_every_bead_is_counted_by_whose_english_it_has() -> None:
    metrics = evaluate([document(), document(id="e")], EvaluateOptions(metrics=()))
    one = Counts(
        documents=1, paragraphs=7, sentences=7, translated=2, copied=1, human=2, without_english=1,
        added_english=1, flagged=4, lost=0, pairs=8, corrected=1, corrected_sentences=1, machine_pairs=2,
        human_pairs=3, copied_pairs=1, empty_pairs=1, sure=3, check=3, poor=2, sure_machine=0,
    )  # fmt: skip
    assert metrics.counts == one + one
    assert metrics.flags == {
        "doubtful_alignment": 2,
        "doubtful_translation": 2,
        "moved": 2,
        "no_english": 2,
        "no_french": 2,
    }
    assert list(metrics.flags) == sorted(metrics.flags)
    assert metrics.notes == {"copied": 2, "repaired": 2, "split": 4}
    assert metrics.machine_against_human is None
    assert metrics.glossary is None
    moved = "French sentences 1-1 stand elsewhere in the English, at 1-1 (counted from 0)"
    assert metrics.warnings == (f"d: {moved}", f"e: {moved}")


def test_the_machine_is_measured_by_sacrebleu_where_both_are() -> None:
    """Not where a person corrected the pair, nor where the text has no letters."""
    beads = (*document().beads[:6], Bead((4,), (2,), "human"))
    found = evaluate([document(beads=beads)], EvaluateOptions(bootstrap=0)).machine_against_human
    assert found is not None
    assert (found.segments, found.corrected_left_out) == (2, 1)
    for name, metric in (("bleu", BLEU()), ("chrf", CHRF()), ("ter", TER())):
        expected = metric.corpus_score(MACHINE[:2], [ENGLISH[:2]])
        assert found.scores[name] == Score(round(expected.score, 2), metric.get_signature().format())


def test_intervals_are_those_of_sacrebleus_bootstrap() -> None:
    found = evaluate([document()], EvaluateOptions(metrics=("chrf",), bootstrap=50)).machine_against_human
    metric = CHRF()
    expected: Any = metric.corpus_score(MACHINE[:2], [ENGLISH[:2]], n_bootstrap=50)
    signature = metric.get_signature().format()
    score = Score(round(expected.score, 2), signature, round(expected._mean, 2), round(expected._ci, 2))
    assert found == CorpusScores(2, {"chrf": score}, 1)


def test_the_worst_pairs_come_first() -> None:
    chrf = [CHRF().sentence_score(machine, [human]).score for machine, human in zip(MACHINE, ENGLISH[:2], strict=False)]
    rows = [
        WorstPair(f"d:{n + 1}", FRENCH[n], chrf=round(chrf[n], 2), machine=MACHINE[n], human=ENGLISH[n]) for n in (0, 1)
    ]
    expected = tuple(sorted(rows, key=lambda row: row.chrf or 0))
    assert evaluate([document()], EvaluateOptions()).worst == expected
    assert evaluate([document()], EvaluateOptions(worst=1)).worst == expected[:1]
    alone = document(beads=document().beads[2:5])
    assert evaluate([alone], EvaluateOptions()).worst == (
        WorstPair("d:1", FRENCH[2], adequacy=0.25, model_score=-0.25, target=MACHINE[2]),
        WorstPair("d:2", FRENCH[3], adequacy=0.75, model_score=-2.0, target=MACHINE[3]),
    )


def test_adequacy_is_told_by_origin_and_whether_it_is_calibrated() -> None:
    human = replace(document().beads[0], scores={"adequacy": 0.9})
    corrected = replace(document().beads[5], scores={"adequacy": 0.1})
    made = document(beads=(human, *document().beads[2:4], corrected))
    found = evaluate([made], EvaluateOptions()).adequacy
    machine = OriginAdequacy(2, 0.5, Spread(0.5, 0.25, 0.25, 0.25, 0.25, 0.25))
    assert found == Adequacy(
        True, "", 3, 0.3333, Spread(0.6333, 0.25, 0.25, 0.75, 0.75, 0.75),
        {"human": OriginAdequacy(1, 0.0, Spread(*[0.9] * 6)), "machine": machine},
    )  # fmt: skip
    unknown = evaluate([made], EvaluateOptions(), calibrated=False).adequacy
    assert unknown is not None
    assert (unknown.calibrated, unknown.note) == (False, NOT_CALIBRATED)
    alone = evaluate([document(beads=(human,))], EvaluateOptions(), calibrated=False).adequacy
    assert alone is not None
    assert (alone.calibrated, alone.note) == (True, "")  # the English is a person's
    assert evaluate([document(beads=())], EvaluateOptions()).adequacy is None


def test_the_least_adequate_of_very_many_pairs_are_kept() -> None:
    count = 1200
    hypotheses = tuple(Hypothesis("So.", -float(n % 600)) for n in range(count))
    beads = tuple(
        Bead((n,), (n,), "machine", scores={"model_score": -float(n % 600), "adequacy": (600 - n % 600) / 1000})
        for n in range(count)
    )
    many = Document("d", text("fr", ["Ainsi."] * count), None, hypotheses, beads)
    found = evaluate([many], EvaluateOptions(worst=3))
    assert [pair.model_score for pair in found.worst] == [-599.0, -599.0, -598.0]
    assert found.model_score == Spread(-299.5, -570.0, -450.0, -300.0, -150.0, -30.0)


def test_percentiles_are_scores_that_there_are() -> None:
    found = evaluate([document()], EvaluateOptions())
    assert found.model_score == Spread(-1.125, -2.0, -2.0, -2.0, -2.0, -2.0)
    assert evaluate([document(beads=())], EvaluateOptions()).model_score is None


def test_a_glossary_is_counted_pair_by_pair() -> None:
    glossary = Glossary((Term("phare", ("beacon", "lamp")), Term("vent", ("gale",)), Term("Anna", ("Anne",))))
    found = evaluate([document()], EvaluateOptions(), glossary).glossary
    assert found == TermUse(3, 1, (MissedTerm("Anna", "Anne", 1, ("d:4",)),))
    other = document(reference=text("en", ["The light shines.", *ENGLISH[1:]]), id="e")
    found = evaluate([document(), other], EvaluateOptions(), glossary).glossary
    assert found == TermUse(
        6, 3, (MissedTerm("Anna", "Anne", 2, ("d:4", "e:4")), MissedTerm("phare", "beacon | lamp", 4, ("e:1",)))
    )


def test_sentences_are_lost_that_no_bead_holds_or_two_and_paragraphs_that_are_not_covered() -> None:
    beads = (Bead((0,), ()), Bead((1, 2, 3), ()), Bead((3,), ()), Bead((4, 5), ()))
    assert lost_sentences(document(beads=beads)) == 2
    paragraphs = (
        Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 8))),
        Paragraph(" Trois ", segments=(Segment(1, 6),)),
        Paragraph("Rien"),
    )
    made = Document("d", Text("fr", paragraphs), beads=(Bead((0, 1, 2), ()),))
    assert lost_sentences(made) == 2


PLAIN = {
    "counts": {
        "documents": 0, "paragraphs": 0, "sentences": 7, "translated": 0, "copied": 0, "human": 0,
        "without_english": 0, "added_english": 0, "flagged": 0, "lost": 0, "pairs": 0, "corrected": 0,
        "corrected_sentences": 0, "machine_pairs": 0, "human_pairs": 0, "copied_pairs": 0, "empty_pairs": 0,
        "sure": 0, "check": 0, "poor": 0, "sure_machine": 0, "reviewed_machine": 0, "reviewed": 0,
        "letters": 0, "letters_left_out": 0, "letters_unexplained": 0,
    },
    "flags": {"moved": 1},
    "notes": {"split": 2},
    "model_score": {"mean": -1.0, "p5": -3.0, "p25": -2.0, "p50": -1.0, "p75": -0.5, "p95": -0.25},
    "adequacy": {
        "calibrated": False, "note": "rough", "pairs": 2, "under_half": 0.5,
        "spread": {"mean": 0.5, "p5": 0.1, "p25": 0.1, "p50": 0.1, "p75": 0.1, "p95": 0.9},
        "by_origin": {
            "machine": {
                "pairs": 2, "under_half": 0.5,
                "spread": {"mean": 0.5, "p5": 0.1, "p25": 0.1, "p50": 0.1, "p75": 0.1, "p95": 0.9},
            }
        },
    },
    "machine_against_human": {
        "segments": 2,
        "bleu": {"score": 30.0, "signature": "s", "mean": 29.0, "interval": 3.0},
        "chrf": {"score": 60.0, "signature": "t"},
        "corrected_left_out": 1,
    },
    "glossary": {"uses": 2, "missed": 1, "misses": [{"source": "a", "target": "b", "uses": 2, "pairs": ["d:1"]}]},
    "worst": [
        {"id": "d:1", "chrf": 10.0, "source": "a", "machine": "b", "human": "c"},
        {"id": "d:2", "adequacy": 0.25, "model_score": -1.0, "source": "a", "target": "b"},
    ],
    "warnings": ["odd"],
    "left_out": {"deleted": {"letters": 3, "times": 1}},
    "accounts": [
        {
            "document": "d",
            "side": "source",
            "account": {
                "letters": 9,
                "paragraphs": 5,
                "left_out": [{"reason": "deleted", "letters": 3, "times": 1, "places": ["#2"]}],
                "unread": 1,
                "added": 0,
                "remarks": [],
                "problems": [],
                "found": "",
            },
        }
    ],
    "selection": {
        "duplicates": 2, "near_duplicates": 1, "where": "source", "kept": 3, "rejected": 1, "reasons": {"source": 1},
        "splits": {"train": 3},
    },
}  # fmt: skip


def test_metrics_have_a_plain_form_and_come_back_from_it() -> None:
    spread = Spread(0.5, 0.1, 0.1, 0.1, 0.1, 0.9)
    metrics = Metrics(
        Counts(sentences=7),
        {"moved": 1},
        {"split": 2},
        Spread(-1.0, -3.0, -2.0, -1.0, -0.5, -0.25),
        Adequacy(False, "rough", 2, 0.5, spread, {"machine": OriginAdequacy(2, 0.5, spread)}),
        CorpusScores(2, {"bleu": Score(30.0, "s", 29.0, 3.0), "chrf": Score(60.0, "t")}, 1),
        TermUse(2, 1, (MissedTerm("a", "b", 2, ("d:1",)),)),
        (
            WorstPair("d:1", "a", chrf=10.0, machine="b", human="c"),
            WorstPair("d:2", "a", adequacy=0.25, model_score=-1.0, target="b"),
        ),
        ("odd",),
        {"deleted": LeftOutTotal(3, 1)},
        (FileAccount("d", "source", Account(9, 5, (LeftOut("deleted", 3, 1, ("#2",)),), unread=1)),),
        Selected(2, 1, "source", 3, 1, {"source": 1}, {"train": 3}),
    )
    assert json.dumps(to_plain(metrics)) == json.dumps(PLAIN)
    assert from_plain(PLAIN) == metrics


@pytest.mark.parametrize("plain", [{"chrf": {"score": 1.0, "signature": "s"}}, {"segments": "many"}, [1], "none"])
def test_what_are_no_scores_is_told(plain: Any) -> None:
    with pytest.raises(ValueError, match=r"expected corpus scores, got|segments"):
        scores_from_plain(plain)
    assert scores_from_plain(None) is None


def test_letters_are_counted_from_the_file_to_the_sentences() -> None:
    left_out = (LeftOut("deleted", 4, 1, ("#2",)), LeftOut("comment", 2, 2))
    whole = replace(text("fr", ["Il pleut."]), account=Account(13, 7, left_out))
    torn = replace(text("fr", ["Il pleut."]), account=Account(15, 9, left_out, unread=0))
    twice = replace(text("en", ["It rains."]), account=Account(7, 6, added=3))
    found = evaluate([Document("a", whole), Document("b", torn, twice)], EvaluateOptions())
    counts = found.counts
    assert (counts.letters, counts.letters_left_out, counts.letters_unexplained) == (35, 12, 6)
    assert found.left_out == {"comment": LeftOutTotal(4, 4), "deleted": LeftOutTotal(8, 2)}
    assert list(found.left_out) == ["comment", "deleted"]
    assert [one.document for one in found.accounts] == ["a", "b", "b"]
    assert found.warnings[-2:] == (
        "b: 2 letters of its text were not read: please report it",
        "b, its translation: 4 letters of its text were read twice: please report it",
    )


def test_sentences_that_overlap_are_lost() -> None:
    paragraphs = (Paragraph("Un deux", segments=(Segment(0, 4), Segment(3, 7))),)
    made = Document("d", Text("fr", paragraphs), beads=(Bead((0, 1), ()),))
    assert lost_sentences(made) == 1
