"""One run at a time in an output folder: a second one waits, and says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.work.kept import is_plain_file, keep_room, make_way

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

    path = folder / PRIVATE / "lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        make_way(path, folder, warn)
        keep_room(path, folder, warn, is_plain_file)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            warn(f"{folder}: another run is at work there; this one waits for it to end (Ctrl-C gives up)")
            lock.acquire()
    except (OSError, NotImplementedError) as error:  # filelock says the latter where a file system has no locks
        raise OutputError(f"{folder}: cannot be written ({getattr(error, 'strerror', None) or error})") from error
    try:
        yield
    finally:
        lock.release()
