"""Every option of a run, with its default: one section a stage. This is the schema of the YAML files in `configs/`.

Being a path is part of an option's type (`FilePath`, `ModelName`): whoever reads, writes or shows configurations finds
the paths by it. Options marked `SPEED` change how fast a run is and never what it writes.
"""

import codecs
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, ValidationInfo, field_validator
from pydantic.fields import FieldInfo

SPEED: dict[str, JsonValue] = {"affects": "speed"}
UNUSED: dict[str, JsonValue] = {"affects": "nothing"}
"""Marks an option of earlier versions that nothing depends on any more; its description says what stands for it."""
AS_IT_IS: dict[str, JsonValue] = {"written": "as it is"}
"""Marks an option whose text on a command line is no YAML, which would end `source != "a #b"` before the sign #."""

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # lone surrogates stand for the bytes of file names that are no UTF-8
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_UNREADABLE = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")  # what no name of a file to read can hold
_LONGEST_NAME = 255  # bytes of a file's name, on every common file system
_MOST_SPLITS = 20  # chosen by hand
_ROUNDING = 1e-6  # shares may be rounded: three of .333333 are one whole
_NO_CHARSETS = frozenset(["idna", "punycode", "unicode-escape", "raw-unicode-escape"])
"""Codecs of Python that decode text, and in which nobody saves a file."""


@dataclass(frozen=True, slots=True)
class IsPath:
    """Marks the type of an option that names files.

    `or_name`: it may also be a name that is no path, as of a model; `or_pattern`: or a pattern such as texts/*.md, a
    data set on the hub, another address, or standard input.
    """

    or_name: bool = False
    or_pattern: bool = False

    def is_elsewhere(self, path: str) -> bool:
        """Tell whether a name stands for no file of this machine's folders: standard input, or an address.

        >>> [IsPath(or_pattern=True).is_elsewhere(name) for name in ("-", "hf://datasets/opus_books", "a-b.txt")]
        [True, True, False]
        """
        return self.or_pattern and (path == "-" or _ADDRESS.match(path) is not None)


FilePath = Annotated[str, IsPath()]
"""A file; in a configuration file relative to that file's folder."""
FilesPath = Annotated[str, IsPath(or_pattern=True)]
"""A file, a folder or a pattern; in a configuration file relative to that file's folder."""
ModelName = Annotated[str, IsPath(or_name=True)]
"""A folder, or a name on a hub."""

Format = Literal[
    "jsonl",
    "huggingface",
    "tmx",
    "tsv",
    "moses",
    "pharaoh",
    "parquet",
    "html",
    "epub",
    "epub-side",
    "epub-popup",
    "docx",
    "pdf",
    "srt",
    "vtt",
    "translated",
    "spliced",
    "report",
    "review-tsv",
    "review-xliff",
]


class Section(BaseModel):
    """Base of all sections: unknown keys are mistakes, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*")
    @classmethod
    def _can_be_written(cls, value: Any, option: ValidationInfo) -> Any:
        """Refuse text that no file can hold, and names that no file can have."""
        kind = path_kind(cls.model_fields[option.field_name or ""])
        for text in _texts(value):
            wrong = _UNREADABLE if kind and kind.or_pattern else _UNWRITABLE
            if wrong.search(text):
                rename = "; rename the file" if kind else ""
                raise ValueError(f"text in Unicode (UTF-8) without NUL characters{rename}")
            if kind and any(len(os.fsencode(part)) > _LONGEST_NAME for part in Path(text).parts):
                raise ValueError(f"names of at most {_LONGEST_NAME} bytes")
        return value

    def with_paths(self, change: Callable[[str, IsPath], str]) -> Self:
        """Give a copy in which every path, also in the sections inside, is what `change` makes of it."""
        changes: dict[str, Any] = {}
        for name, value in self:
            kind = path_kind(type(self).model_fields[name])
            if isinstance(value, Section):
                changes[name] = value.with_paths(change)
            elif kind and isinstance(value, list):
                changes[name] = [change(path, kind) for path in value]
            elif kind and value:
                changes[name] = type(value)(change(str(value), kind))
        return self.model_copy(update=changes)

    def without_speed(self) -> dict[str, Any]:
        """Give the options that decide what is written, as plain data, also those of the sections inside."""
        fields = type(self).model_fields
        kept = {name: value for name, value in self if fields[name].json_schema_extra != SPEED}
        plain = self.model_dump(mode="json")
        return {
            name: value.without_speed() if isinstance(value, Section) else plain[name] for name, value in kept.items()
        }

    def unused(self) -> Iterator[tuple[str, str]]:
        """Give the options that were set and that nothing depends on any more, each with its description."""
        for name, value in self:
            option = type(self).model_fields[name]
            if isinstance(value, Section):
                yield from ((f"{name}.{inner}", why) for inner, why in value.unused())
            elif option.json_schema_extra == UNUSED and value != option.default:
                yield name, option.description or ""


def path_kind(field: FieldInfo) -> IsPath | None:
    """Tell what kind of path an option holds, if it holds any, or several."""
    return next((mark for mark in (*field.metadata, *_marks(field.annotation)) if isinstance(mark, IsPath)), None)


def _marks(annotation: Any) -> Iterator[Any]:
    """Give everything that is said inside of a type, such as the marks of a list's items."""
    for inner in get_args(annotation):
        yield inner
        yield from _marks(inner)


def _as_list(value: Any) -> Any:
    """Take one path, or one name, for a list of one."""
    return [value] if isinstance(value, str | Path) else value


def _texts(value: Any) -> Iterator[str]:
    """Give the text that an option holds, or each one of a list."""
    if isinstance(value, str | Path):
        yield str(value)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _encoding(name: str) -> str:
    """Refuse an encoding that no text is saved in, such as those of Python that pack bytes (hex) or nothing at all."""
    if name != "auto" and not _is_charset(name):
        raise ValueError("the name of a text encoding: auto, utf-8 or cp1252, for example")
    return name


def _is_charset(name: str) -> bool:
    """Tell whether Python knows an encoding of text by this name."""
    try:
        return codecs.lookup(name).name not in _NO_CHARSETS and "a".encode(name).decode(name) == "a"
    except (LookupError, ValueError):
        return False


def _shares(splits: dict[str, float]) -> dict[str, float]:
    """Refuse shares that are not shares of one whole, and a single one."""
    if splits and (not 1 < len(splits) <= _MOST_SPLITS or abs(sum(splits.values()) - 1) > _ROUNDING):
        raise ValueError(f"two to {_MOST_SPLITS} shares that sum up to 1")
    return splits


def _abbreviation(text: str) -> str:
    """Refuse an abbreviation that would stand everywhere."""
    if not text.strip(" ."):
        raise ValueError("an abbreviation such as réf.")
    return text


class ReadSection(Section):
    """Which files are read."""

    files: Annotated[
        list[FilesPath],
        Field(
            min_length=1,
            description="French files, folders or patterns such as texts/*.md; hf://datasets/NAME, a data set on the "
            "hub; s3://, https:// and other addresses; - for standard input",
        ),
    ]
    reference: list[FilesPath] = Field(
        [], description="human English translations of them: one for one, or by file name"
    )
    pair_by: Literal["auto", "names", "content"] = Field(
        "auto",
        description="how several are paired: by names, by content (what texts say), or auto: the one, then the other",
    )
    encoding: Annotated[str, AfterValidator(_encoding)] = Field(
        "auto", description="auto, or a Python codec name such as cp1252 for every file"
    )
    lines: Literal["prose", "sentences", "pairs"] = Field(
        "prose",
        description="what a line of .txt is: laid-out prose; a sentence; or a sentence paired with the reference's",
    )
    also: list[Literal["headers", "comments"]] = Field(
        [], description="what else of DOCX is text: headers (footers too), comments; of ODT headers; notes always are"
    )
    english: str = Field(
        "",
        pattern="^(en(-[A-Z]{2})?)?$",
        description="which English to read of a TMX unit with several, by its tag, such as en-GB; else the first",
    )
    stdin: str = Field(
        "txt", pattern="^[a-z0-9]+$", description="what standard input holds, by the suffix that its file would have"
    )
    columns: list[str | int] = Field(
        [],
        max_length=2,
        description="columns of tables (.tsv, .csv, .jsonl, .parquet) with French and English, by name or number; "
        "without it they are found",
    )
    beads: list[FilesPath] = Field(
        [], description="alignments by other tools or by hand, instead of ours: vecalign, hunalign's ladder, XCES"
    )

    _listed = field_validator("files", "reference", "also", "columns", "beads", mode="before")(_as_list)


class SegmentSection(Section):
    """How paragraphs are cut into sentences."""

    split_on: str = Field("", pattern="^[;:]*$", description="also cut at these marks (; and :), for legal lists")
    keep_dialogue_turns: bool = Field(False, description="keep a paragraph's dialogue turns together")
    abbreviations: list[Annotated[str, AfterValidator(_abbreviation)]] = Field(
        [], description="further abbreviations that end no sentence, such as réf."
    )
    srx: FilePath = Field(
        "", description="an SRX file: cut by its rules instead of ours, in the languages that it has rules for"
    )


class TranslateSection(Section):
    """How French sentences become English ones."""

    engine: Literal["auto", "transformers", "ctranslate2", "none"] = Field(
        "auto", description="auto takes ctranslate2 where it runs; none aligns human translations without any model"
    )
    model: ModelName = Field("embedded", description="embedded, a MarianMT folder, or a hub name")
    revision: str | None = Field(None, description="branch, tag or commit of a hub model")
    beam: int = Field(4, ge=1, le=32, description="hypotheses kept while decoding")
    quantization: Literal["auto", "int8", "float16", "float32"] = Field(
        "auto",
        description="numbers ctranslate2 computes with; auto: float16 on a GPU, else int8, float32 for small models",
    )
    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="auto takes a GPU where there is one")
    batch_tokens: int = Field(2048, ge=64, le=1_000_000, description="source pieces translated at once")
    repair: bool = Field(True, description="try again, in other ways, what came out looping, empty or cut short")
    glossary: list[FilePath] = Field(
        [],
        description="terms and their English: tab-separated, .csv, .xlsx or .tbx; kept to, and misses are flagged",
    )
    cache: bool = Field(
        False, description="take over sentences that other runs with the same model and options have translated"
    )
    threads: int = Field(0, ge=0, le=1024, description="processor threads; 0 takes all", json_schema_extra=SPEED)

    _listed = field_validator("glossary", mode="before")(_as_list)


class AlignSection(Section):
    """How the sentences of a human translation are matched with the French ones."""

    judge: bool = Field(True, description="ask the model about doubtful pairs; better, and slower")
    embeddings: ModelName = Field(
        "", description="folder or hub name of a sentence-embedding model that helps, such as LaBSE"
    )
    largest_bead: int = Field(8, ge=2, le=12, description="sentences of both sides together in one pair")
    fill: bool = Field(True, description="translate by machine what the human translation leaves out")
    corrections: list[FilePath] = Field(
        [],
        description="tables of corrections, as another run's corrections.tsv; the output folder's own counts anyway",
    )

    _listed = field_validator("corrections", mode="before")(_as_list)


class LinkSection(Section):
    """Which words are joined inside a pair."""

    words: bool = Field(True, description="find word links: the reading copy shows them")
    attention: bool = Field(False, description="ask the model as well: better, and several times slower")


class ScoreSection(Section):
    """When a pair is flagged as doubtful; nothing is ever dropped."""

    least_adequacy: float = Field(
        0.5, ge=0, le=1, description="flag translations that keep the meaning, but for details, less probably"
    )
    bad_share: float = Field(
        0.0,
        ge=0,
        le=0.99,
        description="share of machine translations that are bad, where it is known: adequacy is calibrated for it",
    )
    least_model_score: float = Field(
        -1.5, description="no longer used: least_adequacy stands for it", json_schema_extra=UNUSED
    )
    least_posterior: float = Field(0.5, ge=0, le=1, description="flag alignments that are less probable")
    largest_length_ratio: float = Field(3.0, gt=1, description="flag pairs where one side is so much longer")
    imported: list[FilePath] = Field(
        [], description="scores of other tools: tables with id (or source and target) and scores, or COMET's JSON"
    )

    _listed = field_validator("imported", mode="before")(_as_list)


class EvaluateSection(Section):
    """How machine translations are measured against the human one, by sacrebleu."""

    metrics: list[Literal["bleu", "chrf", "ter"]] = Field(["bleu", "chrf", "ter"], description="corpus scores")
    bootstrap: int = Field(1000, ge=0, le=100_000, description="resamples for the 95 % interval; 0 for none")
    machine: bool = Field(
        False, description="have pairs of TMX, XLIFF and lines translated by machine as well, to measure it by them"
    )
    worst: int = Field(20, ge=0, le=1_000_000, description="how many of the worst sentences metrics.json lists")


class WriteSection(Section):
    """Which files come out."""

    formats: list[Format] = Field(
        ["jsonl", "huggingface", "tmx", "tsv", "html"],
        description="also: moses, pharaoh, parquet, epub, epub-side, epub-popup, docx, pdf, srt, vtt, "
        "translated, spliced, report, review-tsv, review-xliff",
        min_length=1,
    )
    source_language: str = Field("fr", pattern="^fr(-[A-Z]{2})?$", description="language tag in the TMX, fr or fr-CA")
    target_language: str = Field(
        "en",
        pattern="^en(-[A-Z]{2})?$",
        description="language tag in the TMX; the machine's English is spelt as in Britain for en-GB (colour, realise; "
        "also IE, AU, NZ, ZA, IN), as in America for en-US, and by any other tag as the model has it, which mixes both",
    )
    title: str = Field("", description="title of the reading copy; empty takes the text's own")
    author: str = Field(
        "", description="who wrote the French; told at the top of reading copies; empty takes the text's own"
    )
    translator: str = Field("", description="who made the human translation; told at the top of reading copies")
    gaps: bool = Field(
        False,
        description="in texts with a human translation, write the machine's English of what that leaves out to moses, "
        "pharaoh and huggingface as well",
    )
    pictures: bool = Field(True, description="put the text's pictures into the reading copies")
    duplicates: Literal["near", "exact", "none"] = Field(
        "near",
        description="look for pairs that repeat an earlier one of the run, for duplicate_of in data: exact but for "
        "case, spaces and punctuation; or near, with most words in common as well",
    )
    ignore_digits: bool = Field(False, description="take pairs that differ in digits only for duplicates")
    where: str = Field(
        "",
        description="the pairs that data hold, by the columns of the schema: "
        "adequacy >= .5 and not duplicate_of (docs/where.md); all others go to rejected.jsonl with the reasons",
        json_schema_extra=AS_IT_IS,
    )
    splits: dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")], Annotated[float, Field(gt=0, lt=1)]] = Field(
        {},
        description="splits of the data with their shares, {train: .98, dev: .01, test: .01}; whatever of a larger one "
        "stands in a smaller one as well goes to rejected.jsonl",
    )
    publish: str = Field(
        "",
        pattern=r"^([A-Za-z][A-Za-z0-9+.-]+://.+)?$",
        description="an address such as s3://bucket/corpus that the outputs are put to as well, the manifest last",
        json_schema_extra=SPEED,
    )
    split_by: Literal["auto", "document", "source"] = Field(
        "auto",
        description="what stays together in a split: a document, a French text wherever it stands; auto takes the text "
        "in memories and line pairs",
    )

    _listed = field_validator("formats", mode="before")(_as_list)
    _shared = field_validator("splits", mode="after")(_shares)


class RunSection(Section):
    """How the work of a run is done; nothing of it changes what is written."""

    engine: Literal["local", "ray"] = Field(
        "local", description="local: processes of this machine; ray: a cluster", json_schema_extra=SPEED
    )
    address: str = Field(
        "",
        description="the Ray cluster, as ray.init takes it; empty takes RAY_ADDRESS, or starts Ray here",
        json_schema_extra=SPEED,
    )
    workers: int = Field(
        0,
        ge=0,
        le=1024,
        description="processes at work; 0 takes as many as there are processors, if there is work for them",
        json_schema_extra=SPEED,
    )


class Config(Section):
    """One run."""

    output: Annotated[Path, IsPath()] = Field(Path("out"), description="the folder everything is written to")
    read: ReadSection
    segment: SegmentSection = SegmentSection()
    translate: TranslateSection = TranslateSection()
    align: AlignSection = AlignSection()
    link: LinkSection = LinkSection()
    score: ScoreSection = ScoreSection()
    evaluate: EvaluateSection = EvaluateSection()
    write: WriteSection = WriteSection()
    run: RunSection = RunSection()


def option_named(name: str) -> FieldInfo | None:
    """Give an option by its section and its own name, such as `translate.beam`; None where there is none.

    >>> option_named("translate.beam").default, option_named("translate.bean")
    (4, None)
    """
    section: Any = Config
    field = None
    for part in name.split("."):
        if not (isinstance(section, type) and issubclass(section, Section)):
            return None
        field = section.model_fields.get(part)
        section = field.annotation if field else None
    return field
