"""What can be said of a system besides its scores: adequacy, flags and standing of its lines, and what is odd."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.quality.flags import FLAGS
from pipeline.quality.systems import System
from pipeline.standing import STANDINGS

_TOKENISED = 100
"""Lines that end in a full stop with a space before it from which on a text looks tokenised; sacrebleu has the same."""

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a system's lines: the mean adequacy of those that have one, the share under one half, flags, standing.

    `adequacy` and `under_half` are None where no line has any.
    """

    lines: int
    adequacy: float | None
    under_half: float | None
    flags: Mapping[str, int]
    standing: Mapping[str, int]


def summarise(system: System) -> Summary:
    """Count what is known of a system's lines; flags and standings that no line has are left out.

    >>> from pipeline.quality.systems import SystemLine
    >>> lines = SystemLine("1", "Yes.", standing="sure", adequacy=0.9), SystemLine("2", "", flags=("no_english",))
    >>> summarise(System("a", lines))
    Summary(lines=2, adequacy=0.9, under_half=0.0, flags={'no_english': 1}, standing={'sure': 1})
    """
    known = [line.adequacy for line in system.lines if line.adequacy is not None]
    flags = Counter(flag for line in system.lines for flag in line.flags)
    standing = Counter(line.standing for line in system.lines if line.standing)
    return Summary(
        len(system.lines),
        round(sum(known) / len(known), 4) if known else None,
        round(sum(value < _HALF for value in known) / len(known), 4) if known else None,
        {flag: flags[flag] for flag in (*FLAGS, *sorted(set(flags) - set(FLAGS))) if flags[flag]},
        {name: standing[name] for name in STANDINGS if standing[name]},
    )


def find_oddities(system: System) -> Iterator[str]:
    """Say, a line each, what a person should know before they believe a system's scores.

    >>> from pipeline.quality.systems import SystemLine
    >>> lines = SystemLine("1", "Yes.", references=("Yes.",)), SystemLine("2", "")
    >>> for told in find_oddities(System("a", lines)):
    ...     print(told)
    a: 1 of 2 hypotheses is empty
    a: the hypotheses are the same as a reference, so every score is perfect
    """
    hypotheses, measured = system.hypotheses, system.measured
    if system.by_people:
        yield f"{system.name}: nothing of it is by machine; the English that people gave is compared"
    yield from _tell_empty(system.name, "hypotheses", hypotheses)
    for one in measured.references:
        yield from _tell_empty(system.name, "references", one)
    if any(measured.hypotheses == one for one in measured.references):
        yield f"{system.name}: the hypotheses are the same as a reference, so every score is perfect"
    tokenised = sum(text.endswith(" .") for text in hypotheses)
    if tokenised >= _TOKENISED:
        yield f"{system.name}: {tokenised} lines end in ' .', as tokenised text does; BLEU is meant for plain text"
    for reason, count in system.left_out.items():
        yield f"{system.name}: {count} left out, {reason}"


def _tell_empty(name: str, what: str, texts: list[str]) -> Iterator[str]:
    """Say how many of some texts are empty, if any is."""
    empty = sum(not text.strip() for text in texts)
    if empty:
        yield f"{name}: {empty} of {len(texts)} {what} {'is' if empty == 1 else 'are'} empty"
