"""Pair translations with French files, by their names.

Names are compared without what tells the language: le-phare.fr.txt and le-phare.en.txt, fr/01.txt and en/01.txt,
corpus.fr-FR and corpus.en-GB, 01_fr_final.txt and 01_en_final.txt.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import Literal, NamedTuple

from pipeline.errors import InputError
from pipeline.io.language_marks import bare_name, barest_name, language_anywhere, language_of

Way = Literal["", "one for one", "by name", "by content", "as aligned", "in one file"]
"""How a text was paired with its translation, "" where there is none."""
Match = Callable[[Sequence[Path], Sequence[Path]], dict[Path, Path]]
"""(French files, English files) -> the English file of each French one that has one."""


class Partner(NamedTuple):
    """A file that goes with a French one, and how that was found out."""

    path: Path
    way: Way


_NAMED = 5  # files that a message names before it says how many more there are; chosen by hand


def keep_language(files: Sequence[Path], language: str) -> list[Path]:
    """Give the files of a folder without the versions in the other language; an unmarked file counts as French.

    >>> [str(file) for file in keep_language([Path("a.txt"), Path("a.en.txt"), Path("va-t-en.txt")], "fr")]
    ['a.txt', 'va-t-en.txt']
    >>> names = ["01_fr_fin.txt", "01_en_fin.txt", "en/2005/a.txt", "fr/2005/a.txt"]
    >>> [str(file) for file in keep_language([Path(name) for name in names], "fr")]
    ['01_fr_fin.txt', 'fr/2005/a.txt']
    """
    marks = _marks(files)
    versions: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for marked, name in marks.values():
        versions[name].add(marked)
    return [file for file, (marked, name) in marks.items() if _belongs(marked, versions[name], language)]


def _marks(files: Sequence[Path]) -> dict[Path, tuple[str, tuple[str, ...]]]:
    """Give what marks each file's language, and its name without that.

    Marks that may be words of a title count where there are versions in both languages.
    """
    shared = len(PurePath(os.path.commonpath([file.parent for file in files])).parts) if files else 0
    below = {file: PurePath(*file.parts[shared:]) for file in files}
    versions: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for file in files:
        versions[barest_name(file)].add(language_anywhere(below[file]))
    return {
        file: (language_anywhere(below[file]), barest_name(file))
        if versions[barest_name(file)] >= {"fr", "en"}
        else (language_of(file), bare_name(file))
        for file in files
    }


def _belongs(marked: str, versions: set[str], wanted: str) -> bool:
    """Tell whether a version of a text that exists in some versions is in the wanted language.

    What is marked as English but stands alone is read as French all the same: better too much than too little.
    """
    if wanted == "fr":
        return marked != "en" or versions == {"en"}
    return marked == "en" or (marked == "" and "en" not in versions)


def pair(
    french: Sequence[Path], english: Sequence[Path], otherwise: Match | None = None, names: bool = True
) -> dict[Path, Partner]:
    """Give the English file of each French file that has one: one and one as they are, otherwise by name.

    English files whose name no French one has, or several, are paired by `otherwise`, if that is given; all are without
    `names`.
    Other files that go with French ones are paired just so.

    Raises:
        InputError: one has no French file, or two claim the same.
    """
    if len(french) == len(english) == 1:
        return {french[0]: Partner(english[0], "one for one")}
    partners: dict[Path, Partner] = {}
    by_name, by_barest = _by_name(french, bare_name), _by_name(french, barest_name)
    left: list[Path] = []
    for reference in english:
        candidates = by_name.get(bare_name(reference)[-1]) or by_barest.get(barest_name(reference)[-1]) or []
        try:
            partner = _nearest(reference, candidates if names else [], french)
        except InputError:
            if otherwise is None:
                raise
            left.append(reference)
            continue
        if partner in partners:
            raise InputError(f"{reference}: {partner} has {partners[partner].path} already; keep one of them")
        partners[partner] = Partner(reference, "by name")
    if otherwise and left:
        found = otherwise([path for path in french if path not in partners], left)
        if not (found or partners):
            raise InputError(
                f"{_listed(left)}: no French file has this name, and none says the same, among {_listed(french)}; "
                "name those alike that belong together"
            )
        partners |= {path: Partner(reference, "by content") for path, reference in found.items()}
    return partners


def _by_name(files: Sequence[Path], name_of: Callable[[Path], tuple[str, ...]]) -> dict[str, list[Path]]:
    """Give the files of each name, their folders aside."""
    found: dict[str, list[Path]] = {}
    for file in files:
        found.setdefault(name_of(file)[-1], []).append(file)
    return found


def _nearest(reference: Path, candidates: Sequence[Path], french: Sequence[Path]) -> Path:
    """Give the candidate with the most folder names in common with a reference, counted from the end.

    Raises:
        InputError: there are no candidates, or several are as near.
    """
    if not candidates:
        raise InputError(f"{reference}: no French file has this name among {_listed(french)}; name both alike")
    shared = [_shared_ending(bare_name(reference.absolute()), bare_name(path.absolute())) for path in candidates]
    best = [path for path, length in zip(candidates, shared, strict=True) if length == max(shared)]
    if len(best) > 1:
        raise InputError(f"{reference}: may belong to {_listed(best)}; give them different names")
    return best[0]


def _shared_ending(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the last elements that two sequences have in common.

    >>> _shared_ending("livre", "navire")
    2
    """
    length = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        length += 1
    return length


def _listed(paths: Sequence[Path]) -> str:
    """List some files for a message, the first of many."""
    names = ", ".join(map(str, paths[:_NAMED]))
    return names if len(paths) <= _NAMED else f"{names} and {len(paths) - _NAMED} more"
