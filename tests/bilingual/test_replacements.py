"""What stands instead of a paragraph: all English once, in its order, and every mark in its place."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.bilingual.replacements import AFTER, BEFORE, BREAK, CARRIED, LOOK, Replacements, place_marks
from pipeline.document import Bead, Document, Hypothesis, Link, Mark, Paragraph, Segment, Text

NAMES = [CARRIED, LOOK, AFTER, BEFORE, BREAK]


def text_of(language: str, *paragraphs: str) -> Text:
    """A text of paragraphs of one sentence each."""
    return Text(language, tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in paragraphs))


def test_english_of_several_paragraphs_stands_in_the_first() -> None:
    french, english = text_of("fr", "Un.", "Deux.", "Trois."), text_of("en", "One and two.", "Three.")
    beads = (Bead((0, 1), (0,), "human"), Bead((2,), (1,), "human"))
    made = Replacements(Document("d", french, english, beads=beads))
    assert [found.text if (found := made.of(number)) else None for number in range(3)] == ["One and two.", "", "Three."]


def test_what_has_no_english_stays_french_and_what_is_added_comes_behind() -> None:
    two = Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9)))
    kept = Paragraph("x = 1", translate=False, segments=(Segment(0, 5),))
    french = Text("fr", (two, kept, Paragraph("Seul.", segments=(Segment(0, 5),))))
    english = text_of("en", "One.", "More.")
    beads = (Bead((0,), (0,), "human"), Bead((1,), ()), Bead((), (1,), "human"), Bead((2,), ()), Bead((3,), ()))
    made = Replacements(Document("d", french, english, beads=beads))
    marks = [Mark(4, 8, LOOK, "bold"), Mark(9, 9, AFTER, "note")]
    found = made.of(0, marks)
    assert found
    assert found.text == "One. Deux. More."
    assert found.marks == (Mark(5, 9, LOOK, "bold"), Mark(10, 10, AFTER, "note"))
    assert [made.of(1), made.of(2)] == [None, None]


def test_signs_come_behind_their_sentences() -> None:
    french = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))),))
    document = Document(
        "d", french, None, (Hypothesis("One."), Hypothesis("Two.")), (Bead((0,), (0,)), Bead((1,), (1,)))
    )
    found = Replacements(document, {0: "?"}).of(0)
    assert found
    assert found.text == "One.\u00a0? Two."


@given(st.data())
def test_marks_stay_in_the_text_and_none_but_looks_is_lost(data: st.DataObject) -> None:
    words = st.lists(st.text("aé", min_size=1, max_size=4), min_size=1, max_size=6)
    source, target = (" ".join(data.draw(words)) + "." for _ in range(2))
    places = st.tuples(st.integers(0, len(source)), st.integers(0, len(source)))
    found = data.draw(st.lists(st.tuples(places, st.sampled_from(NAMES)), max_size=5))
    marks = [
        Mark(min(edges), max(edges) if name in {CARRIED, LOOK} else min(edges), name, str(number))
        for number, (edges, name) in enumerate(found)
    ]
    marks = [mark for mark in marks if mark.start < mark.end or mark.name not in {CARRIED, LOOK}]
    spans = [[(0, len(text.split(" ")[0]))] for text in (source, target)]
    links = [Link(*one, *two) for one, two in zip(*spans, strict=True)] if data.draw(st.booleans()) else []
    placed = place_marks(marks, links, source, target)
    assert all(0 <= mark.start <= mark.end <= len(target) for mark in placed)
    assert {mark.value for mark in marks if mark.name != LOOK} <= {mark.value for mark in placed}
    assert {mark.value for mark in placed} <= {mark.value for mark in marks}
