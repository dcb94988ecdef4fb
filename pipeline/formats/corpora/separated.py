"""Read tables of text, whose values are set apart by tabs, commas or semicolons, with quotation marks or without.

https://www.rfc-editor.org/rfc/rfc4180, https://www.iana.org/assignments/media-types/text/tab-separated-values
"""

import csv
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import IO, NamedTuple

import regex

from pipeline.formats.corpora.columns import SAMPLE, is_header, is_own, number_of
from pipeline.formats.corpora.decoding import UNDECODABLE, decoded_lines
from pipeline.formats.corpora.rows import Aside, Record
from pipeline.io.lines import shorten

# Chosen by hand.
_LONGEST = 2**20  # characters of a row; in more, a quotation mark is a stray one that never closes
_SHOWN = 60  # characters of a row that a message shows
_SEPARATORS = "\t;,|"


class _Line(NamedTuple):
    """A row as its file has it, line end included, and the line that it begins at."""

    number: int
    text: str


@dataclass(frozen=True)
class _Shape:
    """How the rows of a table are written: what sets values apart, whether quotation marks hold them together.

    `width` is how many values most rows have, 0 where that is not known.
    """

    separator: str
    quoted: bool
    width: int = 0

    def cells(self, text: str) -> list[str]:
        """Give the values of a row."""
        if not self.quoted:
            return text.split(self.separator)
        return next(csv.reader([text], "excel", delimiter=self.separator), [])

    def fits(self, text: str) -> bool:
        """Tell whether a row has as many values as most."""
        return not self.width or len(self.cells(text)) == self.width


def read_tsv(stream: IO[bytes], encoding: str = "auto", columns: Sequence[str] = ()) -> Iterator[Record | Aside]:
    """Give the rows of a table set apart by tabs; quotation marks hold values together only where a program put them.

    Raises:
        InputError: it is no text.
    """
    return _read(stream, encoding, columns, _shape_of_tsv)


def read_csv(stream: IO[bytes], encoding: str = "auto", columns: Sequence[str] = ()) -> Iterator[Record | Aside]:
    """Give the rows of a table set apart by commas, semicolons, tabs or bars, whichever parts its rows alike.

    Raises:
        InputError: it is no text.
    """
    return _read(stream, encoding, columns, _shape_of_csv)


def _read(
    stream: IO[bytes], encoding: str, columns: Sequence[str], shape_of: Callable[[Sequence[str]], _Shape]
) -> Iterator[Record | Aside]:
    """Give the rows of a table, and what of it is none: the names of its columns, and broken rows."""
    csv.field_size_limit(sys.maxsize)  # characters; a sentence may be longer than the default of 128 Ki
    lines = (_Line(*line) for line in enumerate(decoded_lines(stream, encoding), 1))
    first = list(islice(lines, SAMPLE))
    shape = shape_of([line.text for line in first])
    rows = _rows(chain(first, lines), shape)
    start = list(islice(rows, SAMPLE))
    names = next((shape.cells(row.text) for row in start if row.text), [])
    keys = [str(place + 1) for place in range(shape.width)]
    if is_header(names, columns):
        header = next(row for row in start if row.text)
        start.remove(header)
        yield Aside(f"line {header.number}", header.text, "markup")
        keys = list(_keys(names))
    for row in chain(start, rows):
        if row.text:
            yield _record(row, shape, keys)


def _record(row: _Line, shape: _Shape, keys: Sequence[str]) -> Record | Aside:
    """Give the values of a row by their columns; a row that has not as many as there are columns is broken."""
    place = f"line {row.number}"
    broken = partial(Aside, place, row.text, "broken")
    if UNDECODABLE.search(row.text):
        return broken(f"is not UTF-8: {shorten(UNDECODABLE.sub('�', row.text), _SHOWN)}")
    cells = shape.cells(row.text)
    while len(cells) > len(keys) and not cells[-1]:  # what spreadsheets leave
        cells.pop()
    if len(cells) != len(keys):
        count = "1 value" if len(cells) == 1 else f"{len(cells)} values"
        return broken(f"has {count}, not {len(keys)}: {shorten(row.text, _SHOWN)}")
    return Record(place, dict(zip(keys, cells, strict=True)))


def _keys(names: Sequence[str]) -> Iterator[str]:
    """Give the names of columns; the number of one that has no name, or that of an earlier one.

    >>> list(_keys(["fr", "", "fr", "en"]))
    ['fr', '2', '3', 'en']
    """
    for place, name in enumerate(map(str.strip, names), 1):
        yield name if name and name not in map(str.strip, names[: place - 1]) else str(place)


def _rows(lines: Iterable[_Line], shape: _Shape) -> Iterator[_Line]:
    """Give the rows of a table, without their line ends; a quoted value may go on over several lines.

    Where a quotation mark never closes, closes so that the row has not as many values as others, or is followed by a
    line that opens one, the line on which it stands is a row of its own.
    """
    waiting = deque[_Line]()
    remaining = iter(lines)
    is_open = _opening(shape)
    while line := waiting.popleft() if waiting else next(remaining, None):
        taken, open_now, length = [line], is_open(line.text, False), len(line.text)
        while open_now and length <= _LONGEST and (more := waiting.popleft() if waiting else next(remaining, None)):
            if _begins_anew(more.text, shape):
                waiting.appendleft(more)
                break
            taken.append(more)
            length += len(more.text)
            open_now = is_open(more.text, True)
        text = "".join(one.text for one in taken).rstrip("\r\n")
        if len(taken) > 1 and (open_now or not shape.fits(text)):
            waiting.extendleft(reversed(taken[1:]))
            text = line.text.rstrip("\r\n")
        yield _Line(line.number, text)


def _begins_anew(text: str, shape: _Shape) -> bool:
    """Tell whether a line opens a quoted value, where one is open: a mark inside of a value is doubled.

    >>> [_begins_anew(text, _Shape(",", quoted=True)) for text in ('"b",c', '",c', '""b"",c', "b,c")]
    [True, False, False, False]
    """
    return text[:1] == '"' and text[1:2] not in ("", '"', "\r", "\n", shape.separator)


def _opening(shape: _Shape) -> Callable[[str, bool], bool]:
    r"""Give what tells whether a quoted value is open at the end of a line, and was so at its start.

    >>> is_open = _opening(_Shape(",", quoted=True))
    >>> is_open('a,"b\n', False), is_open('c "" d\n', True), is_open('e",f\n', True), is_open('5" wide,g\n', False)
    (True, True, False, False)
    """
    if not shape.quoted:
        return lambda text, was_open: False
    inside, other = '(?:[^"]|"")*+"', rf"[^{shape.separator}\r\n]*+"
    value = rf'(?:"{inside}{other}|(?!"){other})'
    further = rf"(?:{shape.separator}{value})*+[\r\n]*"
    begun, closed = regex.compile(value + further), regex.compile(inside + other + further)
    return lambda text, was_open: (
        was_open if '"' not in text else (closed if was_open else begun).fullmatch(text) is None
    )


def _shape_of_tsv(sample: Sequence[str]) -> _Shape:
    """Tell how a table set apart by tabs is written; this program itself quotes nothing."""
    if is_own(sample[0].strip().split("\t") if sample else ()):
        return _measured(sample, _Shape("\t", quoted=False))[0]
    rows = [row.text for row in _rows(_numbered(sample), _Shape("\t", quoted=True))]
    return _measured(sample, _Shape("\t", _is_quoted(rows[:-1] or rows)))[0]  # the last may have been cut


def _shape_of_csv(sample: Sequence[str]) -> _Shape:
    """Tell how a table is written whose separator is not known: by what parts most of its rows in equally many."""
    found = [_measured(sample, _Shape(sign, quoted=True)) for sign in _SEPARATORS]
    return max(found, key=lambda one: one[1])[0]


def _measured(sample: Sequence[str], shape: _Shape) -> tuple[_Shape, float]:
    """Give a shape with the width of most rows, and the share of rows that have it, which is 0 for a width of 1."""
    widths = Counter(len(shape.cells(row.text)) for row in _rows(_numbered(sample), shape) if row.text)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    return replace(shape, width=usual), widths[usual] / widths.total() if usual > 1 else 0.0


def _numbered(texts: Sequence[str]) -> Iterator[_Line]:
    """Give lines with their numbers."""
    return (_Line(number, text) for number, text in enumerate(texts, 1))


_VALUE = regex.compile(r'(?:^|(?<=[\t\n]))(?:"((?:[^"]|"")*+)"|([^\t\n]*+))(?=[\t\n]|$)')


def _is_quoted(rows: Sequence[str]) -> bool:
    r"""Tell whether quotation marks around values are the table's, not the text's.

    Programs quote values by a rule: all of them, all but numbers, or those that need it (to Excel a comma is a need,
    too). Where just those values are quoted that such a rule asks for, the quotation marks are the table's.

    >>> _is_quoted(['"Oui."\t"Yes."', "Non.\tNo."]), _is_quoted(['"Dit ""oui""."\tYes.', "Non.\tNo."])
    (False, True)
    """
    text = "\n".join(row.replace("\r\n", "\n") for row in rows)
    values = [(found[1], found[2]) for found in _VALUE.finditer(text)]
    quoted = [one.replace('""', '"') for one, _ in values if one is not None]
    plain = [other for one, other in values if one is None and other]
    if not quoted or any('"' in value for value in plain):
        return False
    rules: list[Callable[[str], bool]] = [
        lambda _: True,
        lambda value: number_of(value) is None,
        lambda value: any(sign in value for sign in '"\n\t'),
        lambda value: any(sign in value for sign in '",\n\t'),
    ]
    return any(all(map(rule, quoted)) and not any(map(rule, plain)) for rule in rules)
