"""`python -m pipeline translate`: French lines on standard input, as many English lines on standard output."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from pipeline.errors import InputError
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
    defaults = TranslateOptions()
    parser.add_argument("--model", default="embedded", help="embedded, a MarianMT folder, or a hub name")
    parser.add_argument("--revision", help="branch, tag or commit of a hub model")
    parser.add_argument("--engine", default=defaults.engine, choices=["auto", "ctranslate2", "transformers"])
    parser.add_argument("--glossary", type=Path, action="append", default=[], help="terms to keep to: .tsv, .csv, .tbx")
    parser.add_argument("--beam", type=int, default=defaults.beam, help=f"hypotheses kept (default {defaults.beam})")


def execute(arguments: argparse.Namespace) -> int:
    """Translate standard input line by line."""
    if not 1 <= arguments.beam <= 32:  # noqa: PLR2004 -- as in config.Translate
        raise InputError(f"--beam: expected 1 to 32, got {arguments.beam}")
    options = TranslateOptions(engine=arguments.engine, beam=arguments.beam)
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
