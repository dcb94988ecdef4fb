"""Arguments that several commands share."""

import argparse
import json
import reprlib
from collections.abc import Container
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from pipeline.config.loading import load_config, make_config
from pipeline.config.reference import kind_of
from pipeline.config.schema import Config, option_named
from pipeline.errors import InputError
from pipeline.progress import Progress

_CONFIG_SUFFIXES = (".yaml", ".yml", ".json")
_LONGEST_LINE = 1 << 20  # bytes of a record that are looked at; chosen by hand


def add_progress(parser: argparse.ArgumentParser) -> None:
    """Add --quiet and --json-logs."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--quiet", action="store_true", help="say nothing but warnings and errors")
    group.add_argument("--json-logs", action="store_true", help="report progress as JSON lines on standard error")


def progress_of(arguments: argparse.Namespace) -> Progress:
    """Give the progress report that the arguments ask for."""
    if arguments.quiet:
        return Progress("quiet")
    return Progress("json") if arguments.json_logs else Progress()


def add_run_inputs(parser: argparse.ArgumentParser) -> None:
    """Add what says which run is meant: a configuration, or files."""
    parser.add_argument("inputs", nargs="+", metavar="CONFIG|FILE", help="one YAML configuration, or French files")
    parser.add_argument("--reference", action="append", default=[], metavar="ENGLISH", help="a human translation")
    parser.add_argument("--out", metavar="DIR", help="output folder (default: the configuration's, or ./out)")
    add_stdin(parser)
    add_settings(parser)


def add_stdin(parser: argparse.ArgumentParser) -> None:
    """Add --stdin, a short form of --set read.stdin=SUFFIX; `settings_of` gives both."""
    add_option(parser, "--stdin", "read.stdin", metavar="SUFFIX")
    parser.set_defaults(stdin=None)


def settings_of(arguments: argparse.Namespace) -> list[str]:
    """Give what --set and --stdin change of a configuration."""
    return [*arguments.settings, *([f"read.stdin={_quoted(arguments.stdin)}"] if arguments.stdin else [])]


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Add --set."""
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="SECTION.KEY=VALUE",
        dest="settings",
        help="change one option, e.g. --set translate.beam=1, --set write.formats=html,epub",
    )


def add_option(
    parser: argparse.ArgumentParser, flag: str, name: str, metavar: str | None = None, without: Container[str] = ()
) -> None:
    """Add a flag that stands for an option of a configuration: its default, its range and its help are the option's.

    `without` names values that make no sense for the command; what its help says of them is left out as well.
    """
    option = option_named(name)
    if option is None:
        raise KeyError(name)
    choices = [one for one in get_args(option.annotation) if isinstance(one, str) and one not in without] or None
    parser.add_argument(
        flag,
        default=option.default,
        type=partial(_checked, flag, option),
        metavar=metavar or (None if choices else "N" if option.annotation is int else "VALUE"),
        choices=choices,
        help=_help(option, kind="" if choices else kind_of(option), without=without).replace("%", "%%"),
    )


def _help(option: FieldInfo, kind: str, without: Container[str]) -> str:
    """Say what an option means, what values it takes, and its default."""
    said = [part for part in (option.description or "").split("; ") if part.partition(" ")[0] not in without]
    default = "none" if option.default in (None, "") else option.default
    return f"{'; '.join(filter(None, [*said, kind]))} (default: {default})"


def _checked(flag: str, option: FieldInfo, text: str) -> Any:
    """Give the value that a text is for an option.

    Raises:
        InputError: it is none.
    """
    kind: Any = Annotated[option.annotation, *option.metadata] if option.metadata else option.annotation
    try:
        return TypeAdapter(kind).validate_python(text)
    except ValidationError:
        raise InputError(f"{flag}: expected {kind_of(option)}, got {reprlib.repr(text)}") from None


def config_of(arguments: argparse.Namespace) -> Config:
    """Give the configuration that the arguments mean.

    Raises:
        InputError: no such configuration, or configurations and texts mixed.
        ConfigError: it has mistakes.
    """
    inputs: list[str] = arguments.inputs
    configs = [name for name in inputs if Path(name).suffix.lower() in _CONFIG_SUFFIXES and not _holds_records(name)]
    if configs and len(inputs) > 1:
        raise InputError(f"{configs[0]}: give one configuration, or text files, not both")
    if configs:
        return _from_file(configs[0], arguments)
    read: dict[str, Any] = {"files": inputs, "reference": arguments.reference}
    return make_config({"read": read, "output": arguments.out or "out"}, settings_of(arguments))


def _holds_records(name: str) -> bool:
    """Tell whether a .json file holds records of pairs, one a line or all in an array, and no configuration."""
    path = Path(name)
    if path.suffix.lower() != ".json" or not path.is_file():
        return False
    with path.open("rb") as file:
        line = file.readline(_LONGEST_LINE)
    try:
        first = json.loads(line)
    except ValueError:
        return line.lstrip().startswith(b"[")
    return isinstance(first, list) or (isinstance(first, dict) and not {"config", "read"} & first.keys())


def _from_file(name: str, arguments: argparse.Namespace) -> Config:
    """Read a configuration, with what the command line says otherwise."""
    overrides = settings_of(arguments)
    if arguments.out:
        overrides.append(f"output={_quoted(arguments.out)}")
    if arguments.reference:
        overrides.append(f"read.reference=[{', '.join(_quoted(path) for path in arguments.reference)}]")
    return load_config(name, overrides)


def _quoted(text: str) -> str:
    """Write a text as YAML that is nothing else."""
    return "'" + text.replace("'", "''") + "'"
