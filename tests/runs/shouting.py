"""A stage that does something to its own process, in a module of its own, so that workers find it."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from pipeline.document import Document, Hypothesis, Paragraph, Text
from pipeline.runs.making import Task, piece_key
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext
from pipeline.work.store import Pieces, Store


@dataclass(frozen=True)
class Shouting:
    """Gives every paragraph a hypothesis; does something to its own process before."""

    name: ClassVar[str] = "translate"
    unit: ClassVar[str] = "paragraphs"
    is_parallel: ClassVar[bool] = False
    joins: ClassVar[Joins] = "never"
    folder: Path
    before: Callable[[Path, str], None]

    def fingerprint(self) -> Fingerprint:
        """Tell nothing."""
        return Fingerprint((), {"before": self.before.__name__})

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Shout."""
        for document in documents:
            self.before(self.folder, document.id)
            context.advance(1)
        return [
            replace(one, hypotheses=tuple(Hypothesis(p.text.upper()) for p in one.source.paragraphs))
            for one in documents
        ]


def die_once(folder: Path, name: str) -> None:
    """Kill this process at the third document, the first time."""
    if name == "2" and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)


def refuse(folder: Path, name: str) -> None:
    """Fail at the third document."""
    if name == "2":
        raise ValueError(str(folder))


def tasks(store: Store, folder: Path, before: Callable[[Path, str], None]) -> list[Task]:
    """Six tasks of one document each."""
    pieces: list[Pieces] = [
        store.save("read", f"{n:020}", [Document(str(n), Text("fr", (Paragraph(f"mot {n}"),)))]) for n in range(6)
    ]
    stage = Shouting(folder, before)
    return [Task(stage, piece_key(stage, piece), piece) for piece in pieces]


def kill_the_worker_once(folder: Path, name: str) -> None:
    """Kill the worker that comes to the second document, the first time, and then wait a little at every document."""
    if name == "1" and not (folder / "killed").exists():
        (folder / "killed").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.3)
