"""Run a campaign in some processes: each takes every n-th input; one that hangs or dies is named and replaced."""

import multiprocessing
import os
import resource
import shutil
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from eval.fuzz.judging import ROOT, WAIT, Verdict, judge, make_input
from eval.fuzz.targets import TARGETS

MEMORY = 4 * 2**30
"""Bytes that a process may have: an input that asks for more has found something."""
_START = 90
"""Seconds that a process may take to load what all targets need, on a busy machine."""
_GRACE = 5
"""Seconds more than an input may take before its process is ended: C code hears no alarm."""

Input = tuple[str, int]
"""The name of a target, and the number of an input."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a campaign is run: its seed, in how many processes, where coverage is kept, whether bugs are planted."""

    seed: int = 0
    processes: int = 2
    coverage: str = ""
    planted: str = ""


@dataclass
class Tally:
    """What became of the inputs: for each target how many of each word, and every finding's first input."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    findings: dict[tuple[str, str, str], tuple[int, str]] = field(default_factory=dict)
    times: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)

    def add(self, one: Input, verdict: Verdict, seconds: float) -> None:
        """Count an input."""
        target, number = one
        self.counts[target][verdict.word] += 1
        self.slowest[target] = max(self.slowest.get(target, 0.0), seconds)
        if verdict.word in ("exception", "hang", "outside"):
            key = (target, verdict.word, verdict.site)
            self.times[key] += 1
            self.findings.setdefault(key, (number, verdict.told))


def run_campaign(inputs: Sequence[Input], options: Options) -> Tally:
    """Give every input to its target."""
    tally = Tally()
    started = [_Worker(inputs[at :: options.processes], options) for at in range(options.processes)]
    workers = [worker for worker in started if worker.left]
    while workers:
        ready = wait([worker.ears for worker in workers], timeout=1)
        for worker in workers:
            for one, verdict, seconds in worker.heard(worker.ears in ready):
                tally.add(one, verdict, seconds)
        workers = [worker for worker in workers if worker.left]
    for worker in started:
        worker.end()
    return tally


class _Worker:
    """A process at work on some inputs, seen from its parent."""

    def __init__(self, inputs: Sequence[Input], options: Options) -> None:
        self.left = list(inputs)
        self.options = options
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.ears, mouth = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(self.left, self.options, mouth), daemon=True)
        if self.left:
            self.process.start()
        mouth.close()
        self.since = time.monotonic() + _START

    def heard(self, ready: bool) -> Iterator[tuple[Input, Verdict, float]]:
        """Give what the process has told; where it has died or hangs, tell that of the input that it was at."""
        try:
            while ready and self.left and self.ears.poll():
                verdict, seconds = self.ears.recv()
                yield self.left.pop(0), verdict, seconds
                self.since = time.monotonic()
        except (EOFError, OSError):
            self.process.join()
            yield self.left.pop(0), Verdict("exception", f"exit code {self.process.exitcode}", "the process died"), 0.0
            self._start()
        if self.left and time.monotonic() - self.since > WAIT + _GRACE:
            self.process.kill()
            self.process.join()
            yield self.left.pop(0), Verdict("hang", "beyond the alarm", "in C code"), WAIT + _GRACE
            self._start()

    def end(self) -> None:
        """Wait for the process, which may have coverage to save."""
        if self.process.pid:
            self.process.join(60)


def _work(inputs: Sequence[Input], options: Options, mouth: Connection) -> None:
    """Judge inputs one after the other, in a process of its own."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="fuzz-cache-")
    measured = _measure(options.coverage)
    if options.planted:
        from eval.fuzz.planted import plant

        plant(options.planted)
    for name in dict.fromkeys(name for name, _ in inputs):  # libraries are loaded once, which is no input's fault
        judge(TARGETS[name], *make_input(TARGETS[name], 0, options.seed))
    for name, number in inputs:
        data, suffix = make_input(TARGETS[name], number, options.seed)
        start = time.process_time()
        verdict = judge(TARGETS[name], data, suffix)
        mouth.send((verdict, time.process_time() - start))
    if measured:
        measured.stop()
        measured.save()
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    mouth.close()


def _measure(folder: str) -> Any:
    """Start to measure branch coverage, kept in a folder; None where none is named."""
    if not folder:
        return None
    from coverage import Coverage

    measured = Coverage(
        data_file=str(Path(folder) / "coverage"), data_suffix=True, branch=True, source=[str(ROOT / "pipeline")]
    )
    measured.start()
    return measured
