"""What is seen to be wrong with a translation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quality import checks

WORDS = st.lists(
    st.sampled_from(["le", "chat", "dort", "sur", "un", "grand", "tapis", "rouge"]), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    "looping",
    [
        "no, no, no, no, no, no",
        "we are here we are here we are here we are here",
        "hahahahahahaha",
        "in the law of the land, by the law of the sea, on the law of the air, for the law of the fire, the law of",
    ],
)
def test_loops_are_seen(looping: str) -> None:
    assert checks.loops(looping)


@pytest.mark.parametrize("fine", ["", "I said no.", "It was very, very cold.", "1000000 ...... ======", "Ha! Ha! Ha!"])
def test_ordinary_text_does_not_loop(fine: str) -> None:
    assert not checks.loops(fine)


@given(WORDS)
def test_what_the_source_repeats_may_be_repeated(words: list[str]) -> None:
    text = " ".join(words * 6)
    assert checks.loops(text)
    assert not checks.loops(text, text)


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("1 234,56 € en 2024", "€1,234.56 in 2024", []),
        ("le 14 juillet 1789", "the 14th of July", ["1789"]),
        ("3 hommes", "three men", []),
        ("1,5 million", "1.5 million", []),
        ("10 000 morts", "10,000 dead", []),
        ("10 000 morts", "10'000 dead", []),  # whatever stands between the digits
        ("12 et 9", "nine", ["12"]),
        ("12, 13 et 12", "13", ["12", "12"]),
        ("1.5 et 10", "15, or ten", ["1.5"]),
    ],
)
def test_missing_numbers(source: str, target: str, missing: list[str]) -> None:
    assert checks.missing_numbers(source, target) == missing


@pytest.mark.parametrize(
    ("target", "source", "loops"),
    [
        ("a b a b a b", "", False),  # three times running
        ("a b a b a b a b", "", True),
        ("a b a b a b a b", "c d c d c d", True),
        ("a b a b a b a b", "c d c d c d c d", False),
        ("a b c d e f g h " * 4, "", True),
        ("a b c d e f g h i " * 4, "", False),  # nine words are too many for a loop in a row, and come four times only
        ("a b c d e f g h i " * 5, "", True),
        ("x ".join(["a b c "] * 5), "", True),
        ("a b c x a b c y a b c z a b c", "", False),
        ("a b c x a b c y a b c z a b c w a b c", "", True),
        ("a b c x a b c y a b c z a b c w a b c", "d e f x d e f y d e f z d e f w d e f", False),
        ("hahahahaha", "", False),
        ("hahahahahaha", "", True),
        ("hahahahahaha", "hohohohohoho", False),
        ("111111 222222 ____ ******", "", False),
        ("a b x y x y x y x y c", "", True),
        ("A a, a a", "", True),
    ],
)
def test_what_a_loop_is(target: str, source: str, loops: bool) -> None:
    assert checks.loops(target, source) == loops


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("LA MER", True),
        ("LA", False),
        ("LA Mer", False),
        ("À B", False),
        ("A BC", False),
        ("AB CD 12", True),
        ("", False),
    ],
)
def test_a_text_in_capitals_has_two_words_of_two_letters(text: str, capitals: bool) -> None:
    assert checks.is_all_capitals(text) == capitals


@pytest.mark.parametrize(
    ("source", "target", "copied"),
    [
        ("Le chat dort.", "le chat dort", True),
        ("Le chat.", "Le chat.", False),  # two words may be a name
        ("Le chat 12 dort", "Le chat 13 dort", True),
        ("Le chat 12", "Le chat 12", False),
        ("Le chat dort", "Le chat dort ici", False),
    ],
)
def test_what_is_copied(source: str, target: str, copied: bool) -> None:
    assert checks.is_copied(source, target) == copied


@given(st.text(), st.text())
def test_length_ratio_does_not_depend_on_the_side(first: str, second: str) -> None:
    assert checks.length_ratio(first, second) == checks.length_ratio(second, first) >= 1
