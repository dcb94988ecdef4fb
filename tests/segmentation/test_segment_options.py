"""A user's choices, languages, line structure."""

import pytest

from pipeline.segmentation import Options, segment, writing_style


def sentences(text: str, language: str = "fr", **options: object) -> list[str]:
    return [text[start:end] for start, end in segment(text, language, Options(**options))]  # type: ignore[arg-type]


def test_legal_lists_are_cut_at_semicolons_outside_brackets() -> None:
    text = "Vu le code (art. 1 ; art. 2) ; vu la loi du 4 mai : elle vaut ; considérant les faits."
    assert sentences(text) == [text]
    assert sentences(text, split_on=(";",)) == [
        "Vu le code (art. 1 ; art. 2) ;",
        "vu la loi du 4 mai : elle vaut ;",
        "considérant les faits.",
    ]


def test_a_turn_stays_whole_up_to_the_next_dash() -> None:
    text = "— Tu pars ? Déjà ! dit Luc. — Oui. Adieu."
    assert sentences(text) == ["— Tu pars ?", "Déjà ! dit Luc.", "— Oui.", "Adieu."]
    assert sentences(text, keep_dialogue_turns=True) == ["— Tu pars ? Déjà ! dit Luc.", "— Oui. Adieu."]
    assert sentences("Il part. Elle reste.", keep_dialogue_turns=True) == ["Il part.", "Elle reste."]


@pytest.mark.parametrize("abbreviation", ["zork", "zork."])
def test_own_abbreviations(abbreviation: str) -> None:
    assert sentences("Le zork. Un dort.") == ["Le zork.", "Un dort."]
    assert sentences("Le zork. Un dort.", abbreviations=(abbreviation,)) == ["Le zork. Un dort."]


def test_a_style_can_be_forced() -> None:
    text = "Ah ! mon ami, quoi ? non."
    assert sentences(text) == [text]
    assert sentences(text, style="lower") == ["Ah ! mon ami, quoi ?", "non."]
    assert sentences("tu viens ? non ! si.", style="edited") == ["tu viens ? non ! si."]


def test_style_of_a_document() -> None:
    assert writing_style("") == "edited"
    assert writing_style("Il dort. Elle lit.\nOn mange ? oui, dit-il. On part.") == "edited"
    assert writing_style("il dort. elle lit. Marie part ? oui. bon.") == "lower"


def test_a_region_is_ignored_and_an_unknown_language_refused() -> None:
    assert segment("M. Roy dort.", "fr-CA") == [(0, 12)]
    with pytest.raises(ValueError, match=r"'de'.*fr, en"):
        segment("Herr Roy schläft.", "de")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dort.\n\nElle lit", ["Il dort.", "Elle lit"]),
        ("Il dort et\nelle lit.", ["Il dort et\nelle lit."]),
        ("CHAPITRE PREMIER\nIl dort", ["CHAPITRE PREMIER", "Il dort"]),
        ("Liste :\n- du pain\n- du vin", ["Liste :", "- du pain", "- du vin"]),
        ("Liste\n• du pain\n• du vin", ["Liste", "• du pain", "• du vin"]),
        ("1. du pain\n2. du vin", ["1. du pain", "2. du vin"]),
        ("Il vit Paul\n- son frère -\net partit.", ["Il vit Paul\n- son frère -\net partit."]),
        ("— Oui.\n— ah bon ?\n— Non.", ["— Oui.", "— ah bon ?", "— Non."]),
        ("Le vent du port\nEmporte au loin\nMa peine.", ["Le vent du port\nEmporte au loin\nMa peine."]),
        ("C'est la fin. On tra-\nvaille encore.", ["C'est la fin.", "On tra-\nvaille encore."]),
        ("Voir M.\nRoux.", ["Voir M.\nRoux."]),
    ],
)  # fmt: skip
def test_lines(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_stray_marks_and_odd_characters_do_not_crash() -> None:
    for text in ("\ud800. Il", "\x00 ! \x1c Oui", ".", "...", "»", '" " "', ". . .", "\u200b. \u200b"):
        segment(text)
