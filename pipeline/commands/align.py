"""`python -m pipeline align`: match the sentences of a French text and its English translation."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.alignment import AlignOptions, Helpers, align
from pipeline.commands.options import add_option
from pipeline.commands.standard_input import as_file
from pipeline.document import Bead, Text
from pipeline.errors import InputError
from pipeline.formats.alignments.write import ladder, vecalign, xces
from pipeline.formats.reading import read
from pipeline.io.lines import read_lines
from pipeline.quality.warnings import find_warnings
from pipeline.stages.segment import segmented
from pipeline.translation.judge import ModelJudge, can_judge
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import open_translator

_FORMATS: dict[str, Callable[[Sequence[Bead], tuple[str, str]], Iterable[str]]] = {
    "vecalign": lambda beads, _: vecalign(beads),
    "ladder": lambda beads, _: ladder(beads),
    "xces": xces,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "Prints one bead a line, as vecalign does: [French]:[English]:probability, sentences counted from 0.\n\n"
        "example:\n  python -m pipeline align novel.fr.txt novel.en.txt > novel.beads\n"
    )
    parser.add_argument("french", type=Path, help="a text that can be read; - for standard input")
    parser.add_argument("english", type=Path, help="its translation")
    add_option(parser, "--stdin", "read.stdin", metavar="SUFFIX")
    parser.add_argument("--lines", action="store_true", help="each line is a sentence")
    parser.add_argument(
        "--paragraphs",
        nargs=2,
        type=Path,
        metavar=("FRENCH", "ENGLISH"),
        help="with --lines: files with the number of each sentence's paragraph, one a line",
    )
    parser.add_argument("--format", choices=("vecalign", "ladder", "xces"), default="vecalign", help="how to print")
    # Not made of translate.model: "none" is a word of this command and of `link`, and no model of a configuration.
    parser.add_argument("--model", default="embedded", help="model that helps to compare; none does without")
    add_option(parser, "--largest-bead", "align.largest_bead")


def execute(arguments: argparse.Namespace) -> int:
    """Align, and print the beads."""
    with as_file(arguments.french, arguments.stdin) as french, as_file(arguments.english, arguments.stdin) as english:
        arguments.french, arguments.english = french, english
        return _execute(arguments)


def _execute(arguments: argparse.Namespace) -> int:
    """Align two files, and print the beads."""
    if arguments.paragraphs and not arguments.lines:
        raise InputError("--paragraphs numbers the lines of --lines; give both, or neither")
    if arguments.lines:
        french, english = read_lines(arguments.french), read_lines(arguments.english)
        paragraphs = _numbers(arguments.paragraphs, (french, english)) if arguments.paragraphs else None
    else:
        texts = _texts(arguments.french, arguments.english)
        french, english = (text.sentences() for text in texts)
        source, target = ([place.paragraph for place in text.places()] for text in texts)
        paragraphs = source, target
    beads = _align(french, english, paragraphs, arguments)
    for line in _FORMATS[arguments.format](beads, (arguments.french.name, arguments.english.name)):
        print(line)
    for problem in find_warnings(beads, french, english):
        sys.stderr.write(f"warning: {problem}\n")
    return 0


def _align(
    french: list[str],
    english: list[str],
    paragraphs: tuple[list[int], list[int]] | None,
    arguments: argparse.Namespace,
) -> list[Bead]:
    """Align sentences, with a model's translations where a model is asked for."""
    hypotheses, helpers = None, Helpers()
    if arguments.model != "none" and french and english:
        model = find_model(arguments.model)
        translate = open_translator(model, TranslateOptions(beam=1))
        hypotheses = [hypothesis.text for hypothesis in translate(french)]
        helpers = Helpers(judge=ModelJudge(model) if can_judge() else None)
    options = AlignOptions(most_sentences=arguments.largest_bead)
    return align(french, english, hypotheses=hypotheses, paragraphs=paragraphs, helpers=helpers, options=options)


def _numbers(files: Sequence[Path], texts: tuple[Sequence[str], Sequence[str]]) -> tuple[list[int], list[int]]:
    """Read the numbers of paragraphs, one a line, that belong to the sentences of both texts.

    Raises:
        InputError: a line is no number, or there are not as many lines as sentences.
    """
    found = []
    for path, text in zip(files, texts, strict=True):
        lines = read_lines(path)
        if len(lines) != len(text) or not all(line.strip().isdigit() for line in lines):
            raise InputError(f"{path}: must have one number a line, and as many lines as sentences ({len(text)})")
        found.append([int(line) for line in lines])
    return found[0], found[1]


def _texts(french: Path, english: Path) -> tuple[Text, Text]:
    """Read and segment a French and an English file."""
    return segmented(read(french)), segmented(read(english, language="en"))
