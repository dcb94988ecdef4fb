r"""Signs of Markdown's dialects inside of a line: what stays letter for letter, and what belongs to the markup.

Hugo, Jekyll, MkDocs, Docusaurus, Pandoc, MyST, Obsidian, GitHub; and formulas in TeX. Each is a rule of markdown-it.
"""

import re
from collections.abc import Sequence
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SIGN = r"[\\^_=+<>{}/*]"
FORMULA = re.compile(
    rf"(?<![\w$\\])\$(?=[^\s$])(?:(?=[^$]{{0,500}}?{_SIGN})[^$]{{1,1000}}|[A-Za-z]'?|[^\s$]{{1,40}})(?<=\S)\$(?![\w$])|"
    rf"\$\$[^$]{{1,500}}\$\$|\\\((?=(?:(?!\\\)).){{0,500}}?(?!\\\)){_SIGN})(?:(?!\\\)).){{1,1000}}\\\)|\\\([A-Za-z]\\\)",
    re.DOTALL,
)
"""A formula in TeX: what others may take for emphasis or escaped signs is in it. The bounds are for linear time."""
TAG = re.compile(r"\{\{[<%].{0,1000}?[%>]\}\}|\{%.{0,1000}?%\}|\{\{.{0,300}?\}\}", re.DOTALL)
"""A tag of a template: Hugo's `{{< … >}}` and `{{% … %}}`, Jekyll's `{% … %}`, the variables `{{ … }}` of both."""
_VALUE = r"[\w:-]+=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s{}\"'<>]{1,200})"
_NAME = r"[#.][\w:-]+"
ATTRIBUTES = re.compile(
    rf"\{{:?[ ]?(?:{_NAME}|{_VALUE}|-|=\w+)(?:[ \n]+(?:{_NAME}|{_VALUE})){{0,20}}[ ]?\}}|\{{:[^{{}}\n]{{0,200}}\}}"
)
"""Attributes of what stands before them: `{#name .class key="value"}` (Pandoc), `{: .class}` (kramdown)."""
_KEYS = r"@[\w][\w:.#/-]*\w|@\w"
CITATION = re.compile(
    rf"\[(?:[^\[\]@\n]{{0,60}}[\s(;])?-?(?:{_KEYS})[^\[\]]{{0,300}}\](?![(\[:])|(?<![\w@/.])(?:{_KEYS})"
)
"""A citation of Pandoc: `[see @doe99, p. 3; -@roe]`, or its key in the text."""
_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,200})\|([^\[\]|\n]{1,200})\]\]")
_KEPT = re.compile(
    rf"{TAG.pattern}|(?:{CITATION.pattern})|"
    r"!?\[\[[^\[\]\n]{1,200}\]\]|"  # a link or an embedded page without a text of its own
    r"(?<![\w:]):[a-z+][a-z0-9_+-]{0,50}:(?![\w:])|"  # a picture such as :smile:
    r"\\(?:\w{0,9}[cC]ite\w{0,9}\*?|(?:eq|auto|page|name|[cC])?ref\*?|label|index|input|include(?:graphics)?|[hv]space\*?)"
    r"(?:\[[^\[\]\n]{0,200}\]){0,3}\{[^{}\n]{0,300}\}|"  # a command of TeX that shows no text of its own
    r"\$?\{[A-Za-z_][\w.$-]{0,80}(?:\(\))?\}|"  # an expression of MDX, a variable
    r"</?[A-Z][\w.]{0,60}(?:[ \n](?:[^<>{}\n]|\{[^{}\n]{0,200}\}){0,500})?/?>",  # an element of JSX
    re.DOTALL,
)
_STARTS = "{[@:!$<\\"


def kept_parts(text: str) -> list[tuple[int, int]]:
    """Find what of some text is written as it stands in any language: places of beginnings and ends.

    >>> text = "Voir [@doe99, p. 3] et {{< quai >}} :smile: à 10:30:00."
    >>> [text[start:end] for start, end in kept_parts(text)]
    ['[@doe99, p. 3]', '{{< quai >}}', ':smile:']
    """
    return [found.span() for found in _KEPT.finditer(text)]


def use_signs(parser: MarkdownIt) -> None:
    """Give a parser the rules for these signs; those of formulas and templates come before all others."""
    rules = parser.inline.ruler
    rules.before("escape", "formula", _formula)
    rules.before("escape", "kept", _kept)
    rules.before("escape", "attributes", _attributes)
    rules.before("escape", "wiki_link", _wiki_link)
    rules.after("image", "inline_note", _inline_note)


def _formula(state: StateInline, silent: bool) -> bool:
    """Take a formula that begins at a place, as a rule of markdown-it does: tell whether there is one."""
    return state.src[state.pos] in "$\\" and _take(state, silent, FORMULA, "formula")


def _kept(state: StateInline, silent: bool) -> bool:
    """Take what stays as it is."""
    return state.src[state.pos] in _STARTS and not _is_wiki_link(state) and _take(state, silent, _KEPT, "kept")


def _attributes(state: StateInline, silent: bool) -> bool:
    """Take attributes."""
    return state.src[state.pos] == "{" and _take(state, silent, ATTRIBUTES, "attributes")


def _take(state: StateInline, silent: bool, pattern: re.Pattern[str], name: str) -> bool:
    """Take what a pattern finds at the place of a parser."""
    found = pattern.match(state.src, state.pos)
    if found and not silent:
        state.push(name, "", 0).content = found[0].replace("\n", " ")
    state.pos = found.end() if found else state.pos
    return found is not None


def _is_wiki_link(state: StateInline) -> bool:
    """Tell whether a link between pages with a text of its own begins here."""
    return state.src[state.pos] == "[" and _WIKI.match(state.src, state.pos) is not None


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """Take `[[page|text]]` as a link with a text."""
    found = _WIKI.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if found and not silent:
        token = state.push("link_open", "a", 1)
        token.attrs, token.info = {"href": found[1].strip().replace(" ", "%20")}, found[1]
        state.push("text", "", 0).content = found[2]
        state.push("link_close", "a", -1)
    state.pos = found.end() if found else state.pos
    return found is not None


def _inline_note(state: StateInline, silent: bool) -> bool:
    """Take `^[a note]`, whose text becomes the children of its token."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("inline_note", "", 0)
        token.content, token.children = state.src[state.pos + 2 : end], []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
    state.pos = end + 1
    return True


def name_inline_notes(tokens: Sequence[Token]) -> None:
    """Give each note in the text a name, a number that no other note has."""
    children = [child for token in tokens for child in token.children or ()]
    taken = {str(token.meta.get("label", "")) for token in (*tokens, *children)}
    numbers = filter(lambda number: number not in taken, map(str, count(1)))
    for child in children:
        if child.type == "inline_note":
            child.meta["label"] = next(numbers)


def inline_notes(token: Token) -> list[Token]:
    """Give the notes that stand in a block of text; a note in a note is part of it."""
    return [child for child in token.children or () if child.type == "inline_note"]
