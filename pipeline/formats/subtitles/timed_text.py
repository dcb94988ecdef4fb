"""Read and splice TTML, also called DFXP: subtitles in XML, of broadcasters and video sites.

https://www.w3.org/TR/ttml2/ . Each `p` is a cue; what its elements around say of times counts from theirs.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.clock import write_times
from pipeline.formats.subtitles.cues import Cue, join_turns
from pipeline.formats.subtitles.read import text_of
from pipeline.formats.subtitles.rolling import unroll
from pipeline.io.characters import one_line, xml_text
from pipeline.io.units import other_side
from pipeline.io.xml import all_text, attribute, local_name, parse_xml, same_language, without_forbidden
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLOCK = re.compile(r"(\d{2,4}):(\d{2}):(\d{2})(?:(\.\d{1,9})|:(\d{1,4})(?:\.\d{1,9})?)?")
_OFFSET = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_USUAL_RATE = 30.0  # frames a second where a file tells none (TTML2, 7.2.5)
_USUAL = 2.0  # seconds that a cue is shown whose end is not told; chosen by hand
_UNREAD = {"metadata": "comment", "head": "markup", "title": "comment", "desc": "comment", "rp": "reading"}
_READINGS = frozenset(["text", "textContainer", "delimiter"])  # values of tts:ruby
_NO_CUE = 'has no cues: a <p begin="00:00:01.000" end="00:00:03.500"> with text'


class _Clock(NamedTuple):
    """How many frames and ticks a second has."""

    frames: float
    ticks: float


def read_timed_text(data: bytes, encoding: str, language: str) -> Text:
    """Read a TTML file; each paragraph's locator is the numbers of its first and last cue, "12-15".

    `encoding` is not used: XML names its own. What says that it is in another language is left out.

    Raises:
        InputError: it is no TTML, or has no cues.
    """
    root = _parse(data)
    ledger = Ledger()
    ledger.hold(all_text(root))
    cues = [cue for cue, _ in parse_timed_text(root, language, ledger)]
    return text_of(unroll(cues, ledger), ledger, language, "", _NO_CUE)


def splice_timed_text(
    data: bytes, english: Sequence[str], language: str = "fr", encoding: str = "auto", head: str = ""
) -> bytes:
    """Put the English below the French of each cue, after a line break; `head` is said in a comment at the top.

    Raises:
        InputError: it is no TTML, or has other than so many cues.
    """
    from lxml import etree

    root = _parse(data)
    placed = list(parse_timed_text(root, language))
    elements = {cue.line: element for cue, element in placed}
    captions = unroll([cue for cue, _ in placed])
    if len(captions) != len(english):
        raise InputError(f"{len(captions)} cues instead of {len(english)}")
    for caption, text in zip(captions, english, strict=True):
        for number in caption.shown or (caption.line,):
            for line in filter(None, map(one_line, text.split("\n"))):
                _add_line(elements[number], xml_text(line)[0])
    if head:
        root.addprevious(etree.Comment(f" {one_line(head).replace('--', '-')} "))
    done: bytes = etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)
    return done + b"\n"


def parse_timed_text(root: "_Element", language: str, ledger: Ledger | None = None) -> Iterator[tuple[Cue, "_Element"]]:
    """Parse the cues of a file that show text, each with its element; its line is its number, from 1."""
    ledger = ledger or Ledger()
    clock = _clock(root)
    number = 0
    for element in root.iter("{*}p"):
        number += 1
        said = _said(element)
        if said and not same_language(said, language):
            ledger.leave_out(other_side(said, language), all_text(element), f"cue {number}")
            continue
        if attribute(element, "display") == "none" or attribute(element, "visibility") == "hidden":
            ledger.leave_out("hidden", all_text(element), f"cue {number}")
            continue
        rows = tuple(filter(None, (" ".join(row.split()) for row in _shown(element, number, ledger).split("\n"))))
        if rows:
            start, end = _times(element, clock)
            times = write_times(start, end, ".")
            yield Cue(number, times, start, end, join_turns(rows), rows=rows, last=number), element
    _leave_out_rest(root, ledger)


def _parse(data: bytes) -> "_Element":
    """Give the root of a file.

    Raises:
        InputError: it is no TTML.
    """
    root = parse_xml(without_forbidden(data)[0])
    if local_name(root) != "tt":
        raise InputError(f"is no TTML file: its root is <{local_name(root)}>")
    return root


def _leave_out_rest(element: "_Element", ledger: Ledger, reason: str = "markup") -> None:
    """Note all text that stands in no cue."""
    if local_name(element) == "p":
        return
    reason = _UNREAD.get(local_name(element), reason)
    ledger.leave_out(reason, element.text or "", "header")
    for child in element:
        _leave_out_rest(child, ledger, reason)
        ledger.leave_out(reason, child.tail or "", "header")


def _said(element: "_Element") -> str:
    """Give the tag of the language that an element around a cue, or the cue, says; that of the file counts for nothing.

    Programs write one there whatever the text is in.
    """
    around = (one for one in (element, *element.iterancestors()) if local_name(one) in {"p", "div"})
    return next((tag for one in around if (tag := attribute(one, "lang"))), "")


def _shown(element: "_Element", number: int, ledger: Ledger) -> str:
    """Give the text that an element shows, its line breaks as line ends; `ledger` notes what is not shown."""
    text = re.sub(r"\s+", " ", element.text or "")
    for child in element:
        name = local_name(child)
        reading = "reading" if attribute(child, "ruby") in _READINGS else ""
        if name == "br":
            text += "\n"
        elif reason := reading or _UNREAD.get(name, ""):
            ledger.leave_out(reason, all_text(child), f"cue {number}")
        else:
            text += _shown(child, number, ledger)
        text += re.sub(r"\s+", " ", child.tail or "")
    return text


def _times(element: "_Element", clock: _Clock) -> tuple[float, float]:
    """Give the times of a cue in seconds; where it tells none, those of its parts, from the first to the last."""
    offset = sum(_seconds(attribute(one, "begin"), clock) or 0.0 for one in element.iterancestors())
    parts = [part for part in element.iterdescendants("{*}span") if attribute(part, "begin")]
    begin, end, lasts = (_seconds(attribute(element, name), clock) for name in ("begin", "end", "dur"))
    start = offset + (begin or 0.0)
    if begin is None and parts:
        start += min(_seconds(attribute(part, "begin"), clock) or 0.0 for part in parts)
    if end is not None:
        return start, offset + end
    if lasts is not None:
        return start, start + lasts
    ends = [_seconds(attribute(part, "end"), clock) for part in parts]
    told = [one for one in ends if one is not None]
    return start, offset + (begin or 0.0) + max(told) if told else start + _USUAL


def _seconds(value: str, clock: _Clock) -> float | None:
    """Give a time expression in seconds; None where it is none (TTML2, 12.3.1).

    >>> [_seconds(value, _Clock(25.0, 10.0)) for value in ("00:01:02.5", "00:00:01:05", "1.5s", "50f", "20t", "x")]
    [62.5, 1.2, 1.5, 2.0, 2.0, None]
    """
    if found := _CLOCK.fullmatch(value.strip()):
        hours, minutes, seconds, fraction, frames = found.groups()
        whole = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        return whole + float(fraction or 0) + int(frames or 0) / clock.frames
    if found := _OFFSET.fullmatch(value.strip()):
        size = {**_SECONDS, "f": 1 / clock.frames, "t": 1 / clock.ticks}[found[2]]
        return float(found[1]) * size
    return None


def _clock(root: "_Element") -> _Clock:
    """Tell how many frames and ticks a second has, as the file says."""
    rate = _number(attribute(root, "frameRate")) or _USUAL_RATE
    parts = [_number(one) for one in attribute(root, "frameRateMultiplier").replace(":", " ").split()]
    multiplier = parts[0] / parts[1] if len(parts) == 2 and all(parts) else 1.0  # noqa: PLR2004 (one number by another)
    frames = rate * multiplier
    ticks = _number(attribute(root, "tickRate")) or (frames if attribute(root, "frameRate") else 1.0)
    return _Clock(frames, ticks)


def _number(value: str) -> float:
    """Give a whole number that a file tells; 0 where it is none."""
    return float(value) if value.isascii() and value.isdigit() and len(value) <= 12 else 0.0  # noqa: PLR2004


def _add_line(element: "_Element", line: str) -> None:
    """Put a line below the text of a cue."""
    from lxml import etree

    space = element.tag[: element.tag.index("}") + 1] if element.tag.startswith("{") else ""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() or None
    elif element.text:
        element.text = element.text.rstrip()
    etree.SubElement(element, f"{space}br").tail = line
