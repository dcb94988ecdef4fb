"""How far a run is, on standard error, in four styles."""

import json
import re

import pytest

from pipeline.progress import Progress, ProgressStyle


def told(style: ProgressStyle, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a stage, a message and a warning write in a style."""
    progress = Progress(style)
    with progress.stage("align", 4, "beads") as bar:
        bar.advance(1)
        bar.advance(3)
    with progress.stage("link", 0) as bar:
        bar.advance(0)
    progress.say("a message")
    progress.warn("a warning")
    progress.emit({"event": "finished", "name": "été"})
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err.splitlines()


def test_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told("lines", capsys)
    assert re.fullmatch(r"align: 4/4 beads, \d+/s", lines[0])
    assert lines[1:] == ["a message", "warning: a warning"]


def test_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told("json", capsys)
    assert "été" in lines[-1]
    events = [json.loads(line) for line in lines]
    times = [event.pop("time") for event in events]
    assert times == sorted(times)
    assert times[0] > 1_600_000_000  # seconds since 1970: in this century's twenties, or later
    assert all(round(time, 3) == time for time in times)
    assert 0 <= events[0].pop("seconds") < 60
    assert events == [
        {"event": "stage", "stage": "align", "done": 4, "total": 4},
        {"event": "message", "message": "a message"},
        {"event": "warning", "message": "a warning"},
        {"event": "finished", "name": "été"},
    ]


def test_quietly_only_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert told("quiet", capsys) == ["warning: a warning"]


def test_bars(capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(told("bars", capsys))
    assert re.search(r"align    : 100%\|.*\| 4/4 \[.* beads/s\]", text)
    assert "link" not in text
    assert "a message\nwarning: a warning" in text


def test_where_no_terminal_is_lines_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert Progress().style == "lines"
    assert Progress("quiet").style == "quiet"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("lines", "read: 30/90 sentences, 3/s, about 20 s left"),
        ("json", r'\{"time": [\d.]+, "event": "progress", "stage": "read", "done": 30, "total": 90, "seconds": 10.0\}'),
    ],
)
def test_a_line_every_ten_seconds_says_how_long_it_will_take(
    style: ProgressStyle, wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [100.0]
    progress = Progress(style, clock=lambda: now[0])
    with progress.stage("read", 90) as bar:
        for now[0], done in ((109.9, 10), (110.0, 20), (119.9, 20), (145.0, 40)):
            bar.advance(done)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert re.fullmatch(wanted, lines[0])
    assert lines[1] == "read: 90/90 sentences, 2/s" or '"done": 90' in lines[1]
