"""Show rolling captions once: automatic captions repeat each line while the next one comes up below it."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.formats.subtitles.clock import settings, write_times
from pipeline.formats.subtitles.cues import Cue, is_turn
from pipeline.io.kinds import ends_sentence, starts_upper
from pipeline.letters import Ledger

_TOUCH = 0.1  # seconds between two cues of which one goes on as the other; chosen by hand
# Of the cues that follow at once, those that repeat the one before. All chosen by hand.
_LEAST_SHARE, _LEAST_TIMES = 0.5, 2
_LEAST_SHARE_OF_REPLIES, _LEAST_REPLIES = 0.8, 5  # where what is repeated may be said again: "Oui. / Oui. Je viens."


def unroll(cues: Sequence[Cue], ledger: Ledger | None = None) -> list[Cue]:
    r"""Give the lines of rolling captions once each, with all the time they are seen; `ledger` notes their copies.

    Captions roll where most cues that follow another at once repeat its last lines, and some of these move or grow.
    Whole sentences and turns are no sign of that by themselves: people repeat them. Cues that do not roll are given as
    they are.

    >>> said = [("Un",), ("Un", "deux"), ("deux", "trois")]
    >>> cues = [Cue(n, "0:0", n, n + 1, "", rows=rows) for n, rows in enumerate(said)]
    >>> [(cue.text, cue.times, cue.shown) for cue in unroll(cues)][1]
    ('deux', '00:00:01.000 --> 00:00:03.000', (1, 2))
    """
    repeated = [_repeated(before, cue) for before, cue in pairwise(cues)]
    if not _rolls(cues, repeated):
        return list(cues)
    ledger = ledger or Ledger()
    lines: list[Cue] = []
    seen: list[int] = []  # the lines that the cue before shows, by their numbers
    for cue, again in zip(cues, [0, *repeated], strict=True):
        seen = seen[len(seen) - again :]
        for number, row in zip(seen, cue.rows, strict=False):
            ledger.leave_out("repeated", lines[number].text, f"line {cue.line}")
            lines[number] = _prolonged(lines[number], row, cue)
        for row in cue.rows[again:] or (() if cue.rows else ("",)):
            seen.append(len(lines))
            lines.append(cue._replace(text=row, rows=(row,), speakers=cue.speakers[:1], shown=(cue.line,)))
        seen = seen if cue.rows else []
    return [line._replace(times=_times(line)) for line in lines]


def _rolls(cues: Sequence[Cue], repeated: Sequence[int]) -> bool:
    """Tell whether captions roll; `repeated` says of each but the first how many rows it has from the one before."""
    following = sum(_follows(before, cue) for before, cue in pairwise(cues))
    moved = any(
        again and before.rows != cue.rows for again, (before, cue) in zip(repeated, pairwise(cues), strict=True)
    )
    times = sum(map(bool, repeated))
    said = sum(again and _is_reply(cue.rows[:again]) for again, cue in zip(repeated, cues[1:], strict=True))
    least = (_LEAST_SHARE, _LEAST_TIMES) if times - said >= max(_LEAST_TIMES, said) else ()
    share, fewest = least or (_LEAST_SHARE_OF_REPLIES, _LEAST_REPLIES)
    return moved and times >= fewest and times >= share * following


def _is_reply(rows: Sequence[str]) -> bool:
    """Tell whether all of some rows may be said again by a person: a turn, or a whole sentence.

    >>> _is_reply(["Oui."]), _is_reply(["- Non"]), _is_reply(["alors moi"])
    (True, True, False)
    """
    return all(is_turn(row) or (starts_upper(row) and ends_sentence(row)) for row in rows)


def _follows(before: Cue, cue: Cue) -> bool:
    """Tell whether a cue follows another at once, or comes up while it is still seen."""
    return bool(before.rows and cue.rows) and before.start <= cue.start <= before.end + _TOUCH


def _repeated(before: Cue, cue: Cue) -> int:
    """Count the rows at the start of a cue that are the last ones of the cue before; the very last may have grown."""
    if not _follows(before, cue):
        return 0
    for count in range(min(len(before.rows), len(cue.rows)), 0, -1):
        *same, last = before.rows[-count:]
        if [*cue.rows[: count - 1]] == same and f"{cue.rows[count - 1]} ".startswith(f"{last} "):
            return count
    return 0


def _prolonged(line: Cue, row: str, cue: Cue) -> Cue:
    """Give a line that another cue shows as well, as it stands there."""
    return line._replace(text=row, rows=(row,), end=max(line.end, cue.end), shown=(*line.shown, cue.line))


def _times(cue: Cue) -> str:
    """Write the line of times of a caption that several cues show, with the settings of the first."""
    if len(cue.shown) == 1:
        return cue.times
    return write_times(cue.start, cue.end, "," if "," in cue.times else ".") + settings(cue.times)
