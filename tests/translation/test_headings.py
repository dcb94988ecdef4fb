"""Headings: the number and what it numbers are written in English by rule, whatever follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.headings import find_numbering


@pytest.mark.parametrize(
    ("heading", "english", "name"),
    [
        ("3. Le départ", "3. ", "Le départ"),
        ("1.2 Contexte", "1.2 ", "Contexte"),
        ("1.2. Contexte", "1.2. ", "Contexte"),
        ("3) le port", "3) ", "le port"),
        ("3° Le port", "3° ", "Le port"),
        ("3. 14 juillet", "3. ", "14 juillet"),
        ("12 bis. Le port", "12 bis. ", "Le port"),
        ("1 – Le port", "1 – ", "Le port"),
        ("2.1. — Le port", "2.1. — ", "Le port"),
        ("2001 : l’odyssée", "2001: ", "l’odyssée"),
        ("I Le départ", "I ", "Le départ"),
        ("V La mer", "V ", "La mer"),
        ("IV — La nuit", "IV — ", "La nuit"),
        ("XXXI. Le port", "XXXI. ", "Le port"),
        ("I. – Dispositions", "I. – ", "Dispositions"),
        ("CXLII. Le port", "CXLII. ", "Le port"),
        ("A. Les feux", "A. ", "Les feux"),
        ("(a) Les feux", "(a) ", "Les feux"),
        ("§ 3. Les feux", "§ 3. ", "Les feux"),
        ("§ 3", "§ 3", ""),
        ("IV", "IV", ""),
        ("Chapitre 4\u00a0: La mer", "Chapter 4: ", "La mer"),
        ("Chapitre II Le retour", "Chapter II ", "Le retour"),
        ("CHAPITRE XL. OÙ L’ON VOIT LE PORT", "CHAPTER XL. ", "OÙ L’ON VOIT LE PORT"),
        ("CHAPITRE Ier. La mer", "CHAPTER I. ", "La mer"),
        ("Article 1er. Objet", "Article 1. ", "Objet"),
        ("Titre III : Des ports", "Title III: ", "Des ports"),
        ("Annexe A : Les plans", "Annex A: ", "Les plans"),
        ("chapitre vi. Le port", "chapter vi. ", "Le port"),
        ("Étape 2 - Ouvrir", "Step 2 - ", "Ouvrir"),
        ("Livre II", "Book II", ""),
        ("Chapitre premier. Où l’on part", "Chapter One. ", "Où l’on part"),
        ("CHAPITRE PREMIER", "CHAPTER ONE", ""),
        ("Article premier", "Article 1", ""),
        ("Première partie : La mer", "Part One: ", "La mer"),
        ("TROISIÈME PARTIE La mer", "PART THREE ", "La mer"),
        ("Deuxième partie, chapitre IV", "Part Two, chapter IV", ""),
        ("Acte II, scène 3", "Act II, scene 3", ""),
        ("ACTE II SCÈNE III", "ACT II SCENE III", ""),
        ("Livre I. Chapitre 2. La mer", "Book I. Chapter 2. ", "La mer"),
    ],
)
def test_numberings(heading: str, english: str, name: str) -> None:
    found = find_numbering(heading)
    assert (found.english, heading[found.length :]) == (english, name)


@pytest.mark.parametrize(
    "heading",
    [
        "Le départ", "À Paris", "A Paris", "L’été", "D’abord", "M. Dupont", "MM. Dupont et Durand", "Mme Bovary", "DIX",
        "MIX", "CIVIL", "CD audio", "DC Comics", "V comme Vendetta", "Chapitre dix", "Livre",
        "Premier livre de lecture",
        "Titre L’Océan", "Lettre à Élise", "Lettre y afférente", "20 000 lieues sous les mers", "50 % de rabais",
        "15 h 30 : départ", "1.000 lieues", "3-4 novembre", "XIXe siècle", "XIV, roi", "1, rue de Siam",
        "L. 123-4 Objet", "1er mai", "2e partie", "", " ", "20.000 lieues",
    ],
)  # fmt: skip
def test_headings_without_a_number(heading: str) -> None:
    assert find_numbering(heading) == (0, "")


@given(st.text(alphabet="IVXLC AaÀ1.2)§—-:,[( chapitreSscène\u00a0", max_size=40))
def test_a_numbering_is_the_beginning_and_keeps_its_numbers(heading: str) -> None:
    found = find_numbering(heading)
    assert 0 <= found.length <= len(heading)
    assert [sign for sign in found.english if sign.isdigit()] == [s for s in heading[: found.length] if s.isdigit()]
    assert bool(found.english) == bool(found.length)


def test_long_headings_take_no_longer_than_their_length() -> None:
    for piece in ("1.", "I", "Acte II, ", "§ ", "(", " ", "chapitre "):  # seconds and more, if anything is tried anew
        assert find_numbering(piece * 5000).length <= len(piece) * 5000


def test_numbers_in_words_behind_a_division() -> None:
    assert find_numbering("Chapitre dix-septième").english == "Chapter Seventeen"
    assert find_numbering("CHAPITRE QUATRIÈME").english == "CHAPTER FOUR"
    assert find_numbering("Tome second. Le port").english == "Volume Two. "
