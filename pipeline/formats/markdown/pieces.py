"""The inline markup of a block of Markdown as items that can be arranged anew, and written again as it was."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from pipeline.formats.inplace.arranging import Item, Point, Put, Run, Whole
from pipeline.formats.markdown.inline import code, escaped
from pipeline.formats.markdown.read import without_markup

_SIGNS = {"em": "*", "strong": "**", "s": "~~"}
_KEPT = frozenset(["code_inline", "formula", "kept"])
_BARE = re.compile(r"[^\s<>()]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*(?<!/)>")
Look = tuple[str, ...]


@dataclass
class _Level:
    """What encloses the place: a link's token or none, its items, and the looks that are open in it."""

    token: Token | None
    items: list[Item] = field(default_factory=list)
    look: Look = ()
    start: int = 0
    tags: list[tuple[str, Point]] = field(default_factory=list)


def items_of(tokens: Sequence[Token], moved: int) -> list[Item]:
    """Give the items of a block; its text in the document begins `moved` code points later than that of its tokens."""
    levels = [_Level(None)]
    place = 0

    def at(one: int) -> int:
        return max(one + moved, 0)

    for number, token in enumerate(tokens):
        level = levels[-1]
        name = token.type.removesuffix("_open").removesuffix("_close")
        length = len(without_markup(tokens[: number + 1])[0]) if token.type == "attributes" else -1
        start = place = min(place, length) if length >= 0 else place
        if token.nesting > 0 and name == "link":
            levels.append(_Level(token, start=place))
        elif token.nesting < 0 and name == "link":
            inner = levels.pop()
            whole = Whole(at(inner.start), at(place), levels[-1].look, inner.token, inner.items)
            levels[-1].items.append(whole)
        elif token.nesting:
            level.look = (*level.look, name) if token.nesting > 0 else level.look[:-1]
        else:
            place += len(_text_of(token))
            level.items.append(_item(token, at(start), at(place), level.look))
            _pair(level.items[-1], token, level.tags)
    return levels[0].items


def _pair(item: Item, token: Token, tags: list[tuple[str, Point]]) -> None:
    """Make two tags of HTML the ends of one thing; `tags` are those that are open."""
    found = _TAG.fullmatch(token.content) if token.type == "html_inline" and isinstance(item, Point) else None
    if found and not found[1]:
        tags.append((found[2], item))  # type: ignore[arg-type]
    elif found and tags and tags[-1][0] == found[2]:
        first = tags.pop()[1]
        first.pair = item.pair = id(first)  # type: ignore[union-attr]


def _text_of(token: Token) -> str:
    """Give the text of a token, as the reader has it."""
    return without_markup([token])[0]


def _item(token: Token, start: int, end: int, look: Look) -> Item:
    """Give the item of a token without an end of its own."""
    if token.type in {"text", "softbreak", "text_special"}:
        return Run(start, end, look)
    if token.type == "hardbreak":
        return Point(start, end, look, token, "break")
    if token.type in _KEPT or token.type == "image":
        return Point(start, end, look, token, "kept")
    return Point(start, end, look, token, "before" if token.content[:2].rstrip("/") == "<" else "after")


def write(puts: Sequence[Put], line_end: str, note: Callable[[Token], str]) -> str:
    """Write what was arranged, each break ending a line with `line_end`; `note` writes a note in the text."""
    made, opened = "", ()  # type: tuple[str, tuple[str, ...]]
    for put in [*puts, Put(())]:
        look: Look = put.look if isinstance(put.look, tuple) else ()
        text = escaped(put.text) if put.node is None else ""
        bare = text.lstrip(" ")
        if put.node is None and text and not bare and put.look == ():
            look = () if not opened else look
        common = 0
        while common < min(len(opened), len(look)) and opened[common] == look[common]:
            common += 1
        made = _closed(made, opened[common:]) + text[: len(text) - len(bare)]
        made += "".join(_SIGNS.get(one, "") for one in look[common:])
        opened = look
        made = made + bare if put.node is None else _with_node(made, put, line_end, note)
    return made


def _closed(made: str, names: Sequence[str]) -> str:
    """Close looks, innermost first, before the last spaces."""
    bare = made.rstrip(" ")
    return bare + "".join(_SIGNS.get(one, "") for one in reversed(names)) + made[len(bare) :]


def _with_node(made: str, put: Put, line_end: str, note: Callable[[Token], str]) -> str:
    """Write a node behind what was written."""
    token: Token = put.node
    if put.inside is not None:
        if token.info and token.markup != "autolink":
            return f"{made}[[{token.info}|{write(put.inside, line_end, note).strip()}]]"
        if token.markup == "autolink" and _said(put) == token.attrs.get("href"):
            return f"{made}<{_said(put)}>"
        return f"{made}[{write(put.inside, line_end, note).strip()}]({_address(token, 'href')})"
    match token.type:
        case "hardbreak":
            return made.rstrip() + "\\" + line_end
        case "image":
            said = put.text or _text_of(token)
            return f"{made}![{escaped(said)}]({_address(token, 'src')})"
        case "code_inline":
            return made + code(token.content)
        case "footnote_ref":
            return f"{made}[^{token.meta.get('label', '')}]"
        case "inline_note":
            return made + note(token)
        case _:
            return made + token.content


def _said(put: Put) -> str:
    """Give the text of what was put."""
    return "".join([put.text, *map(_said, put.inside or ())])


def _address(token: Token, name: str) -> str:
    """Write the address of a link or a picture, with the title that it has."""
    address, title = str(token.attrs.get(name, "")), str(token.attrs.get("title", "")).replace('"', "&quot;")
    shown = address if _BARE.fullmatch(address) or not address else f"<{address}>"
    return f'{shown} "{title}"' if title else shown
