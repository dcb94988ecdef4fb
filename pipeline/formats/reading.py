"""Read one file, by the reader of its suffix."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from pipeline.boundary import reading
from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.corpora.rows import Rows, read_rows
from pipeline.formats.hunalign import is_hunalign
from pipeline.formats.registry import CONVERTED, input_format, is_table, load, suffixes
from pipeline.io.compressed import open_whole, read_whole, without_compression
from pipeline.letters import NO_TEXT, tell_left_out

Lines = Literal["prose", "sentences", "pairs"]
_BY_LINES = {
    "sentences": "pipeline.formats.text.read:read_sentences",
    "pairs": "pipeline.formats.text.read:read_units",
}
"""The readers of plain text whose lines are not prose."""

Reader = Callable[..., Text]
"""(a file's bytes, its encoding or "auto", its language; for some `also`) -> its text.

Raises:
    InputError: there is nothing to read; it does not name the file.
"""


def read(
    path: Path, encoding: str = "auto", language: str = "fr", lines: Lines = "prose", also: Sequence[str] = ()
) -> Text:
    """Read the text of one file, by the reader of its suffix; `lines` says what the lines of plain text are.

    `also` names further parts of documents that are text, as `read_docx` has it.

    Raises:
        InputError: there is nothing to read in it; the message names the file and says what to do.
    """
    text = read_file(path, encoding, language, lines, also)
    check_text(path, text)
    return text


def check_text(path: Path, text: Text) -> None:
    """Make sure that there is anything to read in the text of a file.

    Raises:
        InputError: there is nothing; the message says what there is instead.
    """
    if not has_text(text):
        found = text.account.left_out if text.account else ()
        told = ", ".join(tell_left_out(one) for one in found if one.reason not in NO_TEXT)
        besides = f" but what is left out ({told})" if told else ""
        raise InputError(f"{path}: holds no text{besides}; remove it from read.files or put text into it")


def has_text(text: Text) -> bool:
    """Tell whether there is anything to read in a text."""
    return any(paragraph.text.strip() for paragraph in text.paragraphs)


def read_file(
    path: Path, encoding: str = "auto", language: str = "fr", lines: Lines = "prose", also: Sequence[str] = ()
) -> Text:
    """Read the text of one file, even if it is empty.

    Raises:
        InputError: as `read` does.
        FaultError: the reader failed as nobody foresaw.
    """
    if is_table(path) and not is_hunalign(path):
        rows = read_table(path, encoding)
        return rows.french if language[:2] == "fr" else rows.english
    with reading(path):
        found: Reader = load(reader_of(path, lines))
        known = input_format(path)
        wanted = [name for name in also if known and name in known.also]
        further = {"also": wanted} if wanted else {}
        return found(read_whole(path), encoding, language, **further)


def read_table(path: Path, encoding: str = "auto", columns: Sequence[str] = ()) -> Rows:
    """Read both texts of a table of pairs; `columns` names those of the French and of the English.

    Raises:
        InputError: as `read` does, but for a table without any text.
        FaultError: the reader failed as nobody foresaw.
    """
    with reading(path), open_whole(path) as stream:
        return read_rows(load(reader_of(path))(stream, encoding, columns), columns)


def reader_of(path: Path, lines: Lines = "prose") -> str:
    """Name the reader for a file, "module:function", by its suffix and by what the lines of plain text are.

    A file with a suffix that no format has is plain text where its lines are said to be sentences or pairs.

    Raises:
        InputError: there is none.
    """
    if is_hunalign(path):
        return "pipeline.formats.hunalign:read_hunalign"
    found = input_format(path)
    if found is None:
        what = without_compression(path).suffix or "files without a suffix"
        if what.lower() in CONVERTED:
            raise InputError(f"no reader for {what}; save it as .docx (soffice --headless --convert-to docx FILE)")
        if lines in _BY_LINES:
            return _BY_LINES[lines]
        raise InputError(f"no reader for {what}; known are {', '.join(suffixes())}")
    return _BY_LINES.get(lines, found.reader) if found.name == "plain text" else found.reader
