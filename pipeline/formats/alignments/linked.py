"""Find the texts that an XCES alignment names, in its folder or below it, and never outside."""

import logging
import re
from collections import Counter
from pathlib import Path, PurePosixPath

from pipeline.boundary import reading
from pipeline.errors import InputError
from pipeline.formats.alignments.xces import LinkGroup, read_groups
from pipeline.io.compressed import without_compression
from pipeline.io.language_marks import language_anywhere
from pipeline.io.xml_root import SENTENCES, kind_of_xml

log = logging.getLogger(__name__)

_SIDES = 2  # source and target; also how many names a message tells
_LANGUAGE_FOLDER = re.compile("[a-z]{2,3}(?:[-_][A-Za-z]+)?")


def find_linked(path: Path) -> list[tuple[Path, Path]]:
    """Find the French and the English text of each group of a file, in its folder or below it.

    A text that is not there is given as the path where it should be.

    Raises:
        InputError: the file cannot be read, leads out of its folder, aligns other languages, or none of its texts is
            there.
    """
    with reading(path):
        groups = [group for group in read_groups(path) if group.links]
        if not groups:
            raise InputError("holds no links; an alignment as OPUS has it is wanted")
        if not all(group.source and group.target for group in groups):
            raise InputError("does not name the texts that it aligns (fromDoc, toDoc); give both, and it as read.beads")
        folder = _Folder(path.parent)
        found: list[tuple[Path, Path]] = []
        for group in groups:
            _check_languages(group)
            found.append((folder.locate(group.source, "fr"), folder.locate(group.target, "en")))
        if len(found) == 1:
            found = [(folder.only(found[0][0], "fr"), folder.only(found[0][1], "en"))]
        missing = [str(text) for pair in found for text in pair if not text.is_file()]
        if not any(french.is_file() and english.is_file() for french, english in found):
            more = f" and {len(missing) - _SIDES} more" if len(missing) > _SIDES else ""
            told = ", ".join(missing[:_SIDES]) + more
            raise InputError(f"the texts that it aligns are missing: {told}; put them there")
        if repeated := [str(text) for text, times in Counter(french for french, _ in found).items() if times > 1]:
            log.warning("%s: aligns %s more than once, of which the first is read", path, ", ".join(repeated[:_SIDES]))
        return found


def _check_languages(group: LinkGroup) -> None:
    """Raise InputError where one of a group's documents lies in the folder of another language."""
    names = [PurePosixPath(name) for name in (group.source, group.target)]
    marked = [language_anywhere(name) for name in names]
    folders = [name.parts[0] if len(name.parts) > 1 else "" for name in names]
    others = [
        folder
        for folder, language in zip(folders, marked, strict=True)
        if not language and any(marked) and _LANGUAGE_FOLDER.fullmatch(folder)
    ]
    if others or marked[0] == marked[1] != "":
        raise InputError(f"aligns {names[0]} with {names[1]}; French and English are wanted")


class _Folder:
    """The folder of an alignment, in which its texts are found; OPUS' own archives put them two folders deeper."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.real = folder.resolve()
        self.bases = [folder, *(base for depth in ("*/", "*/*/") for base in sorted(folder.glob(depth)))]

    def locate(self, name: str, language: str) -> Path:
        """Give the file that a name stands for, or where it should be if it is not there.

        Raises:
            InputError: it leads out of the folder.
        """
        plain = PurePosixPath(name.replace("\\", "/"))
        if plain.is_absolute() or ".." in plain.parts or ":" in plain.parts[0]:
            raise InputError(f"{name!r} leads out of the alignment's folder, and is refused")
        names = [str(plain), str(without_compression(plain)), f"{plain}.gz"]
        for base in self.bases:
            for path in (base / one for one in names):
                if path.is_file() and self._is_inside(path):
                    self.bases = [base, *(other for other in self.bases if other != base)]
                    return path
        return self._beside(plain, language) or self.folder / plain

    def _beside(self, name: PurePosixPath, language: str) -> Path | None:
        """Give the one file beside the alignment that has a text's own name, perhaps with its language: doc1.fr.xml."""
        stem = without_compression(name.name).stem.lower()
        found = [
            path
            for path in sorted(self.folder.glob("*.xml*"))
            if (marked := without_compression(path.name).stem.lower()) == stem
            or (language_anywhere(PurePosixPath(path.name)) == language and _without_mark(marked, language) == stem)
        ]
        return found[0] if len(found) == 1 and self._is_inside(found[0]) else None

    def only(self, path: Path, language: str) -> Path:
        """Give a text, or where it is not there the one beside the alignment that is marked as in its language."""
        beside = [
            file
            for file in sorted(self.folder.glob("*.xml*"))
            if language_anywhere(PurePosixPath(file.name)) == language and kind_of_xml(file) == SENTENCES
        ]
        return path if path.is_file() or len(beside) != 1 or not self._is_inside(beside[0]) else beside[0]

    def _is_inside(self, path: Path) -> bool:
        """Tell whether a file lies in the folder also when links are followed."""
        return path.resolve().is_relative_to(self.real)


def _without_mark(stem: str, language: str) -> str:
    """Give a name without the mark of a language at its start or end.

    >>> _without_mark("doc1.fr", "fr"), _without_mark("fr_doc1", "fr")
    ('doc1', 'doc1')
    """
    return re.sub(rf"^{language}[._-]|[._-]{language}$", "", stem)
