"""A run's configuration looked up once: files found, models found, tables read, stages and outputs made of it.

Everything below a `Job` takes the job, or the part that it needs, and never asks the configuration or the file system
again.
"""

import os
import re
import reprlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.adequacy import is_fitted_for
from pipeline.alignment.embeddings import find_embeddings
from pipeline.config.schema import Config, IsPath
from pipeline.document import Document, FileAccount
from pipeline.errors import InputError
from pipeline.formats.glossaries import read_glossary
from pipeline.formats.registry import REJECTED, output_format
from pipeline.glossary import Glossary
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.quality.evaluate import EvaluateOptions
from pipeline.quality.imported import ImportedScores, read_scores
from pipeline.quality.metrics import Metrics, to_plain
from pipeline.quality.score import Thresholds
from pipeline.review.corrections import BeadCorrection, CorrectionTable, read_tables
from pipeline.runs.manifest import InputRecord, environment, tool_version
from pipeline.runs.outputs import (
    METRICS,
    REPORT,
    SPLICED,
    TRANSLATED,
    FormatOutput,
    MetricsOutput,
    Output,
    ReportOutput,
    SplicedOutput,
    TranslatedOutput,
)
from pipeline.runs.records import find_sources
from pipeline.segmentation import Options, read_srx
from pipeline.selection.options import SelectOptions, make_options
from pipeline.selection.selection import Selection
from pipeline.stages.align import AlignStage
from pipeline.stages.base import Stage
from pipeline.stages.correct import CorrectStage
from pipeline.stages.link import LinkStage
from pipeline.stages.read import ReadOptions, ReadStage
from pipeline.stages.score import ScoreStage
from pipeline.stages.segment import SegmentStage
from pipeline.stages.translate import TranslateStage
from pipeline.translation.engines import engine_name
from pipeline.translation.judge import can_judge
from pipeline.translation.model import Model, find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.spelling import spelling_of


@dataclass(frozen=True, slots=True)
class Job:
    """A run that is ready to be done.

    `readings` are the read stages, one a source; `segment` and `translate` (None where nothing is translated) are the
    first two of the `stages` that follow. `calibrated` says that adequacy was fitted with the model. `config` is what
    the user asked for, which the manifest and the report tell.
    """

    config: Config
    output: Path
    readings: tuple[ReadStage, ...]
    segment: SegmentStage
    translate: TranslateStage | None
    stages: tuple[Stage, ...]
    glossary: Glossary
    corrections: tuple[CorrectionTable, ...]
    imported: ImportedScores
    calibrated: bool
    formats: tuple[str, ...]
    measured: EvaluateOptions
    written: WriteOptions
    pictures: bool
    provenance: Provenance
    selected: SelectOptions

    @property
    def output_names(self) -> tuple[str, ...]:
        """The names of all outputs, in their order."""
        rejected = [REJECTED.name] if self.selected.rejects else []
        return (METRICS, *self.formats, *rejected)

    def select(self, documents: Callable[[], Iterable[Document]]) -> Selection:
        """Give the selection of some documents, which are given as often as it asks for them."""
        return Selection(documents, self.selected, (self.written, self.provenance))

    def outputs(
        self,
        readings: Sequence[ReadStage],
        accounts: Iterable[FileAccount] = (),
        selection: Selection | None = None,
    ) -> Iterator[Output]:
        """Give the outputs of what was read but for the report: it tells of the others. `accounts` are its files'."""
        sources = tuple(reading.source for reading in readings)
        checksums = {reading.source.id: reading.checksums["file"] for reading in readings}
        found = tuple(accounts)
        yield MetricsOutput(
            self.measured, self.glossary, self.corrections, self.imported, self.calibrated, found, selection
        )
        for name in self.output_names[1:]:
            if name == SPLICED:
                yield SplicedOutput(sources, checksums, self.written, self.provenance)
            elif name == TRANSLATED:
                yield TranslatedOutput(sources, checksums, self.written.target_language)
            elif name != REPORT:
                chosen = selection if output_format(name).is_data else None
                yield FormatOutput(name, self.written, self.provenance, sources, checksums, self.pictures, chosen)

    def report(self, metrics: Metrics, problems: Sequence[str]) -> ReportOutput | None:
        """Give the output that tells of the run, None where it is not wanted."""
        if REPORT not in self.formats:
            return None
        shown = to_plain(metrics) | self._facts() | {"problems": list(problems)}
        return ReportOutput(self.written, self.provenance, shown)

    def _facts(self) -> dict[str, Any]:
        """Tell of a run besides its documents: the configuration, the corrections, the versions.

        All of it is the same whenever and wherever the same run is done, so that bytes repeat: files by their names
        only, no options that only decide how fast, and neither times nor the machine.
        """
        settings = self.config.with_paths(_named).without_speed()
        del settings["output"]
        versions = environment()
        return {
            "config": settings,
            "corrections": [
                {"file": table.path.name, "corrections": len(table.corrections)} for table in self.corrections
            ],
            "python": versions["python"],
            "libraries": versions["libraries"],
        }


def make_job(config: Config) -> Job:
    """Look up everything that a configuration names. Models are found, and loaded only when they are first needed.

    Raises:
        InputError: there are no files to read, a table of corrections, a glossary or a file of scores cannot be read,
            or SOURCE_DATE_EPOCH is no time.
        ModelError: there is no such model.
    """
    glossary = read_glossary(map(Path, config.translate.glossary))
    corrections = tuple(read_tables(config.output, map(Path, config.align.corrections)))
    given_beads = any(isinstance(made, BeadCorrection) for table in corrections for made in table.corrections)
    segment, translate = _segment_stage(config), _translate_stage(config, glossary, given_beads)
    imported = read_scores(map(Path, config.score.imported))
    model = translate.model if translate else None
    calibrated = model is None or is_fitted_for(model.fingerprint)
    further = _further_stages(config, model, glossary, corrections, imported)
    measured, written = config.evaluate, config.write
    selected = make_options(written.where, written.splits, written.split_by, written.duplicates, written.ignore_digits)
    return Job(
        config=config,
        output=config.output,
        readings=tuple(find_readings(config)),
        segment=segment,
        translate=translate,
        stages=(segment, *([translate] if translate else []), *further),
        glossary=glossary,
        corrections=corrections,
        imported=imported,
        calibrated=calibrated,
        formats=tuple(dict.fromkeys(written.formats)),
        measured=EvaluateOptions(tuple(measured.metrics), measured.bootstrap, measured.worst),
        written=WriteOptions(
            written.source_language,
            written.target_language,
            written.title,
            written.author,
            written.translator,
            written.gaps,
            selected.splits.names,
            selected.where.text,
        ),
        pictures=written.pictures,
        provenance=_provenance(translate),
        selected=selected,
    )


def find_readings(config: Config) -> list[ReadStage]:
    """Find the sources of a run, and how each is read.

    Raises:
        InputError: there are none, or they do not fit together.
    """
    chosen = config.read
    options = ReadOptions(
        chosen.encoding, chosen.lines, tuple(chosen.also), chosen.english, tuple(map(str, chosen.columns))
    )
    sources = find_sources(config)
    return [ReadStage(source, replace(options, several=len(sources) > 1)) for source in sources]


def _segment_stage(config: Config) -> SegmentStage:
    """Make the stage that segments.

    Raises:
        InputError: an SRX file cannot be read, or has no rules for French.
    """
    chosen = config.segment
    options = Options(tuple(chosen.split_on), chosen.keep_dialogue_turns, tuple(chosen.abbreviations))
    srx = read_srx(Path(chosen.srx)) if chosen.srx else None
    if srx and not srx.knows("fr"):
        raise InputError(f"{srx.path}: has no rules for French (fr); remove it from segment.srx")
    return SegmentStage(options, srx)


def _translate_stage(config: Config, glossary: Glossary, given_beads: bool) -> TranslateStage | None:
    """Make the stage that translates; None where nothing is to be translated by machine.

    With beads that a person corrected, any French may lose its human English, and the machine's is wanted for it.

    Raises:
        ModelError: the model is not found.
    """
    chosen = config.translate
    if chosen.engine == "none":
        return None
    shared = {name: getattr(chosen, name) for name in TranslateOptions.__slots__ if name in type(chosen).model_fields}
    options = TranslateOptions(**shared, spelling=spelling_of(config.write.target_language))
    return TranslateStage(
        find_model(chosen.model, chosen.revision),
        options,
        glossary,
        config.evaluate.machine or given_beads,
        chosen.cache,
    )


def _further_stages(
    config: Config,
    model: Model | None,
    glossary: Glossary,
    corrections: tuple[CorrectionTable, ...],
    imported: ImportedScores,
) -> Iterator[Stage]:
    """Give the stages after translation, in order."""
    align, link, score = config.align, config.link, config.score
    embeddings = find_embeddings(align.embeddings) if align.embeddings else None
    judge = model if align.judge and can_judge() else None
    yield AlignStage(align.largest_bead, align.fill, judge, embeddings)
    if any(table.corrections for table in corrections):
        yield CorrectStage(corrections, align.fill)
    if link.words:
        yield LinkStage(model if link.attention else None)
    thresholds = Thresholds(score.least_posterior, score.largest_length_ratio, score.least_adequacy, score.bad_share)
    knows_model = model is not None and is_fitted_for(model.fingerprint)
    yield ScoreStage(thresholds, glossary, knows_model, imported)


def _provenance(translate: TranslateStage | None) -> Provenance:
    """Say what makes a run's outputs."""
    model = translate.model if translate else None
    return Provenance(
        version=tool_version(),
        model=Path(model.name).name if model and Path(model.name).is_absolute() else model.name if model else "",
        model_hash=model.fingerprint if model else "",
        engine=engine_name(translate.options.engine) if translate else "",
        created=_created(),
    )


def _created() -> str:
    """Give the time that outputs tell: SOURCE_DATE_EPOCH where it is set, and none otherwise, so that bytes repeat.

    A value that is no time ends the run, as https://reproducible-builds.org/specs/source-date-epoch/ has it.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return ""
    try:
        if not re.fullmatch("[0-9]{1,12}", epoch):
            raise ValueError(epoch)
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        raise InputError(
            f"the environment variable SOURCE_DATE_EPOCH is {reprlib.repr(epoch)}, and should be seconds since 1970 "
            "in digits; set it right or unset it"
        ) from None


def _named(path: str, kind: IsPath) -> str:
    """Give a path's last name; a hub's name as it is."""
    is_name = kind.is_elsewhere(path) or (kind.or_name and not Path(path).is_absolute())
    return path if is_name else Path(path).name


def inputs_of(job: Job, readings: Sequence[ReadStage]) -> Iterator[InputRecord]:
    """Tell of every file that went into a run: texts, tables of corrections, glossaries, scores of other tools."""
    for reading in readings:
        source, checksums = reading.source, reading.checksums
        yield InputRecord(
            file=source.path.name,
            sha256=checksums["file"],
            id=source.id,
            reference=source.reference.name if source.reference else "",
            reference_sha256=checksums.get("reference", ""),
            beads=source.beads.name if source.beads else "",
            beads_sha256=checksums.get("beads", ""),
        )
    for table in job.corrections:
        yield InputRecord(table.path.name, table.sha256, corrections=len(table.corrections))
    if job.segment.srx:
        yield InputRecord(job.segment.srx.path.name, job.segment.srx.sha256)
    for file in job.glossary.files:
        yield InputRecord(file.name, file.sha256, terms=file.terms)
    for scores in job.imported.files:
        yield InputRecord(scores.path.name, scores.sha256, scores=scores.scores)
