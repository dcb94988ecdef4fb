"""Kinds: what a line is by how it looks, up to the last character that a title or a stanza may have."""

import pytest

from pipeline.io.kinds import Shape, is_ornament, is_verse, number_depth, number_length, shape, starts_block

PARAGRAPH, DIALOGUE = Shape("paragraph"), Shape("dialogue")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("# Le phare", Shape("heading", 1, 2)),
        ("######  Le phare", Shape("heading", 6, 8)),
        ("####### Le phare", PARAGRAPH),
        ("#phare", PARAGRAPH),
        ("> Sic", Shape("quote", 0, 2)),
        (">> Sic", Shape("quote", 0, 3)),
        ("— Non !", DIALOGUE),
        ("–Non", DIALOGUE),
        ("--- Non", DIALOGUE),
        ("— 3 francs", PARAGRAPH),
        ("- Tu viens ?", DIALOGUE),
        ("- Du pain", Shape("list_item", 1, 2)),
        ("- du pain.", Shape("list_item", 1, 2)),
        ("•  Du pain.", Shape("list_item", 1, 3)),
        ("-du pain", PARAGRAPH),
        ("12. Fermer", Shape("list_item", 1)),
        ("1.2.3) fermer", Shape("list_item", 1)),
        ("b) fermer", Shape("list_item", 1)),
        ("(b) fermer", Shape("list_item", 1)),
        ("4.2 Le sel", Shape("list_item", 1)),
        ("1234. Fermer", PARAGRAPH),
        ("b. fermer", PARAGRAPH),
        ("TOME II", Shape("heading", 1)),
        ("Partie 2.", Shape("heading", 1)),
        ("Seconde partie", Shape("heading", 1)),
        ("Livre premier. Le phare", Shape("heading", 1)),
        ("Livre premier. Il partit.", PARAGRAPH),
        ("Chapitre 12", Shape("heading", 2)),
        ("Scène II", Shape("heading", 2)),
        ("Épilogue", Shape("heading", 2)),
        ("Épilogue d’une vie", PARAGRAPH),
        ("XIV.", Shape("heading", 2)),
        ("OTAN", Shape("heading", 2)),
        ("ONU", PARAGRAPH),
        ("IBAN FR76 3000 6000 0112", PARAGRAPH),
        ("GUERRE DE 1914-1918", Shape("heading", 2)),
        ("LA MER,", PARAGRAPH),
        ("LA MER ;", PARAGRAPH),
        ("LA MER !", PARAGRAPH),
        ("A" * 80, Shape("heading", 2)),
        ("A" * 81, PARAGRAPH),
        ("Le départ", PARAGRAPH),
        ("", PARAGRAPH),
    ],
)
def test_a_line_in_running_text(line: str, wanted: Shape) -> None:
    assert shape(line) == wanted
    assert starts_block(line) == (wanted != PARAGRAPH)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Le départ", Shape("heading", 2)),
        ("Le départ,", PARAGRAPH),
        ("Le départ !", PARAGRAPH),
        ("le départ", PARAGRAPH),
        ("« Le départ »", PARAGRAPH),
        ("Nantes, le 4 mars 2024", PARAGRAPH),
        ("2 Le sel", Shape("heading", 2)),
        ("2.1 Le sel", Shape("heading", 3)),
        ("2.1.4 Le sel", Shape("heading", 4)),
        ("1) Le sel", Shape("list_item", 1)),
        ("L" + "e" * 79, Shape("heading", 2)),
        ("L" + "e" * 80, PARAGRAPH),
        ("Chapitre 12", Shape("heading", 2)),
    ],
)
def test_a_line_that_stands_alone_above_text(line: str, wanted: Shape) -> None:
    assert shape(line, alone=True) == wanted


@pytest.mark.parametrize(
    ("line", "length", "depth"),
    [("1. Le sel", 3, 1), ("2.1.4  Le sel", 7, 3), ("(b) le sel", 4, 1), ("Le sel 2.1", 0, 0), ("12.", 0, 0)],
)
def test_numbers_of_list_items(line: str, length: int, depth: int) -> None:
    assert (number_length(line), number_depth(line)) == (length, depth)


STANZA = ["Le vent se lève", "Et la mer monte", "Sur le sable noir."]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (STANZA, True),
        (STANZA[1:], False),  # two lines may be an address
        ([STANZA[0] + " " + "x" * 49, *STANZA[1:]], True),  # 65 characters
        ([STANZA[0] + " " + "x" * 50, *STANZA[1:]], False),
        (["qui vient de loin", *STANZA], True),  # three of four begin with a capital
        (["qui vient de loin", "et qui va vite", *STANZA[1:]], False),
        (["Le vent se lève.", *STANZA[1:]], True),  # two of three end a sentence
        (["Le vent se lève.", "Et la mer monte.", STANZA[2]], False),
        (["Le vent se", *STANZA[1:]], False),  # less than four words a line
        (["Le vent se", "Et la mer monte haut", STANZA[2]], True),
        (["Les 4 vents montent", *STANZA[1:]], False),
        ([*STANZA[:2], "Sur le sable noir"], False),
        ([*STANZA[:2], "Sur le sable noir ;"], True),
    ],
)
def test_stanzas(lines: list[str], wanted: bool) -> None:
    assert is_verse(lines) == wanted


def test_ornaments_are_short_and_without_letters() -> None:
    assert is_ornament("-" * 80)
    assert not is_ornament("-" * 81)
    assert not is_ornament("* 1 *")
