"""Scores that other tools gave to pairs, such as COMET in an environment of its own; read from their files.

A table set apart by tabs, without quotation marks around its cells, has a first line with the names of its columns:
`id`, or `source` and `target`, by which the pair is found, and one or more scores by their names. JSON is what
`comet-score --to_json` writes.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from pathlib import Path
from typing import Any

from pipeline.boundary import reading
from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.files import read_bytes
from pipeline.pairs import Pair, Score, pairs

SCORES = tuple(name for name, one in vars(Pair).items() if isinstance(one, Score))
"""The scores that this program gives: no file may give them."""

_TAKEN = frozenset(one.name for one in fields(Pair)) | {*SCORES, "schema_version", "imported_scores"}
"""Names of columns of data, which no score of another tool can have."""
Key = tuple[str, ...]
"""What a pair is found by: its id, or its two texts."""

_NAME = re.compile("[a-z][a-z0-9_]*")
_FOUND_BY = ("id", "source", "target")
_COMET = "comet"


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """A file of scores that was read."""

    path: Path
    sha256: str
    scores: int


@dataclass(frozen=True, slots=True)
class ImportedScores:
    """Scores by what their pair is found by, and the files that they are from."""

    scores: Mapping[Key, Mapping[str, float]] = field(default_factory=dict)
    files: tuple[ScoreFile, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of all scores."""
        return frozenset(name for found in self.scores.values() for name in found)

    def of(self, name: str, source: str, target: str) -> dict[str, float]:
        """Give the scores of a pair, by its id and its texts."""
        return {**self.scores.get((name,), {}), **self.scores.get(_by_texts(source, target), {})}

    def placed(self, document: Document) -> Iterator[Key]:
        """Give the keys that pairs of a document have."""
        for pair in pairs(document) if self.scores else ():
            yield from ((pair.id,), _by_texts(pair.source, pair.target))


NO_SCORES = ImportedScores()


def read_scores(paths: Iterable[Path]) -> ImportedScores:
    """Read files of scores, in order; where two give the same score to a pair, the last one stands.

    Raises:
        InputError: a file cannot be read or holds no scores; the message names the line, or the entry of JSON.
    """
    scores: dict[Key, dict[str, float]] = {}
    files = []
    for path in paths:
        with reading(path):
            data, count = read_bytes(path), 0
            for key, found in _json_rows(path, data) if path.suffix.lower() == ".json" else _table_rows(path, data):
                scores.setdefault(key, {}).update(found)
                count += len(found)
        if not count:
            raise InputError(f"{path}: holds no scores")
        files.append(ScoreFile(path, hashlib.sha256(data).hexdigest(), count))
    return ImportedScores(scores, tuple(files))


def _table_rows(path: Path, data: bytes) -> Iterator[tuple[Key, dict[str, float]]]:
    """Read the rows of a table; an empty cell gives no score.

    Raises:
        InputError: it is no text in UTF-8, columns are missing, a row has more or fewer cells, or one holds no number.
    """
    try:
        first, *rest = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8: save it as tab-separated text in Unicode (UTF-8)") from error
    columns = [name.strip().lower() for name in first.split("\t")]
    names = _score_names(path, columns)
    for line, row in enumerate((text.split("\t") for text in rest), 2):
        if not any(map(str.strip, row)):
            continue
        if len(row) != len(columns):
            raise InputError(f"{path}: line {line}: has {len(row)} cells, and the first line {len(columns)}")
        values = dict(zip(columns, row, strict=True))
        key = (values["id"].strip(),) if "id" in values else _by_texts(values["source"], values["target"])
        yield key, {name: _number(path, line, values[name]) for name in names if values[name].strip()}


def can_be_score(name: str) -> bool:
    """Tell whether a score of another tool may have a name.

    >>> can_be_score("bicleaner_ai"), can_be_score("adequacy"), can_be_score("9")
    (True, False, False)
    """
    return _NAME.fullmatch(name) is not None and name not in _TAKEN


def _score_names(path: Path, columns: list[str]) -> list[str]:
    """Give the names of the columns that hold scores.

    Raises:
        InputError: a column that is needed is missing, or one has a name that no score can have.
    """
    if "id" not in columns and not {"source", "target"} <= set(columns):
        raise InputError(f"{path}: line 1: expected a column id, or source and target, and a column for each score")
    names = [name for name in columns if name not in _FOUND_BY]
    if len(set(columns)) < len(columns):
        raise InputError(f"{path}: line 1: two columns have the same name")
    for name in names:
        if not can_be_score(name):
            raise InputError(f"{path}: line 1: {name[:40]!r} cannot be the name of a score; call it otherwise")
    return names


def _number(path: Path, line: int, text: str) -> float:
    """Give the number that a cell holds.

    Raises:
        InputError: it holds none, or one that is not finite.
    """
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise InputError(f"{path}: line {line}: expected a number, got {text[:40]!r}")
    return number


def _json_rows(path: Path, data: bytes) -> Iterator[tuple[Key, dict[str, float]]]:
    """Read what COMET wrote: for each file of translations a list of `src`, `mt` and `COMET`.

    Raises:
        InputError: it is something else.
    """
    try:
        read: Any = json.loads(data)
        systems = [entry for entries in read.values() for entry in entries]
    except (ValueError, AttributeError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: is not what comet-score --to_json writes") from error
    for number, entry in enumerate(systems, 1):
        match entry:
            case {"src": str(source), "mt": str(target), "COMET": int() | float() as score} if _is_score(score):
                yield _by_texts(source, target), {_COMET: float(score)}
            case _:
                raise InputError(f"{path}: entry {number}: expected src, mt and a number COMET")


def _is_score(number: float) -> bool:
    """Tell whether a number of JSON, whose integers may have any size, is one that can be calculated with.

    >>> _is_score(0.5), _is_score(10**400), _is_score(float("nan"))
    (True, False, False)
    """
    try:
        return isfinite(number)
    except OverflowError:
        return False


def _by_texts(source: str, target: str) -> Key:
    """Give what a pair is found by: its texts, whatever the spaces in them.

    >>> _by_texts("Il  pleut. ", "It rains.")
    ('Il pleut.', 'It rains.')
    """
    return " ".join(source.split()), " ".join(target.split())
