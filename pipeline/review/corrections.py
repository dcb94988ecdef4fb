"""Corrections: what a person put right, in tables that every later run reads, `corrections.tsv`.

Version 2 of the table has a row a correction and these columns, found by their names in the first line, whatever others
there are:

    version               2
    kind                  english, bead, links, or right: the pair is as it should be
    document              the document in which it was made
    source, target        French and English
    source_at, target_at  of a bead: the number (from 0) of each passage's first sentence; may be empty
    links                 of word links: Pharaoh format, 0-0 1-2

A table without the columns `version` and `kind` is version 1: its columns are `document`, `source` and `target`, and
all its rows are English. Texts are recognised by what can be seen of them, as spreadsheets and translators' tools
change spaces.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.files import read_bytes, whole
from pipeline.io.pharaoh import read_links, write_links
from pipeline.io.spreadsheets import as_rows, parse_rows

NAME = "corrections.tsv"
VERSION = 2
COLUMNS = ("version", "kind", "document", "source", "target", "source_at", "target_at", "links")

_NUMBER = re.compile("[0-9]{1,9}")
_LONGEST_SHOWN = 40  # characters of a wrong value in a message; chosen by hand


@dataclass(frozen=True, slots=True, order=True)
class EnglishCorrection:
    """English for a piece of French; `document` is the one in which it was read."""

    document: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class BeadCorrection:
    """Whole consecutive sentences of a document and of its human translation that belong together as one bead.

    One side may be empty: the other has nothing in the other text that says the same. `source_at` and `target_at` are
    the numbers of the first sentences when it was made; they only tell repetitions apart.
    """

    document: str
    source: str
    target: str
    source_at: int | None = None
    target_at: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class LinkCorrection:
    """All the word links of a pair, `links` in order; words are numbered from 0 as `pipeline.words` finds them."""

    document: str
    source: str
    target: str
    links: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Approval:
    """A pair that a person has read and found right as it is, even without English: it is not to be flagged."""

    document: str
    source: str
    target: str


Correction = EnglishCorrection | BeadCorrection | LinkCorrection | Approval


@dataclass(frozen=True, slots=True)
class CorrectionTable:
    """A file of corrections as it was read, and the SHA-256 of its bytes."""

    path: Path
    sha256: str
    corrections: tuple[Correction, ...]


_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ＇"), "'")


def fold(text: str) -> str:
    r"""Fold a text to what it is recognised by: its visible characters, composed (Unicode NFC), without any spaces.

    All apostrophes are one, for no reader sees in them another text, and editors change them.

    >>> fold("« Viens\u202f! »\n") == fold("« Viens ! »"), fold("l’été") == fold("l'été")
    (True, True)
    """
    return "".join(
        character
        for character in unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
        if character.isprintable() and character not in " \ufffd"
    )


def merge(earlier: Iterable[Correction], later: Iterable[Correction]) -> list[Correction]:
    """Merge corrections: a later one of the same thing replaces an earlier one.

    English is of the same thing where document and French are the same, word links and approvals where English is as
    well, beads where both texts and both numbers are. Beads stay in the order in which they were made, for of two that
    share sentences the later one counts; all else is sorted.

    >>> first, second = EnglishCorrection("a", "Oui.", "Yes."), EnglishCorrection("a", "Oui.", "Aye.")
    >>> [made.target for made in merge([first], [second])]
    ['Aye.']
    """
    found: dict[tuple[object, ...], Correction] = {}
    for made in (*earlier, *later):
        found.pop(subject := _subject(made), None)
        found[subject] = made
    english = [made for made in found.values() if isinstance(made, EnglishCorrection)]
    beads = [made for made in found.values() if isinstance(made, BeadCorrection)]
    links = [made for made in found.values() if isinstance(made, LinkCorrection)]
    approvals = [made for made in found.values() if isinstance(made, Approval)]
    return [*sorted(english), *beads, *sorted(links), *sorted(approvals)]


def _subject(made: Correction) -> tuple[object, ...]:
    """Give what a correction is of, as a key."""
    source, target = fold(made.source), fold(made.target)
    match made:
        case EnglishCorrection():
            return "english", made.document, source
        case BeadCorrection():
            return "bead", made.document, source, target, made.source_at, made.target_at
        case LinkCorrection():
            return "links", made.document, source, target
        case Approval():
            return "right", made.document, source, target


def read_tables(output: Path, further: Iterable[Path] = ()) -> list[CorrectionTable]:
    """Read the tables of a run: further ones in their order, then its output folder's own if it has one.

    Raises:
        InputError: one cannot be read.
    """
    own = find_own_table(output)
    return [read_table(path) for path in (*further, *([own] if own else []))]


def find_own_table(output: Path) -> Path | None:
    """Find the path of an output folder's own table; None where nothing bears its name.

    Raises:
        InputError: what bears it is not a file that can be read.
    """
    path = output / NAME
    if not os.path.lexists(path):
        return None
    problem = ""
    try:
        if stat.S_ISREG(path.stat().st_mode):
            path.open("rb").close()
        else:
            problem = "is not a file"
    except FileNotFoundError:
        problem = "is a link that leads nowhere"
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
    if problem:
        raise InputError(f"{path}: {problem}, where a table of corrections belongs: mend it, or move it away")
    return path


def read_table(path: Path) -> CorrectionTable:
    """Read the corrections in a file, in its order.

    Rows that say nothing are left out: English or word links that lack a text, beads that lack both.

    Raises:
        InputError: it cannot be read; the message names the line.
    """
    data = read_bytes(path)
    made = []
    for line, row in parse_rows(path, data, ("document", "source", "target")):
        try:
            made.append(_from_row(row))
        except InputError as problem:
            raise InputError(f"{path}: line {line}: {problem}") from None
    return CorrectionTable(path, hashlib.sha256(data).hexdigest(), tuple(filter(_says_something, made)))


def write_table(path: Path, corrections: Sequence[Correction]) -> None:
    """Write a table of version 2, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as file:
        file.write(as_rows([COLUMNS, *map(to_row, corrections)]))


def _says_something(made: Correction) -> bool:
    """Tell whether a correction has the texts that it needs."""
    sides = fold(made.source), fold(made.target)
    match made:
        case EnglishCorrection():
            return bool(sides[0] and made.target.strip())
        case BeadCorrection():
            return any(sides)
        case LinkCorrection():
            return all(sides)
        case Approval():
            return bool(sides[0])


def to_row(made: Correction) -> list[str]:
    """Give a correction as the row of a table: a value a column of COLUMNS."""
    texts = [made.document, made.source, made.target]
    match made:
        case EnglishCorrection():
            return [str(VERSION), "english", *texts, "", "", ""]
        case BeadCorrection():
            numbers = ["" if number is None else str(number) for number in (made.source_at, made.target_at)]
            return [str(VERSION), "bead", *texts, *numbers, ""]
        case LinkCorrection():
            return [str(VERSION), "links", *texts, "", "", write_links(made.links)]
        case Approval():
            return [str(VERSION), "right", *texts, "", "", ""]


def _from_row(row: Mapping[str, str]) -> Correction:
    """Make the correction that a row holds.

    Raises:
        InputError: it holds none; the message says what is wrong.
    """
    if not {"version", "kind"} & row.keys():
        return EnglishCorrection(row["document"], row["source"], row["target"])
    if missing := [name for name in COLUMNS if name not in row]:
        raise InputError(f"the table has no column {', '.join(missing)}")
    version = _number(row, "version")
    if version is not None and version > VERSION:
        raise InputError(f"version {version} was made by a newer version of this program: update it to read the table")
    if version != VERSION:
        raise InputError(f"the version is {_shown(row['version'])}, not {VERSION}")
    if not (make := _KINDS.get(row["kind"].strip())):
        raise InputError(f"the kind is {_shown(row['kind'])}, not one of {', '.join(_KINDS)}")
    return make(row)


_KINDS: dict[str, Callable[[Mapping[str, str]], Correction]] = {
    "english": lambda row: EnglishCorrection(row["document"], row["source"], row["target"]),
    "bead": lambda row: BeadCorrection(
        row["document"], row["source"], row["target"], _number(row, "source_at"), _number(row, "target_at")
    ),
    "links": lambda row: LinkCorrection(
        row["document"], row["source"], row["target"], tuple(sorted(set(read_links(row["links"]))))
    ),
    "right": lambda row: Approval(row["document"], row["source"], row["target"]),
}


def _number(row: Mapping[str, str], column: str) -> int | None:
    """Read the number in a column; None where it is empty.

    Raises:
        InputError: it is anything else.
    """
    value = row[column].strip()
    if value and not _NUMBER.fullmatch(value):
        raise InputError(f"{column} is {_shown(value)}, not a number from 0 to 999999999")
    return int(value) if value else None


def _shown(value: str) -> str:
    """Quote a value for a message, cut to _LONGEST_SHOWN characters."""
    return repr(value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 1] + "…")
