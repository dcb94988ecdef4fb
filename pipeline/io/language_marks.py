"""Marks in the names of files and folders that tell a text's language: le-phare.en.txt, fr-FR/01.txt, 01_fr_final.txt.

Marks at the end of a name and of the folder around it count by themselves. Others may be words of a title (va-t-en,
l-homme-en-noir), and count only for whoever knows that there are versions in both languages.
"""

import re
from pathlib import PurePath

from pipeline.io.compressed import without_compression

_LANGUAGES = {
    "fr": r"(?:fr|fra|fre|french|fran[cç]ais)(?:[-_](?!en)[a-z]{2})?",
    "en": r"(?:en|eng|english|anglais)(?:[-_](?!fr)[a-z]{2})?",
}
_EITHER = "|".join(_LANGUAGES.values())
_ANYWHERE = {name: re.compile(rf"(?:^|[._ -]){mark}(?=[._ -]|$)", re.IGNORECASE) for name, mark in _LANGUAGES.items()}


def language_of(path: PurePath) -> str:
    """Tell the language that a file's name or folder marks: "fr", "en", or "" where there is no mark.

    >>> language_of(PurePath("le-phare.en.txt")), language_of(PurePath("fr/01.txt")), language_of(PurePath("01.txt"))
    ('en', 'fr', '')
    >>> language_of(PurePath("corpus.fr.gz")), language_of(PurePath("train.en-GB"))
    ('fr', 'en')
    """
    name = plain_stem(path)
    for language, mark in _LANGUAGES.items():
        if re.search(rf"[._-]{mark}$", name, re.IGNORECASE):
            return language
    return _language_of_folder(path.parent.name)


def language_anywhere(path: PurePath) -> str:
    """Tell the language that a name marks anywhere, else the nearest of all folders around it that marks one.

    >>> language_anywhere(PurePath("01_fr_final.txt")), language_anywhere(PurePath("en/1895/12/01.txt"))
    ('fr', 'en')
    """
    if found := language_of(path):
        return found
    name = plain_stem(path)
    places = {language: [found.start() for found in mark.finditer(name)] for language, mark in _ANYWHERE.items()}
    if any(places.values()):
        return max(places, key=lambda language: max(places[language], default=-1))
    return next(filter(None, map(_language_of_folder, reversed(path.parts[:-1]))), "")


def _language_of_folder(name: str) -> str:
    """Tell the language that a folder's name is, "" where it is none."""
    return next((language for language, mark in _LANGUAGES.items() if re.fullmatch(mark, name, re.IGNORECASE)), "")


def bare_name(path: PurePath) -> tuple[str, ...]:
    """Give a file's folders and name without what tells the language and the format.

    >>> bare_name(PurePath("livre/en/01_eng.md"))
    ('livre', '01')
    """
    return (*_bare_folders(path), re.sub(rf"[._-](?:{_EITHER})$", "", plain_stem(path), flags=re.IGNORECASE))


def barest_name(path: PurePath) -> tuple[str, ...]:
    """Give a file's folders and name without any mark of a language, wherever it stands in the name.

    >>> barest_name(PurePath("livre/en/01_en_final.txt")) == barest_name(PurePath("livre/fr/01_fr_final.txt"))
    True
    """
    name = plain_stem(path)
    for mark in _ANYWHERE.values():
        name = mark.sub("", name)
    return (*_bare_folders(path), name.lstrip("._- "))


def _bare_folders(path: PurePath) -> list[str]:
    """Give the folders of a path that are no languages."""
    return [part for part in path.parts[:-1] if not _language_of_folder(part)]


def plain_stem(path: PurePath) -> str:
    """Give a file's name without its suffixes, but for one that tells its language.

    >>> plain_stem(PurePath("a.fr.txt.gz")), plain_stem(PurePath("corpus.fr")), plain_stem(PurePath("a.txt"))
    ('a.fr', 'corpus.fr', 'a')
    """
    name = without_compression(path.name)
    return name.name if is_language_suffix(name) else name.stem


def is_language_suffix(path: str | PurePath) -> bool:
    """Tell whether a file's suffix is its language, as Moses has it: its lines are sentences then.

    >>> is_language_suffix("corpus.fr.gz"), is_language_suffix("train.fr-FR"), is_language_suffix("a.fr.txt")
    (True, True, False)
    """
    return bool(re.fullmatch(rf"\.(?:{_EITHER})", without_compression(path).suffix, re.IGNORECASE))
