"""`python -m pipeline init`: a commented configuration for the user's files."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from pipeline.config.loading import make_config
from pipeline.config.schema import Config, IsPath
from pipeline.errors import OutputError
from pipeline.files import whole
from pipeline.formats.matching import pair_by
from pipeline.formats.sources import find


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = "example:\n  python -m pipeline init texts/*.txt --config texts.yaml\n"
    parser.add_argument("files", nargs="+", metavar="FILE", help="French files, folders or patterns")
    parser.add_argument("--reference", action="append", default=[], metavar="ENGLISH", help="a human translation")
    parser.add_argument("--config", default="pipeline.yaml", help="file to write (default: pipeline.yaml)")


def execute(arguments: argparse.Namespace) -> int:
    """Write the configuration; an existing file is never overwritten."""
    target = Path(arguments.config)
    if os.path.lexists(target):
        raise OutputError(f"{target}: is there already; choose another name with --config")
    if target.suffix not in {".yaml", ".yml"}:  # `run` would take it for a text
        raise OutputError(f"{arguments.config}: give --config a name that ends in .yaml")
    read = make_config({"read": {"files": arguments.files, "reference": arguments.reference}}).read
    find(arguments.files, arguments.reference, pair_by=pair_by(read.pair_by))
    text = "\n".join(config_lines(arguments.files, arguments.reference, target.parent)) + "\n"
    with whole(target) as unfinished:
        unfinished.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{target}: written; next: python -m pipeline run {target}\n")
    return 0


def config_lines(files: Sequence[str], references: Sequence[str], folder: Path) -> Iterator[str]:
    """Write a configuration with every option, its default and what it is for."""
    given: dict[tuple[str, str], Any] = {("read", "files"): [_seen_from(path, folder) for path in files]}
    given["read", "reference"] = [_seen_from(path, folder) for path in references]
    yield "# Paths are relative to this file. Leave out what you do not change: these are the defaults."
    yield from _options(Config, "", given, "")
    for name, field in Config.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield ""
            yield f"{name}:  # {_summary(section)}"
            yield from _options(section, "  ", given, name)


def _summary(section: type[BaseModel]) -> str:
    """Give the first line of a section's docstring as the end of a comment."""
    line = (section.__doc__ or "").strip().split("\n")[0].rstrip(".")
    return line[:1].lower() + line[1:]


def _options(section: type[BaseModel], indent: str, given: dict[tuple[str, str], Any], name: str) -> Iterator[str]:
    """Give a section of YAML, a line an option: its value, or else its default, and what it means."""
    for key, field in section.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            continue
        value = given.get((name, key), field.get_default(call_default_factory=True))
        value = str(value) if isinstance(value, Path) else value
        line = f"{indent}{key}: {_yaml(value)}"
        yield f"{line:40}  # {field.description}" if field.description else line


def _yaml(value: Any) -> str:
    """Write a value as YAML on one line."""
    written: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10_000)
    return written.removesuffix("\n...\n").strip()


def _seen_from(path: str, folder: Path) -> str:
    """Give a path relative to a folder, with slashes; as it is in full where the two share no drive."""
    if IsPath(or_pattern=True).is_elsewhere(path):
        return path
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return Path(path).absolute().as_posix()
