"""`python -m pipeline link`: match the words of sentence pairs, one pair a line."""

import argparse
from pathlib import Path
from typing import Literal

from pipeline.commands.standard_input import as_file
from pipeline.errors import InputError
from pipeline.io.lines import read_lines
from pipeline.io.pharaoh import write_links
from pipeline.translation.model import find_model
from pipeline.word_alignment import ForcedDecoder, link_words
from pipeline.words import words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "Prints one line a pair, in Pharaoh format: 0-0 1-2, French words first, counted from 0.\n\n"
        "example:\n  python -m pipeline link pairs.fr pairs.en > pairs.links\n"
    )
    parser.add_argument("french", type=Path, help="a sentence a line; - for standard input")
    parser.add_argument("english", type=Path, help="its translation on the same line")
    parser.add_argument("--tokens", action="store_true", help="words are what white space separates")
    parser.add_argument("--model", default="embedded", help="model whose attention is asked; none is faster")


def execute(arguments: argparse.Namespace) -> int:
    """Link, and print."""
    with as_file(arguments.french) as first, as_file(arguments.english) as second:
        french, english = read_lines(first), read_lines(second)
    if len(french) != len(english):
        raise InputError(f"{arguments.french}: {len(french)} lines, but {arguments.english} has {len(english)}")
    decoder = None if arguments.model == "none" else ForcedDecoder(find_model(arguments.model).folder)
    source = [_words(line, "fr", arguments.tokens) for line in french]
    target = [_words(line, "en", arguments.tokens) for line in english]
    for links in link_words(source, target, decoder):
        print(write_links(links))
    return 0


def _words(line: str, language: Literal["fr", "en"], tokens: bool) -> list[str]:
    """Split a line into words: at spaces where it holds tokens already, else as the language has them."""
    return line.split() if tokens else [line[start:end] for start, end in words(line, language)]
