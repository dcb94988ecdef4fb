"""Pieces of finished work on disk: documents as a stage left them, whole or absent, and never believed unseen.

A piece is `work/STAGE/KEY.jsonl`, sealed: a line that says what is in it, then a document a line. What a stage makes is
several pieces where a long document or many are in it: each further part begins one, whose key is made of the first's.
Steps on the way lie in `work/STAGE/KEY.steps` until all is done, so that a killed run goes on from the last one.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.document import Document, FileAccount
from pipeline.parts import SIZE, is_unaligned, weigh
from pipeline.work.sealed import is_sealed, open_sealed, read_sealed, seal

Warn = Callable[[str], None]
"""Hears one line for everything that was damaged and is made again."""

_NOT_STORED: Any = {"source": {"account"}, "reference": {"account"}, "before": True}
"""What is left out of documents."""
_NAME = re.compile(r"\.?([0-9a-f]{20})\.(?:jsonl|steps|jsonl\.\d+\.unfinished)")
"""The names that pieces, their steps, and pieces that a killed run was writing have, and nothing else."""


def _group(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Group documents into pieces: a further part of a long one begins another, and so do many small ones at a time."""
    group: list[Document] = []
    weight = 0
    for document in documents:
        own = weigh(document)
        if group and (document.part or weight + own > SIZE):
            yield group
            group, weight = [], 0
        group.append(document)
        weight += own
    if group:
        yield group


def make_key(*parts: Any) -> str:
    """Name plain data by its content: the first 20 hexadecimal digits of its JSON's SHA-256.

    >>> make_key("segment", {"language": "fr"}) == make_key("segment", {"language": "fr"}) != make_key("segment", {})
    True
    """
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _further_key(key: str, number: int) -> str:
    """Name a further piece of some work."""
    return make_key(key, number)


@dataclass(frozen=True, slots=True)
class StoredResult:
    """What is known of a piece of work without reading its documents.

    `content` is the SHA-256 of the documents as they are stored: the next stage's key is made of it, so that work
    whose bytes came out the same makes nothing else again. `seconds` is the time that making it took. `accounts`
    are those of the documents' files, where they were read now; they stand here and not in the documents, since they
    decide nothing. `further` pieces of the same work come after it. `continues` says that it begins with a further part
    of the last document of the piece before it, and `unaligned` that the two must be joined to be aligned.
    """

    stage: str
    key: str
    content: str
    documents: int
    paragraphs: int
    sentences: int
    seconds: float
    accounts: tuple[FileAccount, ...] = ()
    further: int = 0
    continues: bool = False
    unaligned: bool = False


Pieces = tuple[StoredResult, ...]
"""What a stage made of some documents, in order; there is at least one piece."""


class Store:
    """A folder of pieces. `warn` hears of each one that was damaged."""

    def __init__(self, folder: Path, warn: Warn = lambda _: None) -> None:
        self.folder = folder
        self._warn = warn

    def find(self, stage: str, name: str, expected: bool = False) -> Pieces | None:
        """Give what is known of the pieces of some work; None where one is not there, or is damaged, which is said.

        `expected`: a run has left it there, so that it is said as well if it is gone.
        """
        first = self._find(stage, name, expected)
        if first is None:
            return None
        pieces = [first]
        for number in range(1, first.further + 1):
            if (piece := self._find(stage, _further_key(name, number), expected=True)) is None:
                return None
            pieces.append(piece)
        return tuple(pieces)

    def _find(self, stage: str, key: str, expected: bool) -> StoredResult | None:
        """Give what is known of one piece."""
        path = self._path(stage, key)
        if not os.path.lexists(path):
            if expected:
                self._warn(f"{path}: is gone, and made again")
            return None
        if is_sealed(path):
            with open_sealed(path) as stream, suppress(ValidationError):
                return _pieces().validate_json(stream.readline())
        self._warn(f"{path}: is damaged, and made again")
        return None

    def save(self, stage: str, name: str, documents: Iterable[Document], seconds: float = 0.0) -> Pieces:
        """Keep documents as pieces; the steps on the way to them are forgotten.

        The first piece, which stands for all, is written last, so that what is found is whole.

        Raises:
            OutputError: they cannot be written.
        """
        groups = _group(documents)
        first = next(groups, ())
        pieces = [self._save(stage, _further_key(name, number), group) for number, group in enumerate(groups, 1)]
        whole = self._save(stage, name, first, round(seconds, 3), len(pieces))
        shutil.rmtree(self._steps(stage, name), ignore_errors=True)
        return (whole, *pieces)

    def _save(
        self, stage: str, key: str, documents: Sequence[Document], seconds: float = 0.0, further: int = 0
    ) -> StoredResult:
        """Keep documents as one piece."""
        lines = [_documents().dump_json(document, exclude=_NOT_STORED) + b"\n" for document in documents]
        piece = StoredResult(
            stage=stage,
            key=key,
            content=hashlib.sha256(b"".join(lines)).hexdigest(),
            documents=sum(document.part == 0 for document in documents),
            paragraphs=sum(len(document.source.paragraphs) for document in documents),
            sentences=sum(len(document.source.places()) for document in documents),
            seconds=seconds,
            accounts=tuple(account for document in documents for account in document.accounts()),
            further=further,
            continues=bool(documents) and documents[0].part > 0,
            unaligned=bool(documents) and documents[0].part > 0 and is_unaligned(documents[0]),
        )
        seal(self._path(stage, key), [_pieces().dump_json(piece) + b"\n", *lines])
        return piece

    def load(self, piece: StoredResult) -> Iterator[Document]:
        """Give the documents of a piece that was found or saved, one after another."""
        with open_sealed(self._path(piece.stage, piece.key)) as stream:
            stream.readline()
            for line in stream:
                yield _documents().validate_json(line)

    def step(self, stage: str, name: str, step: str, make: Callable[[], Any]) -> Any:
        """Give the plain data of a step on the way to a piece, made and kept now where it is not there or damaged.

        Raises:
            OutputError: it cannot be written.
        """
        path = self._steps(stage, name) / f"{step}.json"
        kept = read_sealed(path)
        if kept is None:
            if os.path.lexists(path):
                self._warn(f"{path}: is damaged, and made again")
            kept = json.dumps(make(), ensure_ascii=True).encode()
            seal(path, [kept])
        return json.loads(kept)

    def prune(self, wanted: Mapping[str, Collection[str]]) -> None:
        """Remove the pieces and steps of some stages whose keys are not among those wanted of that stage.

        Files that could be anybody else's stay: only names that this store gives are looked at.
        """
        for stage, names in wanted.items():
            folder = self.folder / stage
            for path in sorted(folder.iterdir()) if folder.is_dir() else ():
                name = _NAME.fullmatch(path.name)
                if name and not (name[1] in names and path.suffix == ".jsonl"):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _path(self, stage: str, name: str) -> Path:
        """Give the file of a shard's result."""
        return self.folder / stage / f"{name}.jsonl"

    def _steps(self, stage: str, name: str) -> Path:
        """Give the folder of the steps on the way to a shard's result."""
        return self.folder / stage / f"{name}.steps"


@cache
def _documents() -> TypeAdapter[Document]:
    """Make what reads and writes documents as JSON; once, for that takes a while."""
    return TypeAdapter(Document)


@cache
def _pieces() -> TypeAdapter[StoredResult]:
    """Make what reads and writes pieces of work as JSON; once, for that takes a while."""
    return TypeAdapter(StoredResult)
