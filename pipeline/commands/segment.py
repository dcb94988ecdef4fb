"""`python -m pipeline segment`: a text's sentences, one a line, or why it is cut where it is."""

import argparse
from pathlib import Path

from pipeline.config import Segment
from pipeline.read import read
from pipeline.segment import explain, segment
from pipeline.segment.stage import rules_for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, help="a text that can be read")
    parser.add_argument("--language", default="fr", choices=["fr", "en"], help="fr (default) or en")
    parser.add_argument(
        "--split-on", default="", type=_marks, metavar="MARKS", help="also cut at these marks, e.g. ';:'"
    )
    parser.add_argument("--explain", action="store_true", help="show every place considered, and the rule that decided")


def _marks(text: str) -> str:
    if set(text) - set(";:"):
        raise argparse.ArgumentTypeError("only ; and : can be split at")
    return text


def execute(arguments: argparse.Namespace) -> int:
    """Print sentences, paragraphs separated by empty lines; or decisions."""
    text = read(arguments.file, language=arguments.language)
    options = rules_for(text, Segment(split_on=arguments.split_on))
    for number, paragraph in enumerate(text.paragraphs):
        if number:
            print()
        if not arguments.explain:
            for start, end in segment(paragraph.text, arguments.language, options):
                print(" ".join(paragraph.text[start:end].split()))
            continue
        for decision in explain(paragraph.text, arguments.language, options):
            sign = "|" if decision.boundary else "·"
            before, after = paragraph.text[: decision.end][-30:], paragraph.text[decision.next_start :][:20]
            print(f"{before:>30} {sign} {after:20}  {decision.rule}")
    return 0
