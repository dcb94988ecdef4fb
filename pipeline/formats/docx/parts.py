"""The parts of a Word file, found by what they say of one another: relations and content types, not names.

ECMA-376, part 2 (Open Packaging Conventions), and part 1, chapter 11. Names decide only where a file says nothing, as
those that small programs write.
"""

import posixpath
import string
from collections.abc import Container, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import InputError
from pipeline.io.archive import Archive, part_name
from pipeline.io.xml import attribute, local_name, parse_xml

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


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type, the address, and the part there, "" outside."""

    kind: str
    address: str
    part: str


class Package:
    """The parts of a Word file by name; case and the way slashes lean make no difference, as Word has it."""

    def __init__(self, archive: Archive) -> None:
        """Find the main part.

        Raises:
            InputError: it is another program's file.
        """
        self.archive = archive
        self._entries = {_key(name): name for name in archive.names()}
        self.main = self._find_main()
        content = self.content_type(self.main)
        if other := next((what for name, what in _OTHERS.items() if name in content), ""):
            raise InputError(f"is no DOCX file, but {other}; save its text as DOCX")

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def read(self, name: str) -> bytes:
        """Give a part's bytes.

        Raises:
            InputError: as `Archive.read` has it.
        """
        return self.archive.read(self.entry(name))

    def entry(self, name: str) -> str:
        """Give a part's name as the archive has it."""
        return self._entries.get(_key(name), name)

    def tree(self, name: str) -> "_Element":
        """Give the root of a part.

        Raises:
            InputError: it is missing or broken; the message names the part.
        """
        data = self.read(name)
        try:
            return parse_xml(data)
        except InputError as problem:
            raise InputError(f"its part {name!r} {problem}") from None

    def inner(self, name: str) -> Archive:
        """Open a part that is a Word file itself.

        Raises:
            InputError: it is none, broken or an attack.
        """
        return self.archive.inner(self.entry(name), "DOCX")

    def relations(self, part: str) -> dict[str, Relation]:
        """Give what a part refers to, by identifiers; nothing where its list is broken."""
        folder, name = posixpath.split(part)
        found = {}
        for node in self._optional(posixpath.join(folder, "_rels", f"{name}.rels")):
            address, outside = attribute(node, "Target"), attribute(node, "TargetMode") == "External"
            target = "" if outside else self._name(part_name(part, address.replace("\\", "/")))
            found[attribute(node, "Id")] = Relation(attribute(node, "Type").rpartition("/")[2], address, target)
        return found

    def content_type(self, part: str) -> str:
        """Give what a part holds, "" where nothing says so."""
        return self._types.get("/" + _key(part)) or self._types.get(part.lower().rpartition(".")[2], "")

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
        return next(iter(self._of_file("core-properties")), _PROPERTIES)

    @cached_property
    def _related(self) -> list[Relation]:
        """What the main part refers to."""
        return list(self.relations(self.main).values())

    @cached_property
    def _beside(self) -> list[str]:
        """The names of all parts in the folder of the main part, and below it."""
        folder = posixpath.dirname(self.main).lower()
        names = [
            self._name(name) for key, name in self._entries.items() if key.startswith(f"{folder}/" if folder else "")
        ]
        return [name for name in names if "_rels/" not in name and name != _TYPES]

    def _is_xml(self, part: str) -> bool:
        """Tell whether a part is XML."""
        return part.lower().endswith(".xml") or self.content_type(part).endswith(("+xml", "/xml"))

    def _name(self, name: str) -> str:
        """Give a part's name as its entry has it, where there is one."""
        return self._entries.get(_key(name), name).replace("\\", "/")

    @cached_property
    def _types(self) -> dict[str, str]:
        """The content types of parts, by "/" and name, and by suffix."""
        found = {"override": "PartName", "default": "Extension"}
        return {
            attribute(node, found[local_name(node)]).lower(): attribute(node, "ContentType")
            for node in self._optional(_TYPES)
            if local_name(node) in found
        }

    def _find_main(self) -> str:
        """Name the part that holds the text: the one that the file itself refers to, or whose content type says so."""
        related = self._of_file("officeDocument")
        typed = (name for name, what in self._types.items() if name[:1] == "/" and what.endswith(".main+xml"))
        return next((self._name(name) for name in (*related, *typed) if name in self), _MAIN)

    def _of_file(self, kind: str) -> list[str]:
        """Name the parts that the file as a whole refers to as a kind."""
        return [one.part for one in self.relations("").values() if one.kind == kind]

    def _optional(self, name: str) -> list["_Element"]:
        """Give the elements of a part's root; none of a part that is missing or broken."""
        try:
            return list(self.tree(name)) if name in self else []
        except InputError:
            return []


def _key(name: str) -> str:
    """Give what is the same for all ways to write a part's name."""
    return name.replace("\\", "/").lstrip("/").lower()
