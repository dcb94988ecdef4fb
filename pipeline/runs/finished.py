"""Which work of a job is done: how pieces are named, how they are grouped, and what of them lies in the work folder."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.parts import join
from pipeline.runs.job import Job
from pipeline.runs.making import piece_key
from pipeline.runs.manifest import NAME
from pipeline.stages.base import Stage
from pipeline.stages.read import ReadStage
from pipeline.work.store import Store, StoredResult

_SHARD_BYTES = 1_000_000
"""Bytes of source files in a shard: enough to fill batches, little to redo."""

Shard = tuple[StoredResult, ...]
"""Pieces whose documents go through the next stage together."""


def group(stage: Stage, pieces: Iterable[StoredResult]) -> list[Shard]:
    """Give the shards of a stage: each piece for itself, but those together whose parts it needs as one document."""
    shards: list[list[StoredResult]] = []
    for piece in pieces:
        if shards and (piece.continues if stage.joins == "always" else piece.unaligned and stage.joins == "unaligned"):
            shards[-1].append(piece)
        else:
            shards.append([piece])
    return [tuple(shard) for shard in shards]


def make_shards(read: Sequence[Shard], readings: Sequence[ReadStage]) -> list[Shard]:
    """Group the pieces that some sources were read to, in order, into shards of about a megabyte of those sources."""
    shards: list[list[StoredResult]] = []
    size = 0
    for pieces, reading in zip(read, readings, strict=True):
        own = reading.source.path.stat().st_size // len(pieces)
        for piece in pieces:
            if not shards or size + own > _SHARD_BYTES:
                shards.append([])
                size = 0
            shards[-1].append(piece)
            size += own
    return [tuple(shard) for shard in shards]


def finished_work(job: Job, readings: Sequence[ReadStage]) -> Iterator[tuple[str, list[StoredResult]]]:
    """Give the stages whose work is all there for some sources, in order, each with its pieces."""
    store = Store(job.output / "work")
    found = _all_found(store, [(reading, ()) for reading in readings])
    shards = make_shards(found, readings) if found else []
    yield from [("read", _flat(found))] if found else []
    for stage in job.stages if found else ():
        shards = shards if stage is job.stages[0] else group(stage, _flat(found))
        found = _all_found(store, [(stage, shard) for shard in shards])
        if not found:
            return
        yield stage.name, _flat(found)


def finished_documents(job: Job) -> Iterator[Document]:
    """Give the documents of a finished run, as its last stage left them.

    Raises:
        InputError: not all is done for the files as they are now.
    """
    store = Store(job.output / "work")
    done = list(finished_work(job, [reading for reading in job.readings if not _was_left_out(reading, store)]))
    if len(done) <= len(job.stages):
        again = f"python -m pipeline run {job.output / NAME}"
        raise InputError(f"{job.output}: its texts, options or corrections have changed since the run: {again}")
    yield from join(document for piece in done[-1][1] for document in store.load(piece))


def _all_found(store: Store, wanted: Sequence[tuple[Stage, Sequence[StoredResult]]]) -> list[Shard]:
    """Give the pieces that some stages make of what they get; none where one of them is not there."""
    found = [store.find(stage.name, piece_key(stage, received)) for stage, received in wanted]
    pieces = [piece for piece in found if piece]
    return pieces if len(pieces) == len(found) else []


def _flat(found: Iterable[Shard]) -> list[StoredResult]:
    """Give all pieces of some work."""
    return [piece for pieces in found for piece in pieces]


def _was_left_out(reading: ReadStage, store: Store) -> bool:
    """Tell whether a run had to leave a source out: it lies in no piece, since it cannot be read."""
    try:
        return not store.find(reading.name, piece_key(reading, ())) and not reading()
    except InputError:
        return True
