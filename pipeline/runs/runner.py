"""Run a job: stage after stage, shard by shard, doing only what is not done yet.

Finished work lies in the output folder's `work/`, one piece a shard, named by a key of everything that decides it: the
checksum of the documents that the stage got, and the stage's fingerprint. So a second run does nothing, a change redoes
just what depends on it, a killed run goes on where it was, and what is damaged is made again. The manifest comes last.
"""

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from pipeline.boundary import doing
from pipeline.config.loading import relative_to
from pipeline.config.schema import Config
from pipeline.document import Document, Text
from pipeline.errors import FaultError, InputError, OutputError, PipelineError, StageError
from pipeline.formats.found import hint_at_partners, tell_found
from pipeline.formats.report.times import NAME as TIMES
from pipeline.formats.report.times import is_times, write_times
from pipeline.letters import DAMAGE
from pipeline.progress import Bar, Progress
from pipeline.quality.imported import SCORES
from pipeline.quality.limits import Limit, find_exceeded, parse_limit
from pipeline.quality.metrics import Metrics, from_plain
from pipeline.runs.delivery import Delivery
from pipeline.runs.finished import Shard, digest, make_shards, piece_key
from pipeline.runs.job import Job, inputs_of, make_job
from pipeline.runs.listening import heard
from pipeline.runs.manifest import (
    NAME,
    Manifest,
    OutputRecord,
    environment,
    has_checksum,
    now,
    read_json,
    read_manifest,
    to_plain,
    write_manifest,
)
from pipeline.runs.outputs import METRICS, REPORT, Output
from pipeline.runs.safekeeping import keep_corrections
from pipeline.selection.selection import Selection
from pipeline.stages.base import Stage, StageContext
from pipeline.stages.read import ReadStage
from pipeline.work.kept import make_way, put_aside
from pipeline.work.lock import PRIVATE, locked
from pipeline.work.store import Store, StoredResult, make_key

STAGES = ("read", "segment", "translate", "align", "correct", "link", "score")
"""All stages that there are, in order: what one left is pruned also where a run does without it."""


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """What a run did.

    `problems` names the files that could not be read and the outputs that could not be made; everything else was
    done. `exceeded` names the limits that the pairs exceed. `made_by` counts the pieces of work that each stage made
    now, and the outputs that "write" did; `made` is their sum, 0 when all was there already. `warnings` are what the
    run said to look at, where the caller had them kept; those about documents are in `metrics.warnings` as well.
    """

    folder: Path
    metrics: Metrics
    outputs: list[Path]
    problems: list[str]
    made_by: Mapping[str, int]
    exceeded: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say in a line what came of the run."""
        counts = self.metrics.counts
        told = f"{counts.pairs} pairs, {counts.documents} documents, {len(self.outputs)} files in {self.folder}"
        wrong = [f"{len(self.problems)} problems"] if self.problems else []
        wrong += [f"{len(self.warnings)} warnings"] if self.warnings else []
        return f"<Result: {', '.join([told, *wrong])}>"

    @property
    def made(self) -> int:
        """How many pieces of work and outputs were made now."""
        return sum(self.made_by.values())

    @property
    def exit_code(self) -> int:
        """0 when everything was done; 1 when something was skipped, not made or lost, or a limit is exceeded."""
        counts, damage = self.metrics.counts, DAMAGE & self.metrics.left_out.keys()
        return 1 if self.problems or counts.lost or counts.letters_unexplained or damage or self.exceeded else 0


def run(config: Config, progress: Progress | None = None, fail_on: Sequence[str] = ()) -> Result:
    """Bring everything in the output folder up to date.

    `fail_on` are limits such as "adequacy<.3:1%", see `pipeline.quality.limits`: they change nothing that is written.

    Raises:
        InputError: none of the files can be read, or a limit is none.
        ModelError: the model cannot be found or loaded.
        OutputError: the output folder cannot be written.
    """
    progress = progress or Progress("quiet")
    is_new = not os.path.lexists(config.output)
    try:
        return _run(config, progress, fail_on)
    except PipelineError:
        if is_new:
            _remove_empty(config.output)
        raise


def _run(config: Config, progress: Progress, fail_on: Sequence[str]) -> Result:
    """Run a configuration in its output folder, where no other run may be at work."""
    with heard(progress), locked(config.output, progress.warn):
        for folder in (*(f"work/{stage}" for stage in STAGES), f"{PRIVATE}/outputs"):
            make_way(config.output / folder / "any", config.output, progress.warn)
        keep_corrections(config.output, progress.warn)
        job = make_job(config)
        sources = [reading.source for reading in job.readings]
        for line in filter(None, (tell_found(sources), hint_at_partners(sources))):
            progress.say(line)
        limits = [parse_limit(text, {*SCORES, "posterior", *job.imported.names}) for text in fail_on]
        for option, why in config.unused():
            progress.warn(f"{option}: {why}")
        return _Run(job, progress).result(limits)


def _remove_empty(folder: Path) -> None:
    """Remove an output folder in which nothing is but what the lock has made."""
    if {path for path in folder.rglob("*") if not path.is_dir()} <= {folder / PRIVATE / "lock"}:
        shutil.rmtree(folder, ignore_errors=True)


class _Run:
    """A run under way: what it has made so far, and what it has met."""

    def __init__(self, job: Job, progress: Progress) -> None:
        self.job = job
        self.progress = progress
        self.store = Store(job.output / "work", progress.warn)
        self.earlier = read_manifest(job.output / NAME)
        self.work: dict[str, list[StoredResult]] = {}
        self.made: Counter[str] = Counter()
        self.problems: list[str] = []

    def result(self, limits: Sequence[Limit]) -> Result:
        """Do everything that is not done yet."""
        self._tell_other_texts()
        self.problems += self.job.glossary.problems  # told as warnings of the metrics
        readings, shards = self._staged(*self._read())
        pieces = [piece for shard in shards for piece in shard]
        selection = self.job.select(lambda: self._documents(pieces))
        records, metrics = self._write(readings, pieces, selection)
        self._record(self._manifest(readings, records, metrics))
        paths = [self.job.output / name for record in records.values() for name in record.files]
        exceeded = find_exceeded(limits, selection.told(self._documents(pieces))) if limits else []
        outputs = [*paths, self.job.output / NAME]
        return Result(self.job.output, metrics, outputs, self.problems, dict(self.made), tuple(exceeded))

    def _tell_other_texts(self) -> None:
        """Say that the folder holds what was made of other texts: their work and outputs go."""
        before = {record.id for record in self.earlier.inputs if record.id} if self.earlier else set()
        if before and before.isdisjoint(reading.source.id for reading in self.job.readings):
            text = min(before) + (f" and {len(before) - 1} more" if len(before) > 1 else "")
            self.progress.warn(f"{self.job.output}: held what was made of {text}, and is made anew for other texts")

    def _read(self) -> tuple[list[ReadStage], list[StoredResult]]:
        """Read every source that can be read, and name the others."""
        readings, pieces = [], []
        with self.progress.stage("read", len(self.job.readings), "files") as bar:
            for reading in self.job.readings:
                try:
                    with doing(str(reading.source.path)):
                        piece = self._piece(reading, (), bar)
                    self._tell_found(piece)
                    pieces.append(piece)
                    readings.append(reading)
                except (InputError, FaultError) as problem:
                    self._note(f"skipped {problem}", str(problem))
                    bar.advance(1)
        if not readings:
            raise InputError("none of the files can be read:\n  " + "\n  ".join(self.problems))
        return readings, pieces

    def _tell_found(self, piece: StoredResult) -> None:
        """Say what was found in the files of a source, and what in them cannot be read."""
        for one in piece.accounts:
            if one.account.found:
                self.progress.say(f"{one.document}: {one.account.found}")
            for problem in one.account.problems:
                self._note(f"left out {one.document}: {problem}", f"{one.document}: {problem}")

    def _staged(self, readings: list[ReadStage], pieces: list[StoredResult]) -> tuple[list[ReadStage], Sequence[Shard]]:
        """Take what was read through all stages; documents that a stage cannot take are named and left out.

        The others begin anew without them: what is finished is found again, but for the shards that they were in.
        """
        while True:
            self.work["read"] = pieces
            shards: Sequence[Shard] = make_shards(pieces, readings)
            try:
                for stage in self.job.stages:
                    shards = self._apply(stage, shards)
            except _DocumentsError as error:
                for problem in error.problems.values():
                    self._note(f"left out {problem}", problem)
                kept = [
                    (one, piece)
                    for one, piece in zip(readings, pieces, strict=True)
                    if one.source.id not in error.problems
                ]
                if not kept:
                    raise InputError("none of the files can be done:\n  " + "\n  ".join(self.problems)) from error
                readings, pieces = [one for one, _ in kept], [piece for _, piece in kept]
            else:
                return readings, shards

    def _apply(self, stage: Stage, shards: Sequence[Shard]) -> list[Shard]:
        """Make the pieces of one stage that are not there yet; give all of them."""
        keys = [piece_key(stage, shard) for shard in shards]
        found = [self._find(stage.name, name) for name in keys]
        missing = [shard for shard, piece in zip(shards, found, strict=True) if piece is None]
        total = sum(
            piece.paragraphs if stage.unit == "paragraphs" else piece.sentences for shard in missing for piece in shard
        )
        with self.progress.stage(stage.name, total, stage.unit) as bar:
            pieces = [
                piece or self._make(stage, name, shard, bar)
                for piece, name, shard in zip(found, keys, shards, strict=True)
            ]
        self.work[stage.name] = pieces
        return [(piece,) for piece in pieces]  # each is a shard of its own for the next stage

    def _piece(self, stage: Stage, received: Shard, bar: Bar) -> StoredResult:
        """Give the piece that a stage makes of some others, made now where it is not there."""
        name = piece_key(stage, received)
        found = self._find(stage.name, name)
        if found:
            bar.advance(1)
        return found or self._make(stage, name, received, bar)

    def _find(self, stage: str, name: str) -> StoredResult | None:
        """Find a piece that is there; say so if the last run has left it there and it is not."""
        left = self.earlier.work.get(stage, ()) if self.earlier else ()
        return self.store.find(stage, name, expected=name in left)

    def _make(self, stage: Stage, name: str, received: Shard, bar: Bar) -> StoredResult:
        """Have a stage make what is not there yet of a shard, and keep it."""
        start = time.monotonic()
        before = list(self._documents(received))
        context = StageContext(partial(self.store.step, stage.name, name), bar.advance)
        after = _staged_alone(stage, before, context) if received else stage(before, context)
        self.made[stage.name] += 1
        return self.store.save(stage.name, name, after, time.monotonic() - start)

    def _documents(self, pieces: Sequence[StoredResult]) -> Iterator[Document]:
        """Load the documents of some pieces of work, one after the other."""
        for piece in pieces:
            yield from self.store.load(piece)

    def _write(
        self, readings: Sequence[ReadStage], pieces: Sequence[StoredResult], selection: Selection
    ) -> tuple[dict[str, OutputRecord], Metrics]:
        """Bring the outputs up to date; give their records, in the order in which they were asked for."""
        earlier = self.earlier.outputs if self.earlier else {}
        delivery = Delivery(self.job.output, earlier, self.progress.warn, self._read_files())
        records: dict[str, OutputRecord] = {}
        wanted = self.job.output_names

        def bring(output: Output) -> None:
            """Bring one output up to date; one that cannot be made is named, and the others are made all the same."""
            name = make_key(output.name, digest(output.fingerprint()), [piece.content for piece in pieces])
            try:
                with doing(output.name):
                    records[output.name], made = delivery.bring(output, name, lambda: self._documents(pieces))
                self.made["write"] += made
            except (OutputError, FaultError) as problem:
                if output.name == METRICS:  # nothing can be said of a run without them
                    raise
                self._note(str(problem), str(problem))

        with self.progress.stage("write", len(wanted), "outputs") as bar:
            accounts = (account for piece in self.work["read"] for account in piece.accounts)
            for output in self.job.outputs(readings, accounts, selection):
                bring(output)
                bar.advance(1)
            metrics = from_plain(read_json(self.job.output / "metrics.json"))
            if report := self.job.report(metrics, self.problems):
                bring(report)
                bar.advance(1)
        if removed := delivery.clear():
            self.progress.say(f"removed, as no longer asked for: {', '.join(removed)}")
        return {name: records[name] for name in wanted if name in records}, metrics

    def _read_files(self) -> Iterator[Path]:
        """Give every file that the run reads."""
        for reading in self.job.readings:
            source = reading.source
            yield from filter(None, (source.path, source.reference, source.beads))
        if self.job.segment.srx:
            yield self.job.segment.srx.path
        config = self.job.config
        yield from map(Path, (*config.align.corrections, *config.translate.glossary, *config.score.imported))

    def _note(self, told: str, problem: str) -> None:
        """Say that something could not be done, and remember it."""
        self.problems.append(problem)
        self.progress.warn(told)

    def _manifest(
        self, readings: Sequence[ReadStage], records: Mapping[str, OutputRecord], metrics: Metrics
    ) -> Manifest:
        """Say what made the outputs, of what, and how long it took."""
        seconds = {stage: sum(piece.seconds for piece in pieces) for stage, pieces in self.work.items()}
        seconds["write"] = sum(record.seconds for record in records.values())
        return Manifest(
            finished=now(),
            **environment(),
            made_by=asdict(self.job.provenance),
            inputs=tuple(inputs_of(self.job, readings)),
            problems=tuple(self.problems),
            counts=metrics.counts,
            machine_against_human=metrics.machine_against_human,
            seconds={name: round(taken, 3) for name, taken in seconds.items()},
            outputs=records,
            config=relative_to(self.job.config, self.job.output),
            work={stage: tuple(piece.key for piece in pieces) for stage, pieces in self.work.items()},
        )

    def _record(self, manifest: Manifest) -> None:
        """Write the manifest if it says anything new, and remove the work that neither it nor the earlier one names."""
        earlier, path = self.earlier, self.job.output / NAME
        if os.path.lexists(path) and (earlier is None or not has_checksum(path)):
            kept = put_aside(path, self.job.output)  # it may be somebody's own, or edited
            what = (
                "is damaged or not a run's" if earlier is None else "has no checksum, as old ones and edited ones have"
            )
            self.progress.warn(f"{path}: {what}, and made again; what stood there is {kept}")
            earlier = None
        if earlier is None or to_plain(replace(manifest, finished=earlier.finished)) != to_plain(earlier):
            write_manifest(path, manifest)
        if REPORT in manifest.outputs:
            self._write_times(manifest.seconds)
        named = [run.work for run in (manifest, self.earlier) if run]
        wanted = {stage: {name for work in named for name in work.get(stage, ())} for stage in STAGES}
        self.store.prune(wanted)

    def _write_times(self, seconds: Mapping[str, float]) -> None:
        """Write the picture of the times that the report shows."""
        path = self.job.output / TIMES
        if os.path.lexists(path) and not is_times(path):
            self.progress.warn(f"{path}: is not a run's; it is now {put_aside(path, self.job.output)}")
        write_times(path, seconds)


class _DocumentsError(PipelineError):
    """Documents that a stage cannot take: what is wrong with each, by its id."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems.values()))


def _staged_alone(stage: Stage, before: Sequence[Document], context: StageContext) -> list[Document]:
    """Have a stage take the documents of a shard; where it fails, find out by which of them.

    Raises:
        _DocumentsError: some of them make it fail, each on its own.
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
        raise _DocumentsError(problems) from None


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
