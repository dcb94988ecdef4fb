"""Times that a transcript has inside of its lines, as in "0:03 dans cette vidéo 0:05 nous", which video sites give.

They say when a word was spoken, and stand anywhere in a sentence. A time that is part of what is said stands after a
word such as "à", or far from those before and after it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.formats.text.wrapping import TextLine

_STAMP = re.compile(r"(?:(?<=\s)|^)(?:\[(?=[\d:]+\])|\((?=[\d:]+\)))?(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)[\])]?(?=\s|$)")
_SAID = re.compile(r"\b(?:à|vers|dès|avant|après|entre|jusqu[’']à|at|around|before|after)\s$", re.IGNORECASE)
_NEAR = 12  # characters before a time that tell whether it is said
# Both chosen by hand.
_LONGEST = 30  # seconds from one time to the next
_FEWEST = 3  # such times inside of lines that begin with one


class Cut(NamedTuple):
    """A line without the times inside of it, and these, in their order."""

    line: TextLine
    times: tuple[str, ...] = ()


def cut_stamps(lines: Sequence[TextLine]) -> list[Cut]:
    """Cut the times out of lines; where several lines begin with one, that stays: it is the head of a turn.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> said = "0:00 Bonjour à tous et 0:03 bienvenue. 0:05 À 8:15 nous 0:09 allons partir."
    >>> [(cut.line.text, cut.times) for cut in cut_stamps(split_lines(said))]
    [('Bonjour à tous et bienvenue. À 8:15 nous allons partir.', ('0:00', '0:03', '0:05', '0:09'))]
    """
    found = [list(_times_of(line.text)) for line in lines]
    inside = sum(len(stamps) - 1 for stamps in found if stamps)
    if inside < _FEWEST:
        return [Cut(line) for line in lines]
    with_head = sum(map(bool, found)) > 1
    return [_cut(line, stamps[with_head:]) for line, stamps in zip(lines, found, strict=True)]


def _times_of(text: str) -> Iterator[re.Match[str]]:
    """Find the times of a line that begins with one: each a little later than the one before."""
    stamps = _STAMP.finditer(text) if text[:1].isdigit() or text[:1] in "[(" else iter(())
    first = next(stamps, None)
    if first is None or first.start():
        return
    yield first
    before = _seconds(first)
    for stamp in stamps:
        now = _seconds(stamp)
        if before < now <= before + _LONGEST and not _SAID.search(text[: stamp.start()][-_NEAR:]):
            yield stamp
            before = now


def _seconds(stamp: re.Match[str]) -> int:
    """Give a time in seconds."""
    hours, minutes, seconds = stamp.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)


def _cut(line: TextLine, stamps: Sequence[re.Match[str]]) -> Cut:
    """Cut times out of a line, each with the space behind it."""
    text, done = "", 0
    for stamp in stamps:
        text += line.text[done : stamp.start()]
        done = stamp.end() + (stamp.end() < len(line.text))
    return Cut(line._replace(text=(text + line.text[done:]).rstrip()), tuple(stamp[0] for stamp in stamps))
