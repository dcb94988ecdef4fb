"""What type checkers are told is what comes: mypy reads these calls strictly, and they are carried out."""

from collections.abc import Iterator
from typing import assert_type

from pipeline import (
    Hypothesis,
    Judgement,
    Pair,
    Pairs,
    Segment,
    WordLinks,
    align,
    link,
    score,
    segment,
    translate,
)


def test_types() -> None:
    texts = ["Oui."]
    assert_type(segment("Oui."), list[str])
    assert_type(segment("Oui.", offsets=True), list[Segment])
    assert_type(segment(texts), list[list[str]])
    assert_type(segment(iter(texts), "fr", offsets=True, split_on=[";"]), Iterator[list[Segment]])
    assert_type(translate("Oui."), str)
    assert_type(translate(("Oui.", "Non."), beam=2), list[str])
    assert_type(translate(texts, details=True), list[Hypothesis])
    assert_type(translate(text for text in texts), Iterator[str])
    assert_type(link("Oui.", "Yes."), WordLinks)
    assert_type(link(texts, ["Yes."]), list[WordLinks])
    assert_type(score("Oui.", "Yes."), Judgement)
    assert_type(score(texts, ["Yes."]), list[Judgement])
    pairs = assert_type(align("Oui.", ["Yes."]), Pairs)
    assert_type(score(link(pairs)), Pairs)
    assert_type(score(list(zip(texts, texts, strict=True))), Pairs)
    assert_type(pairs[0], Pair)
    assert_type(pairs[:1], Pairs)
    assert [type(one) for one in translate(texts, details=True)] == [Hypothesis]
