"""Parts of long documents: cut and joined again they are what they were, and their pairs are named the same."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import MOVED, Bead, Document, Given, Hypothesis, Paragraph, Segment, Text
from pipeline.pairs import pairs
from pipeline.partition import order_beads
from pipeline.parts import count_on, cut, gather_lines, join

SENTENCE = "Il pleut. "


def text(language: str, sizes: list[int]) -> Text:
    """A text whose paragraphs have so many sentences."""
    length = len(SENTENCE)
    return Text(
        language,
        tuple(
            Paragraph(
                SENTENCE * size,
                locator=str(number),
                segments=tuple(Segment(place * length, (place + 1) * length - 1) for place in range(size)),
            )
            for number, size in enumerate(sizes)
        ),
        title="Un titre",
    )


sizes = st.lists(st.integers(0, 4), max_size=30)


@st.composite
def aligned(draw: st.DrawFn) -> Document:
    """A text, its human translation, and beads of any shape between them, some of them moved."""
    source, reference = text("fr", draw(sizes)), text("en", draw(sizes))
    beads: list[Bead] = []
    here = there = 0
    while here < len(source.places()) or there < len(reference.places()):
        step = draw(st.tuples(st.integers(0, 2), st.integers(0, 2)).filter(any))
        ends = min(here + step[0], len(source.places())), min(there + step[1], len(reference.places()))
        if ends != (here, there):
            beads.append(Bead(tuple(range(here, ends[0])), tuple(range(there, ends[1])), "human"))
        here, there = ends
    linked = [number for number, bead in enumerate(beads) if bead.source and bead.target]
    if len(linked) > 1 and draw(st.booleans()):
        one, other = draw(st.sampled_from(linked)), draw(st.sampled_from(linked))
        targets = beads[one].target, beads[other].target
        beads[one], beads[other] = replace(beads[one], target=targets[1]), replace(beads[other], target=targets[0])
    hypotheses = tuple(Hypothesis(str(number)) for number in range(len(source.places())))
    filled = [
        replace(bead, target=bead.source, origin="machine") if not bead.target and draw(st.booleans()) else bead
        for bead in order_beads(beads)
    ]
    return Document("a.txt", source, reference, hypotheses, tuple(filled))


@given(aligned(), st.integers(1, 3000))
def test_an_aligned_text_is_the_same_in_parts(document: Document, size: int) -> None:
    parts = list(cut(document, size))
    assert list(join(parts)) == [document]
    assert [part.part for part in parts] == list(range(len(parts)))
    assert [pair for part in count_on(parts) for pair in pairs(part)] == list(pairs(document))
    for part in parts:
        counts = len(part.source.places()), len(part.reference.places() if part.reference else ())
        for bead in part.beads:
            assert all(0 <= number < counts[0] for number in bead.source)
            assert all(0 <= number < counts[bead.origin == "human"] for number in bead.target)


@given(sizes, sizes, st.integers(1, 3000), st.booleans())
def test_a_text_that_is_to_be_aligned_is_the_same_in_parts(
    french: list[int], english: list[int], size: int, segmented: bool
) -> None:
    here, there = text("fr", french), text("en", english)
    if not segmented:
        here, there = (
            replace(one, paragraphs=tuple(replace(p, segments=()) for p in one.paragraphs)) for one in (here, there)
        )
    for document in (Document("a", here, there), Document("b", here)):
        parts = list(cut(document, size))
        assert list(join(parts)) == [document]
        assert all((part.reference is None) == (document.reference is None) for part in parts)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=30), st.integers(1, 3000))
def test_lines_that_are_pairs_stay_side_by_side(lines: list[tuple[int, int]], size: int) -> None:
    texts = text("fr", [one for one, _ in lines]), text("en", [other for _, other in lines])
    given_pairs = tuple(Given(str(number)) for number in range(len(lines)))
    document = Document("a.tsv", *texts, parallel=True, given=given_pairs)
    parts = list(cut(document, size))
    assert list(join(parts)) == [document]
    for part in parts:
        assert part.reference
        assert len(part.source.paragraphs) == len(part.reference.paragraphs) == len(part.given)


def test_parts_are_of_the_size_that_was_asked_for() -> None:
    document = Document("a.txt", text("fr", [4] * 100))
    weights = [sum(len(one.text) + 60 for one in part.source.paragraphs) for part in cut(document, 1000)]
    assert sum(weights) == 100 * (4 * len(SENTENCE) + 60)
    assert all(1000 <= weight < 1100 for weight in weights[:-1])
    assert 500 <= weights[-1] < 1600
    assert list(cut(document, 10_000)) == [document]


def test_nothing_is_cut_under_a_moved_passage() -> None:
    """The first sentence stands last in the English: no cut leaves both in one part but one behind them all."""
    document = Document(
        "a.txt",
        text("fr", [1] * 10),
        text("en", [1] * 10),
        beads=(
            Bead((0,), (8,), "human", flags=(MOVED,)),
            *(Bead((number,), (number - 1,), "human") for number in range(1, 9)),
            Bead((9,), (9,), "human"),
        ),
    )
    assert [len(part.beads) for part in cut(document, 100)] == [9, 1]


def test_other_documents_between_parts_are_left_alone() -> None:
    long, short = Document("a.txt", text("fr", [1] * 20)), Document("b.txt", text("fr", [1]))
    parts = [short, *cut(long, 200), short, *cut(long, 500)]
    assert list(join(parts)) == [short, long, short, long]
    assert list(count_on([short, long])) == [short, long]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=60), st.integers(1, 1500))
def test_lines_are_gathered_as_their_document_would_be_cut(lengths: list[tuple[int, int]], size: int) -> None:
    lines = [(Paragraph("a" * 10 * one), Paragraph("b" * 10 * other)) for one, other in lengths]
    french, english = (
        Text(language, tuple(side)) for language, side in zip(("fr", "en"), zip(*lines, strict=True), strict=True)
    )
    document = Document("a", french, english, parallel=True)
    sizes_cut = [len(part.source.paragraphs) for part in cut(document, size)]
    assert [len(group) for group in gather_lines(iter(lines), size)] == sizes_cut
    assert [pair for group in gather_lines(lines, size) for pair in group] == lines
