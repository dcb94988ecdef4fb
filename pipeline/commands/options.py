"""Arguments that several commands share."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.config.files import load_config, make_config
from pipeline.config.schema import Config
from pipeline.errors import InputError
from pipeline.progress import Progress

_CONFIG_SUFFIXES = (".yaml", ".yml", ".json")


def add_progress(parser: argparse.ArgumentParser) -> None:
    """Add --quiet and --json-logs."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--quiet", action="store_true", help="say nothing but warnings and errors")
    group.add_argument("--json-logs", action="store_true", help="report progress as JSON lines on standard error")


def progress_of(arguments: argparse.Namespace) -> Progress:
    """The progress report that the arguments ask for."""
    if arguments.quiet:
        return Progress("quiet")
    return Progress("json") if arguments.json_logs else Progress()


def add_run_inputs(parser: argparse.ArgumentParser) -> None:
    """Add what says which run is meant: a configuration, or files."""
    parser.add_argument("inputs", nargs="+", metavar="CONFIG|FILE", help="one YAML configuration, or French files")
    parser.add_argument("--reference", action="append", default=[], metavar="ENGLISH", help="a human translation")
    parser.add_argument("--out", metavar="DIR", help="output folder (default: the configuration's, or ./out)")
    add_settings(parser)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add --set."""
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SECTION.KEY=VALUE",
        dest="settings",
        help="change one option, e.g. --set translate.beam=1",
    )


def config_of(arguments: argparse.Namespace) -> Config:
    """The configuration that the arguments mean.

    Raises:
        InputError: no such configuration, or configurations and texts mixed.
        ConfigError: it has mistakes.
    """
    inputs: list[str] = arguments.inputs
    configs = [name for name in inputs if Path(name).suffix.lower() in _CONFIG_SUFFIXES]
    if configs and len(inputs) > 1:
        raise InputError(f"{configs[0]}: give one configuration, or text files, not both")
    if configs:
        return _from_file(configs[0], arguments)
    read: dict[str, Any] = {"files": inputs, "reference": arguments.reference}
    return make_config({"read": read, "output": arguments.out or "out"}, arguments.settings)


def _from_file(name: str, arguments: argparse.Namespace) -> Config:
    overrides = list(arguments.settings)
    overrides += _absolute("output", [arguments.out] if arguments.out else [])
    if arguments.reference:
        overrides.append(f"read.reference=[{', '.join(_quoted(path) for path in arguments.reference)}]")
    return load_config(name, overrides)


def _absolute(key: str, paths: Sequence[str]) -> list[str]:
    return [f"{key}={_quoted(path)}" for path in paths]


def _quoted(path: str) -> str:
    """A path of the command line, which is relative to the current folder, as absolute YAML text."""
    return "'" + str(Path(path).absolute()).replace("'", "''") + "'"
