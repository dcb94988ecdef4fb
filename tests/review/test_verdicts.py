"""What a review comes to, by what the documents are now."""

from dataclasses import replace

import pytest

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.review.corrections import Approval, EnglishCorrection
from pipeline.review.exchange import Reviewed
from pipeline.review.verdicts import Verdicts, reach_verdicts


def text(language: str, *sentences: str) -> Text:
    return Text(language, tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in sentences))


MACHINE = Document(
    "a", text("fr", "Oui.", "Non."), None, (Hypothesis("Yes."), Hypothesis("No.")), (Bead((0,), (0,)), Bead((1,), (1,)))
)
HUMAN = Document(
    "h",
    text("fr", "Oui.", "Si."),
    text("en", "Aye."),
    beads=(Bead((0,), (0,), "human"), Bead((1,), (), "human")),
)


def verdict(row: Reviewed, *documents: Document) -> str:
    """Tell in one word what becomes of a row."""
    match reach_verdicts([row], documents):
        case Verdicts((EnglishCorrection(document),), 0, ()):
            return f"correction in {document}"
        case Verdicts((), 1, ()):
            return "unchanged"
        case Verdicts((), 0, (unknown,)) if unknown == row:
            return "unknown"
        case Verdicts((), 0, (), (), (emptied,)) if emptied == row:
            return "emptied"
        case Verdicts((), 0, ()):
            return "passed over"
    return "several"


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (Reviewed("a:1", "Oui.", "Sure."), "correction in a"),
        (Reviewed("a:9", "Oui .", "Sure."), "correction in a"),  # places have moved, spaces do not count
        (Reviewed("b:1", "Oui.", "Sure."), "correction in b"),  # another document's, whose French the machine has here
        (Reviewed("a:1", "Peut-être.", "Maybe."), "unknown"),
        (Reviewed("a:1", "Oui.", " Yes.\n"), "unchanged"),
        (Reviewed("a:1", "Oui.", ""), "emptied"),
        (Reviewed("a:1", "Oui.", "", "Shown."), "emptied"),
        (Reviewed("a:1", "Oui.", "", ""), "unchanged"),
        (Reviewed("a:1", "Oui.", "Shown.", "Shown."), "unchanged"),
        (Reviewed("a:1", "", "Sure."), "unknown"),
        (Reviewed("a:1", " ", ""), "passed over"),
    ],
)
def test_what_becomes_of_a_row(row: Reviewed, wanted: str) -> None:
    assert verdict(row, MACHINE) == wanted


def test_english_of_another_document_does_not_stand_for_a_human_translation() -> None:
    assert verdict(Reviewed("b:1", "Oui.", "Sure."), HUMAN) == "unknown"
    assert verdict(Reviewed("h:1", "Oui.", "Sure."), HUMAN) == "correction in h"
    assert verdict(Reviewed("b:1", "Si.", "Sure."), HUMAN) == "correction in b"  # the human left it out
    assert verdict(Reviewed("b:1", "Oui.", "Sure."), HUMAN, MACHINE) == "correction in b"


def test_an_older_file_does_not_undo_a_correction() -> None:
    corrected = replace(MACHINE, beads=(replace(MACHINE.beads[0], correction="Sure."), MACHINE.beads[1]))
    assert verdict(Reviewed("a:1", "Oui.", "Yes."), corrected) == "unchanged"
    assert verdict(Reviewed("a:1", "Oui.", "Sure."), corrected) == "unchanged"
    assert verdict(Reviewed("a:1", "Oui.", "Yes.", "Sure."), corrected) == "correction in a"


@pytest.mark.parametrize(
    ("row", "corrections", "approvals", "unchanged"),
    [
        (Reviewed("a:1", "Oui.", "Yes.", is_right=True), 0, ["Yes."], 0),
        (Reviewed("a:1", "Oui.", "", is_right=True), 0, ["Yes."], 0),
        (Reviewed("a:1", "Oui.", "Aye.", is_right=True), 1, ["Aye."], 0),
        (Reviewed("a:2", "Non.", "No.", is_right=True), 0, [], 1),  # was found right before
        (Reviewed("a:2", "Non.", "Nay.", is_right=True), 1, ["Nay."], 0),
        (Reviewed("b:1", "Oui.", "Yes.", is_right=True), 0, [], 1),  # of another document
    ],
)
def test_what_is_found_right(row: Reviewed, corrections: int, approvals: list[str], unchanged: int) -> None:
    known = replace(MACHINE, beads=(MACHINE.beads[0], replace(MACHINE.beads[1], reviewed=True)))
    found = reach_verdicts([row], [known])
    assert (len(found.corrections), found.unchanged, found.unknown) == (corrections, unchanged, ())
    assert found.approvals == tuple(Approval("a", row.source, english) for english in approvals)
