"""Pairs as a data set for Hugging Face: a folder that `datasets.load_dataset` opens, with a card for the hub."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from pipeline.document import Document
from pipeline.files import text_file
from pipeline.formats.corpora.bitext import nonempty_pairs
from pipeline.io.characters import one_line, paired
from pipeline.io.outputs import Provenance, WriteOptions

FOLDER, DATA, CARD = "huggingface", "data.jsonl", "README.md"
_DEV = ("dev", "valid", "val", "validation")
_SIZES = (
    (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"),
)  # fmt: skip
_WORDS = {"machine": "by machine", "human": "by a person", "corrected": "corrected by a person", "copied": "copied"}


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `huggingface/data.jsonl`, which loads into the Translation feature, and the card `huggingface/README.md`.

    With splits there is a file for each instead of `data.jsonl`.

    A pair is a record {"id": ..., "origin": ..., "translation": {"en": ..., "fr": ...}}, its keys sorted as that
    feature sorts them. The origin is who gave the English, so that a machine's is never taken for a person's.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    names = hub_splits(options.splits)
    data: dict[str | None, Path] = {split: place / f"{name}.jsonl" for split, name in names.items()}
    data = data or {None: place / DATA}
    origins: Counter[str] = Counter()
    sizes: Counter[str | None] = Counter()
    rejected = 0

    def counted() -> Iterator[Document]:
        """Count the pairs that are in no data, on the way."""
        nonlocal rejected
        for document in documents:
            rejected += sum(bool(bead.rejected) for bead in document.beads)
            yield document

    with ExitStack() as stack:
        files = {split: stack.enter_context(text_file(path)) for split, path in data.items()}
        for pair in nonempty_pairs(counted(), f"{FOLDER}/{DATA}", options.gaps):
            origins[pair.origin] += 1
            sizes[pair.split] += 1
            translation = {"en": paired(pair.target), "fr": paired(pair.source)}
            record = {"id": paired(pair.id), "origin": pair.origin, "translation": translation}
            files[pair.split].write(json.dumps(record, ensure_ascii=False) + "\n")
    card = place / CARD
    with text_file(card) as file:
        splits = {names.get(split or "", "train"): (path.name, sizes[split]) for split, path in data.items()}
        file.write(make_card(origins, splits, rejected, options, provenance))
    return [*data.values(), card]


def hub_splits(splits: Sequence[str]) -> dict[str, str]:
    """Give the names that splits have on the hub.

    >>> hub_splits(["train", "dev"]), hub_splits(["dev", "valid"])
    ({'train': 'train', 'dev': 'validation'}, {'dev': 'dev', 'valid': 'valid'})
    """
    several = sum(split in _DEV for split in splits) > 1
    return {split: "validation" if split in _DEV and not several else split for split in splits}


def make_card(
    origins: Mapping[str, int],
    splits: Mapping[str, tuple[str, int]],
    rejected: int,
    options: WriteOptions,
    provenance: Provenance,
) -> str:
    """Give the card of a data set: what the hub reads of it, then what a person does.

    `origins` counts pairs by who gave their English, `splits` tells the file and the number of pairs of each split,
    `rejected` counts those that are in no data.
    """
    files = "\n".join(f"  - split: {name}\n    path: {file}" for name, (file, size) in splits.items())
    told = "; ".join(f"{name} {size}" for name, (_, size) in splits.items())
    parts = f"\n\nSplits: {told}. No French and no English text of one stands in another." if options.splits else ""
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
{files}
dataset_info:
  features:
  - name: id
    dtype: string
  - name: origin
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
{given or "nobody yet"}.{model}{translator}{_chosen(rejected, options)}{parts}

Each record has an `id`, by which `pairs.jsonl` of the same run tells where the pair stands and how far to trust it, an
`origin` (who gave the English), and a `translation` with its `fr` and `en`. Pairs with an empty side are left out.

The licence is that of the texts: name it here (`license:` at the top) before you publish the data set.
"""


def _chosen(rejected: int, options: WriteOptions) -> str:
    r"""Say how the pairs were chosen, and how many others there are.

    >>> _chosen(2, WriteOptions(where="adequacy >= .5"))
    '\n\nChosen by `adequacy >= .5`. 2 other pairs are in `rejected.jsonl` of the run, with the reasons.'
    """
    told = [f"Chosen by `{options.where}`."] if options.where else []
    if rejected:
        others = "1 other pair is" if rejected == 1 else f"{rejected} other pairs are"
        told.append(f"{others} in `rejected.jsonl` of the run, with the reasons.")
    return f"\n\n{' '.join(told)}" if told else ""


def _size(total: int) -> str:
    """Give the size of a data set in the hub's words.

    >>> _size(999), _size(1000), _size(2_000_000)
    ('n<1K', '1K<n<10K', '1M<n<10M')
    """
    return next((name for most, name in _SIZES if total < most), "100M<n<1B")
