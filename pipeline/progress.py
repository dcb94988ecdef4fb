"""Tell a person, or a program, how far a run is: on standard error, never in the way of results."""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal, Protocol

ProgressStyle = Literal["bars", "lines", "json", "quiet"]

_SECONDS_BETWEEN_LINES = 10.0
"""Between two lines of a log, so that a night's run leaves one that can be read."""


class Bar(Protocol):
    """One stage's progress."""

    def advance(self, count: int) -> None:
        """Say that so many more are done."""


class Progress:
    """Reports stages and messages in one of four styles.

    bars: a bar with sentences/s and time left (for a terminal); lines: plain lines, one every ten seconds at most;
    json: one JSON object a line; quiet: warnings only. `logs` says that a report speaks by the program's log itself.
    """

    logs = False

    def __init__(self, style: ProgressStyle | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.style: ProgressStyle = style or ("bars" if sys.stderr.isatty() else "lines")
        self.clock = clock

    @contextmanager
    def stage(self, name: str, total: int, unit: str = "sentences") -> Iterator[Bar]:
        """Report a stage of so many units; nothing is said of a stage without any."""
        if self.style == "bars" and total:
            with _TerminalBar(name, total, unit) as bar:
                yield bar
            return
        steady = _Lines(self, name, total, unit)
        yield steady
        steady.finish()

    def say(self, message: str) -> None:
        """Report something worth knowing."""
        if self.style == "json":
            self.emit({"event": "message", "message": message})
        elif self.style != "quiet":
            self._say(message)

    def warn(self, message: str) -> None:
        """Report something that needs attention; said in every style."""
        if self.style == "json":
            self.emit({"event": "warning", "message": message})
        else:
            self._say(f"warning: {message}")

    def hear(self, record: logging.LogRecord) -> None:
        """Report what the program has logged."""
        tell = self.warn if record.levelno >= logging.WARNING else self.say
        tell(record.getMessage())

    def _say(self, line: str) -> None:
        """Write a line above the bar, if one is drawn."""
        if self.style == "bars":
            from tqdm import tqdm

            tqdm.write(line, file=sys.stderr)
        else:
            _write(line)

    def emit(self, event: dict[str, object]) -> None:
        """Write one JSON line, in the json style only."""
        if self.style == "json":
            _write(json.dumps({"time": round(time.time(), 3), **event}, ensure_ascii=False))


class _TerminalBar:
    """A bar that grows on a terminal."""

    def __init__(self, name: str, total: int, unit: str) -> None:
        from tqdm import tqdm

        self._bar = tqdm(total=total, desc=f"{name:9}", unit=f" {unit}", file=sys.stderr, dynamic_ncols=True)

    def __enter__(self) -> "_TerminalBar":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def advance(self, count: int) -> None:
        self._bar.update(count)


class _Lines:
    """Lines of text, or of JSON, from time to time and at the end."""

    def __init__(self, progress: Progress, name: str, total: int, unit: str) -> None:
        self._progress, self._name, self._total, self._unit = progress, name, total, unit
        self._done = 0
        self._start = self._last = progress.clock()

    def advance(self, count: int) -> None:
        self._done += count
        now = self._progress.clock()
        if now - self._last >= _SECONDS_BETWEEN_LINES and self._done < self._total:
            self._last = now
            self._report("progress")

    def finish(self) -> None:
        if self._total:
            self._report("stage")

    def _report(self, event: str) -> None:
        """Tell how far the work is, in the style that was chosen."""
        seconds = self._progress.clock() - self._start
        rate = self._done / max(seconds, 1e-9)
        if self._progress.style == "json":
            counts = {"stage": self._name, "done": self._done, "total": self._total, "seconds": round(seconds, 3)}
            self._progress.emit({"event": event, **counts})
        elif self._progress.style == "lines":
            left = f", about {(self._total - self._done) / rate:.0f} s left" if event == "progress" and rate else ""
            _write(f"{self._name}: {self._done}/{self._total} {self._unit}, {rate:.0f}/s{left}")


def _write(line: str) -> None:
    """Write a line to standard error at once; where that is full or closed, nobody is told, and the work goes on."""
    with suppress(OSError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
