"""Signs of symbol fonts: the places that the fonts' encodings give them, whichever way a file writes them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.io.symbols import sign, with_signs

FONTS = ["Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "ZapfDingbats"]


@pytest.mark.parametrize(
    ("font", "octal", "name"),
    [  # ISO 32000-1 (PDF), annex D.5 and D.6: codes in octal, names of glyphs
        ("Symbol", "141", "GREEK SMALL LETTER ALPHA"),
        ("Symbol", "112", "GREEK THETA SYMBOL"),
        ("Symbol", "243", "LESS-THAN OR EQUAL TO"),
        ("Symbol", "260", "DEGREE SIGN"),
        ("Symbol", "267", "BULLET"),
        ("Symbol", "256", "RIGHTWARDS ARROW"),
        ("Symbol", "345", "N-ARY SUMMATION"),
        ("Symbol", "240", "EURO SIGN"),
        ("Symbol", "376", "RIGHT CURLY BRACKET LOWER HOOK"),
        ("ZapfDingbats", "041", "UPPER BLADE SCISSORS"),
        ("ZapfDingbats", "064", "HEAVY CHECK MARK"),
        ("ZapfDingbats", "154", "BLACK CIRCLE"),
        ("ZapfDingbats", "254", "CIRCLED DIGIT ONE"),
        ("ZapfDingbats", "266", "DINGBAT NEGATIVE CIRCLED DIGIT ONE"),
        ("ZapfDingbats", "324", "HEAVY WIDE-HEADED RIGHTWARDS ARROW"),
        ("ZapfDingbats", "376", "OPEN-OUTLINED RIGHTWARDS ARROW"),
    ],
)
def test_encodings_that_adobe_has_published(font: str, octal: str, name: str) -> None:
    assert unicodedata.name(sign(font, 0xF000 + int(octal, 8))) == name


@pytest.mark.parametrize(
    ("font", "code", "wanted"),
    [  # what Word's own corrections while typing write for :) :( --> <-- ==>, and boxes of forms
        ("Wingdings", 0x4A, "☺"), ("Wingdings", 0x4C, "☹"), ("Wingdings", 0xE0, "→"), ("Wingdings", 0xDF, "←"),
        ("Wingdings", 0xE8, "➔"), ("Wingdings", 0xFC, "✓"), ("Wingdings", 0xA8, "◻"), ("Wingdings", 0xFE, "☑"),
        ("Wingdings", 0x6F, "□"), ("Wingdings", 0x28, "☎"), ("Wingdings", 0x2A, "✉"), ("Wingdings 2", 0x52, "☑"),
        ("Wingdings 2", 0xA3, "□"), ("Wingdings 2", 0x50, "✓"), ("Wingdings 3", 0x7D, "▸"), ("Webdings", 0x61, "✔"),
    ],
)  # fmt: skip
def test_signs_that_word_files_are_full_of(font: str, code: int, wanted: str) -> None:
    assert sign(font, code) == sign(font, 0xF000 + code) == wanted


@given(st.sampled_from([*FONTS, "Arial", "", "Bookshelf Symbol 7"]), st.integers(0, 2**40))
def test_a_sign_is_one_character_to_see_or_unknown(font: str, code: int) -> None:
    found = sign(font, code)
    assert not found or (len(found) == 1 and found.isprintable() and unicodedata.category(found) != "Co")


@given(st.text())
def test_other_fonts_change_nothing_but_what_only_symbol_fonts_have(text: str) -> None:
    seen, unknown = with_signs("Arial", text)
    kept = [("□" if 0xF020 <= ord(one) <= 0xF0FF else one) for one in text]
    assert (list(seen), unknown) == (kept, sum(a != b for a, b in zip(kept, text, strict=True)))


def test_text_that_was_typed_before_its_font_was_set() -> None:
    """It is still that of Windows' code page, 0x80 the euro sign there."""
    assert with_signs("Wingdings", "\u20ac J\u00a0\u4e00") == ("⓪ ☺\u00a0一", 0)
    assert with_signs("SYMBOL", "a\tb\n") == ("α\tβ\n", 0)
    assert with_signs("Wingdings", "\u0081\uf0ff") == ("①□", 1)
