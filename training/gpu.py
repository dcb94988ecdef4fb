"""Train from a pack on another machine, within a time limit: `python -m training.gpu PACK WORK OUT --minutes 9`.

PACK is the folder of parts that `pack` made, WORK a folder of that machine, OUT takes what is to come back. The same
command again goes on from the last checkpoint in WORK. Nothing here needs a network, pydantic or this project's
`pipeline`.
"""

import argparse
import json
import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

BEGAN = time.monotonic()  # before PyTorch is loaded, which takes its part of the limit

import torch  # noqa: E402

from training import average, pack  # noqa: E402
from training.batches import ahead  # noqa: E402
from training.parts import MEBIBYTE  # noqa: E402
from training.speed import seconds  # noqa: E402
from training.train import Trainer  # noqa: E402

RESERVE = 30.0
"""Seconds kept for the last checkpoint, the average and the parts, of which each took less than five."""

LEAST = 5
"""Steps of a trial: fewer have no median to speak of."""

TRIAL_SHARE = 1 / 3
"""No further way is tried when so much of the time is gone: compiling may take minutes, and cannot be broken off."""

WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"attention": "eager"},
    {"compile": True},
    {"compile": True, "lengths": (16, 32, 48, 64, 96)},
)
"""Options that a trial compares; the first is the configuration as it is."""


def settings(work: Path, **options: Any) -> Any:
    """Read the options of a packed run, checked where it was packed; `options` are taken instead of its own."""
    text = (work / "settings.json").read_text(encoding="utf-8")
    config = json.loads(text, object_hook=lambda section: SimpleNamespace(**section))
    vars(config.train).update(options)
    config.work = work
    return config


def chosen(work: Path) -> dict[str, Any]:
    """Read the options that a trial found best, none if there was no trial."""
    path = work / "options.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


@dataclass(frozen=True, slots=True)
class Pace:
    """What a trial of some options found: pieces a second, seconds spent on top (compiling, mostly), GiB of the GPU."""

    options: dict[str, Any]
    speed: float
    start: float
    memory: float

    def __str__(self) -> str:
        return f"{self.speed:.0f} pieces a second, {self.start:.0f} s to start, {self.memory:.1f} GiB"

    def pieces(self, left: float) -> float:
        """Tell how many pieces it would learn from in so many seconds.

        >>> Pace({}, speed=100.0, start=20.0, memory=0.0).pieces(30.0)
        1000.0
        """
        return self.speed * max(0.0, left - self.start)


def pace(work: Path, options: dict[str, Any], limit: float) -> Pace:
    """Train for `limit` seconds, `LEAST` steps at least, from the start of the run; nothing of it is kept.

    The speed is the median of the steps', so that those which compile a shape count as the start's.
    """
    began = time.monotonic()
    torch.compiler.reset()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    trainer = Trainer(settings(work, **options))
    trainer.bfloat16 = trainer.schedule.bfloat16 is not False
    groups = ahead(trainer.groups(), trainer.schedule.ahead)
    speeds: list[float] = []
    pieces = 0
    while len(speeds) < LEAST or time.monotonic() - began < limit:
        group, _ = next(groups)
        count = sum(len(made.real) for made in group)
        speeds.append(count / seconds(partial(trainer.step, group), trainer.device))
        pieces += count
    groups.close()
    speed = statistics.median(speeds)
    memory = torch.cuda.max_memory_allocated() / 2**30 if trainer.device.type == "cuda" else 0.0
    return Pace(options, speed, time.monotonic() - began - pieces / speed, memory)


def trial(work: Path, ways: Sequence[dict[str, Any]], limit: float, deadline: float = math.inf) -> None:
    """Compare ways to train, tell what was found, and keep the options by which the run learns from most pieces.

    No way is begun after the monotonic clock shows `deadline`, but the first. Where all fail, the options of the
    configuration stay.
    """
    left = settings(work).train.seconds or 600.0
    found: list[Pace] = []
    for options in ways:
        if found and time.monotonic() > deadline:
            print(f"{json.dumps(options)}: no time to try", flush=True)
            continue
        try:
            found.append(pace(work, options, limit))
        except RuntimeError as error:  # too little memory, a shape that cannot be compiled: the other ways are left
            told = f"failed: {error}"
        else:
            told = str(found[-1])
        print(f"{json.dumps(options)}: {told}", flush=True)
    best = max(found, key=lambda pace: pace.pieces(left)).options if found else {}
    (work / "options.json").write_text(json.dumps(best), encoding="utf-8")
    print(f"taken: {json.dumps(best)}", flush=True)


def train(work: Path, out: Path, deadline: float) -> None:
    """Train until the monotonic clock shows `deadline`, or to the end, and write the averaged weights to `out`."""
    config = settings(work, **chosen(work))
    Trainer(config).run(deadline)
    average.average(config)
    pack.pack_back(work, out, int(config.transfer.back * MEBIBYTE))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.gpu", description="Train from a pack within a time limit."
    )
    parser.add_argument("pack", type=Path, help="the folder with all parts")
    parser.add_argument("work", type=Path, help="where the run is kept on this machine")
    parser.add_argument("out", type=Path, help="takes the parts of the result")
    parser.add_argument("--minutes", type=float, required=True, help="the whole command ends before")
    parser.add_argument("--trial", type=float, default=0.0, help="first compare ways to train, so many seconds each")
    options = parser.parse_args()
    if not options.work.exists():
        pack.open_pack(options.pack, options.work)
    if options.trial:
        trial(options.work, WAYS, options.trial, BEGAN + 60 * options.minutes * TRIAL_SHARE)
    train(options.work, options.out, BEGAN + 60 * options.minutes - RESERVE)


if __name__ == "__main__":
    main()
