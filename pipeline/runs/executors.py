"""Executors: who does the tasks of a stage, in this process or in several, so that the same bytes come of it.

A worker is a process of its own that does one task after another (`pipeline.runs.making`) and leaves what it makes in
the work folder. It is told a stage with every task, and keeps the ones it knows, so that a model is loaded once.
"""

import logging
import os
import pickle
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from multiprocessing import get_context, parent_process
from multiprocessing.context import SpawnContext
from pathlib import Path
from typing import Any, Protocol

from pipeline.errors import FaultError
from pipeline.processors import SHARE, processors
from pipeline.progress import Progress
from pipeline.runs.making import Advance, Task, make
from pipeline.stages.base import Cache, Stage
from pipeline.work.store import Pieces, Store, StoredResult

FEWEST = 1500
"""Units of work for each worker from which on it pays to start it: one takes 1.2 s to begin (eval/LOG.md)."""


class Executor(Protocol):
    """Does tasks."""

    def __call__(self, tasks: Sequence[Task], advance: Advance) -> Iterator[Pieces]:
        """Do tasks of one stage; give what comes of each, in their order.

        Raises:
            DocumentsError: some documents make the stage fail.
            PipelineError: a task cannot be done, see `pipeline.runs.making`.
        """

    def alone(self, task: Task, advance: Advance) -> Pieces:
        """Do one task in this process, as reading a file is."""

    def close(self) -> None:
        """End all workers."""


class Here:
    """Does tasks in this process, one after the other."""

    def __init__(self, store: Store, cache: Cache | None = None) -> None:
        self._store = store
        self._cache = cache

    def __call__(self, tasks: Sequence[Task], advance: Advance) -> Iterator[Pieces]:
        """Do tasks, each when what comes of it is asked for."""
        return (self.alone(task, advance) for task in tasks)

    def alone(self, task: Task, advance: Advance) -> Pieces:
        """Do one task."""
        return make(task, self._store, advance, self._cache)

    def close(self) -> None:
        """End nothing: there are no workers."""


class Workers(Here):
    """Does tasks in as many processes of this machine as there is work for, at most `most`.

    A stage that uses all processors by itself, as translation does, stays in this process: its model is there once.
    When a worker is lost (killed, or out of memory), its tasks are done again with one worker fewer, in the end here.
    """

    def __init__(self, store: Store, progress: Progress, most: int, cache: Cache | None = None) -> None:
        super().__init__(store, cache)
        self._progress = progress
        self._most = most
        self._pool: ProcessPoolExecutor | None = None
        self._context: SpawnContext = get_context("spawn")
        self._advance: Advance = lambda _: None

    def __call__(self, tasks: Sequence[Task], advance: Advance) -> Iterator[Pieces]:
        """Do tasks; what comes of each is given as soon as that of all before it is."""
        wanted = min(self._most, len(tasks), sum(task.units for task in tasks) // FEWEST)
        if wanted < 2 or tasks[0].stage.is_parallel:  # noqa: PLR2004 -- two are several
            return super().__call__(tasks, advance)
        return self._spread(list(tasks), advance)

    def close(self) -> None:
        """End all workers, also those in the middle of a task."""
        pool, self._pool = self._pool, None
        if pool is not None:
            processes = list((pool._processes or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()

    def _spread(self, tasks: list[Task], advance: Advance) -> Iterator[Pieces]:
        """Do tasks in the pool; those that a lost worker takes down are done again."""
        self._advance = advance
        stage = pickle.dumps(tasks[0].stage)
        done = 0
        while done < len(tasks):
            if self._most == 1:
                yield from super().__call__(tasks[done:], advance)
                return
            pool = self._started()
            futures: list[Future[Pieces]] = []
            try:
                futures = [pool.submit(_do, stage, task.key, task.received) for task in tasks[done:]]
                for future in futures:
                    yield future.result()
                    done += 1
            except BrokenProcessPool:
                self.close()
                self._most -= 1
                self._progress.warn(
                    f"stage {tasks[0].stage.name}: a worker was lost, killed or out of memory; its work is done again"
                )
            finally:
                for future in futures:
                    future.cancel()

    def _started(self) -> ProcessPoolExecutor:
        """Give the pool, started now if it is not yet."""
        if self._pool is None:
            queue = self._context.SimpleQueue()
            threading.Thread(target=self._listen, args=(queue,), daemon=True).start()
            threads = max(1, processors() // self._most)
            self._pool = ProcessPoolExecutor(
                self._most, self._context, initializer=_begin, initargs=(self._store.folder, queue, threads)
            )
        return self._pool

    def _listen(self, queue: Any) -> None:
        """Pass on what workers tell, until they are gone."""
        with suppress(EOFError, OSError):
            while True:
                what, told = queue.get()
                if what == "advance":
                    self._advance(told)
                else:
                    self._progress.warn(told)


# In a worker.

_TOLD: list[Any] = []
"""The queue by which a worker tells of its work, and its store."""


def _begin(folder: Path, queue: Any, threads: int) -> None:
    """Begin as a worker: with so many threads, and ending with the process that has started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that has started it hears it, too
    os.environ |= {"OMP_NUM_THREADS": str(threads), SHARE: str(threads)}
    _TOLD[:] = [queue, Store(folder, lambda line: queue.put(("warn", line)))]
    logging.getLogger("pipeline").addHandler(_Telling(queue))
    threading.Thread(target=_end_with_parent, daemon=True).start()


class _Telling(logging.Handler):
    """Tells the starting process what is logged in a worker."""

    def __init__(self, queue: Any) -> None:
        super().__init__(logging.WARNING)
        self._queue = queue

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one message."""
        self._queue.put(("warn", record.getMessage()))


def _end_with_parent() -> None:
    """End this process when the one that has started it is gone, whatever it is doing."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(stage: bytes, key: str, received: tuple[StoredResult, ...]) -> Pieces:
    """Do a task in a worker."""
    queue, store = _TOLD
    return make(Task(_stage(stage), key, received), store, lambda count: queue.put(("advance", count)))


@lru_cache(maxsize=4)
def _stage(stage: bytes) -> Stage:
    """Give a stage that was told, the same one every time, with the models that it has loaded."""
    told: Any = pickle.loads(stage)  # noqa: S301 -- from the process that has started this one
    if not callable(told):
        raise FaultError("a worker was told something that is no stage")
    found: Stage = told
    return found
