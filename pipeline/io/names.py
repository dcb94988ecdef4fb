"""Names of files that are made of documents' names, for outputs that have a file a document.

The same names on every machine, and such that the files can be copied to any other: Windows, macOS and Linux all take
them, also where a file system takes capitals for small letters or composed characters for decomposed ones.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePosixPath

_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')
"""Characters that no name may hold on Windows; `/` separates folders everywhere."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
"""Names that are devices on Windows, in whatever folder and with whatever suffix.

https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
"""

_LONGEST = 255
"""Bytes of a name: Linux, macOS and Windows allow no more."""
_KEPT = 2
"""Suffixes that a name that is too long keeps: a number or the suffix of the text, and its own."""


def file_names(documents: Iterable[str], suffix: str = "") -> dict[str, str]:
    """Name a file for each document, by its id: the document's name, with another suffix if one is given.

    Characters that some system forbids become `_`. No two names are the same, and none is a folder of another, not even
    on a system that takes capitals for small letters. Where several documents want one name, it goes to the one that
    has that suffix already, else to the first by name, whatever their order; the others keep their own suffix before
    the new one, or get a number.

    >>> file_names(["b.vtt", "a.vtt", "a.srt"], ".srt")
    {'a.srt': 'a.srt', 'a.vtt': 'a.vtt.srt', 'b.vtt': 'b.srt'}
    >>> file_names(["l/A.html", "l/a.html", "l/nul.html"])
    {'l/A.html': 'l/A.html', 'l/a.html': 'l/a.2.html', 'l/nul.html': 'l/_nul.html'}
    """
    wanted = {
        document: portable(str(PurePosixPath(document).with_suffix(suffix)) if suffix else document)
        for document in sorted(documents, key=lambda one: (PurePosixPath(one).suffix.lower() != suffix, one))
    }
    folders = {_folded(str(folder)) for name in wanted.values() for folder in PurePosixPath(name).parents}
    taken: dict[str, str] = {}
    for document, name in wanted.items():
        if _folded(name) not in folders:
            taken.setdefault(_folded(name), document)
    names = {document: wanted[document] for document in taken.values()}
    counters: dict[str, Iterator[int]] = {}
    for document in (document for document in wanted if document not in names):
        numbers = counters.setdefault(_folded(wanted[document]), count(2))
        for name in _others(document, suffix, numbers):
            if (folded := _folded(name)) not in folders and folded not in taken:
                names[document], taken[folded] = name, document
                break
    return dict(sorted(names.items()))


def portable(name: str) -> str:
    """Give a relative path that Windows, macOS and Linux all take; one that they take already stays as it is.

    >>> portable("Où ?/NUL.srt"), portable("a.b/c.srt"), portable("fin.../d.srt")
    ('Où _/_NUL.srt', 'a.b/c.srt', 'fin___/d.srt')
    """
    return "/".join(map(_portable_part, name.split("/")))


def _portable_part(part: str) -> str:
    """Give a name for a folder or a file: Windows drops dots and spaces at the end."""
    part = _FORBIDDEN.sub("_", part)
    bare = part.rstrip(". ")
    part = bare + "_" * (len(part) - len(bare))
    return _fitting(f"_{part}" if _DEVICE.match(part) else part)


def _fitting(part: str) -> str:
    r"""Give a name that is no longer than file systems allow: its end stays, and what it is too long by goes before it.

    >>> _fitting("é" * 126 + ".vtt.srt").encode()[-10:], len(_fitting("é" * 126 + ".vtt.srt").encode())
    (b'\xc3\xa9.vtt.srt', 254)
    """
    if len(part.encode()) <= _LONGEST:
        return part
    suffixes = "".join(PurePosixPath(part).suffixes[-_KEPT:])
    suffixes = suffixes if len(suffixes.encode()) < _LONGEST // 2 else ""
    stem = part.removesuffix(suffixes).encode()[: _LONGEST - len(suffixes.encode())]
    return stem.decode(errors="ignore") + suffixes


def _others(document: str, suffix: str, numbers: Iterator[int]) -> Iterator[str]:
    """Give names for a document's file besides the one that it wants; `numbers` are those not tried for that one."""
    path = PurePosixPath(document)
    if suffix and path.suffix.lower() != suffix:
        yield portable(document + suffix)
    for number in numbers:
        yield portable(str(path.with_suffix(f".{number}{suffix or path.suffix}")))


def _folded(name: str) -> str:
    """Give what is the same for names that some file systems take for one (canonical caseless match, Unicode D145)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
