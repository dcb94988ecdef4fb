"""Markdown: every block of the source, in order, without markup."""

import doctest

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.document import Mark, Text
from pipeline.formats.markdown import read as markdown
from pipeline.formats.markdown.read import read_markdown

GUIDE = """---
title: "Le guide"
---
# Partir *seul*

Un **sac** et une `lampe`[^1], puis
le [refuge](https://exemple.fr "Refuge").\\
Une image : ![la carte](carte.png)

1. Choisir
   - la tente
   - le réchaud

   Suite du premier point.
2. Partir

> Une citation.

| Mois | Neige |
|------|-------|
| mai  | *oui* |

***

    code *tel quel*

<div>page</div>

— Tu viens ?

[^1]: Ou deux.
[^2]: Sans appel.
"""


def read(content: str) -> Text:
    return read_markdown(content.encode(), "auto", "fr")


def test_doctests() -> None:
    assert doctest.testmod(markdown).failed == 0


def test_blocks() -> None:
    found = [(p.kind, p.level, p.locator, p.translate, p.text) for p in read(GUIDE).paragraphs]
    assert found == [
        ("code", 0, "1-3", False, 'title: "Le guide"'),
        ("heading", 1, "4-4", True, "Partir seul"),
        ("paragraph", 0, "6-8", True, "Un sac et une lampe, puis le refuge. Une image : la carte"),
        ("list_item", 1, "10-10", True, "1. Choisir"),
        ("list_item", 2, "11-11", True, "la tente"),
        ("list_item", 2, "12-12", True, "le réchaud"),
        ("paragraph", 0, "14-14", True, "Suite du premier point."),
        ("list_item", 1, "15-15", True, "2. Partir"),
        ("quote", 0, "17-17", True, "Une citation."),
        ("cell", 0, "19-19", True, "Mois"),
        ("cell", 0, "19-19", True, "Neige"),
        ("cell", 0, "21-21", True, "mai"),
        ("cell", 0, "21-21", True, "oui"),
        ("paragraph", 0, "23-23", False, "* * *"),
        ("code", 0, "25-25", False, "code *tel quel*"),
        ("code", 0, "27-27", False, "<div>page</div>"),
        ("dialogue", 0, "29-29", True, "— Tu viens ?"),
        ("note", 0, "31-31", True, "Ou deux."),
        ("note", 0, "32-32", True, "Sans appel."),
    ]


def test_marks_stand_where_the_markup_stood() -> None:
    paragraph = read(GUIDE).paragraphs[2]
    marked = [(mark.name, paragraph.text[mark.start : mark.end], mark.value) for mark in paragraph.marks]
    assert marked == [
        ("strong", "sac", ""),
        ("code", "lampe", ""),
        ("sup", "", "1"),
        ("a", "refuge", "https://exemple.fr"),
        ("br", " ", ""),
        ("img", "la carte", "carte.png"),
    ]
    assert read("3. *Oui*").paragraphs[0].marks == (Mark(0, 3, "number"), Mark(3, 6, "em"))


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (GUIDE, "Le guide"),
        ("Un\n\n# Deux", "Deux"),
        ("Un", ""),
        ("---\ntitle:\ttrois \t \n---\n", "trois"),
        ("---\ntitle:  \ntitle: 'quatre'\n---\n", "quatre"),
        ("---\ntitle:  \n---\n# Cinq", "Cinq"),
        ("---\ntitle: a" + " " * 100_000 + "b\n---\n", "a" + " " * 100_000 + "b"),  # a minute, if its end is sought
    ],
)
def test_title(content: str, title: str) -> None:
    assert read(content).title == title


BLOCK = st.sampled_from(
    ["# {}", "{}", "- {}", "1. {}", "> {}", "- a\n  - {}", "**{}**", "| {} |\n|---|\n| b |", "[^n]: {}"]
)


@given(st.lists(BLOCK, min_size=1, max_size=8))
def test_every_block_is_read_in_order(layout: list[str]) -> None:
    words = [f"mot{number}" for number in range(len(layout))]
    content = "\n\n".join(block.format(word) for block, word in zip(layout, words, strict=True))
    text = " ".join(paragraph.text for paragraph in read(content).paragraphs)
    places = [text.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)


@example("\xa0")
@given(st.text())
def test_any_text_is_read(content: str) -> None:
    for paragraph in read_markdown(("a\n\n" + content).encode("utf-8"), "utf-8", "fr").paragraphs:
        assert all(0 <= mark.start <= mark.end <= len(paragraph.text) for mark in paragraph.marks)


def test_notes_have_their_labels_and_what_looks_like_one_stays() -> None:
    found = read_markdown(b"Un[^a] mot^[en ligne].\n\n[^a]: Une note.\n\n    Suite.\n", "auto", "fr").paragraphs
    assert [(one.text, [(mark.start, mark.value) for mark in one.marks if mark.name == "sup"]) for one in found] == [
        ("Un mot^[en ligne].", [(2, "a")]),
        ("Une note.", [(0, "a")]),
        ("Suite.", []),
    ]
