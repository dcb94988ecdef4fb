"""Samples of texts, from which a plan forecasts times."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document, Given, Paragraph, Segment, Text
from pipeline.runs.forecast import SENTENCES, is_sampled, slice_of, take


def lines(language: str, size: int) -> Text:
    """A text of one-sentence paragraphs."""
    return Text(language, tuple(Paragraph(f"{n}.", segments=(Segment(0, len(f"{n}.")),)) for n in range(size)))


@given(st.integers(1, 2000), st.integers(1, 50))
def test_a_sample_is_no_larger_than_it_should_be_and_never_empty(size: int, texts: int) -> None:
    document = Document("a", lines("fr", size), lines("en", size), parallel=True, given=(Given("x"),) * size)
    for part in take(document, texts):
        assert part.reference
        assert 1 <= len(part.source.paragraphs) <= min(size, SENTENCES // min(texts, 10) + 1)
        assert [one.text for one in part.source.paragraphs] == [one.text for one in part.reference.paragraphs]
        assert len(part.given) == len(part.source.paragraphs)


@given(st.integers(1, 500))
def test_a_sample_is_of_ten_texts_at_most(texts: int) -> None:
    chosen = [number for number in range(texts) if is_sampled(number, texts)]
    assert chosen[0] == 0
    assert min(texts, 6) <= len(chosen) <= 10


def test_a_small_text_is_taken_whole() -> None:
    document = Document("a", lines("fr", 3))
    assert slice_of(document, 1 / 2, 2.5) == document
