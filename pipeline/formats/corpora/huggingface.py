"""Pairs as a data set for Hugging Face: a folder that `datasets.load_dataset` opens, with a card for the hub."""

import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.document import Document
from pipeline.files import text_file
from pipeline.formats.corpora.bitext import nonempty_pairs
from pipeline.io.characters import one_line, paired
from pipeline.io.outputs import Provenance, WriteOptions

FOLDER, DATA, CARD = "huggingface", "data.jsonl", "README.md"
_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"),
)  # fmt: skip
_WORDS = {"machine": "by machine", "human": "by a person", "corrected": "corrected by a person", "copied": "copied"}


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `huggingface/data.jsonl`, which loads into the Translation feature, and the card `huggingface/README.md`.

    A pair is a record {"id": ..., "translation": {"en": ..., "fr": ...}}, its keys sorted as that feature sorts them.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    data, card = place / DATA, place / CARD
    origins: dict[str, int] = {}
    with text_file(data) as file:
        for pair in nonempty_pairs(documents, f"{FOLDER}/{DATA}", options.gaps):
            origins[pair.origin] = origins.get(pair.origin, 0) + 1
            translation = {"en": paired(pair.target), "fr": paired(pair.source)}
            file.write(json.dumps({"id": paired(pair.id), "translation": translation}, ensure_ascii=False) + "\n")
    with text_file(card) as file:
        file.write(make_card(origins, options, provenance))
    return [data, card]


def make_card(origins: dict[str, int], options: WriteOptions, provenance: Provenance) -> str:
    """Give the card of a data set: what the hub reads of it, then what a person does.

    `origins` counts pairs by who gave their English.
    """
    name = one_line(options.title) or "French-English sentence pairs"
    total = sum(origins.values())
    given = ", ".join(f"{origins[origin]} {words}" for origin, words in _WORDS.items() if origin in origins)
    model = f" The model is {provenance.model}." if provenance.model and "machine" in origins else ""
    translator = f" The translator is {one_line(options.translator)}." if options.translator else ""
    return f"""---
pretty_name: {json.dumps(name, ensure_ascii=False)}
language:
- fr
- en
task_categories:
- translation
size_categories:
- {_size(total)}
configs:
- config_name: default
  data_files:
  - split: train
    path: {DATA}
dataset_info:
  features:
  - name: id
    dtype: string
  - name: translation
    dtype:
      translation:
        languages:
        - en
        - fr
---

# {name}

{total} pairs of French and English sentences, aligned by {provenance.tool} {provenance.version}. Who gave the English:
{given or "nobody yet"}.{model}{translator}

Each record has an `id`, by which `pairs.jsonl` of the same run tells where the pair stands and how far to trust it, and
a `translation` with its `fr` and `en`. Pairs with an empty side are left out.

The licence is that of the texts: name it here (`license:` at the top) before you publish the data set.
"""


def _size(total: int) -> str:
    """Give the size of a data set in the hub's words.

    >>> _size(999), _size(1000), _size(2_000_000)
    ('n<1K', '1K<n<10K', '1M<n<10M')
    """
    return next((name for most, name in _SIZES if total < most), "100M<n<1B")
