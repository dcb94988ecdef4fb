r"""Read the text that hunalign prints: `French<TAB>English<TAB>quality` a line, `~~~` between sentences of one bead.

Either language may come first; which one it is the words tell. https://github.com/danielvarga/hunalign
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pipeline.document import Bead, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.io.compressed import begin_of, read_whole, without_compression
from pipeline.io.encoding import decode
from pipeline.io.lines import split
from pipeline.letters import Ledger
from pipeline.words import listed

JOINT = "~~~"
SCORE = "hunalign"
"""The name of its quality among the scores of other tools."""

_LINE = re.compile(r"([^\t]*)\t([^\t]*)\t(-?\d{1,9}(?:\.\d{1,18})?(?:[eE][-+]?\d{1,2})?)\s*")
_BY_COLUMNS = frozenset({".txt", ".text", ".align", ".hunalign", ""})
_BY_JOINTS = frozenset({".tsv", ".tab"})
"""Suffixes of other tables, which only a joint tells from this one."""
_BEGIN = 65536  # bytes that are looked at; chosen by hand
_FEWEST = 2  # lines that tell; one alone may be anything
_FRENCH = listed("le la les des et est une que dans pour qui sur pas au du il elle nous vous ce")
_ENGLISH = listed("the of and to is that in for it with was this on he she you we not are be")


class Row(NamedTuple):
    """A line: its number, its French, its English, and its quality."""

    number: int
    french: str
    english: str
    quality: str


def is_hunalign(path: Path) -> bool:
    """Tell whether a file is what hunalign prints, by its suffix and its first lines."""
    suffix = without_compression(path).suffix.lower()
    if suffix not in _BY_COLUMNS | _BY_JOINTS:
        return False
    begin = begin_of(path, _BEGIN)
    lines = begin.decode("utf-8", "replace").split("\n")
    lines = [line for line in lines[: -1 if len(begin) == _BEGIN else None] if line.strip()]  # the last may be cut
    fits = len(lines) >= _FEWEST and all(map(_LINE.fullmatch, lines))
    return fits and (suffix in _BY_COLUMNS or any(JOINT in line for line in lines))


def read_hunalign(data: bytes, encoding: str, language: str) -> Text:
    """Read one side: a paragraph a line, an empty one where nothing corresponds; its sentences stay as they are.

    Raises:
        InputError: a line is not as hunalign prints them.
    """
    content, codec = decode(data, encoding)
    ledger = Ledger()
    ledger.hold(content)
    paragraphs = []
    for row in _rows(content):
        text, other = (row.french, row.english) if language == "fr" else (row.english, row.french)
        ledger.leave_out("other_side", other, f"line {row.number}")
        ledger.leave_out("markup", row.quality, f"line {row.number}")
        paragraphs.append(_paragraph(text, str(row.number)))
    return ledger.balance(Text(language, tuple(paragraphs), encoding=codec))


def read_qualities(path: Path, encoding: str) -> tuple[Bead, ...]:
    """Give the beads of a file's two sides, with hunalign's quality as their score.

    Raises:
        InputError: a line is not as hunalign prints them.
    """
    beads, source, target = [], 0, 0
    for row in _rows(decode(read_whole(path), encoding)[0]):
        sizes = [len(_paragraph(text, "").segments) for text in (row.french, row.english)]
        bead = Bead(tuple(range(source, source + sizes[0])), tuple(range(target, target + sizes[1])), "human")
        source, target = source + sizes[0], target + sizes[1]
        if any(sizes):
            beads.append(replace(bead, scores={SCORE: float(row.quality)}))
    return tuple(beads)


def _rows(content: str) -> Iterator[Row]:
    """Give the lines of a file, the French first.

    Raises:
        InputError: a line is not as hunalign prints them.
    """
    rows = []
    for number, line in enumerate(split(content), 1):
        if found := _LINE.fullmatch(line):
            rows.append(Row(number, *found.groups()))
        elif line.strip():
            raise InputError(f"line {number}: expected French, English and a quality with tabs between")
    turned = _is_french([row.english for row in rows]) > _is_french([row.french for row in rows])
    yield from (row._replace(french=row.english, english=row.french) if turned else row for row in rows)


def _is_french(texts: Sequence[str]) -> int:
    """Count the words that are common in French, less those common in English.

    >>> _is_french(["il est dans la rue"]), _is_french(["he is in the street"])
    (4, -4)
    """
    words = [word for text in texts for word in re.findall(r"\w+", text.lower())]
    return sum((word in _FRENCH) - (word in _ENGLISH) for word in words)


def _paragraph(text: str, locator: str) -> Paragraph:
    """Make one side of a line a paragraph, each of its parts being a sentence.

    >>> one = _paragraph(" Un. ~~~ Deux.", "1")
    >>> one.text, [one.text[start:end] for start, end in one.segments]
    ('Un. Deux.', ['Un.', 'Deux.'])
    """
    parts = [part.strip() for part in text.split(JOINT) if part.strip()]
    segments, end = [], -1
    for part in parts:
        segments.append(Segment(end + 1, end + 1 + len(part)))
        end = segments[-1].end
    return Paragraph(" ".join(parts), locator=locator, segments=tuple(segments))
