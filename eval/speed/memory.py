"""How memory and time of a run grow with the number of line pairs.

`python -m eval.speed.memory FRENCH ENGLISH [--lines 5000 10000] [--set SECTION.KEY=VALUE] [--plot FILE.svg]`, with two
files whose lines translate each other. The first lines of both are run in a new folder, line by line, without a model
unless `--set translate.engine=…` says otherwise. A line tells the peak memory of the process, seconds by the clock
and of processor, and the load of the machine before. The plot has lines on the one axis and memory on the other.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic

WITHOUT_MODEL = ("translate.engine=none", "write.formats=jsonl,tmx,tsv,moses")


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run of so many lines took: megabytes at its peak, seconds by the clock and of processor, and the load."""

    lines: int
    memory: int
    clock: float
    processor: float
    load: float
    stages: dict[str, float]

    def told(self) -> str:
        """Tell it in a line."""
        stages = ", ".join(f"{name} {seconds:.0f}" for name, seconds in self.stages.items())
        return (
            f"{self.lines:,} lines: {self.memory} MB, {self.clock:.0f} s, {self.processor:.0f} s of processor, "
            f"load {self.load:.1f} ({stages})"
        )


def measure(texts: tuple[Path, Path], lines: int, options: list[str]) -> Taken:
    """Run the first lines of two files in a process of its own, and give what that takes."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for text, place in zip(texts, (folder / "c.fr", folder / "c.en"), strict=True):
            with text.open(encoding="utf-8", newline="\n") as some, place.open("w", encoding="utf-8") as file:
                file.writelines(islice(some, lines))
        settings = [part for one in (*WITHOUT_MODEL, *options) for part in ("--set", one)]
        command = [sys.executable, "-m", "pipeline", "run", str(folder / "c.fr"), "--reference", str(folder / "c.en")]
        start = monotonic()
        process = subprocess.Popen(
            [*command, "--out", str(folder / "out"), "--quiet", *settings], stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"the run of {lines} lines ended with {os.waitstatus_to_exitcode(status)}")
        stages = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))["seconds"]
    kilobytes = used.ru_maxrss if sys.platform != "darwin" else used.ru_maxrss // 1024
    return Taken(lines, kilobytes // 1024, monotonic() - start, used.ru_utime + used.ru_stime, load, stages)


def draw(taken: list[Taken]) -> str:
    """Draw lines and memory as an SVG picture of 480 by 280 pixels."""
    most_lines, most_memory = max(one.lines for one in taken), 1.25 * max(one.memory for one in taken)
    points = [(60 + 400 * one.lines / most_lines, 240 - 220 * one.memory / most_memory) for one in taken]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
        f'<text x="{x:.1f}" y="{y - 8:.1f}" text-anchor="middle">{one.memory}</text>'
        for (x, y), one in zip(points, taken, strict=True)
    )
    names = "".join(
        f'<text x="{x:.1f}" y="258" text-anchor="middle">{one.lines:,}</text>'
        for (x, _), one in list(zip(points, taken, strict=True))[-2:]
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="280" font-family="sans-serif" font-size="11">'
        '<rect width="480" height="280" fill="white"/><path d="M60 20V240H460" fill="none" stroke="black"/>'
        f'<polyline points="{path}" fill="none" stroke="#36c" stroke-width="2"/>{marks}{names}'
        '<text x="60" y="274">pairs of lines</text><text x="8" y="14">MB at the peak</text></svg>\n'
    )


def main() -> None:
    """Measure each size, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("french", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("--lines", type=int, nargs="+", default=[5_000, 10_000, 30_000, 100_000])
    parser.add_argument("--set", action="append", default=[], dest="options")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    taken = []
    for lines in given.lines:
        taken.append(measure((given.french, given.english), lines, given.options))
        print(taken[-1].told(), flush=True)
    if given.plot:
        given.plot.write_text(draw(taken), encoding="utf-8")


if __name__ == "__main__":
    main()
