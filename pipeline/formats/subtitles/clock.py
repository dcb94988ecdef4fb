"""Read and write the times of subtitles, however loosely a file has them: hours, leading zeros, fractions may lack."""

import re

_CLOCK = r"-?\d{1,9}(?: ?[:;] ?\d{1,9}){1,3}(?: ?[.,] ?\d{1,12})?"
_ARROW = r"[-–—]{1,3} ?>"  # translation programs and word processors change what stood there
_COMMA = r"(?<=\.\d\d),|(?<=\.\d\d\d),"  # between times with points, as YouTube's SBV has it
_TIMES = re.compile(rf"\s*({_CLOCK})(?:\s*{_ARROW}\s*|{_COMMA})({_CLOCK})(?:\s.*)?$")
_BROKEN = re.compile(rf"(?P<start>(?!\s*{_ARROW})[^>]*?)?{_ARROW}(?P<end>.*)$", re.DOTALL)
_LONE = re.compile(r"\s*\d{1,3}:\d\d:\d\d[.,]\d{1,3}\s*$")
_WORD = re.compile(r"[^\W\d_]{3}")
_FRAMES = 30  # a second, of the times that have semicolons in the place of colons: drop frames


def read_times(line: str) -> tuple[float, float] | None:
    """Give the two times of a line in seconds; None where it has none.

    >>> read_times("00:00:0,500 --> 1:02.5 align:start"), read_times("Fichier --> Menu")
    ((0.5, 62.5), None)
    """
    found = _TIMES.match(line) if ":" in line or ";" in line else None
    return (_milliseconds(found[1]) / 1000, _milliseconds(found[2]) / 1000) if found else None


def is_broken(line: str) -> bool:
    """Tell whether a line is one of times though it has not two of them: one beside an arrow, or one with its fraction.

    >>> is_broken("--> 0:02"), is_broken("0:xx --> 0:02"), is_broken("00:00:01,000"), is_broken("1: le menu --> Voir")
    (True, True, True, False)
    """
    if read_times(line):
        return False
    if _LONE.match(line):
        return True
    found = _BROKEN.match(line) if ">" in line else None
    if found is None:
        return False
    start, end = (found["start"] or "").strip(), found["end"].split(maxsplit=1)
    is_clock = not start or (":" in start and start[:1] in "-0123456789")
    return is_clock and not _WORD.search(start) and not (end and _WORD.search(end[0]))


def times_in(line: str) -> tuple[float | None, float | None]:
    """Give the times that a broken line has, before and after its arrow; None for one that cannot be read.

    >>> times_in("--> 00:00:08,000"), times_in("00:00:10,000 -->"), times_in("00:00:11,000")
    ((None, 8.0), (10.0, None), (11.0, None))
    """
    found = None if _LONE.match(line) else _BROKEN.match(line)
    sides = (found["start"] or "", found["end"]) if found else (line, "")
    clocks = [re.match(rf"{_CLOCK}(?=\s|$)", side.strip()) for side in sides]
    start, end = (_milliseconds(clock[0]) / 1000 if clock else None for clock in clocks)
    return start, end


def write_times(start: float, end: float, mark: str) -> str:
    """Write two times with hours, and with `mark` before the milliseconds; none is before the start of the film.

    >>> write_times(0.5, 3662.0, ",")
    '00:00:00,500 --> 01:01:02,000'
    """
    return " --> ".join(_written(round(max(seconds, 0) * 1000), mark) for seconds in (start, end))


def settings(line: str) -> str:
    """Give what stands behind the times of a line, with the space before it.

    >>> settings("00:01.000 --> 00:02.000 line:0")
    ' line:0'
    """
    found = _TIMES.match(line)
    return line[found.end(2) :].rstrip() if found else ""


def _written(milliseconds: int, mark: str) -> str:
    """Write one time."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


def _milliseconds(clock: str) -> int:
    """Give a time in milliseconds; a fourth number after a colon is one of milliseconds, after a semicolon of frames.

    >>> _milliseconds("01:02:03,5"), _milliseconds("00: 00: 20"), _milliseconds("00:00:01:040"), _milliseconds("-0:01")
    (3723500, 20000, 1040, -1000)
    >>> _milliseconds("00;00;13;15")
    13500
    """
    has_frames = clock.count(";") == 3  # noqa: PLR2004 (between hours, minutes, seconds and frames)
    clock = clock.replace(";", ":")
    whole, _, fraction = clock.replace(" ", "").lstrip("-").replace(",", ".").partition(".")
    parts = whole.split(":")
    if len(parts) == 4:  # noqa: PLR2004 (hours, minutes, seconds, and what others write behind a comma)
        fraction = parts.pop()
        fraction = f"{int(fraction) * 1000 // _FRAMES % 1000:03}" if has_frames else fraction
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    total = seconds * 1000 + int(f"{fraction:0<3}"[:3])
    return -total if clock.startswith("-") else total
