"""Word links as aligners and Moses' training write them: words with spaces between them, and links by their numbers."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.document import Document
from pipeline.io.complete import complete_pairs
from pipeline.io.files import text_file
from pipeline.io.options import WriteOptions
from pipeline.io.pharaoh import write_links
from pipeline.io.provenance import Provenance
from pipeline.pairs import Pair
from pipeline.words import words

_FILES = ("pairs.words.fr", "pairs.words.en", "pairs.links")


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `pairs.words.fr`, `pairs.words.en` and `pairs.links`: a line a pair, the same as in the Moses files."""
    paths = [folder / name for name in _FILES]
    with text_file(paths[0]) as french, text_file(paths[1]) as english, text_file(paths[2]) as links:
        for pair in complete_pairs(documents, ", ".join(_FILES)):
            for file, line in zip((french, english, links), lines(pair), strict=True):
                file.write(line + "\n")
    return paths


def lines(pair: Pair) -> tuple[str, str, str]:
    """The French words, the English words and the links of a pair; spaces inside a word, as in 1 200, are dropped."""
    source, target = words(pair.source, "fr"), words(pair.target, "en")
    here, there = ({start: number for number, (start, _) in enumerate(spans)} for spans in (source, target))
    return (
        " ".join("".join(pair.source[start:end].split()) for start, end in source),
        " ".join("".join(pair.target[start:end].split()) for start, end in target),
        write_links((here[link.source_start], there[link.target_start]) for link in pair.links),
    )
