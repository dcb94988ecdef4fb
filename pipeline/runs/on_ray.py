"""Work on a cluster by Ray: the tasks of a stage are handed to workers on all its machines.

Each worker is an actor with one processor, which keeps the models that it has loaded. Documents do not travel: a task
names pieces of finished work, and what comes of it lies in the work folder, which all machines must see. A worker that
is lost gives its task back, and another one does it; where all are lost, the rest is done in this process.
"""

import os
import pickle
import socket
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, StageError
from pipeline.processors import SHARE
from pipeline.progress import Progress
from pipeline.runs.executors import Here
from pipeline.runs.making import Advance, Task, make, piece_key
from pipeline.stages.base import Stage
from pipeline.work.cache import SentenceCache
from pipeline.work.store import Pieces, Store, StoredResult

_AHEAD = 3
"""Tasks for each worker whose results may wait for an earlier one; after a fault more would be done for nothing."""
_PATIENCE = 60.0
"""Seconds without any worker after which a task is done here; chosen by hand: a worker takes 5 to 20 to begin."""
_LONGEST = 200  # characters of Ray's own words that are told; chosen by hand


class OnRay(Here):
    """Does tasks by workers of a Ray cluster: as many as it has processors, or at most `most`.

    `address` names the cluster as `ray.init` has it; "" takes what the environment variable RAY_ADDRESS names, or else
    starts Ray on this machine, for this run.
    """

    def __init__(
        self, store: Store, progress: Progress, most: int, address: str, cache: SentenceCache | None = None
    ) -> None:
        super().__init__(store, cache)
        self._cache_file = cache
        self._cache_actor: Any = None
        self._progress = progress
        self._most = most
        self._address = address
        self._is_mine = False
        self.idle: list[Any] = []
        self.starting: dict[Any, Any] = {}

    def __call__(self, tasks: Sequence[Task], advance: Advance) -> Iterator[Pieces]:
        """Do tasks; what comes of each is given as soon as that of all before it is."""
        return _Stage(self, list(tasks), advance).results() if tasks else iter(())

    def close(self) -> None:
        """End the workers, and Ray where this run has started it."""
        import ray

        for worker in (*self.idle, *self.starting.values()):
            ray.kill(worker)
        self.idle, self.starting = [], {}
        if self._is_mine:
            self._is_mine = False
            ray.shutdown()

    def start(self, at_work: int) -> None:
        """Have workers start for which the cluster has room, besides those that are at work; they are slow to come."""
        import ray

        if not ray.is_initialized():
            self._connect()
        size = max(1, int(ray.cluster_resources().get("CPU", 1)))
        wanted = min(size, self._most or size)
        actor = ray.remote(num_cpus=1, max_restarts=0, scheduling_strategy="SPREAD")(Worker)
        for _ in range(wanted - at_work - len(self.idle) - len(self.starting)):
            worker = actor.remote(str(self._store.folder.resolve()), self._cache_actor)
            self.starting[worker.is_ready.remote()] = worker

    def tell(self, lines: Sequence[str]) -> None:
        """Pass on what a worker said."""
        for line in lines:
            self._progress.warn(line)

    def _connect(self) -> None:
        """Connect to the cluster, or start Ray here.

        Raises:
            InputError: no cluster answers.
        """
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        try:
            ray.init(address=self._address or None, log_to_driver=False, logging_level="error", configure_logging=False)
        except (ConnectionError, ValueError, RuntimeError) as error:
            where = self._address or os.environ.get("RAY_ADDRESS", "this machine")
            told = " ".join(str(error).split())[:_LONGEST]
            raise InputError(f"run.engine: ray: no cluster answers at {where}: {told}") from error
        self._is_mine = True
        if self._cache_file:
            here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
            actor = ray.remote(num_cpus=0, scheduling_strategy=here)(SentenceCache)
            self._cache_actor = actor.remote(self._cache_file.path)


class _Stage:
    """The tasks of one stage while they are done: which wait, which are at work, and what has come of others."""

    def __init__(self, executor: OnRay, tasks: list[Task], advance: Advance) -> None:
        self._executor = executor
        self._tasks = tasks
        self._advance = advance
        self._stage = pickle.dumps(tasks[0].stage)
        self._waiting = deque(range(len(tasks)))
        self._at_work: dict[Any, tuple[int, Any]] = {}
        self._done: dict[int, Pieces] = {}

    def results(self) -> Iterator[Pieces]:
        """Give what comes of each task, in order; where no worker is to be had, tasks are done here."""
        for number, task in enumerate(self._tasks):
            while number not in self._done:
                self._hand_out(number)
                if not self._take_in():
                    self._waiting.remove(number)
                    self._done[number] = self._executor.alone(task, self._advance)
            yield self._done.pop(number)

    def _hand_out(self, first: int) -> None:
        """Give every idle worker a task; none that is too far ahead of the first one that is waited for."""
        executor = self._executor
        executor.start(len(self._at_work))
        workers = len(executor.idle) + len(self._at_work)
        while executor.idle and self._waiting and self._waiting[0] < first + _AHEAD * workers:
            number, worker = self._waiting.popleft(), executor.idle.pop()
            task = self._tasks[number]
            self._at_work[worker.do.remote(self._stage, task.key, task.received)] = number, worker

    def _take_in(self) -> bool:
        """Wait until a worker has done something, or has begun; tell whether any is there or may come."""
        import ray

        starting = self._executor.starting
        awaited = [*self._at_work, *starting]
        ready, _ = ray.wait(awaited, num_returns=1, timeout=_PATIENCE) if awaited else ([], [])
        for reference in ready:
            if reference in starting:
                self._begin(reference, starting.pop(reference))
            else:
                self._finish(reference, *self._at_work.pop(reference))
        return bool(ready or self._at_work)

    def _begin(self, reference: Any, worker: Any) -> None:
        """Take in a worker that has begun, unless it is lost already."""
        import ray
        from ray.exceptions import RayActorError

        try:
            ray.get(reference)
        except RayActorError:
            return
        self._executor.idle.append(worker)

    def _finish(self, reference: Any, number: int, worker: Any) -> None:
        """Take in what has come of a task; it waits again where the worker was lost.

        Raises:
            PipelineError, DocumentsError: what the task ended with.
        """
        import ray
        from ray.exceptions import RayActorError, RayTaskError

        task = self._tasks[number]
        try:
            self._done[number], said = ray.get(reference)
        except RayActorError:
            self._waiting.appendleft(number)
            self._executor.tell([f"stage {task.stage.name}: a worker was lost; another one does its work again"])
        except RayTaskError as error:
            self._executor.idle.append(worker)
            raise error.cause from None
        else:
            self._executor.idle.append(worker)
            self._executor.tell(said)
            self._advance(task.units)


class _Elsewhere:
    """The cache of sentences, which lies on the disk of the machine that started the run."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    def recall(self, keys: Sequence[str]) -> dict[str, Any]:
        """Give what is known of some keys."""
        import ray

        found: dict[str, Any] = ray.get(self._actor.recall.remote(keys))
        return found

    def remember(self, made: Mapping[str, Any]) -> None:
        """Keep what was made."""
        import ray

        ray.get(self._actor.remember.remote(dict(made)))


class Worker:
    """A worker on some machine of the cluster."""

    def __init__(self, folder: str, cache: Any = None) -> None:
        os.environ |= {"OMP_NUM_THREADS": "1", SHARE: "1"}
        self._said: list[str] = []
        self._folder = Path(folder)
        self._store = Store(self._folder, self._said.append)
        self._stages: dict[bytes, Stage] = {}
        self._cache = _Elsewhere(cache) if cache else None

    def is_ready(self) -> bool:
        """Tell that this worker has begun."""
        return True

    def do(self, stage: bytes, key: str, received: tuple[StoredResult, ...]) -> tuple[Pieces, list[str]]:
        """Do a task; give what comes of it, and what there is to say.

        Raises:
            StageError: this machine cannot do it as the one that started the run would.
        """
        host = socket.gethostname()
        if not self._folder.is_dir():
            raise StageError(f"{host}: does not see {self._folder}: give an output on a disk that all machines share")
        if stage not in self._stages:
            self._stages = {stage: pickle.loads(stage)}  # noqa: S301 -- from the process that has started the run
        known = self._stages[stage]
        if piece_key(known, received) != key:
            raise StageError(
                f"{host}: has another version of the program, of its model or of a processor than the machine that "
                "started the run; install the same one"
            )
        self._said.clear()
        pieces = make(Task(known, key, received), self._store, lambda _: None, self._cache)
        return pieces, list(self._said)
