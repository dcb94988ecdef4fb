"""Settings of a command line, such as `translate.beam=1`, put into the plain data of a configuration.

A value is YAML; where an option takes a list of names, they may also stand with commas between them (`html,epub`),
which no shell touches. Paths are relative to the current folder, as everywhere on a command line.
"""

import glob
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_origin

import yaml
from pydantic.fields import FieldInfo

from pipeline.config.plain import TOO_DEEP, load_plain
from pipeline.config.schema import AS_IT_IS, IsPath, option_named, path_kind
from pipeline.errors import Problem

LineNumbers = dict[tuple[str | int, ...], int]


def apply_settings(data: dict[str, Any], settings: Sequence[str], lines: LineNumbers | None = None) -> list[Problem]:
    """Put settings into plain data; give those that are none. `lines` forgets where the options stood in a file.

    >>> data = {"write": {"title": "Ours"}}
    >>> apply_settings(data, ["write.formats=html,epub", "translate.beam=2"])
    []
    >>> data
    {'write': {'title': 'Ours', 'formats': ['html', 'epub']}, 'translate': {'beam': 2}}
    """
    problems = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        path = tuple(name.strip().split("."))
        if not equals or not all(path):
            problems.append(Problem((setting,), "--set expects section.key=value"))
            continue
        try:
            _put(data, path, _valued(option_named(".".join(path)), value))
        except RecursionError:
            problems.append(Problem(path, TOO_DEEP))
        if lines:
            lines.pop(path, None)
    return problems


def _put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Put a value into nested sections, which are made where they are not there."""
    for part in path[:-1]:
        inner = data.get(part)
        data[part] = inner if isinstance(inner, dict) else {}
        data = data[part]
    data[path[-1]] = value


def _valued(option: FieldInfo | None, text: str) -> Any:
    """Give the value that a text of a command line is for an option; None for an option that there is not."""
    if option and option.json_schema_extra == AS_IT_IS:
        return text
    try:
        value = load_plain(text)
    except yaml.YAMLError:
        value = text
    kind = path_kind(option) if option else None
    if kind and isinstance(value, list):
        return [anchored(Path.cwd(), path, kind) if isinstance(path, str) else path for path in value]
    if kind and isinstance(value, str):
        return anchored(Path.cwd(), value, kind)
    if option and get_origin(option.annotation) is list and isinstance(value, str):
        return [name.strip() for name in value.split(",")]
    return value


def anchored(root: Path, path: str, kind: IsPath) -> str:
    """Make a path absolute, starting from a folder; what may be a name and is no path there stays as it is."""
    if kind.is_elsewhere(path):
        return path
    is_path = path.startswith((".", "~")) or (path not in {"", "embedded"} and os.path.isdir(root / path))  # noqa: PTH112 -- never raises
    if kind.or_name and not is_path:
        return path
    given = os.path.expanduser(path)  # noqa: PTH111 -- pathlib's raises where there is no such user
    is_pattern = kind.or_pattern and glob.has_magic(given) and not os.path.lexists(root / given)
    return os.path.normpath((Path(glob.escape(str(root))) if is_pattern else root) / given)
