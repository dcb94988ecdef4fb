"""What the blocks around a place in a page say about the text there."""

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Cell, Kind
from pipeline.formats.html.roles import LISTS, is_note, may_be_translated
from pipeline.io.xml import attribute, local_name, same_language

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre",
    "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
])  # fmt: skip
_CONTROLS = frozenset(["button", "label"])  # blocks, unless they stand inside of a sentence
_VERBATIM = frozenset(["pre", "textarea"])
_VERSE = frozenset(["poem", "poeme", "poésie", "poesie", "poetry", "stanza", "strophe"])  # classes of blocks
_KINDS: dict[str, Kind] = {"blockquote": "quote", "caption": "caption", "figcaption": "caption"}
_KINDS |= {"td": "cell", "th": "cell", "dt": "list_item", "dd": "list_item", "pre": "code", "textarea": "code"}


def is_block(element: "_Element", name: str) -> bool:
    """Tell whether an element with this name begins a block, and ends one.

    >>> from lxml import html
    >>> page = html.fromstring("<div><p>Cliquez sur <button>OK</button>.</p><label>Nom</label> <input/></div>")
    >>> [is_block(element, element.tag) for element in page.iterdescendants()]
    [True, False, True, False]
    """
    if name not in _CONTROLS:
        return name in _BLOCKS
    before, above = element.getprevious(), element.getparent()
    beside = [element.tail, before.tail if before is not None else above.text if above is not None else None]
    return not any(map(str.isalpha, "".join(filter(None, beside))))


class Context(NamedTuple):
    """What the blocks around a place say about the text there."""

    kind: Kind = "paragraph"
    level: int = 0
    lists: int = 0  # how many lists it is in
    item: bool = False  # in a list item, and not in something else in there
    translate: bool = True
    native: bool = True  # in the language of the text
    verbatim: bool = False
    cell: Cell | None = None

    def inside(self, element: "_Element", name: str, language: str) -> "Context":
        """Give the context in a block of this context."""
        kind, level, item = self.kind, self.level, self.item
        if name == "li":
            item = kind != "note"
        elif re.fullmatch("h[1-6]", name):
            kind, level, item = "heading", int(name[1]), False
        elif name in _KINDS:
            kind, item = _KINDS[name], False
            level = 1 if kind == "list_item" else 0
        if kind == "paragraph" and not _VERSE.isdisjoint(attribute(element, "class").lower().split()):
            kind = "verse"
        if is_note(element):
            kind, level, item = "note", 0, False
        tongue = attribute(element, "lang")
        return Context(
            kind,
            level,
            self.lists + (name in LISTS),
            item,
            may_be_translated(element, self.translate),
            # what <html lang> says is often only what a template says
            same_language(tongue, language) if tongue and name not in {"html", "body"} else self.native,
            self.verbatim or name in _VERBATIM,
            self.cell,
        )


def is_display(formula: "_Element") -> bool:
    """Tell whether a formula stands on a line of its own, as it says itself or what a program made around it says.

    >>> from lxml import html
    >>> page = html.fromstring("<p><math display='block'></math><span class='katex-display'><math></math></span></p>")
    >>> [is_display(formula) for formula in page.iter("math")]
    [True, True]
    """
    if attribute(formula, "display") == "block" or attribute(formula, "mode") == "display":
        return True
    around: _Element | None = formula.getparent()
    while around is not None and local_name(around) in {"span", "semantics"} | _FRAMES:
        if attribute(around, "display") == "true" or not _DISPLAYS.isdisjoint(attribute(around, "class").split()):
            return True
        around = around.getparent()
    return False


_FRAMES = frozenset(["mjx-container", "mjx-assistive-mml"])
_DISPLAYS = frozenset(["katex-display", "MathJax_Display"])
