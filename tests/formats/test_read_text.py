"""Plain text: nothing lost, wrapped lines joined, kinds recognised."""

import re
import textwrap
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Mark, Paragraph, Segment, Text
from pipeline.formats.text import wrapping
from pipeline.formats.text.read import paragraphs_of, read_sentences, read_text, read_units
from pipeline.letters import Ledger

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
def test_every_letter_is_read_in_order(content: list[str], newline: str) -> None:
    file = newline.join(content)
    ledger = Ledger()
    ledger.hold(file)
    paragraphs = tuple(paragraphs_of(file, ledger=ledger))
    account = ledger.balance(Text("fr", paragraphs)).account
    assert account
    assert (account.unread, account.added) == (0, 0)
    held = iter(normalize("NFKC", file))
    read = "".join(paragraph.text for paragraph in paragraphs)
    assert all(letter in held for letter in normalize("NFKC", read) if letter.isalnum())  # each after the one before


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
    assert wrapping.join_lines(["Saint-", "Malo"], known) == "Saint-Malo"


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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sentence_a_line_and_a_unit_a_line(end: str) -> None:
    def data(content: str) -> bytes:
        return content.replace("\n", end).encode()

    sentences = (Segment(0, 3), Segment(4, 14))
    assert read_sentences(data("Un.\n Deux mots. \n\n\nTrois.\n"), "auto", "fr") == Text(
        "fr",
        (
            Paragraph("Un. Deux mots.", locator="1-2", segments=sentences),
            Paragraph("Trois.", locator="5-5", segments=(Segment(0, 6),)),
        ),
        encoding="utf-8",
    )
    for content in ("Un.\n\n Deux \n", "Un.\n\n Deux "):
        assert read_units(data(content), "auto", "en") == Text(
            "en",
            (Paragraph("Un.", locator="1-1"), Paragraph("", locator="2-2"), Paragraph("Deux", locator="3-3")),
            encoding="utf-8",
        )


def lines_of(*texts: str) -> list[wrapping.TextLine]:
    return wrapping.split_lines("\n".join(texts))


FILLED = "x" * 20 + " " + "y" * 15  # 36 characters


@pytest.mark.parametrize(
    ("texts", "width"),
    [
        ([FILLED, "et la suite du texte"], 36),
        (["x" * 15 + " " + "y" * 14, "et la suite"], 30),
        (["x" * 14 + " " + "y" * 14, "et la suite"], 0),  # narrower than any page
        (["x" * 80 + " " + "y" * 79, "et la suite"], 160),
        (["x" * 80 + " " + "y" * 80, "et la suite"], 0),
        ([FILLED], 0),
        ([FILLED, "— Non !"], 0),  # a turn begins anew whatever the width
        ([FILLED, "et", "puis la suite"], 0),  # one of two lines is filled
        ([FILLED, FILLED, FILLED, "et", "puis la suite"], 36),  # three of four
        ([FILLED, FILLED, FILLED, "et y", "xx puis", "suite"], 36),  # three of five
        ([FILLED[:-1] + ".", FILLED, "et la suite"], 36),  # one of two ends a sentence
        ([FILLED[:-1] + ".", FILLED[:-1] + ".", FILLED, "et la suite"], 0),
        ([FILLED, "X" + FILLED[1:], "X" + FILLED[1:], FILLED, FILLED, "Xa"], 36),  # three of five begin with a capital
        ([FILLED, "X" + FILLED[1:], "X" + FILLED[1:], FILLED, "Xa suite"], 0),
        ([FILLED + "z" * 9, *[FILLED] * 48, "et la suite"], 36),  # one line in fifty may be longer
        ([FILLED + "z" * 9, *[FILLED] * 47, "et la suite"], 45),
    ],
)
def test_the_width_that_a_text_is_wrapped_at(texts: list[str], width: int) -> None:
    assert wrapping.wrap_width([lines_of(*texts)]) == width


def test_a_line_is_filled_where_the_next_word_would_leave_less_than_five_columns() -> None:
    for indent, first, second, width, filled in (
        ("", "x" * 30, "mot long", 38, False),
        ("", "x" * 30, "mot long", 37, True),
        ("", "x" * 31, "mot long", 38, True),
        (" ", "x" * 30, "mot long", 38, True),
        ("", "x" * 30, "mots", 38, True),
    ):
        line, after = lines_of(indent + first, second)
        assert wrapping.fills(line, after, width) == filled


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["un", "deux", "trois"], "un deux trois"),
        (["cou-", "loir", "et cou-", "loir"], "couloir et couloir"),
        (["cou\u00ad", "loir cou\u2010", "loir"], "couloir couloir"),
        (["vingt-cou-", "loir"], "vingt-couloir"),
        (["l’ar-", "mée"], "l’armée"),
        (["A-", "loir"], "A-loir"),
        (["1-", "loir"], "1- loir"),
        (["cou-", "Loir"], "cou-Loir"),
        (["cou-", "«loir"], "cou- «loir"),
    ],
)
def test_words_over_two_lines(texts: list[str], joined: str) -> None:
    assert wrapping.join_lines(texts, frozenset({"couloir", "l’armée"})) == joined


def test_blocks_are_the_runs_of_lines_between_empty_ones() -> None:
    found = wrapping.split_blocks(wrapping.split_lines("\n \nUn\n\tdeux\n\n\ntrois\n\n"))
    assert [[(line.number, line.text, line.indent) for line in block] for block in found] == [
        [(3, "Un", 0), (4, "deux", 1)],
        [(7, "trois", 0)],
    ]


WRAPPED = textwrap.fill(PROSE, 60).split("\n")


@pytest.mark.parametrize(
    ("inserted", "wanted"),
    [
        (["* * *"], ["* * *"]),
        (["> une citation qui tient en deux", "> lignes"], ["une citation qui tient en deux lignes"]),
        (["- du pain", "- du sel"], ["du pain", "du sel"]),
        (["CHAPITRE II", "et la suite."], ["CHAPITRE II", "et la suite."]),
        (["Court.", "Autre paragraphe."], ["Court.", "Autre paragraphe."]),
        (["Court,", "et la suite."], ["Court, et la suite."]),
        ([WRAPPED[0], "1. qui continue."], [WRAPPED[0] + " 1. qui continue."]),  # the line before is full, and goes on
        (["Court", "1. un point."], ["Court", "1. un point."]),
        (
            [f"{'mot ' * 14}fin.", "Autre."],
            [f"{'mot ' * 14}fin. Autre."],
        ),  # full: the end of a sentence may stand there
        ([f"{'mot ' * 14}fin.", " Autre."], [f"{'mot ' * 14}fin.", "Autre."]),
        ([f"{'mot ' * 14}fine", " autre."], [f"{'mot ' * 14}fine autre."]),
    ],
)
def test_where_a_paragraph_goes_on_in_a_wrapped_text(inserted: list[str], wanted: list[str]) -> None:
    content = "\n".join([*WRAPPED, "", *inserted, "", *WRAPPED])
    assert [one.text for one in paragraphs_of(content)] == [PROSE, *wanted, PROSE]


@pytest.mark.parametrize(
    ("title", "below", "kind"),
    [
        ("Le départ", "Il part en mer.", "heading"),
        ("Le départ", "Il part.", "paragraph"),  # no longer than the title
        ("Le départ", "Il part\nce soir", "heading"),
        ("Le départ", "Il partit", "paragraph"),
        ("Le départ", "Il part à", "paragraph"),
        ("Le départ", "— Oui.", "heading"),
        ("Le départ", "", "paragraph"),
        ("Le départ\ndu train", "Il part en mer demain.", "paragraph"),
        ("1. Partir", "2. Rester encore ici", "list_item"),
        ("1. Partir", "1.1 Rester encore ici", "heading"),
    ],
)
def test_what_makes_a_title_of_a_line_above(title: str, below: str, kind: str) -> None:
    assert kinds_of(f"{title}\n\n{below}")[0][0] == kind


def test_lists_are_nested_by_two_columns() -> None:
    content = "- un\n - deux\n  - trois\n   - quatre\n    - cinq\n\n    # Titre\n\n> Cite\n> puis\n>"
    assert [(one.kind, one.level, one.text) for one in paragraphs_of(content)] == [
        ("list_item", 1, "un"),
        ("list_item", 1, "deux"),
        ("list_item", 2, "trois"),
        ("list_item", 2, "quatre"),
        ("list_item", 3, "cinq"),
        ("heading", 1, "Titre"),
        ("quote", 0, "Cite"),
        ("quote", 0, "puis"),
    ]


def test_odd_files() -> None:
    assert kinds_of("") == kinds_of("\n \f\n\t") == []
    assert kinds_of("\fDeux\x07 mots.\u00a0»\f") == [("paragraph", "Deux\x07 mots.\u00a0»")]
    long = "mot " * 250_000 + "fin."
    assert kinds_of(f"{long}\n{long}") == [("paragraph", long)] * 2
    assert len(kinds_of("😀\n" * 3000)) == 3000
