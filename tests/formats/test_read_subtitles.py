"""Subtitles: every cue's words and times are in the records, sentences over cues are whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.formats.subtitles.read import read_subtitles

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
    [("Bonjour.", "line 1: text without times"), ("1\n00:01 --> x\nOui", "line 2: "), ("WEBVTT\n", "no cues")],
)
def test_what_is_broken_is_said_with_its_line(content: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_subtitles(content.encode(), "auto", "fr")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_subtitles(data, "auto", "fr")
    except InputError:
        return
