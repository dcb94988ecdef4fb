"""The table of formats: what can be read, what is written, and what each is to a person.

A new format is a module that reads or writes it, in this folder, and an entry here; README's tables, `show`, `--help`
and the summary of a run are made of this table. Functions are named as "module:function" and imported when they are
first needed, so that nothing is loaded for formats that a run does not use.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Any, Literal

from pipeline.io.compressed import without_compression
from pipeline.io.language_marks import is_language_suffix

Purpose = Literal["reading", "your own file", "CAT tools, training", "checking"]

_LANGUAGES = ("source_language", "target_language")
_BOOK = (*_LANGUAGES, "title")
_COPY = (*_BOOK, "author", "translator")


@dataclass(frozen=True, slots=True)
class InputFormat:
    """A format that can be read.

    `reader` names a function (bytes, encoding or "auto", language) -> Text; `splicer` one that puts English into such a
    file, "" where there is none: it gets the English of each `spliced_by`. `translator` names one that lets English
    stand instead: (bytes, `Replacements`, encoding or "auto", language tag) -> bytes; a splicer by "place" gets the
    same, and a line to say at the top. `also` are the values of `read.also` that the reader knows. A `bilingual` file
    holds a text and its translation, unit by unit; read in either language, its paragraphs correspond. A `tabular` one
    does so row by row: its reader is (stream, encoding, names of columns) -> its records, of which `read_rows` makes
    texts. As most tables hold something else, one is read only where it is named.
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    splicer: str = ""
    spliced_by: Literal["paragraph", "cue", "place"] = "paragraph"
    translator: str = ""
    also: tuple[str, ...] = ()
    bilingual: bool = False
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A format that a run can write: a name of `write.formats`.

    `files` names what it makes, each with what it is to a person; a name with a slash at its end is a folder. `writer`
    names a function that gets of the options of `write` only those in `options`; one with `pictures` is a copy to read,
    which gets the texts' pictures as well. `use` says in what group README lists it, `remark` what it adds there.
    """

    name: str
    use: Purpose
    files: Mapping[str, str]
    writer: str
    options: tuple[str, ...] = ()
    pictures: bool = False
    remark: str = ""

    @property
    def takes_parts(self) -> bool:
        """Tell whether its writer takes long documents in parts; what is laid out for reading needs them whole."""
        return self.is_data or self.use == "checking"

    @property
    def is_data(self) -> bool:
        """Tell whether it holds pairs to be used elsewhere: of these, only the ones that are wanted."""
        return self.use == "CAT tools, training"


def _table(name: str, suffixes: tuple[str, ...], reader: str) -> InputFormat:
    """Give the entry of a table of pairs."""
    return InputFormat(name, suffixes, f"pipeline.formats.corpora.{reader}", bilingual=True, tabular=True)


def _copy(name: str, file: str, what: str, writer: str, remark: str = "") -> OutputFormat:
    """Give the entry of a bilingual copy to read, with the texts' pictures."""
    return OutputFormat(name, "reading", {file: what}, writer, _COPY, pictures=True, remark=remark)


INPUTS = (
    InputFormat("plain text", (".txt", ".text", ".fr", ".en"), "pipeline.formats.text.read:read_text"),
    InputFormat(
        "Markdown",
        (".md", ".markdown"),
        "pipeline.formats.markdown.read:read_markdown",
        "pipeline.formats.markdown.splice:splice_markdown",
        translator="pipeline.formats.markdown.translate:translate_markdown",
    ),
    InputFormat(
        "HTML",
        (".html", ".htm", ".xhtml"),
        "pipeline.formats.html.read:read_html",
        "pipeline.formats.html.splice:splice_html",
        translator="pipeline.formats.html.translate:translate_html",
    ),
    InputFormat(
        "EPUB",
        (".epub",),
        "pipeline.formats.epub.read:read_epub",
        "pipeline.formats.epub.splice:splice_epub",
        translator="pipeline.formats.epub.translate:translate_epub",
    ),
    InputFormat(
        "DOCX",
        (".docx", ".docm", ".dotx", ".dotm"),
        "pipeline.formats.docx.read:read_docx",
        "pipeline.formats.docx.translate:splice_docx",
        "place",
        "pipeline.formats.docx.translate:translate_docx",
        also=("headers", "comments"),
    ),
    InputFormat(
        "ODT",
        (".odt",),
        "pipeline.formats.odt.read:read_odt",
        "pipeline.formats.odt.translate:splice_odt",
        "place",
        "pipeline.formats.odt.translate:translate_odt",
        also=("headers",),
    ),
    InputFormat(
        "PPTX",
        (".pptx", ".pptm", ".potx", ".ppsx"),
        "pipeline.formats.pptx.read:read_pptx",
        "pipeline.formats.pptx.translate:splice_pptx",
        "place",
        "pipeline.formats.pptx.translate:translate_pptx",
    ),
    InputFormat(
        "XLSX",
        (".xlsx", ".xlsm", ".xltx"),
        "pipeline.formats.xlsx.read:read_xlsx",
        "pipeline.formats.xlsx.translate:splice_xlsx",
        "place",
        "pipeline.formats.xlsx.translate:translate_xlsx",
    ),
    InputFormat("RTF", (".rtf",), "pipeline.formats.rtf.read:read_rtf"),
    InputFormat("PDF", (".pdf",), "pipeline.formats.pdf.read:read_pdf"),
    InputFormat(
        "subtitles",
        (".srt", ".vtt", ".sbv"),
        "pipeline.formats.subtitles.read:read_subtitles",
        "pipeline.formats.subtitles.splice:splice_subtitles",
        "cue",
        "pipeline.formats.subtitles.translate:translate_subtitles",
    ),
    InputFormat(
        "SubStation Alpha",
        (".ass", ".ssa"),
        "pipeline.formats.subtitles.substation:read_substation",
        "pipeline.formats.subtitles.substation:splice_substation",
        "cue",
        "pipeline.formats.subtitles.translate:translate_substation",
    ),
    InputFormat(
        "MicroDVD",
        (".sub",),
        "pipeline.formats.subtitles.microdvd:read_microdvd",
        "pipeline.formats.subtitles.microdvd:splice_microdvd",
        spliced_by="cue",
    ),
    InputFormat(
        "TTML",
        (".ttml", ".dfxp"),
        "pipeline.formats.subtitles.timed_text:read_timed_text",
        "pipeline.formats.subtitles.timed_text:splice_timed_text",
        spliced_by="cue",
    ),
    InputFormat("TMX", (".tmx",), "pipeline.formats.tmx.read:read_tmx", bilingual=True),
    InputFormat(
        "XLIFF",
        (".xlf", ".xliff"),
        "pipeline.formats.xliff:read_xliff",
        "pipeline.formats.xliff_targets:translate_xliff",
        "place",
        "pipeline.formats.xliff_targets:translate_xliff",
        bilingual=True,
    ),
    _table("TSV", (".tsv",), "separated:read_tsv"),
    _table("CSV", (".csv",), "separated:read_csv"),
    _table("JSON lines", (".jsonl", ".ndjson", ".json"), "json_records:read_json"),
    _table("Parquet", (".parquet",), "arrow_records:read_parquet"),
    _table("Arrow", (".arrow",), "arrow_records:read_arrow"),
    InputFormat("hunalign", (".hunalign",), "pipeline.formats.hunalign:read_hunalign", bilingual=True),
    InputFormat("TEI, OPUS' XML with XCES", (".xml", ".tei"), "pipeline.formats.markup:read_xml"),
)

OUTPUTS = (
    _copy("html", "copy.html", "bilingual page to read", "pipeline.formats.html.write:write"),
    _copy(
        "epub",
        "copy.epub",
        "bilingual book, sentence under sentence",
        "pipeline.formats.epub.write:interleaved",
        remark="sentence under sentence",
    ),
    _copy("epub-side", "copy-side.epub", "bilingual book in two columns", "pipeline.formats.epub.write:side"),
    _copy("epub-popup", "copy-popup.epub", "French book, English on tapping", "pipeline.formats.epub.write:popup"),
    _copy("docx", "copy.docx", "bilingual table for a word processor", "pipeline.formats.docx.write:write"),
    _copy("pdf", "copy.pdf", "bilingual pages to print", "pipeline.formats.pdf.write:write", remark="with Chromium"),
    OutputFormat(
        "srt",
        "reading",
        {"subtitles/": "your subtitles in both languages"},
        "pipeline.formats.subtitles.write:write_srt",
    ),
    OutputFormat(
        "vtt",
        "reading",
        {"subtitles/": "your subtitles in both languages"},
        "pipeline.formats.subtitles.write:write_vtt",
        ("translator",),
    ),
    OutputFormat(
        "translated",
        "your own file",
        {"translated/": "your own files in English, laid out as they are"},
        "pipeline.formats.splicing:translate",
        remark="your DOCX, ODT, PPTX, XLSX, HTML, EPUB, Markdown, XLIFF, SRT, VTT or ASS in English, laid out alike",
    ),
    OutputFormat(
        "spliced",
        "your own file",
        {"spliced/": "your own files with the English under the French"},
        "pipeline.formats.splicing:splice",
        remark="with the English put in, all else kept; of the same formats",
    ),
    OutputFormat(
        "tmx",
        "CAT tools, training",
        {"memory.tmx": "translation memory for CAT tools"},
        "pipeline.formats.tmx.write:write",
        (*_LANGUAGES, "translator"),
    ),
    OutputFormat(
        "jsonl",
        "CAT tools, training",
        {
            "pairs.jsonl": "one record a pair, with places, scores and flags",
            "paragraphs.jsonl": "the paragraphs that places are in",
        },
        "pipeline.formats.corpora.jsonl:write",
        ("translator",),
    ),
    OutputFormat(
        "huggingface",
        "CAT tools, training",
        {"huggingface/": "for datasets.load_dataset('huggingface'), with its card"},
        "pipeline.formats.corpora.huggingface:write",
        ("title", "translator", "gaps", "splits", "where"),
    ),
    OutputFormat(
        "tsv",
        "CAT tools, training",
        {"pairs.tsv": "table with scores"},
        "pipeline.formats.corpora.tables:write_tsv",
        ("translator",),
    ),
    OutputFormat(
        "moses",
        "CAT tools, training",
        {
            "pairs.fr": "French lines (Moses)",
            "pairs.en": "English lines (Moses)",
            "pairs.ids": "ids of their pairs",
        },
        "pipeline.formats.corpora.bitext:write_moses",
        ("gaps", "splits"),
    ),
    OutputFormat(
        "pharaoh",
        "CAT tools, training",
        {
            "pairs.links": "word links (Pharaoh)",
            "pairs.words.fr": "French words",
            "pairs.words.en": "English words",
        },
        "pipeline.formats.corpora.bitext:write_pharaoh",
        ("gaps", "splits"),
        remark="words and their links",
    ),
    OutputFormat(
        "parquet",
        "CAT tools, training",
        {"pairs.parquet": "table for data frames"},
        "pipeline.formats.corpora.tables:write_parquet",
        ("translator",),
    ),
    OutputFormat(
        "report",
        "checking",
        {"report.html": "what came out, drawn"},
        "pipeline.formats.report.write:write",
        _BOOK,
    ),
    OutputFormat(
        "review-xliff",
        "checking",
        {"review.xlf": "doubtful pairs to correct in a CAT tool"},
        "pipeline.review.exchange:write_xliff",
        _LANGUAGES,
    ),
    OutputFormat(
        "review-tsv", "checking", {"review.tsv": "doubtful pairs to correct"}, "pipeline.review.exchange:write_tsv"
    ),
)

ALWAYS = {"metrics.json": "counts and scores", "manifest.json": "what made all this"}
"""What every run writes besides."""

CONVERTED = frozenset([".doc", ".dot", ".wps", ".wpd", ".sxw", ".fodt", ".pages"])
"""Suffixes of texts that nothing reads here, and that LibreOffice writes as DOCX."""

REJECTED = OutputFormat(
    "rejected",
    "CAT tools, training",
    {"rejected.jsonl": "pairs that data leave out, and why"},
    "pipeline.formats.corpora.jsonl:write_rejected",
    ("translator",),
)
"""What a run writes besides where it may reject pairs (`write.where`, `write.splits`)."""

_BY_SUFFIX = {suffix: one for one in INPUTS for suffix in one.suffixes}
_BY_NAME = {one.name: one for one in (*OUTPUTS, REJECTED)}


def input_format(name: str | PurePath) -> InputFormat | None:
    """Give the format of a file by its suffix, compressed or not; None where nothing reads it.

    >>> input_format("conte.MD").name, input_format("memory.tmx.gz").name, input_format("train.fr-FR").name
    ('Markdown', 'TMX', 'plain text')
    """
    found = _BY_SUFFIX.get(without_compression(name).suffix.lower())
    return _BY_SUFFIX[".fr"] if found is None and is_language_suffix(name) else found


def output_format(name: str) -> OutputFormat:
    """Give a format by its name in `write.formats`.

    Raises:
        KeyError: there is none of that name.
    """
    return _BY_NAME[name]


def is_table(name: str | PurePath) -> bool:
    """Tell whether a file is a table of pairs, by its suffix.

    >>> is_table("corpus.tsv.zst"), is_table("memory.tmx")
    (True, False)
    """
    found = input_format(name)
    return found is not None and found.tabular


def suffixes() -> list[str]:
    """Give the suffixes of all files that can be read, sorted."""
    return sorted(_BY_SUFFIX)


def descriptions() -> dict[str, str]:
    """Give everything that a run may write, each with what it is to a person."""
    return {name: what for one in (*OUTPUTS, REJECTED) for name, what in one.files.items()} | ALWAYS


def describe(name: str) -> str:
    """Say what a file or folder of a run's outputs is to a person, also that of one split; "" where nobody knows.

    >>> describe("pairs.fr"), describe("pairs.train.fr"), describe("notes.txt")
    ('French lines (Moses)', 'French lines (Moses), train', '')
    """
    known = descriptions()
    first, _, rest = name.partition(".")
    split, _, rest = rest.partition(".")
    of_split = known.get(f"{first}.{rest}", "")
    return known.get(name) or (f"{of_split}, {split}" if of_split else "")


def copies() -> dict[str, str]:
    """Give the formats that a person opens, each with the file to open.

    >>> copies()["epub"]
    'copy.epub'
    """
    return {one.name: next(iter(one.files)) for one in OUTPUTS if one.pictures or one.name == "report"}


def uses() -> dict[str, str]:
    """Give the formats as README lists them: for each use, their names and remarks.

    >>> uses()["checking"]
    '`report`, `review-xliff`, `review-tsv`'
    """
    listed: dict[str, list[str]] = {}
    for one in OUTPUTS:
        listed.setdefault(one.use, []).append(f"`{one.name}`" + (f" ({one.remark})" if one.remark else ""))
    return {use: ", ".join(names) for use, names in listed.items()}


def module_of(function: str) -> str:
    """Give the module of a function that the table names.

    >>> module_of("pipeline.formats.odt.read:read_odt")
    'pipeline.formats.odt.read'
    """
    return function.partition(":")[0]


def load(function: str) -> Callable[..., Any]:
    """Import a function that the table names."""
    module, _, name = function.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
