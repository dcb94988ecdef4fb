"""`python -m pipeline score`: how good hypotheses are by the scores of the field, or an alignment against gold."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.commands.gold import score_alignments
from pipeline.commands.scores import add_metrics, measured_rows
from pipeline.commands.tables import table
from pipeline.errors import InputError
from pipeline.formats.systems import read_system
from pipeline.quality.corpus_scores import measure, rounded, tell_samples
from pipeline.quality.flags import FLAGS
from pipeline.quality.gold import NULLS
from pipeline.quality.metrics import CorpusScores, scores_to_plain
from pipeline.quality.summaries import Summary, find_oddities, summarise
from pipeline.quality.systems import System, judged, tell_lines

_DIGITS = 4
"""Digits after the point in JSON; chosen by hand."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "HYP is a file of lines (also .gz, .xz), a table of hypothesis and reference set apart by tabs, a run's\n"
        "folder or its pairs.jsonl, where the machine's English is scored against the human one. With --gold it is\n"
        "an alignment: beads of vecalign, hunalign, XCES or a run, or word links (0-0 1-2; possible ones 1?2, 1p2).\n\n"
        "examples:\n"
        "  python -m pipeline score hyp.en ref.en\n"
        "  python -m pipeline score hyp.en.gz ref1.en ref2.en --source text.fr --json\n"
        "  python -m pipeline score out/novel --documents\n"
        "  python -m pipeline score mine.beads --gold gold.beads\n"
    )
    parser.add_argument("hypotheses", metavar="HYP", type=Path, help="what is scored")
    parser.add_argument("references", metavar="REF", nargs="*", type=Path, help="human translations, line by line")
    parser.add_argument("--source", type=Path, metavar="SRC", help="the French, line by line: tells adequacy and flags")
    parser.add_argument("--documents", action="store_true", help="score each document by itself as well")
    add_metrics(parser)
    parser.add_argument(
        "--gold",
        type=Path,
        action="append",
        default=[],
        metavar="GOLD",
        help="score alignments against a gold one: strict and lax F1 of beads, error rate of word links",
    )
    parser.add_argument(
        "--nulls",
        choices=NULLS,
        default="found",
        help="beads with an empty side that count: the found ones, in precision, as vecalign has it; none; "
        "or all, cut into single sentences (default: found)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def execute(arguments: argparse.Namespace) -> int:
    """Score, and print."""
    if arguments.gold and (arguments.source or arguments.documents):
        raise InputError("--gold scores alignments, which have neither --source nor --documents")
    if arguments.gold:
        found = (arguments.hypotheses, *arguments.references)
        lines = score_alignments(found, arguments.gold, arguments.nulls, arguments.json)
    else:
        lines = _system(arguments)
    print("\n".join(lines))
    return 0


def _system(arguments: argparse.Namespace) -> Iterator[str]:
    """Score a system; give what is to be printed.

    Raises:
        InputError: a file cannot be read, or there is nothing to score by.
    """
    system = read_system(arguments.hypotheses, arguments.references, arguments.source)
    knows_source = any(line.source for line in system.lines)
    measured = system.measured
    if not measured.lines and not knows_source:
        raise InputError(f"{arguments.hypotheses}: nothing to score it against; give a reference, or --source")
    fewer = tell_samples(arguments.metrics, len(measured.lines), arguments.resamples) if measured.lines else ""
    for told in (*find_oddities(system), *([fewer] if fewer else [])):
        sys.stderr.write(f"note: {told}\n")
    whole = _measured(measured, arguments) if measured.lines else None
    asked = measured.documents if arguments.documents else []
    documents = {name: _measured(measured.of(name), arguments) for name in asked}
    summary = summarise(judged(system)) if knows_source else None
    if arguments.json:
        yield _json(system, whole, documents, summary)
        return
    yield f"{system.name}: {tell_lines(len(system.lines))}, {len(measured.lines)} of them with a reference"
    if whole:
        yield from table(measured_rows(whole))
    for name, scores in documents.items():
        yield from ("", f"{name or system.name}: {tell_lines(scores.segments)}", *table(measured_rows(scores)))
    if summary:
        yield from ("", *_told(summary))


def _measured(system: System, arguments: argparse.Namespace) -> CorpusScores:
    """Measure a system, or a document of it."""
    scores = measure(system.hypotheses, system.references, arguments.metrics, arguments.resamples)
    return CorpusScores(len(system.lines), rounded(scores, _DIGITS))


def _json(
    system: System, whole: CorpusScores | None, documents: dict[str, CorpusScores], summary: Summary | None
) -> str:
    """Give all that was found as JSON; scores have the form that they have in `metrics.json`."""
    found: dict[str, Any] = {"system": system.name, "lines": len(system.lines), "left_out": system.left_out}
    found["scores"] = scores_to_plain(whole)
    if documents:
        found["documents"] = {name: scores_to_plain(scores) for name, scores in documents.items()}
    found["judged"] = asdict(summary) if summary else None
    return json.dumps(found, ensure_ascii=False, indent=2)


def _told(summary: Summary) -> Iterator[str]:
    """Tell what is known of the lines without a reference."""
    if summary.adequacy is not None and summary.under_half is not None:
        yield f"adequacy: mean {summary.adequacy:.3f}, under one half for {100 * summary.under_half:.1f} %"
    yield from (f"{count} {name}" for name, count in summary.standing.items())
    yield from (f"{count} {flag}: {FLAGS.get(flag, flag)}" for flag, count in summary.flags.items())
