"""`python -m pipeline terms`: propose a glossary of a text's names and repeated terms."""

import argparse
import re
import reprlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.config.loading import load_config, make_config
from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.files import text_file
from pipeline.glossary.candidates import LEAST
from pipeline.glossary.translations import TranslatedTerm, in_several_ways, translated_terms
from pipeline.pairs import Pair, pairs
from pipeline.runs.finished import finished_documents
from pipeline.runs.job import Job, make_job
from pipeline.runs.manifest import NAME
from pipeline.word_alignment import link

_HEAD = "# French\tEnglish\tuses\tkind\tother English\n"
_SHOWN = 3
"""Places that are told of each way. Chosen by hand."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "Prints a line for each name and repeated term: French, English, uses, kind, other English with its uses.\n"
        "translate.glossary reads it; look it through first. Those translated in several ways are told on standard\n"
        "error, with places.\n\n"
        "examples:\n"
        "  python -m pipeline terms novel.fr.txt -o terms.tsv   # translates the text first\n"
        "  python -m pipeline terms out/novel                   # of a finished run, nothing is translated\n"
    )
    parser.add_argument("what", metavar="FILE|OUT|CONFIG", help="a French text, or a finished run by folder or YAML")
    parser.add_argument("-o", "--out", type=Path, help="write here (default: standard output)")
    parser.add_argument("--least", type=_least, default=LEAST, help=f"uses of a term (default: {LEAST})")


def _least(text: str) -> int:
    """Read a number of uses.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not re.fullmatch("[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"expected a whole number, got {reprlib.repr(text)}")
    return int(text)


def execute(arguments: argparse.Namespace) -> int:
    """Find the terms, write them, and tell of those that are translated in several ways."""
    found = [pair for document in _documents(Path(arguments.what)) for pair in pairs(document)]
    terms = translated_terms(_with_links(found), max(1, arguments.least))
    text = _HEAD + "".join(f"{line}\n" for line in map(_line, terms))
    if arguments.out is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        with text_file(arguments.out) as file:
            file.write(text)
        print(f"{arguments.out}: {len(terms)} names and terms")
    for line in _told(in_several_ways(terms)):
        print(line, file=sys.stderr)
    return 0


def _documents(what: Path) -> Iterable[Document]:
    """Give the documents of a finished run, or of a text that is translated now.

    Raises:
        InputError: there is no such file, or the run is not finished.
    """
    manifest = what / NAME
    if what.is_dir() and not manifest.is_file():
        raise InputError(f"{what}: there is no finished run (no {NAME}); python -m pipeline run comes first")
    if what.is_dir() or what.suffix.lower() in (".yaml", ".yml"):
        return finished_documents(make_job(load_config(manifest if what.is_dir() else what)))
    if not what.is_file():
        raise InputError(f"{what}: there is no such file")
    return _translated(make_job(make_config({"read": {"files": [str(what)]}, "output": "out"}, base=Path.cwd())))


def _translated(job: Job) -> list[Document]:
    """Take texts through the stages of a run, in memory."""
    documents = [document for reading in job.readings for document in reading([])]
    for stage in job.stages:
        documents = stage(documents)
    return documents


def _with_links(found: list[Pair]) -> list[Pair]:
    """Give pairs with links of words, found now where a run was to leave them out."""
    if any(pair.links for pair in found):
        return found
    links = link([pair.source for pair in found], [pair.target for pair in found])
    return [replace(pair, links=joined) for pair, joined in zip(found, links, strict=True)]


def _line(term: TranslatedTerm) -> str:
    """Write a term on a line."""
    first, *others = term.translations
    rest = " | ".join(f"{one.english} ({len(one.pairs)})" for one in others)
    return "\t".join((term.term, first.english, str(term.uses), term.kind, rest))


def _told(several: list[TranslatedTerm]) -> Iterator[str]:
    """Tell of terms that are translated in several ways, and where."""
    if several:
        yield f"translated in several ways: {len(several)}"
    for term in several:
        ways = (
            f"{way.english} ({len(way.pairs)}: {', '.join(way.pairs[:_SHOWN])}{', …' * (len(way.pairs) > _SHOWN)})"
            for way in term.ways
        )
        yield f"  {term.term}: {'; '.join(ways)}"
