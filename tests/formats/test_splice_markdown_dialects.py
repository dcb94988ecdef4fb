"""English in Markdown's dialects: syntax stays as it is, titles have their English in their line, and it is read so."""

import pytest

from pipeline.bilingual.passages import Passage
from pipeline.document import Mark
from pipeline.formats.markdown.inline import inline
from pipeline.formats.markdown.read import read_markdown
from pipeline.formats.markdown.splice import splice_markdown


def spliced(french: str) -> str:
    """A file with English for each block that is translated: A, B, C… in their order, with the marks of the block."""
    blocks = read_markdown(french.encode(), "auto", "fr").paragraphs
    names = iter("ABCDEFGH")
    english = [
        Passage(None, next(names), tuple(mark for mark in one.marks if mark.name == "sup")) if one.translate else
        Passage(None, "")
        for one in blocks
    ]  # fmt: skip
    return splice_markdown(french.encode(), english, "fr").decode()


@pytest.mark.parametrize(
    ("french", "wanted"),
    [
        ('!!! note "Un"\n    Deux\n', '!!! note "Un / A"\n    Deux\n\n    B\n'),
        ('=== "Un"\n\n    - Deux\n', '=== "Un / A"\n\n    - Deux\\\n      B\n'),
        (":::tip[Un]{#a}\nDeux\n:::\n", ":::tip[Un / A]{#a}\nDeux\n\nB\n\n:::\n"),
        (":::tip Un\nDeux\n:::\n", ":::tip Un / A\nDeux\n\nB\n\n:::\n"),
        ("> [!tip] Un\n> Deux\n", "> [!tip] Un / A\n> Deux\n>\n> B\n"),
        ("> [!NOTE]\n> Deux\n", "> [!NOTE]\n> Deux\n>\n> A\n"),
        ("{{< a_b >}}\n\nUn\n", "{{< a_b >}}\n\nUn\n\nA\n"),
        ("| Un\n| Deux\n", "| Un\n| A\n| Deux\n| B\n"),
        ("Un\n: Deux\n\nTrois\n:   Quatre\n", "Un / A\n: Deux\n\n    B\n\nTrois / C\n:   Quatre\n\n    D\n"),
        ("- [x] Un\n- [ ] Deux\n", "- [x] Un\\\n  A\n- [ ] Deux\\\n  B\n"),
        ("# Un {#un}\n", "# Un {#un}\n\n**A**\n"),
        ("Un[^n].\n\n[^n]: Deux\n", "Un[^n].\n\n[^n]A\n\n[^n]: Deux\n\n    B\n"),
        ("Un\n\n[^n]: Deux\n", "Un\n\nA\n\n[^n]: Deux\n\n    B\n"),
        ("*[HTML]: Un\n", "*[HTML]: Un / A\n"),
        ("^[Un]. Deux\n", "^[Un]. Deux\n\n^[B]A\n"),
    ],
)
def test_english_stands_where_it_belongs(french: str, wanted: str) -> None:
    done = spliced(french.replace("Un[^n]", "[^n]Un"))
    assert done == wanted.replace("Un[^n]", "[^n]Un")


def test_what_is_syntax_is_the_same_after_splicing() -> None:
    french = "{{% a %}}\n\n:::note\nUn\n:::\n\n!!! tip\n    Deux\n\n<Onglet>\n\nTrois\n\n</Onglet>\n\n\\[\na_1\n\\]\n"
    before, after = (read_markdown(one.encode(), "auto", "fr").paragraphs for one in (french, spliced(french)))
    assert [one.text for one in after if not one.translate] == [one.text for one in before if not one.translate]
    assert [one.text for one in after if one.translate] == ["Un", "A", "Deux", "B", "Trois", "C"]


@pytest.mark.parametrize(
    "text",
    ["See {{< a_b c*d >}} now.", "See [@a_b, p. 3] now.", "See {{ a_b }} and {% c_d %}.", "See :a_b: and [[c_d]]."],
)
def test_syntax_in_a_line_is_not_escaped(text: str) -> None:
    assert inline(Passage(None, text), "\n", "\\") == text


def test_a_title_in_quotation_marks_stays_in_them() -> None:
    done = splice_markdown(b'!!! note "Un"\n    Deux\n', [Passage(None, 'The "one"'), Passage(None, "")], "fr").decode()
    assert done == "!!! note \"Un / The 'one'\"\n    Deux\n"


def test_keys_and_code_are_written_as_such() -> None:
    text = Passage(None, "Press Esc in a`b", (Mark(6, 9, "kbd"), Mark(13, 16, "code")))
    assert inline(text, "\n", "\\") == "Press <kbd>Esc</kbd> in ``a`b``"


@pytest.mark.parametrize("name", ["mark", "sub", "sup", "kbd"])
def test_marks_that_dialects_write_differently_are_written_as_html(name: str) -> None:
    assert inline(Passage(None, "A word ==b==", (Mark(2, 6, name),)), "\n", "\\") == f"A <{name}>word</{name}> \\==b=="
