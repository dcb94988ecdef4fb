"""Let Hypothesis choose inputs, and shrink what finds something to the least change of a seed that still does."""

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

from eval.fuzz.judging import Verdict, judge, spoilt
from eval.fuzz.targets import Target


class Found(Exception):  # noqa: N818 -- it is no error of this program's
    """An input that found something, and what."""

    def __init__(self, data: bytes, suffix: str, verdict: Verdict) -> None:
        self.data, self.suffix, self.verdict = data, suffix, verdict
        super().__init__(f"{verdict.word} at {verdict.site}")


def search(targets: Sequence[Target], inputs: int, seed: int, keep: Path) -> int:
    """Search every target for one finding, and keep the least input that shows it."""
    found = 0
    for target in targets:
        least = least_finding(target, inputs // len(targets), seed)
        if not least:
            print(f"{target.name}: nothing found")
            continue
        found += 1
        keep.mkdir(parents=True, exist_ok=True)
        path = keep / f"{target.name}-least-{seed}{least.suffix}"
        path.write_bytes(least.data)
        print(f"{target.name}: {least}, kept in {path}\n{least.verdict.told}", file=sys.stderr)
    return 1 if found else 0


def least_finding(target: Target, inputs: int, seed: int) -> Found | None:
    """Give the least input that finds something in a target; None where none of so many does."""
    import hypothesis
    from hypothesis import strategies as st

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        report_multiple_bugs=False,
        phases=(hypothesis.Phase.generate, hypothesis.Phase.shrink),
    )
    @hypothesis.given(st.randoms(use_true_random=False))
    def holds(chance: Random) -> None:
        data, suffix = spoilt(target, chance)
        verdict = judge(target, data, suffix)
        if verdict.word in ("exception", "hang", "outside"):
            raise Found(data, suffix, verdict)

    try:
        holds()
    except Found as found:
        return found
    return None
