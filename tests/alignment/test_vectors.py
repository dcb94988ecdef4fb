"""Sentences as vectors, and the translations that are learnt from a first path, each worked out word by word."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment.translation_table import learn_translations
from pipeline.alignment.vectors import FeatureWeights, Texts, Vocabulary, fold_words, grams

SENTENCES = st.lists(st.text(st.sampled_from("abé d"), max_size=9), min_size=1, max_size=4)
WORDS_ONLY = FeatureWeights(gram=0.0)
Product = dict[tuple[int, int], float]


def products(source: list[str], target: list[str], weights: FeatureWeights, **more: object) -> list[list[float]]:
    texts = Texts.of(source, target, more.get("hypotheses"), more.get("embed"))  # type: ignore[arg-type]
    one, other = texts.vectors(weights)
    found: list[list[float]] = (one @ other.T).toarray().tolist()
    return found


def by_hand(source: list[Counter[str]], target: list[Counter[str]], weight: float, power: float) -> np.ndarray:
    """Products of sentences: for each common feature the root of both counts, times its rarity to twice the power."""
    seen = Counter(feature for sentence in target for feature in sentence)
    return np.array(
        [
            [
                sum(
                    weight**2 * sqrt(count * other[feature]) * log((len(target) + 1) / seen[feature]) ** (2 * power)
                    for feature, count in one.items()
                    if feature in other
                )
                for other in target
            ]
            for one in source
        ],
        dtype=float,
    )


def counted(sentences: list[str], of_word: bool = False) -> list[Counter[str]]:
    return [
        Counter(part for word in fold_words(sentence) for part in (grams(word) if of_word else [word]))
        for sentence in sentences
    ]


@given(SENTENCES, SENTENCES)
def test_rare_words_count_more_than_common_ones(source: list[str], target: list[str]) -> None:
    expected = by_hand(counted(source), counted(target), 1.0, 0.5)
    np.testing.assert_allclose(products(source, target, WORDS_ONLY), expected, atol=1e-9)


@given(SENTENCES, SENTENCES)
def test_words_of_like_spelling_are_alike(source: list[str], target: list[str]) -> None:
    expected = by_hand(counted(source), counted(target), 1.0, 0.5)
    expected += by_hand(counted(source, True), counted(target, True), 0.6, 0.5)
    np.testing.assert_allclose(products(source, target, FeatureWeights()), expected, atol=1e-9)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_what_a_machine_translation_has_in_common_comes_on_top(
    source: list[str], target: list[str], other: list[str]
) -> None:
    hypotheses = (other * len(source))[: len(source)]
    expected = by_hand(counted(source), counted(target), 2.0, 0.25)
    expected += by_hand(counted(hypotheses), counted(target), 2.0, 0.25)
    weights = FeatureWeights(word=2.0, gram=0.0, rarity=0.25)
    np.testing.assert_allclose(products(source, target, weights, hypotheses=hypotheses), expected, atol=1e-9)


def test_given_vectors_count_half_as_much_as_words_and_grow_with_the_words_of_a_sentence() -> None:
    source, target = ["x y z w", "q"], ["a b", "c d"]
    given_vectors = {"x y z w": [3.0, 0.0], "q": [-1.0, 0.0], "a b": [3.0, 0.0], "c d": [-1.0, 0.0]}

    def embed(sentences: list[str]) -> np.ndarray:
        return np.array([given_vectors[sentence] for sentence in sentences], np.float32)

    found = np.array(products(source, target, WORDS_ONLY, embed=embed))
    # The mean of the four is (1, 0): they become (2, 0) and (-2, 0). No word is common. The target's four words, each
    # in one of two sentences, have the squared length 4 ln 3, ln 3 a word; a vector's is .5² times that a word.
    word = 0.25 * log(3)
    assert found == pytest.approx(word * np.array([[sqrt(8), -sqrt(8)], [-sqrt(2), sqrt(2)]]), rel=1e-5)


@pytest.mark.parametrize("sentences", [["", "…"], ["a"]])
def test_sentences_without_words_have_nothing_in_common(sentences: list[str]) -> None:
    assert products(sentences, ["", "?"], FeatureWeights()) == [[0.0, 0.0]] * len(sentences)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("L’ÉTÉ n'est pas là-bas !", ["l", "ete", "n", "est", "pas", "la", "bas"]),
        ("ﬁn nº 12,5", ["fin", "no", "12", "5"]),
        ("STRASSE", ["strasse"]),
        ("", []),
    ],
)
def test_words_are_compared_in_small_letters_without_accents(sentence: str, expected: list[str]) -> None:
    assert fold_words(sentence) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("ab", ["_ab_"]), ("abc", ["_abc", "abc_"]), ("abcd", ["_abc", "abcd", "bcd_"])]
)
def test_grams_hold_four_characters_with_the_edges_of_the_word(word: str, expected: list[str]) -> None:
    assert grams(word) == expected


def learnt(source: list[str], target: list[str], beads: list[tuple[tuple[int, int], tuple[int, int]]]) -> Product:
    """The translations that are learnt from beads, by the numbers of the words, which are one letter each."""
    vocabulary = Vocabulary()
    one, other = vocabulary.tokens(source), vocabulary.tokens(target)
    table = learn_translations(beads, one, other, len(vocabulary)).tocoo()
    return {(int(f), int(e)): float(p) for f, e, p in zip(*table.coords, table.data, strict=True)}


def model_1(pairs: list[tuple[list[int], list[int]]]) -> dict[tuple[int, int], tuple[float, float]]:
    """Five rounds of IBM model 1 (Brown et al. 1993), written out: probabilities and counts, the null word left out."""
    meaning: dict[tuple[int | None, int], float] = {}
    counts: Counter[tuple[int | None, int]] = Counter()
    for _ in range(5):
        counts = Counter()
        for source, target in pairs:
            for e in target:
                shares = [(f, meaning.get((f, e), 1.0)) for f in (*source, None)]
                for f, share in shares:
                    counts[f, e] += share / sum(share for _, share in shares)  # type: ignore[assignment]
        totals: Counter[int | None] = Counter()
        for (f, _), count in counts.items():
            totals[f] += count
        meaning = {(f, e): count / totals[f] for (f, e), count in counts.items()}
    return {(f, e): (p, counts[f, e]) for (f, e), p in meaning.items() if f is not None}


@given(st.lists(st.tuples(st.text("abcd", min_size=1, max_size=4), st.text("xyz", min_size=1, max_size=4)), max_size=8))
def test_translations_are_learnt_by_the_first_model_of_ibm(pairs: list[tuple[str, str]]) -> None:
    source, target = [" ".join(french) for french, _ in pairs], [" ".join(english) for _, english in pairs]
    vocabulary = Vocabulary()
    numbered = [
        [tokens.between(n, n + 1).tolist() for n in range(len(pairs))]
        for tokens in (vocabulary.tokens(source), vocabulary.tokens(target))
    ]
    found = learnt(source, target, [((n, n), (1, 1)) for n in range(len(pairs))])
    expected = model_1(list(zip(*numbered, strict=True)))
    likely = {pair for pair, (p, count) in expected.items() if p > 0.2 - 1e-9 and count > 1 - 1e-9}
    surely = {pair for pair, (p, count) in expected.items() if p > 0.2 + 1e-9 and count > 1 + 1e-9}
    assert surely <= found.keys() <= likely
    assert all(found[pair] == pytest.approx(expected[pair][0]) for pair in found)


def test_a_translation_is_kept_that_was_seen_once_and_is_meant_one_time_in_five() -> None:
    """Half of each target word is the null word's."""
    assert learnt(["a"], ["v v w w x x y y z z"], [((0, 0), (1, 1))]) == {(0, e): 0.2 for e in range(1, 6)}
    assert learnt(["a"], ["u u v v w w x x y y z z"], [((0, 0), (1, 1))]) == {}
    assert learnt(["a"], ["v"], [((0, 0), (1, 1))]) == {}


def test_nothing_is_learnt_from_long_beads_nor_from_sentences_alone() -> None:
    source, target = ["a a a", "b b b", "c c c", "d d d"], ["x x x x x x", "y y y"]
    assert learnt(source, target, [((0, 0), (3, 1)), ((3, 1), (1, 1))]).keys() == {(0, 4), (1, 4), (2, 4), (3, 5)}
    assert learnt(source, target, [((0, 0), (3, 2))]) == {}
    assert learnt(source, target, [((0, 0), (1, 0)), ((1, 0), (0, 1))]) == {}


def test_of_a_very_long_text_every_other_bead_teaches() -> None:
    source, target = [f"a{n} " * 3 for n in range(4000)], [f"b{n} " * 3 for n in range(4000)]
    beads = [((n, n), (1, 1)) for n in range(4000)]
    assert {f for f, _ in learnt(source[:3999], target[:3999], beads[:3999])} == set(range(3999))
    assert {f for f, _ in learnt(source, target, beads)} == set(range(0, 4000, 2))
