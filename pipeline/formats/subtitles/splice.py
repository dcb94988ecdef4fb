"""Splice subtitles: put the English below the French of each cue; times, styles, notes and tags stay as they are."""

import re
from collections import defaultdict
from collections.abc import Sequence
from html import escape

from pipeline.errors import InputError
from pipeline.formats.subtitles.cues import is_web, one_end, parse_cues
from pipeline.formats.subtitles.rolling import unroll
from pipeline.io.characters import one_line
from pipeline.io.encoding import decode
from pipeline.io.lines import split_with_ends, usual_end

_DRESSED = re.compile(
    r"(?:\{\\[^{}]*\})*(?P<open>(?:<(?:i|b|u|font\b[^<>]*)>)+)[^<>]+(?P<close>(?:</(?:i|b|u|font)>)+)", re.IGNORECASE
)


def splice_subtitles(
    data: bytes, english: Sequence[str], language: str = "fr", encoding: str = "auto", head: str = ""
) -> bytes:
    r"""Put the English of its cues into a SubRip or WebVTT file; UTF-8 whatever it was, which `encoding` says.

    `language` is for other formats, where it marks what is French. `head` is said in a note before the first cue of a
    WebVTT file; SubRip has no notes.

    >>> splice_subtitles(b"1\n00:00:01,000 --> 00:00:02,000\n<i>Oui.</i>\n", ["Yes."])
    b'1\n00:00:01,000 --> 00:00:02,000\n<i>Oui.</i>\n<i>Yes.</i>\n'

    Raises:
        InputError: it is broken, or has other than so many cues.
    """
    content = one_end(decode(data, encoding)[0])
    cues = list(parse_cues(content))
    captions = unroll(cues)
    if len(captions) != len(english):
        raise InputError(f"{len(captions)} cues instead of {len(english)}")
    said: defaultdict[int, list[str]] = defaultdict(list)
    for caption, text in zip(captions, english, strict=True):
        for line in caption.shown or (caption.line,):
            said[line] += filter(None, map(one_line, text.split("\n")))
    lines = split_with_ends(content)
    newline = usual_end(lines)
    web = is_web(content)
    for cue in cues:
        if shown := said[cue.line]:
            before = lines[cue.last - 1].rstrip("\r\n") + newline
            plain = [escape(text, quote=False) if web else text.replace("-->", "->") for text in shown]
            below = [_looking_like(lines[cue.line : cue.last], text) for text in plain]
            lines[cue.last - 1] = before + "".join(text + newline for text in below)
    if web and head and cues:
        lines.insert(_before(lines, cues[0].line), f"NOTE {one_line(head).replace('-->', '->')}{newline}{newline}")
    return "".join(lines).encode()


def _looking_like(rows: Sequence[str], text: str) -> str:
    """Give the English of a cue the tags that stand around all of its French.

    >>> _looking_like(["<i>Un an", "après</i>"], "One year later"), _looking_like(["<i>Un</i> an"], "A year")
    ('<i>One year later</i>', 'A year')
    """
    dressed = [_DRESSED.fullmatch(row.strip()) for row in ("".join(rows), *rows)]
    whole = dressed[0] or (dressed[1] if len({found and found["open"] for found in dressed[1:]}) == 1 else None)
    return f"{whole['open']}{text}{whole['close']}" if whole else text


def _before(lines: Sequence[str], line: int) -> int:
    """Give the line at which the block begins that holds a line."""
    while line and lines[line - 1].strip():
        line -= 1
    return line
