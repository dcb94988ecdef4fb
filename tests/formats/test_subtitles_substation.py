r"""ASS and SSA: every event's text is there once, in the order of the times, and comes back in its own file."""

from pathlib import Path

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, run
from pipeline.document import Account, Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.substation import parse_events, read_substation, show_once, splice_substation
from tests.conftest import Files

HEAD = """[Script Info]
; une remarque
Title: Film

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def event(
    text: str, start: int = 1, end: int = 2, style: str = "Default", name: str = "", kind: str = "Dialogue"
) -> str:
    """A line of an event that is shown between two seconds of the first minute."""
    return f"{kind}: 0,0:00:{start:02}.00,0:00:{end:02}.50,{style},{name},0,0,0,,{text}\n"


def read(content: str) -> Text:
    """Read subtitles, whose letters have to balance."""
    text = read_substation(content.encode(), "auto", "fr")
    assert isinstance(text.account, Account)
    assert (text.account.unread, text.account.added) == (0, 0)
    return text


def texts(content: str) -> list[str]:
    """The paragraphs' texts."""
    return [one.text for one in read(content).paragraphs]


def test_sentences_go_on_in_the_order_of_the_times_with_who_speaks() -> None:
    content = HEAD + event("le train est parti.", 3, 4, name="Léa") + event("Je crois que", name="Léa")
    [one] = read(content + event("Où vas-tu ?", 3, 5, name="Paul", kind="Comment")).paragraphs
    assert (one.text, one.locator) == ("Je crois que le train est parti.", "12-11")
    assert [(mark.name, mark.value) for mark in one.marks] == [
        ("cue", "0:00:01.00 --> 0:00:02.50"), ("voice", "Léa"), ("cue", "0:00:03.00 --> 0:00:04.50"), ("voice", "Léa"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (r"{\i1}Viens{\i0}\Nvite, Paul.", ["Viens vite, Paul."]),
        (r"Viens\nvite\h!", ["Viens vite\u00a0!"]),
        (r"- Oui.\N- Non.", ["- Oui.", "- Non."]),
        (r"{\k20}chan{\k30}son", ["chanson"]),
        (r"{\an8\pos(1,2)\p1}m 0 0 l 10 0{\p0}Gare{de Lyon}", ["Gare"]),
        (r"{\pos(3,4)\pbo5}Gare", ["Gare"]),
        ("Un, deux, trois", ["Un, deux, trois"]),
        ("Une { accolade", ["Une { accolade"]),
    ],
)
def test_what_is_shown_of_an_event(text: str, wanted: list[str]) -> None:
    assert texts(HEAD + event(text)) == wanted


def test_layers_and_frames_of_a_sign_are_shown_once() -> None:
    signs = "".join(event(rf"{{\bord{n}}}GARE", 1 + n, 1 + n, "Signes") for n in (0, 1, 2)) + event(
        "GARE", 1, 1, "Signes"
    )
    content = HEAD + event("Oui.", 1, 9) + signs
    found = show_once(parse_events(content))
    assert [cue.text for cue in found] == ["Oui.", "GARE", "GARE", "GARE"]  # half a second lies between two frames
    content = content.replace(".50", ".95")
    cues = show_once(parse_events(content))
    assert [(cue.text, cue.end, len(cue.shown)) for cue in cues] == [("Oui.", 9.95, 1), ("GARE", 3.95, 4)]
    spliced = splice_substation(content.encode(), ["Yes.", "STATION"]).decode()
    assert spliced.count(r"GARE\NSTATION") == 4


def test_broken_events_are_named_and_the_text_of_one_without_times_is_kept() -> None:
    content = HEAD + event("Oui.") + "Dialogue: 0,x,0:00:02.50,Default,,0,0,0,,Non.\nDialogue: peu\nperdu\n"
    text = read(content)
    assert [one.text for one in text.paragraphs] == ["Oui.", "Non."]
    assert text.account
    assert text.account.remarks == (
        "line 12: 'x --> 0:00:02.50' are no two times such as 0:00:01.00, read as shown after the event before",
        "line 13: an event with 1 fields instead of 10, left out",
        "line 14: no event, left out; begin it with Dialogue: or join it to the line before",
    )


def test_the_order_of_fields_is_the_file_s_own() -> None:
    short = "[Events]\nFormat: Start, End, Actor, Text\nDialogue: 0:00:01.00,0:00:02.00,Léa,Oui, non.\n"
    [one] = read(short).paragraphs
    assert (one.text, one.marks[1].value) == ("Oui, non.", "Léa")


@pytest.mark.parametrize("content", ["", HEAD, HEAD + event(r"{\p1}m 0 0"), "Bonjour.\n"])
def test_a_file_without_text_is_refused_in_one_line(content: str) -> None:
    with pytest.raises(InputError, match=r"^has no events: a line such as Dialogue: "):
        read_substation(content.encode(), "auto", "fr")


def test_english_stands_below_and_nothing_in_it_is_a_code() -> None:
    content = HEAD + event(r"{\p1}m 0 0{\p0}Un{\p1}m 1 1")
    done = splice_substation(content.encode(), [r"{\b1} C:\N"], head="Made\nby").decode()
    assert done.startswith("\ufeff[Script Info]\n; Made by\n; une remarque\n")
    assert done.endswith("Un{\\p1}m 1 1{\\p0}\\N(\\\u2060b1) C:\\\u2060N\n")
    with pytest.raises(InputError, match="1 cues instead of 2"):
        splice_substation(content.encode(), ["a", "b"])


TEXT = st.lists(st.sampled_from(["é", "a", " ", r"\N", r"\h", r"{\i1}", r"{\p1}", r"{\p0}", "{x}", ",", "{", "}", "-"]))


@given(st.lists(st.tuples(TEXT.map("".join), st.integers(0, 9), st.integers(0, 9)), max_size=5))
def test_no_letter_is_lost_and_lines_stay(events: list[tuple[str, int, int]]) -> None:
    content = HEAD + event("Toujours.") + "".join(event(*one) for one in events)
    read(content)
    cues = show_once(parse_events(content))
    done = splice_substation(content.encode(), [f"E{number}e" for number in range(len(cues))]).decode("utf-8-sig")
    for line, before in zip(done.splitlines(), content.splitlines(), strict=True):
        assert line.startswith(before)
    assert all(done.count(f"E{number}e") == len(cue.shown) for number, cue in enumerate(cues))


@given(
    st.lists(st.tuples(st.text("é a,-", max_size=8), st.integers(0, 59), st.integers(0, 59)), min_size=1, max_size=5)
)
def test_pysubs2_reads_the_same_events(events: list[tuple[str, int, int]]) -> None:
    content = HEAD + "".join(event(rf"{{\i1}}x{text}{{\i0}}\Ny", start, end) for text, start, end in events)
    theirs = pysubs2.SSAFile.from_string(content, format_="ass")
    theirs.sort()
    ours = sorted(parse_events(content), key=lambda cue: (cue.start, cue.end))
    assert [(one.start / 1000, one.end / 1000, one.plaintext.split("\n")[1]) for one in theirs] == [
        (one.start, one.end, one.rows[1]) for one in ours
    ]
    plain = [" ".join(one.plaintext.split()) for one in theirs]
    assert plain == [" ".join(" ".join(one.rows).split()) for one in ours]


def test_a_run_gives_srt_vtt_and_the_file_itself(files: Files, tmp_path: Path) -> None:
    folder = files({"film.ass": HEAD + event(r"{\i1}Oui.{\i0}", name="Léa") + event("Non.", 3, 4)})
    config = {
        "read": {"files": str(folder / "film.ass")},
        "output": str(tmp_path / "out"),
        "translate": {"engine": "none"},
        "write": {"formats": ["spliced", "srt", "vtt"]},
    }
    assert run(make_config(config)).exit_code == 0
    assert (tmp_path / "out/subtitles/film.ass.srt").exists() or (tmp_path / "out/subtitles/film.srt").exists()
    [vtt] = (tmp_path / "out/subtitles").glob("*.vtt")
    assert "00:00:01.000 --> 00:00:02.500\n<v Léa>Oui.</v>\n" in vtt.read_text("utf-8")
    assert (tmp_path / "out/spliced/film.ass").read_text("utf-8-sig").endswith(event("Non.", 3, 4))
