"""Join drop capitals of OpenDocument texts that stand in a box of their own with the text that goes on with them.

A drop capital that the word processor itself makes is a matter of style: its letter is in its paragraph.
"""

from typing import TYPE_CHECKING

from pipeline.io.kinds import is_initial
from pipeline.io.xml import all_text, local_name
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHAPES = ("{*}custom-shape", "{*}rect")  # which hold text without a box
_LONGEST_INITIAL = 8  # characters with white space around; longer texts are not looked at


def join_initials(body: "_Element", ledger: Ledger) -> None:
    """Put the letter of every box that is nothing but a drop capital at the beginning of the text after it.

    That is the paragraph in which the box hangs, or the next one where the box is alone. The tree is changed; what is
    dropped from it besides the letter is entered in the ledger.
    """
    looked_at: set[_Element] = set()  # a drop capital is in the first box of its paragraph
    for box in list(body.iter("{*}text-box", *_SHAPES)):
        frame = box.getparent() if local_name(box) == "text-box" else box
        paragraph = next(box.iterancestors("{*}p", "{*}h"), None)
        if frame is not None and paragraph is not None and paragraph not in looked_at:
            looked_at.add(paragraph)
            _join(box, frame, paragraph, ledger)


def _join(box: "_Element", frame: "_Element", paragraph: "_Element", ledger: Ledger) -> None:
    """Put the letter of a box in a frame before its text, if it is a drop capital."""
    letter, above = all_text(box).strip(), frame.getparent()
    if above is None or not 0 < len(letter) <= _LONGEST_INITIAL:
        return
    rest = all_text(paragraph).replace(all_text(frame), "", 1).strip()
    following = paragraph if rest else paragraph.getnext()
    if (
        following is None
        or local_name(following) not in {"p", "h"}
        or not is_initial(letter, rest or all_text(following).lstrip())
    ):
        return
    following.text = letter + (following.text or "")
    if frame is not box:
        for other in frame:
            if other is not box:
                ledger.leave_out("fallback", all_text(other))
    tail, before = frame.tail or "", frame.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    above.remove(frame)
