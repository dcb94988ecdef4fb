"""Divisions: headings of parts, chapters, scenes and letters by their words; what looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.io.divisions import Rank, close_up, find_division
from pipeline.io.labels import is_no_title
from pipeline.io.persons import is_person, may_be_person


@pytest.mark.parametrize(
    ("line", "rank", "name"),
    [
        ("CHAPITRE PREMIER", Rank.CHAPTER, ""),
        ("Chapitre dix-septième", Rank.CHAPTER, ""),
        ("Chapitre vingt et unième. Où l’on revoit le notaire", Rank.CHAPTER, "Où l’on revoit le notaire"),
        ("CHAPITRE III ET DERNIER.--L'AUBE.", Rank.CHAPTER, "L'AUBE."),
        ("Chapitre quatre-vingt-dix-neuvième", Rank.CHAPTER, ""),
        ("chap. IV", None, ""),
        ("Chap. IV. Du sel", Rank.CHAPTER, "Du sel"),
        ("Lettre XII. — Zaïde à Mirza", Rank.CHAPTER, "Zaïde à Mirza"),
        ("XVIIe LETTRE", None, ""),
        ("PREMIÈRE PARTIE", Rank.PART, ""),
        ("Deuxième partie. — La ville", Rank.PART, "La ville"),
        ("TOME I — PREMIÈRE PARTIE", Rank.PART, ""),
        ("Livre deuxième", Rank.BOOK, ""),
        ("ACTE III, SCÈNE II", Rank.SCENE, ""),
        ("SCÈNE II. — LÉA, LE COMTE.", Rank.SCENE, "LÉA, LE COMTE."),
        ("TITRE III. DES BIENS", Rank.TITLE, "DES BIENS"),
        ("§ 3", Rank.SECTION, ""),
        ("Épilogue", Rank.NAMED, ""),
        ("Préface de la deuxième édition", Rank.NAMED, "de la deuxième édition"),
        ("XLIV.", Rank.NUMERAL, ""),
        ("II — Le départ", Rank.NUMERAL, "Le départ"),
        ("XXIX. La neige tombe.", Rank.NUMERAL, "La neige tombe."),
        ("Chapter Twenty-Three: The Road Home", Rank.CHAPTER, "The Road Home"),
        ("PART THE FIRST", Rank.PART, ""),
        ("BOOK THE SECOND—THE FALL", Rank.BOOK, "THE FALL"),
        ("ACT II. SCENE I.", Rank.SCENE, ""),
        ("C H A P I T R E  I", Rank.CHAPTER, ""),
        ("Chapitre 3 traite des vents", None, ""),
        ("Acte un, il rentre.", None, ""),
        ("Livre trois kilos", None, ""),
        ("Louis XIV. Les historiens", None, ""),
        ("V. Hugo", None, ""),
        ("I. pommes", None, ""),
        ("I. Zola était un maçon.", None, ""),
        ("Article 4. De la durée du bail.", Rank.SECTION, "De la durée du bail."),
        ("Section 2. Dispositions finales.", Rank.SECTION, "Dispositions finales."),
        ("Article 4 – Durée du bail", Rank.SECTION, "Durée du bail"),
        ("Article 4. Le bail dure neuf ans.", None, ""),
        ("Article 5. Il est payé. Il ne varie pas", None, ""),
        ("§ 2. Sont admis les mineurs :", None, ""),
        ("CV", None, ""),
        ("L. Durand", None, ""),
        ("Épilogue d’une guerre, enfin.", None, ""),
        ("", None, ""),
    ],
)
def test_lines_that_stand_alone(line: str, rank: Rank | None, name: str) -> None:
    found = find_division(line, alone=True)
    assert (found and found.rank) == rank
    assert not found or found.name == name


@pytest.mark.parametrize("line", ["XXIX. La neige tombe", "Chapitre II. Il partit.", "Chapitre " + "I" * 80])
def test_lines_in_running_text_need_more(line: str) -> None:
    assert find_division(line) is None


@given(st.text(alphabet="CHAPITRE IVX.—— é1a§", max_size=40), st.booleans())
def test_a_name_is_the_end_of_its_line(line: str, alone: bool) -> None:
    found = find_division(line, alone)
    assert not found or close_up(line).endswith(found.name)


@given(st.text(max_size=30))
def test_letters_stay_when_they_are_closed_up(line: str) -> None:
    assert "".join(close_up(line).split()) == "".join(line.split())


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("J m n e, b e e", True),
        ("Par Jean Dupont", True),
        ("Rédigé par Anne Morel", True),
        ("Jean Dupont", True),
        ("Mme Le Bihan", True),
        ("44000 Nantes", True),
        ("12, rue des Lilas", True),
        ("Lundi 4 juin", True),
        ("12/09/2023", True),
        ("FIN DU TOME PREMIER", True),
        ("The End", True),
        ("I. pommes", True),
        ("2,50 €", True),
        ("Chapitre suivant", True),
        ("Veuillez agréer mes salutations", True),
        ("Merci, dit le garçon", True),
        ("Fin d’été", False),
        ("Le départ", False),
        ("Par monts et par vaux", False),
        ("La rue des Lilas", False),
    ],
)
def test_what_is_no_title(line: str, wanted: bool) -> None:
    assert is_no_title(line) == wanted


def test_names_of_persons() -> None:
    assert all(map(is_person, ("Jules Verne", "Marie-Hélène Sarrazin", "GUY DE MAUPASSANT", "J.-K. Huysmans")))
    assert not any(map(is_person, ("Voyage", "Le Horla", "Madame Bovary", "Rose", "Une vie", "Jean 3")))
    assert may_be_person("Kossi Amégan")
    assert not may_be_person("Les Contes")
