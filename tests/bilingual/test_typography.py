"""French spaces and English quotation marks as printers set them, and where places in the text are on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bilingual.typography import Shown, typeset

THIN, FIRM = "\u202f", "\u00a0"


def told(text: str, language: str = "fr") -> str:
    """The text as it is shown, with _ for a thin no-break space and ~ for one as wide as any other."""
    return typeset(text, language).text.replace(THIN, "_").replace(FIRM, "~")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *((f"Un {sign}", f"Un_{sign}") for sign in ";!?"),
        *((f"Un {sign} deux", f"Un~{sign} deux") for sign in (":", "»", "%", "‰", "€", "$", "£", "°")),
        *((f"Un{space}!", "Un_!") for space in (" ", "\u00a0", "\u2009", "\u202f")),
        ("« Oui »", "«~Oui~»"),
        ("«Oui»", "«~Oui~»"),
        ("«»", "«~»"),
        ("Oui!", "Oui_!"),
        ("Quoi?!", "Quoi_?!"),
        ("Oui! Non", "Oui_! Non"),
        ("12?", "12_?"),
        *((f"Oui{end}!", f"Oui{end}_!") for end in (")", "]", "…")),
        *((f"Oui!{end}", f"Oui_!{end}") for end in ("”", ")", "]")),
        ("a?b=c;d", "a?b=c;d"),
        ("- !", "-_!"),
        ("12 000 euros", "12_000 euros"),
        ("1 234 567", "1_234_567"),
        ("1234 567", "1234 567"),
        ("12 0000", "12 0000"),
        ("12 00", "12 00"),
        *((f"{title} Lu", f"{title}~Lu") for title in (
            "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Mgr", "Dr", "Pr", "Me", "St", "Ste",
        )),
        *((f"{short} 3", f"{short}~3") for short in ("n°", "p.", "art.", "fig.", "vol.", "chap.")),
        ("M. lu", "M. lu"),
        ("Tom. Lu", "Tom. Lu"),
        *((f"{dash} Oui", f"{dash}~Oui") for dash in "-–—"),
        ("Ah – oui", "Ah – oui"),
    ],
)  # fmt: skip
def test_french_spaces(text: str, wanted: str) -> None:
    assert told(text) == wanted


def test_in_canada_nothing_stands_before_high_signs() -> None:
    assert told("«Oui! Non ? 12 000 : n° 3»", "fr-CA") == "«~Oui! Non ? 12 000~: n°~3~»"
    assert told("Oui!", "fr-FR") == "Oui_!"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"Yes," he said.', "“Yes,” he said."),
        ('He said: "Yes."', "He said: “Yes.”"),
        ('("Yes")', "(“Yes”)"),
        ('["Yes"]', "[“Yes”]"),
        ('—"Yes"', "—“Yes”"),
        ('–"Yes"', "–“Yes”"),
        ('‘"Yes"', "‘“Yes”"),
        ('6" wide', '6" wide'),
        ("It's l'été", "It’s l’été"),
        ("dogs' 5'", "dogs' 5'"),
        ("Yes ! « No »", "Yes ! « No »"),
    ],
)
def test_english_quotation_marks(text: str, wanted: str) -> None:
    assert told(text, "en") == told(text, "en-GB") == wanted


@pytest.mark.parametrize("language", ["", "de"])
def test_other_languages_stay_as_they_are(language: str) -> None:
    assert typeset('Oui! "No" it\'s', language) == Shown('Oui! "No" it\'s')


def test_places_after_what_is_put_in() -> None:
    view = typeset("Oui! «Non»", "fr")
    assert view == Shown(f"Oui{THIN}! «{FIRM}Non{FIRM}»", (3, 6, 9))
    assert [view.start(place) for place in range(11)] == [0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13]
    assert [view.end(place) for place in range(11)] == [0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 13]


@given(st.text("ab1 «»!?:M.\u00a0'\"", max_size=20), st.sampled_from(["fr", "fr-CA", "en", ""]))
def test_only_spaces_come_in_and_words_keep_their_letters(text: str, language: str) -> None:
    view = typeset(text, language)
    for place, letter in enumerate(text):
        shown = view.text[view.start(place) : view.end(place + 1)]
        assert shown == letter or (letter.isspace() and shown in {THIN, FIRM}) or letter in "'\""
    assert len(view.text) == len(text) + len(view.insertions)
