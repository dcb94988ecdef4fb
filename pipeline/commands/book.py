"""`python -m pipeline book`: from a text, or a text and its translation, to the finished page and EPUB."""

import argparse
from pathlib import Path

from pipeline.commands.options import add_option, add_progress, add_settings, progress_of
from pipeline.commands.run import summary
from pipeline.config.loading import make_config
from pipeline.runs.runner import run

_TOLD = ("title", "author", "translator")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "examples:\n"
        "  python -m pipeline book novel.fr.txt\n"
        "  python -m pipeline book novel.fr.epub --reference novel.en.epub --translator 'Ann Lee' --out novel\n"
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="the French: a file, or several in the order of the book"
    )
    parser.add_argument("--reference", action="append", default=[], metavar="ENGLISH", help="a human translation")
    for name in _TOLD:
        add_option(parser, f"--{name}", f"write.{name}", "TEXT")
    parser.add_argument("--out", metavar="DIR", help="output folder (default: ./out/NAME, by the first file's name)")
    add_settings(parser)
    add_progress(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Make the book, and say what came of it."""
    progress = progress_of(arguments)
    told = {name: getattr(arguments, name) for name in _TOLD}
    settings = {
        "read": {"files": arguments.files, "reference": arguments.reference},
        "write": {"formats": ["html", "epub"], **told},
        "output": arguments.out or str(Path("out") / folder_name(arguments.files[0])),
    }
    result = run(make_config(settings, arguments.settings), progress)
    for warning in result.metrics.warnings:
        progress.warn(warning)
    if progress.style in ("bars", "lines"):
        print(summary(result))
    return result.exit_code


def folder_name(file: str) -> str:
    """Name the folder of a book by its file.

    >>> folder_name("texts/novel.fr.txt"), folder_name("novel.epub"), folder_name(".txt")
    ('novel', 'novel', 'book')
    """
    return Path(file).name.split(".")[0] or "book"
