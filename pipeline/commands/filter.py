"""`python -m pipeline filter`: what an expression, and the usual filters, would take of a run's pairs."""

import argparse
import shlex
from pathlib import Path

from pipeline.errors import InputError
from pipeline.formats.corpora.jsonl import NAME, REJECTED_NAME
from pipeline.runs.manifest import NAME as MANIFEST
from pipeline.selection.expression import Expression, parse_expression
from pipeline.selection.filtering import read_files, write_filtered
from pipeline.selection.table import table_of
from pipeline.selection.takes import find_takes

_TABLE = "pairs.parquet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "examples:\n"
        "  python -m pipeline filter out\n"
        "  python -m pipeline filter out --where 'not duplicate_of and \"moved\" not in flags'\n"
        "  python -m pipeline filter out/pairs.parquet --where 'not duplicate_of' --to good\n"
    )
    parser.add_argument("pairs", metavar="OUT|FILE", help="a run's output folder, or a file of pairs: .jsonl, .parquet")
    parser.add_argument(
        "--where", default="", metavar="EXPRESSION", help="which pairs are wanted, as write.where has it"
    )
    parser.add_argument("--examples", type=int, default=2, metavar="N", help="pairs shown of each filter (default: 2)")
    parser.add_argument(
        "--to", metavar="FOLDER", help="write pairs.jsonl, rejected.jsonl and pairs.fr, pairs.en, pairs.ids there"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Count, and say what was found; write it where that is asked for."""
    expression = parse_expression(arguments.where, "--where")
    files = find_pairs(Path(arguments.pairs))
    takes = find_takes(read_files(files), expression, max(arguments.examples, 0))
    print(f"{' and '.join(map(str, files))}:")
    print("\n".join(table_of(takes)))
    if arguments.to:
        for path in write_filtered(files, Path(arguments.to), expression, sorted(takes.splits)):
            print(path)
    else:
        print(_next(files, expression))
    return 0


def find_pairs(path: Path) -> list[Path]:
    """Give the files that hold the pairs of a run, rejected ones included; or a file of pairs itself.

    Raises:
        InputError: there is none.
    """
    if not path.is_dir():
        return [path]
    found = next((path / name for name in (NAME, _TABLE) if (path / name).is_file()), None)
    if not found:
        again = f"python -m pipeline run {path / MANIFEST} --set write.formats=jsonl"
        raise InputError(f"{path}: holds neither {NAME} nor {_TABLE}; make one, with all other formats named: {again}")
    rejected = path / REJECTED_NAME
    return [found, *([rejected] if rejected.is_file() else [])]


def _next(files: list[Path], expression: Expression) -> str:
    """Say which command applies the expression."""
    if not expression.parts:
        return "see what an expression takes with: --where 'adequacy >= .5 and not duplicate_of'"
    manifest, where = files[0].with_name(MANIFEST), expression.text
    if manifest.is_file():
        setting = shlex.quote(f"write.where={where}")
        return f"have the run's data without them: python -m pipeline run {shlex.quote(str(manifest))} --set {setting}"
    command = f"python -m pipeline filter {shlex.quote(str(files[0]))} --where {shlex.quote(where)}"
    return f"write the others: {command} --to FOLDER"
