"""Finished work on disk: whole or absent, and found again by a key of everything that decides it."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline.document import Document
from pipeline.errors import OutputError

Memo = Callable[[str, Callable[[], Any]], Any]
"""Gives the plain data kept under a name, computing and keeping it first where it is not there."""


def compute(name: str, make: Callable[[], Any]) -> Any:
    """The memo that keeps nothing: for work in memory."""
    del name
    return make()


def key(*parts: Any) -> str:
    """Name plain data by its content: the first 20 hexadecimal digits of its JSON's SHA-256.

    >>> key("segment", {"language": "fr"}) == key("segment", {"language": "fr"}) != key("segment", {})
    True
    """
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Lend another name to write to; only when all went well it becomes `path`.

    Raises:
        OutputError: the folder or the file cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


class Store:
    """A folder of finished work: one folder a stage, one file a shard."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, stage: str, name: str) -> bool:
        """Tell whether a shard is done."""
        return self._shard(stage, name).is_file()

    def save(self, stage: str, name: str, documents: Iterable[Document]) -> None:
        """Keep a shard: one document a line. What was kept on the way to it goes."""
        with whole(self._shard(stage, name)) as path, path.open("wb") as stream:
            for document in documents:
                stream.write(_codec().dump_json(document) + b"\n")
        self._forget_steps(stage, name)

    def load(self, stage: str, name: str) -> list[Document]:
        """Give a shard's documents."""
        with self._shard(stage, name).open("rb") as stream:
            return [_codec().validate_json(line) for line in stream]

    def memo(self, stage: str, name: str) -> Memo:
        """Keep steps on the way to a shard, so that a killed run goes on from the last one."""
        folder = self._steps(stage, name)

        def remember(step: str, make: Callable[[], Any]) -> Any:
            path = folder / f"{step}.json"
            if not path.is_file():
                made = make()
                with whole(path) as unfinished:
                    unfinished.write_text(json.dumps(made, ensure_ascii=True), encoding="utf-8")
            return json.loads(path.read_text(encoding="utf-8"))

        return remember

    def _shard(self, stage: str, name: str) -> Path:
        return self.folder / stage / f"{name}.jsonl"

    def _steps(self, stage: str, name: str) -> Path:
        return self.folder / stage / f"{name}.steps"

    def _forget_steps(self, stage: str, name: str) -> None:
        folder = self._steps(stage, name)
        if folder.is_dir():
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()


@cache
def _codec() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
