"""Every option in words: what it takes, its range, its default. `docs/options.md` is made of this."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo

from pipeline.config.schema import Config, Section, path_kind

_TOP = """\
# Options

All that a configuration may hold, one section a stage; `python -m pipeline init` writes them to a file for your texts.
On a command line an option is `--set section.option=value`; a list is written with commas, `write.formats=html,epub`,
but a list of paths with brackets as well, `read.reference=[a.txt, b.txt]`, for paths may hold commas. Paths in a file
are relative to the file's folder, on a command line to the current one.

This page is made of the program's schema: `python -m docs` renews it.
"""


def kind_of(option: FieldInfo) -> str:
    """Say what an option takes, with its range.

    >>> kind_of(Config.model_fields["translate"].annotation.model_fields["beam"])
    'a whole number from 1 to 32'
    """
    kind = path_kind(option)
    if get_origin(option.annotation) is list:
        inner = get_args(option.annotation)[0]
        names = [str(name) for name in get_args(inner) if isinstance(name, str)]
        one = "paths" if kind else f"of {_listed(names)}" if get_origin(inner) is Literal else "texts"
        return f"a list {one}" if one.startswith("of") else f"a list of {one}"
    if kind:
        return "a path or a name" if kind.or_name else "a path"
    return _plain_kind(option)


def _plain_kind(option: FieldInfo) -> str:
    """Say what an option takes that is neither a list nor a path."""
    if get_origin(option.annotation) is Literal:
        return _listed([str(name) for name in get_args(option.annotation)])
    if option.annotation is bool:
        return "true or false"
    if get_origin(option.annotation) is dict:
        return "names with their shares"
    if option.annotation in (int, float):
        return ("a whole number" if option.annotation is int else "a number") + _range(option)
    pattern = next((mark.pattern for mark in option.metadata if getattr(mark, "pattern", None)), None)
    return f"text that matches `{pattern}`" if pattern else "text"


def _listed(names: list[str]) -> str:
    """Join names.

    >>> _listed(["bleu", "chrf", "ter"])
    'bleu, chrf or ter'
    """
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _range(option: FieldInfo) -> str:
    """Say from where to where a number may go; nothing where it is free."""
    least = [f" from {mark.ge}" for mark in option.metadata if isinstance(mark, Ge)]
    least += [f" over {mark.gt}" for mark in option.metadata if isinstance(mark, Gt)]
    most = [f" to {mark.le}" for mark in option.metadata if isinstance(mark, Le)]
    return "".join((*least, *most))


def make_reference() -> str:
    """Write the page of all options, in Markdown."""
    sections = [(name, option.annotation) for name, option in Config.model_fields.items()]
    lines = [_TOP, *_table("", Config)]
    for name, section in sections:
        if isinstance(section, type) and issubclass(section, Section):
            lines += ["", f"## {name}", "", (section.__doc__ or "").strip(), "", *_table(f"{name}.", section)]
    return "\n".join(lines) + "\n"


def _table(prefix: str, section: type[Section]) -> Iterator[str]:
    """Give the lines of a table of a section's own options."""
    yield "| option | takes | default | what it does |"
    yield "|---|---|---|---|"
    for name, option in section.model_fields.items():
        if not (isinstance(option.annotation, type) and issubclass(option.annotation, Section)):
            default = "required" if option.is_required() else f"`{_shown(option.default)}`"
            yield f"| `{prefix}{name}` | {kind_of(option)} | {default} | {option.description} |"


def _shown(value: Any) -> str:
    """Write a default as YAML does, on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return str(value) or '""'
