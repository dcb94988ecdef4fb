"""The one schema of pairs and of paragraphs: the columns that every data format has, whatever a run's options.

JSON lines, Parquet and the tab-separated table have the same columns by the same names; what a run does not know is
null. `docs/schema.md` is made of this table, and so are the JSON Schema and the Arrow schema beside it.
"""

from dataclasses import dataclass
from typing import Any, Literal

VERSION = 2
"""Goes up when a column is added, renamed, or comes to mean something else; every record carries it."""

SCORES = {
    "adequacy": "probability that a bilingual reviser would say that the English keeps the meaning, but for details",
    "similarity": "how alike the two sides are to the aligner, where it has compared them",
    "length_ratio": "length of the longer side as a multiple of the shorter one's, in characters, 10 added to both",
    "model_score": "mean log-probability that the model gives the pieces of its own English",
    "duplicate_similarity": "share of words in common with the pair that it repeats, on the side where it is less",
    "related": "probability that the two sides are of the same thing at all",
    "addition": "probability that the English has a stretch that nothing in the French accounts for",
    "omission": "probability that the French has a stretch that nothing in the English accounts for",
    "french": "probability that the source is French; null for too few letters",
    "english": "probability that the target is English; null for too few letters",
    "damage": "places of both sides where letters are damaged: a wrong encoding, lost accents, entities",
    "length_deviation": "standard deviations by which the English is longer than it usually is for such French",
    "copied": "share of the French words, by letters, that stand unchanged in the English; null for few words",
    "boilerplate": "share of a side that is menus, notices of sites, addresses or signs, of the side with more of it",
}
"""The scores that this program gives, and what they mean; those of other tools are `imported_scores`."""

Type = Literal[
    "text", "integer", "number", "true or false", "texts", "places", "links", "imported scores"
]  # fmt: skip
"""What a column holds; plain ones stand in a table of text as they are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, whether it may be null, and what it means."""

    name: str
    type: Type
    meaning: str
    nullable: bool = False


PAIRS = (
    Column("schema_version", "integer", f"the version of this schema: {VERSION}"),
    Column("id", "text", "document and number of the pair, `letter.txt:12`"),
    Column("document", "text", "the document's name: its file, relative to the folder of all inputs"),
    Column(
        "paragraph", "integer", "number of its first French paragraph, from 0; of its first English one without French"
    ),
    Column("type", "text", "how many French sentences and how many English ones: `2-1`"),
    Column("source", "text", "the French, as it stands in the text; empty where nothing corresponds to the English"),
    Column("target", "text", "the English; empty where nothing corresponds to the French"),
    Column(
        "origin", "text", "who gave the English: `human`, `machine`, `corrected` (by a person afterwards), `copied`"
    ),
    Column("made_by", "text", "the model, or the translator's name where `write.translator` tells it", True),
    Column(
        "source_language", "text", "the language that the source is in, by ISO 639-1; null for too few letters", True
    ),
    Column(
        "target_language", "text", "the language that the target is in, by ISO 639-1; null for too few letters", True
    ),
    Column("standing", "text", "how far the English can be trusted: `sure`, `check` or `poor`"),
    Column("reviewed", "true or false", "a person has read the pair and found it right"),
    Column("flags", "texts", "what may be wrong, by name; README lists them"),
    Column("posterior", "number", "probability that the alignment of the pair is right"),
    *(Column(name, "number", meaning, True) for name, meaning in SCORES.items()),
    Column("duplicate_of", "text", "id of the first pair of the run that says the same, or nearly", True),
    Column(
        "split", "text", "the split that it belongs to, where `write.splits` asks for any: `train`, `dev`, `test`", True
    ),
    Column("imported_scores", "imported scores", "scores that other tools gave (`score.imported`), by name"),
    Column("source_places", "places", "where the French sentences stand: paragraph, start and end in code points"),
    Column("target_places", "places", "the same of the English ones, in a human translation"),
    Column(
        "links",
        "links",
        "words that say the same: start and end in `source`, start and end in `target`, in code points",
    ),
    Column("machine", "text", "the machine's English where `target` is a person's and the machine's is known", True),
)
"""The columns of `pairs.jsonl`, `pairs.parquet` and `pairs.tsv`, in their order."""

PARAGRAPHS = (
    Column("schema_version", "integer", f"the version of this schema: {VERSION}"),
    Column("document", "text", "the document's name, as pairs have it"),
    Column("side", "text", "`source` for the French, `target` for the human translation"),
    Column("paragraph", "integer", "its number, from 0: the `paragraph` of places"),
    Column("kind", "text", "`paragraph`, `heading`, `list_item`, `quote`, `verse`, `dialogue`, `cell`, `caption`, "
           "`note`, `cue`, or `code`"),
    Column("level", "integer", "a heading's depth, a list item's nesting, or that of a quotation in others; else 0"),
    Column("locator", "text", "its place in its file: lines, or part and number"),
    Column("text", "text", "its text; places of pairs are code points in it"),
)  # fmt: skip
"""The columns of `paragraphs.jsonl`, in their order."""

REJECTED = (
    *PAIRS,
    Column(
        "reasons", "texts", "parts of `write.where` that are not true of it, or the split that it stands in as well"
    ),
)
"""The columns of `rejected.jsonl`, in their order."""

IN_TABLE = tuple(one for one in PAIRS if one.type not in ("places", "links"))
"""The columns of pairs that a table of text can hold."""

_PLACE = ("paragraph", "start", "end")
_LINK_SIZE = 4
_JSON: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "true or false": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "places": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {name: {"type": "integer", "minimum": 0} for name in _PLACE},
            "required": list(_PLACE),
            "additionalProperties": False,
        },
    },
    "links": {
        "type": "array",
        "items": {
            "type": "array",
            "items": {"type": "integer", "minimum": 0},
            "minItems": _LINK_SIZE,
            "maxItems": _LINK_SIZE,
        },
    },
    "imported scores": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "score": {"type": "number"}},
            "required": ["name", "score"],
            "additionalProperties": False,
        },
    },
}


def json_schema(columns: tuple[Column, ...] = PAIRS) -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of one line of a file with such columns.

    >>> made = json_schema()
    >>> made["properties"]["adequacy"]["type"], made["properties"]["schema_version"]["const"]
    (['number', 'null'], 2)
    """
    properties = {one.name: _property(one) for one in columns}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def arrow_schema(columns: tuple[Column, ...] = PAIRS) -> Any:
    """Give the pyarrow schema of a table with such columns; its metadata names the version.

    Raises:
        ImportError: pyarrow is not installed.
    """
    import pyarrow

    def list_of(kind: Any) -> Any:
        """Give the type of a list, its items named as Parquet does, so that what is read is what was written."""
        return pyarrow.list_(pyarrow.field("element", kind))

    place = pyarrow.struct([(name, pyarrow.int32()) for name in _PLACE])
    imported = pyarrow.struct([("name", pyarrow.string()), ("score", pyarrow.float64())])
    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int32(),
        "number": pyarrow.float64(),
        "true or false": pyarrow.bool_(),
        "texts": list_of(pyarrow.string()),
        "places": list_of(place),
        "links": list_of(list_of(pyarrow.int32())),
        "imported scores": list_of(imported),
    }
    fields = [pyarrow.field(one.name, types[one.type], nullable=one.nullable) for one in columns]
    return pyarrow.schema(fields, metadata={"schema_version": str(VERSION)})


def _property(column: Column) -> dict[str, Any]:
    """Give what JSON Schema says of a column."""
    found = {"description": column.meaning, **_JSON[column.type]}
    if column.name == "schema_version":
        return {"description": column.meaning, "const": VERSION}
    return {**found, "type": [found["type"], "null"]} if column.nullable else found
