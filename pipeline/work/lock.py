"""One run at a time in an output folder: a second one waits, and says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError

PRIVATE = Path("work/.fr-en-pipeline")
"""Where a run keeps, inside of its output folder, what only it may touch: the lock, outputs on the way, records."""


@contextmanager
def locked(folder: Path, warn: Callable[[str], None]) -> Iterator[None]:
    """Keep every other run out of an output folder; `warn` hears that another one is waited for.

    The lock is the operating system's: it goes with the process that holds it, however that ends.

    Raises:
        OutputError: the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    private = folder / PRIVATE
    try:
        private.mkdir(parents=True, exist_ok=True)
        lock = FileLock(private / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            warn(f"{folder}: another run is at work there; this one waits for it to end (Ctrl-C gives up)")
            lock.acquire()
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error})") from error
    try:
        yield
    finally:
        lock.release()
