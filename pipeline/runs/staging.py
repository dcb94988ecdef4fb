"""Take sources through all stages, shard by shard, doing only what is not done yet."""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from types import TracebackType
from typing import Self

from pipeline.boundary import doing
from pipeline.config.schema import RunSection
from pipeline.document import Document
from pipeline.errors import FaultError, InputError
from pipeline.files import cache_folder
from pipeline.parts import count_on
from pipeline.processors import processors
from pipeline.progress import Progress
from pipeline.runs.executors import Executor, Here, Workers
from pipeline.runs.finished import Shard, group, make_shards
from pipeline.runs.job import Job
from pipeline.runs.making import DocumentsError, Task, piece_key
from pipeline.runs.manifest import Manifest
from pipeline.stages.base import Stage
from pipeline.stages.read import ReadStage
from pipeline.work.cache import NAME, SentenceCache
from pipeline.work.store import Pieces, Store, StoredResult

Note = Callable[[str, str], None]
"""Hears of what could not be done: what a person is told, and the problem that the record keeps."""


class Staging:
    """The work of a run's stages: what lies there already is found, the rest is made by an executor.

    `work` are the pieces of each stage that is done, in order, `made` counts the work that was made now. Open while
    work is made: workers are started when they are first needed, and end with it.
    """

    def __init__(self, job: Job, earlier: Manifest | None, progress: Progress, note: Note) -> None:
        self.store = Store(job.output / "work", progress.warn)
        self.work: dict[str, list[StoredResult]] = {}
        self.made: Counter[str] = Counter()
        self._job = job
        self._left = earlier.work if earlier else {}
        self._progress = progress
        self._note = note
        self._executor: Executor = open_executor(job.config.run, self.store, progress, _cache_of(job, progress))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._executor.close()

    def documents(self, pieces: Sequence[StoredResult]) -> Iterator[Document]:
        """Load the documents of some pieces of work, one after the other, long ones in parts."""
        return count_on(document for piece in pieces for document in self.store.load(piece))

    def read(self) -> tuple[list[ReadStage], list[Pieces]]:
        """Read every source that can be read, and name the others.

        Raises:
            InputError: none can be read.
        """
        readings: list[ReadStage] = []
        read: list[Pieces] = []
        problems: list[str] = []
        with self._progress.stage("read", len(self._job.readings), "files") as bar:
            for reading in self._job.readings:
                try:
                    with doing(str(reading.source.path)):
                        key = piece_key(reading, ())
                        if pieces := self._find(reading, key):
                            bar.advance(1)
                        else:
                            pieces = self._executor.alone(Task(reading, key, ()), bar.advance)
                            self.made[reading.name] += 1
                    self._tell_found(reading.source.id, pieces)
                    read.append(pieces)
                    readings.append(reading)
                except (InputError, FaultError) as problem:
                    problems.append(str(problem))
                    self._note(f"skipped {problem}", str(problem))
                    bar.advance(1)
        if not readings:
            raise InputError("none of the files can be read:\n  " + "\n  ".join(problems))
        return readings, read

    def finish(self, readings: list[ReadStage], read: list[Pieces]) -> tuple[list[ReadStage], Sequence[StoredResult]]:
        """Take what was read through all stages; documents that a stage cannot take are named and left out.

        The others begin anew without them: what is finished is found again, but for the shards that they were in.

        Raises:
            InputError: no document is left.
        """
        problems: list[str] = []
        while True:
            self.work["read"] = pieces = [piece for some in read for piece in some]
            try:
                for number, stage in enumerate(self._job.stages):
                    shards = group(stage, pieces) if number else make_shards(read, readings)
                    pieces = self._apply(stage, shards)
            except DocumentsError as error:
                problems += error.problems.values()
                for problem in error.problems.values():
                    self._note(f"left out {problem}", problem)
                kept = [
                    (one, some)
                    for one, some in zip(readings, read, strict=True)
                    if not self._is_left_out(one.source.id, some, error.problems)
                ]
                if not kept:
                    raise InputError("none of the files can be done:\n  " + "\n  ".join(problems)) from error
                readings, read = [one for one, _ in kept], [some for _, some in kept]
            else:
                return readings, pieces

    def _apply(self, stage: Stage, shards: Sequence[Shard]) -> list[StoredResult]:
        """Make the pieces of one stage that are not there yet; give all of them."""
        keys = [piece_key(stage, shard) for shard in shards]
        found = [self._find(stage, key) for key in keys]
        tasks = [
            Task(stage, key, shard) for shard, key, pieces in zip(shards, keys, found, strict=True) if pieces is None
        ]
        with self._progress.stage(stage.name, sum(task.units for task in tasks), stage.unit) as bar:
            made = self._executor(tasks, bar.advance)
            every = [next(made) if pieces is None else pieces for pieces in found]
        if tasks:
            self.made[stage.name] += len(tasks)
        self.work[stage.name] = [piece for pieces in every for piece in pieces]
        return self.work[stage.name]

    def _find(self, stage: Stage, key: str) -> Pieces | None:
        """Find the pieces of some work that are there; say so if the last run has left them there and they are not."""
        return self.store.find(stage.name, key, expected=key in self._left.get(stage.name, ()))

    def _is_left_out(self, source: str, pieces: Pieces, problems: Collection[str]) -> bool:
        """Tell whether a stage cannot take what a source was read to; say so where it has other documents as well."""
        found = list(dict.fromkeys(document.id for document in self.documents(pieces)))
        bad = [one for one in found if one in problems]
        if bad and len(found) > 1:
            told = f"{source}: left out with all its {len(found)} documents, as {bad[0]} cannot be done"
            self._note(told, told)
        return bool(bad)

    def _tell_found(self, name: str, pieces: Pieces) -> None:
        """Say what was found in the files of a source, and what in them cannot be read."""
        for one in (account for piece in pieces for account in piece.accounts):
            if one.account.found:
                self._progress.say(f"{name}: {one.account.found}")
            for problem in one.account.problems:
                self._note(f"left out {name}: {problem}", f"{name}: {problem}")


def open_executor(
    options: RunSection, store: Store, progress: Progress, cache: SentenceCache | None = None
) -> Executor:
    """Give the executor of a run: with 0 workers as many as there are processors, where this program may start some.

    A script of one's own would be run again by each worker that is started, so one asks for them by number.

    Raises:
        InputError: Ray is not installed.
    """
    if options.engine == "ray":
        try:
            from pipeline.runs.on_ray import OnRay
        except ImportError as error:
            raise InputError("run.engine: ray needs Ray: pip install 'fr-en-pipeline[ray]'") from error
        return OnRay(store, progress, options.workers, options.address, cache)
    workers = options.workers or (processors() if _is_command_line() else 1)
    return Workers(store, progress, workers, cache) if workers > 1 else Here(store, cache)


def _cache_of(job: Job, progress: Progress) -> SentenceCache | None:
    """Give the cache of sentences, None where the run takes none from it."""
    if job.translate is None or not job.translate.takes_cached:
        return None
    return SentenceCache(cache_folder() / NAME, progress.warn)


def _is_command_line() -> bool:
    """Tell whether this process is `python -m pipeline`."""
    spec = getattr(sys.modules.get("__main__"), "__spec__", None)
    return spec is not None and spec.name == "pipeline.__main__"
