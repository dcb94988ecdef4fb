"""Tracked changes of a Word file, taken over as the author's final text. ECMA-376, part 1, 17.13.5."""

from typing import TYPE_CHECKING

from pipeline.io.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_OUT = ("{*}del", "{*}moveFrom")
_IN = ("{*}ins", "{*}moveTo")
_CHANGES = ("ppr", "rpr", "sectpr", "tblpr", "tblgrid", "trpr", "tcpr", "tblprex", "numbering")
_MARKERS = frozenset([f"{name}change" for name in _CHANGES])
_MARKERS |= {f"move{way}range{end}" for way in ("from", "to") for end in ("start", "end")}
_MARKERS |= {"prooferr", "lastrenderedpagebreak"}  # what Word remembers for itself
_IN_PROPERTIES = frozenset(["rpr", "trpr", "tcpr", "numpr"])


def accept_text(root: "_Element") -> bool:
    """Take over what was put in, and drop what was taken out, inside of paragraphs; tell whether there was any.

    What is said of ends of paragraphs and of rows stays for `accept_rest`: readers go by it.
    """
    changed = False
    for element in list(root.iter(*_OUT, *_IN)):
        above = element.getparent()
        if above is None or local_name(above) in _IN_PROPERTIES:
            continue
        changed = True
        if local_name(element) in {"ins", "moveto"}:
            for child in list(element):
                element.addprevious(child)
        above.remove(element)
    for element in list(root.iter("{*}*")):
        above = element.getparent()
        if local_name(element) in _MARKERS and above is not None:
            above.remove(element)
            changed = True
    return changed


def accept_rest(root: "_Element") -> None:
    """Drop rows that were taken out, and all that is left of what was said of changes."""
    for row in list(root.iter("{*}tr")):
        above = row.getparent()
        if above is not None and next(row.iterfind("{*}trPr/{*}del"), None) is not None:
            above.remove(row)
    for element in list(root.iter(*_OUT, *_IN, "{*}cellIns")):
        above = element.getparent()
        if above is not None:
            above.remove(element)
