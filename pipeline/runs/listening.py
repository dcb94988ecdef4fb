"""What the program logs while a run is under way, passed on to whoever watches the run."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.progress import Progress


class _Listener(logging.Handler):
    """Passes what the program logs in one thread, that of a run, on to the run's progress report."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress
        self.logs = progress.logs
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Say one message."""
        if record.thread == self._thread:
            self._progress.hear(record)


_LOG = logging.getLogger("pipeline")
_LISTENERS = threading.Lock()


@contextmanager
def heard(progress: Progress) -> Iterator[None]:
    """Have the program's log heard by whoever watches the run; the last of several runs leaves all as it was.

    The log goes nowhere else meanwhile, unless it is what the progress report itself speaks by.
    """
    listener = _Listener(progress)
    with _LISTENERS:
        if not progress.logs and not _listening():
            _BEFORE[:] = [_LOG.level, _LOG.propagate]
            _LOG.setLevel(logging.INFO)
            _LOG.propagate = False
        _LOG.addHandler(listener)
    try:
        yield
    finally:
        with _LISTENERS:
            _LOG.removeHandler(listener)
            if _BEFORE and not _listening():
                _LOG.setLevel(_BEFORE[0])
                _LOG.propagate = _BEFORE[1]
                _BEFORE.clear()


_BEFORE: list[Any] = []
"""The log's level, and whether it was passed on, before the first of the runs that are under way."""


def _listening() -> bool:
    """Tell whether a run listens to the libraries' messages already, and nobody else does."""
    return any(isinstance(handler, _Listener) and not handler.logs for handler in _LOG.handlers)
