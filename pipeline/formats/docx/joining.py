"""Join paragraphs of a Word file that are one to a reader: a drop capital and its text, one whose mark is not seen.

The mark at its end makes a paragraph (ECMA-376, part 1, 17.3.1.29). Where it is hidden, or a tracked change has deleted
it or moved it away (17.13.5.15, 17.13.5.21), the text runs on into the next paragraph; and Word itself
writes a drop capital as a paragraph with a frame (17.3.1.11, framePr).
"""

from typing import TYPE_CHECKING

from pipeline.io.kinds import is_initial
from pipeline.io.xml import all_text, attribute, local_name
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_INITIAL = 8  # characters with white space around; longer texts are not looked at
_OFF = frozenset(["0", "false", "off"])


def join_paragraphs(root: "_Element", ledger: Ledger) -> None:
    """Put the content of every paragraph that ends with no mark to see at the beginning of the next one.

    The tree is changed. What is dropped from it, the second form of a text box, is entered in the ledger.
    """
    looked_at: set[_Element] = set()  # a drop capital is in the first box of its paragraph
    for box in list(root.iter("{*}txbxContent")):
        paragraph = next(box.iterancestors("{*}p"), None)
        if paragraph is not None and paragraph not in looked_at:
            looked_at.add(paragraph)
            _join_box(box, paragraph, ledger)
    for paragraph in reversed(list(root.iter("{*}p"))):  # from the end, so that a chain of them is moved only once
        above, following = paragraph.getparent(), _going_on(paragraph)
        if above is not None and following is not None and _runs_on(paragraph, following):
            if next(paragraph.iterfind("{*}pPr/{*}framePr"), None) is not None:
                _straighten(paragraph)
            _put_before(list(paragraph), following)
            above.remove(paragraph)


def _runs_on(paragraph: "_Element", following: "_Element") -> bool:
    """Tell whether a paragraph goes on in the following one."""
    frame = next(paragraph.iterfind("{*}pPr/{*}framePr"), None)
    if frame is not None and next(following.iterfind("{*}pPr/{*}framePr"), None) is None:
        return attribute(frame, "dropCap") in {"drop", "margin"} or _is_initial(all_text(paragraph), following)
    if any(True for name in ("del", "moveFrom") for _ in paragraph.iterfind(f"{{*}}pPr/{{*}}rPr/{{*}}{name}")):
        return True
    mark = next(paragraph.iterfind("{*}pPr/{*}rPr/{*}vanish"), None)
    # a style separator lets a title and its text stand on one line, and they are two paragraphs all the same
    separates = next(paragraph.iterfind("{*}pPr/{*}rPr/{*}specVanish"), None) is not None
    return mark is not None and attribute(mark, "val") not in _OFF and not separates


def _join_box(box: "_Element", paragraph: "_Element", ledger: Ledger) -> None:
    """Put the letter that is all the text of a box before the text that goes on with it, if there is any.

    That is the paragraph in which the box hangs, or the next one where the box is alone.
    """
    letter = all_text(box).strip()
    if not 0 < len(letter) <= _LONGEST_INITIAL:
        return
    forms = next(box.iterancestors("{*}AlternateContent"), None)
    whole = box if forms is None else forms
    rest = _text_outside_of_boxes(paragraph)
    following = paragraph if rest.strip() else _next_paragraph(paragraph)
    above = whole.getparent()
    if (
        above is not None
        and following is not None
        and is_initial(letter, (rest.strip() or all_text(following)).lstrip())
    ):
        _straighten(box)
        _put_before(list(box.iter("{*}r")), following)
        ledger.leave_out("fallback", all_text(whole))
        above.remove(whole)


def _text_outside_of_boxes(paragraph: "_Element") -> str:
    """Give the text of a paragraph but for that of its boxes."""
    inside = {node for box in paragraph.iter("{*}txbxContent") for node in box.iter("{*}t")}
    return "".join(str(node.text or "") for node in paragraph.iter("{*}t") if node not in inside)


def _is_initial(letter: str, following: "_Element") -> bool:
    """Tell whether a paragraph is nothing but the first letter of the following one."""
    return len(letter) <= _LONGEST_INITIAL and is_initial(letter.strip(), all_text(following).lstrip())


def _straighten(part: "_Element") -> None:
    """Take away that letters are lowered, as Word sets a drop capital on its line: it is no subscript."""
    for look in list(part.iter("{*}position")):
        above = look.getparent()
        if above is not None:
            above.remove(look)


def _next_paragraph(paragraph: "_Element") -> "_Element | None":
    """Give the paragraph right after another one; places of bookmarks and the like may stand between them."""
    following = paragraph.getnext()
    while following is not None and not len(following) and local_name(following) != "p" and not all_text(following):
        following = following.getnext()
    return following if following is not None and local_name(following) == "p" else None


def _going_on(paragraph: "_Element") -> "_Element | None":
    """Give the paragraph that another one may go on in; between a drop capital and its text some may be empty."""
    following = _next_paragraph(paragraph)
    if next(paragraph.iterfind("{*}pPr/{*}framePr"), None) is not None:
        while following is not None and _is_empty(following):
            following = _next_paragraph(following)
    return following


def _is_empty(paragraph: "_Element") -> bool:
    """Tell whether a paragraph has nothing to see: no text, no picture, no formula."""
    return not any(True for _ in paragraph.iter("{*}t", "{*}drawing", "{*}pict", "{*}object", "{*}sym", "{*}oMath"))


def _put_before(content: list["_Element"], paragraph: "_Element") -> None:
    """Put content of one paragraph at the beginning of another, after its properties."""
    moved = [one for one in content if local_name(one) != "ppr"]
    first = next(iter(paragraph), None)
    if first is None:
        paragraph.extend(moved)
    elif local_name(first) == "ppr":
        for one in reversed(moved):
            first.addnext(one)
    else:
        for one in moved:
            first.addprevious(one)
