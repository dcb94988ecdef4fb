"""Find the files that a run reads: files, folders and patterns come in, French files with their translations go out."""

import errno
import glob
import itertools
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.files import shown
from pipeline.formats.alignments.linked import find_linked
from pipeline.formats.corpora.data_sets import HUB, files_of, files_on_hub, is_data_set
from pipeline.formats.hunalign import is_hunalign
from pipeline.formats.pairing import Match, Partner, Way, keep_language, pair
from pipeline.formats.registry import input_format, is_table, suffixes
from pipeline.io.remote import fetch, is_remote
from pipeline.io.xml_root import ALIGNMENT, is_xml, kind_of_xml

log = logging.getLogger(__name__)

_OF_RUNS = ("manifest.json", "metrics.json", "corrections.tsv", "review.tsv", "review.xlf", "kept", "work")
"""What stands in an output folder besides the outputs."""


@dataclass(frozen=True, slots=True)
class Source:
    """A French file, its human translation, and which sentences belong together if another tool found that out.

    `id` is its path below the folder that all French files share. A bilingual file is its own translation. `way` says
    how the translation was found.
    """

    id: str
    path: Path
    reference: Path | None = None
    beads: Path | None = None
    way: Way = field(default="", compare=False)

    @property
    def is_bilingual(self) -> bool:
        """Whether one file holds both languages."""
        return self.path == self.reference


@dataclass(frozen=True, slots=True)
class PairBy:
    """How references are paired with French files: by names, and by content where names do not tell, or only by it."""

    names: bool = True
    content: Match | None = None


NAMES = PairBy()


@dataclass(frozen=True, slots=True)
class Written:
    """What runs have written: the output folder, and the names in it, as seen from it, of the outputs."""

    folder: Path
    names: frozenset[str] = frozenset()


def find(
    patterns: Sequence[str],
    references: Sequence[str] = (),
    beads: Sequence[str] = (),
    written: Written | None = None,
    standard_input: Path | None = None,
    pair_by: PairBy = NAMES,
) -> list[Source]:
    """Find every French file that some names, folders and patterns stand for, once, with its reference and its beads.

    In the order of `patterns`; inside a folder or pattern by name, numbers by value. Folders and patterns give only
    what can be read, no hidden files, no English translations that stand beside a French text, and nothing that runs
    have written. A data set on the hub gives the files that the hub keeps here, an address what is fetched from there,
    and "-" the file of `standard_input`.

    Raises:
        InputError: a name or pattern gives nothing, a reference has no French file, beads have no reference, or files
            have no folder in common.
    """
    elsewhere = dict(_elsewhere((*patterns, *references, *beads), standard_input))
    patterns, references, beads = (
        [file for one in names for file in elsewhere.get(one, {one: ""})] for names in (patterns, references, beads)
    )
    names = {Path(file): name for files in elsewhere.values() for file, name in files.items()}
    english, aligned = _expand_all(references, "en", written), _expand_all(beads, "", written)
    taken = {_identity(path) for path in (*english, *aligned)}
    given = [path for path in _expand_all(patterns, "fr", written) if _identity(path) not in taken]
    linked = _linked(given)
    taken = {_identity(text) for pairs in linked.values() for pair in pairs for text in pair}
    french = [path for path in given if path not in linked and _identity(path) not in taken]
    if not given:
        raise InputError(f"{', '.join(patterns)}: no French text besides the reference; check read.files")
    if english and not french:
        raise InputError(f"{given[0]}: tells itself where its texts are; remove read.reference")
    partners = {path: Partner(path, "in one file") for path in french if _is_bilingual(path)}
    partners |= pair(french, english, pair_by.content, pair_by.names)
    alignments = pair(french, aligned)
    if lone := [str(alignments[path].path) for path in alignments if path not in partners]:
        raise InputError(f"{', '.join(lone)}: aligns a text without human translation; give it as read.reference")
    found: dict[Path, tuple[Path | None, Path | None, Way]] = {}
    alone = set(french)
    for path in given:
        if path in linked:
            found |= {text: (other, path, "as aligned") for text, other in linked[path] if text not in found}
        elif path in alone:
            partner, beads_of = partners.get(path), alignments.get(path)
            found[path] = partner and partner.path, beads_of and beads_of.path, partner.way if partner else ""
    ids = _ids(list(found), names)
    return [Source(ids[path], path, *others) for path, others in found.items()]


def _linked(given: Sequence[Path]) -> dict[Path, list[tuple[Path, Path]]]:
    """Give the texts of each alignment that names its own; one that cannot be read is told by whoever reads it.

    Raises:
        InputError: it is all there is.
    """
    linked = {}
    for path in (path for path in given if kind_of_xml(path) == ALIGNMENT):
        try:
            linked[path] = find_linked(path)
        except InputError as problem:
            if len(given) == 1:
                raise
            log.warning("%s", problem)
    return linked


def _ids(paths: Sequence[Path], names: Mapping[Path, str]) -> dict[Path, str]:
    """Give each file its name for a document: its path below the folder that they share, or else that of `names`.

    Raises:
        InputError: they have no folder in common, or two have one name.
    """
    here = [path for path in paths if path not in names]
    try:
        folder = os.path.commonpath([path.absolute().parent for path in here]) if here else ""
    except ValueError:  # Windows
        raise InputError("read.files: lie on several drives; put them into one folder") from None
    ids = {path: names.get(path) or shown(path.absolute().relative_to(folder).as_posix()) for path in paths}
    if len(set(ids.values())) < len(ids):
        double = next(name for name in ids.values() if list(ids.values()).count(name) > 1)
        raise InputError(f"{double}: two texts have this name; rename one of them")
    return ids


def _elsewhere(patterns: Sequence[str], standard_input: Path | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Give for each name that stands for no file of the user's the files that have it, with their names for documents.

    Raises:
        InputError: the hub, or the storage that an address names, does not give them.
    """
    for one in patterns:
        if one == "-" and standard_input:
            yield one, {str(standard_input): standard_input.name}
        elif one.startswith(HUB):
            yield one, {str(path): name for name, path in files_on_hub(one)}
        elif is_remote(one):
            yield one, {str(path): name for name, path in fetch(one)}


def _expand_all(patterns: Iterable[str], language: str, written: Written | None) -> list[Path]:
    """Give every file of some patterns, the first time it occurs; without a language whatever its format."""
    unique: dict[str, Path] = {}
    for pattern in patterns:
        for path in _expand(pattern, language, written):
            unique.setdefault(_identity(path), path)
    return list(unique.values())


def _expand(pattern: str, language: str, written: Written | None) -> list[Path]:
    """Give the files of one name, folder or pattern.

    Raises:
        InputError: there are none.
    """
    path = Path(os.path.expanduser(pattern))  # noqa: PTH111 (pathlib's raises where there is no such user)
    if os.path.isfile(path):  # noqa: PTH113 (pathlib's raises for long names, and in closed folders)
        return [path]
    if os.path.isdir(path):  # noqa: PTH112
        if is_data_set(path):
            return files_of(path)
        found = [file for file in _below(path) if not _hidden(file.relative_to(path))]
    elif glob.has_magic(pattern):
        found = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207 (pathlib's: relative only)
        found += _closed(_before_pattern(path)) if "**" in path.parts else []
    elif _is_something(path):  # a pipe, a device, links in a circle: whoever reads it says so
        return [path]
    else:
        raise InputError(f"{pattern}: no such file or folder; check the path, relative to {Path.cwd()}")
    if written:
        is_own = _ownership(path if path.is_dir() else _before_pattern(path), written)
        found = [file for file in found if not is_own(file)]
    tables = sorted({file.suffix for file in found if is_table(file)})
    found = [file for file in found if not is_table(file) or path.name.endswith(file.suffix)]
    files = sorted((file for file in found if _may_be_read(file, language)), key=_order)
    if not files:
        raise InputError(
            f"{pattern}: nothing to read there; known formats are {', '.join(suffixes())}"
            + (f" (tables are read where they are named, as in {path / f'*{tables[0]}'})" if tables else "")
        )
    return keep_language(files, language) if language else files


def _is_something(path: Path) -> bool:
    """Tell whether something bears a name, be it no file; a link to what is not there counts as nothing."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return True


def _ownership(base: Path, written: Written) -> Callable[[Path], bool]:
    """Give what tells whether a file found below `base` was written by runs.

    An output folder inside of `base` is theirs altogether. One that holds `base` has the user's own files too, and only
    the names that runs give are theirs.
    """
    root, folder = Path(_identity(base)), Path(_identity(written.folder))
    if folder != root and folder.is_relative_to(root):
        return lambda file: Path(_identity(file)).is_relative_to(folder)
    private = [name for name in _OF_RUNS if not root.is_relative_to(folder / name)]

    def is_own(file: Path) -> bool:
        """Tell whether runs have written a file."""
        real = Path(_identity(file))
        if not real.is_relative_to(folder):
            return False
        name = real.relative_to(folder)
        return name.as_posix() in written.names or name.parts[0] in private

    return is_own


def _before_pattern(path: Path) -> Path:
    """Give the folder that a pattern starts from.

    >>> _before_pattern(Path("books/*/chapter-?.txt")).as_posix()
    'books'
    """
    plain = list(itertools.takewhile(lambda part: glob.escape(_unescaped(part)) == part, path.parts))
    return Path(*map(_unescaped, plain))


def _unescaped(part: str) -> str:
    """Give a part of a pattern as the name that it stands for: [*] is a star."""
    return re.sub(r"\[([*?[])\]", r"\1", part)


def _is_bilingual(path: Path) -> bool:
    """Tell whether a file holds both languages, by its suffix or its first lines."""
    found = input_format(path)
    return bool(found and found.bilingual) or is_hunalign(path)


def _below(folder: Path) -> Iterator[Path]:
    """Give every file below a folder, also links that lead nowhere, and every folder that cannot be looked into."""
    closed: list[Path] = []
    for parent, _, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        yield from (Path(parent, name) for name in names)
    yield from closed


def _closed(folder: Path) -> list[Path]:
    """Give every folder below one that cannot be looked into."""
    closed: list[Path] = []
    for _ in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        pass
    return closed


def _may_be_read(path: Path, language: str) -> bool:
    """Tell whether a run should try to read what was found, so that what it cannot read is named."""
    if os.path.isdir(path):  # noqa: PTH112 (pathlib's raises in closed folders)
        return not os.access(path, os.R_OK | os.X_OK)
    is_file = os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path))  # noqa: PTH110, PTH113, PTH114
    if not is_file or not language:
        return is_file
    return input_format(path) is not None and (not is_xml(path) or bool(kind_of_xml(path)))


def _hidden(path: Path) -> bool:
    """Tell whether a file, or a folder on the way to it, is hidden."""
    return any(part.startswith(".") for part in path.parts)


def _identity(path: Path) -> str:
    """Give what is the same for all names of one file."""
    return os.path.realpath(path)


def _order(path: Path) -> list[tuple[str, int]]:
    """Give a sort key that puts chapitre-2 before chapitre-10."""
    pieces = re.findall(r"(\D*)(\d*)", path.as_posix())
    return [(text, int(number or -1)) for text, number in pieces]
