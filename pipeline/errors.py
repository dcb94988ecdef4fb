"""Every error this program raises on purpose; the command line prints them without a traceback.

PipelineError
  ConfigError   a configuration is wrong: all problems at once, each with its line
  InputError    a file cannot be read
  ModelError    a model cannot be found or loaded
  OutputError   something cannot be written
  StageError    a stage broke its contract: a document or a sentence would be lost
  ArgumentError a function of the Python interface was given what it cannot use
  FaultError    something that nobody foresaw took a file, a document or an output down, and nothing else
"""

from dataclasses import dataclass
from typing import Any


class PipelineError(Exception):
    """Base of every expected failure: one line that says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a configuration, and where."""

    path: tuple[str | int, ...]
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = ".".join(map(str, self.path)) or "(top level)"
        return f"{where}: {self.message}" if self.line is None else f"line {self.line}: {where}: {self.message}"


class ConfigError(PipelineError):
    """A configuration with one or more problems; `sound` is what is left of it without them, if that is one."""

    def __init__(self, file: str, problems: list[Problem], sound: Any = None) -> None:
        self.problems = problems
        self.sound = sound
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__("\n".join([f"{file}: {count}", *(f"  {p}" for p in problems)]))


class InputError(PipelineError):
    """A file that cannot be read."""


class ModelError(PipelineError):
    """A model that cannot be found or loaded."""


class OutputError(PipelineError):
    """Something that cannot be written."""


class StageError(PipelineError):
    """A stage that broke its contract."""


class ArgumentError(PipelineError, ValueError):
    """Something that a function of the Python interface cannot use: what it was given, and what it takes."""


class FaultError(PipelineError):
    """A fault of this program or of a library, met with one file, document or output: to be reported."""
