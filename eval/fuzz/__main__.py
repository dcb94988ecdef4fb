"""Run the campaign: `python -m eval.fuzz --inputs 100000 --seed 1`, or prove it: `python -m eval.fuzz --prove`.

An input is found again by its target, number and seed: `python -m eval.fuzz --target docx --seed 1 --number 4711` gives
it to its target and keeps it. `--guided` has Atheris choose the inputs by what they reach, `--hypothesis` has
Hypothesis choose and shrink them.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from eval.fuzz.campaign import Input, Options, Tally, run_campaign
from eval.fuzz.judging import judge, make_input
from eval.fuzz.planted import BUGS
from eval.fuzz.targets import TARGETS, shares

_USUAL, _PROOF = 2000, 150
"""Inputs of a campaign, and for each planted bug: of the five, the last is found by the 145th with seed 0."""
_FIRST = 20  # inputs that a planted bug is looked for in first of all
WORDS = ("yield", "nothing", "refused", "exception", "hang", "outside")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; gives 1 where something was found, or where a planted bug was not."""
    parser = argparse.ArgumentParser(prog="python -m eval.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--inputs",
        type=int,
        help=f"altogether, shared among the targets ({_USUAL}); for each bug of a proof ({_PROOF})",
    )
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="only this; may come again")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--number", type=int, help="only this input of one target, kept and told in full")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"), help="where inputs that found something go")
    parser.add_argument(
        "--coverage", action="store_true", help="measure the branches that are reached; three times as long"
    )
    parser.add_argument(
        "--prove", action="store_true", help="plant bugs, one after the other, and see that each is found"
    )
    parser.add_argument("--guided", action="store_true", help="choose inputs by what they reach (Atheris), one target")
    parser.add_argument("--hypothesis", action="store_true", help="choose and shrink inputs by Hypothesis")
    given = parser.parse_args(arguments)
    names = given.target or list(TARGETS)
    if given.prove:
        return prove(given.inputs or _PROOF, given.seed, given.processes)
    given.inputs = given.inputs or _USUAL
    if given.guided:
        from eval.fuzz.guided import guide

        return guide(TARGETS[names[0]], given.inputs, given.seed, given.keep)
    if given.hypothesis:
        from eval.fuzz.shrinking import search

        return search([TARGETS[name] for name in names], given.inputs, given.seed, given.keep)
    if given.number is not None:
        return _one(names[0], given.number, given.seed, given.keep)
    inputs = numbered(names, given.inputs)
    with tempfile.TemporaryDirectory() as folder:
        options = Options(given.seed, given.processes, folder if given.coverage else "")
        tally = run_campaign(inputs, options)
        print(table(tally))
        if given.coverage:
            print(_coverage(folder))
    _keep(tally, given.seed, given.keep)
    return 1 if tally.findings else 0


def numbered(names: Sequence[str], inputs: int, seed: int = 0) -> list[Input]:
    """Give the inputs of a campaign, mixed, so that every process has some of each target."""
    chosen = [(name, number) for name, count in shares(list(names), inputs) for number in range(count)]
    Random(seed).shuffle(chosen)  # noqa: S311 (no secret)
    return chosen


def table(tally: Tally) -> str:
    """Give the counts of a campaign as a table of Markdown, and every finding in a line."""
    lines = [
        f"| target | inputs | {' | '.join(WORDS)} | share that yields | slowest |",
        f"|---|{'---:|' * (len(WORDS) + 3)}",
    ]
    for name in [*(name for name in TARGETS if name in tally.counts), ""]:
        counts = tally.counts[name] if name else sum(tally.counts.values(), start=type(tally.counts["x"])())
        if not counts:
            continue
        total = counts.total()
        slowest = tally.slowest[name] if name else max(tally.slowest.values())
        cells = " | ".join(str(counts[word]) for word in WORDS)
        lines.append(f"| {name or 'all'} | {total} | {cells} | {counts['yield'] / total:.0%} | {slowest:.1f} s |")
    for (name, word, site), (number, _) in sorted(tally.findings.items()):
        lines.append(f"{name}: {word} {tally.times[name, word, site]} times at {site}, first by --number {number}")
    return "\n".join(lines)


def prove(inputs: int, seed: int, processes: int) -> int:
    """Plant every bug in turn, and tell whether the campaign finds it."""
    missed = 0
    for name, bug in BUGS.items():
        told = "NOT FOUND"
        for some in _growing(numbered([bug.target], inputs)):
            tally = run_campaign(some, Options(seed, processes, planted=name))
            if found := [key for key in tally.findings if key[1] == bug.word]:
                told = f"found: {found[0][2]}, by input {tally.findings[found[0]][0]}"
                break
        missed += told == "NOT FOUND"
        print(f"{name} ({bug.what}): {told}", flush=True)
    print(f"{len(BUGS) - missed} of {len(BUGS)} planted bugs found")
    return 1 if missed else 0


def _growing(inputs: list[Input]) -> Iterator[list[Input]]:
    """Give the inputs in groups that double, so that a bug found early costs no more, above all one that hangs."""
    start, size = 0, _FIRST
    while start < len(inputs):
        yield inputs[start : start + size]
        start, size = start + size, 2 * size


def _one(name: str, number: int, seed: int, folder: Path) -> int:
    """Judge one input, and keep it."""
    data, suffix = make_input(TARGETS[name], number, seed)
    path = _kept(folder, f"{name}-{seed}-{number}{suffix}", data)
    verdict = judge(TARGETS[name], data, suffix)
    print(f"{path}: {verdict.word} {verdict.site}\n{verdict.told}")
    return 1 if verdict.word in ("exception", "hang", "outside") else 0


def _kept(folder: Path, name: str, data: bytes) -> Path:
    """Keep an input that found something."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def _keep(tally: Tally, seed: int, folder: Path) -> None:
    """Keep the first input of every finding, and what was raised."""
    told = []
    for (name, word, site), (number, words) in tally.findings.items():
        data, suffix = make_input(TARGETS[name], number, seed)
        path = _kept(folder, f"{name}-{seed}-{number}{suffix}", data)
        told.append({"file": str(path), "target": name, "word": word, "site": site, "told": words})
    if told:
        path = _kept(folder, f"findings-{seed}.json", json.dumps(told, ensure_ascii=True, indent=1).encode())
        print(f"{len(told)} findings, told in {path}", file=sys.stderr)


def _coverage(folder: str) -> str:
    """Give the share of lines and branches that were reached, by room."""
    import io

    from coverage import Coverage

    measured = Coverage(data_file=str(Path(folder) / "coverage"), branch=True)
    measured.combine([folder])
    report = io.StringIO()
    measured.report(file=report, skip_empty=True, ignore_errors=True)
    return report.getvalue()


if __name__ == "__main__":
    sys.exit(main())
