"""Packages of parts that refer to one another, as Office writes them: ECMA-376, part 2 (Open Packaging Conventions).

Names of parts are compared without case, and whichever way their slashes lean, as Office has it.
"""

import posixpath
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import InputError
from pipeline.io.archive import Archive, packed_again, part_name
from pipeline.io.xml import attribute, local_name, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = "[Content_Types].xml"


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type, the address, and the part there, "" outside."""

    kind: str
    address: str
    part: str


class Parts:
    """The parts of a package by name."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.entries = {part_key(name): name for name in archive.names()}

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self.entries

    def read(self, name: str) -> bytes:
        """Give a part's bytes.

        Raises:
            InputError: as `Archive.read` has it.
        """
        return self.archive.read(self.entry(name))

    def entry(self, name: str) -> str:
        """Give a part's name as the archive has it."""
        return self.entries.get(part_key(name), name)

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

    def relations(self, part: str) -> dict[str, Relation]:
        """Give what a part refers to, by identifiers; nothing where its list is broken."""
        folder, name = posixpath.split(part)
        found = {}
        for node in self._optional(posixpath.join(folder, "_rels", f"{name}.rels")):
            address, outside = attribute(node, "Target"), attribute(node, "TargetMode") == "External"
            target = "" if outside else self.name_of(part_name(part, address.replace("\\", "/")))
            found[attribute(node, "Id")] = Relation(attribute(node, "Type").rpartition("/")[2], address, target)
        return found

    def content_type(self, part: str) -> str:
        """Give what a part holds, "" where nothing says so."""
        return self._types.get("/" + part_key(part)) or self._types.get(part.lower().rpartition(".")[2], "")

    def of_file(self, kind: str) -> list[str]:
        """Name the parts that the file as a whole refers to as a kind."""
        return [one.part for one in self.relations("").values() if one.kind == kind]

    def packed(self, trees: "Mapping[str, _Element]") -> bytes:
        """Pack the package with some parts replaced."""
        from lxml import etree

        parts = {
            self.entry(name): etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
            for name, root in trees.items()
        }
        return packed_again(self.archive, parts)

    def _optional(self, name: str) -> list["_Element"]:
        """Give the elements of a part's root; none of a part that is missing or broken."""
        try:
            return list(self.tree(name)) if name in self else []
        except InputError:
            return []

    def name_of(self, name: str) -> str:
        """Give a part's name as its entry has it, where there is one."""
        return self.entries.get(part_key(name), name).replace("\\", "/")

    @cached_property
    def _types(self) -> dict[str, str]:
        """The content types of parts, by "/" and name, and by suffix."""
        found = {"override": "PartName", "default": "Extension"}
        return {
            attribute(node, found[local_name(node)]).lower(): attribute(node, "ContentType")
            for node in self._optional(_TYPES)
            if local_name(node) in found
        }


def part_key(name: str) -> str:
    """Give what is the same for all ways to write a part's name."""
    return name.replace("\\", "/").lstrip("/").lower()
