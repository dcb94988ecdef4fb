"""Read SubRip and WebVTT: sentences that run over cues are put together, and every cue stays marked with its times.

A paragraph holds cues until one ends a sentence; in it each cue is a mark "cue" whose value is the file's line of
times. https://www.w3.org/TR/webvtt1/ ; SubRip has no standard: a number, a line of times, lines of text.
"""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.document import Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.encoding import decode
from pipeline.io.kinds import ends_sentence, starts_upper
from pipeline.io.lines import split
from pipeline.letters import Ledger

_CLOCK = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*-->\s*({_CLOCK})(?:\s.*)?$")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_COMMENTS = ("WEBVTT", "NOTE", "STYLE", "REGION")
_TURN = re.compile(r"[-–—]\s*(?=\S)")
_LONGEST_PAUSE = 3.0  # seconds, chosen by hand; a sentence does not go on after a longer one


class Cue(NamedTuple):
    """A caption: the line of the file it begins at, its times as written and in seconds, its text."""

    line: int
    times: str
    start: float
    end: float
    text: str


def read_subtitles(data: bytes, encoding: str, language: str) -> Text:
    """Read a SubRip or WebVTT file; each paragraph's locator is the first lines of its first and last cue, "12-15".

    Raises:
        InputError: there are no cues, or one is broken; names its line.
    """
    content, codec = decode(data, encoding)
    ledger = Ledger()
    ledger.hold(html.unescape(content))
    cues = list(parse_cues(content, ledger))
    if not cues:
        raise InputError("has no cues: a line such as 00:00:01,000 --> 00:00:03,500, and the text below it")
    return ledger.balance(Text(language, tuple(join_cues(group) for group in groups(cues)), "", codec))


def parse_cues(content: str, ledger: Ledger | None = None) -> Iterator[Cue]:
    r"""Read the cues of a file, without its comments, styles and tags, as `ledger` notes.

    Raises:
        InputError: text has no times; the message names its line.

    >>> [(cue.start, cue.text) for cue in parse_cues("1\n00:00:01,000 --> 00:00:02,500\n<i>Viens</i>\nvite.")]
    [(1.0, 'Viens vite.')]
    """
    ledger = ledger or Ledger()
    before: Cue | None = None
    for is_block, numbered in groupby(enumerate(split(content), 1), key=lambda item: bool(item[1].strip(" \t"))):
        if not is_block:
            continue
        block = list(numbered)
        number, lines = block[0][0], [line for _, line in block]
        place = next((place for place, line in enumerate(lines) if "-->" in line), None)
        cue = None if place is None else _cue(lines, place, number, ledger)
        if stray := _stray_text(lines, place, number, ledger):
            before = _prolonged(before, stray, number, ledger)
        if cue and before:
            yield before
        before = cue or before
    if before:
        yield before


def _stray_text(lines: Sequence[str], place: int | None, number: int, ledger: Ledger) -> Sequence[str]:
    """Give the lines of a block that are text without times of its own, as a blank line inside of a cue leaves it.

    `place` is that of the line of times, None where there is none; `ledger` notes the times, what names the cue, and
    what is no text: headers, comments, styles, and numbers that stand alone.
    """
    own = len(lines) if place is None else max(place - 1, 0)  # where the lines begin that name and time a cue
    stray = lines[:own]
    if lines[0].startswith(_COMMENTS) or all(map(_is_number, stray)):
        own, stray = 0, ()
    for at in range(own, len(lines) if place is None else place + 1):
        reason = "comment" if lines[0].startswith("NOTE") else "cue_times"
        ledger.leave_out(reason, html.unescape(lines[at]), f"line {number + at}")
    return stray


def _prolonged(cue: Cue | None, stray: Sequence[str], number: int, ledger: Ledger) -> Cue:
    """Give a cue with the text that comes after its end; `number` is the first line of that.

    Raises:
        InputError: there is no cue.
    """
    if cue is None:
        line = number + list(map(_is_number, stray)).index(False)
        raise InputError(f"line {line}: text without times; write 00:00:01,000 --> 00:00:03,500 above it")
    return cue._replace(text=f"{cue.text} {_plain(stray, number, ledger)}".strip(" \t"))


def _is_number(line: str) -> bool:
    """Tell whether a line is a number, or empty."""
    return line.strip().isdigit() or not line.strip()


def groups(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    """Group the cues that make up a paragraph: as long as no sentence ends, no turn begins and no long pause comes.

    >>> said = [Cue(1, "", 0, 1, "Je crois que"), Cue(5, "", 1, 2, "c’est lui."), Cue(9, "", 2, 3, "Non.")]
    >>> [len(group) for group in groups(said)]
    [2, 1]
    """
    group: list[Cue] = []
    for cue in cues:
        if group and _begins(group[-1], cue):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def join_cues(group: Sequence[Cue]) -> Paragraph:
    """Make some cues one paragraph, each marked with its times."""
    text, marks = "", []
    for cue in group:
        text += " " if text and cue.text else ""
        marks.append(Mark(len(text), len(text) + len(cue.text), "cue", cue.times))
        text += cue.text
    return Paragraph(text, "cue", locator=f"{group[0].line}-{group[-1].line}", marks=tuple(marks))


def _begins(before: Cue, cue: Cue) -> bool:
    """Tell whether a cue begins something new after another one."""
    if cue.start - before.end > _LONGEST_PAUSE or _TURN.match(cue.text):
        return True
    return ends_sentence(before.text) and (starts_upper(cue.text) or not before.text.endswith("…"))


def _cue(lines: Sequence[str], place: int, number: int, ledger: Ledger) -> Cue:
    """Read a cue, whose line of times is at `place`; `number` is its first line's in the file.

    `ledger` notes its tags.

    Raises:
        InputError: the times are broken; the message names their line.
    """
    found = _TIMES.match(lines[place])
    if not found:
        raise InputError(f"line {number + place}: {lines[place].strip()!r} has no two times such as 00:00:01,000")
    text = _plain(lines[place + 1 :], number + place + 1, ledger)
    return Cue(number + place, lines[place].strip(), _seconds(found[1]), _seconds(found[2]), text)


def _plain(lines: Sequence[str], number: int, ledger: Ledger) -> str:
    """Give the text of some lines without tags, which `ledger` notes; `number` is the first one's in the file."""
    plain = []
    for at, line in enumerate(lines, number):
        plain.append("".join(map(html.unescape, _TAGS.split(line))))
        ledger.leave_out("markup", html.unescape(" ".join(_TAGS.findall(line))), f"line {at}")
    return re.sub(r"[ \t]+", " ", " ".join(plain)).strip(" \t")


def _seconds(clock: str) -> float:
    """Give a time in seconds.

    >>> _seconds("01:02:03,5")
    3723.5
    """
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
