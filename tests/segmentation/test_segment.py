"""French sentences: the laws, and what readers would mark."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segmentation import explain, segment

PIECES = [
    "M. ",
    "Oui",
    "non",
    ". ",
    " ! ",
    "? ",
    "… ",
    "« ",
    " »",
    "— ",
    "(",
    ") ",
    "12",
    " h ",
    ", ",
    "\u00a0",
    "Il ",
    "\n",
    "😀",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def sentences(text: str, language: str = "fr") -> list[str]:
    return [text[start:end] for start, end in segment(text, language)]


@given(TEXTS)
def test_spans_are_ordered_and_only_white_space_lies_between(text: str) -> None:
    spans = segment(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert all(
        not text[end:start].strip() for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), len(text))])
    )
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


@given(TEXTS)
def test_trailing_space_changes_nothing(text: str) -> None:
    assert segment(text + " \n") == segment(text)


@given(st.text())
def test_any_text_is_cut_without_loss(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_a_no_break_space_is_a_space() -> None:
    text = "« Viens ! » dit-il. Où vas-tu ? Nulle part."
    assert segment(text.replace(" !", "\u202f!").replace("« ", "«\u00a0")) == segment(text)


@pytest.mark.parametrize(
    "marked",
    [
        "M. Dupont est là.|Il attend.",
        "« Viens ! » dit-il.|Elle vint.",
        "Ah ! mon Dieu, dit-elle.",
        "Il hésita… puis partit.|Enfin !",
        "J.-P. Martin et Mme Roy sont venus.|Le Dr Blanc aussi.",
        "Voir p. 12, art. 3.|C’est clair.",
        "Il a vu des pommes, des poires, etc.|Puis il est rentré.",
        "Le site www.exemple.fr est lent.|Tant pis.",
        "Il pèse 3.5 kg.|C’est peu.",
        "— Tu viens ?|— Non.",
        "Il est 8 h.|Le train part.",
    ],
)
def test_what_a_reader_would_mark(marked: str) -> None:
    expected = marked.split("|")
    assert sentences(" ".join(expected)) == expected


def test_english_has_its_own_words() -> None:
    assert sentences("Mr. Smith arrived at 5 p.m. on Monday. He slept.", "en") == [
        "Mr. Smith arrived at 5 p.m. on Monday.",
        "He slept.",
    ]


def test_every_boundary_is_explained() -> None:
    text = "M. Petit dort. Chut !"
    assert [(decision.boundary, bool(decision.rule)) for decision in explain(text)] == [(False, True), (True, True)]


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(ValueError, match="fr, en"):
        segment("Ja.", "de")
