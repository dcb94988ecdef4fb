"""Splice subtitles: put the English below the French of each cue; times, styles, notes and tags stay as they are."""

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from pipeline.errors import InputError
from pipeline.formats.subtitles.cues import is_web, one_end, parse_cues
from pipeline.formats.subtitles.rolling import unroll
from pipeline.io.characters import one_line
from pipeline.io.encoding import decode
from pipeline.io.lines import split_with_ends, usual_end


def splice_subtitles(
    data: bytes, english: Sequence[str], language: str = "fr", encoding: str = "auto", head: str = ""
) -> bytes:
    r"""Put the English of its cues into a SubRip or WebVTT file; UTF-8 whatever it was, which `encoding` says.

    `language` is for other formats, where it marks what is French. `head` is said in a note before the first cue of a
    WebVTT file; SubRip has no notes.

    >>> splice_subtitles(b"1\n00:00:01,000 --> 00:00:02,000\n<i>Oui.</i>\n", ["Yes."])
    b'1\n00:00:01,000 --> 00:00:02,000\n<i>Oui.</i>\nYes.\n'

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
            below = [escape(text, quote=False) if web else text.replace("-->", "->") for text in shown]
            lines[cue.last - 1] = before + "".join(text + newline for text in below)
    if web and head and cues:
        lines.insert(_before(lines, cues[0].line), f"NOTE {one_line(head).replace('-->', '->')}{newline}{newline}")
    return "".join(lines).encode()


def _before(lines: Sequence[str], line: int) -> int:
    """Give the line at which the block begins that holds a line."""
    while line and lines[line - 1].strip():
        line -= 1
    return line
