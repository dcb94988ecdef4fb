"""`python -m pipeline review`: doubtful pairs out to a person, and the corrected English back into a run."""

import argparse
from pathlib import Path

from pipeline.commands.options import add_progress, progress_of
from pipeline.commands.run import summary
from pipeline.configfile import load_config
from pipeline.corrections import NAME, merge, read_table, write_table
from pipeline.errors import InputError
from pipeline.finished import finished_documents
from pipeline.job import Job, make_job
from pipeline.progress import Progress
from pipeline.read.review import read_review
from pipeline.reviewing import Verdicts, judge
from pipeline.runner import run
from pipeline.work.lock import locked
from pipeline.write.review import save_tsv, save_xliff, to_review

_FILES = {"xliff": "review.xlf", "tsv": "review.tsv"}
_LONGEST_SHOWN = 70


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "examples:\n"
        "  python -m pipeline review out                      # writes out/review.xlf for a CAT tool\n"
        "  python -m pipeline review out --format tsv --all   # writes out/review.tsv, every pair\n"
        "  python -m pipeline review out out/review.xlf       # takes the corrections back, and runs again\n"
    )
    parser.add_argument("out", metavar="OUT", help="output folder of a finished run")
    parser.add_argument("corrected", nargs="?", metavar="CORRECTED", help="a review file as a person left it")
    parser.add_argument("--format", choices=sorted(_FILES), help="what is written (default: xliff)")
    parser.add_argument("--all", action="store_true", help="write every pair, not only the doubtful ones")
    add_progress(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Write a review file, or read one back."""
    folder = Path(arguments.out)
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise InputError(f"{folder}: there is no finished run (no manifest.json); python -m pipeline run comes first")
    job = make_job(load_config(manifest))
    progress = progress_of(arguments)
    if arguments.corrected is None:
        with locked(job.output, progress.warn):
            return _hand_out(job, folder / _FILES[arguments.format or "xliff"], arguments.all)
    if arguments.format or arguments.all:
        raise InputError("--format and --all are for writing a review file, not for reading one back")
    return _take_back(job, Path(arguments.corrected), progress)


def _hand_out(job: Job, path: Path, every: bool) -> int:
    """Write the review file, unless that would spoil a person's work."""
    if path.exists() and (waiting := len(judge(read_review(path), finished_documents(job)).corrections)):
        raise InputError(
            f"{path}: holds {_count(waiting, 'correction')} not taken back yet: python -m pipeline review "
            f"{path.parent} {path}; or move it away"
        )
    doubts = list(to_review(finished_documents(job), every))
    if path.suffix == ".tsv":
        save_tsv(doubts, path)
    else:
        save_xliff(doubts, path, job.written)
    print(f"{path}: {_count(len(doubts), 'pair')} to review" + ("" if every else ", those with a doubt"))
    if doubts:
        print(f"  change the English there, then: python -m pipeline review {path.parent} {path}")
    return 0


def _take_back(job: Job, path: Path, progress: Progress) -> int:
    """Keep a person's corrections, and bring the run's outputs up to date with them."""
    own = job.output / NAME
    with locked(job.output, progress.warn):
        verdicts = judge(read_review(path), finished_documents(job))
        earlier = read_table(own).corrections if own.exists() else ()
        kept = merge(earlier, verdicts.corrections)
        if verdicts.corrections:
            write_table(own, kept)
    result = run(job.config, progress)
    counts = {"new": len(verdicts.corrections), "unchanged": verdicts.unchanged, "unknown": len(verdicts.unknown)}
    progress.emit({"event": "reviewed", **counts})
    if progress.style in ("bars", "lines"):
        print("\n".join([*_told(verdicts, path), f"  {own}: {_count(len(kept), 'correction')}", summary(result)]))
    else:
        for row in verdicts.unknown:
            progress.warn(f"{path}: {row.id}: its French is not in the texts")
    return 1 if verdicts.unknown else result.exit_code


def _told(verdicts: Verdicts, path: Path) -> list[str]:
    lines = [f"{path}: {_count(len(verdicts.corrections), 'new correction')}, {verdicts.unchanged} changed nothing"]
    if verdicts.unknown:
        lines.append(f"  {_count(len(verdicts.unknown), 'pair')} left out, whose French is not in the texts:")
        lines += [f"    {row.id}  {_shortened(row.source)}" for row in verdicts.unknown]
    return lines


def _count(number: int, name: str) -> str:
    return f"1 {name}" if number == 1 else f"{number} {name}s"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
