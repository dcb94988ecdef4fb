"""Pairs as bare bitext, for training: Moses and Pharaoh.

These formats cannot say that nothing corresponds to a sentence: a pair with an empty side is left out.
"""

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.document import Document
from pipeline.files import text_file
from pipeline.io.characters import is_visible, one_line
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.pharaoh import write_links
from pipeline.pairs import Pair, pairs
from pipeline.words import words

log = logging.getLogger(__name__)

_MOSES = ("pairs.fr", "pairs.en", "pairs.ids")
_WORDS = ("pairs.words.fr", "pairs.words.en", "pairs.links")


def write_moses(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `pairs.fr` and `pairs.en`, whose lines correspond, as Moses, fairseq, Marian and OPUS have them.

    `pairs.ids` has the id of each line's pair. All have the same number of lines, none is empty, and no tab is in any.
    """
    paths = [folder / name for name in _MOSES]
    with text_file(paths[0]) as french, text_file(paths[1]) as english, text_file(paths[2]) as ids:
        for pair in nonempty_pairs(documents, ", ".join(_MOSES[:2]), options.gaps):
            for file, text in zip((french, english, ids), (pair.source, pair.target, pair.id), strict=True):
                file.write(one_line(text) + "\n")
    return paths


def write_pharaoh(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `pairs.words.fr`, `pairs.words.en` and `pairs.links`: a line a pair, the same as in the Moses files."""
    paths = [folder / name for name in _WORDS]
    with text_file(paths[0]) as french, text_file(paths[1]) as english, text_file(paths[2]) as links:
        for pair in nonempty_pairs(documents, ", ".join(_WORDS), options.gaps):
            for file, line in zip((french, english, links), pharaoh_lines(pair), strict=True):
                file.write(line + "\n")
    return paths


def pharaoh_lines(pair: Pair) -> tuple[str, str, str]:
    """Give the French words, the English words and the links of a pair, each as a line.

    Words are set apart by spaces; those inside of a word, as in 1 200, are dropped.
    """
    source, target = words(pair.source, "fr"), words(pair.target, "en")
    here, there = ({start: number for number, (start, _) in enumerate(spans)} for spans in (source, target))
    return (
        " ".join("".join(pair.source[start:end].split()) for start, end in source),
        " ".join("".join(pair.target[start:end].split()) for start, end in target),
        write_links((here[link.source_start], there[link.target_start]) for link in pair.links),
    )


def nonempty_pairs(documents: Iterable[Document], output: str, gaps: bool = True) -> Iterator[Pair]:
    """Give the pairs with visible text on both sides; log at the end how many were left out of `output`.

    Without `gaps` a text with a human translation gives only that: the machine's English of what it leaves out is left
    out too.
    """
    empty = machine = 0
    for document in documents:
        for pair in pairs(document):
            if not (is_visible(pair.source) and is_visible(pair.target)):
                empty += 1
            elif not gaps and document.reference and pair.origin == "machine" and not pair.target_places:
                machine += 1
            else:
                yield pair
    if empty:
        log.info("%s: %s left out, one side of which is empty", output, _pairs(empty))
    if machine:
        log.info(
            "%s: %s left out, a machine's where a person left a gap (write.gaps: true keeps them)",
            output,
            _pairs(machine),
        )


def _pairs(number: int) -> str:
    """Say how many pairs.

    >>> _pairs(1), _pairs(2)
    ('1 pair', '2 pairs')
    """
    return "1 pair" if number == 1 else f"{number} pairs"
