"""Run a job: stage after stage, shard by shard, doing only what is not done yet.

Finished work lies in the output folder's `work/`, named by a key of everything that decides it: the
checksum of the documents that the stage got, and the stage's fingerprint. So a second run does nothing, a change redoes
just what depends on it, a killed run goes on where it was, and what is damaged is made again. The manifest comes last.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.boundary import doing
from pipeline.config.loading import relative_to
from pipeline.config.schema import Config
from pipeline.errors import FaultError, OutputError, PipelineError
from pipeline.formats.found import hint_at_partners, tell_found
from pipeline.formats.report.times import NAME as TIMES
from pipeline.formats.report.times import is_times, write_times
from pipeline.letters import DAMAGE
from pipeline.progress import Progress
from pipeline.quality.imported import SCORES
from pipeline.quality.limits import Limit, check_scores, find_exceeded, parse_limit
from pipeline.quality.metrics import Metrics, from_plain
from pipeline.runs.delivery import Delivery
from pipeline.runs.job import Job, inputs_of, make_job
from pipeline.runs.listening import heard
from pipeline.runs.making import digest
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
from pipeline.runs.publishing import publish
from pipeline.runs.safekeeping import keep_corrections
from pipeline.runs.staging import Staging
from pipeline.selection.selection import Selection
from pipeline.stages.read import ReadStage
from pipeline.work.kept import make_way, put_aside
from pipeline.work.lock import PRIVATE, locked
from pipeline.work.store import StoredResult, make_key

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
        made = {"pair": counts.pairs, "document": counts.documents, "file": len(self.outputs)}
        wrong = {"problem": len(self.problems), "warning": len(self.warnings)}
        told = [f"{count} {what}{'s' * (count != 1)}" for what, count in made.items()]
        told[-1] += f" in {self.folder}"
        told += [f"{count} {what}{'s' * (count != 1)}" for what, count in wrong.items() if count]
        return f"<Result: {', '.join(told)}>"

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
        limits = [parse_limit(text) for text in fail_on]
        if not any(source.is_bilingual for source in sources):  # tables have further scores, known when they are read
            check_scores(limits, _score_names(job))
        for option, why in config.unused():
            progress.warn(f"{option}: {why}")
        return _Run(job, progress).result(limits)


def _score_names(job: Job) -> set[str]:
    """Give the names of all scores that pairs may have, whatever is in the files that are read."""
    return {*SCORES, "posterior", *job.imported.names}


def _remove_empty(folder: Path) -> None:
    """Remove an output folder in which nothing is but what the lock has made."""
    if {path for path in folder.rglob("*") if not path.is_dir()} <= {folder / PRIVATE / "lock"}:
        shutil.rmtree(folder, ignore_errors=True)


class _Run:
    """A run under way: what it has made so far, and what it has met."""

    def __init__(self, job: Job, progress: Progress) -> None:
        self.job = job
        self.progress = progress
        self.earlier = read_manifest(job.output / NAME)
        self.problems: list[str] = []
        self.staging = Staging(job, self.earlier, progress, self._note)
        self.made = self.staging.made

    def result(self, limits: Sequence[Limit]) -> Result:
        """Do everything that is not done yet."""
        self._tell_other_texts()
        self.problems += self.job.glossary.problems  # told as warnings of the metrics
        with self.staging:
            readings, read = self.staging.read()
            check_scores(limits, _score_names(self.job), self.staging.documents([one for some in read for one in some]))
            readings, pieces = self.staging.finish(readings, read)
        selection = self.job.select(lambda: self.staging.documents(pieces))
        records, metrics = self._write(readings, pieces, selection)
        manifest = self._manifest(readings, records, metrics)
        self._record(manifest)
        self._publish(manifest)
        paths = [self.job.output / name for record in records.values() for name in record.files]
        exceeded = find_exceeded(limits, selection.told(self.staging.documents(pieces))) if limits else []
        outputs = [*paths, self.job.output / NAME]
        return Result(self.job.output, metrics, outputs, self.problems, dict(self.made), tuple(exceeded))

    def _tell_other_texts(self) -> None:
        """Say that the folder holds what was made of other texts: their work and outputs go."""
        before = {record.id for record in self.earlier.inputs if record.id} if self.earlier else set()
        if before and before.isdisjoint(reading.source.id for reading in self.job.readings):
            text = min(before) + (f" and {len(before) - 1} more" if len(before) > 1 else "")
            self.progress.warn(f"{self.job.output}: held what was made of {text}, and is made anew for other texts")

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
                    records[output.name], made = delivery.bring(output, name, lambda: self.staging.documents(pieces))
                self.made["write"] += made
            except (OutputError, FaultError) as problem:
                if output.name == METRICS:  # nothing can be said of a run without them
                    raise
                self._note(str(problem), str(problem))

        with self.progress.stage("write", len(wanted), "outputs") as bar:
            accounts = (account for piece in self.staging.work["read"] for account in piece.accounts)
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
        seconds = {stage: sum(piece.seconds for piece in pieces) for stage, pieces in self.staging.work.items()}
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
            work={stage: tuple(piece.key for piece in pieces) for stage, pieces in self.staging.work.items()},
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
        self.staging.store.prune(wanted)

    def _publish(self, manifest: Manifest) -> None:
        """Put the outputs to where they are wanted besides; what fails is named, and stays for the next run."""
        address = self.job.config.write.publish
        if not address:
            return
        try:
            with doing("write.publish"):
                if number := publish(self.job.output, manifest, address):
                    self.progress.say(f"published to {address}: {number} {'file' if number == 1 else 'files'}")
        except (OutputError, FaultError) as problem:
            self._note(f"not published: {problem}", str(problem))

    def _write_times(self, seconds: Mapping[str, float]) -> None:
        """Write the picture of the times that the report shows."""
        path = self.job.output / TIMES
        if os.path.lexists(path) and not is_times(path):
            self.progress.warn(f"{path}: is not a run's; it is now {put_aside(path, self.job.output)}")
        write_times(path, seconds)
