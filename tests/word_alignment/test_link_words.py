"""Words, pieces, the lexicon's file and the Pharaoh format."""

import io
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.io.pharaoh import read_links, write_links
from pipeline.word_alignment.lexicon import LinkCounts, fold_word, read, shipped, write
from pipeline.word_alignment.subwords import cut_words, glue, without_marks
from pipeline.words import LanguageCode, words

TEXTS = st.text(alphabet=st.sampled_from("aeéLlqudtnŒ'’-.,… \u00a0\u202f0123:;?!()«»e\u0301\u00ad@/_😀\n"), max_size=40)


@given(TEXTS | st.text(max_size=30), st.sampled_from(["fr", "en"]))
def test_words_cover_all_but_white_space_in_order(text: str, language: LanguageCode) -> None:
    spans = words(text, language)
    assert [*spans] == sorted(spans)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Lorsqu’elle l'a vu", "Lorsqu’|elle|l'|a|vu"),
        (
            "fr",
            "Donne-le-moi, va-t'en, peut-être Aix-en-Provence",
            "Donne|-le|-moi|,|va|-t'|en|,|peut-être|Aix-en-Provence",
        ),
        ("fr", "quelqu'un d’aujourd’hui : 3,5 %", "quelqu'un|d’|aujourd’hui|:|3,5|%"),
        ("fr", "Écrivez à a.b@c.fr ou www.c.fr/x.", "Écrivez|à|a.b@c.fr|ou|www.c.fr/x|."),
        ("en", "I can't; it's John's five o'clock tea.", "I|ca|n't|;|it|'s|John|'s|five|o'clock|tea|."),
        ("en", "Well-known add-ons -- 1,200 of them!!!", "Well-known|add-ons|--|1,200|of|them|!!!"),
    ],
)
def test_words_follow_the_conventions_of_each_language(language: LanguageCode, text: str, expected: str) -> None:
    assert "|".join(text[start:end] for start, end in words(text, language)) == expected


@given(st.lists(st.text(min_size=1, max_size=8).filter(lambda word: not word.isspace()), max_size=12))
def test_every_word_is_in_one_chunk(sentence: list[str]) -> None:
    assert [number for chunk in glue(sentence) for number in chunk] == list(range(len(sentence)))


@given(st.lists(st.text(alphabet="abcé'’.-(", min_size=1, max_size=6), max_size=8), st.integers(1, 4))
def test_pieces_share_out_all_characters(sentence: list[str], size: int) -> None:
    def encode(chunk: str) -> list[str]:
        return ["▁" + chunk[:size], *(chunk[n : n + size] for n in range(size, len(chunk), size))]

    share = cut_words(sentence, encode).share
    assert share.shape[0] == len(sentence)
    np.testing.assert_allclose(share.sum(axis=0), 1, atol=1e-5)
    assert all(share[n].sum() > 0 for n, word in enumerate(sentence) if without_marks(word))


@given(st.sets(st.tuples(st.integers(0, 99), st.integers(0, 99))))
def test_pharaoh_reads_what_it_writes(links: set[tuple[int, int]]) -> None:
    assert read_links(write_links(links)) == sorted(links)


@pytest.mark.parametrize("line", ["0-0 1", "a-1", "1-", "-1", "1--2"])
def test_pharaoh_says_what_is_wrong(line: str) -> None:
    with pytest.raises(InputError, match="not a word link"):
        read_links(line)


def test_a_lexicon_reads_what_it_wrote() -> None:
    seen = np.array([10, 3], np.float32)
    counts = LinkCounts(
        {"chat": 0, "noir": 1}, {"black": 0, "cat": 1}, seen, seen, np.array([1, 2]), np.array([9, 2.5], "f4")
    )
    file = io.BytesIO()
    write(counts, file)
    file.seek(0)
    again = read(file)
    assert (again.source, again.target) == (counts.source, counts.target)
    assert again.pairs.tolist() == [1, 2]
    np.testing.assert_allclose(again.linked, counts.linked, rtol=0.05)
    np.testing.assert_allclose(again.source_seen, seen, rtol=0.05)


def test_the_shipped_lexicon_knows_common_words() -> None:
    counts = shipped()
    french = np.array([counts.source[word] for word in ("chat", "maison", "avait", "chat", "rien")])
    english = np.array([counts.target[word] for word in ("cat", "house", "had", "house", "nothing")])
    share = counts.lookup(french, english) / counts.source_seen[french]
    assert (share > 0.2).tolist() == [True, True, True, False, True]
    assert (np.diff(counts.pairs) > 0).all()
    assert all(fold_word(word) == word for word in list(counts.source)[:2000])
