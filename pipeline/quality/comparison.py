"""Compare systems line by line: which lines the others translate otherwise than the first, and to what effect."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import InputError
from pipeline.quality.corpus_scores import TITLES, sentence_scores
from pipeline.quality.significance import Sampling, ScoreComparison, compare_systems
from pipeline.quality.summaries import Summary, summarise
from pipeline.quality.systems import System, SystemLine, judged, match, share_references


@dataclass(frozen=True, slots=True)
class Change:
    """A line that another system translates otherwise than the first.

    `chrf` is how much nearer the other one's English is to the reference, in points of sentence chrF2; `adequacy` how
    much more probable it is that it keeps the meaning. Either is None where it is not known.
    """

    first: SystemLine
    other: SystemLine
    chrf: float | None
    adequacy: float | None

    @property
    def effect(self) -> float | None:
        """The difference by which lines are sorted, in points of 100: that of chrF, else that of adequacy."""
        if self.chrf is not None:
            return self.chrf
        return None if self.adequacy is None else 100 * self.adequacy


@dataclass(frozen=True, slots=True)
class Contest:
    """The first system against another one: how many lines are the same, and those that are not.

    `better` has the other one's gains, the largest first, `worse` its losses, the largest first, `even` the changes
    without effect, or of which none is known. What has the same effect is sorted by how far the two hypotheses are
    from each other.
    """

    name: str
    same: int
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    even: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """How many lines differ."""
        return len(self.better) + len(self.worse) + len(self.even)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems compared over the lines that all of them have.

    `missing` names for each system the lines that others have and it lacks, `absent` the documents of which it has no
    line. `measured` lines have a reference and make
    `scores`, which are empty without any; in `differing` ones the systems' references are not the same.
    """

    names: tuple[str, ...]
    lines: int
    missing: tuple[tuple[str, ...], ...]
    measured: int
    differing: int
    scores: tuple[ScoreComparison, ...]
    summaries: tuple[Summary, ...]
    contests: tuple[Contest, ...]
    absent: tuple[tuple[str, ...], ...] = ()


def compare(
    systems: Sequence[System], names: Iterable[str] = tuple(TITLES), sampling: Sampling | None = None
) -> Comparison:
    """Compare two or more systems, each with the first.

    Raises:
        InputError: they have no line in common.

    >>> one = System("one", (SystemLine("1", "He sleep.", references=("He sleeps.",)),))
    >>> other = System("other", (SystemLine("1", "He sleeps.", references=("He sleeps.",)),))
    >>> found = compare([one, other], ["chrf"])
    >>> [round(change.effect or 0) for change in found.contests[0].better], found.contests[0].same
    ([29], 0)
    """
    matched = match(systems)
    if not matched.systems[0].lines:
        raise InputError(f"{systems[0].name} and {systems[1].name} have no line in common: are they of the same text?")
    shared, differing = share_references(matched.systems)
    known = tuple(judged(system) for system in shared)
    measured = [number for number, line in enumerate(known[0].lines) if line.references]
    chosen = [system.measured for system in known]
    hypotheses, references = [system.hypotheses for system in chosen], chosen[0].references
    scores = compare_systems(hypotheses, references, names, sampling) if references else []
    effects = _effects(known, measured, hypotheses, references)
    return Comparison(
        tuple(system.name for system in known),
        len(known[0].lines),
        matched.missing,
        len(measured),
        differing,
        tuple(scores),
        tuple(summarise(system) for system in known),
        tuple(_contest(known[0], known[number], effects[0], effects[number]) for number in range(1, len(known))),
        matched.absent,
    )


def _effects(
    systems: Sequence[System],
    measured: Sequence[int],
    hypotheses: Sequence[Sequence[str]],
    references: Sequence[Sequence[str]],
) -> list[dict[int, float]]:
    """Give for each system the sentence chrF of the lines that are measured, by their numbers."""
    if not references:
        return [{} for _ in systems]
    return [dict(zip(measured, sentence_scores(one, references), strict=True)) for one in hypotheses]


def _contest(first: System, other: System, chrf_first: dict[int, float], chrf_other: dict[int, float]) -> Contest:
    """Find the lines in which another system differs from the first, sorted by effect."""
    changes = [
        Change(
            one,
            two,
            chrf_other[number] - chrf_first[number] if number in chrf_first else None,
            _difference(one.adequacy, two.adequacy),
        )
        for number, (one, two) in enumerate(zip(first.lines, other.lines, strict=True))
        if one.hypothesis != two.hypothesis
    ]
    if not changes:
        return Contest(other.name, len(first.lines), (), (), ())
    alike = sentence_scores([one.other.hypothesis for one in changes], [[one.first.hypothesis for one in changes]])
    sizes = [(-abs(change.effect or 0), near) for change, near in zip(changes, alike, strict=True)]
    ordered = [changes[number] for number in sorted(range(len(changes)), key=sizes.__getitem__)]
    return Contest(
        other.name,
        len(first.lines) - len(changes),
        tuple(change for change in ordered if (change.effect or 0) > 0),
        tuple(change for change in ordered if (change.effect or 0) < 0),
        tuple(change for change in ordered if not change.effect),
    )


def _difference(one: float | None, other: float | None) -> float | None:
    """Give how much more the other is, None where one of them is unknown."""
    return None if one is None or other is None else other - one
