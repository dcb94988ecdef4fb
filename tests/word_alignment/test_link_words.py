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
        ("fr", "http://a.b/c?d=«e» https://x.y www.z", "http://a.b/c?d|=|«|e|»|https://x.y|www.z"),
        (
            "fr",
            "12 000 et 1 234 567,89 mais 12 34 et 1\u00a0200\u202f300a",
            "12 000|et|1 234 567,89|mais|12|34|et|1\u00a0200|300a",
        ),
        ("fr", "10:30 12/5/99 3.5 4.", "10:30|12/5/99|3.5|4|."),
        ("fr", "presqu’île prud'homal quelqu'une", "presqu’île|prud'homal|quelqu'une"),
        ("fr", "jusqu'à puisqu'il lorsqu'on quoiqu'elle", "jusqu'|à|puisqu'|il|lorsqu'|on|quoiqu'|elle"),
        (
            "fr",
            "Dit-on cela ? a-t-elle est-ce puis-je vas-y allez-vous-en",
            "Dit|-on|cela|?|a|-t-elle|est|-ce|puis|-je|vas|-y|allez|-vous|-en",
        ),
        ("fr", "là-bas celui-ci dit-onques -il", "là-bas|celui-ci|dit-onques|-|il"),
        ("fr", "e\u0301te\u0301 co\u00adop", "e\u0301te\u0301|co\u00adop"),
        ("fr", "!!! ?! ... …… --", "!!!|?|!|...|……|--"),
        (
            "en",
            "They're we've I'd she'll I'm 'tis dogs' O’Clock",
            "They|'re|we|'ve|I|'d|she|'ll|I|'m|'|tis|dogs|'|O’Clock",
        ),
        ("en", "won’t isn't aren't-so", "wo|n’t|is|n't|are|n't|-|so"),
        ("en", "I can't; it's John's five o'clock tea.", "I|ca|n't|;|it|'s|John|'s|five|o'clock|tea|."),
        ("en", "Well-known add-ons -- 1,200 of them!!!", "Well-known|add-ons|--|1,200|of|them|!!!"),
    ],
)
def test_words_follow_the_conventions_of_each_language(language: LanguageCode, text: str, expected: str) -> None:
    assert "|".join(text[start:end] for start, end in words(text, language)) == expected


@given(st.lists(st.text(min_size=1, max_size=8).filter(lambda word: not word.isspace()), max_size=12))
def test_every_word_is_in_one_chunk(sentence: list[str]) -> None:
    assert [number for chunk in glue(sentence) for number in chunk] == list(range(len(sentence)))


@pytest.mark.parametrize(
    "chunks",
    [
        "L’|été est long|, très|.",
        "dit|-il va|-t-il - 5 -5",
        "(|a|) [|b|] {|c|} d",
        "I do|n't ; it|'s|'d|'ll|'re|'ve|'m 5|% a|... b|… c|’s",
        "' a ' b",  # a straight quote alone is no elision
        "5' 6 qu’|il",
        "“ a ”",
    ],
)
def test_what_is_written_without_space_is_one_chunk(chunks: str) -> None:
    """A bar stands between the words of a chunk."""
    sentence = [word for chunk in chunks.split() for word in chunk.split("|")]
    assert ["|".join(sentence[n] for n in chunk) for chunk in glue(sentence)] == chunks.split()


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("l’", "l'"), ("‘", "'"), ("“a”", '"a"'), ("„", '"'), ("–—‑", "---"), ("…", "..."), ("1\u202f200", "1200"),
        ("co\u00adop", "coop"), ("«", "«"),
    ],
)  # fmt: skip
def test_words_are_written_plainly_for_the_model(word: str, written: str) -> None:
    assert without_marks(word) == written


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("-t-elle", "elle"), ("QU’", "qu"), ("t-shirt", "shirt"), ("'", "'"), ("--", "--"), ("a\u00adb", "ab"),
        ("1\u00a0200", "1200"), ("3,5-4", "354"), ("A4", "a4"), ("-2", "2"), ("peut-être", "peut-être"), ("t-", "t"),
    ],
)  # fmt: skip
def test_words_are_looked_up_in_a_folded_form(word: str, folded: str) -> None:
    assert fold_word(word) == folded


def test_a_piece_belongs_to_words_by_its_characters() -> None:
    """`l'é` is two thirds of `l'`; a word that is folded to fewer characters keeps its share of the pieces."""
    found = cut_words(["l'", "été", "dort"], lambda chunk: {"l'été": ["▁l'é", "té"], "dort": ["▁do", "rt"]}[chunk])
    assert found.pieces == ["▁l'é", "té", "▁do", "rt"]
    np.testing.assert_allclose(found.share, np.array([[2 / 3, 0, 0, 0], [1 / 3, 1, 0, 0], [0, 0, 1, 1]]), atol=1e-6)
    folded = cut_words(["ab", "-il"], lambda _: ["▁a", "i"])  # five characters, of which the model reads two
    np.testing.assert_allclose(folded.share, [[1, 0], [0, 1]], atol=1e-6)
    assert cut_words([], lambda chunk: [chunk]).share.shape == (0, 0)
    assert cut_words(["\u00ad", "a"], list).pieces == ["a"]  # a soft hyphen that stands alone is nothing to a model


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


def test_a_lexicon_tells_how_often_words_were_linked() -> None:
    seen = np.array([1, 1], np.float32)
    counts = LinkCounts({"a": 0, "b": 1}, {"x": 0, "y": 1}, seen, seen, np.array([0, 3]), np.array([5, 7], np.float32))
    rows, columns = np.array([0, 0, 1, 1, -1, 1]), np.array([0, 1, 0, 1, 1, -1])
    assert counts.lookup(rows, columns).tolist() == [5, 0, 0, 7, 0, 0]
    empty = LinkCounts({}, {}, seen[:0], seen[:0], np.zeros(0, np.int64), seen[:0])
    assert empty.lookup(np.array([-1, -1]), np.array([-1, -1])).tolist() == [0, 0]
    assert empty.stems().lookup(np.array([-1]), np.array([-1])).tolist() == [0]


def test_words_that_begin_with_the_same_five_letters_are_one_stem() -> None:
    seen, linked = np.array([1, 2, 4], np.float32), np.array([1, 10, 100, 1000], np.float32)
    counts = LinkCounts(
        {"chat": 0, "maison": 1, "maisons": 2}, {"cats": 0, "houses": 1, "houseboat": 2},
        seen, seen, np.array([0, 4, 5, 8]), linked,
    )  # fmt: skip
    stems = counts.stems()
    assert (stems.source, stems.target) == ({"chat": 0, "maiso": 1}, {"cats": 0, "house": 1})
    assert (stems.source_seen.tolist(), stems.target_seen.tolist()) == ([1, 6], [1, 6])
    assert (stems.pairs.tolist(), stems.linked.tolist()) == ([0, 3], [1, 1110])


@pytest.mark.parametrize(
    ("count", "kept"), [(0.0, 0.5), (0.4, 0.5), (1.0, 1.0), (1.08**7 / 2, 1.08**7 / 2), (1e12, 1.08**255 / 2)]
)
def test_counts_are_kept_as_half_of_a_power(count: float, kept: float) -> None:
    """Between a half and 1.6e8 they are at most 4 % off."""
    one = np.array([count], np.float32)
    file = io.BytesIO()
    write(LinkCounts({"a": 0}, {"b": 0}, one, one, np.array([0]), one), file)
    file.seek(0)
    assert read(file).linked[0] == pytest.approx(kept, rel=0.04 if count == 1.0 else 1e-4)


def test_the_shipped_lexicon_knows_common_words() -> None:
    counts = shipped()
    french = np.array([counts.source[word] for word in ("chat", "maison", "avait", "chat", "rien")])
    english = np.array([counts.target[word] for word in ("cat", "house", "had", "house", "nothing")])
    share = counts.lookup(french, english) / counts.source_seen[french]
    assert (share > 0.2).tolist() == [True, True, True, False, True]
    assert (np.diff(counts.pairs) > 0).all()
    assert all(fold_word(word) == word for word in list(counts.source)[:2000])
