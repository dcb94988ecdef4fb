"""Subtitles in English: the text of each cue exchanged, no other line changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.read import read_subtitles
from pipeline.formats.subtitles.substation import read_substation
from pipeline.formats.subtitles.translate import translate_substation, translate_subtitles
from pipeline.formats.subtitles.write import captions
from tests.formats.layouts import replacements, translated

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\n{}\n"
VTT = "WEBVTT\n\nNOTE Un film\n\n00:01.000 --> 00:03.000 line:0\n{}\n"
EVENT = "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{}\nComment: 0,0:0:1,0:0:2,,,0,0,0,,Non\n"
PIECES = st.sampled_from(["a", "é", " ", ",", "- ", "<i>", "</i>", "<b>", "{\\an8}", "{a}", "&"])
LINES = st.lists(PIECES, min_size=1, max_size=6).map("".join)


def srt(*cues: str) -> str:
    """A file of two cues in English."""
    content = SRT.format(*cues)
    return translate_subtitles(content.encode(), replacements(read(content))).decode()


def read(content: str) -> Text:
    """The text of a file."""
    return read_subtitles(content.encode(), "utf-8", "fr")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Un mot.", "MOT UN."),
        ("<i>Un mot.</i>", "<i>MOT UN.</i>"),
        ("{\\an8}Un\nmot.", "{\\an8}MOT UN."),
        ("<i>Un</i> mot.", "MOT UN."),
        ("- Un mot.\n- <b>Deux mots.</b>", "- MOT UN.\n- <b>MOTS DEUX.</b>"),
        (
            "Un premier morceau de phrase\nqui ne tient pas sur une ligne.",
            "LIGNE UNE SUR PAS TIENT NE QUI\nPHRASE DE MORCEAU PREMIER UN.",
        ),
    ],
)
def test_tags_around_a_cue_stay(french: str, english: str) -> None:
    assert srt(french, "Fin.") == SRT.format(english, "FIN.")


def test_who_speaks_and_what_is_said_of_a_cue_stays() -> None:
    content = VTT.format("<v Léa>Oui &amp; non.</v>")
    done = translate_subtitles(content.encode(), replacements(read(content))).decode()
    assert done == VTT.format("<v Léa>NON &amp; OUI.</v>")


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (r"{\i1}Un mot.{\i0}", r"{\i1}MOT UN.{\i0}"),
        (r"{\pos(1,2)}{\p1}m 0 0{\p0}Un\Nmot {\b1}ici", r"{\pos(1,2)}{\p1}m 0 0{\p0}ICI MOT UN"),
    ],
)
def test_codes_and_drawings_around_an_event_stay(french: str, english: str) -> None:
    data = EVENT.format(french).encode()
    done = translate_substation(data, replacements(read_substation(data, "utf-8", "fr")))
    assert done.decode("utf-8-sig") == EVENT.format(english)


@given(st.lists(LINES, min_size=1, max_size=3).map("\n".join), LINES)
def test_every_cue_says_its_english_and_no_more(one: str, other: str) -> None:
    content = SRT.format(one, other)
    text = read(content)
    done = translate_subtitles(content.encode(), replacements(text)).decode()
    wanted = [" ".join(english.split()) or french for _, french, english in captions(translated(text))]
    found = [" ".join(french.split()) for _, french, _ in captions(translated(read(done)))]
    assert found == [" ".join(text.split()) for text in wanted]
    times = [line for line in content.split("\n") if "-->" in line]
    assert [line for line in done.split("\n") if "-->" in line] == times


def test_a_file_that_is_another_one() -> None:
    with pytest.raises(InputError, match="its 2 cues are others"):
        translate_subtitles(SRT.format("Un.", "Deux.").encode(), replacements(read(SRT.format("Un.", "Trois."))))
