"""`python -m pipeline run`: the whole pipeline, and a summary a person reads."""

import argparse
from dataclasses import asdict
from pathlib import Path

from pipeline.commands.options import add_progress, add_run_inputs, config_of, progress_of
from pipeline.commands.standard_input import receive
from pipeline.formats.registry import describe
from pipeline.letters import NO_TEXT, REASONS
from pipeline.quality.counts import tell_givers, tell_selected, tell_standings
from pipeline.runs.runner import Result, run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "examples:\n"
        "  python -m pipeline run configs/sample.yaml\n"
        "  python -m pipeline run texts/*.md --out out/texts\n"
        "  python -m pipeline run conte.fr.txt --reference conte.en.txt --set translate.beam=2\n"
        "  zcat corpus.tsv.gz | python -m pipeline run - --stdin tsv\n"
    )
    add_run_inputs(parser)
    add_progress(parser)
    parser.add_argument(
        "--fail-on",
        action="append",
        default=[],
        metavar="LIMIT",
        help="exit with 1 if more pairs are bad, e.g. 'adequacy<.3:1%%' or 'flag=missing_numbers:0'; may come again",
    )


def execute(arguments: argparse.Namespace) -> int:
    """Run, and say what came of it."""
    progress = progress_of(arguments)
    config = config_of(arguments)
    receive(config)
    result = run(config, progress, arguments.fail_on)
    counts = asdict(result.metrics.counts)
    progress.emit(
        {
            "event": "finished",
            "made": result.made,
            "problems": result.problems,
            "exceeded": list(result.exceeded),
            **counts,
        }
    )
    for warning in result.metrics.warnings:
        progress.warn(warning)
    if progress.style in ("bars", "lines"):
        print(summary(result))
    for line in result.exceeded:
        progress.warn(line)
    return result.exit_code


def summary(result: Result) -> str:
    """Tell a person what a run did: what went in, what became of it, and where it is."""
    counts, compared = result.metrics.counts, result.metrics.machine_against_human
    texts = "1 text" if counts.documents == 1 else f"{counts.documents} texts"
    sentences = "1 sentence" if counts.sentences == 1 else f"{counts.sentences} sentences"
    lines = ["", f"{texts}, {sentences}, {counts.lost} lost; {tell_givers(counts)}"]
    if told := tell_standings(counts):
        flags = ", ".join(f"{name} {count}" for name, count in result.metrics.flags.items())
        lines.append(f"  {told}{' (' if flags else ''}{flags}{')' if flags else ''}")
    if result.metrics.adequacy and not result.metrics.adequacy.calibrated:
        lines.append(f"  {result.metrics.adequacy.note}")
    if left_out := {name: one for name, one in result.metrics.left_out.items() if name not in NO_TEXT}:
        told = ", ".join(f"{REASONS[name]} ({one.letters or one.times})" for name, one in left_out.items())
        lines.append(f"  left out of {counts.letters} letters: {told}")
    if compared:
        shown = [
            f"{name.upper()} {compared.scores[name].value:.1f}"
            for name in ("bleu", "chrf", "ter")
            if name in compared.scores
        ]
        lines.append(f"  machine against human translation: {', '.join(shown)} ({compared.segments} pairs)")
    if result.metrics.selection:
        lines += [f"  {line}" for line in tell_selected(result.metrics.selection)]
    if result.problems:
        lines.append("  not done:")
        lines += [f"    {problem}" for problem in result.problems]
    lines.append(f"  {_shown(result.folder)}{'' if result.made else ' (all of it was there already)'}")
    names = list(dict.fromkeys(_entry(path.relative_to(result.folder)) for path in result.outputs))
    width = max(map(len, names))
    lines += [f"    {name:{width}}  {describe(name)}".rstrip() for name in names]
    return "\n".join(lines)


def _entry(path: Path) -> str:
    """Name a file of the output folder, or the folder in it that holds the file.

    >>> _entry(Path("copy.html")), _entry(Path("spliced/a/page.html"))
    ('copy.html', 'spliced/')
    """
    return path.name if len(path.parts) == 1 else f"{path.parts[0]}/"


def _shown(path: Path) -> str:
    """Give a folder as it is seen from the working folder; in full where it lies elsewhere."""
    try:
        return path.relative_to(Path.cwd()).as_posix() + "/"
    except ValueError:
        return f"{path}/"
