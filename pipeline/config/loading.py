"""YAML to a checked `Config`, or every mistake at once, each with its line; and back to YAML.

Paths in a file are relative to the file's own folder, so that a configuration works from anywhere.
"""

import codecs
import copy
import difflib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.config.plain import IN_ITSELF, TOO_DEEP, TOO_MANY, UNUSABLE, shown
from pipeline.config.repair import Parsed
from pipeline.config.schema import Config, IsPath
from pipeline.config.settings import anchored, apply_settings
from pipeline.errors import ConfigError, InputError, Problem
from pipeline.files import open_file, read_bytes

KeyPath = tuple[str | int, ...]

UNREAD = "could not be read"
"""Marks an option whose line is no YAML: what else is said of it is no mistake of its own."""
_SECTIONS = 2  # an option is named by its section and its own name
_DEEPEST = 8  # sections in one another, where this program has two; chosen by hand
_MOST = 500_000  # values in a file, chosen by hand; aliases of aliases make billions of them in a few lines


def load_config(file: str | Path, overrides: Sequence[str] = ()) -> Config:
    """Read a run's configuration from a YAML file, or from the manifest.json of an earlier run.

    `overrides` are settings of a command line, as `pipeline.config.settings` has them.

    Raises:
        InputError: the file cannot be read.
        ConfigError: the configuration has mistakes; all of them are in it.
    """
    path = Path(file)
    try:
        with open_file(path) as stream:
            text = _decoded(stream.read()).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        told = f"configuration is not UTF-8 (byte {error.start + 1}, line {line}); save it as UTF-8"
        raise InputError(f"{path}: {told}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: configuration cannot be read ({error})") from error
    data, lines, problems = _manifest(path, text) or _parse(str(path), text)
    if unusable := [problem for problem in problems if problem.message in UNUSABLE]:
        raise ConfigError(str(path), unusable[:1])
    base = path.parent
    if path.suffix == ".json" and isinstance(data.get("config"), dict):
        data = data["config"]
        base = path.resolve().parent  # the run wrote its paths as seen from there, whatever links lead to it
        lines = {where[1:]: line for where, line in lines.items() if where[:1] == ("config",)}
    problems += apply_settings(data, overrides, lines)
    return _validate(str(path), data, lines, problems, base)


def _decoded(data: bytes) -> str:
    """Decode a file of YAML: UTF-8, or UTF-16 with a byte order mark (https://yaml.org/spec/1.2.2/ , 5.2).

    Raises:
        UnicodeDecodeError: it is neither.
    """
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_wide else "utf-8-sig")


def make_config(data: Mapping[str, Any], overrides: Sequence[str] = (), base: str | Path = ".") -> Config:
    """Build a run's configuration from plain data, paths relative to `base`.

    Raises:
        ConfigError: the configuration has mistakes; all of them are in it.
    """
    plain = json.loads(json.dumps(data, default=str))
    problems = apply_settings(plain, overrides)
    return _validate("options", plain, {}, problems, Path(base))


def relative_to(config: Config, folder: Path) -> dict[str, Any]:
    """Write a configuration as plain data, every default filled in, its paths as seen from a folder."""

    def relative(path: str, kind: IsPath) -> str:
        is_name = kind.is_elsewhere(path) or (kind.or_name and not Path(path).is_absolute())
        return path if is_name else _relative(path, folder)

    return config.with_paths(relative).model_dump(mode="json")


def _manifest(path: Path, text: str) -> tuple[dict[str, Any], dict[KeyPath, int], list[Problem]] | None:
    """Give the data of a manifest, which is JSON: not all of that is YAML. None where it is something else."""
    if path.suffix != ".json":
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return (data, {}, []) if isinstance(data, dict) and isinstance(data.get("config"), dict) else None


def _parse(name: str, text: str) -> tuple[dict[str, Any], dict[KeyPath, int], list[Problem]]:
    """Read YAML; give its data, the line of every key, and what YAML itself lets pass, such as keys said twice.

    Raises:
        ConfigError: it is no YAML, or no sections.
    """
    parsed = Parsed(name, text)
    data, node = parsed.data, parsed.node
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        expected = Problem((), "expected sections such as 'read:' with options under them")
        raise ConfigError(name, parsed.problems or [expected])
    lines: dict[KeyPath, int] = {}
    problems = [*parsed.problems, *_walk(node, (), lines)]
    unread = [path for path, line in lines.items() if line in parsed.put_aside]
    return data, lines, [*problems, *(Problem(path, UNREAD) for path in unread)]


def _walk(
    node: yaml.Node, where: KeyPath, lines: dict[KeyPath, int], around: tuple[yaml.Node, ...] = ()
) -> Iterator[Problem]:
    """Note the line of every option; yield options that stand twice (YAML would take the last one silently)."""
    line = node.start_mark.line + 1
    if any(node is outer for outer in around):
        yield Problem(where[:2], IN_ITSELF, line)
    elif len(lines) > _MOST:
        yield Problem(where[:2], TOO_MANY)
    elif len(where) > _DEEPEST:
        is_alias = any(inner.start_mark.index < outer.start_mark.index for outer, inner in pairwise((*around, node)))
        yield Problem(where[:2], TOO_MANY if is_alias else TOO_DEEP)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            path = (*where, str(key.value))
            line = key.start_mark.line + 1
            if path in lines:
                yield Problem(path, f"stands twice, first on line {lines[path]}", line)
            lines.setdefault(path, line)
            yield from _walk(value, path, lines, (*around, node))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[(*where, number)] = item.start_mark.line + 1
            yield from _walk(item, (*where, number), lines, (*around, node))


def _validate(
    name: str, data: dict[str, Any], lines: dict[KeyPath, int], problems: list[Problem], base: Path
) -> Config:
    """Make a configuration of data, its paths anchored at the folder `base`.

    Raises:
        ConfigError: there are problems; all are told at once, in the order of their lines.
    """
    emptied = {key: {} if value is None else value for key, value in data.items()}
    unread = [problem.path for problem in problems if problem.message == UNREAD]
    problems = [problem for problem in problems if problem.message != UNREAD]
    try:
        config = Config.model_validate(emptied)
    except ValidationError as error:
        found = [_problem(detail) for detail in error.errors()]
        problems += [one for one in found if not any(one.path[: len(path)] == path for path in unread)]
    if problems:
        located = [Problem(p.path, p.message, p.line or _line(p.path, lines)) for p in problems]
        ordered = sorted(located, key=lambda problem: problem.line or 0)
        raise ConfigError(name, ordered, _sound_part(emptied, [*unread, *(p.path for p in problems)], base))
    return config.with_paths(partial(anchored, base.absolute()))


def _sound_part(data: dict[str, Any], wrong: Sequence[KeyPath], base: Path) -> Config | None:
    """Give the configuration without the options that are wrong, so that others can be checked; None if it is none."""
    sound = copy.deepcopy(data)
    for path in wrong:
        section: Any = sound
        for part in path[:-1][:1]:
            section = section.get(part) if isinstance(section, dict) else None
        if isinstance(section, dict) and path:
            section.pop(path[min(len(path), _SECTIONS) - 1], None)
    try:
        return Config.model_validate(sound).with_paths(partial(anchored, base.absolute()))
    except ValidationError:
        return None


def _problem(detail: Mapping[str, Any]) -> Problem:
    """Say one of pydantic's errors in the words of this program."""
    path: KeyPath = tuple(detail["loc"])
    kind = detail["type"]
    if kind in {"extra_forbidden", "invalid_key"}:
        return Problem(path, f"unknown {'section' if len(path) == 1 else 'option'}{_suggest(path)}")
    if kind == "missing":
        return Problem(path, "required, and missing")
    got = detail.get("input")
    message = str(detail["msg"]).removeprefix("Input should be ").removeprefix("Value error, ")
    message = "a path" if kind in {"path_type", "path_format"} else message
    if kind == "literal_error" and isinstance(got, str):
        near = _nearest(got, str(detail["ctx"]["expected"]).replace(" or ", ", ").replace("'", "").split(", "))
        return Problem(path, f"expected {message}, got {shown(got)}{near}")
    if isinstance(got, bool) and kind in {"literal_error", "string_type", "path_type"}:
        words = "true, yes and on" if got else "false, no and off"
        return Problem(path, f"expected {message}, got {got}, as which YAML reads {words}; put quotes around a word")
    return Problem(path, f"expected {message}, got {shown(got)}")


def _suggest(path: KeyPath) -> str:
    """Suggest the option that an unknown one may stand for, of its section or of another; "" for none."""
    section: Any = Config
    for part in path[:-1]:
        field = section.model_fields.get(part)
        section = _model(field.annotation) if field else None
        if section is None:
            return ""
    here = _nearest(str(path[-1]), section.model_fields)
    if here:
        return here
    elsewhere = [
        f"{name}.{path[-1]}"
        for name, field in Config.model_fields.items()
        if (model := _model(field.annotation)) and str(path[-1]) in model.model_fields
    ]
    return f" (did you mean {elsewhere[0]!r}?)" if elsewhere else f" (known: {', '.join(section.model_fields)})"


def _model(annotation: Any) -> type[BaseModel] | None:
    """Give the section that a field's annotation holds; None where it holds none."""
    candidates = [annotation, *get_args(annotation)]
    return next((one for one in candidates if isinstance(one, type) and issubclass(one, BaseModel)), None)


def _nearest(name: str, known: Any) -> str:
    """Ask whether the known name that is most like another was meant; "" where none is like it."""
    near = difflib.get_close_matches(name, [str(one) for one in known], n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def _line(path: KeyPath, lines: dict[KeyPath, int]) -> int | None:
    """Give the line of an option, or of the nearest thing around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _relative(path: str, folder: Path) -> str:
    """Give a path as seen from a folder, also where a link leads to that folder from elsewhere."""
    real = os.path.realpath(folder)
    try:
        seen = os.path.relpath(path, folder)
        if os.path.realpath(os.path.join(real, seen)) != os.path.realpath(path):  # noqa: PTH118 -- pathlib has no such
            seen = os.path.relpath(path, real)
    except ValueError:  # another drive
        return path
    return Path(seen).as_posix()


def line_of(file: str | Path, path: KeyPath) -> int | None:
    """Give the line on which an option, or the nearest thing around it, stands in a configuration that was loaded."""
    _, lines, _ = _parse(str(file), _decoded(read_bytes(Path(file))))
    return _line(path, lines)
