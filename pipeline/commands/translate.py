"""`python -m pipeline translate`: French lines on standard input, as many English lines on standard output."""

import argparse
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pipeline.commands.options import add_option
from pipeline.commands.standard_input import NAME, as_file
from pipeline.formats.glossaries import read_glossary
from pipeline.formats.reading import read
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import open_translator

_TERMS = "terms to keep to: .tsv, .csv, .xlsx, .tbx; exit code 1 where lines of them hold none"
_LINES_AT_ONCE = 2000
"""Lines translated before the first of them are printed: enough to batch sentences of like length. Chosen by hand."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "Each line is translated as it stands; empty lines stay empty. Of a table it is the French of each row.\n\n"
        "examples:\n"
        '  echo "Il pleut." | python -m pipeline translate\n'
        "  python -m pipeline translate --stdin tsv < corpus.tsv > corpus.en\n"
        "  python -m pipeline translate --model Helsinki-NLP/opus-mt-fr-en < lines.fr > lines.en\n"
    )
    add_option(parser, "--stdin", "read.stdin", metavar="SUFFIX")
    add_option(parser, "--model", "translate.model")
    add_option(parser, "--revision", "translate.revision")
    add_option(parser, "--engine", "translate.engine", without=("none",))
    parser.add_argument("--glossary", type=Path, action="append", default=[], help=_TERMS)
    add_option(parser, "--beam", "translate.beam")
    add_option(parser, "--quantization", "translate.quantization")
    add_option(parser, "--device", "translate.device")
    add_option(parser, "--threads", "translate.threads")


def execute(arguments: argparse.Namespace) -> int:
    """Translate standard input line by line."""
    options = TranslateOptions(
        engine=arguments.engine,
        beam=arguments.beam,
        quantization=arguments.quantization,
        device=arguments.device,
        threads=arguments.threads,
    )
    glossary = read_glossary(arguments.glossary)
    for problem in glossary.problems:
        print(problem, file=sys.stderr)
    translator = open_translator(find_model(arguments.model, arguments.revision), options, glossary)
    for some in _groups(_lines(arguments.stdin)):
        english = (" ".join(hypothesis.text.split()) for hypothesis in translator(some))
        sys.stdout.buffer.write("".join(f"{line}\n" for line in english).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    return 1 if glossary.problems else 0


def _lines(suffix: str) -> Iterator[str]:
    """Give what is to be translated of standard input: its lines, or the French of each row of a table.

    Raises:
        InputError: it cannot be read as what it is said to be.
    """
    if suffix == "txt":
        received = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline=None)
        yield from (line.removesuffix("\n") for line in received)
        return
    with as_file(NAME, suffix) as file:
        yield from (paragraph.text for paragraph in read(file).paragraphs)


def _groups(lines: Iterable[str]) -> Iterator[list[str]]:
    """Give lines in groups, so that translations come out before the last line has come in."""
    remaining = iter(lines)
    while some := list(islice(remaining, _LINES_AT_ONCE)):
        yield some
