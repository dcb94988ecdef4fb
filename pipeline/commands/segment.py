"""`python -m pipeline segment`: a text's sentences, one a line, or why it is cut where it is."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from pipeline.commands.options import add_option
from pipeline.commands.standard_input import as_file
from pipeline.document import Paragraph
from pipeline.formats.reading import read
from pipeline.segmentation import Options, explain, meaning_of
from pipeline.stages.segment import segmented, with_style_of

BEFORE = 30
"""Characters that `--explain` shows before a place. Chosen by hand, as the next one: a line fits a terminal."""
AFTER = 20
"""Characters that are shown after it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, help="a text that can be read; - for standard input")
    add_option(parser, "--stdin", "read.stdin", metavar="SUFFIX")
    parser.add_argument("--language", default="fr", choices=["fr", "en"], help="fr (default) or en")
    add_option(parser, "--split-on", "segment.split_on", metavar="MARKS")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="show every place where a sentence might end: | where it does, · where not, and by which rule",
    )


def execute(arguments: argparse.Namespace) -> int:
    """Print sentences, paragraphs separated by empty lines; or decisions."""
    with as_file(arguments.file, arguments.stdin) as file:
        text = read(file, language=arguments.language)
    options = Options(split_on=tuple(arguments.split_on))
    style = with_style_of(text, options)
    for number, paragraph in enumerate(segmented(text, options).paragraphs):
        if number:
            print()
        explained = _explained(paragraph.text, arguments.language, style)
        for line in explained if arguments.explain else _sentences(paragraph):
            print(line)
    return 0


def _sentences(paragraph: Paragraph) -> Iterator[str]:
    """Give the sentences of a paragraph, each on one line."""
    for start, end in paragraph.segments:
        yield " ".join(paragraph.text[start:end].split())


def _explained(text: str, language: str, options: Options) -> Iterator[str]:
    """Give a line for each place: what stands before and after it, and why it is a boundary or not."""
    for decision in explain(text, language, options):
        before = " ".join(text[max(0, decision.end - BEFORE) : decision.end].split())
        after = " ".join(text[decision.next_start : decision.next_start + AFTER].split())
        sign = "|" if decision.boundary else "·"
        yield f"{before:>{BEFORE}} {sign} {after:{AFTER}}  {decision.rule}: {meaning_of(decision.rule)}"
