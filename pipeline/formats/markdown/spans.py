r"""Spans of Markdown's dialects: signs around a part of a line, which become marks as emphasis does.

`==marked==` (Obsidian, MkDocs), `++inserted++`, keys as `++ctrl+c++` (MkDocs), H~2~O and x^2^ (Pandoc),
`[text]{.class}` (Pandoc), and TeX's `\emph{text}` in Markdown that becomes TeX. Each is a rule of markdown-it.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from pipeline.formats.markdown.signs import ATTRIBUTES

_LONGEST = 500  # code points in a span; chosen by hand, for linear time
PAIRED = re.compile(
    rf"(?<![\w=])==(?=[^\s=])(?P<mark>(?:(?!==).){{1,{_LONGEST}}})(?<=[^\s=])==(?![\w=])|"
    rf"(?<![\w+])\+\+(?=[^\s+])(?P<ins>(?:(?!\+\+).){{1,{_LONGEST}}})(?<=[^\s+])\+\+(?![\w+])",
    re.DOTALL,
)
"""What stands between two signs: no space at its ends, and no word right before or behind, as in `x==1 et y==2`."""
_SHIFTED = re.compile(r"(?<=[\w)\]*])(?:~(?P<sub>[\w+−=,-]{1,30})~(?!~)|\^(?P<sup>[\w+−=,°-]{1,30})\^)")
"""What is set lower or higher than the word before it."""
_KEYS = re.compile(
    r"(?:ctrl|control|alt|alt-?gr|option|shift|maj|cmd|command|meta|win|windows|super|fn|enter|entr[ée]e|return|tab|"
    r"esc|escape|[ée]chap|space|espace|backspace|del|delete|suppr|ins|insert|home|end|page-?up|page-?down|"
    r"(?:arrow-)?(?:up|down|left|right)|caps-?lock|num-?lock|print-?screen|pause|menu|f\d{1,2})(?:\+[\w-]{1,12})*",
    re.IGNORECASE,
)
"""Names of keys, joined by `+`."""
_COMMANDS = {"textbf": "strong", "emph": "em", "textit": "em", "textsl": "em", "underline": "u", "textsc": "span"}
_COMMANDS |= {"texttt": "code", "textsuperscript": "sup", "textsubscript": "sub"}
_COMMAND = re.compile(rf"\\({'|'.join(_COMMANDS)})\{{")
MARKS = {name: name for name in ["mark", "ins", "sub", "sup", "kbd", "u", "code"]}
MARKS |= {"em": "em", "strong": "strong"}
"""The marks that these spans become, by the names of their tokens; a span of class is none."""


def use_spans(parser: MarkdownIt) -> None:
    """Give a parser the rules for these spans."""
    rules = parser.inline.ruler
    rules.before("escape", "command", _command)
    rules.before("emphasis", "paired", _paired)
    rules.before("emphasis", "shifted", _shifted)
    rules.before("link", "bracketed", _bracketed)


def _paired(state: StateInline, silent: bool) -> bool:
    """Take a part that is marked or inserted, or keys."""
    found = PAIRED.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "=+" else None
    if found is None:
        return False
    name = found.lastgroup or ""
    if name == "ins" and _KEYS.fullmatch(found[name]):
        return _around(state, silent, "kbd", found.span(name), found.end(), plain=True)
    return _around(state, silent, name, found.span(name), found.end())


def _shifted(state: StateInline, silent: bool) -> bool:
    """Take what is lowered or raised."""
    found = _SHIFTED.match(state.src, state.pos, state.posMax) if state.src[state.pos] in "~^" else None
    if found is None:
        return False
    name = found.lastgroup or ""
    return _around(state, silent, name, found.span(name), found.end(), plain=True)


def _bracketed(state: StateInline, silent: bool) -> bool:
    """Take a text in brackets that has attributes; these are taken by a rule of their own."""
    if state.src[state.pos] != "[":
        return False
    end = parseLinkLabel(state, state.pos)
    if end < 0 or not ATTRIBUTES.match(state.src, end + 1):
        return False
    return _around(state, silent, "span", (state.pos + 1, end), end + 1)


def _command(state: StateInline, silent: bool) -> bool:
    """Take a command of TeX with the text that it shows."""
    found = _COMMAND.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "\\" else None
    end = _closing(state.src, found.end(), min(state.posMax, found.end() + _LONGEST)) if found else -1
    if found is None or end < 0:
        return False
    name = _COMMANDS[found[1]]
    return _around(state, silent, name, (found.end(), end), end + 1, plain=name == "code")


def _closing(text: str, start: int, end: int) -> int:
    """Give the place of the brace that closes one before `start`; -1 where none does before `end`.

    >>> _closing("{a{b}c}d", 1, 8), _closing("{a{b}", 1, 5)
    (6, -1)
    """
    depth = 1
    for place in range(start, end):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return place
    return -1


def _around(
    state: StateInline, silent: bool, name: str, inside: tuple[int, int], end: int, plain: bool = False
) -> bool:
    """Make a span of what is inside of signs, read as Markdown unless it is `plain`; go on after its end."""
    if not silent:
        state.push(f"{name}_open", name, 1)
        if plain:
            state.push("text", "", 0).content = state.src[slice(*inside)]
        else:
            last = state.posMax
            state.pos, state.posMax = inside
            state.md.inline.tokenize(state)
            state.posMax = last
        state.push(f"{name}_close", name, -1)
    state.pos = end
    return True
