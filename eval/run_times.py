"""What a first, a second and a changed run cost, before and after a change, side by side.

`python -m eval.run_times OLD NEW [--rounds 3]`, with the folders of two checkouts. The sample is run in a new folder,
then once more (nothing is to be done), then with another title (one output), then with another option of `align` (its
work and what follows). Rounds alternate between the two; the least of each is told: seconds of processor, which other
work on the machine moves least, and seconds by the clock.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

RUNS = {
    "first run": [],
    "second run": [],
    "another title": ["--set", "write.title=Autre"],
    "another bead": ["--set", "align.largest_bead=7"],
}
"""In this order, in one folder; the options stay with those after them."""


def measure(checkout: Path, options: list[str], out: Path) -> tuple[float, float]:
    """Give the seconds of processor and of the clock that a run of a checkout's sample takes."""
    command = [sys.executable, "-m", "pipeline", "run", str(checkout / "configs/sample.yaml"), "--out", str(out)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([*command, "--quiet", *options], env=os.environ | {"PYTHONPATH": str(checkout)}, check=True)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start


def main() -> None:
    """Measure both checkouts, and print a line a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    taken: dict[tuple[Path, str], list[tuple[float, float]]] = defaultdict(list)
    for _ in range(arguments.rounds):
        for checkout in (arguments.old.resolve(), arguments.new.resolve()):
            with tempfile.TemporaryDirectory() as folder:
                for name, options in RUNS.items():
                    taken[checkout, name].append(measure(checkout, options, Path(folder) / "out"))
    for name in RUNS:
        for kind, unit in enumerate(("processor", "clock")):
            old, new = (
                min(row[kind] for row in taken[checkout.resolve(), name]) for checkout in (arguments.old, arguments.new)
            )
            print(f"{name}, seconds of {unit}: {old:.2f} -> {new:.2f} ({new / old:.2f} times)")


if __name__ == "__main__":
    main()
