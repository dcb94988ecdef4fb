"""Markdown: every block of the source, in order, without markup."""

import doctest

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.document import Cell, Mark, Text
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
        ("paragraph", 0, "27-27", True, "page"),
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


def test_notes_have_their_labels() -> None:
    found = read_markdown(b"Un[^a] mot^[en ligne].\n\n[^a]: Une note.\n\n    Suite.\n", "auto", "fr").paragraphs
    assert [(one.text, [(mark.start, mark.value) for mark in one.marks if mark.name == "sup"]) for one in found] == [
        ("Un mot.", [(2, "a"), (6, "1")]),
        ("en ligne", [(0, "1")]),
        ("Une note.", [(0, "a")]),
        ("Suite.", []),
    ]


NESTED = """---
title: T
author:  'Jean' \t
---
1) # Titre
2) > Cite
   > - dans

   | a |
   |---|
   | b |

- - deux

  suite

10. dix

> 1. *un*
>
> deux
>
> suite

```py
a

b
```

[^n]: > Note
    citée.

    - liste

Fin[^n].
"""


def test_blocks_in_blocks() -> None:
    found = read(NESTED)
    assert [(one.text, one.kind, one.level, one.locator) for one in found.paragraphs[1:]] == [
        ("1) Titre", "heading", 1, "5-5"),
        ("2) Cite", "list_item", 1, "6-6"),
        ("dans", "list_item", 2, "7-7"),
        ("a", "cell", 0, "9-9"),
        ("b", "cell", 0, "11-11"),
        ("deux", "list_item", 2, "13-13"),
        ("suite", "paragraph", 0, "15-15"),
        ("10. dix", "list_item", 1, "17-17"),
        ("1. un", "list_item", 1, "19-19"),
        ("deux", "quote", 0, "21-21"),
        ("suite", "quote", 0, "23-23"),
        ("a\n\nb", "code", 0, "25-29"),
        ("Note citée.", "note", 0, "31-32"),
        ("liste", "list_item", 1, "34-34"),
        ("Fin.", "paragraph", 0, "36-36"),
    ]
    marks = {one.text: one.marks for one in found.paragraphs[1:] if one.marks}
    assert marks == {
        "1) Titre": (Mark(0, 3, "number"),),
        "2) Cite": (Mark(0, 3, "number"),),
        "10. dix": (Mark(0, 4, "number"),),
        "1. un": (Mark(0, 3, "number"), Mark(3, 5, "em")),
        "Note citée.": (Mark(0, 0, "sup", "n"),),
        "Fin.": (Mark(3, 3, "sup", "n"),),
    }
    assert [one.cell for one in found.paragraphs if one.kind == "cell"] == [Cell(0, 0, 0, heads=True), Cell(0, 1, 0)]
    assert [one.text for one in found.paragraphs if not one.translate] == [
        "title: T\nauthor:  'Jean' \t",
        "a\n\nb",
    ]
    assert (found.title, found.author, found.encoding, found.language) == ("T", "Jean", "utf-8", "fr")


def test_markup_in_a_line() -> None:
    [found] = read('Un <b>mot</b> ~~non~~,\\\na ![b *c*](d.png) [e *f*](g "h")`i`<!-- j -->.').paragraphs
    assert found.text == "Un mot non, a b c e fi."
    assert found.marks == (
        Mark(3, 3, "html", "<b>"),
        Mark(6, 6, "html", "</b>"),
        Mark(7, 10, "s"),
        Mark(11, 12, "br"),
        Mark(14, 17, "img", "d.png"),
        Mark(18, 21, "a", "g"),
        Mark(20, 21, "em"),
        Mark(21, 22, "code"),
        Mark(22, 22, "html", "<!-- j -->"),
    )
