"""Notes that are called by words have numbers in copies; labels that a printer would show stay."""

from dataclasses import replace

import pytest

from pipeline.bilingual.notes import number_notes
from pipeline.bilingual.rows import make_rows
from pipeline.document import Bead, Document, Hypothesis, Segment
from pipeline.formats.markdown.read import read_markdown


def labels(*names: str) -> list[str]:
    """What stands at the calls of some notes, and then at the notes, in a Markdown file."""
    calls = " ".join(f"Oui[^{name}]." for name in names)
    notes = "\n\n".join(f"[^{name}]: Note." for name in reversed(names))
    text = read_markdown(f"{calls}\n\n{notes}\n".encode(), "auto", "fr")
    numbered = number_notes(Document("d", text)).source.paragraphs
    return [mark.value for one in numbered for mark in one.marks if mark.name == "sup"]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("maree", "1", "note-2"), ["1", "2", "3"]),
        (("7", "9"), ["7", "9"]),
        (("iv", "xii"), ["iv", "xii"]),
        (("a", "*"), ["a", "*"]),
    ],
)
def test_words_become_numbers(names: tuple[str, ...], wanted: list[str]) -> None:
    found = labels(*names)
    assert found[: len(names)] == wanted
    assert sorted(found[len(names) :]) == sorted(wanted)


@pytest.mark.parametrize(
    "matter", ["---\ntitle: Le port\n---", '+++\ntitle = "Le port"\n+++', '{\n"title": "Le port"\n}']
)
def test_front_matter_is_no_row(matter: str) -> None:
    text = read_markdown(f"{matter}\n\n# Le port\n\n```\ntitle: non\n```\n".encode(), "auto", "fr")
    assert len(text.paragraphs) == 3
    assert [row.source.text for row in make_rows(Document("d", text))] == ["Le port", "title: non"]


@pytest.mark.parametrize("sources", [((0,), (), (1,)), ((), (0,), (1,)), ((0, 1), (), ()), ((), (), (0, 1))])
def test_no_english_goes_with_front_matter_but_its_own(sources: tuple[tuple[int, ...], ...]) -> None:
    text = read_markdown(b"---\ntitle: a\n---\n\nOui.\n", "auto", "fr")
    whole = tuple(replace(one, segments=(Segment(0, len(one.text)),)) for one in text.paragraphs)
    beads = tuple(Bead(source, (n,)) for n, source in enumerate(sources))
    english = tuple(map(Hypothesis, ("One.", "Two.", "Three.")))
    [row] = make_rows(Document("d", replace(text, paragraphs=whole), None, english, beads))
    expected = [one.text for one, source in zip(english, sources, strict=True) if source != (0,)]
    assert [block.text for block in row.targets] == [" ".join(expected)]
