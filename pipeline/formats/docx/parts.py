"""The parts of a Word file, found by what they say of one another: relations and content types, not names.

ECMA-376, part 2 (Open Packaging Conventions), and part 1, chapter 11. Names decide only where a file says nothing, as
those that small programs write.
"""

import posixpath
import string
from collections.abc import Container, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.io.archive import Archive
from pipeline.io.opc import Parts, Relation

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_TYPES = "[Content_Types].xml"
_ALWAYS = ("styles", "footnotes", "endnotes")
_ASKED_FOR = {"comments": "comments", "header": "headers", "footer": "headers"}
"""What the option `also` calls the kinds of parts that are left out unless it names them."""
_REASONS = {"comments": "comment", "header": "running_title", "footer": "running_title", "diagramDrawing": "fallback"}
_OTHERS = {"spreadsheetml": "a spreadsheet", "presentationml": "a presentation", "ms-excel": "a spreadsheet"}
_OTHERS |= {"ms-powerpoint": "a presentation", "visio": "a drawing"}


class Package(Parts):
    """The parts of a Word file by name."""

    def __init__(self, archive: Archive) -> None:
        """Find the main part.

        Raises:
            InputError: it is another program's file.
        """
        super().__init__(archive)
        self.main = self._find_main()
        content = self.content_type(self.main)
        if other := next((what for name, what in _OTHERS.items() if name in content), ""):
            raise InputError(f"is no DOCX file, but {other}; save its text as DOCX")

    def inner(self, name: str) -> Archive:
        """Open a part that is a Word file itself.

        Raises:
            InputError: it is none, broken or an attack.
        """
        return self.archive.inner(self.entry(name), "DOCX")

    def of_kind(self, kind: str) -> list[str]:
        """Name the parts of a kind, sorted: those that the main part refers to, or else those that are named so."""
        return self._related_as(kind) or self._named_as(kind)

    def why_unread(self, part: str) -> str:
        """Give the reason to leave out a part as a whole, where nobody asks for it."""
        return self._reasons.get(part, "unsupported")

    def trees(self, also: Container[str]) -> Iterator[tuple[str, "_Element"]]:
        """Give the name and the root of every part that may hold text; one that nobody asks for may be broken.

        Raises:
            InputError: there is no main part, or another that is read cannot be.
        """
        wanted = {self.main, *(name for kind in _ALWAYS for name in self.of_kind(kind))}
        wanted |= {name for kind, asked in _ASKED_FOR.items() if asked in also for name in self.of_kind(kind)}
        related = [one.part for one in self._related if one.kind != "customXml" and one.part in self]
        others = {name for name in (*self._beside, *related) if self._is_xml(name)}
        for part in (self.main, *sorted(others - {self.main})):
            try:
                yield part, self.tree(part)
            except InputError:
                if part in wanted:
                    raise

    def texts(self) -> list[str]:
        """Name the parts beside the main one that are pages or plain text (17.17.2.1, altChunk)."""
        return [name for name in self._beside if name.lower().endswith((".html", ".htm", ".xhtml", ".xhtm", ".txt"))]

    def _related_as(self, kind: str) -> list[str]:
        """Name the parts that the main part refers to as a kind."""
        return sorted({one.part for one in self._related if one.kind == kind and one.part in self})

    def _named_as(self, kind: str) -> list[str]:
        """Name the parts beside the main one that are called as Word calls a kind, "header1.xml" for instance."""
        stems = {name: posixpath.basename(name).lower().removesuffix(".xml") for name in self._beside}
        return sorted(name for name, stem in stems.items() if stem.rstrip(string.digits) == kind)

    @cached_property
    def _reasons(self) -> dict[str, str]:
        """The reasons to leave out parts, by their names."""
        kinds = ((kind, name) for kind in _REASONS for name in (*self._related_as(kind), *self._named_as(kind)))
        return {name: _REASONS[kind] for kind, name in kinds}

    @cached_property
    def properties(self) -> str:
        """The name of the part that holds the document's properties."""
        return next(iter(self.of_file("core-properties")), _PROPERTIES)

    @cached_property
    def _related(self) -> list[Relation]:
        """What the main part refers to."""
        return list(self.relations(self.main).values())

    @cached_property
    def _beside(self) -> list[str]:
        """The names of all parts in the folder of the main part, and below it."""
        folder = posixpath.dirname(self.main).lower()
        names = [
            self.name_of(name) for key, name in self.entries.items() if key.startswith(f"{folder}/" if folder else "")
        ]
        return [name for name in names if "_rels/" not in name and name != _TYPES]

    def _is_xml(self, part: str) -> bool:
        """Tell whether a part is XML."""
        return part.lower().endswith(".xml") or self.content_type(part).endswith(("+xml", "/xml"))

    def _find_main(self) -> str:
        """Name the part that holds the text: the one that the file itself refers to, or whose content type says so."""
        related = self.of_file("officeDocument")
        typed = (name for name, what in self._types.items() if name[:1] == "/" and what.endswith(".main+xml"))
        return next((self.name_of(name) for name in (*related, *typed) if name in self), _MAIN)
