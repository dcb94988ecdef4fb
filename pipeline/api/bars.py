"""Tell how far a call or a run is: a bar in a notebook, on a terminal if asked, or your own function."""

import builtins
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from pipeline.progress import Bar, Progress

log = logging.getLogger(__name__)

_DELAY = 0.5
"""Seconds before a bar appears, so that what takes no time leaves none. Chosen by hand."""


class Step(NamedTuple):
    """How far a stage is: its name, how much of it is done and how much there is, and what is counted."""

    stage: str
    done: int
    total: int
    unit: str


Callback = Callable[[Step], object]
Watcher = bool | Callback | Progress | None
"""Who is told: None bars in a notebook, true bars anywhere, false nobody; a function gets steps, or a Progress."""


class Watched(Progress):
    """Progress of calls from Python: bars or a function hear of stages; messages go to the log, warnings are kept."""

    logs = True

    def __init__(self, watcher: bool | Callback | None) -> None:
        super().__init__("quiet")
        self._watcher = in_notebook() if watcher is None else watcher
        self.warnings: list[str] = []

    @contextmanager
    def stage(self, name: str, total: int, unit: str = "sentences") -> Iterator[Bar]:
        """Report a stage of so many units."""
        if callable(self._watcher):
            yield _Told(self._watcher, Step(name, 0, total, unit))
        elif self._watcher and total:
            with drawn_bar(name, total, unit) as bar:
                yield bar
        else:
            yield _Silent()

    def say(self, message: str) -> None:
        """Log what is worth knowing."""
        log.info(_encodable(message))

    def warn(self, message: str) -> None:
        """Log what needs attention, and keep it for the result."""
        self.warnings.append(message)
        log.warning(_encodable(message))

    def hear(self, record: logging.LogRecord) -> None:
        """Keep a warning that the program has logged."""
        if record.levelno >= logging.WARNING and record.name != log.name:
            self.warnings.append(record.getMessage())


class _Silent:
    """A bar that nobody sees."""

    def advance(self, count: int) -> None:
        """Say nothing."""


class _Told:
    """A bar whose steps a function hears, the first of them when it begins."""

    def __init__(self, tell: Callback, step: Step) -> None:
        self._tell, self._step = tell, step
        tell(step)

    def advance(self, count: int) -> None:
        """Tell of so many more."""
        self._step = self._step._replace(done=self._step.done + count)
        self._tell(self._step)


class _Drawn:
    """A bar of tqdm."""

    def __init__(self, bar: Any) -> None:
        self._bar = bar

    def advance(self, count: int) -> None:
        """Draw so many more."""
        self._bar.update(count)


@contextmanager
def drawn_bar(name: str, total: int | None, unit: str) -> Iterator[Bar]:
    """Draw a bar as tqdm does where the program runs: a widget in a notebook, text elsewhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a notebook without widgets gets bars of text, and need not be told
        from tqdm.auto import tqdm

        bar = tqdm(total=total, desc=name, unit=f" {unit}", delay=_DELAY, dynamic_ncols=True)
    try:
        yield _Drawn(bar)
    finally:
        bar.close()


def _encodable(message: str) -> str:
    """Give a message that every log can hold: a path may have characters that no encoding has."""
    return message.encode(errors="backslashreplace").decode()


def watched(watcher: Watcher) -> Progress:
    """Give the progress report that a caller asks for."""
    return watcher if isinstance(watcher, Progress) else Watched(watcher)


def in_notebook() -> bool:
    """Tell whether a notebook's kernel runs the program."""
    shell = getattr(builtins, "get_ipython", None)
    return shell is not None and type(shell()).__name__ == "ZMQInteractiveShell"
