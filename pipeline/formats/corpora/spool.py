"""Pairs put aside on disk, for formats whose header needs the names of all scores before the first row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.formats.corpora.jsonl import read_pairs, write_pairs
from pipeline.pairs import Pair, pairs


@dataclass(frozen=True, slots=True)
class Spool:
    """Pairs on disk that can be gone through again, and the scores they have."""

    path: Path
    scores: tuple[str, ...]

    def __iter__(self) -> Iterator[Pair]:
        """The pairs in their order."""
        return read_pairs(self.path)


@contextmanager
def spooled(documents: Iterable[Document], folder: Path) -> Iterator[Spool]:
    """Put all pairs into a temporary file in `folder`, which is gone afterwards."""
    scores: set[str] = set()

    def noted() -> Iterator[Pair]:
        for document in documents:
            for pair in pairs(document):
                scores.update(pair.scores)
                yield pair

    with temporary_folder(folder) as temporary:
        write_pairs(noted(), temporary / "pairs.jsonl")
        yield Spool(temporary / "pairs.jsonl", tuple(sorted(scores)))


@contextmanager
def temporary_folder(folder: Path) -> Iterator[Path]:
    """Make a folder inside of one, which is made too, and take it away afterwards."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = TemporaryDirectory(prefix=".pairs-", dir=folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
    with temporary as name:
        yield Path(name)
