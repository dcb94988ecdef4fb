"""What an element of HTML is to a reader: hidden, drawn, a page's number, a note, a mark; and the numbers of lists."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.formats.html.furniture import is_furniture
from pipeline.formats.html.hidden import NO_SHEET, Sheet, is_hidden, is_twin_of_formula
from pipeline.io.grids import is_grid, own
from pipeline.io.xml import all_text, attribute, local_name, plain_text, same_language

if TYPE_CHECKING:
    from lxml.etree import _Element

_INLINE = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "strike": "s", "tt": "code"} | {
    name: name
    for name in [
        "a", "abbr", "cite", "code", "dfn", "ins", "kbd", "mark", "s", "samp", "small", "sub", "sup", "u", "var",
    ]
}  # fmt: skip
_SKIPPED = dict.fromkeys(["script", "style", "head"], "script")
_SKIPPED |= dict.fromkeys(["template", "iframe", "object", "noframes", "noscript"], "fallback")
_SKIPPED |= dict.fromkeys(["canvas", "audio", "video"], "fallback") | dict.fromkeys(["svg", "math"], "drawing")
_SKIPPED |= dict.fromkeys(["rt", "rp", "rtc"], "reading") | {"del": "deleted"}
DRAWN = frozenset(["svg", "math", "canvas", "audio", "video"])
"""Elements that are marked where they stand, though their text is not read with what is around."""
_BUTTONS = frozenset(["submit", "button", "reset"])
LISTS = frozenset(["ul", "ol", "menu", "dir"])
_LAYOUT = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])  # inside of a table: it only places things
CELLS = frozenset(["td", "th"])
_LEAST_PAGE = 500  # characters of what may be a page, and no table in the cell of another; chosen by hand
_NOTES = re.compile(r"\b(?:foot|end|rear)?notes?\b")  # as epub:type or role
CALLS = re.compile(r"\b(?:doc-)?(?:noteref|backlink)\b")
LABEL = re.compile(
    r"[\[(]?\s*(?:note\s+)?(?:\d{1,4}|[a-z]|[ivxlc]+|[*†‡§¶]{1,4})\s*[\])]?|[↩↑⤴^]\ufe0e?", re.IGNORECASE
)
"""What a call of a note looks like, or the way back to it."""
_PAGE_BREAKS = re.compile(r"\b(?:doc-)?pagebreak\b")
_PAGE_CLASSES = frozenset(["pagenum", "pageno", "pagenumber", "pagebreak", "folio"])
_PAGE_NUMBER = re.compile(r"[\[({]?\s*(?:p(?:age|g|\.)?\s*)?(?:\d{0,5}|[ivxlc]+)\s*[\])}]?", re.IGNORECASE)


def marks_of(element: "_Element", name: str, language: str) -> Iterator[tuple[str, str]]:
    """Give the names and values of the marks that an element makes inside a block of a text in a language.

    What is English in a text that is not stays as it is.
    """
    tongue = attribute(element, "lang")
    english = bool(tongue) and same_language(tongue, "en") and not same_language("en", language)
    if english or not may_be_translated(element):
        yield "notranslate", ""
    elif tongue and name not in _INLINE:
        yield "lang", tongue
    if name in _INLINE and (name != "a" or attribute(element, "href")):
        yield _INLINE[name], attribute(element, "href") if name == "a" else ""


def may_be_translated(element: "_Element", around: bool = True) -> bool:
    """Tell whether an element lets its text be translated; where it says nothing, as what is `around` it does.

    >>> from lxml import html
    >>> page = html.fromstring("<p><i translate=no>a</i><i class='a notranslate'>b</i><i translate>c</i><i>d</i></p>")
    >>> [may_be_translated(one) for one in page], may_be_translated(page[3], False)
    ([False, False, True, True], False)
    """
    said: str | None = element.get("translate")
    if said is not None and said.strip().lower() in {"", "yes", "no"}:  # HTML Living Standard, 3.2.6.4
        return said.strip().lower() != "no"
    return around and "notranslate" not in attribute(element, "class").split()  # as machines that translate pages do


class ListNumbers:
    """The numbers of a list's items, https://html.spec.whatwg.org/#ordinal-value."""

    def __init__(self, element: "_Element") -> None:
        self.step = 1 if element.get("reversed") is None else -1
        start = _integer(attribute(element, "start"))
        self.next = start if start is not None else 1 if self.step > 0 else _items(element)
        self.shown = local_name(element) == "ol" and attribute(element, "type") in {"", "1"}

    def number(self, item: "_Element") -> str:
        """Give what a browser writes before the next item, "3."; "" for other lists and kinds of numbers."""
        value = _integer(attribute(item, "value"))
        number = self.next if value is None else value
        self.next = number + self.step
        return f"{number}." if self.shown and attribute(item, "type") in {"", "1"} else ""


def _items(element: "_Element") -> int:
    """Count the items of a list that are seen, those of lists inside of it aside."""
    count, left = 0, list(element)
    while left:
        child = left.pop()
        name = local_name(child)
        if not left_out_as(child, name):
            count += name == "li"
            left += [] if name in LISTS else child
    return count


def _integer(value: str) -> int | None:
    """Give a number as HTML has it in an attribute, None where there is none.

    >>> _integer(" -7th"), _integer("seven"), _integer("9" * 5000)
    (-7, None, None)
    """
    found = re.match(r"[ \t\n\f\r]*([+-]?[0-9]+)", value)
    return int(found[1]) if found and len(found[1]) < len("2147483648") else None


def is_data(table: "_Element") -> bool:
    """Tell whether a table holds data, and does not only lay out a page."""
    if attribute(table, "role") in {"presentation", "none"}:
        return False
    return is_grid(table, "tr", CELLS, _LAYOUT, deepest=2) and not _holds_page(table)


def _holds_page(table: "_Element") -> bool:
    """Tell whether a table that has others in it holds a page: much text, most of it in one cell or beside those.

    One with heads of its own holds data.

    >>> from lxml import html
    >>> inner = "<table><tr><td>Il pleut.</table>"
    >>> row = "<tr><{0}>Brest</{0}><td>{1}</td></tr>"
    >>> tables = (row.format(head, text) for head, text in (("td", inner), ("td", inner * 60), ("th", inner * 60)))
    >>> [_holds_page(html.fromstring(f"<table>{one * 2}</table>")) for one in tables]
    [False, True, False]
    """
    if next(table.iterdescendants("{*}table"), None) is None:
        return False
    cells = [cell for row in own(table, "tr", "table") for cell in row if local_name(cell) in CELLS]
    sizes = [(len(plain_text(cell)), next(cell.iterdescendants("{*}table"), None) is not None) for cell in cells]
    most = max(max((size for size, _ in sizes), default=0), sum(size for size, with_tables in sizes if with_tables))
    is_headed = any(local_name(cell) == "th" for cell in cells)
    return not is_headed and most >= _LEAST_PAGE and 2 * most > sum(size for size, _ in sizes)


def left_out_as(element: "_Element", name: str, sheet: Sheet = NO_SHEET) -> str:
    """Give the reason why nothing in an element is text to read, "" where it may be.

    Browsers hide or draw it, or it is a page's number, or leads around in the site; `sheet` has what styles hide.
    """
    if name in _SKIPPED:
        return _SKIPPED[name]
    if name != "dialog" and not (element.attrib or sheet.hiding):
        return "furniture" if is_furniture(element, name) else ""
    if is_hidden(element, name, sheet):
        return "hidden"
    if is_twin_of_formula(element):
        return "fallback"
    if is_furniture(element, name):
        return "furniture"
    return "page_number" if _is_page_number(element) else ""


def spoken_text(element: "_Element") -> str:
    """Give all the text in an element, and after it what its pictures, drawings and fields say."""
    pictures = (attribute(picture, "alt") for picture in element.iter("{*}img"))
    drawings = (attribute(drawing, "aria-label") for drawing in element.iter("{*}svg"))
    return " ".join(
        [all_text(element), *pictures, *drawings, *map(field_text, element.iter("{*}input", "{*}textarea"))]
    )


def field_text(element: "_Element") -> str:
    """Give what a field of a form says before anybody fills it in, or what a button in it is called."""
    named = attribute(element, "type").lower() in _BUTTONS
    return " ".join([attribute(element, "placeholder"), attribute(element, "value") if named else ""])


def _is_page_number(element: "_Element") -> bool:
    """Tell whether an element is the number of a printed page, which stands anywhere, inside of words too."""
    classes = attribute(element, "class").lower().replace("-", "").replace("_", "").split()
    marked = is_typed(element, _PAGE_BREAKS) or not _PAGE_CLASSES.isdisjoint(classes)
    holds_picture = marked and any(True for _ in element.iter("{*}img", "{*}image"))
    return marked and not holds_picture and _PAGE_NUMBER.fullmatch(plain_text(element)) is not None


def is_note(element: "_Element") -> bool:
    """Tell whether an element is a note or a collection of notes, also as the makers of Wikipedia's pages mark them."""
    is_wiki = local_name(element) == "ol" and "references" in attribute(element, "class").split()
    return is_wiki or is_typed(element, _NOTES)


def is_typed(element: "_Element", types: re.Pattern[str]) -> bool:
    """Tell whether an element is of some type, by its epub:type or its role."""
    return any(
        types.search(value) for key, value in element.items() if key == "role" or key.endswith(("}type", ":type"))
    )


def is_raised(element: "_Element") -> bool:
    """Tell whether all of an element's text is raised."""
    above = element.getparent()
    inside = [child for child in element if local_name(child) == "sup"]
    return (above is not None and local_name(above) == "sup") or (len(inside) == 1 == len(element) and not element.text)
