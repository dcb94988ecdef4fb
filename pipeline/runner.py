"""Run a configuration: stage after stage, shard by shard, doing only what is not done yet.

Finished work lies in the output folder's `work/`, one file a shard, named by a key of all that decides it: its
documents, the stage's options, the model's hash, the versions. So a second run does nothing, a changed option redoes
its stage and the later ones, and a killed run goes on where it was. Outputs are renamed whole; the manifest comes last.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline import manifest
from pipeline.config import Config
from pipeline.configfile import relative_to
from pipeline.corrections import Table, tables_of
from pipeline.document import Document, Text
from pipeline.errors import InputError, StageError
from pipeline.outputs import REPORT, Record, provenance_of, update_outputs
from pipeline.progress import Progress
from pipeline.read import Source, find, read_document
from pipeline.read.glossary import read_glossary
from pipeline.stages import Stage, model_of, plan_stages
from pipeline.store import Store, key
from pipeline.write.report.times import write_times

_READ_VERSION = 4
_SHARD_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read: its document's key, its size in bytes, and what the manifest says of it."""

    key: str
    size: int
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that go through the stages together: the stage they come from, and their files there.

    `key` names all that decided them so far.
    """

    key: str
    stage: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did.

    `problems` names the files that could not be read; everything else was done. `made` counts the shards and outputs
    made now: 0 when all was there already.
    """

    folder: Path
    metrics: dict[str, Any]
    outputs: list[Path]
    problems: list[str]
    made: int

    @property
    def exit_code(self) -> int:
        """0 when everything was done, 1 when a file was skipped or a sentence lost."""
        return 1 if self.problems or self.metrics["counts"]["lost"] else 0


def run(config: Config, progress: Progress | None = None) -> Result:
    """Bring everything in the output folder up to date.

    Raises:
        InputError: none of the files can be read.
        ModelError: the model cannot be found or loaded.
        OutputError: the output folder cannot be written.
    """
    work = _Work(config, progress or Progress("quiet"))
    stages = plan_stages(config)
    inputs, problems = work.read()
    shards = make_shards(inputs)
    for stage in stages:
        shards = work.apply(stage, shards)
    earlier = manifest.read_manifest(config.output / "manifest.json")
    outputs = work.write(shards, earlier.get("outputs", {}), problems)
    metrics = manifest.read_manifest(config.output / "metrics.json")
    if work.made or earlier.get("problems") != problems:
        work.record(inputs, problems, metrics, outputs)
    paths = [config.output / name for output in outputs.values() for name in output["files"]]
    return Result(config.output, metrics, [*paths, config.output / "manifest.json"], problems, work.made)


def finished_stages(config: Config) -> list[str]:
    """Name the stages whose work lies in the output folder already, for all files as they are now."""
    work = _Work(config, Progress("quiet"))
    inputs = work.inputs()
    if not all(work.store.has("read", entry.key) for entry in inputs):
        return []
    done, shards = ["read"], make_shards(inputs)
    for stage in plan_stages(config):
        shards = work.planned(stage, shards)
        if not all(work.store.has(stage.name, shard.key) for shard in shards):
            break
        done.append(stage.name)
    return done


def finished_documents(config: Config) -> Iterator[Document]:
    """The documents of a finished run, as its last stage left them.

    Raises:
        InputError: not all is done for the files as they are now.
    """
    work = _Work(config, Progress("quiet"))
    shards = make_shards([entry for entry in work.inputs() if work.store.has("read", entry.key)])
    for stage in plan_stages(config):
        shards = work.planned(stage, shards)
    if not shards or not all(work.store.has(shard.stage, shard.key) for shard in shards):
        again = f"python -m pipeline run {config.output / 'manifest.json'}"
        raise InputError(f"{config.output}: its texts, options or corrections have changed since the run: {again}")
    yield from work.documents(shards)


def make_shards(inputs: Sequence[Input]) -> list[Shard]:
    """Group read documents, in order, into shards of about a megabyte: enough to fill batches, little to redo.

    >>> inputs = [Input("a", 600_000, {}), Input("b", 600_000, {}), Input("c", 1, {})]
    >>> [shard.files for shard in make_shards(inputs)]
    [('a',), ('b', 'c')]
    """
    groups: list[list[str]] = []
    size = _SHARD_BYTES + 1
    for entry in inputs:
        if size + entry.size > _SHARD_BYTES:
            groups.append([])
            size = 0
        groups[-1].append(entry.key)
        size += entry.size
    return [Shard(key("read", group), "read", tuple(group)) for group in groups]


@dataclass
class _Work:
    """A run under way: where it keeps its work, and what it has made and spent so far."""

    config: Config
    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    made: int = 0

    @property
    def store(self) -> Store:
        return Store(self.config.output / "work")

    def read(self) -> tuple[list[Input], list[str]]:
        """Read every file that can be read; the others are named."""
        inputs: list[Input] = []
        problems: list[str] = []
        sources = _sources(self.config)
        with self._timed("read"), self.progress.stage("read", len(sources), "files") as bar:
            for source in sources:
                try:
                    inputs.append(self._read_one(source, _input(source, self.config)))
                except InputError as problem:
                    problems.append(str(problem))
                    self.progress.warn(f"skipped {problem}")
                bar.advance(1)
        if not inputs:
            raise InputError("none of the files can be read:\n  " + "\n  ".join(problems))
        return inputs, problems

    def _read_one(self, source: Source, entry: Input) -> Input:
        if not self.store.has("read", entry.key):
            self.store.save("read", entry.key, [read_document(source, self.config.read)])
            self.made += 1
        return entry

    def inputs(self) -> list[Input]:
        """What would be read, without reading it."""
        return [_input(source, self.config) for source in _sources(self.config)]

    def planned(self, stage: Stage, shards: Sequence[Shard]) -> list[Shard]:
        """The shards that a stage makes of others."""
        return [Shard(name := key(stage.name, stage.settings, shard.key), stage.name, (name,)) for shard in shards]

    def apply(self, stage: Stage, shards: Sequence[Shard]) -> list[Shard]:
        """Make the shards of one stage that are not there yet; give all of them."""
        done = [Shard(name := key(stage.name, stage.settings, shard.key), stage.name, (name,)) for shard in shards]
        missing = [(old, new) for old, new in zip(shards, done, strict=True) if not self.store.has(stage.name, new.key)]
        total = sum(_size(document) for old, _ in missing for document in self.documents([old]))
        with self._timed(stage.name), self.progress.stage(stage.name, total, stage.unit) as bar:
            for old, new in missing:
                before = list(self.documents([old]))
                after = stage.apply(before, self.store.memo(stage.name, new.key), bar.advance)
                _check(stage.name, before, after)
                self.store.save(stage.name, new.key, after)
                self.made += 1
        return done

    def documents(self, shards: Sequence[Shard]) -> Iterator[Document]:
        """The documents of some shards, in order."""
        for shard in shards:
            for name in shard.files:
                yield from self.store.load(shard.stage, name)

    def write(self, shards: Sequence[Shard], kept: dict[str, Record], problems: list[str]) -> dict[str, Record]:
        """Bring the output files up to date; give their records."""
        records: dict[str, Record] = {}
        provenance = provenance_of(self.config, model_of(self.config))
        content = key([shard.key for shard in shards])
        total = 1 + len(self.config.write.formats)
        with self._timed("write"), self.progress.stage("write", total, "outputs") as bar:
            updates = update_outputs(self.config, provenance, content, lambda: self.documents(shards), kept, problems)
            for name, record, made in updates:
                records[name] = record
                self.made += made
                bar.advance(1)
        return records

    def record(
        self, inputs: list[Input], problems: list[str], metrics: dict[str, Any], outputs: dict[str, Record]
    ) -> None:
        """Write the manifest."""
        data = {
            "finished": manifest.now(),
            **manifest.environment(),
            "made_by": asdict(provenance_of(self.config, model_of(self.config))),
            "inputs": [
                *(entry.record for entry in inputs),
                *map(_of_table, tables_of(self.config)),
                *self._glossaries(),
            ],
            "problems": problems,
            "counts": metrics["counts"],
            "machine_against_human": metrics["machine_against_human"],
            "seconds": {name: round(seconds, 3) for name, seconds in self.seconds.items()},
            "outputs": outputs,
            "config": relative_to(self.config, self.config.output),
        }
        if REPORT in self.config.write.formats:
            write_times(self.config.output, self.seconds)
        manifest.write_json(self.config.output / "manifest.json", data)

    def _glossaries(self) -> list[dict[str, Any]]:
        paths = map(Path, self.config.translate.glossary)
        return [{"file": path.name, "sha256": _hash(path), "terms": len(read_glossary([path]).terms)} for path in paths]

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - start


def _sources(config: Config) -> list[Source]:
    return find(config.read.files, config.read.reference, config.read.beads)


def _input(source: Source, config: Config) -> Input:
    record = {"id": source.id, "file": source.path.name, "sha256": _hash(source.path)}
    if source.reference:
        record |= {"reference": source.reference.name, "reference_sha256": _hash(source.reference)}
    if source.beads:
        record |= {"beads": source.beads.name, "beads_sha256": _hash(source.beads)}
    name = key("read", _READ_VERSION, config.read.encoding, config.read.lines, config.read.also, record)
    return Input(name, source.path.stat().st_size, record)


def _of_table(table: Table) -> dict[str, Any]:
    return {"file": table.path.name, "sha256": table.sha256, "corrections": len(table.corrections)}


def _size(document: Document) -> int:
    """How much work a document is: its sentences once it has them, its paragraphs before."""
    return len(document.source.places()) or len(document.source.paragraphs)


def _check(stage: str, before: Sequence[Document], after: Sequence[Document]) -> None:
    """A stage may neither drop nor reorder documents, nor change their texts."""
    if [document.id for document in before] != [document.id for document in after]:
        raise StageError(f"stage {stage} dropped or reordered documents")
    for old, new in zip(before, after, strict=True):
        if _texts(old.source) != _texts(new.source) or (old.reference is None) != (new.reference is None):
            raise StageError(f"stage {stage} changed the text of {old.id}")


def _texts(text: Text) -> list[str]:
    return [paragraph.text for paragraph in text.paragraphs]


def _hash(path: Path) -> str:
    try:
        return manifest.file_hash(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
