"""A paragraph in a tree of XML: found as items that can be arranged anew, and filled with what came of that.

Where text stands, readers tell by `Origin`s. A format tells by its `Inline` what its elements are to a paragraph.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pipeline.bilingual.passages import Passage
from pipeline.document import Mark
from pipeline.formats.inplace.arranging import Item, Point, Put, Run, Stay, Whole, arrange, marks_of
from pipeline.io.builder import Origin
from pipeline.io.characters import xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

Role = Literal["look", "whole", "fixed"]


def _nothing(element: "_Element") -> list["_Element"]:
    """Give no properties."""
    return []


@dataclass(frozen=True, slots=True)
class Inline:
    """What the elements of a format are to a paragraph.

    `role` says of one around text whether it only gives it a look, or is whole; `stay` of one that is read as
    characters whether it is "text", or what it stays beside; of all others only the latter. `key` is equal for looks
    that are the same, `properties` are the parts of an element that are none of its content, `pair` names what begins
    or ends at a place, `links` tells whether an element is a link. `add` puts text into an element, `say` into one that
    stands for some. Where they are `apart`, no two pieces share an element that gives a look.
    """

    role: Callable[["_Element"], Role]
    stay: Callable[["_Element"], Stay | Literal["text", ""]]
    add: Callable[["_Element", str], None]
    key: Callable[["_Element"], Hashable]
    properties: Callable[["_Element"], list["_Element"]] = _nothing
    pair: Callable[["_Element"], Hashable] = lambda element: None
    links: Callable[["_Element"], bool] = lambda element: False
    say: Callable[["_Element", str], None] = lambda element, text: None
    apart: bool = False


@dataclass(frozen=True)
class Look:
    """The elements that give text its look, the outermost first; equal `keys` look the same."""

    keys: tuple[Hashable, ...]
    path: tuple["_Element", ...] = field(compare=False)


PLAIN = Look((), ())
"""No look besides that of what is around."""


class Placed:
    """A paragraph that is all that an element holds: its text, and `origins` that tell where in there it stands."""

    def __init__(self, holder: "_Element", text: str, origins: Sequence[Origin], inline: Inline) -> None:
        self.holder = holder
        self.text = text
        self.inline = inline
        self._traced = {(one.element, one.tail): one for one in origins}
        self._around = self._find_around(origins)
        self._done = 0  # the place in the text at which the last text ended
        self._edges = _edges(origins, inline, text)
        self.items = self._items(holder, PLAIN)

    def copied(self) -> "Placed":
        """Give a copy of the paragraph with nothing in it but text: for a second text beside the first.

        What stands in a text once, such as the call of a note, is not there twice; ends of lines and links are.
        """
        holder = deepcopy(self.holder)
        holder.tail = None
        made = dict(zip(self.holder.iter(), holder.iter(), strict=True))
        origins = [one._replace(element=made[one.element]) for one in self._traced.values()]
        copy = Placed(holder, self.text, origins, self.inline)
        copy.items = list(_only_text(copy.items, self.inline))
        return copy

    def marks(self) -> list[Mark]:
        """Give marks that say where its items are."""
        return marks_of(self.items)

    def replace(self, passage: Passage) -> None:
        """Let another text stand instead, in which its marks have found their places."""
        puts = arrange(self.items, passage)
        _Filling(self.inline).fill(self.holder, self._with_edges(puts) if passage.text else puts)

    def _with_edges(self, puts: Sequence[Put]) -> Sequence[Put]:
        """Give what is put with the white space around the text as it was."""
        first, last = self._edges
        if not self.inline.apart:
            return [Put(PLAIN, first), *puts, Put(PLAIN, last)]
        texts = [number for number, put in enumerate(puts) if put.text or put.inside]
        if texts and puts[texts[0]].node is None:
            puts = _with_text(puts, texts[0], first + puts[texts[0]].text)
        if texts and puts[texts[-1]].node is None:
            puts = _with_text(puts, texts[-1], puts[texts[-1]].text + last)
        return puts

    def _find_around(self, origins: Iterable[Origin]) -> set["_Element"]:
        """Give the elements in the paragraph that are around some text."""
        around: set[_Element] = set()
        for one in origins:
            is_leaf = not one.tail and self.inline.stay(one.element) != ""
            element = one.element.getparent() if one.tail or is_leaf else one.element
            while element is not None and element is not self.holder and element not in around:
                around.add(element)
                element = element.getparent()
        return around

    def _items(self, parent: "_Element", look: Look) -> list[Item]:
        """Give the items in an element."""
        items: list[Item] = []
        if (parent, False) in self._traced and not self.inline.stay(parent):
            items += self._run(self._traced[parent, False], look)
        properties = self.inline.properties(parent)
        for child in parent:
            if child not in properties:
                items += self._of_child(child, look)
                if (child, True) in self._traced:
                    items += self._run(self._traced[child, True], look)
        return items

    def _of_child(self, child: "_Element", look: Look) -> list[Item]:
        """Give the items that an element makes."""
        traced, stay = self._traced.get((child, False)), self.inline.stay(child)
        if traced and stay == "text" and traced.start == traced.end and child.text is None:
            return [Point(traced.start, traced.end, look, child, "before")]  # white space at an end, as an indent
        if traced and stay == "text":
            return self._run(traced, look) if self._is_as_read(traced) else self._sign(traced, look)
        if traced and stay and stay != "text":
            self._done = traced.end
            return [Point(traced.start, traced.end, look, child, stay)]
        if child not in self._around:
            beside: Stay = stay if stay in ("before", "break", "kept") else "after"
            return [Point(self._done, self._done, look, child, beside, self.inline.pair(child))]
        role = self.inline.role(child)
        if role == "look":
            return self._items(child, Look((*look.keys, self.inline.key(child)), (*look.path, child)))
        items = self._items(child, PLAIN)
        first = min((item.start for item in items), default=self._done)
        last = max((item.end for item in items), default=self._done)
        return [Whole(first, last, look, child, items, role == "fixed")]

    def _is_as_read(self, traced: Origin) -> bool:
        """Tell whether some text is read as it stands there: that of a symbol font is not."""
        held = "".join((traced.element.text or "").split())
        return not held or held == "".join(self.text[traced.start : traced.end].split())

    def _sign(self, traced: Origin, look: Look) -> list[Item]:
        """Give some text that is read otherwise than it stands there: it stays as it is."""
        self._done = traced.end
        return [Point(traced.start, traced.end, look, traced.element, "kept")]

    def _run(self, traced: Origin, look: Look) -> list[Item]:
        """Give a run of letters."""
        self._done = traced.end
        text = self.text[traced.start : traced.end]
        return [Run(traced.start, traced.end, look, (text[0].isspace(), text[-1].isspace()))] if text else []


class _Filling:
    """Fills elements; those that give a look are used once, and copied after that."""

    def __init__(self, inline: Inline) -> None:
        self.inline = inline
        self._used: set[_Element] = set()

    def fill(self, holder: "_Element", puts: Sequence[Put]) -> None:
        """Let an element hold nothing but some texts and nodes."""
        self._hollow(holder)
        opened: list[tuple[Hashable, _Element]] = []
        for put in puts:
            look = put.look if isinstance(put.look, Look) else PLAIN
            common = 0
            while common < min(len(opened), len(look.keys)) and opened[common][0] == look.keys[common]:
                common += 1
            del opened[common:]
            for key, element in zip(look.keys[common:], look.path[common:], strict=True):
                made = self._instance(element)
                (opened[-1][1] if opened else holder).append(made)
                opened.append((key, made))
            self._put(opened[-1][1] if opened else holder, put)
            if self.inline.apart:
                opened.clear()

    def _put(self, around: "_Element", put: Put) -> None:
        """Put a text or a node at the end of an element."""
        if put.node is None:
            self.inline.add(around, xml_text(put.text)[0])
            return
        put.node.tail = None
        around.append(put.node)
        if put.inside is not None:
            self.fill(put.node, put.inside)
        elif put.text:
            self.inline.say(put.node, xml_text(put.text)[0])

    def _instance(self, element: "_Element") -> "_Element":
        """Give an element that gives a look, empty: itself, or a copy where it is in use."""
        from lxml import etree

        if element in self._used:
            made = etree.Element(element.tag, dict(element.attrib), element.nsmap)
            made.extend(deepcopy(one) for one in self.inline.properties(element))
            return made
        self._used.add(element)
        self._hollow(element)
        element.tail = None
        return element

    def _hollow(self, element: "_Element") -> None:
        """Take everything out of an element but its properties."""
        properties = self.inline.properties(element)
        element.text = None
        for child in list(element):
            if child in properties:
                child.tail = None
            else:
                element.remove(child)


def add_mixed(element: "_Element", text: str) -> None:
    """Put text at the end of an element that may hold both text and elements."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _only_text(items: Iterable[Item], inline: Inline) -> Iterator[Item]:
    """Give what of some items may come a second time."""
    for item in items:
        if isinstance(item, Whole):
            inside = list(_only_text(item.items, inline))
            if inline.links(item.node):
                item.items = inside
                yield item
            else:
                yield from inside
        elif isinstance(item, Run) or item.stay == "break" or (item.stay == "kept" and item.start < item.end):
            yield item


def _with_text(puts: Sequence[Put], number: int, text: str) -> tuple[Put, ...]:
    """Give puts, one of them with another text."""
    return (*puts[:number], Put(puts[number].look, text), *puts[number + 1 :])


def _edges(origins: Sequence[Origin], inline: Inline, text: str) -> tuple[str, str]:
    """Give what stands before and after the text in its tree and belongs to no paragraph, as white space does."""
    held = [
        ((one.element.tail if one.tail else one.element.text) or "", text[one.start : one.end].split())
        for one in origins
        if one.tail or inline.stay(one.element) in {"", "text"}
    ]
    if not any(words for _, words in held):
        return "", ""
    (first, words), (last, _) = held[0], held[-1]
    before = first.find(words[0]) if words else len(first) - len(first.lstrip())
    return first[: max(before, 0)], last[len(last.rstrip()) :]
