"""Fields of a Word file: what they say to Word, and what they show. ECMA-376, part 1, 17.16.

A field begins, is set apart from what it shows, and ends. Between its beginning and that place stands what it says to
Word, its code, in which other fields may stand: what those show is not seen.
"""

from typing import TYPE_CHECKING

from pipeline.formats.docx.codes import shown_by
from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

OFF = frozenset(["0", "false", "off"])
"""How a switch says that it is off."""
_MOST_DIGITS = 4  # of the number of an entry; longer ones are nonsense


def texts_in_codes(paragraph: "_Element") -> set["_Element"]:
    """Give the elements of text in a paragraph that stand in the code of a field, and are not seen.

    A field that begins in the paragraph and neither shows anything nor ends in there is damaged, or goes on in the
    next one: what stands after its beginning is text.
    """
    found: set[_Element] = set()
    code: list[_Element] = []  # the texts in the code of the outermost field whose code is open
    outermost: int | None = None  # how many fields are around that one, None where there is none
    begun: list[bool] = []  # the fields around the place, each with whether it has begun to show something
    for element in paragraph.iter("{*}fldChar", "{*}t"):
        kind = attribute(element, "fldCharType") if local_name(element) == "fldchar" else ""
        if not kind:
            code += [element] if outermost is not None else []
        elif kind == "begin":
            outermost = len(begun) if outermost is None else outermost
            begun.append(False)
        elif begun and kind in {"separate", "end"}:
            if outermost == len(begun) - 1:
                found.update(code)
                code, outermost = [], None
            begun.pop()
            begun += [True] if kind == "separate" else []
    return found


def computed(paragraph: "_Element") -> dict["_Element", str]:
    """Give what fields in a paragraph show that keep no result, by the elements that end them."""
    found: dict[_Element, str] = {}
    codes: list[str | None] = []  # of the fields around the place; None for one that keeps a result
    for element in paragraph.iter("{*}fldChar", "{*}instrText", "{*}fldSimple"):
        kind = attribute(element, "fldCharType")
        if local_name(element) == "fldsimple":
            if not len(element) and (shown := shown_by(attribute(element, "instr"))):
                found[element] = shown
        elif kind == "begin":
            codes.append("")
        elif codes and kind == "separate":
            codes[-1] = None
        elif codes and kind == "end":
            code = codes.pop()
            if code and not any(isinstance(outer, str) for outer in codes) and (shown := shown_by(code)):
                found[element] = shown
        elif codes and not kind and isinstance(codes[-1], str):
            codes[-1] += element.text or ""
    return found


def form_value(field: "_Element") -> str:
    """Give what the beginning of a form's field shows: a box, ticked or not, or the entry of a list that was chosen.

    Both are in attributes (17.16.7, checkBox, and 17.16.9, ddList); "" for all other fields.
    """
    box = next(field.iterfind("{*}ffData/{*}checkBox"), None)
    if box is not None:
        state = next((node for name in ("checked", "default") for node in box.iterfind("{*}" + name)), None)
        return "☒" if state is not None and attribute(state, "val") not in OFF else "☐"
    choices = next(field.iterfind("{*}ffData/{*}ddList"), None)
    if choices is None:
        return ""
    entries = [attribute(node, "val") for node in choices.iterfind("{*}listEntry")]
    numbers = (attribute(node, "val") for name in ("result", "default") for node in choices.iterfind("{*}" + name))
    number = next(numbers, "0")
    chosen = int(number) if number.isdecimal() and len(number) <= _MOST_DIGITS else 0
    return entries[chosen] if chosen < len(entries) else ""
