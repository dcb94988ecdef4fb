"""Which files a run reads: files, folders and patterns in; French files, each with its translation if any, out."""

import glob
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.read.formats import BILINGUAL, FORMATS, readable
from pipeline.read.pairing import keep_language, pair


@dataclass(frozen=True, slots=True)
class Source:
    """A French file, its human translation, and which sentences belong together if another tool found that out.

    `id` is its path below the folder that all French files share. A bilingual file is its own translation.
    """

    id: str
    path: Path
    reference: Path | None = None
    beads: Path | None = None

    @property
    def is_bilingual(self) -> bool:
        """Whether one file holds both languages."""
        return self.path == self.reference


def find(patterns: Sequence[str], references: Sequence[str] = (), beads: Sequence[str] = ()) -> list[Source]:
    """Every French file that some names, folders and patterns stand for, once, with its reference and its beads.

    In the order of `patterns`; inside a folder or pattern by name, numbers by value. Folders and patterns give only
    what can be read, no hidden files, and no English translations that stand beside a French text.

    Raises InputError when a name or pattern gives nothing, when a reference has no French file, and when beads have
    no reference.
    """
    english = _expand_all(references, "en")
    taken = {_identity(path) for path in english}
    french = [path for path in _expand_all(patterns, "fr") if _identity(path) not in taken]
    if not french:
        raise InputError(f"{', '.join(patterns)}: no French text besides the reference; check read.files")
    partners = {path: path for path in french if path.suffix.lower() in BILINGUAL} | pair(french, english)
    alignments = pair(french, _expand_all(beads, ""))
    if lone := [str(alignments[path]) for path in alignments if path not in partners]:
        raise InputError(f"{', '.join(lone)}: aligns a text without human translation; give it as read.reference")
    folder = os.path.commonpath([path.absolute().parent for path in french])
    return [
        Source(path.absolute().relative_to(folder).as_posix(), path, partners.get(path), alignments.get(path))
        for path in french
    ]


def _expand_all(patterns: Iterable[str], language: str) -> list[Path]:
    """Every file of some patterns, the first time it occurs; without a language whatever its format."""
    unique: dict[str, Path] = {}
    for pattern in patterns:
        for path in _expand(pattern, language):
            unique.setdefault(_identity(path), path)
    return list(unique.values())


def _expand(pattern: str, language: str) -> list[Path]:
    """The files of one name, folder or pattern."""
    path = Path(pattern).expanduser()
    if path.is_file():
        return [path]
    if path.is_dir():
        found = [file for file in path.rglob("*") if not _hidden(file.relative_to(path))]
    elif glob.has_magic(pattern):
        found = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207 (pathlib's: relative only)
    else:
        raise InputError(f"{pattern}: no such file or folder; check the path, relative to {Path.cwd()}")
    files = sorted((file for file in found if file.is_file() and (readable(file) or not language)), key=_order)
    if not files:
        raise InputError(f"{pattern}: nothing to read there; known formats are {', '.join(sorted(FORMATS))}")
    return keep_language(files, language) if language else files


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _identity(path: Path) -> str:
    return os.path.realpath(path)


def _order(path: Path) -> list[tuple[str, int]]:
    """A sort key that puts chapitre-2 before chapitre-10."""
    pieces = re.findall(r"(\D*)(\d*)", path.as_posix())
    return [(text, int(number or -1)) for text, number in pieces]
