"""Let Atheris choose inputs by what they reach in the program, with the campaign's own ways of spoiling a file.

libFuzzer keeps what reaches a new branch and spoils it further, so it goes deeper than chance; it takes one target, one
process, and ends with the process. https://github.com/google/atheris
"""

import sys
import tempfile
from pathlib import Path
from random import Random

from eval.fuzz.campaign import Tally
from eval.fuzz.containers import mutate
from eval.fuzz.judging import judge
from eval.fuzz.targets import Target, bytes_of

_MOST = 400_000  # bytes of an input


def guide(target: Target, inputs: int, seed: int, keep: Path) -> int:
    """Give a target inputs that are chosen by what they reach; every finding is kept in a folder and told."""
    import atheris

    with atheris.instrument_imports(include=["pipeline"]):
        from eval.fuzz.targets import TARGETS

        _import_all(TARGETS[target.name])
    suffixes = sorted({path.suffix for path in target.seeds()})
    seeds = [bytes_of(path) for path in target.seeds()]
    tally, done = Tally(), 0

    def one(data: bytes) -> None:
        """Judge an input under every suffix that the target's seeds have, for libFuzzer knows no names."""
        nonlocal done
        done += 1
        suffix = suffixes[len(data) % len(suffixes)]
        verdict = judge(target, data, suffix)
        tally.add((target.name, done), verdict, 0.0)
        if (
            verdict.word in ("exception", "hang", "outside")
            and tally.times[target.name, verdict.word, verdict.site] == 1
        ):
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{target.name}-guided-{seed}-{done}{suffix}").write_bytes(data)
            print(f"{target.name}: {verdict.word} at {verdict.site}, kept as input {done}", file=sys.stderr)
        if done == inputs:
            print(f"{target.name}: {dict(tally.counts[target.name])}")

    def spoil(data: bytes, most: int, number: int) -> bytes:
        """Spoil an input as the campaign does."""
        return mutate(data, seeds, Random(number))[:most]  # noqa: S311 (no secret)

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds):
            (Path(folder) / str(number)).write_bytes(data)
        options = [f"-runs={inputs}", f"-seed={seed + 1}", f"-max_len={_MOST}", "-timeout=20", "-rss_limit_mb=4096"]
        atheris.Setup(
            [sys.argv[0], *options, "-print_final_stats=0", "-verbosity=0", folder], one, custom_mutator=spoil
        )
        atheris.Fuzz()
    return 1 if tally.findings else 0


def _import_all(target: Target) -> None:
    """Have all that a target uses imported, by giving it its seeds."""
    for path in target.seeds():
        judge(target, bytes_of(path), path.suffix)
