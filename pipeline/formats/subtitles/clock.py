"""Read and write the times of subtitles, however loosely a file has them: hours, leading zeros, fractions may lack."""

import re

_CLOCK = r"-?\d{1,9}(?: ?: ?\d{1,9}){1,3}(?: ?[.,] ?\d{1,12})?"
_ARROW = r"[-–—]{1,3} ?>"  # translation programs and word processors change what stood there
_TIMES = re.compile(rf"\s*({_CLOCK})\s*{_ARROW}\s*({_CLOCK})(?:\s.*)?$")
_BROKEN = re.compile(rf"\s*-?\d+\s*:[^>]*{_ARROW}|\s*-->")


def read_times(line: str) -> tuple[float, float] | None:
    """Give the two times of a line in seconds; None where it has none.

    >>> read_times("00:00:0,500 --> 1:02.5 align:start"), read_times("Fichier --> Menu")
    ((0.5, 62.5), None)
    """
    found = _TIMES.match(line) if ":" in line else None
    return (_milliseconds(found[1]) / 1000, _milliseconds(found[2]) / 1000) if found else None


def is_broken(line: str) -> bool:
    """Tell whether a line begins as one of times does, though it has not two of them."""
    return read_times(line) is None and bool(_BROKEN.match(line))


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
    """Give a time in milliseconds; a fourth number after a colon is one of milliseconds.

    >>> _milliseconds("01:02:03,5"), _milliseconds("00: 00: 20"), _milliseconds("00:00:01:040"), _milliseconds("-0:01")
    (3723500, 20000, 1040, -1000)
    """
    whole, _, fraction = clock.replace(" ", "").lstrip("-").replace(",", ".").partition(".")
    parts = whole.split(":")
    if len(parts) == 4:  # noqa: PLR2004 (hours, minutes, seconds, and what others write behind a comma)
        fraction = parts.pop()
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    total = seconds * 1000 + int(f"{fraction:0<3}"[:3])
    return -total if clock.startswith("-") else total
