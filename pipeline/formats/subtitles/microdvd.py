r"""Read and splice MicroDVD subtitles: a line a cue, as `{25}{75}Bonjour.|Entrez.`, its times counted in frames.

A vertical bar is a line break, further braces are codes. A first cue such as `{1}{1}25.000` tells how many frames a
second has. The same suffix, .sub, is used for SubViewer, whose times are hours as elsewhere: read as SubRip is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.clock import write_times
from pipeline.formats.subtitles.cues import Cue, join_turns, one_end
from pipeline.formats.subtitles.read import read_subtitles, text_of
from pipeline.formats.subtitles.rolling import unroll
from pipeline.formats.subtitles.splice import splice_subtitles
from pipeline.io.characters import one_line
from pipeline.io.encoding import decode
from pipeline.io.lines import split, split_with_ends
from pipeline.letters import Ledger

_EVENT = re.compile(r"\s*\{(\d{1,9})\}\s*\{(\d{0,9})\}")
_HEAD = re.compile(r"\s*(?:\{DEFAULT\}|\[[\w ]+\]\s*$)", re.IGNORECASE)
_CODE = re.compile(r"\{[^{}]*\}")
_RATE = re.compile(r"\s*(\d{2,3}(?:[.,]\d{1,6})?)\s*$")
_USUAL_RATE = 25.0  # frames a second of European video, where a file tells none
_USUAL = 2.0  # seconds that a cue is shown whose end is not told; chosen by hand
_NO_EVENT = "has no cues: a line such as {25}{75}Bonjour."


class _Line(NamedTuple):
    """A line that shows text: its number, its frames, and what stands behind them."""

    number: int
    start: int
    end: int | None
    text: str


def read_microdvd(data: bytes, encoding: str, language: str) -> Text:
    """Read a file of frames, or of hours; each paragraph's locator is the lines of its first and last cue, "12-15".

    Raises:
        InputError: there are no cues.
    """
    content, codec = decode(data, encoding)
    if not is_microdvd(content):
        return read_subtitles(data, encoding, language)
    ledger = Ledger()
    ledger.hold(content)
    return text_of(unroll(parse_frames(content, ledger), ledger), ledger, language, codec, _NO_EVENT)


def splice_microdvd(
    data: bytes, english: Sequence[str], language: str = "fr", encoding: str = "auto", head: str = ""
) -> bytes:
    """Put the English behind the French of each cue, as further lines; UTF-8.

    `language` and `head` are for other formats: this one has no place for a note.

    >>> splice_microdvd(b"{25}{75}{y:i}Oui.|Bon.", ["Yes. Good."])
    b'{25}{75}{y:i}Oui.|Bon.|Yes. Good.'

    Raises:
        InputError: it has other than so many cues.
    """
    content = one_end(decode(data, encoding)[0])
    if not is_microdvd(content):
        return splice_subtitles(data, english, language, encoding, head)
    cues = unroll(parse_frames(content))
    if len(cues) != len(english):
        raise InputError(f"{len(cues)} cues instead of {len(english)}")
    said: defaultdict[int, list[str]] = defaultdict(list)
    for cue, text in zip(cues, english, strict=True):
        for line in cue.shown or (cue.line,):
            said[line] += map(_escaped, filter(None, map(one_line, text.split("\n"))))
    lines = split_with_ends(content)
    for number, texts in said.items():
        bare = lines[number - 1].rstrip("\r\n")
        lines[number - 1] = "|".join([bare, *texts]) + lines[number - 1][len(bare) :]
    return "".join(lines).encode()


def is_microdvd(content: str) -> bool:
    r"""Tell whether a file counts frames, by its first line that is not empty nor a header.

    >>> is_microdvd("{DEFAULT}{C:$FFFFFF}\n{1}{1}25\n"), is_microdvd("[INFORMATION]\n00:00:01.00,00:00:02.00\nOui.")
    (True, False)
    """
    lines = (line.lstrip("\ufeff") for line in split(content))
    first = next((line for line in lines if line.strip() and not _HEAD.match(line)), "")
    return _EVENT.match(first) is not None


def parse_frames(content: str, ledger: Ledger | None = None) -> list[Cue]:
    """Parse the cues of a file, in the order of its lines; `ledger` notes what is left out.

    >>> [(cue.start, cue.end, cue.text) for cue in parse_frames("{25}{75}{y:i}Viens|vite.")]
    [(1.0, 3.0, 'Viens vite.')]
    """
    ledger = ledger or Ledger()
    lines = list(_lines(one_end(content), ledger))
    rate = _rate(lines)
    if rate:
        ledger.leave_out("markup", lines.pop(0).text, "line 1")
    elif lines:
        ledger.warn(f"tells no frame rate, read with {_USUAL_RATE:g} a second; a first line {{1}}{{1}}23.976 tells it")
    following = [*(line.start for line in lines[1:]), None]
    return [
        cue
        for line, after in zip(lines, following, strict=True)
        for cue in _cue(line, after, rate or _USUAL_RATE, ledger)
    ]


def _lines(content: str, ledger: Ledger) -> Iterator[_Line]:
    """Give the lines that show text; one without frames belongs to the one before it."""
    last: _Line | None = None
    for number, line in enumerate(split(content), 1):
        found = _EVENT.match(line.lstrip("\ufeff"))
        if found:
            if last:
                yield last
            text = line.lstrip("\ufeff")[found.end() :]
            ledger.leave_out("cue_times", found[0], f"line {number}")
            last = _Line(number, int(found[1]), int(found[2]) if found[2] else None, text)
        elif last and line.strip() and not _HEAD.match(line):
            ledger.warn(f"line {number}: text without frames, read as the end of the cue before it")
            last = last._replace(text=f"{last.text}|{line}", number=last.number)
        elif line.strip():
            ledger.leave_out("markup", line, f"line {number}")
    if last:
        yield last


def _rate(lines: Sequence[_Line]) -> float | None:
    """Give the frames a second that the first cue tells, None where it tells none."""
    found = _RATE.match(lines[0].text) if lines and lines[0].start <= 1 else None
    rate = float(found[1].replace(",", ".")) if found else 0.0
    return rate or None


def _cue(line: _Line, after: int | None, rate: float, ledger: Ledger) -> Iterator[Cue]:
    """Make a cue of a line that shows anything; without an end it is shown up to the next one."""
    place = f"line {line.number}"
    ledger.leave_out("markup", " ".join(_CODE.findall(line.text)), place)
    rows = tuple(filter(None, (" ".join(row.split()) for row in _CODE.sub("", line.text).split("|"))))
    start = line.start / rate
    end = start + _USUAL if line.end is None else line.end / rate
    if line.end is None and after is not None and line.start < after:
        end = min(end, after / rate)
    if rows:
        times = write_times(start, end, ",")
        yield Cue(line.number, times, start, end, join_turns(rows), rows=rows, last=line.number)


def _escaped(text: str) -> str:
    """Give English as a line shows it: nothing in it is a code or a line break.

    >>> _escaped("{a} b|c")
    '(a) b/c'
    """
    return text.replace("{", "(").replace("}", ")").replace("|", "/")
