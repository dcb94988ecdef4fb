"""Duplicates: all of the same are found, none is near but by its words, and the first stands for all."""

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.selection.duplicates import PairTexts, Repeats, find_repeats
from pipeline.selection.likeness import hashed_words, plain_words
from pipeline.selection.near import ALIKE, alike

WORDS = ["le", "la", "un", "chat", "chien", "port", "pluie", "maison", "jour", "nuit", "rouge", "vert", "dort", "lit"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


def found(pairs: Sequence[tuple[str, str]], ignore_digits: bool = False, wanted: str = "near") -> Repeats:
    texts = PairTexts(ignore_digits)
    for source, target in pairs:
        texts.add(source, target)
    return find_repeats(texts, wanted)  # type: ignore[arg-type]


def likeness(one: tuple[str, str], other: tuple[str, str]) -> float:
    """How alike two pairs are, by sets of Python's."""
    sides = zip(one, other, strict=True)
    return min(
        alike(frozenset(hashed_words(plain_words(a))), frozenset(hashed_words(plain_words(b)))) for a, b in sides
    )


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=12), st.data())
def test_each_repeats_the_first_that_is_like_it(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    """With words that repeat, texts of all likenesses come up; LSH may miss one in a thousand near .8, no more."""
    pairs = data.draw(st.permutations(pairs + [(f"{source}!", target.upper()) for source, target in pairs[:3]]))
    repeats = found(pairs)
    for number, first in enumerate(repeats.first.tolist()):
        if first >= 0:
            assert first < number
            assert repeats.first[first] == -1
            assert float(repeats.similarity[number]) >= ALIKE - 1e-6
        same = [n for n in range(number) if [*map(plain_words, pairs[n])] == [*map(plain_words, pairs[number])]]
        assert not same or first >= 0
    assert found(pairs, wanted="none").first.tolist() == [-1] * len(pairs)
    exact = found(pairs, wanted="exact").first.tolist()
    plain = [tuple(map(plain_words, pair)) for pair in pairs]
    assert exact == [plain.index(one) if plain.index(one) < number else -1 for number, one in enumerate(plain)]


def test_one_word_of_many_may_be_another_and_two_of_few_may_not() -> None:
    source, target = "Paul a vu le grand chien noir dans le jardin hier.", "Paul saw the large black dog in the garden."
    pairs = [
        (source, target),
        (source.replace("grand", "gros"), target.replace("large", "big")),
        (source.replace("grand", "gros"), "Something else."),
        ("Il mange une pomme.", "He eats an apple."),
        ("Il mange une poire.", "He eats a pear."),
        ("PAUL A VU LE GROS CHIEN NOIR DANS LE JARDIN HIER", target.replace("large", "big")),
        ("Rue 12, maison 4", "Street 12, house 4"),
        ("Rue 13, maison 4", "Street 13, house 4"),
        ("Non, non, non.", "No, no, no."),
        ("Non.", "No."),
        ("***", "* * *"),
        ("***", "* * *"),
        ("", ""),
        ("", ""),
    ]
    near = found(pairs)
    assert near.first.tolist() == [-1, 0, -1, -1, -1, 1, -1, -1, -1, -1, -1, 10, -1, -1]
    assert [round(float(near.similarity[number]), 2) for number in (1, 5, 11)] == [0.8, 1.0, 1.0]
    assert found(pairs, wanted="exact").first.tolist()[:6] == [-1, -1, -1, -1, -1, 1]
    assert found(pairs, ignore_digits=True).first.tolist()[6:8] == [-1, 6]


def test_nearly_all_that_is_near_is_found_among_many() -> None:
    """2,000 pairs of 20 words, each again with two words of each side changed: of these 18 of 22 are the same."""
    chance = random.Random(1)  # noqa: S311

    def text() -> list[str]:
        return [f"w{chance.randrange(10_000)}" for _ in range(20)]

    def changed(words: list[str]) -> list[str]:
        return ["x", *words[1:-1], "y"]

    sides = [(text(), text()) for _ in range(2000)]
    again = [(changed(source), changed(target)) for source, target in sides]
    repeats = found([(" ".join(source), " ".join(target)) for source, target in [*sides, *again]])
    assert (repeats.first[:2000] >= 0).sum() == 0
    missed = [number for number in range(2000) if repeats.first[2000 + number] != number]
    assert len(missed) <= 10
