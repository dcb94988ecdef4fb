"""Pairs as Hugging Face `datasets` loads them into its Translation feature: keys sorted, nulls left out."""

import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.document import Document
from pipeline.io.characters import paired
from pipeline.io.complete import complete_pairs
from pipeline.io.files import text_file
from pipeline.io.options import WriteOptions
from pipeline.io.provenance import Provenance


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `huggingface.jsonl`, a record {"id": ..., "translation": {"en": ..., "fr": ...}} a pair."""
    path = folder / "huggingface.jsonl"
    with text_file(path) as file:
        for pair in complete_pairs(documents, path.name):
            translation = {"en": paired(pair.target), "fr": paired(pair.source)}
            file.write(json.dumps({"id": paired(pair.id), "translation": translation}, ensure_ascii=False) + "\n")
    return [path]
