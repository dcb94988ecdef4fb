"""HTML and XHTML: a paragraph for each block of text, what stands inside of blocks as marks.

White space is collapsed as browsers do. Blocks of code, of another language and with translate="no" are copied;
scripts, styles and forms' inner workings are no text. https://html.spec.whatwg.org/
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Kind, Paragraph, Text
from pipeline.errors import InputError
from pipeline.read.encoding import decode
from pipeline.read.kinds import shape
from pipeline.read.markup import attribute, local_name, parse_html
from pipeline.read.running import RunningText

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_INLINE = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "a": "a", "del": "s", "strike": "s", "tt": "code"}
_INLINE |= {
    name: name
    for name in [
        "sup",
        "sub",
        "code",
        "kbd",
        "samp",
        "var",
        "u",
        "s",
        "q",
        "cite",
        "small",
        "mark",
        "abbr",
        "dfn",
        "ins",
    ]
}
_SKIPPED = frozenset(["script", "style", "template", "head", "iframe", "object", "noframes"])
_DRAWN = frozenset({"svg", "math", "canvas", "audio", "video"})
_KINDS: dict[str, Kind] = {"blockquote": "quote", "caption": "caption", "figcaption": "caption"}
_KINDS |= {"td": "cell", "th": "cell", "dt": "list_item", "dd": "list_item", "pre": "code", "textarea": "code"}
_NOTES = re.compile(r"\b(?:doc-)?(?:footnote|endnote|rearnote|note)\b")


def read_html(data: bytes, encoding: str, language: str) -> Text:
    """The blocks of an HTML file, numbered "#1", "#2"...; its title is the page's."""
    content, codec = decode(data, _declared(data) if encoding == "auto" else encoding)
    root = parse_html(content)
    title = " ".join("".join(str(text) for node in root.iter("title") for text in node.itertext()).split())
    paragraphs = tuple(blocks(root, language, ""))
    heading = next((paragraph.text for paragraph in paragraphs if paragraph.kind == "heading"), "")
    return Text(language, paragraphs, title or heading, codec)


def blocks(root: "_Element", language: str, part: str) -> Iterator[Paragraph]:
    """Every block of an (X)HTML tree in order; `part` names the tree in their locators."""
    from lxml import etree

    walk = _Walk(language, part)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        name = local_name(element)
        if event == "start" and (name in _SKIPPED or name in _DRAWN):
            if name in _DRAWN:
                walk.text.mark("html", etree.tostring(element, encoding="unicode", with_tail=False))
            events.skip_subtree()
        elif event == "start":
            yield from walk.enter(element, name)
        else:
            yield from walk.leave(element, name)
    yield from walk.flush()


class _Walk:
    """Where in a tree the walk stands, and the block that it collects."""

    def __init__(self, language: str, part: str) -> None:
        self.language = language
        self.part = part
        self.number = 0
        self.text = RunningText()
        self.open: list[_Element] = []
        self.fresh_item = False

    def enter(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """An element begins, with the text before its first child."""
        if name in _BLOCKS:
            yield from self.flush()
            self.open.append(element)
            self.fresh_item = self.fresh_item or name == "li"
            if name == "hr":
                yield self._numbered(Paragraph("* * *", translate=False))
        elif name == "br":
            if self.text.ends_with_break and not self._verbatim():
                yield from self.flush()
            self.text.mark("br", text="\n") if self._verbatim() else self.text.line_break()
        elif name == "img":
            self.text.mark("img", attribute(element, "src"), attribute(element, "alt"))
        else:
            self.text.open(*self._inline(element, name))
        self.text.add(element.text, collapse=not self._verbatim())

    def leave(self, element: "_Element", name: str) -> Iterator[Paragraph]:
        """An element ends, with the text after it."""
        if name in _BLOCKS:
            yield from self.flush()
            self.open.pop()
            self.fresh_item = self.fresh_item and name != "li"
        elif name not in {"br", "img"} | _SKIPPED | _DRAWN:
            self.text.close()
        self.text.add(element.tail, collapse=not self._verbatim())

    def flush(self) -> Iterator[Paragraph]:
        """The block collected so far, if there is any."""
        kind, level = self._kind()
        translate = kind != "code" and self._translated()
        paragraph = self.text.paragraph(kind, level, translate=translate)
        if not paragraph.text and not any(mark.name in {"img", "html"} for mark in paragraph.marks):
            return
        if paragraph.kind == "paragraph" and shape(paragraph.text).kind == "dialogue":
            paragraph = Paragraph(paragraph.text, "dialogue", translate=translate, marks=paragraph.marks)
        self.fresh_item = False
        yield self._numbered(paragraph)

    def _numbered(self, paragraph: Paragraph) -> Paragraph:
        self.number += 1
        where = f"{self.part}#{self.number}"
        return Paragraph(paragraph.text, paragraph.kind, paragraph.level, where, paragraph.translate, paragraph.marks)

    def _kind(self) -> tuple[Kind, int]:
        names = [local_name(element) for element in self.open]
        for element, name in zip(reversed(self.open), reversed(names), strict=True):
            if re.fullmatch("h[1-6]", name):
                return "heading", int(name[1])
            if name == "li" and self.fresh_item:
                return "list_item", max(sum(other in {"ul", "ol", "menu", "dir"} for other in names), 1)
            if _NOTES.search(f"{attribute(element, 'type')} {attribute(element, 'role')}") and name != "ol":
                return "note", 0
            if name in _KINDS:
                return _KINDS[name], 1 if _KINDS[name] == "list_item" else 0
        return "paragraph", 0

    def _inline(self, element: "_Element", name: str) -> tuple[str, str]:
        """The name and value of the mark that an element inside a block makes; "" for none."""
        if attribute(element, "translate") == "no":
            return "notranslate", ""
        if name == "a":
            return "a" if attribute(element, "href") else "", attribute(element, "href")
        if name not in _INLINE and attribute(element, "lang"):
            return "lang", attribute(element, "lang")
        return _INLINE.get(name, ""), ""

    def _verbatim(self) -> bool:
        return any(local_name(element) in {"pre", "textarea"} for element in self.open)

    def _translated(self) -> bool:
        """Whether a block is to be translated: the innermost element that says so decides."""
        said = next((attribute(e, "translate") for e in reversed(self.open) if attribute(e, "translate")), "yes")
        tongue = next(
            (attribute(e, "lang") for e in reversed(self.open) if attribute(e, "lang") and not _is_frame(e)),
            self.language,  # what <html lang> says is often only what a template says
        )
        return said != "no" and tongue.lower().split("-")[0] == self.language


def _is_frame(element: "_Element") -> bool:
    return local_name(element) in {"html", "body"}


def _declared(data: bytes) -> str:
    """The encoding that a page declares, where it holds; "auto" otherwise."""
    found = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", data[:4096], re.IGNORECASE)
    name = found[1].decode("ascii", "replace") if found else "auto"
    name = "cp1252" if name.lower() in {"iso-8859-1", "latin1", "us-ascii"} else name  # as browsers do
    try:
        decode(data, name)
    except InputError:
        return "auto"
    return name
