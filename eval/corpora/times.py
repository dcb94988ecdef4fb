"""What each step takes of a corpus of pairs: `python -m eval.corpora.times TRAIN FOLDER --lines 100000`.

TRAIN is a folder of `French<TAB>English` lines (`.tsv.xz`), whose files are taken in turn until there are enough lines;
FOLDER is where the lines and the outputs go. They are run twice as `lines: pairs`, without a model: once with all of
them written, once with filters and duplicates, for which only the outputs are made again. The steps' seconds are those
of the clock that the run's record has; with a load of other work they are too many, so the load is told beside them.
"""

import argparse
import json
import lzma
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

WHERE = 'source and target and adequacy >= .5 and "wrong_language" not in flags and not duplicate_of'
OPTIONS = ("--set", "read.lines=pairs", "--set", "read.columns=1,2", "--set", "translate.engine=none",
           "--set", "write.formats=jsonl,moses")  # fmt: skip
RUNS = {"all written": (), "filters and duplicates": ("--set", f"write.where={WHERE}")}


def main() -> None:
    """Write the lines, run them, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=100_000)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    lines = chosen.folder / "lines.tsv"
    with lines.open("w", encoding="utf-8") as file:
        file.writelines(row for _, row in zip(range(chosen.lines), rows(chosen.train), strict=False))
    for name, options in RUNS.items():
        tell(name, chosen.lines, measure(lines, chosen.folder / "out", options))


def rows(train: Path) -> Iterator[str]:
    """Give the lines of all files in turn, and those of one file for as long as it has some."""
    files = [lzma.open(path, "rt", encoding="utf-8") for path in sorted(train.glob("*.tsv.xz"))]  # noqa: SIM115
    while files:
        for file in tuple(files):
            if row := file.readline():
                yield "\t".join(row.rstrip("\n").split("\t")[:2]) + "\n"
            else:
                files.remove(file)
                file.close()


def measure(lines: Path, out: Path, options: tuple[str, ...]) -> dict[str, float]:
    """Run the lines; give the seconds of each step, of the processor and of the clock, the memory and the load."""
    command = [sys.executable, "-m", "pipeline", "run", str(lines), "--out", str(out), "--quiet", *OPTIONS, *options]
    before, start, load = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), os.getloadavg()[0]
    subprocess.run(command, check=True)
    after, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - start
    steps = json.loads((out / "manifest.json").read_text("utf-8"))["seconds"]
    return {
        **steps,
        "processor, all": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "clock, all": clock,
        "MB of the largest process": after.ru_maxrss / 1024,
        "load before": load,
        "load after": os.getloadavg()[0],
    }


def tell(name: str, lines: int, found: dict[str, float]) -> None:
    """Print a table of a run."""
    print(f"| {name}, {lines:,} lines | seconds | lines a second |\n|---|---:|---:|")
    for step, value in found.items():
        is_rate = step in ("MB of the largest process", "load before", "load after") or value < 0.01
        print(f"| {step} | {value:.1f} | {'' if is_rate else f'{lines / value:,.0f}'} |", flush=True)
    print()


if __name__ == "__main__":
    main()
