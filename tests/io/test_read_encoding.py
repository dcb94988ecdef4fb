"""Recognising encodings: what was written comes back, what is no text is refused."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.io import encoding
from pipeline.io.encoding import decode

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


def test_an_encoding_that_is_named_is_used() -> None:
    assert decode("été".encode("cp850"), "cp850") == ("été", "cp850")
    assert decode("\ufeffété".encode(), "utf-8")[0] == "été"


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
