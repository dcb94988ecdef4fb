"""English in Markdown: where it stands below each kind of block, and how it is written."""

import pytest

from pipeline.bilingual.passages import Passage
from pipeline.document import Mark
from pipeline.formats.markdown.inline import inline
from pipeline.formats.markdown.read import read_markdown
from pipeline.formats.markdown.splice import splice_markdown


def spliced(french: str, *english: str) -> str:
    """A file with the English of its blocks, those without given as ""."""
    data = french.encode()
    return splice_markdown(data, [Passage(None, text) for text in english], "fr").decode()


@pytest.mark.parametrize(
    ("french", "english", "wanted"),
    [
        ("Un\ndeux\n\nTrois", ("A", "B"), "Un\ndeux\n\nA\n\nTrois\n\nB\n"),
        ("Un\r\n\r\nDeux\r\n", ("A", "B"), "Un\r\n\r\nA\r\n\r\nDeux\r\n\r\nB\r\n"),
        ("Un\n\nDeux\n", ("", "B"), "Un\n\nDeux\n\nB\n"),
        ("# Un\nDeux\n", ("A", "B"), "# Un\n\n**A**\n\nDeux\n\nB\n"),
        ("Un\n==\nDeux\n", ("A", "B"), "Un\n==\n\n**A**\n\nDeux\n\nB\n"),
        ("## Un ##\n", ("A",), "## Un ##\n\n**A**\n"),
        ("Bonjour # deux\n==\n", ("A",), "Bonjour # deux\n==\n\n**A**\n"),
        ("> - ## Un # deux ##\n", ("A",), "> - ## Un # deux ##\n>   **A**\n"),
        ("- * 3) # Un\n", ("A",), "- * 3) # Un\n       **A**\n"),
        ("[^n]: # Un\n", ("A",), "[^n]: # Un\n\n    **A**\n"),
        ("> Un\n> deux\n", ("A",), "> Un\n> deux\n>\n> A\n"),
        ("> # Un\n> Deux\n", ("A", "B"), "> # Un\n>\n> **A**\n>\n> Deux\n>\n> B\n"),
        ("> Un\n>\n> Deux\n", ("A", "B"), "> Un\n>\n> A\n>\n> Deux\n>\n> B\n"),
        ("> > Un\n\nDeux\n", ("A", "B"), "> > Un\n> >\n> > A\n\nDeux\n\nB\n"),
        ("- Un\n- Deux\n", ("A", "B"), "- Un\\\n  A\n- Deux\\\n  B\n"),
        ("- Un\n\n- Deux\n", ("A", "B"), "- Un\n\n  A\n\n- Deux\n\n  B\n"),
        ("- Un\n  - Deux\n", ("A", "B"), "- Un\\\n  A\n  - Deux\\\n    B\n"),
        ("10. Un\n11. Deux\n", ("10. A", "11. B"), "10. Un\\\n    A\n11. Deux\\\n    B\n"),
        ("1) Un\n", ("1) A",), "1) Un\\\n   A\n"),
        ("- 1. Un\n", ("1. A",), "- 1. Un\\\n     A\n"),
        ("1. Un\n", ("2. A",), "1. Un\\\n   2\\. A\n"),
        ("- # Un\n  Deux\n- Trois\n", ("A", "B", "C"), "- # Un\n\n  **A**\n\n  Deux\\\n  B\n- Trois\\\n  C\n"),
        ("- # Un\n- Trois\n", ("A", "B"), "- # Un\n  **A**\n- Trois\\\n  B\n"),
        ("- > Un\n- Deux\n", ("A", "B"), "- > Un\n  >\n  > A\n- Deux\\\n  B\n"),
        ("- Un\n\n  Deux\n- Trois\n", ("A", "B", "C"), "- Un\n\n  A\n\n  Deux\n\n  B\n\n- Trois\n\n  C\n"),
        ("- Un\n  - Deux\n\n  Trois\n", ("A", "B", "C"), "- Un\n\n  A\n\n  - Deux\\\n    B\n\n  Trois\n\n  C\n"),
        ("> > ```\n> > Un\n> > ```\n", ("A",), "> > ```\n> > Un\n> > ```\n> >\n> > A\n"),
        ("> ***\n> Un\n", ("A", "B"), "> ***\n>\n> A\n>\n> Un\n>\n> B\n"),
        ("| Un | Deux |\n|-|-|\n| Trois |\n", ("A", "B", "C", ""), "| Un<br>A | Deux<br>B |\n|-|-|\n| Trois<br>C |\n"),
        ("Un[^n].\n\n[^n]: Deux\n", ("A", "B"), "Un[^n].\n\nA\n\n[^n]: Deux\n\n    B\n"),
        ("```\nUn\n```\nDeux\n", ("", "B"), "```\nUn\n```\nDeux\n\nB\n"),
        ("> ***\n> Un\n", ("", "A"), "> ***\n> Un\n>\n> A\n"),
        (
            "| Un | Deux |\n|-|-|\n| \\| | `a|b` |\n",
            ("A", "B", "C|", ""),
            "| Un<br>A | Deux<br>B |\n|-|-|\n| \\|<br>C\\| | `a|b` |\n",
        ),
        ("Un | Deux\n-|-\nUn | Un\n", ("A", "B", "", "D"), "Un<br>A | Deux<br>B\n-|-\nUn | Un<br>D\n"),
    ],
)
def test_english_stands_below_its_block(french: str, english: tuple[str, ...], wanted: str) -> None:
    assert spliced(french, *english) == wanted


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        (Passage(None, "Un  mot\nou *deux*"), "Un mot ou \\*deux\\*"),
        (Passage(None, "[a]_b_ `c` <d> ~e~ &f; ^g^ \\h"), "\\[a\\]\\_b\\_ \\`c\\` \\<d> \\~e\\~ \\&f; \\^g\\^ \\\\h"),
        *((Passage(None, f"{sign} Un"), f"\\{sign} Un") for sign in ("#", ">", "+", "=", ":", "|", "-")),
        (Passage(None, "12. Un"), "12\\. Un"),
        (Passage(None, "12) Un"), "12\\) Un"),
        (Passage(None, "12 Un"), "12 Un"),
        *(
            (Passage(None, "Un mot", (Mark(3, 6, name),)), f"Un {sign}mot{sign}")
            for name, sign in (("em", "*"), ("strong", "**"), ("s", "~~"), ("cite", "*"), ("dfn", "*"), ("var", "*"))
        ),
        (Passage(None, "Un mot", (Mark(3, 6, "u"),)), "Un mot"),
        (Passage(None, "Un mot", (Mark(3, 6, "code"),)), "Un `mot`"),
        (Passage(None, "Un m`t", (Mark(3, 6, "code"),)), "Un ``m`t``"),
        (Passage(None, "Un mot", (Mark(3, 6, "a", "b.html"),)), "Un [mot](b.html)"),
        (Passage(None, "Un mot", (Mark(3, 6, "a", "b c"),)), "Un mot"),
        (Passage(None, "Un mot", (Mark(3, 6, "a", "b(c)"),)), "Un mot"),
        (Passage(None, "Un mot", (Mark(0, 6, "a", "b"), Mark(3, 6, "em"))), "[Un *mot*](b)"),
        (Passage(None, "Un mot", (Mark(3, 6, "a", "b"), Mark(3, 6, "strong"))), "Un [**mot**](b)"),
        (Passage(None, "Un mot bas", (Mark(2, 7, "em"),)), "Un *mot* bas"),
        (Passage(None, "Un mot", (Mark(6, 6, "sup", "n"), Mark(2, 3, "br"))), "Un\\\nmot[^n]"),
        (Passage(None, "Un mot", (Mark(6, 6, "sup", "n 1"),)), "Un motn 1"),
        (Passage(None, "Un - mot", (Mark(2, 3, "br"),)), "Un\\\n\\- mot"),
        (Passage(None, "Un(mot)", (Mark(2, 7, "em"),)), "Un(mot)"),  # it would not be read so
        (Passage(None, "Un\n  mot\xa0?", (Mark(5, 8, "em"),)), "Un *mot* ?"),
        (Passage(None, ""), ""),
    ],
)
def test_passages_as_markdown_on_a_line(passage: Passage, wanted: str) -> None:
    assert inline(passage, "\n", "\\") == wanted


def test_a_block_is_read_by_the_encoding_of_the_file() -> None:
    made = splice_markdown("Été".encode("cp850"), [Passage(None, "Summer")], "fr", "cp850")
    assert made.decode() == "Été\n\nSummer\n"
    assert [one.text for one in read_markdown(made, "auto", "fr").paragraphs] == ["Été", "Summer"]


@pytest.mark.parametrize(
    ("french", "wanted"),
    [
        ("Un.\n", "A *1* \\*\n\nUn.\n\nOne.\n"),
        ("---\ntitle: Un\n---\nUn.\n", "---\ntitle: Un\n---\n\nA *1* \\*\n\nUn.\n\nOne.\n"),
        ("- Un\n- Deux\n", "A *1* \\*\n\n- Un\\\n  One.\n- Deux\n"),
        ("| Un |\n|---|\n| Deux |\n", "A *1* \\*\n\n| Un<br>One. |\n|---|\n| Deux |\n"),
        ("# Un", "A *1* \\*\n\n# Un\n\n**One.**\n"),
    ],
)
def test_the_head_stands_before_all_blocks_but_the_front_matter(french: str, wanted: str) -> None:
    blocks = read_markdown(french.encode(), "auto", "fr").paragraphs
    english = [Passage(None, "One." if "Un" in one.text and one.translate else "") for one in blocks]
    done = splice_markdown(french.encode(), english, "fr", head="A *1* *").decode()
    assert done == wanted.replace("A *1* \\*", "A \\*1\\* \\*")
    said = [one.text for one in read_markdown(done.encode(), "auto", "fr").paragraphs]
    assert said.count("A *1* *") == 1
