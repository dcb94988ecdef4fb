"""PDF: which lines at their places on pages are one paragraph, a heading, a note, or no text at all."""

import pytest

from pipeline.formats.pdf.printed import PrintedLine, PrintedPage, paragraphs_on, without_edges

WIDE = "Le vent soufflait sur la lande et sur"  # as wide as a line may be
BODY = "Un long texte, bien plus long que tout le reste de ces pages, et dont les lettres ont la taille usuelle."


def line(text: str, bottom: float, size: float = 10, left: float = 50, page: int = 1) -> PrintedLine:
    """A line whose letters are all half as wide as high."""
    return PrintedLine(text, page, left, bottom, left + len(text) * size / 2, bottom + size)


def read(*pages: PrintedPage) -> list[tuple[str, int, str, str]]:
    """Kind, level, text and pages of each paragraph."""
    return [(one.kind, one.level, one.text, one.locator) for one in paragraphs_on(pages)]


def texts(*pages: PrintedPage) -> list[str]:
    """The text of each paragraph."""
    return [found.text for found in paragraphs_on(pages)]


@pytest.mark.parametrize(
    ("first", "second", "distance", "shift", "joined"),
    [
        (WIDE, "mer grise.", 12, 0, True),
        (WIDE, "mer grise.", 16, 0, True),  # 1.35 times the usual distance of 12 is 16.2
        (WIDE, "mer grise.", 16.5, 0, False),
        (WIDE, "Mer grise.", 12, 0, True),
        (WIDE, "mer grise.", 12, 20, True),
        ("Le vent soufflait sur la lande et toi.", "Mer grise.", 12, 6, True),  # 0.6 of the height
        ("Le vent soufflait sur la lande et toi.", "Mer grise.", 12, 6.5, False),
        ("Le vent soufflait", "mer grise.", 12, 0, True),
        ("Le vent soufflait", "Mer grise.", 12, 0, False),
        ("Le vent.", "mer grise.", 12, 0, False),
        (f"{WIDE} le", "— Une mer grise.", 12, 0, True),
        ("Le vent soufflait", "— une mer grise.", 12, 0, False),
        ("Le vent soufflait sur la lande et toi.", "— Une mer.", 12, 0, False),
    ],
)
def test_which_lines_go_on_in_the_next(first: str, second: str, distance: float, shift: float, joined: bool) -> None:
    usual = [line(f"{WIDE} x", 700 - 12 * number) for number in range(4)]  # from here on it is 12 points down
    page = [*usual[:-1], line("fin.", 664), line(first, 600), line(second, 600 - distance, left=50 + shift)]
    assert texts(page)[1:] == ([f"{first} {second}"] if joined else [first, second])


def test_a_word_that_would_just_have_fitted_ends_a_paragraph() -> None:
    """The edge is that of the longest line, 40 letters; "deux" and a space need five."""
    for length, joined in ((35, False), (36, True)):
        first = ("a " * 40)[: length - 1].rstrip().ljust(length - 1, "b") + "."
        page = [line("c" * 40, 700), line("d.", 688), line(first, 640), line("deux", 628)]
        assert texts(page)[1:] == ([f"{first} deux"] if joined else [first, "deux"])


@pytest.mark.parametrize(
    ("size", "kind", "level"),
    [
        (8, "note", 0),
        (8.7, "note", 0),
        (8.9, "paragraph", 0),
        (10, "paragraph", 0),
        (11.4, "paragraph", 0),
        (11.6, "heading", 1),
        (20, "heading", 1),
    ],
)
def test_sizes_tell_headings_and_notes(size: float, kind: str, level: int) -> None:
    """Sizes that differ by less than 12 % of the text's, 10 points, are the same."""
    page = [line(BODY, 712), line("Fin.", 700), line("Et fin.", 688), line("Un mot seul.", 640, size)]
    assert [found[:3] for found in read(page)[1:]] == [("paragraph", 0, "Et fin."), (kind, level, "Un mot seul.")]


@pytest.mark.parametrize(("length", "kind"), [(200, "heading"), (201, "paragraph")])
def test_a_heading_is_short(length: int, kind: str) -> None:
    page = [line("b" * 500, 700), line("a" * length, 640, 20)]
    assert [found[0] for found in read(page)] == ["paragraph", kind]


def test_the_largest_letters_are_the_highest_headings() -> None:
    sizes = (40, 14, 36, 32, 28, 24, 20, 14)
    page = [line(f"Titre {'abcdefgh'[n]}", 760 - 60 * n, size) for n, size in enumerate(sizes)]
    found = read([*page, line(BODY, 100)])
    assert [level for _, level, _, _ in found] == [1, 6, 2, 3, 4, 5, 6, 6, 0]


def test_letters_of_another_size_are_another_paragraph() -> None:
    page = [line(BODY, 700), line("et la fin,", 688, 11.3), line("et le reste.", 676, 13)]
    assert texts(page) == [f"{BODY} et la fin,", "et le reste."]


def test_columns_pages_and_notes_of_a_sentence_that_runs_on() -> None:
    pages = [
        [
            line("Il marcha longtemps dans", 700), line("la plaine, sans voir", 688),
            line("1. Une carte.", 500, 7), line("2. Un plan.", 480, 7),
            line("autre chose que la neige", 700, left=300), line("3. Un lieu.", 500, 7, left=300),
        ],
        [line("et les corbeaux.", 700, page=2), line("Il se tut.", 650, page=2)],
        [line("Il dit :", 700, page=3)],
        [line("— Oui.", 700, page=4)],
    ]  # fmt: skip
    assert [(text, locator) for _, _, text, locator in read(*pages)] == [
        ("Il marcha longtemps dans la plaine, sans voir autre chose que la neige et les corbeaux.", "1-2"),
        ("1. Une carte.", "1-1"),
        ("2. Un plan.", "1-1"),
        ("3. Un lieu.", "1-1"),
        ("Il se tut.", "2-2"),
        ("Il dit :", "3-3"),
        ("— Oui.", "4-4"),
    ]


def edges(*pages: list[str]) -> list[list[str]]:
    """What is left of pages whose lines stand one below the other."""
    made = [
        [line(text, 700 - 20 * n, page=page) for n, text in enumerate(found)] for page, found in enumerate(pages, 1)
    ]
    return [[found.text for found in page] for page in without_edges(made)]


BODIES = [["Un pont,", "une rive,", "la mer,"], ["le soir,", "sur eux,", "un cri,"], ["plus loin,", "enfin,", "rien."]]


def test_a_running_title_stands_on_three_pages() -> None:
    assert edges(*(["Le phare", *body] for body in BODIES)) == BODIES
    assert edges(*(["Le phare", *body] for body in BODIES[:2])) == [["Le phare", *body] for body in BODIES[:2]]
    assert edges(*([*body, f"Chapitre {'ivx'[n]}"] for n, body in enumerate(BODIES))) == BODIES


def test_no_more_than_two_lines_go_at_an_edge() -> None:
    assert edges(*(["Tome un", "Le phare", "Un mot", *body] for body in BODIES)) == [
        ["Un mot", *body] for body in BODIES
    ]
    assert edges(["Le phare"], ["Le phare"], ["Le phare"]) == [["Le phare"]] * 3


@pytest.mark.parametrize(
    ("number", "left_out"),
    [
        ("3", True), ("— iv —", True), ("[12]", True), ("Page 3", True), ("p. 3", True), ("3 / 12", True),
        ("3 sur 12", True), ("Page 3 de 12", True), ("3 rue", False), ("Page", False), ("3 12", False),
    ],
)  # fmt: skip
def test_numbers_of_pages_need_but_two_pages(number: str, left_out: bool) -> None:
    kept = [] if left_out else [number]
    assert edges([*BODIES[0], number], BODIES[1]) == [[*BODIES[0], *kept], BODIES[1]]
    assert edges([*BODIES[0], number]) == [[*BODIES[0], number]]


def test_nothing_comes_of_nothing() -> None:
    assert read() == read([]) == []
