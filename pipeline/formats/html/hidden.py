"""What a page holds and does not show: by attributes, by styles in place, by simple rules of its style sheets.

Rules of style sheets count only where it is sure that nothing shows again what they hide.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\b", re.IGNORECASE
)
_AWAY = re.compile(r"(?:left|text-indent|top)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*(?:0|1px)(?:px)?[\s,]", re.IGNORECASE)
_SAYS = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:", re.IGNORECASE)
_FOR_EARS = re.compile(
    r"(?:[a-z]+-)?(?:visually-?hidden|hidden-?visually|sr-?only|screen-?reader-?(?:text|only)|element-invisible"
    r"|a11y-hidden|off-?screen)(?:-focusable)?"
)
"""Classes of text that is only read aloud: what is seen says the same, or it leads around in the page."""
_SIMPLE = re.compile(r"[a-z][a-z\d]*|(?:[a-z][a-z\d]*)?[.#][\w-]+", re.IGNORECASE)
_NAMED = re.compile(r"[.#][\w-]+")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_PIECE = re.compile(r"[{}]|[^{}]+")
_ALWAYS_SHOWN = frozenset(["html", "body", "main", "article"])  # a script shows them, once a page is there


class _Rule(NamedTuple):
    """One selector of a style sheet, what is said of it, and whether that holds only under a condition."""

    selector: str
    said: str
    is_conditional: bool


def _rules(styles: Iterable[str]) -> Iterator[_Rule]:
    """Give the rules of style sheets, a selector each."""
    for style in styles:
        around: list[str] = []
        text = ""
        for piece in _PIECE.findall(_COMMENT.sub(" ", style)):
            if piece == "{":
                around.append(text)
            elif piece == "}" and around:
                selectors = around.pop().rpartition(";")[2]
                yield from (_Rule(one.strip(), text, bool(around)) for one in selectors.split(","))
            text = "" if piece in "{}" else piece


class Sheet:
    """The rules of a page's own style sheets that hide something.

    >>> sheet = Sheet([".a, p.b {display: none} .c {visibility:hidden} .x .c {visibility: visible}"])
    >>> sorted(sheet.hiding)
    ['.a', 'p.b']
    """

    def __init__(self, styles: Iterable[str] = ()) -> None:
        hiding: set[str] = set()
        showing: set[str] = set()
        for rule in _rules(styles):
            if not _HIDES.search(rule.said):
                showing.update([rule.selector, *_NAMED.findall(rule.selector)] if _SAYS.search(rule.said) else ())
            elif not rule.is_conditional and _SIMPLE.fullmatch(rule.selector):
                hiding.add(rule.selector)
        self.hiding = frozenset(one for one in hiding if showing.isdisjoint([one, *_NAMED.findall(one)]))

    def hides(self, element: "_Element", name: str) -> bool:
        """Tell whether a rule hides an element with this name."""
        if not self.hiding:
            return False
        signs = [f".{piece}" for piece in attribute(element, "class").split()]
        signs += [f"#{piece}" for piece in attribute(element, "id").split()]
        return not self.hiding.isdisjoint([name, *signs, *(f"{name}{sign}" for sign in signs)])


NO_SHEET = Sheet()


def sheet_of(root: "_Element") -> Sheet:
    """Give the rules of a page that hide something."""
    return Sheet(element.text or "" for element in root.iter("{*}style"))


def is_hidden(element: "_Element", name: str, sheet: Sheet = NO_SHEET) -> bool:
    """Tell whether an element is not shown, though its elements around are.

    A formula is read also where a page hides it, since it has it as a picture beside.
    """
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if waits_for_a_script(element, name):
        return True
    if name in _ALWAYS_SHOWN or not (element.attrib or sheet.hiding):
        return False
    style, classes = attribute(element, "style"), attribute(element, "class").lower().replace("_", "-").split()
    hides = _HIDES.search(style) or _AWAY.search(style) or any(map(_FOR_EARS.fullmatch, classes))
    hides = hides or (sheet.hides(element, name) and not _SAYS.search(style))
    return bool(hides) and not _holds_formula(element)


def waits_for_a_script(element: "_Element", name: str) -> bool:
    """Tell whether an element is shown only once a script or a button opens it, as a dialog that is closed.

    >>> from lxml import html
    >>> page = html.fromstring("<div><dialog>a</dialog><dialog open>b</dialog><p popover>c</p></div>")
    >>> [waits_for_a_script(one, one.tag) for one in page]
    [True, False, True]
    """
    return (name == "dialog" and element.get("open") is None) or element.get("popover") is not None


def is_twin_of_formula(element: "_Element") -> bool:
    """Tell whether an element draws again, with letters, the formula beside it; then it is hidden from a reading aloud.

    >>> from lxml import html
    >>> page = html.fromstring("<p><span><math><mi>x</mi></math></span><span aria-hidden='true'>x</span></p>")
    >>> [is_twin_of_formula(span) for span in page]
    [False, True]
    """
    if attribute(element, "aria-hidden").lower() != "true":
        return False
    beside = (element.getprevious(), element.getnext())
    return any(other is not None and _holds_formula(other) for other in beside)


def _holds_formula(element: "_Element") -> bool:
    """Tell whether an element is a formula, or holds one before anything else."""
    while local_name(element) != "math":
        if not len(element) or (element.text or "").strip():
            return False
        element = element[0]
    return True
