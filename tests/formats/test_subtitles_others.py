"""MicroDVD, SubViewer and TTML: times and texts as pysubs2 has them, nothing lost, English below the French."""

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.clock import read_times
from pipeline.formats.subtitles.microdvd import read_microdvd, splice_microdvd
from pipeline.formats.subtitles.timed_text import read_timed_text, splice_timed_text

WORDS = st.text(alphabet="aé bC’,", min_size=1, max_size=12).filter(lambda text: any(map(str.isalpha, text)))
EVENTS = st.lists(st.tuples(st.integers(1, 40), st.lists(WORDS, min_size=1, max_size=3)), min_size=1, max_size=5)
TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en" {}><head/><body>{}</body></tt>'
)


def film(events: list[tuple[int, list[str]]]) -> pysubs2.SSAFile:
    """A film whose cues take so many fifths of a second, with a second between them."""
    made, now = pysubs2.SSAFile(), 1000
    for length, rows in events:
        shown = r"\N".join(" ".join(row.split()) for row in rows)
        made.append(pysubs2.SSAEvent(now, now + length * 200, shown))
        now += length * 200 + 1000
    return made


def shown(text: Text) -> list[tuple[int, int, str]]:
    """The times of each cue, in milliseconds, and its text."""
    found: list[tuple[int, int, str]] = []
    for paragraph in text.paragraphs:
        for mark in paragraph.marks:
            if mark.name == "cue":
                start, end = read_times(mark.value) or (0.0, 0.0)
                found.append((round(start * 1000), round(end * 1000), paragraph.text[mark.start : mark.end]))
    return found


def wanted(events: pysubs2.SSAFile) -> list[tuple[int, int, str]]:
    """The same as pysubs2 has it."""
    return [(one.start, one.end, " ".join(one.plaintext.split())) for one in events]


@given(EVENTS)
def test_frames_are_read_as_pysubs2_writes_them(events: list[tuple[int, list[str]]]) -> None:
    made = film(events)
    content = made.to_string("microdvd", fps=25.0)
    assert shown(read_microdvd(content.encode(), "utf-8", "fr")) == wanted(made)
    spliced = splice_microdvd(content.encode(), ["Yes|{no}."] * len(events), encoding="utf-8").decode()
    again = [one for one in pysubs2.SSAFile.from_string(spliced, "microdvd", fps=25.0) if one.end]  # no frame rate
    assert [(one.start, one.end) for one in again] == [(one.start, one.end) for one in made]
    assert [one.plaintext.split("\n")[-1] for one in again] == ["Yes/(no)."] * len(events)


@given(EVENTS)
def test_ttml_is_read_as_pysubs2_writes_it(events: list[tuple[int, list[str]]]) -> None:
    made = film(events)
    content = made.to_string("ttml").encode()
    assert shown(read_timed_text(content, "auto", "fr")) == wanted(made)
    spliced = splice_timed_text(content, ["Yes & <no>."] * len(events), head="Who -- made it").decode()
    again = pysubs2.SSAFile.from_string(spliced, "ttml")
    assert [(one.start, one.end) for one in again] == [(one.start, one.end) for one in made]
    assert [one.plaintext.split("\n")[-1] for one in again] == ["Yes & <no>."] * len(events)


@pytest.mark.parametrize(
    ("attributes", "times", "seconds"),
    [
        ("", 'begin="00:00:01" end="00:00:02.5"', (1.0, 2.5)),
        ("", 'begin="1.5s" dur="500ms"', (1.5, 2.0)),
        ('ttp:frameRate="25"', 'begin="00:00:01:05" end="50f"', (1.2, 2.0)),
        ('ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', 'begin="30f" end="60f"', (1.001, 2.002)),
        ('ttp:tickRate="10000000"', 'begin="10000000t" end="25000000t"', (1.0, 2.5)),
        ("", 'begin="1m" end="0.02h"', (60.0, 72.0)),
    ],
)
def test_times_of_ttml(attributes: str, times: str, seconds: tuple[float, float]) -> None:
    """TTML2, 12.3.1; what is around a cue moves it."""
    for around in (0, 10):
        body = f'<div begin="{around}s"><p {times}>Oui.</p></div>'
        [(start, end, text)] = shown(read_timed_text(TTML.format(attributes, body).encode(), "auto", "fr"))
        assert (start, end, text) == (*(round((around + one) * 1000) for one in seconds), "Oui.")


def test_what_of_ttml_is_no_text_of_the_film() -> None:
    body = (
        '<div><p begin="1s" end="2s">Un <span>mot<metadata>x</metadata></span><br/>de <span tts:ruby="text">y</span>'
        'plus.</p><p begin="2s" end="3s" tts:display="none">caché</p></div>'
        '<div xml:lang="de"><p begin="1s" end="2s">Nein</p></div>'
    )
    text = read_timed_text(TTML.format("", body).encode(), "auto", "fr")
    assert [one.text for one in text.paragraphs] == ["Un mot de plus."]
    assert text.account
    assert {one.reason: one.letters for one in text.account.left_out} == {
        "comment": 1, "reading": 1, "hidden": 5, "other_language": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (
            "{1}{1}25\n{25}{75}{y:i}Bonjour,|Paul.\n{76}{}- Oui ?|- Non.",
            ["1000 3000 Bonjour, Paul.", "3040 5040 - Oui ?"],
        ),
        ("{DEFAULT}{C:$FF}\n{25}{75}Un\nmot.", ["1000 3000 Un mot."]),
        ("[INFORMATION]\n[TITLE]Film\n00:00:01.00,00:00:03.00\nUn[br]mot.", ["1000 3000 Un mot."]),
    ],
)
def test_frames_and_hours(content: str, wanted: list[str]) -> None:
    found = shown(read_microdvd(content.encode(), "utf-8", "fr"))
    assert [f"{start} {end} {text}" for start, end, text in found if start] == wanted


@pytest.mark.parametrize("data", [b"", b"{1}{2}", b"Oui.", b"<tt/>", b"<tt><body><p>", b"<a/>", b"{a}{b}c"])
def test_files_without_cues_are_refused_in_one_line(data: bytes) -> None:
    for read in (read_microdvd, read_timed_text):
        with pytest.raises(InputError) as caught:
            read(data, "auto", "fr")
        assert "\n" not in str(caught.value)
