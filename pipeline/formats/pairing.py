"""Pair translations with French files, by their names.

Names are compared without what tells the language: le-phare.fr.txt and le-phare.en.txt, fr/01.txt and en/01.txt,
corpus.fr and corpus.en.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePath

from pipeline.errors import InputError
from pipeline.io.compressed import without_compression

_LANGUAGES = {
    "fr": r"(?:fr|fra|fre|french|fran[cç]ais)(?:[-_][a-z]{2})?",
    "en": r"(?:en|eng|english|anglais)(?:[-_][a-z]{2})?",
}
_NAMED = 5  # files that a message names before it says how many more there are; chosen by hand


def language_of(path: Path) -> str:
    """Tell the language that a file's name or folder marks: "fr", "en", or "" where there is no mark.

    >>> language_of(Path("le-phare.en.txt")), language_of(Path("fr/01.txt")), language_of(Path("01.txt"))
    ('en', 'fr', '')
    >>> language_of(Path("corpus.fr.gz"))
    'fr'
    """
    name = plain_stem(path)
    for language, mark in _LANGUAGES.items():
        if re.search(rf"[._-]{mark}$", name, re.IGNORECASE):
            return language
    for language, mark in _LANGUAGES.items():
        if re.fullmatch(mark, path.parent.name, re.IGNORECASE):
            return language
    return ""


def bare_name(path: Path) -> tuple[str, ...]:
    """Give a file's folders and name without what tells the language and the format.

    >>> bare_name(Path("livre/en/01_eng.md"))
    ('livre', '01')
    """
    either = "|".join(_LANGUAGES.values())
    folders = (part for part in path.parts[:-1] if not re.fullmatch(either, part, re.IGNORECASE))
    return (*folders, re.sub(rf"[._-](?:{either})$", "", plain_stem(path), flags=re.IGNORECASE))


def plain_stem(path: Path) -> str:
    """Give a file's name without its suffixes, but for one that tells its language.

    >>> plain_stem(Path("a.fr.txt.gz")), plain_stem(Path("corpus.fr")), plain_stem(Path("a.txt"))
    ('a.fr', 'corpus.fr', 'a')
    """
    name = without_compression(path.name)
    return name.name if is_language_suffix(name) else name.stem


def is_language_suffix(path: PurePath) -> bool:
    """Tell whether a file's suffix is its language, as Moses has it: its lines are sentences then.

    >>> is_language_suffix(Path("corpus.fr.gz")), is_language_suffix(Path("a.fr.txt"))
    (True, False)
    """
    return without_compression(path).suffix.lower().lstrip(".") in _LANGUAGES


def keep_language(files: Sequence[Path], language: str) -> list[Path]:
    """Give the files of a folder without the versions in the other language; an unmarked file counts as French.

    >>> [str(file) for file in keep_language([Path("a.txt"), Path("a.en.txt"), Path("va-t-en.txt")], "fr")]
    ['a.txt', 'va-t-en.txt']
    """
    versions: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for file in files:
        versions[bare_name(file)].add(language_of(file))
    return [file for file in files if _belongs(language_of(file), versions[bare_name(file)], language)]


def _belongs(marked: str, versions: set[str], wanted: str) -> bool:
    """Tell whether a version of a text that exists in some versions is in the wanted language.

    What is marked as English but stands alone is read as French all the same: better too much than too little.
    """
    if wanted == "fr":
        return marked != "en" or versions == {"en"}
    return marked == "en" or (marked == "" and "en" not in versions)


def pair(french: Sequence[Path], english: Sequence[Path]) -> dict[Path, Path]:
    """Give the English file of each French file that has one: one and one as they are, otherwise by name.

    Other files that go with French ones are paired just so.

    Raises:
        InputError: one has no French file, or two claim the same.
    """
    if len(french) == len(english) == 1:
        return {french[0]: english[0]}
    partners: dict[Path, Path] = {}
    by_name: defaultdict[str, list[Path]] = defaultdict(list)
    for path in french:
        by_name[bare_name(path)[-1]].append(path)
    for reference in english:
        partner = _nearest(reference, by_name[bare_name(reference)[-1]], french)
        if partner in partners:
            raise InputError(f"{reference}: {partner} has {partners[partner]} already; keep one of them")
        partners[partner] = reference
    return partners


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
