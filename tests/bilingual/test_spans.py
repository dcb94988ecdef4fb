"""Marks open and close so that they nest, and passages are cut the same however many marks a paragraph has."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bilingual.passages import Excerpts, Passage, cut_passage
from pipeline.bilingual.projection import project
from pipeline.bilingual.spans import Span, nest, resolve_in_file, resolve_outward, split, without_nested_links
from pipeline.bilingual.typography import Shown, typeset
from pipeline.document import Link, Mark, Paragraph, Place
from pipeline.words import words

TEXT = st.text("ab «!", min_size=1, max_size=12)
AROUND = st.sampled_from(["em", "strong", "a", "img"])
POINTS = st.sampled_from(["sup", "img", "br", "a", "note"])


@st.composite
def marked_texts(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXT) -> tuple[str, tuple[Mark, ...]]:
    """A text with marks around parts of it, which may cross, and at places, in any order."""
    text = draw(texts)
    places = st.integers(0, len(text))
    marks = [
        Mark(min(ends), max(ends), draw(AROUND), "https://a.fr")
        for ends in draw(st.lists(st.tuples(places, places).filter(lambda ends: ends[0] != ends[1]), max_size=5))
    ]
    marks += [Mark(place, place, draw(POINTS), "1") for place in draw(st.lists(places, max_size=3))]
    return text, tuple(draw(st.permutations(marks)))


def resolve(mark: Mark) -> str:
    """Everything points somewhere."""
    return mark.value


@given(marked_texts(), st.sampled_from(["fr", "en", ""]))
def test_spans_tell_all_marks_around_them(made: tuple[str, tuple[Mark, ...]], language: str) -> None:
    text, marks = made
    view = typeset(text, language)
    spans = list(split(Passage(0, text, marks), view, resolve))
    assert "".join(span.text for span in spans if not span.point) == view.text
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    told = {span.marks for span in spans if not span.point}
    assert told == {
        tuple(mark for mark in marks if mark.start <= start and end <= mark.end) for start, end in pairwise(edges)
    }


@given(marked_texts())
def test_what_stands_at_places_stands_there_once(made: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = made
    done, found = 0, []
    for span in split(Passage(0, text, marks), Shown(text), resolve):
        if span.point:
            around = [mark for mark in marks if mark.start < done < mark.end]
            calls = [mark for mark in marks if mark[:2] == (done, done) and mark.name in {"a", "note"}]
            assert set(span.marks) == {*around, *(calls if span.point == "sup" else [])}
            found.append((done, span.point))
        done += 0 if span.point else len(span.text)
    wanted = [(mark.end, mark.name) for mark in marks if mark.start == mark.end and mark.name in {"sup", "img", "br"}]
    assert sorted(found) == sorted(wanted)


@given(marked_texts(), st.booleans())
def test_steps_nest(made: tuple[str, tuple[Mark, ...]], lazy: bool) -> None:
    text, marks = made
    spans = list(split(Passage(0, text, marks), Shown(text), resolve))

    def choose(span: Span) -> tuple[Mark, ...] | None:
        return None if lazy and span.text.isspace() else span.marks

    opened: list[Mark] = []
    for closed, opening, span in nest(spans, choose):
        for mark in closed:
            assert opened.pop() == mark
        opened += opening
        chosen = choose(span)
        assert chosen is None or tuple(opened) == chosen
    assert opened == []


def test_a_mark_that_goes_on_stays_open() -> None:
    one, other = Mark(0, 3, "em"), Mark(1, 2, "strong")
    steps = list(nest(split(Passage(0, "abc", (one, other)), Shown("abc")), lambda span: span.marks))
    assert [(step.closed, step.opened) for step in steps] == [
        ((), (one,)),
        ((), (other,)),
        ((other,), ()),
        ((one,), ()),
    ]


def test_code_has_its_own_line_ends() -> None:
    marks = (Mark(2, 3, "br"), Mark(5, 6, "br"))
    assert [span[::2] for span in split(Passage(0, "un\ndo tr", marks), Shown("un\ndo tr"))] == [
        ("un\ndo ", ""),
        ("", "br"),
        ("tr", ""),
    ]


def test_no_link_stands_in_a_link() -> None:
    around = [
        Mark(0, 9, "em"),
        Mark(0, 9, "a", "x"),
        Mark(1, 8, "strong"),
        Mark(2, 7, "note", "1"),
        Mark(2, 7, "a", "y"),
    ]
    assert list(without_nested_links(around)) == around[:3]


@pytest.mark.parametrize(
    ("address", "outward", "in_file"),
    [
        ("HTTP://a.fr", True, True),
        (" mailto:a@b.fr", True, True),
        ("b.html#c", False, True),
        ("//a.fr/b", False, False),
        (" javascript:x", False, False),
        ("data:text/html,x", False, False),
        (" ", False, False),
    ],
)
def test_what_can_be_followed(address: str, outward: bool, in_file: bool) -> None:
    mark = Mark(0, 1, "a", address)
    assert (resolve_outward(mark), resolve_in_file(mark)) == (address * outward, address * in_file)
    assert resolve_outward(mark._replace(name="img")) == resolve_in_file(mark._replace(name="note")) == ""


@given(marked_texts(st.text("ab", min_size=1, max_size=9).map(lambda text: text * 99)), st.data())
def test_excerpts_are_what_is_cut(made: tuple[str, tuple[Mark, ...]], data: st.DataObject) -> None:
    text, marks = made
    start, end = sorted(data.draw(st.tuples(*2 * [st.integers(0, len(text))])))
    excerpts = Excerpts([Paragraph("before", marks=(Mark(0, 6, "em"),)), Paragraph(text, marks=marks)])
    assert excerpts.cut(Place(1, start, end), 7) == cut_passage(Passage(7, text, marks), start, end)


@given(st.lists(st.sampled_from(["un", "deux", "l'", ","]), min_size=2, max_size=6), st.data())
def test_few_words_change_lines(found: list[str], data: st.DataObject) -> None:
    """A line ends at the space over which the fewest links lead, whatever these are."""
    source, target = " ".join(found), " ".join(reversed(found))
    ends = st.tuples(st.sampled_from(words(source)), st.sampled_from(words(target, "en")))
    links = [Link(*one, *other) for one, other in data.draw(st.lists(ends, max_size=6, unique=True))]
    place = data.draw(st.integers(0, len(source)))
    [mark] = project([Mark(place, place, "br")], links, source, target)

    def crossing(space: int) -> int:
        return sum((link.source_start < place) != (link.target_start < space) for link in links)

    spaces = [number for number, character in enumerate(target) if character == " "]
    assert target[mark.start : mark.end] == " "
    assert crossing(mark.start) == min(map(crossing, spaces))
