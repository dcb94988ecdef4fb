"""`python -m pipeline translate`: French lines on standard input, as many English lines on standard output."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pipeline.commands.options import add_option
from pipeline.formats.glossaries import read_glossary
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import open_translator

_LINES_AT_ONCE = 2000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "Each line is translated as it stands; empty lines stay empty.\n\n"
        "examples:\n"
        '  echo "Il pleut." | python -m pipeline translate\n'
        "  python -m pipeline translate --model Helsinki-NLP/opus-mt-fr-en < lines.fr > lines.en\n"
    )
    add_option(parser, "--model", "translate.model")
    parser.add_argument("--revision", help="branch, tag or commit of a hub model")
    parser.add_argument("--engine", default="auto", choices=["auto", "ctranslate2", "transformers"])
    parser.add_argument("--glossary", type=Path, action="append", default=[], help="terms to keep to: .tsv, .csv, .tbx")
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
    translator = open_translator(find_model(arguments.model, arguments.revision), options, glossary)
    lines = (line.decode("utf-8", "replace").rstrip("\r\n") for line in sys.stdin.buffer)
    for some in _groups(lines):
        english = (" ".join(hypothesis.text.split()) for hypothesis in translator(some))
        sys.stdout.buffer.write("".join(f"{line}\n" for line in english).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    return 0


def _groups(lines: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(lines)
    while some := list(islice(remaining, _LINES_AT_ONCE)):
        yield some
