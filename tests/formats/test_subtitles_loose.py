"""Subtitles as they come: loose clocks, stray lines, rolling captions, several speakers; nothing is lost."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, run
from pipeline.document import Account, Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.clock import read_times, write_times
from pipeline.formats.subtitles.cues import parse_cues
from pipeline.formats.subtitles.read import read_subtitles
from pipeline.formats.subtitles.splice import splice_subtitles

SPACE = " "
ROLLING = f"""WEBVTT
Kind: captions

00:00:00.160 --> 00:00:02.470 align:start
{SPACE}
alors<00:00:00.400><c> moi</c>

00:00:02.470 --> 00:00:02.480 align:start
alors moi
{SPACE}

00:00:02.480 --> 00:00:05.000 align:start
alors moi
je<00:00:03.000><c> pense</c>

00:00:05.000 --> 00:00:07.000 align:start
je pense
que oui
"""
VOICES = """WEBVTT

00:01.000 --> 00:02.000
<v Anne>Bonsoir, <i>Paul</i>.</v>
<v.fort Paul &amp; Luc>Bonsoir !</v> <v Anne>Entrez
donc.</v>

00:02.000 --> 00:03.000
- Merci.
- De rien,
mes amis.
"""


def read(content: str) -> Text:
    """Read subtitles, whose letters have to balance."""
    text = read_subtitles(content.encode(), "auto", "fr")
    assert isinstance(text.account, Account)
    assert (text.account.unread, text.account.added) == (0, 0)
    return text


def texts(content: str) -> list[str]:
    """The paragraphs' texts."""
    return [one.text for one in read(content).paragraphs]


def remarks(content: str) -> list[str]:
    """What a person is told of a file."""
    account = read(content).account
    return list(account.remarks) if account else []


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("00:00:20 --> 00:01:24", (20, 84)),
        ("00:00:0,500 --> 00:00:2,00", (0.5, 2)),
        ("0:20 --> 1:02.5", (20, 62.5)),
        ("00: 00: 01, 000 -> 00: 00: 02. 5", (1, 2.5)),
        ("00:00:01,000 –> 00:00:02,000", (1, 2)),
        ("00:00:01:040 --> 00:00:02:000", (1.04, 2)),
        ("00:00:05,000 --> 00:00:01,000", (5, 1)),
        ("-00:00:01,000-->00:00:01,000 X1:1", (-1, 1)),
        ("99:99:99,999 --> 00:00:00,1234", (362439.999, 0.123)),
        ("00:01 --> x", None),
        ("Fichier --> Menu", None),
        ("1 --> 2", None),
        ("00:01.000 --> 00:02.000x", None),
        (f"{'9' * 5000}:00 --> 00:01", None),
    ],
)
def test_every_clock(line: str, times: tuple[float, float] | None) -> None:
    assert read_times(line) == times


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(",."))
def test_times_come_back(start: int, end: int, mark: str) -> None:
    assert read_times(write_times(start / 1000, end / 1000, mark)) == (start / 1000, end / 1000)


def test_times_begin_a_cue_wherever_they_stand() -> None:
    content = "1\n00:01 --> 00:02\nIl part.\n2\n00:03 --> 00:04\nIl y a\n200\n3\n00:05 --> 00:06\nMenu --> Fichier\n"
    assert [cue.text for cue in parse_cues(content)] == ["Il part.", "Il y a 200", "Menu --> Fichier"]
    assert [cue.text for cue in parse_cues("00:01 --> 00:02\nEn\n1914\n00:03 --> 00:04\nBien.")] == ["En 1914", "Bien."]
    assert remarks(content) == []


def test_text_without_times_joins_the_cue_before_and_is_told() -> None:
    content = (
        "1\n00:01 --> 00:02\n\n200\nfrancs.\n\nPas plus.\n\n2\n00:03 --> 00:04\nOui.\n\n7\n\n3\n00:05 --> 00:06\n\n8\n"
    )
    assert [cue.text for cue in parse_cues(content)] == ["200 francs. Pas plus.", "Oui.", "8"]
    told = "text without times, read as the end of the cue before it"
    assert remarks(content) == [
        "line 13: a number by itself, left out as the number of a cue",
        *(f"line {number}: {told}" for number in (4, 7, 18)),
    ]
    assert remarks("Un ami\n\n1\n00:01 --> 00:02\nOui.") == [
        "line 1: text without times, left out; write 00:00:01,000 --> 00:00:03,500 above it"
    ]


def test_many_remarks_are_counted() -> None:
    told = remarks("00:01 --> 00:02\nOui.\n" + "\nUn.\n" * 8)
    assert (len(told), told[-1]) == (6, "3 more of this kind")


def test_rolling_captions_are_shown_once_with_all_their_time() -> None:
    [one] = read(ROLLING).paragraphs
    assert one.text == "alors moi je pense que oui"
    assert [(mark.value, one.text[mark.start : mark.end]) for mark in one.marks] == [
        ("00:00:00.160 --> 00:00:05.000 align:start", "alors moi"),
        ("00:00:02.480 --> 00:00:07.000 align:start", "je pense"),
        ("00:00:05.000 --> 00:00:07.000 align:start", "que oui"),
    ]
    spliced = splice_subtitles(ROLLING.encode(), ["me", "I", "yes"]).decode()
    assert [line for line in spliced.split("\n") if line not in {"me", "I", "yes"}] == ROLLING.split("\n")
    assert [line for line in spliced.split("\n") if line in {"me", "I", "yes"}] == ["me", "me", "me", "I", "I", "yes"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (["Oui.", "Oui.", "Oui.", "Non."], ["Oui.", "Oui.", "Oui.", "Non."]),  # said three times
        (["je", "je pense", "je pense que", "oui"], ["je pense que", "oui"]),  # grows
        (["a\nb", "b\nc", "c\nd"], ["a", "b", "c", "d"]),
        (["a\nb", "b\nc", "x", "y", "z", "u"], ["a b", "b c", "x", "y", "z", "u"]),  # a chance
    ],
)
def test_what_rolls(said: list[str], wanted: list[str]) -> None:
    content = "\n\n".join(f"{n}\n{write_times(n, n + 1, ',')}\n{text}" for n, text in enumerate(said, 1))
    found = read(content).paragraphs
    assert [one.text[mark.start : mark.end] for one in found for mark in one.marks] == wanted


def test_each_voice_has_a_paragraph_and_its_name() -> None:
    found = read(VOICES).paragraphs
    assert [one.text for one in found] == [
        "Bonsoir, Paul.",
        "Bonsoir !",
        "Entrez donc.",
        "- Merci.",
        "- De rien, mes amis.",
    ]
    voices = [mark.value for one in found for mark in one.marks if mark.name == "voice"]
    assert voices == ["Anne", "Paul & Luc", "Anne"]
    assert [mark.value for one in found for mark in one.marks if mark.name == "cue"] == [
        "00:01.000 --> 00:02.000", "", "", "00:02.000 --> 00:03.000", "",
    ]  # fmt: skip


def test_names_songs_and_sounds_stand_by_themselves() -> None:
    said = ["MARIE : Où vas-tu", "JEAN-LUC : Là-bas", "♪ Au clair ♪", "[Porte]", "de la nuit", "et du jour"]
    content = "\n\n".join(f"{n}\n{write_times(n, n + 1, ',')}\n{text}" for n, text in enumerate(said, 1))
    assert texts(content) == [*said[:4], "de la nuit et du jour"]


def test_cues_out_of_order_stay_in_their_order_and_apart() -> None:
    assert texts("1\n00:20 --> 00:24\nla fin\n\n2\n00:00,5 --> 00:02\nle début\n\n3\n00:01 --> 00:03\nva\n") == [
        "la fin",
        "le début va",
    ]


def test_doubled_returns_and_other_encodings() -> None:
    content = "1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\n<i>Léa dort.</i>\r\r\n\r\r\n"
    assert texts(content) == ["Léa dort."]
    spliced = splice_subtitles(content.encode("cp1252"), ["Léa sleeps."])
    assert spliced.decode() == "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Léa dort.</i>\r\n<i>Léa sleeps.</i>\r\n\r\n"


PIECES = st.lists(
    st.sampled_from(["1", "2", "", " ", "00:00:01,000 --> 00:00:02,000", "0:03 -> 0:01", "Oui.", "- Non <i>pas</i>",
                     "<v Al>va<v Bo>vu", "NOTE", "WEBVTT", "nom", "a &amp; b", "200", "♪", "{\\an8}Haut"]),
    max_size=25,
)  # fmt: skip


@given(PIECES, st.sampled_from(["\n", "\r\n", "\r\r\n"]), st.booleans())
def test_nothing_is_lost_and_every_line_is_given_back(lines: list[str], end: str, web: bool) -> None:
    content = end.join([*(["WEBVTT", ""] if web else []), *lines])
    try:
        found = read(content).paragraphs
    except InputError:
        assert not any("--> 0" in line or "-> 0" in line for line in lines)
        return
    count = sum(mark.name == "cue" and bool(mark.value) for one in found for mark in one.marks)
    spliced = splice_subtitles(content.encode(), ["ENGLISH\nTWO"] * count).decode()
    kept = [line for line in spliced.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    assert [line for line in kept if line not in {"ENGLISH", "TWO"}] == [
        line for line in lines_of(content) if line.strip()
    ]
    times = [cue[:4] for cue in parse_cues(content)]
    assert [cue[1:4] for cue in parse_cues(spliced)] == [cue[1:] for cue in times]


def lines_of(content: str) -> list[str]:
    """The lines of a file."""
    return content.replace("\r\r\n", "\n").replace("\r\n", "\n").split("\n")


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a run over voices and a film without empty lines."""
    film = "1\n00:00:20 --> 00:00:24\n- Tu viens ?\n- Non.\n2\n00:00:24 --> 00:00:27\nIl dort.\n"
    folder = tmp_path_factory.mktemp("cinema")
    for name, content in {"voices.vtt": VOICES, "film.srt": film, "rolling.vtt": ROLLING}.items():
        (folder / name).write_text(content, encoding="utf-8")
    data = {"read": {"files": str(folder / "*.*t*")}, "output": str(folder / "out"), "translate": {"beam": 1}}
    assert run(make_config(data | {"write": {"formats": ["srt", "vtt", "spliced"]}})).exit_code == 0
    return folder / "out"


def test_written_cues_are_those_of_the_file(translated: Path) -> None:
    written = list(parse_cues((translated / "subtitles/film.srt").read_text("utf-8")))
    assert [cue.times for cue in written] == ["00:00:20,000 --> 00:00:24,000", "00:00:24,000 --> 00:00:27,000"]
    assert written[0].rows[:2] == ("- Tu viens ?", "- Non.")
    assert len(written[0].rows) == 4
    assert len(list(parse_cues((translated / "spliced/voices.vtt").read_text("utf-8")))) == 2


def test_written_cues_tell_who_speaks(translated: Path) -> None:
    first, second = parse_cues((translated / "subtitles/voices.vtt").read_text("utf-8"))
    assert first.speakers == ("Anne", "Paul & Luc", "Anne", "Paul & Luc", "Anne")  # in the middle in both languages
    assert second.speakers == ()


@pytest.mark.parametrize("name", ["film.srt", "voices.vtt", "rolling.vtt"])
def test_ffmpeg_reads_what_is_given_back(translated: Path, name: str) -> None:
    if not shutil.which("ffmpeg"):
        pytest.skip("ffmpeg is not installed")
    for folder in ("spliced", "subtitles"):
        path = translated / folder / name
        done = subprocess.run(["ffmpeg", "-i", path, "-f", "srt", "-"], capture_output=True, check=True)
        assert done.stdout.count(b"-->") == path.read_text("utf-8").count("-->")
