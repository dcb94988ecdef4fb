"""Laws that hold for every text, however strange."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.segmentation import LANGUAGES, Options, explain, meaning_of, segment

TOKENS = (
    "M. Mme art. etc. p. J.-C. U.S.A. XIV 12 3,5 h. km. C. Le il elle Il Dupont iPhone fin mot ah oh à de vol. "
    "Article 1er. a) 2. § « » “ ” ( ) [ ] [...] [12] \" ' — – - • … ... . ! ? ?! . . : ; , 😀 ¹ exemple.fr fin.Début "
    'mot" "mot mot.» (mot) ‖ 東京。 . » . " ? — − _mot._ *Il \u200b \ud800 \x00'
)
WORDS = st.sampled_from(TOKENS.split(" "))
SPACES = st.sampled_from([" ", " ", " ", "\u00a0", "\u202f", "  ", "\n", "\n\n", ""])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.tuples(WORDS, SPACES), max_size=25).map(lambda pairs: "".join(word + space for word, space in pairs)),
)
LINES = TEXTS.map(lambda text: re.sub(r"\s+", " ", text))
STYLES = st.sampled_from(
    [Options(), Options(style="edited"), Options(style="lower"), Options(split_on=(";", ":")),
     Options(keep_dialogue_turns=True)]
)  # fmt: skip


@given(TEXTS, STYLES, st.sampled_from(sorted(LANGUAGES)))
def test_spans_are_ordered_and_only_white_space_lies_between(text: str, options: Options, language: str) -> None:
    position = 0
    for start, end in segment(text, language, options):
        assert start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(sorted(LANGUAGES)))
@example("a0.–… a", "en")
def test_a_sentence_is_one_sentence(text: str, language: str) -> None:
    for start, end in segment(text, language):
        assert segment(text[start:end], language) == [(0, end - start)]


@given(LINES, st.sampled_from(["\u00a0", "\u202f", "\u2009"]))
@example("¹ .–", "\u00a0")
def test_every_kind_of_space_gives_the_same_cuts(text: str, space: str) -> None:
    assert segment(text.replace(" ", space)) == segment(text)


@given(TEXTS, st.sampled_from([" ", "\n", " \u00a0\n\n"]))
def test_space_around_a_text_changes_nothing(text: str, space: str) -> None:
    assert segment(text + space) == segment(text)
    assert [(start - len(space), end - len(space)) for start, end in segment(space + text)] == segment(text)


@given(TEXTS, STYLES)
def test_the_explanation_is_the_segmentation(text: str, options: Options) -> None:
    decisions = explain(text, options=options)
    ends = [decision.end for decision in decisions if decision.boundary]
    assert ends == [end for _, end in segment(text, options=options)][:-1]
    assert all(meaning_of(decision.rule) for decision in decisions)
    assert [decision.end for decision in decisions] == sorted(decision.end for decision in decisions)


@pytest.mark.parametrize(
    "pattern",
    [
        ". ",
        "x. a ",
        "(? ",
        '. " ',
        "?",
        ".x",
        "« ! ",
        ") ",
        "\n",
        " ",
        "M. ",
        "— ",
        "1. ",
        '"',
        "[...] ",
        ".”",
        "A.-",
        "é",
    ],
)
def test_a_long_text_of_one_pattern_takes_no_more_than_linear_time(pattern: str) -> None:
    text = pattern * (200_000 // len(pattern))
    assert len(segment(text)) <= len(text)


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0\n", "\u202f"])
def test_nothing_has_no_sentences(text: str) -> None:
    assert segment(text) == []
