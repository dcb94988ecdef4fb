"""Bilingual subtitles: every cue with its times, no word lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Bead, Document, Hypothesis, Mark, Paragraph, Segment, Text
from pipeline.errors import OutputError
from pipeline.formats.subtitles.write import captions, clock, share
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

FRENCH = "Je crois que le train est parti. Oui & non."
SOURCE = Paragraph(
    FRENCH,
    "cue",
    marks=(Mark(0, 12, "cue", "00:01.000 --> 00:02.000"), Mark(13, 43, "cue", "00:00:02,100 --> 00:00:03,000")),
    segments=(Segment(0, 32), Segment(33, 43)),
)
FILM = Document(
    "saison/film.fr.srt",
    Text("fr", (SOURCE,)),
    hypotheses=(Hypothesis("I think the train left."), Hypothesis("Yes & no.")),
    beads=(Bead((0,), (0,)), Bead((1,), (1,))),
)
MADE_BY = Provenance(version="1", model="", model_hash="", engine="", created="")


@given(st.text("ab é", max_size=40), st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_no_word_is_lost(text: str, sizes: list[int]) -> None:
    parts = share(text, sizes)
    assert len(parts) == len(sizes)
    assert " ".join(parts).split() == text.split()


def test_a_sentence_over_two_cues_is_shared() -> None:
    assert [(french, english) for _, french, english in captions(FILM)] == [
        ("Je crois que", "I think"),
        ("le train est parti. Oui & non.", "the train left. Yes & no."),
    ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), min_size=1, max_size=9), st.data())
def test_each_cue_has_its_share(lengths: list[tuple[int, int]], data: st.DataObject) -> None:
    paragraphs = []
    for group in range(5):
        text, marks = "", []
        for length in (length for owner, length in lengths if owner == group):
            marks.append(Mark(len(text), len(text) + length, "cue", "00:01.000 --> 00:02.000"))
            text += "x" * length + " "
        cut = data.draw(st.integers(0, len(text)))
        paragraphs.append(
            Paragraph(text, "cue", marks=tuple(marks), segments=(Segment(0, cut), Segment(cut, len(text))))
        )
    beads = tuple(Bead((2 * number, 2 * number + 1), (number,)) for number in range(5))
    english = tuple(Hypothesis(" ".join(f"w{number}" for _ in range(8))) for number in range(5))
    film = replace(FILM, source=Text("fr", tuple(paragraphs)), hypotheses=english, beads=beads)
    shown = captions(film)
    assert [french for _, french, _ in shown] == ["x" * length for _, length in sorted(lengths, key=lambda one: one[0])]
    assert len(" ".join(cue for _, _, cue in shown).split()) == 8 * len(beads)


def test_a_long_film_takes_no_longer_than_its_length() -> None:
    source = tuple(replace(SOURCE, segments=(Segment(0, 43),)) for _ in range(20_000))
    beads = tuple(Bead((number,), (number,)) for number in range(20_000))
    english = tuple(Hypothesis("I think the train left.") for _ in beads)
    shown = captions(replace(FILM, source=Text("fr", source), hypotheses=english, beads=beads))
    assert len(shown) == 40_000  # minutes, if each sentence is sought in all cues
    assert shown[-1][2] == "the train left."


def test_a_pause_without_end_is_shared_in_time() -> None:
    words = " ".join(["word"] * 20_000)
    assert share(words, [1] * 20_000) == ["word"] * 20_000


def test_files_of_both_kinds(tmp_path: Path) -> None:
    arrow = replace(FILM, hypotheses=(Hypothesis("I --> think\nthe train left."), Hypothesis("")))
    [srt] = write("srt", [arrow], tmp_path, WriteOptions(), MADE_BY)
    assert srt == tmp_path / "subtitles/saison/film.fr.srt"
    assert srt.read_text("utf-8") == (
        "1\n00:00:01,000 --> 00:00:02,000\nJe crois que\nI -> think\n\n"
        "2\n00:00:02,100 --> 00:00:03,000\nle train est parti. Oui & non.\nthe train left.\n\n"
    )
    [vtt] = write("vtt", [FILM], tmp_path, WriteOptions(), MADE_BY)
    assert vtt == tmp_path / "subtitles/saison/film.fr.vtt"
    assert vtt.read_text("utf-8") == (
        "WEBVTT\n\nNOTE English: machine. 2 pairs: 2 by machine. 2 sure.\n\n"
        "1\n00:00:01.000 --> 00:00:02.000\nJe crois que\nI think\n\n"
        "2\n00:00:02.100 --> 00:00:03.000\nle train est parti. Oui &amp; non.\nthe train left. Yes &amp; no.\n\n"
    )


def test_english_without_french_stands_with_the_cue_before_it() -> None:
    first = Bead((), (2,))
    film = replace(FILM, hypotheses=(*FILM.hypotheses, Hypothesis("Alone.")))
    for beads, wanted in (
        ((first, *FILM.beads), ["Alone. I think", "the train left. Yes & no."]),
        ((*FILM.beads[:1], first), ["I think", "the train left. Alone."]),
    ):
        assert [english for _, _, english in captions(replace(film, beads=beads))] == wanted


@pytest.mark.parametrize(
    ("text", "sizes", "parts"),
    [
        ("un deux trois", [1], ["un deux trois"]),
        ("un deux trois", [1, 1, 1], ["un", "deux", "trois"]),
        ("un deux", [0, 5], ["", "un deux"]),
        ("un deux", [1, 1], ["un", "deux"]),
        ("un  deux\ntrois", [3, 2], ["un deux", "trois"]),
        ("unique", [1, 2], ["", "unique"]),
        ("unique", [2, 1], ["unique", ""]),
        ("", [1, 2], ["", ""]),
    ],
)
def test_shares_are_cut_at_the_nearest_word_border(text: str, sizes: list[int], parts: list[str]) -> None:
    assert share(text, sizes) == parts


def test_times_have_hours_and_thousandths() -> None:
    assert clock("1:2:03.5 --> 100:59:04,25 line:0 1:00:00.000", ",") == "01:02:03,500 --> 100:59:04,250"
    assert clock("12:34:56,789 --> 00:00.001", ".") == "12:34:56.789 --> 00:00:00.001"


def test_no_film_takes_the_place_of_another(tmp_path: Path) -> None:
    films = [replace(FILM, id=name, hypotheses=(Hypothesis(name), Hypothesis("Yes."))) for name in ("f.vtt", "f.srt")]
    for order in (films, films[::-1]):
        paths = write("srt", order, tmp_path, WriteOptions(), MADE_BY)
        assert {path.relative_to(tmp_path / "subtitles").as_posix() for path in paths} == {"f.srt", "f.vtt.srt"}
        for film, path in zip(order, paths, strict=True):
            assert film.id in path.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["subtitles"]


def test_a_text_without_cues_is_refused(tmp_path: Path) -> None:
    novel = Document("a.txt", Text("fr", (Paragraph("Oui."),)))
    for name in ("srt", "vtt"):
        with pytest.raises(OutputError) as caught:
            write(name, [novel], tmp_path, WriteOptions(), MADE_BY)
        assert str(caught.value) == f"{name}: no document came from subtitles; leave it out of write.formats"
    assert list(tmp_path.iterdir()) == []


def test_a_text_without_cues_has_none() -> None:
    assert captions(replace(FILM, source=Text("fr", (replace(SOURCE, marks=()),)))) == []
