"""Run a configuration from Python."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.api.bars import Watched, Watcher, watched
from pipeline.config.loading import load_config, make_config
from pipeline.config.schema import Config
from pipeline.errors import ArgumentError
from pipeline.runs.runner import Result
from pipeline.runs.runner import run as run_config


def run(
    config: Config | Mapping[str, Any] | str | Path, progress: Watcher = None, fail_on: Sequence[str] = ()
) -> Result:
    """Do what a configuration asks for, and bring everything in its output folder up to date.

    Args:
        config: a configuration: as a mapping of sections, relative paths as seen from the current folder; the path of a
            YAML file; or one of `load_config` or `make_config`.
        progress: who is told how far it is: None bars in a notebook, True bars anywhere, False nobody, or a function of
            `Step`; a `Progress` writes to standard error as the command line does.
        fail_on: limits such as "adequacy<.3:1%", which decide the exit code and change nothing that is written.

    Returns:
        The folder and the files in it, metrics, problems and warnings. `read_pairs(result.folder)` reads its pairs.

    Raises:
        ArgumentError, ConfigError: it is no configuration, or has mistakes; all of them are told.
        InputError: none of the files can be read, or a limit is none.
        ModelError: the model cannot be found or loaded.
        OutputError: the output folder cannot be written.
    """
    if isinstance(fail_on, str):
        fail_on = [fail_on]
    telling = watched(progress)
    result = run_config(_checked(config), telling, fail_on)
    return replace(result, warnings=tuple(telling.warnings)) if isinstance(telling, Watched) else result


def _checked(config: Any) -> Config:
    """Give a configuration.

    Raises:
        ArgumentError: it is none; ConfigError, InputError: it has mistakes, or cannot be read.
    """
    if isinstance(config, Config):
        return config
    if isinstance(config, str | Path):
        return load_config(config)
    if isinstance(config, Mapping):
        return make_config(config)
    raise ArgumentError(f"run: expected a configuration, a mapping or a YAML file, got {type(config).__name__}")
