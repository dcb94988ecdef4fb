"""`python -m pipeline check`: everything that is wrong with a configuration, at once, without loading a model."""

import argparse
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from pipeline.commands.options import add_settings
from pipeline.config.loading import line_of, load_config
from pipeline.config.schema import Config, WriteSection
from pipeline.errors import ConfigError, InputError, ModelError, PipelineError, Problem
from pipeline.formats.glossaries import read_glossary
from pipeline.formats.limits import tell_unfit
from pipeline.quality.imported import read_scores
from pipeline.review.corrections import read_table
from pipeline.runs.records import find_sources
from pipeline.selection.options import make_options
from pipeline.translation.engines import missing_engine
from pipeline.translation.model import check_fit, find_model, is_hub_name


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("config", help="YAML configuration")
    add_settings(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Check, and say what was found."""
    try:
        config = load_config(arguments.config, arguments.settings)
    except ConfigError as error:
        further = _located(arguments.config, error.sound, {problem.path[:2] for problem in error.problems})
        every = sorted([*error.problems, *further], key=lambda problem: problem.line or 0)
        raise ConfigError(arguments.config, every) from error
    problems = _located(arguments.config, config)
    if problems:
        raise ConfigError(arguments.config, problems)
    sources = find_sources(config)
    translated = sum(source.reference is not None for source in sources)
    with_reference = f", {translated} with a human translation" if translated else ""
    texts = "1 file" if len(sources) == 1 else f"{len(sources)} files"
    for _, _, told in tell_unfit(config.write.formats, [source.id for source in sources]):
        print(f"{arguments.config}: {told}")
    print(f"{arguments.config}: fine; {texts}{with_reference}; {_model(config)}; into {config.output}")
    return 0


def _located(file: str, config: Config | None, known: Collection[tuple[str | int, ...]] = ()) -> list[Problem]:
    """Give what does not fit this machine, each with its line; nothing of options that are `known` to be wrong."""
    found = find_problems(config) if config else ()
    return [Problem(one.path, one.message, line_of(file, one.path)) for one in found if one.path not in known]


def find_problems(config: Config) -> Iterator[Problem]:
    """Find everything in a valid configuration that does not fit this machine: files, model, engine, output folder."""
    yield from _problem(("read", "files"), lambda: find_sources(config), InputError)
    yield from _find_bad_beads(config)
    for path in config.align.corrections:
        yield from _problem(("align", "corrections"), partial(read_table, Path(path)), InputError)
    for path in config.translate.glossary:
        yield from _problem(("translate", "glossary"), partial(_check_glossary, Path(path)), InputError)
    for path in config.score.imported:
        yield from _problem(("score", "imported"), partial(read_scores, [Path(path)]), InputError)
    yield from _problem(("write", "where"), partial(_check_selection, config.write), InputError)
    yield from _unfit(config)
    if config.translate.engine != "none":
        where = ("translate", "engine")
        lacking = missing_engine(config.translate.engine)
        if lacking:
            yield Problem(where, f"{lacking} is not installed here")
        if not is_hub_name(config.translate.model):
            model, revision = config.translate.model, config.translate.revision
            yield from _problem(("translate", "model"), lambda: check_fit(find_model(model, revision)), ModelError)
    embeddings = config.align.embeddings
    if embeddings and (Path(embeddings).is_dir() or not is_hub_name(embeddings)):
        from pipeline.alignment.embeddings import find_embeddings

        yield from _problem(("align", "embeddings"), lambda: find_embeddings(embeddings), ModelError)
    existing = next(folder for folder in (config.output, *config.output.parents) if folder.exists())
    if not existing.is_dir():
        yield Problem(("output",), f"{existing} is a file, not a folder")


def _unfit(config: Config) -> Iterator[Problem]:
    """Give a problem for each format that gives files back in their layout and can be made of none of them."""
    try:
        files = [source.id for source in find_sources(config)]
    except InputError:  # which is told already
        return
    for _, is_none, told in tell_unfit(config.write.formats, files):
        if is_none:
            yield Problem(("write", "formats"), told)


def _find_bad_beads(config: Config) -> Iterator[Problem]:
    """Find alignments made elsewhere that cannot be read, or do not fit their texts; each is told once."""
    try:
        if not any(source.beads for source in find_sources(config)):
            return
    except InputError:
        return  # which is told already
    from pipeline.runs.job import find_readings  # which takes a while

    told = set[str]()
    for reading in (reading for reading in find_readings(config) if reading.source.beads):
        for problem in _problem(("read", "beads"), reading, InputError):
            if problem.message not in told:
                told.add(problem.message)
                yield problem


def _check_glossary(path: Path) -> None:
    """Raise InputError where a glossary cannot be read, or a line of it holds no term."""
    for problem in read_glossary([path]).problems:
        raise InputError(problem)


def _check_selection(written: WriteSection) -> None:
    """Raise InputError where the pairs that are wanted cannot be told."""
    make_options(written.where, written.splits, written.split_by, written.duplicates, written.ignore_digits)


def _problem(path: tuple[str, ...], attempt: Callable[[], object], expected: type[PipelineError]) -> Iterator[Problem]:
    """Give the problem that an attempt raises, if it raises one; `path` is the option it comes from."""
    try:
        attempt()
    except expected as error:
        yield Problem(path, str(error).removeprefix(f"{'.'.join(path)}: "))


def _model(config: Config) -> str:
    """Say which model a run would use, and whether it is here already."""
    translate = config.translate
    if translate.engine == "none":
        return "no machine translation"
    if not is_hub_name(translate.model):
        return f"model {translate.model}"
    try:
        find_model(translate.model, translate.revision, offline=True)
    except ModelError:
        return f"model {translate.model} (not here yet: the run fetches it from the hub)"
    return f"model {translate.model} (in the local cache)"
