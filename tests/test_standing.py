"""Standing: every flag takes a pair from sure, adequacy does so by itself, and a person's word puts it back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import DUPLICATE, Bead
from pipeline.quality.flags import FLAGS, explain_flag
from pipeline.standing import MEANINGS, NO_DOUBT, POOR, STANDINGS, SURE, find_standing

FLAGGED = st.lists(st.sampled_from(sorted(FLAGS.keys() - {DUPLICATE})), unique=True).map(tuple)
ADEQUACY = st.floats(0, 1)


def test_every_standing_has_a_meaning_and_poor_flags_are_flags() -> None:
    assert tuple(MEANINGS) == STANDINGS
    assert FLAGS.keys() > POOR


@given(FLAGGED, ADEQUACY)
def test_what_is_not_sure_has_a_reason(flags: tuple[str, ...], adequacy: float) -> None:
    bead = Bead((0,), (0,), scores={"adequacy": adequacy}, flags=flags)
    expected = "poor" if POOR & set(flags) else "check" if flags or adequacy < SURE else "sure"
    assert find_standing(bead) == expected
    assert bool(list(explain_flag(bead))) == (expected != "sure")


@given(FLAGGED, ADEQUACY)
def test_a_person_is_believed(flags: tuple[str, ...], adequacy: float) -> None:
    bead = Bead((0,), (0,), scores={"adequacy": adequacy}, flags=flags)
    assert find_standing(replace(bead, reviewed=True)) == "sure"
    assert find_standing(replace(bead, correction="Yes.")) == ("check" if set(flags) - NO_DOUBT else "sure")


@given(FLAGGED, ADEQUACY, st.sampled_from(["", "Yes."]))
def test_repetition_speaks_against_nothing(flags: tuple[str, ...], adequacy: float, correction: str) -> None:
    bead = Bead((0,), (0,), scores={"adequacy": adequacy}, flags=flags, correction=correction)
    assert find_standing(replace(bead, flags=(*flags, DUPLICATE))) == find_standing(bead)


def test_what_was_not_measured_is_sure_of_itself() -> None:
    assert find_standing(Bead((0,), (0,))) == "sure"
