r"""Read and splice SubStation Alpha, ASS and SSA: its events as cues, in the order of their times.

http://www.tcax.org/docs/ass-specs.htm ; what players make of it is told at https://aegisub.org/docs/latest/ass_tags/ .
Lines of every section but `[Events]` are no text. An event's text may hold codes in braces, `\N` for a line break,
`\h` for a space that does not break, and drawings between `{\p1}` and `{\p0}`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.clock import read_times, write_times
from pipeline.formats.subtitles.cues import Cue, join_turns, one_end
from pipeline.formats.subtitles.read import text_of
from pipeline.io.characters import one_line
from pipeline.io.encoding import decode
from pipeline.io.lines import split, split_with_ends, usual_end
from pipeline.letters import Ledger

_EVENT = re.compile(r"[ \t]*(Dialogue|Comment|Format)[ \t]*:[ \t]*", re.IGNORECASE)
_SECTION = re.compile(r"[ \t\ufeff]*\[([^\]]+)\][ \t]*$")
_OTHER = re.compile(r"[ \t]*(?:Picture|Sound|Movie|Command)[ \t]*:", re.IGNORECASE)
_USUAL = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_SIGNS = re.compile(r"\\([Nnh])")
_PEN = re.compile(r"\\p(\d{1,9})")
_TOUCH = 0.1  # seconds between two events of which one goes on as the other; chosen by hand, as for rolling captions
_NO_EVENT = "has no events: a line such as Dialogue: 0,0:00:01.00,0:00:03.50,Default,,0,0,0,,Bonjour."


class _Part(NamedTuple):
    """A stretch of an event's text: what is shown, a code, or a drawing."""

    kind: str
    text: str


def read_substation(data: bytes, encoding: str, language: str) -> Text:
    """Read an ASS or SSA file; each paragraph's locator is the lines of its first and last event, "12-15".

    Raises:
        InputError: there are no events with text.
    """
    content, codec = decode(data, encoding)
    ledger = Ledger()
    ledger.hold(content)
    return text_of(show_once(parse_events(content, ledger), ledger), ledger, language, codec, _NO_EVENT)


def splice_substation(
    data: bytes, english: Sequence[str], language: str = "fr", encoding: str = "auto", head: str = ""
) -> bytes:
    r"""Put the English below the French of each event; UTF-8 with a byte order mark, which players want.

    `language` is for other formats. `head` is said in a remark at the top.

    >>> line = b"Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\i1}Oui.\n"
    >>> splice_substation(line, ["Yes."]).decode("utf-8-sig").partition(",,")[2]
    '0,0,0,,{\\i1}Oui.\\NYes.\n'

    Raises:
        InputError: it has other than so many cues.
    """
    content = one_end(decode(data, encoding)[0]).removeprefix("\ufeff")
    cues = show_once(parse_events(content))
    if len(cues) != len(english):
        raise InputError(f"{len(cues)} cues instead of {len(english)}")
    said: defaultdict[int, list[str]] = defaultdict(list)
    for cue, text in zip(cues, english, strict=True):
        for line in cue.shown:
            said[line] += map(escaped, filter(None, map(one_line, text.split("\n"))))
    lines = split_with_ends(content)
    newline = usual_end(lines)
    for number, texts in said.items():
        bare = lines[number - 1].rstrip("\r\n")
        end = lines[number - 1][len(bare) :]
        pen_up = r"{\p0}" if _ends_in_drawing(bare) else ""
        lines[number - 1] = bare + pen_up + "".join(rf"\N{text}" for text in texts) + end
    if head:
        top = next((at + 1 for at, line in enumerate(lines) if _SECTION.match(line.rstrip("\r\n"))), 0)
        lines.insert(top, f"; {one_line(head)}{newline}")
    return "".join(lines).encode("utf-8-sig")


def parse_events(content: str, ledger: Ledger | None = None) -> list[Cue]:
    r"""Parse the events of a file that show text, in the order of their times; `ledger` notes what is left out.

    >>> line = r"Dialogue: 0,0:00:01.00,0:00:02.50,Default,Léa,0,0,0,,{\i1}Viens\Nvite, Paul."
    >>> [(cue.start, cue.text, cue.speakers, cue.rows) for cue in parse_events(line)]
    [(1.0, 'Viens vite, Paul.', ('Léa',), ('Viens', 'vite, Paul.'))]
    """
    ledger = ledger or Ledger()
    fields: Sequence[str] = _USUAL
    cues: list[Cue] = []
    is_events = True
    for number, line in enumerate(split(one_end(content)), 1):
        place = f"line {number}"
        event = _EVENT.match(line)
        if section := _SECTION.match(line):
            is_events = section[1].strip().lower() == "events"
        if event and event[1].lower() == "format":
            named = tuple(name.strip().lower() for name in line[event.end() :].split(","))
            fields = named if is_events and {"start", "end"} <= {*named} and named[-1] == "text" else fields
            ledger.leave_out("markup", line, place)
        elif event and event[1].lower() == "dialogue":
            cues += _read_event(line, number, event.end(), fields, cues[-1] if cues else None, ledger)
        elif event or line.lstrip("\ufeff \t").startswith((";", "!:")):
            ledger.leave_out("comment", line, place)
        else:
            if is_events and line.strip("\ufeff \t") and not section and not _OTHER.match(line):
                ledger.warn(f"{place}: no event, left out; begin it with Dialogue: or join it to the line before")
                ledger.leave_out("malformed", line, place)
                continue
            ledger.leave_out("markup", line, place)
    return sorted(cues, key=lambda cue: cue.start)


def show_once(cues: Sequence[Cue], ledger: Ledger | None = None) -> list[Cue]:
    """Give events that show the same text at one time, in layers, or frame after frame, once; `ledger` notes copies.

    >>> layers = [Cue(line, "0:1 --> 0:2", 1.0, 2.0, "Gare", rows=("Gare",)) for line in (1, 2)]
    >>> [(cue.text, cue.shown) for cue in show_once(layers)]
    [('Gare', (1, 2))]
    """
    ledger = ledger or Ledger()
    found: list[Cue] = []
    last: dict[tuple[str, tuple[str, ...]], int] = {}
    for cue in cues:
        key = (cue.style, cue.rows)
        at = last.get(key)
        if at is not None and cue.start <= found[at].end + _TOUCH:
            before = found[at]
            end = max(before.end, cue.end)
            times = before.times if end == before.end else write_times(before.start, end, ".")
            found[at] = before._replace(end=end, times=times, shown=(*before.shown, cue.line))
            ledger.leave_out("repeated", cue.text, f"line {cue.line}")
        else:
            last[key] = len(found)
            found.append(cue._replace(shown=(cue.line,)))
    return found


def _read_event(
    line: str, number: int, start: int, fields: Sequence[str], before: Cue | None, ledger: Ledger
) -> Iterator[Cue]:
    """Read an event that shows text; one without times begins where the one before ends."""
    place = f"line {number}"
    values = line[start:].split(",", len(fields) - 1)
    if len(values) < len(fields):
        ledger.warn(f"{place}: an event with {len(values)} fields instead of {len(fields)}, left out")
        ledger.leave_out("malformed", line, place)
        return
    given = dict(zip(fields, values, strict=True))
    ledger.leave_out("cue_times", line[:start] + ",".join(values[:-1]), place)
    rows = _read_rows(given["text"], place, ledger)
    if not rows:
        return
    times = f"{given['start'].strip()} --> {given['end'].strip()}"
    seconds = read_times(times)
    if seconds is None:
        ledger.warn(f"{place}: {times!r} are no two times such as 0:00:01.00, read as shown after the event before")
        seconds = (before.end, before.end) if before else (0.0, 0.0)
        times = write_times(*seconds, ".")
    name = " ".join(given.get("name", given.get("actor", "")).split())
    text = join_turns(rows)
    speakers = (name,) * len(text.split("\n")) if name else ()
    style = given.get("style", "").strip()
    column = len(line) - len(given["text"])
    yield Cue(number, times, *seconds, text, speakers, rows=rows, last=number, style=style, column=column)


def _read_rows(text: str, place: str, ledger: Ledger) -> tuple[str, ...]:
    """Give the lines that an event shows; `ledger` notes its codes and drawings."""
    shown = ""
    for part in parts_of(text):
        if part.kind == "text":
            shown += part.text
        else:
            ledger.leave_out(part.kind, part.text, place)
    ledger.leave_out("markup", " ".join(_SIGNS.findall(shown)), place)
    plain = shown.replace(r"\h", "\u00a0").replace(r"\n", r"\N")
    rows = (re.sub(r"[ \t\r\n]+", " ", row).strip(" ") for row in plain.split(r"\N"))
    return tuple(row for row in rows if row.strip())


def parts_of(text: str) -> Iterator[_Part]:
    r"""Cut an event's text at its codes; a brace that nothing closes is shown.

    >>> [tuple(part) for part in parts_of(r"{\p1}m 0 0{\p0}Gare{de Lyon}")]
    [('markup', '\\p1'), ('drawing', 'm 0 0'), ('markup', '\\p0'), ('text', 'Gare'), ('comment', 'de Lyon')]
    """
    kind, done = "text", 0
    while (start := text.find("{", done)) >= 0 and (end := text.find("}", start)) >= 0:
        if start > done:
            yield _Part(kind, text[done:start])
        code = text[start + 1 : end]
        yield _Part("markup" if "\\" in code else "comment", code)
        for pen in _PEN.finditer(code):
            kind = "drawing" if int(pen[1]) else "text"
        done = end + 1
    if done < len(text):
        yield _Part(kind, text[done:])


def _ends_in_drawing(line: str) -> bool:
    """Tell whether what is put behind a line would be drawn."""
    pens = [pen for part in parts_of(line) if part.kind == "markup" for pen in _PEN.findall(part.text)]
    return bool(pens) and int(pens[-1]) > 0


def escaped(text: str) -> str:
    r"""Give English as an event shows it: nothing in it is a code.

    >>> escaped(r"{a} C:\News").replace("\u2060", "|")
    '(a) C:\\|News'
    """
    return text.replace("{", "(").replace("}", ")").replace("\\", "\\\u2060")
