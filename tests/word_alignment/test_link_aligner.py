"""Laws of word links, and links of sentences whose translation nobody doubts."""

import subprocess
import sys

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Link
from pipeline.word_alignment import link, link_words
from pipeline.word_alignment.aligner import find_links
from pipeline.word_alignment.hidden_markov import Emissions, link_posteriors
from pipeline.word_alignment.symmetrization import grow_diagonal, link_mutual_best, symmetrize

WORDS = st.sampled_from(["le", "chat", "noir", "Zorglub", "1 200", "the", "cat", "-il", "'", "été", "!", "", "‒"])
SENTENCES = st.lists(st.lists(WORDS, max_size=7), max_size=5)


@settings(max_examples=40)
@given(SENTENCES, SENTENCES)
def test_links_are_distinct_ordered_and_in_range(source: list[list[str]], target: list[list[str]]) -> None:
    size = min(len(source), len(target))
    found = link_words(source[:size], target[:size])
    assert len(found) == size
    for links, french, english in zip(found, source, target, strict=False):
        assert links == sorted(set(links))
        assert all(0 <= i < len(french) and 0 <= j < len(english) for i, j in links)


def test_importing_align_and_link_loads_no_model_library() -> None:
    heavy = "torch", "transformers", "ctranslate2", "sentence_transformers"
    program = (
        "import sys; from pipeline.alignment import align; from pipeline.word_alignment import link; "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_empty_side_has_no_links() -> None:
    assert link_words([["chat"], [], []], [[], ["cat"], []]) == [[], [], []]
    assert link_words([], []) == []


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["Anvers", "1984", "Zorglub", "Kévin", "xylophone", "Brno"]), min_size=1, unique=True))
def test_identical_sentences_link_word_by_word(sentence: list[str]) -> None:
    assert link_words([sentence], [sentence]) == [[(n, n) for n in range(len(sentence))]]


def test_order_is_not_taken_for_granted() -> None:
    french = ["La", "maison", "blanche", "de", "mon", "père", "est", "très", "grande", "."]
    english = ["My", "father", "'s", "white", "house", "is", "very", "big", "."]
    links = set(link_words([french], [english])[0])
    assert {(1, 4), (2, 3), (4, 0), (5, 1), (6, 5), (7, 6), (8, 7), (9, 8)} <= links


def test_words_the_lexicon_lacks_are_learned_from_the_texts() -> None:
    french = [f"le brimbor {name} dort .".split() for name in ("rouge", "vert", "blanc", "noir", "jaune", "gris")]
    english = [f"the {name} snark sleeps .".split() for name in ("red", "green", "white", "black", "yellow", "grey")]
    assert all((1, 2) in links and (2, 1) in links for links in link_words(french, english))


def test_attention_decides_where_words_do_not() -> None:
    attention = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert find_links([["zibu", "zubi"]], [["kapo", "koba"]], [attention]) == [[(0, 1), (1, 0)]]


def test_attention_counts_less_than_words_and_their_order_together() -> None:
    """Two names that stand in both sentences link, though the model looks across."""
    attention = np.array([[0.0, 1.0], [1.0, 0.0]])
    assert find_links([["Zork", "Bari"]], [["Zork", "Bari"]], [attention]) == [[(0, 0), (1, 1)]]


def test_links_of_raw_texts_are_places_in_them() -> None:
    french, english = "« L'ami dort, dit-il. »", '"The friend is sleeping," he said.'
    (links,) = link([french], [english])
    assert all(isinstance(found, Link) for found in links)
    found = {(french[a:b], english[c:d]) for a, b, c, d in links}
    assert {("L'", "The"), ("ami", "friend"), ("dort", "sleeping"), ("dit", "said"), ("-il", "he")} <= found


MATRICES = st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(0, 2**32 - 1)).map(
    lambda size: np.random.default_rng(size[2]).random((2, size[0], size[1]))
)


@given(MATRICES)
def test_deciding_is_symmetric(matrices: np.ndarray) -> None:
    there = symmetrize(matrices[0], matrices[1], least=0.1)
    back = symmetrize(matrices[1].T, matrices[0].T, least=0.1)
    assert link_mutual_best(matrices[0]) == {(i, j) for j, i in link_mutual_best(matrices[0].T)}
    assert {i for i, _ in there} <= set(range(matrices.shape[1]))
    assert len({i for i, _ in there}) == len({j for _, j in there}) == len(there) == len(set(there))
    assert len(back) <= min(matrices.shape[1:])


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5))))
def test_growing_keeps_links_and_adds_only_free_words(candidates: set[tuple[int, int]]) -> None:
    grown = grow_diagonal({(2, 2)}, candidates)
    assert (2, 2) in grown
    assert grown <= candidates | {(2, 2)}
    assert len({i for i, _ in grown}) == len({j for _, j in grown}) == len(grown)


@given(st.integers(1, 5), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_posteriors_are_probabilities_and_ignore_padding(rows: int, columns: int, seed: int) -> None:
    emission = np.random.default_rng(seed).random((1, rows, columns)).astype(np.float32)
    null = np.full((1, rows), 0.1, np.float32)
    found = link_posteriors(Emissions(emission, null, np.array([columns])))
    assert (found >= 0).all()
    assert (found.sum(axis=2) <= 1 + 1e-4).all()
    wider = np.zeros((1, rows + 2, columns + 3), np.float32)
    wider[:, :rows, :columns] = emission
    wider[:, rows:, :columns] = 1
    padded = link_posteriors(
        Emissions(wider, np.append(null, [[1, 1]], axis=1).astype(np.float32), np.array([columns]))
    )
    np.testing.assert_allclose(padded[:, :rows, :columns], found, atol=1e-4)


def test_the_room_has_what_it_promises() -> None:
    import pipeline.word_alignment as room

    assert all(hasattr(room, name) for name in room.__all__)
