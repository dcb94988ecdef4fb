"""Make one piece of work: load the documents of a shard, have a stage fill in what it owns, and keep the result.

That is all a worker does, wherever it runs. What it must know is in the task; what it makes lies in the work folder.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.boundary import doing
from pipeline.document import Document, Text
from pipeline.errors import FaultError, InputError, StageError
from pipeline.fingerprints import code_digest
from pipeline.parts import cut, join
from pipeline.stages.base import Cache, Fingerprint, Stage, StageContext
from pipeline.stages.read import ReadStage
from pipeline.work.store import Pieces, Store, StoredResult, make_key

Advance = Callable[[int], None]
"""Hears how many units of a stage were finished just now."""


def digest(fingerprint: Fingerprint) -> str:
    """Give the digest of a fingerprint: of its settings, and of the code that it names."""
    return make_key(code_digest(*fingerprint.modules, without=fingerprint.without), fingerprint.settings)


def piece_key(stage: Stage, received: Sequence[StoredResult]) -> str:
    """Name a piece of work by everything that decides it: the stage's fingerprint, and the documents that it gets."""
    return make_key(stage.name, digest(stage.fingerprint()), [piece.content for piece in received])


@dataclass(frozen=True, slots=True)
class Task:
    """Work that is not done yet: what a stage makes of the documents of some pieces, and the key that it is kept by."""

    stage: Stage
    key: str
    received: tuple[StoredResult, ...]

    @property
    def units(self) -> int:
        """How many units the stage will count."""
        counts = (piece.paragraphs if self.stage.unit == "paragraphs" else piece.sentences for piece in self.received)
        return sum(counts)


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a cache belongs to one stage with its settings: keys begin with the digest of all that decides it."""

    cache: Cache
    digest: str

    def recall(self, keys: Sequence[str]) -> dict[str, Any]:
        """Give what is known of some keys."""
        names = {self.digest + key: key for key in keys}
        return {names[name]: made for name, made in self.cache.recall(list(names)).items()}

    def remember(self, made: Mapping[str, Any]) -> None:
        """Keep what was made."""
        self.cache.remember({self.digest + key: one for key, one in made.items()})


def _of(stage: Stage, cache: Cache | None) -> Cache | None:
    """Give what of a cache belongs to a stage; None where there is none, or the stage does not take anything over."""
    return _Part(cache, digest(stage.fingerprint())) if cache and getattr(stage, "takes_cached", False) else None


class DocumentsError(Exception):
    """Some documents make a stage fail; `problems` has a line for each, by their ids."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


def make(task: Task, store: Store, advance: Advance, cache: Cache | None = None) -> Pieces:
    """Do a task and keep what comes of it; `cache` is what its stage may take over from other runs.

    Raises:
        DocumentsError: some documents make the stage fail, each on its own.
        InputError: a source cannot be read.
        FaultError: the stage fails, and by none of its documents alone.
        OutputError: the result cannot be kept.
    """
    start = time.monotonic()
    stage, is_reading = task.stage, not task.received
    loaded = (document for piece in task.received for document in store.load(piece))
    before = list(loaded if stage.joins == "never" else join(loaded))
    context = StageContext(partial(store.step, stage.name, task.key), advance, _of(stage, cache))
    after = stage.read(context) if isinstance(stage, ReadStage) else _staged_alone(stage, before, context)
    parts = (part for document in after for part in cut(document)) if is_reading or stage.joins != "never" else after
    return store.save(stage.name, task.key, parts, time.monotonic() - start)


def _staged_alone(stage: Stage, before: Sequence[Document], context: StageContext) -> list[Document]:
    """Have a stage take the documents of a shard; where it fails, find out by which of them.

    Raises:
        DocumentsError: some of them make it fail, each on its own.
        FaultError: it fails, and by none of them alone.
    """
    try:
        with doing(f"stage {stage.name}"):
            after = stage(before, context)
            _check(stage.name, before, after)
            return after
    except (InputError, FaultError):
        problems: dict[str, str] = {}
        for document in before:
            try:
                with doing(document.id):
                    stage([document])  # no steps are kept: those of the shard are another matter
            except (InputError, FaultError) as problem:
                told = str(problem)
                problems[document.id] = told if document.id in told else f"{document.id}: {told}"
        if not problems:
            raise
        raise DocumentsError(problems) from None


def _check(stage: str, before: Sequence[Document], after: Sequence[Document]) -> None:
    """Make sure that a stage neither dropped nor reordered documents, nor changed their texts."""
    if [document.id for document in before] != [document.id for document in after]:
        raise StageError(f"stage {stage} dropped or reordered documents")
    for old, new in zip(before, after, strict=True):
        if _texts(old.source) != _texts(new.source) or (old.reference is None) != (new.reference is None):
            raise StageError(f"stage {stage} changed the text of {old.id}")


def _texts(text: Text) -> list[str]:
    """Give the texts of all paragraphs."""
    return [paragraph.text for paragraph in text.paragraphs]
