"""Recognising encodings: what was written comes back, what is no text is refused."""

import codecs
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.io import encoding
from pipeline.io.encoding import decode, french_score

SENTENCES = [
    "Le garçon a mangé l'œuf à la coque, puis il s'est tu.",
    "« Où étiez-vous cet été ? » demanda la vieille dame en relevant ses lunettes.",
    "À l’aube, la mer s’était retirée très loin, et l’île paraissait une presqu’île.",
    "Ça ne coûte guère : trente-cinq francs, peut-être moins, répondit-il aussitôt.",
    "— Évidemment, dit Hélène… Vous n’y êtes pas du tout, mon cher maître !",
    "Le préfet a annoncé la réouverture du pont, fermé depuis février après une crue.",
]
EIGHT_BIT = ["cp1252", "iso8859-15", "latin-1", "mac_roman", "cp850"]


def test_doctests() -> None:
    assert doctest.testmod(encoding).failed == 0


@pytest.mark.parametrize("codec", [*EIGHT_BIT, "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_comes_back(codec: str, sentence: str) -> None:
    try:
        data = sentence.encode(codec)
    except UnicodeEncodeError:
        pytest.skip("the encoding lacks a character of this sentence")
    assert decode(data)[0] == sentence


@given(st.lists(st.sampled_from(SENTENCES), min_size=2), st.sampled_from(["cp1252", "mac_roman", "utf-8", "utf-16-le"]))
def test_any_text_of_sentences_comes_back(sentences: list[str], codec: str) -> None:
    text = "\r\n".join(sentences)
    assert decode(text.encode(codec))[0] == text


def refusal(data: bytes) -> str:
    """Why some bytes are refused, "" when they are read."""
    try:
        decode(data)
    except InputError as error:
        return str(error)
    return ""


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf8_is_never_mistaken(text: str) -> None:
    data = text.encode()
    assert "binary" in refusal(data) or decode(data) == (text, "utf-8")


@given(st.binary())
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    assert "\n" not in refusal(data)


@pytest.mark.parametrize(
    ("mark", "codec", "named"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(mark: bytes, codec: str, named: str) -> None:
    assert decode(mark + "d’été".encode(codec)) == ("d’été", named)


def test_an_encoding_that_is_named_is_used() -> None:
    assert decode("été".encode("cp850"), "cp850") == ("été", "cp850")
    assert decode("\ufeffété".encode(), "utf-8")[0] == "été"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Il pleut.", 0),
        ("été", 6),
        ("deçà", 1),  # ç 2, à 3, and no vowel after ç that calls for one
        ("« Où »", 6),
        ("«Où »", 4),  # after « a space is missing
        ("l…été", 4),  # … 2, é 3, é 3, and no word goes on after it
        ("A—B", -3),
        ("été…", 8),
        ("cœur", 1),
        ("d'–un", -3),
        ("àpre", -1),
        ("xà", -1),
        ("déjà", 6),
        ("çe", -2),
        ("ça", 2),
        ("é", -1),
        ("y é-t", 3),
        ("aÉa", -3),
        ("É", -3),
        ("Été", 4),
        ("ž", -1),
        ("Ž", -2),
        ("©", -2),
    ],
)
def test_characters_speak_for_french_where_french_has_them(text: str, score: int) -> None:
    assert french_score(text) == score


BINARY = "is a binary file, not a text; convert it to one of the formats that can be read"
NOT_FRENCH = (
    "is not valid UTF-8, and the file reads as French in no other encoding; save it as UTF-8 or set read.encoding"
)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a" * 95 + b"\1" * 5, ""),
        (b"a" * 94 + b"\1" * 6, BINARY),
        (b"\t\n\v\f\r\x1b", ""),
        ("abcdefg’’’".encode("utf-16-le"), ""),  # seven of ten high bytes are null
        ("abcdefg’’’".encode("utf-16-be"), ""),
        ("abcdef’’’’".encode("utf-16-le"), BINARY),
        ("abcdef’’’’".encode("utf-16-be"), BINARY),
        (("a" * 20 + "Ā").encode("utf-16-le"), ""),  # one low byte in 21 is null
        (("a" * 19 + "Ā").encode("utf-16-le"), BINARY),
        (("a" * 19 + "Ā").encode("utf-16-be"), BINARY),
        ("été".encode("utf-16-le") + b"a", BINARY),
        (b"\0", BINARY),
        # French letters in UTF-8 among those beyond ASCII; what follows the first that is not counts twice
        ("été ".encode() + b"\xe9", f"line 1 {NOT_FRENCH}"),
        ("\n\nçà ".encode() + b"\xe9t\n", f"line 3 {NOT_FRENCH}"),
        ("à".encode() + b" l\xe0", ""),  # a quarter
        ("a\n日本語の文章".encode("shift_jis"), f"line 2 {NOT_FRENCH}"),
    ],
)
def test_the_bounds_of_what_is_text(data: bytes, told: str) -> None:
    assert refusal(data) == told


def test_an_encoding_shows_itself_far_down_in_a_file() -> None:
    start = "Il pleut.\n" * 30_000
    assert decode(f"{start}Un été, déjà.".encode("mac_roman")) == (f"{start}Un été, déjà.", "mac_roman")
    assert decode(f"{start}{'Un été. ' * 30_000}".encode("cp1252"))[1] == "cp1252"


@pytest.mark.parametrize(
    ("data", "encoding_name", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "auto", "binary"),
        (bytes(range(1, 32)) * 10, "auto", "binary"),
        ("l’été à la mer, déjà\nfini ".encode() + b"\xe9t\xe9 et " + "très bientôt passé".encode(), "auto", "line 2"),
        (b"\xff\xfea", "auto", "line 1 is not valid utf-16"),
        (b"caf\xe9", "utf-8", "line 1 is not valid utf-8"),
        (b"caf\xe9", "utf8000", "no encoding is called 'utf8000'"),
        (b"caf\xe9", "rot13", "no encoding is called 'rot13'"),
    ],
)
def test_what_cannot_be_decoded_is_refused(data: bytes, encoding_name: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        decode(data, encoding_name)


@pytest.mark.parametrize("name", ["hex", "rot13", "undefined", "idna", "nonsense", "a\0b", "é", "\ud800"])
def test_an_encoding_that_is_none_is_told(name: str) -> None:
    with pytest.raises(InputError, match=r"read\.encoding"):
        decode(b"\xe9t\xe9 xn--\xff", name)
