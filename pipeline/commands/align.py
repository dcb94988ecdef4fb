"""`python -m pipeline align`: match the sentences of a French text and its English translation."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.align import AlignOptions, align
from pipeline.config import Segment, Translate
from pipeline.document import Document, Text
from pipeline.errors import InputError
from pipeline.read import read
from pipeline.segment.stage import segment_documents
from pipeline.translate.model import find_model
from pipeline.translate.stage import open_translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "Prints one bead a line, as vecalign does: [French]:[English]:probability, sentences counted from 0.\n\n"
        "example:\n  python -m pipeline align novel.fr.txt novel.en.txt > novel.beads\n"
    )
    parser.add_argument("french", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("--lines", action="store_true", help="each line is a sentence")
    parser.add_argument("--model", default="embedded", help="model that helps to compare; none does without")
    parser.add_argument("--largest-bead", type=int, default=8, metavar="N", help="sentences of both sides in one bead")


def execute(arguments: argparse.Namespace) -> int:
    """Align, and print the beads."""
    if arguments.lines:
        french, english = _lines(arguments.french), _lines(arguments.english)
    else:
        french, english = (text.sentences() for text in _texts(arguments.french, arguments.english))
    beads = align(
        french,
        english,
        hypotheses=_hypotheses(french, arguments.model),
        options=AlignOptions(most_sentences=arguments.largest_bead),
    )
    for bead in beads:
        print(f"{list(bead.source)}:{list(bead.target)}:{bead.posterior:.4f}")
    return 0


def _hypotheses(sentences: Sequence[str], model: str) -> list[str] | None:
    if model == "none" or not sentences:
        return None
    options = Translate(model=model, beam=1)
    return [hypothesis.text for hypothesis in open_translator(options, find_model(model))(sentences)]


def _texts(french: Path, english: Path) -> tuple[Text, Text]:
    read_pair = Document(french.name, read(french), read(english, language="en"))
    [done] = segment_documents([read_pair], Segment())
    return done.source, done.reference or replace(done.source, paragraphs=())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 lines ({error})") from error
