"""Subtitles with times that cannot be read, with replies that are said twice, title cards, signs of others."""

import doctest

import pytest

from pipeline.document import Text
from pipeline.formats.subtitles import cards, clock
from pipeline.formats.subtitles.read import read_subtitles
from pipeline.formats.subtitles.splice import splice_subtitles
from pipeline.formats.subtitles.write import clock as written


def read(content: str) -> Text:
    """Read subtitles, whose letters have to balance."""
    text = read_subtitles(content.encode(), "auto", "fr")
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)
    return text


def srt(*said: str) -> str:
    """A file of cues that follow each other at once, a second each."""
    return "\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{text}\n" for n, text in enumerate(said, 1))


def texts(content: str) -> list[str]:
    return [one.text for one in read(content).paragraphs]


@pytest.mark.parametrize("module", [clock, cards])
def test_worked_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("--> 00:00:08,000", "00:00:03,000 --> 00:00:08,000"),
        ("–> 00:00:08,000", "00:00:03,000 --> 00:00:08,000"),
        ("00:00:xx,000 --> 00:00:09,000", "00:00:03,000 --> 00:00:09,000"),
        ("0?:00:05,000 --> 00:00:09,000", "00:00:03,000 --> 00:00:09,000"),
        ("00:00:05,000 -->", "00:00:05,000 --> 00:00:20,000"),
        ("00:00:05,000 --> x", "00:00:05,000 --> 00:00:20,000"),
        ("00:00:05,000 --> 00:00:06,000x", "00:00:05,000 --> 00:00:20,000"),
        ("00:00:05,000", "00:00:05,000 --> 00:00:20,000"),
        ("9" * 5000 + ":00:00,000 --> 00:00:08,000", "00:00:03,000 --> 00:00:08,000"),
        ("-->", "00:00:03,000 --> 00:00:20,000"),
    ],
)
def test_a_broken_line_of_times_costs_neither_its_text_nor_the_file(line: str, times: str) -> None:
    first, last = "1\n00:00:01,000 --> 00:00:03,000\nOui.\n\n", "3\n00:00:20,000 --> 00:00:21,000\nFin.\n"
    content = f"{first}2\n{line}\nCassée.\n\n{last}"
    text = read(content)
    assert [one.text for one in text.paragraphs] == ["Oui.", "Cassée.", "Fin."]
    assert [mark.value for mark in text.paragraphs[1].marks] == [times]
    assert text.account
    [remark] = text.account.remarks
    assert remark.startswith("line 6: ")
    assert len(remark) < 150
    spliced = splice_subtitles(content.encode(), ["Yes.", "Broken.", "End."]).decode()
    assert f"{line}\nCassée.\nBroken.\n" in spliced


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("0:00:03.00,0:00:05.25", "00:00:03,000 --> 00:00:05,250"),
        ("00;00;13;15 --> 00;00;14;12", "00:00:13,500 --> 00:00:14,400"),
        ("00:00:12,000 ---> 00:00:13,000", "00:00:12,000 --> 00:00:13,000"),
    ],
)
def test_clocks_of_other_programs(line: str, times: str) -> None:
    [paragraph] = read(f"1\n{line}\nOui.\n").paragraphs
    assert (paragraph.text, [written(mark.value, ",") for mark in paragraph.marks]) == ("Oui.", [times])


@pytest.mark.parametrize("line", ["1: le menu --> Fichier", "Fichier --> Ouvrir", "à 12:30", "x --> y : z"])
def test_text_with_arrows_and_clocks_is_text(line: str) -> None:
    assert texts(srt(f"Voir\n{line}")) == [f"Voir {line}"]


@pytest.mark.parametrize(
    "said",
    [
        ("Tu viens ?\nOui.", "Oui.\nJe viens.", "Bien."),
        ("- Non !\n- Non !", "- Non !\n- Si !", "- Si !\n- Assez !"),
        ("Oui.", "Oui.", "Non !\nNon !", "Non !\nJe refuse.", "Tu pars ?", "Tu pars ?\nTu pars vraiment ?"),
    ],
)
def test_replies_that_are_said_twice_stay(said: tuple[str, ...]) -> None:
    assert " ".join(texts(srt(*said))).split() == " ".join(said).split()


def test_captions_that_roll_are_shown_once_whatever_their_signs() -> None:
    rows = ["Bonsoir à tous.", "Il pleut ce soir.", "Le port est fermé.", "La mer monte.", "Restez chez vous.", "Fin."]
    assert texts(srt(*("\n".join(rows[max(n - 1, 0) : n + 1]) for n in range(6)))) == rows
    rows = ["alors moi", "je pense", "que oui"]
    assert texts(srt(*("\n".join(rows[max(n - 1, 0) : n + 1]) for n in range(3)))) == [" ".join(rows)]


def test_title_cards_stand_alone() -> None:
    said = ["Il dort.", "PREMIÈRE PARTIE", "L'HOMME DU PORT", "Brest, mai 1914", "Jean se lève", "et sort.", "FIN"]
    assert texts(srt(*said)) == [*said[:4], "Jean se lève et sort.", "FIN"]
    assert texts(srt("1914", "Il fait froid.", "Il reste là.", "DANGER DE MORT", "Il recule.")) == [
        "1914", "Il fait froid.", "Il reste là.", "DANGER DE MORT", "Il recule.",
    ]  # fmt: skip


def test_capitals_that_are_no_cards() -> None:
    assert texts(srt("LE MATIN, LES ENFANTS", "VONT À L'ÉCOLE.")) == ["LE MATIN, LES ENFANTS VONT À L'ÉCOLE."]
    assert texts(srt("Il travaille à la", "SNCF", "depuis dix ans.")) == ["Il travaille à la SNCF depuis dix ans."]
    assert texts(srt("Tu n'es qu'un", "IMBÉCILE !", "Il sort.")) == ["Tu n'es qu'un IMBÉCILE !", "Il sort."]
    assert texts(srt("Il lit.", "LE ROI EST MORT", "ET ENTERRÉ", "Il pleure.")) == [
        "Il lit.", "LE ROI EST MORT ET ENTERRÉ", "Il pleure.",
    ]  # fmt: skip


def test_line_breaks_of_others_and_readings() -> None:
    assert texts(srt("Un mot\\Nde plus.")) == ["Un mot de plus."]
    assert texts(srt("- Oui.\\N- Non.")) == ["- Oui.", "- Non."]
    assert texts("WEBVTT\n\n00:01.000 --> 00:02.000\nUn <ruby>漢<rt>kan</rt>字<rt>ji</ruby> passe.") == [
        "Un 漢字 passe."
    ]


def test_a_style_after_the_first_cue_is_told() -> None:
    text = read("WEBVTT\n\n00:01.000 --> 00:02.000\nOui.\n\nSTYLE\nperdu\n\n00:02.000 --> 00:03.000\nNon.\n")
    assert text.account
    assert text.account.remarks == ("line 6: STYLE after the first cue, where it is none; left out",)
