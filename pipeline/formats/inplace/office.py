"""What elements of Office's formats are to a paragraph: runs with properties, in Word's own language and DrawingML."""

from collections.abc import Hashable
from typing import TYPE_CHECKING, Literal

from pipeline.formats.inplace.arranging import Stay
from pipeline.formats.inplace.trees import Inline, Role
from pipeline.io.xml import attribute, local_name, namespace_of

if TYPE_CHECKING:
    from lxml.etree import _Element

FIELD = "{urn:pipeline}field"
"""A stand-in around a field of Word, which has no element of its own."""
_WORD = "wordprocessingml"
_STAYS: dict[str, Stay | Literal["text"]] = {"t": "text", "nobreakhyphen": "text", "softhyphen": "text"}
_STAYS |= dict.fromkeys(["tab", "ptab", "br", "cr"], "break")
_STAYS |= dict.fromkeys(["sym", "omath", "fldchar"], "kept")
_STAYS |= dict.fromkeys(["bookmarkstart", "commentrangestart", "permstart", "instrtext"], "before")
_PROPERTIES = frozenset(["ppr", "rpr", "sdtpr", "sdtendpr", "smarttagpr", "customxmlpr", "fldpr", "rubypr"])
_ENDS = {"bookmarkstart": "bookmark", "bookmarkend": "bookmark", "permstart": "perm", "permend": "perm"}
_ENDS |= {"commentrangestart": "comment", "commentrangeend": "comment"}
_UNLIKE = frozenset(["lang", "noproof", "webhidden"])  # properties of a run that nobody sees
_UNLIKE_ATTRIBUTES = frozenset(["lang", "altLang", "dirty", "err", "smtClean", "smtId", "noProof"])
_SAY_LANGUAGE = ("{*}rPr", "{*}endParaRPr", "{*}defRPr")  # of DrawingML, in an attribute
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def say_language(root: "_Element", language: str) -> bool:
    """Say that what was French is English, for those who check spelling; tell whether anything was."""
    tag = language if "-" in language else "en-US"
    changed = False
    for element in root.iter("{*}lang", "{*}themeFontLang", *_SAY_LANGUAGE):
        for name, value in list(element.attrib.items()):
            kind = str(name).rpartition("}")[2]
            if (
                kind in ({"val"} if local_name(element) in {"lang", "themefontlang"} else {"lang"})
                and str(value).lower()[:2] == "fr"
            ):
                element.set(name, tag)
                changed = True
    return changed


def _role(element: "_Element") -> Role:
    """Tell whether an element gives its text a look, or encloses it; what fields show most often stays as it is."""
    name = local_name(element)
    if name == "r":
        return "look"
    if name == "fld" or (name in {"field", "fldsimple"} and "HYPERLINK" not in attribute(element, "instr").upper()):
        return "fixed"
    return "whole"


def _stay(element: "_Element") -> Stay | Literal["text", ""]:
    """Tell what an element is to the text beside it."""
    return _STAYS.get(local_name(element), "")


def _key(run: "_Element") -> Hashable:
    """Give what is the same for all runs that look the same."""
    return tuple(_seen(one) for one in _properties(run))


def _seen(properties: "_Element") -> Hashable:
    """Give what is to be seen of some properties."""
    attributes = (pair for pair in properties.attrib.items() if pair[0].rpartition("}")[2] not in _UNLIKE_ATTRIBUTES)
    inside = (_seen(one) for one in properties if local_name(one) not in _UNLIKE)
    return properties.tag, tuple(sorted(attributes)), tuple(inside)


def _properties(element: "_Element") -> list["_Element"]:
    """Give the parts of an element that are none of its content."""
    return [child for child in element if local_name(child) in _PROPERTIES]


def _pair(element: "_Element") -> Hashable:
    """Name what begins or ends at an element."""
    kind = _ENDS.get(local_name(element))
    return (kind, attribute(element, "id")) if kind else None


def _add(element: "_Element", text: str) -> None:
    """Put text into a run or a field, or in a run of its own into anything else."""
    from lxml import etree

    space = namespace_of(element)
    if local_name(element) not in {"r", "fld"}:
        above = element
        while "pipeline" in space and above is not None:
            above = above.getparent()
            space = "" if above is None else namespace_of(above)
        element = etree.SubElement(element, f"{{{space}}}r")
    made = etree.SubElement(element, f"{{{space}}}t")
    made.text = " ".join(text.split("\n"))
    if _WORD in space and made.text != made.text.strip():
        made.set(_SPACE, "preserve")


def _links(element: "_Element") -> bool:
    """Tell whether an element is a link."""
    return local_name(element) == "hyperlink"


OFFICE = Inline(_role, _stay, _add, _key, _properties, _pair, _links, apart=True)
