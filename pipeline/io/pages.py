"""Give what pages are made of, templates, styles and scripts, and say what a page may do."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template


@cache
def text_of(package: str, name: str) -> str:
    """Give a file of a package as text.

    Raises:
        FileNotFoundError: the package has no such file.
    """
    return files(package).joinpath(name).read_text(encoding="utf-8")


@cache
def template(package: str, name: str) -> Template:
    """Give a Jinja template of a package: what is put in is escaped, and what is missing is an error."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text_of(package, name))


def policy(style: str, script: str = "", pictures: str = "data:") -> str:
    """Give the Content Security Policy (level 2) of a page that may only show itself, with this style and script.

    `pictures` says from where its pictures come: those that it holds itself ("data:"), or files beside it ("'self'").

    >>> policy("p{}").split("; ")[:2]
    ["default-src 'none'", 'img-src data:']
    """
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    shown = f"img-src {pictures}; style-src '{_digest(style)}'; {scripts}"
    return f"default-src 'none'; {shown}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    """Name a text by its SHA-256, as a policy does."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
