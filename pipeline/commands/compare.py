"""`python -m pipeline compare`: whether systems differ by more than chance, and in what lines."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.commands.scores import add_metrics, count_of
from pipeline.commands.tables import table
from pipeline.errors import InputError
from pipeline.formats.report.comparison import Differences, shorten_name, tell_effect, write_comparison
from pipeline.formats.systems import is_lines, read_system
from pipeline.io.characters import one_line
from pipeline.quality.comparison import Change, Comparison, Contest, compare
from pipeline.quality.corpus_scores import TITLES
from pipeline.quality.flags import FLAGS
from pipeline.quality.significance import DEFAULT_TRIALS, Sampling, ScoreComparison, SystemScore
from pipeline.quality.summaries import find_oddities
from pipeline.quality.systems import System, tell_lines
from pipeline.runs.differences import find_differences
from pipeline.runs.manifest import NAME, read_json, tool_version
from pipeline.standing import STANDINGS

_MOST_NAMED = 5
"""Lines that only some systems have, of which the console gives the names; chosen by hand."""

_DIGITS = 4
"""Digits after the point in JSON; chosen by hand."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "Each is a run's folder or its pairs.jsonl, a file of lines (also .gz, .xz), or a table of hypothesis and\n"
        "reference set apart by tabs. The first is what the others are compared with. Of a run its machine's English\n"
        "is compared; where a machine has made nothing, that of people. Lines are matched by document\n"
        "and French where all have it, else by their numbers. Without references only changes, adequacy and flags\n"
        "are told.\n\n"
        "examples:\n"
        "  python -m pipeline compare out/before out/after --page compare.html\n"
        "  python -m pipeline compare a.en b.en c.en --reference ref.en --source text.fr --json\n"
        "  python -m pipeline compare out/novel other.en --source sentences.fr\n"
    )
    parser.add_argument("first", metavar="RUN_A", type=Path, help="run or hypotheses that the others are compared with")
    parser.add_argument("others", metavar="RUN_B", type=Path, nargs="+", help="other runs or hypotheses")
    parser.add_argument(
        "--reference", action="append", type=Path, default=[], metavar="REF", help="human translation of files of lines"
    )
    parser.add_argument("--source", type=Path, metavar="SRC", help="French of files of lines: tells adequacy and flags")
    add_metrics(parser)
    parser.add_argument(
        "--trials",
        type=count_of,
        default=DEFAULT_TRIALS,
        metavar="N",
        help=f"trials of approximate randomisation; 0 makes none (default: {DEFAULT_TRIALS})",
    )
    parser.add_argument("--page", type=Path, metavar="FILE", help="write a page to read, with all words that differ")
    parser.add_argument("--json", action="store_true", help="print JSON")


def execute(arguments: argparse.Namespace) -> int:
    """Compare, and print; gives 1 where lines were left out since not all systems have them."""
    paths = [arguments.first, *arguments.others]
    systems = _read(paths, arguments)
    for told in dict.fromkeys(told for system in systems for told in find_oddities(system)):
        sys.stderr.write(f"note: {told}\n")
    found = compare(systems, arguments.metrics, Sampling(arguments.resamples, arguments.trials))
    for told in _missing(found):
        sys.stderr.write(f"warning: {told}\n")
    differences = find_differences([_record(path) for path in paths])
    if arguments.page:
        write_comparison(arguments.page, found, differences, tool_version())
    print(_json(found, differences) if arguments.json else "\n".join(_told(found, differences)))
    if arguments.page:
        sys.stderr.write(f"{arguments.page}\n")
    return int(any(found.missing) or found.differing > 0)


def _read(paths: list[Path], arguments: argparse.Namespace) -> list[System]:
    """Read all systems; reference and French go with those that are files of lines.

    Raises:
        InputError: one cannot be read, or there is none that a reference or French would go with.
    """
    beside = (arguments.reference, arguments.source)
    if any(beside) and not any(map(is_lines, paths)):
        raise InputError(
            f"{paths[0]}: has its own French and references; --reference and --source are for files of lines"
        )
    return [read_system(path, *beside) if is_lines(path) else read_system(path, people=True) for path in paths]


def _record(path: Path) -> dict[str, Any]:
    """Give the record of a run, from its folder or beside its pairs; empty where there is none."""
    return {} if is_lines(path) else read_json((path if path.is_dir() else path.parent) / NAME)


def _missing(found: Comparison) -> Iterator[str]:
    """Say which documents and lines could not be compared."""
    for name, documents in zip(found.names, found.absent, strict=True):
        if documents:
            more = ", …" if len(documents) > _MOST_NAMED else ""
            what = "a document" if len(documents) == 1 else f"{len(documents)} documents"
            yield f"{name}: lacks {what} that others have: {', '.join(documents[:_MOST_NAMED])}{more}"
    for name, ids in zip(found.names, found.missing, strict=True):
        if ids:
            more = ", …" if len(ids) > _MOST_NAMED else ""
            yield f"{name}: lacks {tell_lines(len(ids))} that others have: {', '.join(ids[:_MOST_NAMED])}{more}"
    if found.differing:
        yield f"references differ between the runs in {tell_lines(found.differing)}, which are not measured"


def _told(found: Comparison, differences: Differences) -> Iterator[str]:
    """Give what the console shows."""
    names = [shorten_name(name) for name in found.names]
    yield f"{tell_lines(found.lines)}, {found.measured} of them with a reference"
    for contest in found.contests:
        yield (
            f"{shorten_name(contest.name)}: {contest.changed} changed"
            f" ({len(contest.better)} better, {len(contest.worse)} worse, {len(contest.even)} even or unknown)"
        )
    if found.scores:
        yield ""
        yield from table(_score_rows(found, names), left=2)
        yield ""
        yield from table((TITLES[score.name], one) for score in found.scores for one in score.signatures.values())
    if any(one.standing for one in found.summaries):
        yield ""
        yield from table(_count_rows(found, names))
    if differences:
        yield ""
        yield from table([("differs", *names), *((name, *values) for name, values in differences)])
    for contest in found.contests:
        yield from _examples(contest)


def _score_rows(found: Comparison, names: list[str]) -> Iterator[tuple[str, ...]]:
    """Give the rows of a table of scores and tests."""
    yield ("", "", "score", "95 % interval", "difference", "p bootstrap", "p random.", "significant")
    for score in found.scores:
        for number, (name, one) in enumerate(zip(names, score.systems, strict=True)):
            between = "" if one.mean is None else f"{one.mean:.2f} ± {one.interval:.2f}"
            values = [_p_value(one.bootstrap_p), _p_value(one.randomisation_p), "yes" if one.significant else "no"]
            if one.bootstrap_p is None and one.randomisation_p is None:
                values[-1] = "not tested"
            tested = ["", "", "", ""] if number == 0 else [f"{one.difference:+.2f}", *values]
            yield (TITLES[score.name] if number == 0 else "", name, f"{one.value:.2f}", between, *tested)


def _p_value(value: float | None) -> str:
    """Write a p-value, as nobody believes more than three digits of it."""
    return "" if value is None else "< 0.001" if value < 0.001 else f"{value:.3f}"  # noqa: PLR2004


def _count_rows(found: Comparison, names: list[str]) -> Iterator[tuple[str, ...]]:
    """Give the rows of a table of adequacy, standing and flags."""
    yield ("", *names)
    yield ("mean adequacy", *("—" if one.adequacy is None else f"{one.adequacy:.3f}" for one in found.summaries))
    for name in STANDINGS:
        yield (name, *(str(one.standing.get(name, 0)) for one in found.summaries))
    for flag in FLAGS:
        if any(flag in one.flags for one in found.summaries):
            yield (flag, *(str(one.flags.get(flag, 0)) for one in found.summaries))


def _examples(contest: Contest) -> Iterator[str]:
    """Give the greatest gain and the greatest loss."""
    for kind, changes in (("gain", contest.better), ("loss", contest.worse)):
        for change in changes[:1]:
            yield ""
            yield f"greatest {kind} of {shorten_name(contest.name)}: {change.first.id}, {tell_effect(change)}"
            yield f"  - {one_line(change.first.hypothesis)}"
            yield f"  + {one_line(change.other.hypothesis)}"


def _json(found: Comparison, differences: Differences) -> str:
    """Give everything as JSON."""
    plain = {
        "systems": list(found.names),
        "lines": found.lines,
        "missing": list(found.missing),
        "absent_documents": list(found.absent),
        "measured": found.measured,
        "differing_references": found.differing,
        "scores": {score.name: _plain_score(score) for score in found.scores},
        "judged": [asdict(one) for one in found.summaries],
        "differences": {name: list(values) for name, values in differences},
        "contests": [_plain_contest(contest) for contest in found.contests],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _plain_score(score: ScoreComparison) -> dict[str, Any]:
    """Give a score as plain data, by the names that `score` and `metrics.json` have too."""
    return {"signatures": dict(score.signatures), "systems": [_plain_system(one) for one in score.systems]}


def _plain_system(one: SystemScore) -> dict[str, Any]:
    """Give what is known of one system's score."""
    numbers = {**asdict(one), "score": one.value}
    del numbers["value"]
    rounded = {name: None if number is None else round(number, _DIGITS) for name, number in numbers.items()}
    return {**rounded, "significant": one.significant}


def _plain_contest(contest: Contest) -> dict[str, Any]:
    """Give a contest as plain data: the lines that differ, by effect, those that gain first."""
    ordered = (*contest.better, *contest.even, *reversed(contest.worse))
    return {
        "system": contest.name,
        "same": contest.same,
        "better": len(contest.better),
        "worse": len(contest.worse),
        "even": len(contest.even),
        "changes": [_plain_change(change) for change in ordered],
    }


def _plain_change(change: Change) -> dict[str, Any]:
    """Give a line that differs as plain data."""
    known = {name: [getattr(one, name) for one in (change.first, change.other)] for name in _COMPARED}
    return {
        "id": change.first.id,
        "document": change.first.document,
        "chrf_difference": None if change.chrf is None else round(change.chrf, _DIGITS),
        "adequacy_difference": None if change.adequacy is None else round(change.adequacy, _DIGITS),
        "source": change.first.source,
        "references": list(change.first.references),
        **known,
    }


_COMPARED = ("hypothesis", "adequacy", "standing", "flags")
