"""Parse SubRip and WebVTT into cues: a line of times always begins one, and all text after it is its own.

https://www.w3.org/TR/webvtt1/ ; SubRip has no standard: a number, a line of times, lines of text. Files often lack the
empty line between cues, have one too many, number wrongly or not at all; none of that loses text.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.errors import InputError
from pipeline.formats.subtitles.clock import is_broken, read_times, times_in, write_times
from pipeline.io.lines import split
from pipeline.letters import Ledger

_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_READING = re.compile(r"(?<=<rt>).*?(?=</rt>|</?ruby>|$)", re.DOTALL)
_BREAK = re.compile(r"\\N|\[br\]")  # of SubStation Alpha, which conversions leave behind, and of SubViewer
_HEADER = re.compile(r"\[[A-Z][A-Z ]*\]")  # what SubViewer tells before its first cue
_USUAL = 2.0  # seconds that a cue is shown whose end cannot be read; chosen by hand
_TOLD = 40  # characters of a broken line that a message repeats
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>")
_CODES = re.compile(rf"(?:{_TAGS.pattern}|\s)*")
_PLACE = re.compile(r"\b(?:line|region|vertical):\S+")
_LOOK = re.compile(r"(?<=\\)an?\d+|(?<=color=)#?\w+|(?<=color=[\"'])#?\w+|(?<=<c\.)[\w.-]+", re.IGNORECASE)
_COMMENT = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)(?:[ \t]|$)")
_TURN = re.compile(r"[-–—]\s*(?=[^\s\d—–-])|[^\W\d_a-zà-ÿ](?:[^\W\d_a-zà-ÿ]|[ .'’-]){1,30}:\s")
"""The start of a line at which another person speaks: a dash, or a name in capitals and a colon."""

Role = Literal["blank", "times", "comment", "name", "text"]


class Cue(NamedTuple):
    r"""A caption: the line of the file it begins at, its times as written and in seconds, its text.

    A line break in the text stands where another person speaks; `speakers` names each, as far as the file does. `shown`
    has the lines of times of all cues of the file in which a rolling caption is to be seen, () where it is one. `rows`
    are the lines of text as they are shown, and `last` is the last one's in the file. `style` is what SubStation Alpha
    tells dialogue from signs by, and `column` where in its line its text begins there; `look` is where and in which
    colour other formats show a cue, "" for as usual.
    """

    line: int
    times: str
    start: float
    end: float
    text: str
    speakers: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()
    rows: tuple[str, ...] = ()
    last: int = 0
    style: str = ""
    column: int = 0
    look: str = ""


def is_turn(text: str) -> bool:
    """Tell whether a text begins as the turn of a person does.

    >>> is_turn("- Oui."), is_turn("MARIE : Oui."), is_turn("- 3 degrés")
    (True, True, False)
    """
    return bool(_TURN.match(text))


def join_turns(rows: Iterable[str]) -> str:
    r"""Give the lines that are shown as one text, in which a line break stands where another person speaks.

    >>> join_turns(["- Tu viens", "demain ?", "- Oui."])
    '- Tu viens demain ?\n- Oui.'
    """
    turns: list[str] = []
    for row in rows:
        if turns and not is_turn(row):
            turns[-1] += f" {row}"
        else:
            turns.append(row)
    return "\n".join(turns)


def is_web(content: str) -> bool:
    """Tell whether a file is WebVTT."""
    return content.lstrip("\ufeff \t\r\n").startswith("WEBVTT")


def one_end(content: str) -> str:
    r"""Give a file's text with one end of line where an error of conversion made CR CR LF.

    >>> one_end("Un\r\r\ndeux\r\n")
    'Un\r\ndeux\r\n'
    """
    return content.replace("\r\r\n", "\r\n")


def parse_cues(content: str, ledger: Ledger | None = None) -> Iterator[Cue]:
    r"""Parse a file's cues, without its comments, styles and tags, as `ledger` notes.

    A line of times that cannot be read has the times that the cues around it leave it; the text below it is kept.

    Raises:
        InputError: all text is without times; the message names the first line of it.

    >>> [(cue.start, cue.text) for cue in parse_cues("1\n00:00:01,000 --> 00:00:02,500\n<i>Viens</i>\nvite.")]
    [(1.0, 'Viens vite.')]
    """
    ledger = ledger or Ledger()
    lines = split(one_end(content))
    roles = _roles(lines, is_web(content))
    _leave_out_others(lines, roles, ledger)
    starts = [place for place, role in enumerate(roles) if role == "times"]
    _leave_out_early(lines, roles, starts, ledger)
    times = _times([lines[start] for start in starts])
    for (start, end), shown in zip(pairwise([*starts, len(lines)]), times, strict=True):
        if is_broken(lines[start]):
            told = lines[start].strip()
            told = told if len(told) <= _TOLD else f"{told[:_TOLD]}…"
            ledger.warn(
                f"line {start + 1}: {told!r} has no two times such as 00:00:01,000; guessed by the cues around it"
            )
        inside = [place for place in range(start + 1, end) if roles[place] == "text"]
        for before, place in pairwise([start, *inside]):
            if "" in lines[before + 1 : place]:  # a line of spaces ends no cue
                ledger.warn(f"line {place + 1}: text without times, read as the end of the cue before it")
        yield _cue(lines, start, shown, inside, ledger)


def _times(lines: Sequence[str]) -> list[tuple[float, float]]:
    """Give the two times of each line of times, those that cannot be read by the cues before and after.

    >>> _times(["0:01 --> 0:03", "--> 0:08", "0:xx --> 0:yy", "0:10 --> 0:12"])
    [(1.0, 3.0), (3.0, 8.0), (8.0, 10.0), (10.0, 12.0)]
    """
    found = [read_times(line) or times_in(line) for line in lines]
    made: list[tuple[float, float]] = []
    for number, (start, end) in enumerate(found):
        begins = made[-1][1] if start is None and made else start or 0.0
        after = found[number + 1][0] if number + 1 < len(found) else None
        guessed = after if after is not None and begins < after else begins + _USUAL
        made.append((begins, guessed if end is None else end))
    return made


def _leave_out_early(lines: Sequence[str], roles: Sequence[Role], starts: Sequence[int], ledger: Ledger) -> None:
    """Leave out text before all times, of which there are `starts`.

    Raises:
        InputError: there are none.
    """
    early = [place for place in range(starts[0] if starts else len(lines)) if roles[place] == "text"]
    for place in early:
        told = f"line {place + 1}: text without times"
        if not starts:
            raise InputError(f"{told}; write 00:00:01,000 --> 00:00:03,500 above it")
        is_header = _HEADER.match(lines[place]) is not None
        if not is_header:
            ledger.warn(f"{told}, left out; write 00:00:01,000 --> 00:00:03,500 above it")
        ledger.leave_out("markup" if is_header else "comment", html.unescape(lines[place]), f"line {place + 1}")


def _leave_out_others(lines: Sequence[str], roles: Sequence[Role], ledger: Ledger) -> None:
    """Leave out all lines that are no text: remarks, and what belongs to the format."""
    reason = "cue_times"
    for place, (line, role) in enumerate(zip(lines, roles, strict=True)):
        if role != "comment":
            reason = "cue_times"
        elif line.startswith("NOTE"):
            reason = "comment"
        elif line.startswith(("STYLE", "REGION")) and "times" in roles[:place] and roles[place - 1] == "blank":
            reason = "comment"
            ledger.warn(f"line {place + 1}: {line.split()[0]} after the first cue, where it is none; left out")
        if role == "name" and roles[place + 1 : place + 2] != ["times"]:
            ledger.warn(f"line {place + 1}: a number by itself, left out as the number of a cue")
        if role not in {"blank", "text"}:
            ledger.leave_out(reason, html.unescape(line), f"line {place + 1}")


def _roles(lines: Sequence[str], web: bool) -> list[Role]:
    """Tell what each line of a file is."""
    roles: list[Role] = []
    before: Role = "blank"
    for line in lines:
        if not line.strip(" \t"):
            before = "blank"
        elif read_times(line) or is_broken(line):
            before = "times"
        elif before == "comment" or (web and before == "blank" and _COMMENT.match(line)):
            before = "comment"
        else:
            before = "text"
        roles.append(before)
    _find_names(lines, roles, web)
    return roles


def _find_names(lines: Sequence[str], roles: list[Role], web: bool) -> None:
    """Find the lines that name or number cues, among those that look like text.

    A number right above times is a cue's where another cue has one below an empty line; a number between empty lines is
    no text either, unless it is all that a cue has. Only WebVTT has names that are no numbers.
    """
    numbered = any(
        _is_number(lines[place - 1]) and (place == 1 or roles[place - 2] == "blank")
        for place, role in enumerate(roles)
        if role == "times" and place
    )
    filled = [*roles]  # of every line, the role of the next one that is not empty
    for place in range(len(roles) - 2, -1, -1):
        filled[place] = roles[place + 1] if roles[place + 1] != "blank" else filled[place + 1]
    last: Role = "comment"  # the role of the line before that is not empty
    for place, role in enumerate(roles):
        if role == "text":
            begins = place == 0 or roles[place - 1] == "blank"
            follows: Role = roles[place + 1] if place + 1 < len(roles) else "blank"
            number = _is_number(lines[place])
            if follows == "times":
                named = (begins and (web or number)) or (number and numbered)
            else:
                alone = number and begins and follows == "blank"
                named = alone and (filled[place] == "times" or last != "times")
            roles[place] = "name" if named else role
        if role != "blank":
            last = roles[place]


def _is_number(line: str) -> bool:
    """Tell whether a line is a number."""
    return line.strip().isdigit()


def _cue(lines: Sequence[str], begun: int, times: tuple[float, float], inside: Sequence[int], ledger: Ledger) -> Cue:
    """Make a cue of its line of times, what these are, and its lines of text; `ledger` notes its tags."""
    start, end = times
    rows: list[str] = []
    turns: list[tuple[str, str]] = []  # who speaks, and what
    speaker = ""
    for place in inside:
        shown, readings = _without_readings(lines[place])
        ledger.leave_out("reading", html.unescape("".join(readings)), f"line {place + 1}")
        ledger.leave_out("markup", html.unescape(" ".join(_TAGS.findall(shown))), f"line {place + 1}")
        rows += filter(None, map(_plain, shown_lines := _BREAK.split(shown)))
        ledger.leave_out("markup", "".join(_BREAK.findall(shown)), f"line {place + 1}")
        for voice, part in (turn for line in shown_lines for turn in _by_voice(line)):
            is_same = voice in {"", speaker}
            speaker = voice or speaker
            if not (text := _plain(part)):
                continue
            if turns and is_same and not is_turn(text):
                turns[-1] = (turns[-1][0], f"{turns[-1][1]} {text}")
            else:
                turns.append((speaker, text))
    return Cue(
        line=begun + 1,
        times=write_times(start, end, ",") if is_broken(lines[begun]) else lines[begun].strip(),
        start=start,
        end=end,
        text="\n".join(text for _, text in turns),
        speakers=tuple(name for name, _ in turns) if speaker else (),
        rows=tuple(rows),
        last=inside[-1] + 1 if inside else begun + 1,
        look=_look(lines[begun], lines[inside[0]] if inside else ""),
    )


def _look(times: str, row: str) -> str:
    """Tell where a cue is shown and in which colour, by its line of times and the codes before its first words.

    >>> _look("0:01 --> 0:02", '<i><font color="#FFFF00">Un an après'), _look("0:01 --> 0:02 line:0", "- Oui")
    ('#ffff00', 'line:0')
    """
    codes = _CODES.match(row)
    found = [*_PLACE.findall(times), *(_LOOK.findall(codes[0]) if codes else ())]
    return " ".join(found).lower()


def _without_readings(line: str) -> tuple[str, list[str]]:
    """Take the readings above words from a line, which WebVTT has in `rt`; give them too.

    >>> _without_readings("<ruby>漢<rt>kan</rt></ruby> !")
    ('<ruby>漢<rt></rt></ruby> !', ['kan'])
    """
    return _READING.sub("", line), [_plain(found) for found in _READING.findall(line)]


def _by_voice(line: str) -> Iterator[tuple[str, str]]:
    """Cut a line where another voice is named; give each part with the name, "" where it has none.

    >>> list(_by_voice("Oui <v Léa>Non</v>"))
    [('', 'Oui '), ('Léa', '<v Léa>Non</v>')]
    """
    starts = [found.start() for found in _VOICE.finditer(line)]
    for start, end in pairwise([0, *starts, len(line)]):
        voice = _VOICE.match(line, start, end)
        yield " ".join(html.unescape(voice[1]).split()) if voice else "", line[start:end]


def _plain(line: str) -> str:
    """Give the text of a line without tags, with one space for several."""
    return re.sub(r"[ \t\r\n]+", " ", "".join(map(html.unescape, _TAGS.split(line)))).strip(" ")
