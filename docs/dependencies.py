"""Make the list of what the default install brings along, with the licence of each, from the installed metadata."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageMetadata, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
WHY = {
    "ctranslate2": "translates fast, on a processor or a GPU",
    "filelock": "makes two runs in one folder wait for each other",
    "ftfy": "finds letters that a wrong encoding has damaged",
    "jinja2": "fills in the templates of pages, books and reports",
    "lxml": "reads and writes HTML and XML",
    "markdown-it-py": "reads Markdown",
    "markupsafe": "tells markup from text in templates",
    "mdit-py-plugins": "reads Markdown's footnotes and front matter",
    "numpy": "computes alignments",
    "py3langid": "tells which language a text is in",
    "pydantic": "checks configurations",
    "pyyaml": "reads configurations",
    "regex": "knows Unicode's classes of characters",
    "sacrebleu": "computes BLEU, chrF and TER",
    "scipy": "stores and multiplies sparse matrices",
    "sentencepiece": "cuts sentences into the pieces that a model knows",
    "torch": "runs models in transformers, and converts them for ctranslate2",
    "tqdm": "draws the bars of progress",
    "transformers": "loads MarianMT models: the reference engine, and the conversion for ctranslate2",
}
"""Why the project needs each of its dependencies."""

_SPDX = {
    "Apache 2.0 License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
}
"""SPDX expressions for what metadata calls licences, where the name tells which is meant."""
_READ = dict.fromkeys(("colorama", "jinja2", "mpmath", "scipy", "sympy"), "BSD-3-Clause")
"""Licences read in the licence file of packages whose metadata only says that it is a BSD licence."""
_EXPRESSION = re.compile(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*")


def direct() -> list[str]:
    """Give the names of the packages that the default install asks for, sorted."""
    asked: list[str] = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    return sorted(_names(asked))


@cache
def brought() -> dict[str, list[str]]:
    """Give every further package that comes with those, sorted, with the packages that ask for it.

    What other systems than this one would need is left out.
    """
    found: dict[str, list[str]] = {}
    waiting = direct()
    seen = set(waiting)
    while waiting:
        by = waiting.pop(0)
        for name in sorted(_needed_by(by) - set(direct())):
            found.setdefault(name, []).append(by)
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return {name: sorted(found[name]) for name in sorted(found)}


def licence(name: str) -> str:
    """Give the licence of an installed package as an SPDX expression.

    >>> licence("pydantic")
    'MIT'

    Raises:
        KeyError: its metadata does not say; read its licence file, and add it to `_READ`.
    """
    about = metadata(name)
    return _field(about, "License-Expression") or _READ.get(name) or _stated(name, about)


def make() -> str:
    """Give the document as Markdown."""
    rows = [f"| {name} | {licence(name)} | {WHY[name]} |" for name in direct()]
    further = [f"| {name} | {licence(name)} | {', '.join(by)} |" for name, by in brought().items()]
    return "\n".join(
        [
            "# What the default install brings along",
            "",
            "`python -m docs` makes this list from the metadata of the packages that are installed, of the versions in",
            "`.ci/constraints.txt`, on Linux. Licences are SPDX expressions. Extras and tools of development are not",
            "in it.",
            "",
            "| package | licence | what for |",
            "|---|---|---|",
            *rows,
            "",
            "## What these need",
            "",
            "| package | licence | for |",
            "|---|---|---|",
            *further,
            "",
        ]
    )


def _needed_by(name: str) -> set[str]:
    """Give the names of the packages that an installed one needs on this system, without its extras."""
    return _names(requires(name) or [])


def _names(requirements: Iterable[str]) -> set[str]:
    """Give the names of the packages that some requirements ask for on this system."""
    needed = map(Requirement, requirements)
    return {canonicalize_name(one.name) for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})}


def _field(about: PackageMetadata, name: str) -> str:
    """Give a field of a package's metadata, "" where it has none."""
    return str((about.get_all(name) or [""])[0])


def _stated(name: str, about: PackageMetadata) -> str:
    """Give the licence that a package's older metadata names, as an expression or in words."""
    classifiers = [str(one) for one in about.get_all("Classifier") or [] if "License ::" in str(one)]
    for said in (_field(about, "License"), *(one.rpartition(" :: ")[2] for one in classifiers)):
        if said in _SPDX:
            return _SPDX[said]
        if said and said != "BSD" and _EXPRESSION.fullmatch(said):
            return said
    raise KeyError(f"{name}: no licence in its metadata")
