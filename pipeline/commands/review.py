"""`python -m pipeline review`: doubtful pairs out to a person, and the corrected English back into a run."""

import argparse
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pipeline.commands.options import add_progress, progress_of
from pipeline.commands.run import summary
from pipeline.config.loading import load_config
from pipeline.config.schema import Config
from pipeline.errors import InputError
from pipeline.files import file_hash
from pipeline.io.lines import shorten
from pipeline.progress import Progress
from pipeline.review.corrections import NAME, EnglishCorrection, fold, read_table
from pipeline.review.exchange import RIGHT, Reviewed, choose_pairs, read_review, save_tsv, save_xliff
from pipeline.review.verdicts import Verdicts, reach_verdicts
from pipeline.runs.finished import finished_documents
from pipeline.runs.job import Job, make_job
from pipeline.runs.manifest import NAME as MANIFEST
from pipeline.runs.manifest import read_manifest
from pipeline.runs.records import handed_out_files, note_handed_out
from pipeline.runs.runner import run
from pipeline.runs.safekeeping import add_english, keep_corrections
from pipeline.work.kept import put_aside
from pipeline.work.lock import locked

_FILES = {"xliff": "review.xlf", "tsv": "review.tsv"}
_LONGEST_SHOWN = 70  # characters; chosen by hand
_MOST_NAMED = 10  # pairs; chosen by hand


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
    if read_manifest(manifest) is None:
        raise InputError(f"{manifest}: is damaged, or not a run's: do the run again, or move it away")
    config = load_config(manifest)
    progress = progress_of(arguments)
    if arguments.corrected is None:
        with locked(config.output, progress.warn):
            path = folder / _FILES[arguments.format or "xliff"]
            return _hand_out(make_job(config), path, arguments.all, progress.warn)
    if arguments.format or arguments.all:
        raise InputError("--format and --all are for writing a review file, not for reading one back")
    return _take_back(config, Path(arguments.corrected), progress)


def _hand_out(job: Job, path: Path, every: bool, warn: Callable[[str], None]) -> int:
    """Write the review file, unless that would spoil a person's work."""
    chosen = list(choose_pairs(finished_documents(job), every))
    if os.path.lexists(path) and not _is_as_written(job, path):
        _make_room(job, path, warn)
    if path.suffix == ".tsv":
        save_tsv(chosen, path)
    else:
        save_xliff(chosen, path, job.written)
    note_handed_out(job.output, path)
    print(f"{path}: {_count(len(chosen), 'pair')} to review" + ("" if every else ", those that are not sure"))
    if chosen:
        mark = f"write x under {RIGHT}" if path.suffix == ".tsv" else "set the unit to final"
        print(f"  change the English there, or {mark} where it is right as it is; then:")
        print(f"  python -m pipeline review {path.parent} {path}")
    return 0


def _is_as_written(job: Job, path: Path) -> bool:
    """Tell whether what stands at a review file's place is what this command, or a run, has written there."""
    if path.is_symlink() or not path.is_file():
        return False
    handed_out = handed_out_files(job.output).get(path.name)
    manifest = read_manifest(job.output / MANIFEST)
    files = [record.files.get(path.name) for record in manifest.outputs.values()] if manifest else []
    try:
        return file_hash(path) in {handed_out, *(file.sha256 for file in files if file)}
    except OSError:  # it cannot be read
        return False


def _make_room(job: Job, path: Path, warn: Callable[[str], None]) -> None:
    """Move what may be a person's out of a review file's place.

    Raises:
        InputError: it holds corrections that are still to be taken back.
    """
    rows: list[Reviewed] = []
    with suppress(InputError):  # it is no review file
        rows = list(read_review(path)) if path.is_file() else []
    verdicts = reach_verdicts(rows, finished_documents(job))
    if waiting := len(verdicts.corrections) + len(verdicts.approvals):
        raise InputError(
            f"{path}: holds {_count(waiting, 'answer')} not taken back yet: python -m pipeline review "
            f"{path.parent} {path}; or move it away"
        )
    kept = put_aside(job.output / path.name, job.output)
    warn(f"{path}: was not as it had been written; it is now {kept}, and a new one was made")


def _take_back(config: Config, path: Path, progress: Progress) -> int:
    """Keep a person's corrections, and bring the run's outputs up to date with them."""
    own, rows = config.output / NAME, list(read_review(path))
    if not _is_finished(config):  # somebody has edited something, or this command was stopped before it ended
        run(config, progress)
    with locked(config.output, progress.warn):
        verdicts = reach_verdicts(rows, finished_documents(make_job(config)))
        _warn_of_contradictions(verdicts, path, progress.warn)
        if verdicts.corrections or verdicts.approvals:
            keep_corrections(config.output, progress.warn)
            add_english(own, verdicts.corrections, verdicts.approvals)
    result = run(config, progress)
    kept = read_table(own).corrections if own.exists() else ()
    counts = {"new": len(verdicts.corrections), "unchanged": verdicts.unchanged, "unknown": len(verdicts.unknown)}
    counts |= {"right": len(verdicts.approvals), "emptied": len(verdicts.emptied)}
    progress.emit({"event": "reviewed", **counts})
    if progress.style in ("bars", "lines"):
        print("\n".join([*_told(verdicts, path), f"  {own}: {_count(len(kept), 'correction')}", summary(result)]))
    else:
        for row in verdicts.unknown:
            progress.warn(f"{path}: {row.id}: its French is not in the texts")
    return 1 if verdicts.unknown else result.exit_code


def _is_finished(config: Config) -> bool:
    """Tell whether all is done for the texts, options and corrections as they are now."""
    try:
        return any(True for _ in finished_documents(make_job(config)))
    except InputError:
        return False


def _warn_of_contradictions(verdicts: Verdicts, path: Path, warn: Callable[[str], None]) -> None:
    """Say of which French of a document a review gives different English: one text can count."""
    given: dict[tuple[str, str], EnglishCorrection] = {}
    for made in verdicts.corrections:
        before = given.setdefault((made.document, fold(made.source)), made)
        if before.target != made.target:
            french = shorten(made.source, _LONGEST_SHOWN)
            warn(f"{path}: {french!r} has different English in several rows: the last one counts")


def _told(verdicts: Verdicts, path: Path) -> list[str]:
    """Give the lines that say what became of a reviewer's decisions."""
    right = f"{len(verdicts.approvals)} found right, " if verdicts.approvals else ""
    new = _count(len(verdicts.corrections), "new correction")
    lines = [f"{path}: {new}, {right}{verdicts.unchanged} changed nothing"]
    if verdicts.emptied:
        names = ", ".join(row.id for row in verdicts.emptied[:_MOST_NAMED])
        more = f" and {len(verdicts.emptied) - _MOST_NAMED} more" if len(verdicts.emptied) > _MOST_NAMED else ""
        lines.append(
            f"  {len(verdicts.emptied)} emptied, whose English stays: write what should stand there ({names}{more})"
        )
    if verdicts.unknown:
        lines.append(f"  {_count(len(verdicts.unknown), 'pair')} left out, whose French is not in the texts:")
        lines += [f"    {row.id}  {shorten(row.source, _LONGEST_SHOWN)}" for row in verdicts.unknown]
    return lines


def _count(number: int, name: str) -> str:
    """Write a number with its noun, in the plural unless it is 1."""
    return f"1 {name}" if number == 1 else f"{number} {name}s"
