"""`python -m pipeline plan`: what a run would do and how long it would take, before any model is loaded."""

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.boundary import doing
from pipeline.commands.options import add_run_inputs, config_of
from pipeline.commands.standard_input import receive
from pipeline.document import Document
from pipeline.errors import FaultError, InputError, OutputError
from pipeline.formats.found import hint_at_partners, tell_ways
from pipeline.formats.limits import IN_LAYOUT, tell_staying, tell_unfit
from pipeline.io.lines import shorten
from pipeline.parts import SIZE
from pipeline.processors import processors
from pipeline.runs.executors import FEWEST
from pipeline.runs.finished import finished_work
from pipeline.runs.forecast import is_sampled, measure, take
from pipeline.runs.job import Job, make_job
from pipeline.stages.read import ReadStage
from pipeline.stages.translate import find_human
from pipeline.translation.clauses import split_long
from pipeline.translation.model import Model
from pipeline.translation.normalise import normalise
from pipeline.translation.pieces import Pieces

_SHORTEST = 0.5  # seconds of a stage that is told; chosen by hand
_MOST_STAYING = 5  # files of which it is told what stays French; chosen by hand
_WIDTH = 60  # characters of a long sentence that are shown; chosen by hand


@dataclass
class Plan:
    """What a run would have to do.

    `seconds` are those that reading and segmenting took; `first` and `second` are the parts of a sample of the texts.
    """

    documents: int = 0
    references: int = 0
    paragraphs: int = 0
    sentences: int = 0
    letters: int = 0
    distinct: set[str] = field(default_factory=set)
    pieces: int = 0
    too_long: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    staying: list[str] = field(default_factory=list)
    readings: list[ReadStage] = field(default_factory=list)
    seconds: float = 0.0
    first: list[Document] = field(default_factory=list)
    second: list[Document] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_run_inputs(parser)
    parser.add_argument("--quick", action="store_true", help="do not forecast times, which takes some seconds")


def execute(arguments: argparse.Namespace) -> int:
    """Say what the run would do."""
    config = config_of(arguments)
    receive(config)
    job = make_job(config)
    plan = make_plan(job)
    print("\n".join(_lines(plan, job)))
    if not arguments.quick and plan.documents:
        for line in _times(plan, job):
            print(line)
    return 1 if plan.unreadable else 0


def make_plan(job: Job) -> Plan:
    """Read and segment everything, and measure it in the model's pieces."""
    plan, start = Plan(), time.perf_counter()
    model = job.translate.model if job.translate else None
    pieces = Pieces(model.folder) if model else None
    texts = len(job.readings)
    for number, document in enumerate(_documents(job, plan)):
        if is_sampled(number, texts):
            first, second = take(document, texts)
            plan.first.append(first)
            plan.second.append(second)
        if staying := tell_staying(document):
            plan.staying.append(f"{document.id}: {staying}")
        plan.documents += 1
        plan.references += document.reference is not None
        plan.paragraphs += len(document.source.paragraphs)
        plan.letters += sum(len(paragraph.text) for paragraph in document.source.paragraphs)
        plan.sentences += len(document.source.places())
        if model and pieces:
            _measure(plan, _to_translate(document, job), pieces, model.longest)
    plan.seconds = time.perf_counter() - start
    return plan


def _to_translate(document: Document, job: Job) -> list[str]:
    """Give the French sentences that the model would be asked for: not those that have their human English."""
    human = find_human(document) if job.translate and not job.translate.human_too else ()
    return [text for number, text in enumerate(document.source.sentences()) if number not in human]


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
    for _, _, told in tell_unfit(job.formats, [source.id for source in sources]):
        yield f"layout      {told}"
    for told in plan.staying[:_MOST_STAYING] if {*job.formats} & {*IN_LAYOUT} else ():
        yield f"stays       {told}"
    for problem in plan.unreadable:
        yield f"unreadable  {problem}"
    done = [stage for stage, _ in finished_work(job, plan.readings)]
    yield f"done        {', '.join(done) or 'nothing yet'}"


def _times(plan: Plan, job: Job) -> Iterator[str]:
    """Give a line with the time of all, and of each stage that is not done yet; none where all are.

    A sample that makes a stage fail does not keep anybody from reading the rest of the plan.
    """
    done = {stage for stage, _ in finished_work(job, plan.readings)}
    if done >= {stage.name for stage in job.stages}:
        return
    try:
        with doing("the forecast of times"):
            found = measure(job, plan.first, plan.second, lambda documents: _pieces(documents, job))
    except (InputError, FaultError, OutputError) as problem:
        yield f"time        cannot be told: {problem}"
        return
    seconds = {"read, segment": plan.seconds}
    for name, forecast in found.items():
        units = plan.pieces if name == "translate" else plan.sentences
        seconds[name] = 0.0 if name in done else forecast.at(units) / _share(name, plan, job)
    yield f"time        about {_duration(sum(seconds.values()))}: " + ", ".join(
        f"{name} {_duration(taken)}" for name, taken in seconds.items() if taken >= _SHORTEST
    )


def _pieces(documents: Iterable[Document], job: Job) -> int:
    """Count the pieces that the model would be asked for."""
    if job.translate is None:
        return 0
    counted = Plan()
    for document in documents:
        _measure(counted, _to_translate(document, job), Pieces(job.translate.model.folder), job.translate.model.longest)
    return counted.pieces


def _share(name: str, plan: Plan, job: Job) -> int:
    """Tell among how many processes a stage is shared out: not translation, which uses all processors by itself."""
    if name in ("translate", "write"):
        return 1
    most = job.config.run.workers or processors()
    return max(1, min(most, plan.sentences // FEWEST, -(-plan.letters // SIZE)))


def _parts(sentence: str, model: Model) -> int:
    """Count the parts in which a long sentence goes to the model."""
    return len(split_long(normalise(sentence), Pieces(model.folder).count, model.longest))


def _duration(seconds: float) -> str:
    """Say how long something takes, roughly.

    >>> _duration(0.2), _duration(75), _duration(600), _duration(8000)
    ('1 s', '75 s', '10 min', '2.2 h')
    """
    minutes, hours = seconds / 60, seconds / 3600
    if minutes < 2:  # noqa: PLR2004 -- seconds read well up to there, minutes up to two hours
        return f"{max(1, round(seconds))} s"
    return f"{round(minutes)} min" if hours < 2 else f"{hours:.1f} h"  # noqa: PLR2004
