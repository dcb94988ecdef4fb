"""Scores and flags: what is to be looked at again, and what is not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from pipeline.document import MOVED, Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.glossary import Glossary, Term
from pipeline.quality.checks import changes_negation
from pipeline.quality.flags import FLAGS, explain_flag
from pipeline.quality.score import Thresholds, score, score_documents

_CODE = "le chat = ouvre la porte"


def _document(*, translate: bool) -> Document:
    paragraph = Paragraph(_CODE, "code", translate=translate, segments=(Segment(0, len(_CODE)),))
    return Document("d", Text("fr", (paragraph,)), None, (Hypothesis(_CODE, None, ("copied",)),), (Bead((0,), (0,)),))


def test_what_the_author_keeps_from_translation_is_not_doubtful() -> None:
    glossary = Glossary((Term("chat", ("cat",)),))
    [kept, left] = score_documents([_document(translate=False), _document(translate=True)], Thresholds(), glossary)
    assert (kept.beads[0].flags, kept.beads[0].scores) == ((), {"length_ratio": 1.0})
    assert left.beads[0].flags == ("untranslated", "doubtful_translation", "missing_terms")


def scored(french: str, english: str, hypothesis: Hypothesis | None = None, **bead: Any) -> Bead:
    """A bead of one sentence and its English, human but for a hypothesis; what adequacy and noise say is left aside."""
    source = Text("fr", (Paragraph(french, segments=(Segment(0, len(french)),)),))
    target = Text("en", (Paragraph(english, segments=(Segment(0, len(english)),)),))
    hypotheses = (hypothesis,) if hypothesis else ()
    given = {"source": (0,), "target": (0,), "origin": "machine" if hypothesis else "human"} | bead
    document = Document("d", source, target, hypotheses, (Bead(**given),))
    [found] = score_documents([document], Thresholds(least_adequacy=0.0))[0].beads
    return replace(found, scores=_of_old(found.scores))


def _of_old(scores: Mapping[str, float]) -> dict[str, float]:
    """Leave out the scores that adequacy and noise give, which have tests of their own."""
    return {name: score for name, score in scores.items() if name in ("model_score", "length_ratio", "similarity")}


@pytest.mark.parametrize(
    ("french", "english", "bead", "flags"),
    [
        ("Il dort.", "He sleeps.", {}, ()),
        ("Il dort.", "", {"target": ()}, ("no_english",)),
        ("", "He sleeps.", {"source": ()}, ("no_french",)),
        ("Il dort.", "He sleeps.", {"flags": (MOVED,)}, ("moved",)),
        ("Il dort.", "He sleeps.", {"flags": ("length_ratio",)}, ()),  # an older run's
        ("Il dort bien ici.", "Il dort bien ici.", {}, ("untranslated",)),
        ("Il dort.", "No, no, no, no.", {}, ("repetition", "negation")),
        ("Il dort.", "He sleeps.", {"posterior": 0.5}, ()),
        ("Il dort.", "He sleeps.", {"posterior": 0.49}, ("doubtful_alignment",)),
        ("a" * 10, "b" * 50, {}, ("wrong_language",)),  # (50 + 10) / (10 + 10) is three
        ("a" * 10, "b" * 51, {}, ("length_ratio", "wrong_language")),
        ("En 1998.", "In 1989.", {}, ("missing_numbers",)),
        ("Il dort.", "He sleeps.", {"scores": {"model_score": -9.0}}, ()),
        ("Il y a 12 ans.", "x " * 40, {"flags": (MOVED,), "posterior": 0.1},
         ("moved", "repetition", "doubtful_alignment", "length_ratio", "unrelated", "addition",
          "missing_numbers")),
    ],
)  # fmt: skip
def test_the_flags_of_a_pair(french: str, english: str, bead: dict[str, Any], flags: tuple[str, ...]) -> None:
    assert scored(french, english, **bead).flags == flags


@pytest.mark.parametrize(
    ("hypothesis", "scores", "flags"),
    [
        (Hypothesis("He sleeps.", -0.12345), {"model_score": -0.1235, "length_ratio": 1.1111}, ()),
        (Hypothesis("He sleeps.", -1.6), {"model_score": -1.6, "length_ratio": 1.1111}, ()),
        (Hypothesis("He sleeps.", None, ("unsound",)), {"length_ratio": 1.1111}, ("repetition",)),
        (Hypothesis("He sleeps.", None, ("untranslated",)), {"length_ratio": 1.1111}, ("untranslated",)),
    ],
)
def test_a_machines_sentence_has_its_score_and_notes(
    hypothesis: Hypothesis, scores: dict[str, float], flags: tuple[str, ...]
) -> None:
    bead = scored("Il dort.", "", hypothesis, posterior=0.1)
    assert (bead.scores, bead.flags) == (scores, flags)


@pytest.mark.parametrize(
    ("french", "correction", "flags"),
    [
        ("Il a 12 ans ici.", "Il a 12 ans ici.", ("untranslated",)),
        ("Il a 12 ans ici.", "He is here.", ("missing_numbers",)),
        ("Il dort.", "Yes, yes, yes, yes, and much longer than that, far too long for it.", ()),
    ],
)
def test_a_corrected_pair_is_flagged_only_for_what_a_person_overlooks(
    french: str, correction: str, flags: tuple[str, ...]
) -> None:
    assert scored(french, "x", correction=correction, posterior=0.1).flags == flags
    assert scored(french, "x", correction=correction, flags=(MOVED,)).flags == (MOVED, *flags)
    assert scored(french, "", Hypothesis("x", -9.0, ("unsound",)), correction=correction).flags == flags


def test_a_side_without_counterpart_is_not_asked_for_terms() -> None:
    text = Text("fr", (Paragraph("Le phare.", segments=(Segment(0, 9),)),))
    beads = Bead((0,), (), "human"), Bead((), (0,), "human")
    document = Document("d", text, replace(text, language="en"), beads=beads)
    [found] = score_documents([document], Thresholds(), Glossary((Term("phare", ("beacon",)),)))
    assert [bead.flags for bead in found.beads] == [("no_english",), ("no_french",)]


def test_several_sentences_are_scored_together() -> None:
    """Their score is the mean of those that have one."""
    french = Text("fr", (Paragraph("Un. Deux. 3.", segments=(Segment(0, 3), Segment(4, 9), Segment(10, 12))),))
    hypotheses = Hypothesis("One.", -1.0), Hypothesis("Two.", -2.0), Hypothesis("3.", None, ("copied",))
    document = Document("d", french, None, hypotheses, (Bead((0, 1, 2), (0, 1, 2)),))
    [found] = score_documents([document], Thresholds())
    assert _of_old(found.beads[0].scores) == {"model_score": -1.5, "length_ratio": round(22 / 22, 4)}


def test_pairs_of_texts_are_judged_alone() -> None:
    pairs = [("Il pleut.", "It rains."), ("Le phare.", "The tower."), ("", "")]
    [rain, tower, nothing] = score(pairs, glossary=Glossary((Term("phare", ("beacon",)),)))
    assert (rain.scores["length_ratio"], rain.flags) == (1.0, ())
    assert rain.scores["adequacy"] > 0.9
    assert (tower.flags, nothing.flags) == (("missing_terms",), ())
    assert score(pairs[:1], Thresholds(largest_length_ratio=0.5))[0].flags == ("length_ratio",)
    assert score([]) == []


def test_every_flag_is_explained() -> None:
    bead = Bead((0,), (0,), "human", 0.456, flags=(*FLAGS, "of_another_version"))
    told = list(explain_flag(bead))
    assert told == [
        "left in French",
        "the translation repeats itself",
        "the meaning is probably not kept",
        "the match of French and English is unsure (46 %)",
        "the English has this elsewhere",
        "one side is far longer than the other",
        "the two sides are hardly of the same thing",
        "the English leaves out a part of this",
        "the English adds a part to this",
        "one side is not in its language",
        "letters are damaged, as by a wrong encoding",
        "menus, notices of a site, addresses or signs, and hardly any text",
        "a number of the French is missing or different in the English",
        "a negation of the French is missing in the English, or the English adds one",
        "an address, a code, a number or a sign is not as the French has it",
        "quotation marks or brackets may stand elsewhere than in the French",
        "a term of the glossary is missing in the English",
        "the same, or nearly, stands earlier in the corpus",
        "the English leaves this out",
        "the English adds this",
        "of another version",
    ]
    assert list(FLAGS) == [
        "untranslated", "repetition", "doubtful_translation", "doubtful_alignment", "moved",
        "length_ratio", "unrelated", "omission", "addition", "wrong_language", "damaged_text", "boilerplate",
        "missing_numbers", "negation", "altered", "punctuation", "missing_terms", "duplicate",
        "no_english", "no_french",
    ]  # fmt: skip


def test_a_term_that_the_glossary_asks_for_does_not_lower_adequacy() -> None:
    pairs = [("C'est la clé du succès.", "It is the spanner of success.")]
    [without], [asked] = score(pairs), score(pairs, glossary=Glossary((Term("clé", ("spanner",)),)))
    [usual] = score([("C'est la clé du succès.", "It is the key of success.")])
    assert without.scores["adequacy"] < asked.scores["adequacy"] == usual.scores["adequacy"]
    document = _document(translate=True)
    sentence = replace(document.source.paragraphs[0], text=pairs[0][0], segments=(Segment(0, len(pairs[0][0])),))
    source = replace(document.source, paragraphs=(sentence,))
    document = replace(document, source=source, hypotheses=(Hypothesis(pairs[0][1], -0.5),))
    [plain] = score_documents([document], Thresholds(), knows_model=True)
    [kept] = score_documents([document], Thresholds(), Glossary((Term("clé", ("spanner",)),)), knows_model=True)
    assert plain.beads[0].flags == ("doubtful_translation",)
    assert kept.beads[0].flags == ()


@pytest.mark.parametrize(
    ("source", "target", "flagged"),
    [
        ("Le vaccin n'est pas dangereux.", "The vaccine is dangerous.", True),
        ("Il ne faut pas toucher ce fil.", "You must touch this wire.", True),
        ("Elle est venue.", "She never came.", True),
        ("Il ne boit que de l'eau.", "He drinks only water.", False),
        ("Personne ne dort.", "Nobody sleeps.", False),
        ("N'est-il pas venu ?", "Hasn't he come?", False),
    ],
)
def test_a_negation_that_only_one_side_has_is_flagged(source: str, target: str, flagged: bool) -> None:
    assert changes_negation(source, target) == flagged
