"""Books as plain text: title pages, publishers' notices, tables of contents, headings over lines; no letter is lost."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Text
from pipeline.formats.text.read import paragraphs_of, read_text

BODY = (
    "La voiture s’arrêta devant l’auberge, et le voyageur en descendit lentement, comme un homme qui n’est pas sûr "
    "d’être attendu."
)


def read(*blocks: str) -> Text:
    return read_text("\n\n".join(blocks).encode(), "auto", "fr")


def headings(text: Text) -> list[str]:
    return [one.text for one in text.paragraphs if one.kind == "heading"]


@pytest.mark.parametrize(
    ("front", "title", "author", "translator"),
    [
        (("Voyage sur la lande", "Jules Morvan"), "Voyage sur la lande", "Jules Morvan", ""),
        (("Jules Morvan", "Voyage sur la lande"), "Voyage sur la lande", "Jules Morvan", ""),
        (("LA LANDE", "PAR", "HONORÉ DE KERVAN", "PARIS\nLIBRAIRIE DU BAC\n1887"), "LA LANDE", "Honoré de Kervan", ""),
        (("La Lande", "par Kossi Amégan"), "La Lande", "Kossi Amégan", ""),
        (("La Lande", "Kossi Amégan"), "La Lande", "Kossi Amégan", ""),
        (("Émile Verd", "LA LANDE", "Roman", "Traduit de l’italien par Marthe Olive", "Éditions du Phare, 1954"),
         "LA LANDE", "Émile Verd", "Marthe Olive"),
        (("LES AVENTURES\nDU CAPITAINE", "roman"), "LES AVENTURES DU CAPITAINE", "", ""),
        (("The Moor", "A Novel", "by Emile Verd", "Translated from the French by Ann Lee"), "The Moor", "Emile Verd",
         "Ann Lee"),
        (("Contes de la soupe", "suivi de", "Le Bal", "Anne Sarre", "À Lucien"), "Contes de la soupe",
         "Anne Sarre", ""),
        (("LA LANDE\nOU\nLE VENT", "par Kervan"), "LA LANDE OU LE VENT", "Kervan", ""),
        (("LA LANDE,\nOU\nLE VENT,", "TRADUIT DU BRETON DE M. LE DOCTEUR KERVAN"), "LA LANDE, OU LE VENT,",
         "M. le Docteur Kervan", ""),
        (("La Lande\nou\nLe Vent d’hiver", "Comédie"), "La Lande ou Le Vent d’hiver", "", ""),
        (("La Lande\nroman traduit du breton par Marthe Olive",), "La Lande", "", "Marthe Olive"),
        ((), "", "", ""),
    ],
)  # fmt: skip
def test_title_pages(front: tuple[str, ...], title: str, author: str, translator: str) -> None:
    found = read(*front, "I", BODY, "II", BODY)
    assert (found.title, found.author, found.translator) == (title.rstrip(","), author, translator)
    assert headings(found)[-2:] == ["I", "II"]
    assert " ".join(headings(found)[:-2]) == title


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("1.", BODY, "2.", BODY), ["1.", "2."]),
        (("La Lande", "1", BODY, "2", BODY, "3", BODY), ["La Lande", "1", "2", "3"]),
        ((BODY, "1", BODY, "2", BODY), []),
        (("1", BODY, "7", BODY), []),
        (("1 — Le port", BODY, "2. La mer", BODY), ["1 — Le port", "2. La mer"]),
        (("« Tout finit. »\nKERVAN", BODY), []),
        (("Chapitre II bis", BODY, "Remerciements", BODY), ["Chapitre II bis", "Remerciements"]),
        (("SCÈNE I. — ÈVE, LUC", "ÈVE\nOui.", "LUC\nNon.", "SCÈNE II", "ÈVE\nBon."),
         ["SCÈNE I. — ÈVE, LUC", "SCÈNE II"]),
        (("CHAPITRE I.", "Comment Ève partit de chez elle, à pied,\net revint.", BODY),
         ["CHAPITRE I.", "Comment Ève partit de chez elle, à pied, et revint."]),
        (("CHAPITRE I.", "Comment partir ? Ève l’ignorait.", BODY), ["CHAPITRE I."]),
        (("Elle cria : À MOI", BODY), []),
    ],
)  # fmt: skip
def test_what_is_a_heading(lines: tuple[str, ...], wanted: list[str]) -> None:
    assert headings(read(*lines)) == wanted


def test_a_header_that_only_names() -> None:
    found = read("Titre : La Lande\nAuteur : Jules Morvan\nLangue : français", "I", BODY)
    assert (found.title, found.author, headings(found)) == ("La Lande", "Jules Morvan", ["I"])
    assert read("Titre : La Lande\nIl pleut.", BODY).paragraphs[0].text.startswith("Titre")


def test_the_byline_of_an_article() -> None:
    found = read("Pourquoi les abeilles partent", "Par Claire Maurin, le 12 juin 2019", BODY, BODY)
    assert (found.title, found.author) == ("Pourquoi les abeilles partent", "Claire Maurin")
    assert headings(found) == ["Pourquoi les abeilles partent"]


@pytest.mark.parametrize("first", [BODY, "Nantes, le 4 mars 2024", "Chère Camille,", "— Qui va là ?", "CHAPITRE I"])
def test_texts_without_a_title(first: str) -> None:
    assert read(first, BODY, BODY).title == ""


GUTENBERG = """The Project Gutenberg EBook of La Lande, by Armand Le Goff

This eBook is for the use of anyone anywhere.

Title: La Lande
       Roman breton

Author: Armand Le Goff, 1821-1890

Translator: Louise Ferrand

*** START OF THIS PROJECT GUTENBERG EBOOK LA LANDE ***

Produced by Jeanne Bidule and the
Online Distributed Proofreading Team

LA LANDE

CHAPITRE I

{body}

End of the Project Gutenberg EBook of La Lande, by Armand Le Goff

*** END OF THIS PROJECT GUTENBERG EBOOK LA LANDE ***

Updated editions will replace the previous one.
"""


def test_a_library_s_header_and_licence() -> None:
    found = read(GUTENBERG.format(body=BODY))
    assert (found.title, found.author, found.translator) == (
        "La Lande: Roman breton",
        "Armand Le Goff",
        "Louise Ferrand",
    )
    assert [one.text for one in found.paragraphs] == ["LA LANDE", "CHAPITRE I", BODY]
    assert [one.locator for one in found.paragraphs] == ["17-17", "19-19", "21-21"]
    assert found.account
    assert [one.reason for one in found.account.left_out] == ["notice"]
    assert (found.account.unread, found.account.added) == (0, 0)


def test_older_headers_and_other_libraries() -> None:
    small = "Project Gutenberg's La Lande, by Armand Le Goff\n\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN*END*\n\n"
    found = read(small + "I\n\n" + BODY)
    assert (found.title, found.author, len(found.paragraphs)) == ("La Lande", "Armand Le Goff", 2)
    about = "À propos de cette édition électronique"
    found = read(
        "Victor Hard", "La Lande", "Exporté de Wikisource le 3 mai 2021", "I", BODY, about, "Issu de Wikisource."
    )
    assert (found.title, found.author, headings(found)) == ("La Lande", "Victor Hard", ["La Lande", "I"])
    assert found.paragraphs[-1].text == BODY


@pytest.mark.parametrize("at_end", [False, True])
def test_a_table_of_contents_does_not_double_the_headings(at_end: bool) -> None:
    table = "TABLE DES MATIÈRES\n\nI. Le port ........ 3\nII. La mer ........ 14"
    body = ("I. Le port", BODY, "II. La mer", BODY)
    found = read(*body, table) if at_end else read("LA LANDE", table, *body)
    assert headings(found)[not at_end :] == ["I. Le port", "II. La mer"]
    assert found.account
    assert [one.reason for one in found.account.left_out] == ["contents"]


def test_a_list_called_a_table_stays() -> None:
    found = read("Sommaire", "Rien de tout cela ne figure plus loin.", BODY)
    assert [one.text for one in found.paragraphs] == ["Sommaire", "Rien de tout cela ne figure plus loin.", BODY]


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        ("CHAPITRE I. Comment Zoé fut chassée de la ferme, et de ce qu’elle trouva\nsur la route.", 1),
        ("CHAPITRE VII.\nDes mœurs du pays, et comment l’abbé y\nfut reçu.", 1),
        ("LETTRE CXLVII\nLe grand eunuque à Usbek", 1),
        ("SCÈNE IX.\nDORANTE, LISETTE, derrière la porte.", 1),
        ("Matériel et méthodes\n====================", 1),
        ("Chapitre premier\n" + BODY, 2),
        ("CHAPITRE I. — Le port. " + BODY * 3, 0),
        ("I. pommes\nII. poires", 0),
    ],
)
def test_headings_over_lines(block: str, wanted: int) -> None:
    found = list(paragraphs_of(f"{BODY}\n\n{block}\n\n{BODY}"))
    assert len(found) == max(wanted, 1) + 2 or wanted == 0
    assert (found[1].kind == "heading") == bool(wanted)
    letters = "".join(filter(str.isalnum, f"{BODY}{block}{BODY}"))
    assert "".join(filter(str.isalnum, "".join(one.text for one in found))) == letters


def test_lines_that_were_left_short_are_marked() -> None:
    [heading, _] = paragraphs_of(f"CHAPITRE VII.\nDes mœurs du pays et\ndes gens.\n\n{BODY}")
    assert heading.text == "CHAPITRE VII. Des mœurs du pays et des gens."
    assert [(mark.start, mark.name) for mark in heading.marks] == [(13, "br")]


BLOCKS = st.sampled_from(
    [
        "", BODY, "CHAPITRE I",
        "CHAPITRE I.\nComment il vint.", "TABLE", "I. Le port ..... 3", "I. Le port", "LÉA", "par",
        "Jules Morvan", "Title: La mer", "*** START OF THE PROJECT GUTENBERG EBOOK ***",
        "Produced by A\nB", "FIN", "Roman",
        "*** END OF THE PROJECT GUTENBERG EBOOK ***", "À propos de cette édition électronique", "La mer\n======",
        "1887",
    ]
)  # fmt: skip


@given(st.lists(BLOCKS, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_letter_is_accounted_for(blocks: list[str], end: str) -> None:
    content = "\n\n".join(blocks).replace("\n", end)
    account = read_text(content.encode(), "utf-8", "fr").account
    assert account
    assert (account.letters, account.unread, account.added) == (sum(map(str.isalnum, content)), 0, 0)


@pytest.mark.parametrize(
    "end",
    [
        "*** END OF THIS EBOOK ***", "*** END OF THE PROJECT GUTENBERG EBOOK LA LANDE ***",
        "*END*THE END OF THIS ETEXT", "***** End of this e-book *****", "End of Project Gutenberg’s La Lande, by X",
        "*** FIN DE CE LIVRE ÉLECTRONIQUE ***",
    ],
)  # fmt: skip
def test_the_end_of_an_e_book_is_left_out(end: str) -> None:
    found = read(f"La Lande\n\nIl pleut sur la lande, et rien ne bouge.\n\n{end}\n\nUne licence.\n")
    assert [one.text for one in found.paragraphs] == ["La Lande", "Il pleut sur la lande, et rien ne bouge."]
    assert found.account
    assert [one.reason for one in found.account.left_out] == ["notice"]


@pytest.mark.parametrize("end", ["FIN", "THE END", "À la fin de ce livre, tout va bien.", "End of this ebook?"])
def test_the_end_of_a_text_is_text(end: str) -> None:
    found = read(f"La Lande\n\nIl pleut, et rien ne bouge.\n\n{end}\n")
    assert found.paragraphs[-1].text == end


@pytest.mark.parametrize("width", [45, 60, 72, 200])
def test_clauses_of_a_law_are_no_headings(width: int) -> None:
    clauses = [
        "Article premier. — La présente convention fixe les conditions dans lesquelles les bateaux de pêche sont "
        "armés, entretenus et vendus.",
        "Article 2. Le patron paie. Il paie d’avance, par quart, à la Saint-Michel.",
        "§ 3. Les filets, les voiles et tout ce qui sert à la pêche restent à bord jusqu’au retour du bateau.",
    ]
    found = read_text("\n\n".join(textwrap.fill(one, width) for one in clauses).encode(), "utf-8", "fr")
    assert [(one.kind, one.text) for one in found.paragraphs] == [("paragraph", one) for one in clauses]


@pytest.mark.parametrize(
    "remarks",
    ["Note de transcription : on a gardé les fautes.", "Notes du transcripteur\n\nOn a gardé les fautes.\n\nToutes."],
)
def test_remarks_of_transcribers(remarks: str) -> None:
    found = read("LA LANDE", "I", BODY, "II", BODY, "FIN", remarks)
    assert [one.text for one in found.paragraphs] == ["LA LANDE", "I", BODY, "II", BODY, "FIN"]


PAGE = """Wikisource
Contes de la lande

La bibliothèque libre.
Aller à la navigation
◄ Avant\tContes\tAprès ►

{{Qualité|75%}}
==I. Le port==
{{centré|LA NUIT}}

''Ève'' et '''Luc''' {{pc|virent}} le [[phare|feu]]<ref>Un ''vieux'' feu.</ref>.

Récupérée de « https://exemple.org/w »
Catégories : Contes
"""


def test_a_page_of_a_wiki() -> None:
    found = read_text(PAGE.encode(), "utf-8", "fr")
    assert (found.title, headings(found)) == ("Contes de la lande", ["Contes de la lande", "I. Le port", "LA NUIT"])
    text, note = found.paragraphs[-2:]
    assert (text.text, note.text, note.kind) == ("Ève et Luc virent le feu.", "Un vieux feu.", "note")
    assert {(mark.name, text.text[mark.start : mark.end]) for mark in text.marks} == {
        ("em", "Ève"), ("strong", "Luc"), ("sup", ""),
    }  # fmt: skip
    assert found.account
    assert (found.account.unread, found.account.added) == (0, 0)


@pytest.mark.parametrize("line", ["Il dit ''oui'' deux fois.", "== 2 ==", "a[[1]]", "{{nom}} cher"])
def test_one_sign_makes_no_wiki(line: str) -> None:
    assert read(line, BODY).paragraphs[0].text == line
