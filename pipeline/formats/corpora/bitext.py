"""Pairs as bare bitext, for training: Moses and Pharaoh.

These formats cannot say that nothing corresponds to a sentence: a pair with an empty side is left out.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from pipeline.document import Document
from pipeline.files import text_file
from pipeline.io.characters import is_visible, one_line
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.pharaoh import write_links
from pipeline.pairs import Pair, wanted_pairs
from pipeline.words import words

log = logging.getLogger(__name__)

MOSES = ("pairs.fr", "pairs.en", "pairs.ids")
_WORDS = ("pairs.words.fr", "pairs.words.en", "pairs.links")


def write_moses(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `pairs.fr` and `pairs.en`, whose lines correspond, as Moses, fairseq, Marian and OPUS have them.

    `pairs.ids` has the id of each line's pair. All have the same number of lines, none is empty, and no tab is in any.
    With splits the files are `pairs.train.fr` and so on.
    """
    found = nonempty_pairs(documents, ", ".join(MOSES[:2]), options.gaps)
    return write_lines(found, [folder / name for name in MOSES], options.splits, moses_lines)


def write_pharaoh(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance
) -> list[Path]:
    """Write `pairs.words.fr`, `pairs.words.en` and `pairs.links`: a line a pair, the same as in the Moses files."""
    found = nonempty_pairs(documents, ", ".join(_WORDS), options.gaps)
    return write_lines(found, [folder / name for name in _WORDS], options.splits, pharaoh_lines)


def split_path(path: Path, split: str) -> Path:
    """Give the file that holds a split's part of what a file holds otherwise.

    >>> split_path(Path("pairs.fr"), "train").name, split_path(Path("pairs.words.fr"), "dev").name
    ('pairs.train.fr', 'pairs.dev.words.fr')
    """
    first, _, rest = path.name.partition(".")
    return path.with_name(f"{first}.{split}.{rest}")


def write_lines(
    found: Iterable[Pair], paths: list[Path], splits: Sequence[str], lines: Callable[[Pair], Iterable[str]]
) -> list[Path]:
    """Write the lines of pairs, each to its file; with splits, each split's to files of its own. Give all files."""
    named: dict[str | None, list[Path]] = {split: [split_path(path, split) for path in paths] for split in splits}
    named = named or {None: paths}
    with ExitStack() as stack:
        files = {split: [stack.enter_context(text_file(path)) for path in some] for split, some in named.items()}
        for pair in found:
            for file, line in zip(files[pair.split], lines(pair), strict=True):
                file.write(line + "\n")
    return [path for some in named.values() for path in some]


def moses_lines(pair: Pair) -> tuple[str, str, str]:
    """Give the French, the English and the id of a pair, each as a line."""
    return one_line(pair.source), one_line(pair.target), one_line(pair.id)


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
        for pair in wanted_pairs(document):
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
