"""`python -m pipeline plan`: what a run would do and how long it would take, before any model is loaded."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.commands.options import add_run_inputs, config_of
from pipeline.commands.standard_input import receive
from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.formats.found import hint_at_partners, tell_ways
from pipeline.io.lines import shorten
from pipeline.runs.finished import finished_work
from pipeline.runs.job import Job, make_job
from pipeline.stages.read import ReadStage
from pipeline.stages.translate import TranslateStage
from pipeline.translation.clauses import split_long
from pipeline.translation.engines import engine_name
from pipeline.translation.model import Model
from pipeline.translation.normalise import normalise
from pipeline.translation.pieces import Pieces

_PIECES_PER_SECOND = {"ctranslate2": 1300.0, "transformers": 310.0}
"""Source pieces a second, one core, beam 4, a model of 12 million parameters: see eval/LOG.md."""
_REFERENCE_BYTES = 24_000_000
_WIDTH = 60  # characters of a long sentence that are shown; chosen by hand


@dataclass
class Plan:
    """What a run would have to do."""

    documents: int = 0
    references: int = 0
    paragraphs: int = 0
    sentences: int = 0
    distinct: set[str] = field(default_factory=set)
    pieces: int = 0
    too_long: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    readings: list[ReadStage] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_run_inputs(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Say what the run would do."""
    config = config_of(arguments)
    receive(config)
    job = make_job(config)
    plan = make_plan(job)
    print("\n".join(_lines(plan, job)))
    return 1 if plan.unreadable else 0


def make_plan(job: Job) -> Plan:
    """Read and segment everything, and measure it in the model's pieces."""
    plan = Plan()
    model = job.translate.model if job.translate else None
    pieces = Pieces(model.folder) if model else None
    for document in _documents(job, plan):
        plan.documents += 1
        plan.references += document.reference is not None
        plan.paragraphs += len(document.source.paragraphs)
        sentences = document.source.sentences()
        plan.sentences += len(sentences)
        if model and pieces:
            _measure(plan, sentences, pieces, model.longest)
    return plan


def _documents(job: Job, plan: Plan) -> Iterator[Document]:
    """Read and segment the texts one by one, and note in the plan which readings succeed and what cannot be read."""
    for reading in job.readings:
        try:
            documents = job.segment(reading())
            plan.readings.append(reading)
            yield from documents
        except InputError as problem:
            plan.unreadable.append(str(problem))


def _measure(plan: Plan, sentences: list[str], pieces: Pieces, longest: int) -> None:
    """Add to the plan those sentences that it does not have yet, for each is translated once, and their pieces."""
    new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in plan.distinct]
    plan.distinct.update(new)
    for sentence, split in zip(new, pieces.split([normalise(sentence) for sentence in new]), strict=True):
        plan.pieces += len(split)
        if len(split) > longest:
            plan.too_long.append(sentence)


def _lines(plan: Plan, job: Job) -> Iterator[str]:
    """Give the lines that the command prints, each with its name before it."""
    model = job.translate.model if job.translate else None
    sources = [reading.source for reading in job.readings]
    yield f"texts       {plan.documents}, {plan.references} of them with a human translation"
    if ways := tell_ways(sources):
        yield f"paired      {ways}"
    if hint := hint_at_partners(sources):
        yield f"hint        {hint}"
    yield f"paragraphs  {plan.paragraphs}"
    yield f"sentences   {plan.sentences}"
    if model:
        yield f"to translate {len(plan.distinct)} different ones, {plan.pieces} pieces, with {model.name}"
        yield f"too long    {len(plan.too_long)}, more than {model.longest} pieces; they go to the model in parts"
        for sentence in plan.too_long[:3]:
            yield f"              {shorten(sentence, _WIDTH)} ({_parts(sentence, model)} parts)"
    for problem in plan.unreadable:
        yield f"unreadable  {problem}"
    done = [stage for stage, _ in finished_work(job, plan.readings)]
    yield f"done        {', '.join(done) or 'nothing yet'}"
    if job.translate and "translate" not in done:
        duration = _duration(plan.pieces, job.translate)
        yield f"time        about {duration} to translate, by {engine_name(job.translate.options.engine)}"


def _parts(sentence: str, model: Model) -> int:
    """Count the parts in which a long sentence goes to the model."""
    return len(split_long(normalise(sentence), Pieces(model.folder).count, model.longest))


def _duration(pieces: int, stage: TranslateStage) -> str:
    """Estimate a time roughly: the small model's measured speed, scaled by size of weights, cores and beam."""
    weights, options = stage.model.weight_bytes, stage.options
    cores = options.threads or os.cpu_count() or 1
    speed = _PIECES_PER_SECOND[engine_name(options.engine)] * cores * _REFERENCE_BYTES / max(weights, 1)
    seconds = pieces / speed * (1 + options.beam) / 5
    minutes, hours = seconds / 60, seconds / 3600
    if minutes < 1:
        return f"{max(1, round(seconds))} s"
    return f"{round(minutes)} min" if hours < 2 else f"{hours:.1f} h"  # noqa: PLR2004 -- minutes read well up to there
