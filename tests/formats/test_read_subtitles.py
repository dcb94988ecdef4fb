"""Subtitles: every cue's words and times are in the records, sentences over cues are whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.formats.subtitles.cues import Cue, parse_cues
from pipeline.formats.subtitles.read import groups, read_subtitles

SUBRIP = """1
00:00:01,000 --> 00:00:02,000
Je crois que

2
00:00:02,100 --> 00:00:03,000
<i>c’est</i> {\\an8}lui,
là-bas.

3
00:00:03,200 --> 00:00:04,000
- Lequel ?

4
00:00:20,000 --> 00:00:21,000
Personne
"""
WEB = """WEBVTT

NOTE rien
STYLE ailleurs

STYLE
::cue { color: red }

un
00:01.000 --> 00:02.000 align:start
<v Marie>Du thé &amp; du pain&nbsp;!

00:02.000 --> 00:03.000
Oui.
"""


def test_a_sentence_over_two_cues() -> None:
    text = read_subtitles(SUBRIP.replace("\n", "\r\n").encode("cp1252"), "auto", "fr")
    assert [found.text for found in text.paragraphs] == ["Je crois que c’est lui, là-bas.", "- Lequel ?", "Personne"]
    first = text.paragraphs[0]
    assert [first.text[mark.start : mark.end] for mark in first.marks] == ["Je crois que", "c’est lui, là-bas."]
    assert first.marks[1].value == "00:00:02,100 --> 00:00:03,000"
    assert first.locator == "2-6"


def test_web_subtitles() -> None:
    text = read_subtitles(WEB.encode(), "auto", "fr")
    assert [found.text for found in text.paragraphs] == ["Du thé & du pain\u00a0!", "Oui."]
    assert text.paragraphs[0].marks[0].value == "00:01.000 --> 00:02.000 align:start"


LINES = st.lists(
    st.sampled_from(["Oui.", "et puis", "Non !", "Où ça ?", "— Moi", "12", "Fin…"]), min_size=1, max_size=9
)


@given(LINES)
def test_nothing_is_lost(lines: list[str]) -> None:
    content = "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{line}" for n, line in enumerate(lines, 1))
    found = read_subtitles(content.encode(), "auto", "fr").paragraphs
    assert [p.text[mark.start : mark.end] for p in found for mark in p.marks] == lines
    assert " ".join(p.text for p in found) == " ".join(lines)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Bonjour.", "line 1: text without times; write 00:00:01,000 --> 00:00:03,500 above it"),
        ("WEBVTT\n\n1\n\n\nBonjour.", "line 6: text without times; write 00:00:01,000 --> 00:00:03,500 above it"),
        ("WEBVTT\n", "has no cues: a line such as 00:00:01,000 --> 00:00:03,500, and the text below it"),
        ("", "has no cues: "),
    ],
)
def test_what_is_broken_is_said_with_its_line(content: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_subtitles(content.encode(), "auto", "fr")
    assert str(caught.value).startswith(told)


def test_any_number_of_empty_lines_stands_between_blocks() -> None:
    content = "WEBVTT\n\n\nNOTE rien\n \n\n\nSTYLE\n::cue {}\n\n\n\n00:01.000 --> 00:02.000\nOui.\n\n\n"
    assert [cue[:5] for cue in parse_cues(content)] == [(13, "00:01.000 --> 00:02.000", 1.0, 2.0, "Oui.")]


def test_every_way_to_write_a_cue() -> None:
    content = (
        "WEBVTT un titre\n\nNOTE\nrien\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n \t\n"
        "un\n1:02:03.5-->1:02:04.25 line:0\r\n<v Léa>Un\t <b>mot</b></v>\r\rdeux\n"
        "00:05.000 --> 00:06.000\n{\\an8}Deux <00:05.500>mots &lt;i&gt; a<b\n\n"
        "4\n\n00:07,000 --> 00:08,000\n"
    )
    times = ("1:02:03.5-->1:02:04.25 line:0", "00:05.000 --> 00:06.000", "00:07,000 --> 00:08,000")
    assert [cue[:6] for cue in parse_cues(content)] == [
        (13, times[0], 3723.5, 3724.25, "Un mot", ("Léa",)),
        (17, times[1], 5.0, 6.0, "Deux mots <i> a<b", ()),
        (22, times[2], 7.0, 8.0, "", ()),
    ]


@pytest.mark.parametrize(
    ("first", "second", "start", "together"),
    [
        ("Je crois", "que oui.", 3.0, True),
        ("Je crois", "que oui.", 4.0, True),  # after three seconds
        ("Je crois", "que oui.", 4.001, False),
        ("Je crois", "- Non", 1.0, False),
        ("Je crois", "–Non", 1.0, False),
        ("Je crois", "-", 1.0, True),
        ("Je crois.", "que oui.", 1.0, False),
        ("Je crois…", "que oui.", 1.0, True),
        ("Je crois…", "Que oui.", 1.0, False),
        ("Je crois", "Paul.", 1.0, True),
    ],
)
def test_where_a_sentence_goes_on(first: str, second: str, start: float, together: bool) -> None:
    found = list(groups([Cue(1, "", 0.0, 1.0, first), Cue(5, "", start, 9.0, second)]))
    assert [len(group) for group in found] == ([2] if together else [1, 1])


def test_cues_without_text_have_a_mark_and_no_space() -> None:
    cue = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n\n"
    content = "".join(cue.format(number, text) for number, text in enumerate(("", "Je", "", "crois."), 1))
    [found] = read_subtitles(content.encode(), "auto", "fr").paragraphs
    assert (found.text, found.kind, found.locator) == ("Je crois.", "cue", "2-14")
    assert [(mark.name, mark.start, mark.end) for mark in found.marks] == [
        ("cue", 0, 0),
        ("cue", 0, 2),
        ("cue", 2, 2),
        ("cue", 3, 9),
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_subtitles(data, "auto", "fr")
    except InputError:
        return


def test_a_line_of_spaces_and_tabs_is_an_empty_one() -> None:
    content = "1\n00:00:01,000 --> 00:00:02,000\nUn\n \t \n2\n00:00:03,000 --> 00:00:04,000\nDeux\n"
    assert [(cue.start, cue.text) for cue in parse_cues(content)] == [(1.0, "Un"), (3.0, "Deux")]


@pytest.mark.parametrize(
    ("card", "after", "paragraphs"),
    [
        ('{\\an8}<font color="#ffff00">Un an après</font>', "Si j’avais su", 2),
        ("<c.yellow>Un an après", "Si j’avais su", 2),
        ("{\\an8}Un an après", "que la guerre eut fini", 1),
        ("<i>Un an après", "Paul et moi", 1),
    ],
)
def test_what_is_shown_elsewhere_or_in_another_colour(card: str, after: str, paragraphs: int) -> None:
    cues = f"1\n00:00:01,000 --> 00:00:02,000\n{card}\n\n2\n00:00:02,100 --> 00:00:03,000\n{after}\n"
    assert len(read_subtitles(cues.encode(), "auto", "fr").paragraphs) == paragraphs
