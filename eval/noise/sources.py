"""Texts that nothing was fitted on: manual pages and menus of Debian packages, in several languages.

The packages that README.md names are unpacked into a folder, one below the other.
"""

import gettext
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_PAGE = re.compile(r"man/(?:(?P<language>[a-z]{2})(?:_\w+)?/)?man\d/(?P<name>[^/]+)\.gz$")
_GAP = re.compile(r"\s{3,}")
_MARK = re.compile(r"[_&](?=\w)")
"""What marks the letter of a menu's key."""


@cache
def pages(folder: Path, language: str) -> dict[str, Path]:
    """Find the manual pages of a language by their names, such as `ls.1`."""
    found = {}
    for path in sorted(folder.rglob("*.gz")):
        if (page := _PAGE.search(path.as_posix())) and (page["language"] or "en") == language:
            found[page["name"]] = path
    return found


def paragraphs(path: Path) -> list[str]:
    """Give the paragraphs of a manual page as groff sets them, without its head and foot; kept beside the page."""
    kept = path.with_suffix(".json")
    if not kept.exists():
        kept.write_text(json.dumps(_set(path)), encoding="utf-8")
    found: list[str] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def _set(path: Path) -> list[str]:
    """Have groff set a page, each paragraph in one line."""
    unpacked = subprocess.run(["zcat", str(path)], capture_output=True, check=True).stdout
    command = ["groff", "-mandoc", "-Kutf8", "-Tutf8", "-rLL=9000n", "-rHY=0", "-P-c", "-P-b", "-P-u"]
    laid_out = subprocess.run(command, input=unpacked, capture_output=True, check=True).stdout.decode()
    lines = [line.strip() for line in laid_out.split("\n") if line.strip()][1:-1]
    return [part for line in lines for part in _GAP.split(line) if part]


def paired_pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Give paragraphs of pages that have as many in French as in English, with the name of their page.

    Pages of two versions of one program are left out: they differ in the options that open their paragraphs.
    """
    english = pages(folder, "en")
    for name, path in pages(folder, "fr").items():
        if name in english:
            sides = paragraphs(path), paragraphs(english[name])
            if len(sides[0]) == len(sides[1]) and _have_same_options(sides):
                yield from ((name, *pair) for pair in zip(*sides, strict=True))


def _have_same_options(sides: Sequence[Sequence[str]]) -> bool:
    """Tell whether the paragraphs that begin with a dash are at the same places."""
    places = [[n for n, text in enumerate(side) if text.startswith("-")] for side in sides]
    return places[0] == places[1]


def prose(folder: Path, language: str) -> Iterator[tuple[str, str]]:
    """Give the paragraphs of all manual pages of a language that have a sentence, with the name of their page."""
    for name, path in pages(folder, language).items():
        yield from ((name, text) for text in paragraphs(path) if re.search(r"[a-zà-ÿ]{3}[.:;]", text))


@cache
def messages(folder: Path, language: str) -> dict[str, dict[str, str]]:
    """Give what programs say in a language, by package and by the English that it stands for."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob(f"*/**/{language}/LC_MESSAGES/*.mo")):
        package = path.relative_to(folder).parts[0]
        with path.open("rb") as file:
            catalogue: dict[Any, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        said = found.setdefault(package, {})
        for key, text in catalogue.items():
            if isinstance(key, str) and key and text:
                said[_plain(key.split("\x04")[-1])] = _plain(text)
    return found


def _plain(text: str) -> str:
    """Give a message in one line, without what marks the letter of a menu's key."""
    return " ".join(_MARK.sub("", text, count=1).split())
