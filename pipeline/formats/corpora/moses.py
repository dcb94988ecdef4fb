"""Pairs as two files whose lines correspond, the form Moses, fairseq, Marian and OPUS share; nulls left out."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.document import Document
from pipeline.io.characters import one_line
from pipeline.io.complete import complete_pairs
from pipeline.io.files import text_file
from pipeline.io.options import WriteOptions
from pipeline.io.provenance import Provenance


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `pairs.fr` and `pairs.en`: as many lines in one as in the other, none empty, no tab in any."""
    source, target = folder / "pairs.fr", folder / "pairs.en"
    with text_file(source) as french, text_file(target) as english:
        for pair in complete_pairs(documents, "pairs.fr, pairs.en"):
            french.write(one_line(pair.source) + "\n")
            english.write(one_line(pair.target) + "\n")
    return [source, target]
