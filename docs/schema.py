"""What documents tell of the schema of pairs and paragraphs: a page for people, and schemas for programs."""

import json

from pipeline.formats.corpora.schema import (
    IN_TABLE,
    PAIRS,
    PARAGRAPHS,
    REJECTED,
    VERSION,
    Column,
    arrow_schema,
    json_schema,
)


def make() -> str:
    """Make `schema.md`."""
    left_out = ", ".join(f"`{column.name}`" for column in PAIRS if column not in IN_TABLE)
    return f"""# What pairs and paragraphs look like

<!-- Made by `python -m docs` from pipeline/formats/corpora/schema.py. -->

`pairs.jsonl`, `pairs.parquet` and `pairs.tsv` have the same columns by the same names, whatever a run's options; what a
run does not know is null. This is version {VERSION}; every record has it as `schema_version`, and so does the metadata
of the Parquet file. The table has all but {left_out}; in it null is empty, flags have
spaces between them, and a score of another tool is `name=score`. TMX units carry the short ones as properties, such as
`x-adequacy`. Files of earlier versions are read: what was not known then is null.

All data formats hold texts letter for letter, for programs that read every character: what begins with `=`, `+`, `-` or
`@` stays so in `pairs.tsv` too, and a spreadsheet takes it for a formula. Import its columns as text there, or hand out
`review.tsv` (`review-tsv`), which is made for spreadsheets: an apostrophe stands before such a text, and is taken away
again when the file comes back.

{_table(PAIRS)}

The same for programs: [`pairs.schema.json`](pairs.schema.json) (JSON Schema), [`pairs.arrow.txt`](pairs.arrow.txt)
(Arrow). JSON has no type for a null: give a reader of JSON lines the Arrow schema, so that a column that is null
throughout has its type.

```python
from pipeline.formats.corpora.schema import arrow_schema

import datasets, pandas, polars, pyarrow.parquet

runs = ["one/pairs.parquet", "two/pairs.parquet"]
pyarrow.parquet.read_table("one/pairs.parquet", schema=arrow_schema())
pandas.concat(map(pandas.read_parquet, runs))
polars.read_parquet(runs)
features = datasets.Features.from_arrow_schema(arrow_schema())
datasets.load_dataset("json", data_files=["one/pairs.jsonl", "two/pairs.jsonl"], features=features)
```

## Rejected pairs

`rejected.jsonl`, the pairs that are in no data, has one column more at the end: `reasons`, {REJECTED[-1].type}:
{REJECTED[-1].meaning}. Its JSON Schema is [`rejected.schema.json`](rejected.schema.json).

```python
from pipeline.formats.corpora.schema import REJECTED

features = datasets.Features.from_arrow_schema(arrow_schema(REJECTED))
datasets.load_dataset("json", data_files="one/rejected.jsonl", features=features)
```

## Paragraphs

`paragraphs.jsonl` stands beside `pairs.jsonl`: `source_places` are places in the texts of the `source` side, and
`target_places` in those of the `target` side. Its JSON Schema is [`paragraphs.schema.json`](paragraphs.schema.json).

{_table(PARAGRAPHS)}
"""


def make_json(columns: tuple[Column, ...]) -> str:
    """Make the JSON Schema of one line."""
    return json.dumps(json_schema(columns), indent=2, ensure_ascii=False) + "\n"


def make_arrow() -> str:
    """Make the Arrow schema of pairs, as pyarrow writes it."""
    return f"{arrow_schema().to_string(show_field_metadata=False)}\n"


def _table(columns: tuple[Column, ...]) -> str:
    """Make the table of columns."""
    rows = [f"| `{one.name}` | {one.type}{', or null' * one.nullable} | {one.meaning} |" for one in columns]
    return "\n".join(["| column | holds | meaning |", "|---|---|---|", *rows])
