"""The templates, styles and scripts that lie beside the modules that use them."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template


@cache
def text_of(package: str, name: str) -> str:
    """A file of a package as text."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def template(package: str, name: str) -> Template:
    """A Jinja template of a package: what is put in is escaped, and what is missing is an error."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text_of(package, name))
