"""Read alignments to score them against gold: beads of a file or of a run, a set a document, or word links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pipeline.boundary import reading
from pipeline.document import Place
from pipeline.errors import InputError
from pipeline.formats.alignments.links import is_links, read_gold_links
from pipeline.formats.alignments.read import parse_beads
from pipeline.formats.corpora.jsonl import NAME, read_pairs
from pipeline.io.compressed import read_whole, without_compression
from pipeline.io.encoding import decode
from pipeline.io.lines import split
from pipeline.pairs import Pair
from pipeline.quality.gold import GoldBead, GoldLinks


@dataclass(frozen=True, slots=True)
class BeadFile:
    """The beads of one document, and a name for it in messages."""

    name: str
    beads: tuple[GoldBead, ...]


@dataclass(frozen=True, slots=True)
class LinkFile:
    """The word links of some sentence pairs, a line each, and a name for them in messages."""

    name: str
    links: tuple[GoldLinks, ...]


def read_alignment(path: Path) -> list[BeadFile] | LinkFile:
    """Read what one file holds, told by its contents; a run's folder holds the beads of each of its documents.

    Raises:
        InputError: it cannot be read, or holds neither beads nor word links; the message names the file and the line.
    """
    if path.is_dir() or without_compression(path).suffix.lower() == ".jsonl":
        return list(_of_run(path))
    with reading(path):
        content = decode(read_whole(path))[0]
        lines = split(content.removesuffix("\n"))
        if is_links(lines):
            return LinkFile(str(path), tuple(_numbered_links(lines)))
        beads = tuple((bead.source, bead.target) for bead in parse_beads(content))
    return [BeadFile(str(path), beads)]


def _numbered_links(lines: Sequence[str]) -> Iterator[GoldLinks]:
    """Read word links, a sentence pair a line; a wrong one is told with the line's number."""
    for number, line in enumerate(lines, 1):
        try:
            yield read_gold_links(line)
        except InputError as error:
            raise InputError(f"line {number}: {error}") from error


def _of_run(path: Path) -> Iterator[BeadFile]:
    """Read the beads of every document of a run."""
    file = path / NAME if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"{path}: no {NAME} there; run again with jsonl among the formats (write.formats)")
    for document, pairs in groupby(read_pairs(file), key=lambda pair: pair.document):
        with reading(path):
            yield BeadFile(f"{path}: {document}", beads_of_pairs(list(pairs)))


def beads_of_pairs(pairs: Sequence[Pair]) -> tuple[GoldBead, ...]:
    """Give the beads of all pairs of one document, its sentences numbered from 0 by where they stand.

    Raises:
        InputError: a pair's English has no place in the human translation, as a person corrected it.
    """
    if any(pair.origin == "corrected" and not pair.target_places for pair in pairs):
        raise InputError("has corrected pairs, whose English has no sentence numbers; align without corrections")
    source, target = (
        {place: number for number, place in enumerate(sorted(_places(pairs, side), key=_order))}
        for side in ("source_places", "target_places")
    )
    return tuple(
        (tuple(source[place] for place in pair.source_places), tuple(target[place] for place in pair.target_places))
        for pair in pairs
    )


def _places(pairs: Sequence[Pair], side: str) -> set[Place]:
    """Give the places of all sentences of one side."""
    return {place for pair in pairs for place in getattr(pair, side)}


def _order(place: Place) -> tuple[int, int]:
    """Give what places are sorted by: their order in the text."""
    return place.paragraph, place.start
