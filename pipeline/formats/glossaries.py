"""Read glossaries as translators keep them: tables set apart by tabs (OmegaT), commas or semicolons, XLSX, TBX."""

import csv
import hashlib
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.files import read_bytes
from pipeline.glossary import Glossary, GlossaryFile, Term, is_term
from pipeline.io.encoding import decode
from pipeline.io.spreadsheets import cells
from pipeline.io.xml import attribute, parse_xml, same_language

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADS = {"fr", "french", "français", "source", "fr-fr", "term"}
"""What the first column of a table is called in its first line, if that is no term."""

_NAMED = 10
"""Lines without a term that a warning names; chosen by hand."""

TermRow = tuple[str, str]


def read_glossary(paths: Iterable[Path]) -> Glossary:
    """Read the terms of some files, in order: tab-separated, `.csv`, `.xlsx` (its first sheet) or `.tbx` (ISO 30042).

    Lines that hold no term are left out, and told in the glossary's problems, a line for each file.

    Raises:
        InputError: a file cannot be read, or has lines and none with a term.
    """
    digest = hashlib.sha256()
    targets: dict[str, list[str]] = {}
    files: list[GlossaryFile] = []
    problems: list[str] = []
    for path in paths:
        data = read_bytes(path)
        checksum, odd = hashlib.sha256(data), list[int]()
        rows = list(_rows(path, data, odd))
        if odd:
            problem = f"expected a French term and its English in {_lines(odd)}"
            if not rows:
                raise InputError(f"{path}: {problem}")
            problems.append(f"{path.name}: {problem}; the other {len(rows)} are used")
        digest.update(checksum.digest())
        files.append(GlossaryFile(path.name, checksum.hexdigest(), len({french for french, _ in rows})))
        for french, english in rows:
            targets.setdefault(french, []).append(english)
    terms = tuple(Term(french, tuple(dict.fromkeys(english))) for french, english in targets.items())
    return Glossary(terms, digest.hexdigest() if targets else "", tuple(files), tuple(problems))


def _lines(numbers: Sequence[int]) -> str:
    """Name lines by their numbers, the first of them where they are many.

    >>> _lines([3]), _lines([1, 4])
    ('line 3', 'lines 1, 4')
    >>> _lines(range(1, 15))
    'lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 4 more'
    """
    named = ", ".join(map(str, numbers[:_NAMED]))
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    return f"line{'s' * (len(numbers) > 1)} {named}{more}"


def _rows(path: Path, data: bytes, odd: list[int]) -> Iterator[TermRow]:
    """Read the French and English terms of a file; the numbers of lines without come to `odd`."""
    if path.suffix.lower() == ".tbx":
        return _tbx_rows(path, data)
    lines = cells(path, data) if path.suffix.lower() == ".xlsx" else _table_lines(path, data)
    return _table_rows(lines, odd)


def _table_lines(path: Path, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give the lines of a table of text, each with its number and its values."""
    try:
        text, _ = decode(data)
    except InputError as error:
        raise InputError(f"{path}: is no text that can be read: save it as text in Unicode (UTF-8)") from error
    first = text.partition("\n")[0]
    delimiter = "\t" if path.suffix.lower() != ".csv" or "\t" in first else ";" if ";" in first else ","
    csv.field_size_limit(sys.maxsize)  # as for corrections: a long line is told like any other without a term
    quoting: Any = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL  # OmegaT's have no quotation marks
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    for row in rows:
        yield rows.line_num, row


def _table_rows(lines: Iterable[tuple[int, list[str]]], odd: list[int]) -> Iterator[TermRow]:
    """Read French and English of each line; the rest of it is a comment, as is a line after `#`."""
    for place, (number, row) in enumerate(lines):
        values = [value.strip() for value in row]
        if not any(values) or values[0].startswith("#") or (place == 0 and values[0].lower() in _HEADS):
            continue
        if len(values) == 1 or not all(map(is_term, values[:2])):
            odd.append(number)
        else:
            yield values[0], values[1]


def _tbx_rows(path: Path, data: bytes) -> Iterator[TermRow]:
    """Read the French terms of each entry with each of its English ones; deprecated ones are left out."""
    try:
        root = parse_xml(data)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    for entry in root.iter("{*}termEntry", "{*}conceptEntry"):
        terms: dict[str, list[str]] = {"fr": [], "en": []}
        for section in entry.iter("{*}langSet", "{*}langSec"):
            tag = attribute(section, "lang")
            for language in terms:
                if same_language(tag, language):
                    terms[language] += [text for term in section.iter("{*}term") if (text := _text_of(term))]
        yield from ((french, english) for french in terms["fr"] for english in terms["en"])


def _text_of(term: "_Element") -> str:
    """Give a term on one line; "" where it is none or deprecated."""
    around = term.getparent()
    notes = [] if around is None else around.iter("{*}termNote")
    unwanted = any("deprecated" in (note.text or "") for note in notes)
    text = " ".join("".join(term.itertext()).split())
    return "" if unwanted or not is_term(text) else text
