"""Plain text: nothing lost, wrapped lines joined, kinds recognised."""

import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Mark, Paragraph
from pipeline.formats.text import wrapping
from pipeline.formats.text.read import paragraphs_of, read_text

PROSE = (
    "Le bateau de sept heures n’était pas encore rentré quand la vieille Annick ferma ses volets. "
    "Elle avait laissé la lampe allumée au-dessus de la porte, comme chaque soir depuis vingt ans, et "
    "le chien, couché en travers du seuil, regardait la rue sans y croire. On entendait, très loin, "
    "la cloche du port ; puis plus rien. « Il viendra », dit-elle, à personne en particulier."
)
VERSE = """Le vent se lève et la mer s’étonne
De voir si loin partir ses bateaux,
Et dans le soir une cloche sonne
Comme un adieu par-dessus les eaux."""


def kinds_of(content: str) -> list[tuple[str, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in paragraphs_of(content)]


WORD = st.sampled_from(["mer", "Île", "port-", "l’été", "—", "«", "»", ".", "!", "1.", "a)", "-", "•", ">", "#", "…"])
LINE = st.lists(WORD, max_size=12).map(" ".join)
LINES = st.lists(LINE | st.just("") | st.text(max_size=20), max_size=12)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_character_but_layout_is_read_in_order(content: list[str], newline: str) -> None:
    file = newline.join(content)
    left = "".join(file.split())
    for character in "".join("".join(paragraph.text.split()) for paragraph in paragraphs_of(file)):
        skipped, found, left = left.partition(character)
        assert found
        assert set(skipped) <= set("#>•-*+‣◦▪●·\u00ad\u2010")
    assert set(left) <= set("#>•-*+\u00ad\u2010")


@given(LINES)
def test_locators_are_ordered_and_hold_their_text(content: list[str]) -> None:
    raw = re.split(r"\r\n|\r|\n", "\n".join(content))
    last = 0
    for paragraph in paragraphs_of("\n".join(content)):
        first, end = map(int, paragraph.locator.split("-"))
        assert last < first <= end
        assert "".join(paragraph.text.split())[-1] in "".join(raw[first - 1 : end])
        last = end


@given(st.integers(48, 100), st.integers(2, 4), st.booleans())
def test_wrapped_prose_is_joined(width: int, count: int, indented: bool) -> None:
    paragraph = textwrap.fill(PROSE, width, initial_indent="   " if indented else "", break_on_hyphens=False)
    separator = "\n" if indented else "\n\n"
    assert kinds_of(separator.join([paragraph] * count)) == [("paragraph", PROSE)] * count


@given(st.lists(st.sampled_from(PROSE.replace(". ", ".\n").split("\n")), min_size=1))
def test_a_paragraph_a_line_stays_so(content: list[str]) -> None:
    assert [text for _, text in kinds_of("\n".join(content))] == content


def test_wrapped_dialogue_starts_anew_at_each_turn() -> None:
    turns = ["— " + PROSE[:150].rsplit(" ", 1)[0] + ".", "— Et alors ?", "— Rien."]
    wrapped = textwrap.fill(PROSE, 66) + "\n" + "\n".join(textwrap.fill(turn, 66) for turn in turns)
    assert kinds_of(wrapped) == [("paragraph", PROSE), *(("dialogue", turn) for turn in turns)]


def test_stanzas_keep_their_lines_as_marks() -> None:
    (stanza,) = paragraphs_of(VERSE)
    assert stanza.kind == "verse"
    assert [mark.name for mark in stanza.marks] == ["br"] * 3
    joined = list(stanza.text)
    for mark in stanza.marks:
        joined[mark.start : mark.end] = "\n"
    assert "".join(joined) == VERSE


def test_an_address_is_no_verse() -> None:
    address = "Mme Hélène Vasseur\n12, rue des Lilas\n44000 Nantes"
    assert kinds_of(address) == [("paragraph", line) for line in address.split("\n")]


def test_hyphens_at_line_ends() -> None:
    known = frozenset({"couloir"})
    assert wrapping.join_lines(["le cou-", "loir"], known) == "le couloir"
    assert wrapping.join_lines(["le porte-", "manteau"], known) == "le porte-manteau"
    assert wrapping.join_lines(["il dit -", "enfin"], known) == "il dit - enfin"
    assert wrapping.join_lines(["Saint-", "Malo"], known) == "Saint- Malo"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("CHAPITRE PREMIER", "heading"),
        ("Chapitre 3 : le retour", "heading"),
        ("XIV.", "heading"),
        ("Première partie", "heading"),
        ("LA MAISON DU BORD DE L’EAU", "heading"),
        ("## Les outils", "heading"),
        ("ONU", "paragraph"),
        ("Il neigeait.", "paragraph"),
        ("Chère Camille,", "paragraph"),
        ("1914-1918, puis 1940", "paragraph"),
        ("— Non !", "dialogue"),
        ("-- Non !", "dialogue"),
        ("- Non, dit-il.", "dialogue"),
        ("- du pain", "list_item"),
        ("• Du pain.", "list_item"),
        ("1. Ouvrir la porte.", "list_item"),
        ("b) fermer la porte ;", "list_item"),
        ("> Une citation.", "quote"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    assert kinds_of(line)[0][0] == kind


@pytest.mark.parametrize(
    ("line", "kind"), [("Le départ", "heading"), ("2.1 Matériel", "heading"), ("Nantes, le 4 mars 2024", "paragraph")]
)
def test_a_short_line_above_text_is_a_title(line: str, kind: str) -> None:
    assert kinds_of(f"{line}\n\n{PROSE}") == [(kind, line), ("paragraph", PROSE)]


def test_a_list_with_blank_lines_is_no_series_of_titles() -> None:
    assert [kind for kind, _ in kinds_of(f"1. Ouvrir\n\n2. Fermer\n\n3. Partir\n\n{PROSE}")][:2] == ["list_item"] * 2
    assert [kind for kind, _ in kinds_of(f"1. Partir\n\n1.1 À pied\n\n{PROSE}")] == ["heading", "heading", "paragraph"]


def test_markup_goes_and_numbers_are_marked() -> None:
    assert list(paragraphs_of("* du pain\n\n  1) puis du sel\n\n> Sic\n\n* * *")) == [
        Paragraph("du pain", "list_item", 1, "1-1"),
        Paragraph("1) puis du sel", "list_item", 2, "3-3", marks=(Mark(0, 3, "number"),)),
        Paragraph("Sic", "quote", 0, "5-5"),
        Paragraph("* * *", locator="7-7", translate=False),
    ]


def test_the_first_title_is_the_title() -> None:
    found = read_text(f"LE RETOUR\n\n{PROSE}".encode(), "auto", "fr")
    assert (found.title, found.encoding, found.language) == ("LE RETOUR", "utf-8", "fr")


def test_odd_files() -> None:
    assert kinds_of("") == kinds_of("\n \f\n\t") == []
    assert kinds_of("\fDeux\x07 mots.\u00a0»\f") == [("paragraph", "Deux\x07 mots.\u00a0»")]
    long = "mot " * 250_000 + "fin."
    assert kinds_of(f"{long}\n{long}") == [("paragraph", long)] * 2
    assert len(kinds_of("😀\n" * 3000)) == 3000
