"""One page about systems that are compared: scores and tests, counts, and what each line became. No network, no script.

Lines are sorted by effect. Words that only one of two hypotheses has are marked by a line under them, not by colour
alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from pipeline.files import text_file
from pipeline.formats.report.words import Stretch, compare_words
from pipeline.io.characters import paired
from pipeline.io.pages import policy, template, text_of
from pipeline.quality.comparison import Change, Comparison, Contest
from pipeline.quality.corpus_scores import LOWER_IS_BETTER, TITLES
from pipeline.quality.flags import FLAGS
from pipeline.quality.significance import LEVEL
from pipeline.standing import STANDINGS

MOST = 200
"""The most lines of one kind, such as gains, that a page shows; chosen by hand: more would not be read."""

_MOST_MISSING = 50  # names of lines that one system lacks; chosen by hand
_PACKAGE = "pipeline.formats.report"
_LONGEST_NAME = 60  # characters of a system's name in the head of a table, its end; chosen by hand

Differences = Sequence[tuple[str, tuple[str, ...]]]
"""What differs in the records of runs: its name, and each run's value."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the page shows it: where the two hypotheses differ, and the effect in words."""

    change: Change
    first: list[Stretch]
    other: list[Stretch]
    effect: str


@dataclass(frozen=True, slots=True)
class Group:
    """Some lines of a contest under a heading; `more` are left out."""

    id: str
    heading: str
    lines: tuple[Shown, ...]
    count: int

    @property
    def more(self) -> int:
        """How many lines are not shown."""
        return self.count - len(self.lines)


def write_comparison(path: Path, comparison: Comparison, differences: Differences, version: str) -> None:
    """Write the page; `differences` are those of the runs' records.

    Raises:
        OutputError: it cannot be written.
    """
    style = text_of(_PACKAGE, "report.css") + text_of(_PACKAGE, "comparison.css")
    page = template(_PACKAGE, "comparison.html.jinja").render(
        comparison=comparison,
        names=[shorten_name(name) for name in comparison.names],
        scores=comparison.scores,
        titles=TITLES,
        lower=LOWER_IS_BETTER,
        level=LEVEL,
        flags=[name for name in FLAGS if any(name in one.flags for one in comparison.summaries)],
        meanings=FLAGS,
        standings=[name for name in STANDINGS if any(name in one.standing for one in comparison.summaries)],
        missing=[
            (shorten_name(name), ids[:_MOST_MISSING], len(ids))
            for name, ids in zip(comparison.names, comparison.missing, strict=True)
            if ids
        ],
        contests=[(contest, list(_groups(number, contest))) for number, contest in enumerate(comparison.contests, 1)],
        differences=differences,
        version=version,
        style=Markup(style),  # noqa: S704
        policy=policy(style),
    )
    with text_file(path) as file:
        file.write(paired(page))


def shorten_name(name: str) -> str:
    """Give a system's name, or the end of a long one.

    >>> shorten_name("out/novel"), len(shorten_name("x" * 99))
    ('out/novel', 60)
    """
    return name if len(name) <= _LONGEST_NAME else "…" + name[1 - _LONGEST_NAME :]


def _groups(number: int, contest: Contest) -> list[Group]:
    """Give the lines of a contest by what the other system did to them."""
    kinds = (
        ("better", "Better", contest.better),
        ("worse", "Worse", contest.worse),
        ("even", "Changed without effect, or of unknown effect", contest.even),
    )
    return [
        Group(f"{name}-{number}", heading, tuple(map(_shown, changes[:MOST])), len(changes))
        for name, heading, changes in kinds
        if changes
    ]


def _shown(change: Change) -> Shown:
    """Prepare a line for the page."""
    return Shown(change, *compare_words(change.first.hypothesis, change.other.hypothesis), tell_effect(change))


def tell_effect(change: Change) -> str:
    """Say what a change does, in numbers.

    >>> from pipeline.quality.systems import SystemLine
    >>> line = SystemLine("1", "Yes.")
    >>> tell_effect(Change(line, line, -12.34, 0.2)), tell_effect(Change(line, line, None, None))
    ('chrF2 −12.3, adequacy +0.20', '')
    """
    parts = []
    if change.chrf is not None:
        parts.append(f"chrF2 {change.chrf:+.1f}")
    if change.adequacy is not None:
        parts.append(f"adequacy {change.adequacy:+.2f}")
    return ", ".join(parts).replace("-", "−")
