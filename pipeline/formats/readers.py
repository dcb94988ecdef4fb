"""Which formats can be read, and by what: a new format is one file in this folder and one line in this table."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal

from pipeline.document import Text
from pipeline.errors import InputError

FORMATS = {
    ".txt": "text.read:read_text",
    ".text": "text.read:read_text",
    ".md": "markdown.read:read_markdown",
    ".markdown": "markdown.read:read_markdown",
    ".html": "html.read:read_html",
    ".htm": "html.read:read_html",
    ".xhtml": "html.read:read_html",
    ".epub": "epub.read:read_epub",
    ".docx": "docx.read:read_docx",
    ".srt": "subtitles.read:read_subtitles",
    ".vtt": "subtitles.read:read_subtitles",
    ".odt": "odt:read_odt",
    ".pdf": "pdf.read:read_pdf",
    ".tmx": "tmx.read:read_tmx",
    ".xlf": "xliff:read_xliff",
    ".xliff": "xliff:read_xliff",
}
"""Suffix -> "module:function" in this package; the function is a `Reader` and is imported when first needed."""

BILINGUAL = frozenset([".tmx", ".xlf", ".xliff"])
"""Formats that hold a text and its translation, unit by unit; read in either language, their paragraphs correspond."""

Lines = Literal["prose", "sentences", "pairs"]
_PLAIN = "text.read:read_text"
_LINES = {"sentences": "text.read:read_sentences", "pairs": "text.read:read_units"}

Reader = Callable[..., Text]
"""(a file's bytes, its encoding or "auto", its language; for DOCX `also`) -> its text.

Raises InputError without naming the file.
"""


def read(
    path: Path, encoding: str = "auto", language: str = "fr", lines: Lines = "prose", also: Sequence[str] = ()
) -> Text:
    """The text of one file, by the reader of its suffix; `lines` says what the lines of plain text are.

    `also` names further parts of Word documents that are text, as `read_docx` has it.

    Raises InputError, one line that names the file and says what to do, when there is nothing to read in it.
    """
    text = parse(path, encoding, language, lines, also)
    if not has_text(text):
        raise InputError(f"{path}: holds no text; remove it from read.files or put text into it")
    return text


def has_text(text: Text) -> bool:
    """Whether there is anything to read in a text."""
    return any(paragraph.text.strip() for paragraph in text.paragraphs)


def parse(
    path: Path, encoding: str = "auto", language: str = "fr", lines: Lines = "prose", also: Sequence[str] = ()
) -> Text:
    """The text of one file, even if it is empty; raises InputError as `read` does."""
    try:
        found = reader(path, lines)
        further = {"also": also} if also and path.suffix.lower() == ".docx" else {}
        return found(path.read_bytes(), encoding, language, **further)
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None
    except OSError as problem:
        raise InputError(f"{path}: cannot be read: {problem.strerror}") from None


def readable(path: Path) -> bool:
    """Whether there is a reader for a file, by its suffix."""
    return path.suffix.lower() in FORMATS


def reader(path: Path, lines: Lines = "prose") -> Reader:
    """The reader for a file, by its suffix, and by what the lines of plain text are."""
    if not readable(path):
        known = ", ".join(sorted(FORMATS))
        raise InputError(f"no reader for {path.suffix or 'files without a suffix'}; known are {known}")
    name = FORMATS[path.suffix.lower()]
    module, function = _LINES.get(lines, name).split(":") if name == _PLAIN else name.split(":")
    found: Reader = getattr(import_module(f"pipeline.formats.{module}"), function)
    return found


def module_of(path: Path, lines: Lines = "prose") -> str:
    """Name the module of the reader for a file; raises InputError where there is none, as `reader` does."""
    return reader(path, lines).__module__
