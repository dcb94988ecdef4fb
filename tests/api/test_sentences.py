"""segment: one text, a list, a stream; and what a user adds to the rules."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import ArgumentError, segment

TEXTS = st.text(alphabet="aÉ .!?«»\n-1", max_size=60)


@given(TEXTS)
def test_sentences_are_the_text_but_for_white_space(text: str) -> None:
    places = segment(text, offsets=True)
    assert [text[start:end] for start, end in places] == segment(text)
    assert "".join("".join(segment(text)).split()) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(places))


@given(st.lists(TEXTS, max_size=4))
def test_a_list_and_a_stream_give_what_each_text_gives(texts: list[str]) -> None:
    expected = [segment(text) for text in texts]
    assert segment(texts) == segment(tuple(texts)) == list(segment(iter(texts))) == expected


def test_a_stream_is_read_as_far_as_is_asked() -> None:
    read = []

    def texts() -> Iterator[str]:
        for text in ("Un. Deux.", "Trois.", "Quatre."):
            read.append(text)
            yield text

    sentences = segment(texts())
    assert read == []
    assert (next(sentences), read) == (["Un.", "Deux."], ["Un. Deux."])


def test_what_cannot_be_used_is_told() -> None:
    with pytest.raises(ArgumentError, match=r"^segment: expected 'fr' \(French\) or 'en' \(English\)"):
        segment("Ja.", "de")
    with pytest.raises(ArgumentError, match=r"^segment: split_on is a list of texts, as \[';'\]"):
        segment("Oui.", split_on=";")
    with pytest.raises(ArgumentError, match=r"^segment: no option 'splits'; there are abbreviations, split_on"):
        segment("Oui.", splits=[";"])  # type: ignore[call-overload]
