"""Passages as inline Markdown (CommonMark with notes): emphasis, links, code, line ends, calls of notes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.bilingual.passages import Passage
from pipeline.bilingual.spans import Span, nest, resolve_in_file, split_at_marks
from pipeline.bilingual.typography import Shown
from pipeline.document import Mark
from pipeline.formats.markdown.read import parse_markdown, without_markup
from pipeline.formats.markdown.signs import FORMULA, kept_parts
from pipeline.formats.markdown.spans import PAIRED

_SPECIAL = re.compile(r"[\\`*_\[\]<~&^]")
_BLOCK_START = re.compile(r"(?:[#>+=:|-]|\d+(?=[.)]))")
_SIGNS = {"em": "*", "strong": "**", "s": "~~", "cite": "*", "dfn": "*", "var": "*", "kbd": "<kbd>", "samp": "<samp>"}
_SIGNS |= {name: f"<{name}>" for name in ("mark", "sub", "sup")}  # which every dialect shows


def inline(passage: Passage, line_end: str, breaks: str) -> str:
    r"""Write a passage as Markdown on one line but for its breaks, each written as `breaks` and `line_end`.

    >>> inline(Passage(None, "1. A *word*", (Mark(3, 4, "em"), Mark(11, 11, "sup", "n"))), "\n", "\\")
    '1\\. *A* \\*word\\*[^n]'
    """
    passage = _on_a_line(passage)
    text = passage.text
    uncalled = replace(passage, marks=tuple(mark for mark in passage.marks if mark.start < mark.end))
    if seen(_written(uncalled, " ", "")) != seen(escaped(text)):
        passage = Passage(None, text)
    lines = _written(passage, line_end, breaks).split(breaks + line_end)
    return (breaks + line_end).join(map(unlike_a_block, lines))


def _on_a_line(passage: Passage) -> Passage:
    r"""Make each white space of a passage one space, and move its marks with their text.

    >>> _on_a_line(Passage(None, " un\n  mot\xa0?", (Mark(6, 9, "em"),)))
    Passage(bead=None, text='un mot ?', marks=(Mark(start=3, end=6, name='em', value=''),))
    """
    made, places = "", [0]
    for character in passage.text:
        made += " " * (made[-1:] not in {"", " "}) if character.isspace() else character
        places.append(len(made))
    text = made.rstrip()
    marks = (
        mark._replace(start=min(places[mark.start], len(text)), end=min(places[mark.end], len(text)))
        for mark in passage.marks
    )
    return Passage(None, text, tuple(marks))


def unlike_a_block(line: str) -> str:
    r"""Escape the beginning of a line that would begin a list, a heading, a quote or a table.

    >>> unlike_a_block("1. Un"), unlike_a_block("- Un")
    ('1\\. Un', '\\- Un')
    """
    found = _BLOCK_START.match(line)
    place = found.end() * line[0].isdigit() if found else 0
    return f"{line[:place]}\\{line[place:]}" if found else line


def seen(markdown: str) -> str:
    """Give what can be seen of some inline Markdown."""
    tokens = [child for token in parse_markdown(f"x {markdown}") for child in token.children or []]
    return " ".join(without_markup(tokens)[0].split())


def _written(passage: Passage, line_end: str, breaks: str) -> str:
    """Write a passage with its emphasis, links, line ends and calls; no space stands at the inner side of a mark."""
    made = ""
    for closed, opened, span in nest(split_at_marks(passage, Shown(passage.text), resolve_in_file), _written_marks):
        text = span.text.lstrip()
        spaces = span.text.removesuffix(text)
        made = _closed(made, closed) + spaces + "".join(map(_sign, opened))
        if span.point == "br":
            made = made.rstrip() + breaks + line_end
        elif span.point == "sup" and re.fullmatch(r"[\w-]+", text):
            made += f"[^{text}]"
        else:
            made += _verbatim(span, text) or escaped(text)
    return made


def _written_marks(span: Span) -> list[Mark] | None:
    """Choose the marks of a span that Markdown can show; those around spaces stay as they are."""
    return None if span.text.isspace() else [mark for mark in span.marks if _sign(mark)]


def _verbatim(span: Span, text: str) -> str:
    """Write the text of a span as code, or as the formula that it is; "" where it can be written as neither."""
    names = {mark.name for mark in span.marks}
    if "formula" in names and FORMULA.fullmatch(text):
        return text
    return code(text) if text and "code" in names and text == text.strip() else ""


def code(text: str) -> str:
    """Write code between as many backticks as it needs: one more than it has in a row.

    >>> code("make"), code("co`de"), code("`x`")
    ('`make`', '``co`de``', '`` `x` ``')
    """
    longest = max(map(len, re.findall("`+", text)), default=0)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{'`' * (longest + 1)}{space}{text}{space}{'`' * (longest + 1)}"


def _closed(made: str, marks: Sequence[Mark]) -> str:
    """Close marks, innermost first, at the end of some Markdown: before its last spaces."""
    if not marks:
        return made
    bare = made.rstrip(" ")
    signs = (f"]({mark.value})" if mark.name == "a" else _sign(mark).replace("<", "</") for mark in marks)
    return bare + "".join(signs) + made[len(bare) :]


def _sign(mark: Mark) -> str:
    """Give the sign before the text of a mark, "" for what Markdown cannot show."""
    if mark.name == "a":
        return "[" if re.fullmatch(r"[^\s<>()]+", mark.value) else ""
    return _SIGNS.get(mark.name, "")


def escaped(text: str) -> str:
    r"""Escape what is a sign in Markdown, and what would begin a formula; what stays as it is in any language stays.

    >>> escaped("$a_b$"), escaped("$5"), escaped("{{< a_b >}}, un_deux, [@a_b]")
    ('\\$a\\_b\\$', '$5', '{{< a_b >}}, un\\_deux, [@a_b]')
    """
    made, done = "", 0
    for start, end in kept_parts(text):
        made += _SPECIAL.sub(r"\\\g<0>", text[done:start]) + text[start:end]
        done = end
    made += _SPECIAL.sub(r"\\\g<0>", text[done:])
    if made.startswith("\\[") and text.rstrip().endswith("]") >= ("]" in text):  # on a line of its own: a formula
        made = "&#91;" + made.removeprefix("\\[")
    made = PAIRED.sub(r"\\\g<0>", made)
    return made.replace("$", "\\$") if FORMULA.search(text) else made
