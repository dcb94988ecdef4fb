"""`python -m pipeline filter`: what an expression, and the usual filters, would take of a corpus."""

import argparse
import shlex
from collections.abc import Iterator
from pathlib import Path

from pipeline.commands.options import add_progress, add_settings, add_stdin, progress_of, settings_of
from pipeline.commands.scored import Corpus, scored
from pipeline.errors import InputError
from pipeline.formats.corpora.jsonl import NAME, REJECTED_NAME
from pipeline.formats.pair_files import is_ours
from pipeline.runs.manifest import NAME as MANIFEST
from pipeline.selection.expression import Expression, parse_expression
from pipeline.selection.filtering import write_filtered
from pipeline.selection.table import table_of
from pipeline.selection.takes import find_takes

_TABLE = "pairs.parquet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "What a run has written has its scores. All else that run reads (tables, memories, lines, texts; compressed\n"
        "or not) is scored first, as a run without a model scores it.\n\n"
        "examples:\n"
        "  python -m pipeline filter out\n"
        "  python -m pipeline filter out --where 'not duplicate_of and \"moved\" not in flags'\n"
        "  python -m pipeline filter corpus.tsv.gz --where 'not duplicate_of' --to good\n"
        "  python -m pipeline filter corpus.fr --reference corpus.en --where target --to good\n"
    )
    parser.add_argument(
        "pairs",
        nargs="+",
        metavar="OUT|FILE",
        help="a run's output folder, or files of pairs: all that run reads; - for standard input",
    )
    parser.add_argument("--reference", action="append", default=[], metavar="ENGLISH", help="a human translation")
    parser.add_argument(
        "--where", default="", metavar="EXPRESSION", help="which pairs are wanted, as write.where has it"
    )
    parser.add_argument("--examples", type=int, default=2, metavar="N", help="pairs shown of each filter (default: 2)")
    parser.add_argument(
        "--to", metavar="FOLDER", help="write pairs.jsonl, rejected.jsonl and pairs.fr, pairs.en, pairs.ids there"
    )
    add_stdin(parser)
    add_settings(parser)
    add_progress(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Count, and say what was found; write it where that is asked for. Gives 1 where not all could be read."""
    expression = parse_expression(arguments.where, "--where")
    files = find_pairs(arguments.pairs, arguments.reference)
    if files:
        _tell(arguments, expression, Corpus(files), files)
        return 0
    with scored(arguments.pairs, arguments.reference, settings_of(arguments), progress_of(arguments)) as corpus:
        _tell(arguments, expression, corpus, [])
        return corpus.exit_code


def _tell(arguments: argparse.Namespace, expression: Expression, corpus: Corpus, files: list[Path]) -> None:
    """Say what was found, and write it where that is asked for."""
    takes = find_takes((pair for pair, _ in corpus.rows()), expression, max(arguments.examples, 0))
    print(f"{' and '.join(map(str, files or arguments.pairs))}:")
    print("\n".join(table_of(takes)))
    for warning in takes.warnings:
        progress_of(arguments).warn(f"--where: {warning}")
    if arguments.to:
        for path in write_filtered(corpus.rows(), Path(arguments.to), expression, sorted(takes.splits)):
            print(path)
    elif takes.kept.pairs:
        print(_next(arguments, expression, files))


def find_pairs(paths: list[str], references: list[str]) -> list[Path]:
    """Give the files in which a run has written its pairs, rejected ones included; none where they are something else.

    Raises:
        InputError: it is the folder of a run that has written none.
    """
    if len(paths) > 1 or references:
        return []
    path = Path(paths[0])
    if not path.is_dir():
        return [path] if is_ours(path) else []
    found = next((path / name for name in (NAME, _TABLE) if (path / name).is_file()), None)
    if not found and (path / MANIFEST).is_file():
        again = f"python -m pipeline run {path / MANIFEST} --set write.formats=jsonl"
        raise InputError(f"{path}: holds neither {NAME} nor {_TABLE}; make one, with all other formats named: {again}")
    rejected = path / REJECTED_NAME
    return [one for one in (found, rejected) if one and one.is_file()]


def _next(arguments: argparse.Namespace, expression: Expression, files: list[Path]) -> str:
    """Say which command applies the expression."""
    if not expression.parts:
        return "see what an expression takes with: --where 'adequacy >= .5 and not duplicate_of'"
    manifest, where = Path(files[0]).with_name(MANIFEST) if files else None, expression.text
    if manifest and manifest.is_file():
        setting = shlex.quote(f"write.where={where}")
        return f"have the run's data without them: python -m pipeline run {shlex.quote(str(manifest))} --set {setting}"
    return f"write the others: python -m pipeline filter {shlex.join(_inputs(arguments, files))} --where " + (
        f"{shlex.quote(where)} --to FOLDER"
    )


def _inputs(arguments: argparse.Namespace, files: list[Path]) -> Iterator[str]:
    """Give the arguments that say what is filtered."""
    yield from map(str, files[:1] or arguments.pairs)
    for flag, values in (
        ("--reference", arguments.reference),
        ("--stdin", [arguments.stdin] if arguments.stdin else []),
        ("--set", arguments.settings),
    ):
        for value in values:
            yield from (flag, value)
