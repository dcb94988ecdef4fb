"""Markdown files in English, laid out as they are: all text exchanged, no other line changed."""

import pytest
from hypothesis import given

from pipeline.errors import InputError
from pipeline.formats.markdown.read import read_markdown
from pipeline.formats.markdown.translate import translate_markdown
from tests.formats.layouts import expected, replacements, words
from tests.formats.test_markdown_grids import GRID
from tests.formats.test_splice_markdown import test_english_stands_below_its_block as below
from tests.formats.test_splice_markdown_dialects import test_english_stands_where_it_belongs as dialects
from tests.formats.test_splice_text import MARKUP

SAMPLES = [
    case[0] if isinstance(case, tuple) else case.values[0]
    for test in (below, dialects)
    for case in next(mark.args[1] for mark in vars(test)["pytestmark"])
]


def translate(content: str, linked: bool = True) -> str:
    """A file with all words turned round."""
    data = content.encode()
    return translate_markdown(data, replacements(read_markdown(data, "auto", "fr"), linked)).decode()


def check(content: str) -> None:
    """All text is exchanged, and each block is what it was."""
    before = read_markdown(content.encode(), "auto", "fr")
    after = read_markdown(translate(content).encode(), "auto", "fr")
    assert words([one.text for one in after.paragraphs]) == words(expected(before)), translate(content)
    assert [(one.kind, one.level, one.cell) for one in after.paragraphs] == [
        (one.kind, one.level, one.cell) for one in before.paragraphs
    ]


@given(MARKUP)
def test_all_text_is_english_and_all_blocks_are_there(parts: list[str]) -> None:
    check("\n\n".join(parts))


@pytest.mark.parametrize("content", [*SAMPLES, GRID])
def test_blocks_of_all_dialects(content: str) -> None:
    check(content)


@pytest.mark.parametrize(
    ("french", "wanted"),
    [
        ("Un *mot* ici\n", "ICI *MOT* UN\n"),
        ("Un **chat *noir*** dort\n", "DORT ***NOIR*** **CHAT** UN\n"),
        ('Voir [la page](a.html "T") ici.\n', 'ICI [PAGE LA](a.html "T") VOIR.\n'),
        ("Voir [la page][p] ici.\n\n[p]: a.html\n", "ICI [PAGE LA](a.html) VOIR.\n\n[p]: a.html\n"),
        ("Un ![chat noir](a.png) ici\n", "ICI ![NOIR CHAT](a.png) UN\n"),
        ("Un mot[^n] ici\n\n[^n]: Une note\n", "ICI MOT[^n] UN\n\n[^n]: NOTE UNE\n"),
        ("Un mot^[une note] ici\n", "ICI MOT^[NOTE UNE] UN\n"),
        ("Le <b>chat noir</b> dort\n", "DORT <b>NOIR CHAT</b> LE\n"),
        ("Voir [[page une|la page]] ici\n", "ICI [[page une|PAGE LA]] VOIR\n"),
        ("- [x] Un mot\n", "- [x] MOT UN\n"),
        ("3. Un mot\n", "3. MOT UN\n"),
        ("> Un\n> mot ici\n", "> ICI MOT UN\n"),
        ("# Un mot #\n\n---\n\n```\nun\n```\n", "# MOT UN #\n\n---\n\n```\nun\n```\n"),
        ("| a \\| b | c d |\n|---|---|\n", "| B \\| A | D C |\n|---|---|\n"),
        ("<p>Un <b>mot</b></p>\n\n<p>Un\nmot &amp; ici</p>\n", "<p>Un <b>mot</b></p>\n\n<p>ICI MOT &amp; UN</p>\n"),
    ],
)
def test_what_is_in_a_block_goes_with_its_words(french: str, wanted: str) -> None:
    assert translate(french) == wanted


def test_a_file_that_is_another_one() -> None:
    with pytest.raises(InputError, match="it has other blocks than 1"):
        translate_markdown(b"Un.\n\nDeux.\n", replacements(read_markdown(b"Un.", "auto", "fr")))
