"""What the elements of TEI are to a reader: blocks, marks inside of blocks, or nothing that is read.

https://tei-c.org/release/doc/tei-p5-doc/en/html/REF-ELEMENTS.html
"""

from typing import TYPE_CHECKING

from pipeline.document import Kind
from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS: dict[str, Kind] = {
    "p": "paragraph", "ab": "paragraph", "head": "heading", "item": "list_item", "cell": "cell", "label": "paragraph",
    "speaker": "paragraph", "stage": "paragraph", "l": "verse", "titlepart": "heading", "castitem": "list_item",
    "salute": "paragraph", "signed": "paragraph", "dateline": "paragraph", "byline": "paragraph",
    "trailer": "paragraph", "docauthor": "paragraph", "docdate": "paragraph", "docimprint": "paragraph",
    "docedition": "paragraph", "imprimatur": "paragraph", "bibl": "paragraph", "u": "dialogue",
    "epigraph": "quote", "argument": "paragraph", "postscript": "paragraph", "opener": "paragraph",
    "closer": "paragraph", "castlist": "paragraph", "set": "paragraph", "figdesc": "caption",
}  # fmt: skip
"""Elements that are a paragraph each where no other block is inside of them."""

MIXED = frozenset({"p", "ab", "head", "item", "cell", "l", "u", "label", "stage", "bibl", "speaker", "figdesc", "note"})
"""Blocks that are a paragraph also where others are inside of them: those come after it."""

BOXES = frozenset([
    "text", "front", "body", "back", "group", "floatingtext", "div", "div0", "div1", "div2", "div3", "div4", "div5",
    "div6", "div7", "lg", "sp", "spgrp", "list", "table", "row", "titlepage", "doctitle", "castgroup", "quote", "cit",
    "figure", "listbibl", "respons", "annotationblock", "performance", "prologue", "epilogue", "tei", "teicorpus",
])  # fmt: skip
"""Elements that hold blocks."""

LEFT_OUT = {
    "teiheader": "notice", "standoff": "comment", "fw": "running_title", "del": "deleted", "surplus": "deleted",
    "sic": "variant", "orig": "variant", "abbr": "variant", "am": "variant", "rdg": "variant", "witdetail": "comment",
    "index": "markup", "interp": "comment", "interpgrp": "comment", "spangrp": "comment", "linkgrp": "markup",
    "ana": "markup", "certainty": "comment", "respstmt": "comment", "facsimile": "comment", "sourcedoc": "comment",
    "notatedmusic": "drawing", "metamark": "comment", "addspan": "markup", "delspan": "markup", "desc": "description",
}  # fmt: skip
"""Elements that are not read, and why: what stands beside a better reading only in `choice` and `app`."""

_ALWAYS_BOXES = BOXES - {"quote", "cit"}
"""Those that stand in no running text."""
_DEEPEST = 6  # levels of headings that formats have
_READINGS = frozenset({"sic", "orig", "abbr", "am", "rdg"})
_CHOICES = frozenset({"choice", "app", "subst"})
_EMPHASIS = frozenset({"emph", "hi", "foreign", "mentioned", "distinct"})
_LOOKS = {"bold": "strong", "gras": "strong", "sup": "sup", "exposant": "sup", "sub": "sub", "underline": "u"}


def reason_to_leave_out(element: "_Element", name: str) -> str:
    """Say why an element is not read, "" where it is; the first reading is read where there is no better one."""
    reason = LEFT_OUT.get(name, "")
    if name not in _READINGS:
        return reason
    parent = element.getparent()
    if parent is None or local_name(parent) not in _CHOICES:
        return ""
    better = [one for one in parent if local_name(one) not in _READINGS and one.tag != element.tag]
    first = next(one for one in parent if local_name(one) in _READINGS)
    return reason if better or first is not element else ""


def marks_of(element: "_Element", name: str) -> list[tuple[str, str]]:
    """Give the names and values of the marks that an element makes inside of a block."""
    if name == "ref" and attribute(element, "target"):
        return [("a", attribute(element, "target"))]
    if name == "formula":
        return [("formula", "")]
    look = attribute(element, "rend") or attribute(element, "rendition") or attribute(element, "style")
    found = [mark for word, mark in _LOOKS.items() if word in look.lower()]
    if found:
        return [(mark, "") for mark in found]
    return [("em", "")] if name in _EMPHASIS or (name == "title" and element.getparent() is not None) else []


def holds_blocks(element: "_Element") -> bool:
    """Tell whether there are paragraphs inside of an element, those of its notes aside."""
    return any(
        (name := local_name(child)) in BLOCKS or name in _ALWAYS_BOXES or (name != "note" and holds_blocks(child))
        for child in element
    )


def level_of(element: "_Element", kind: Kind) -> int:
    """Give the level of a heading, by the divisions around it, or of a list's item, by the lists around it."""
    around = [local_name(one) for one in element.iterancestors()]
    if kind == "heading":
        return min(max(sum(name.startswith("div") for name in around), 1), _DEEPEST)
    return max(around.count("list"), 1) if kind == "list_item" else 0


def kind_of(element: "_Element", name: str, kind: Kind) -> Kind:
    """Tell what a block is; `kind` is what it is by what it stands in."""
    parent = element.getparent()
    if name == "head" and parent is not None and local_name(parent) in {"figure", "table"}:
        return "caption"
    found = BLOCKS.get(name, kind)
    return kind if found == "paragraph" else found
