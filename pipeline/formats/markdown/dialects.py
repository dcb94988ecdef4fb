r"""Blocks of Markdown's dialects, as rules of markdown-it: lines of syntax, titles in them, and what is set in below.

Lines that are only syntax become tokens "kept"; titles become blocks of their own: `!!! note "Titre"`, `=== "Titre"`
(MkDocs), `:::note Titre` (Docusaurus, Pandoc, MyST), `> [!TIP] Titre` (Obsidian, GitHub), and what an abbreviation
stands for, `*[HTML]: Titre`. So do lines of verse.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.utils import is_code_block

from pipeline.formats.markdown.signs import ATTRIBUTES, TAG

_ALONE = re.compile(
    r":{3,}\s*(?:[\w.-]+\s*)?(?:\{[^{}]*\}\s*)?:*|"  # begins or ends a directive
    r"::[\w-]+(?:\[[^\[\]]*\])?(?:\{[^{}]*\})?|"  # a directive of one line
    r"(?:import|export)\s(?:[^\"'(]*\sfrom\s*)?[\"'][^\"']+[\"'];?|"
    r"export\s+(?:const|let|var|default|function|class|async|\{|\*).*|"
    r"</?[A-Z][\w.]*(?:\s[^<>]*)?/?>|</?>|<[A-Z][\w.]*(?:\s.*)?/>|"  # JSX
    r"-{1,9}8<-{1,9}.*|/{3,}(?:\s*[\w-]+)?|"
    r"\\(?:newpage|pagebreak|clearpage|tableofcontents|maketitle)|"
    r"\[![\w-]+\][+-]?|"  # begins a callout
    r"%%.*%%|(?i:\[TOC\]|\[\[_?TOC_?\]\])"
)
_VARIABLE = re.compile(r"\{\{(?![<%])")
_REGIONS = (
    (re.compile(r"\\\[\s*"), r"\]"),
    (re.compile(r"\\begin\{(\w+\*?)\}"), r"\end{%s}"),
    (re.compile(r"\{\{[<%]\s*(highlight|mermaid|katex|code|math|gist)\b[^{}]*[%>]\}\}"), "/%s"),
    (re.compile(r"\{%-?\s*(raw|highlight|comment|codeblock|mermaid)\b[^{}]*%\}"), "end%s"),
    (re.compile(r"\{/\*"), "*/}"),
    (re.compile(r"%%(?!.*%%)"), "%%"),
    (re.compile(r"\{\{<(?!.*>\}\})"), ">}}"),
    (re.compile(r"\{\{%(?!.*%\}\})"), "%}}"),
    (re.compile(r"\{%(?!.*%\})"), "%}"),
    (re.compile(r"(?:import|export)\s+\{(?!.*\})"), "}"),
    (re.compile(r"<[A-Z][\w.]*(?:\s[^<>]*)?$"), ">"),
)
"""What begins on a line, and what is on the last line of what stays as it is up to there."""
_REST = re.compile(r"\W*(?:from\s.*)?")
"""What may follow on the last line of such a region; after anything else it is part of a text."""
_LONGEST = 20_000  # code points of such a region; chosen by hand, for linear time where nothing ends
_SET_IN = re.compile(
    r"(?:!{3}|\?{3}\+?)(?:\s*[\w -]*\"(?P<title>[^\"]+)\"|\s*[a-z][a-z-]*(?:\s+inline)?(?:\s+end)?)\s*|"
    r"={3}[!+]?\s*\"(?P<tab>[^\"]+)\"\s*"
)
_TITLES = (
    re.compile(r":{3,}\s*\{?[\w.-]+\}?\s*\[(?P<title>[^\[\]]+)\]\s*(?:\{[^{}]*\})?\s*"),
    re.compile(r":{3,}\s*\{?[\w.-]*[^{}]*?\b(?:title|label|name|caption|summary)=\"(?P<title>[^\"]+)\"[^{}]*\}\s*:*"),
    re.compile(r":{3,}\s*(?:[\w.-]+|\{[^{}]+\})\s+(?P<title>[^\s{:][^{}]*?)\s*(?:\{[^{}]*\})?\s*:*"),
    re.compile(r"/{3,}\s*[\w-]+\s*\|\s*(?P<title>\S.*)"),
    re.compile(r"\[![\w-]+\][+-]?\s+(?P<title>\S.*)"),
    re.compile(r"\*\[[^\[\]]{1,100}\]:\s+(?P<title>\S.*)"),
)
_VERSE = re.compile(r"\|\s+(?P<title>\S.*[^|\s])\s*")
_WIDTH = 4  # spaces that what belongs to an admonition or a tab is set in by


def use_dialects(parser: MarkdownIt) -> None:
    """Give a parser the rules for these blocks."""
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    rules = parser.block.ruler
    rules.before("fence", "region", _region, ends)
    rules.before("fence", "set_in", _set_in, ends)
    rules.before("fence", "titled", _titled, ends)
    rules.before("fence", "alone", _alone, ends)
    rules.before("fence", "verse", _verse)


def _line(state: StateBlock, number: int) -> str:
    """Give a line without what stands before it, as the sign of a quote."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _keep(state: StateBlock, start: int, end: int) -> None:
    """Keep lines as they are, and go on after them."""
    token = state.push("kept", "", 0)
    token.map = [start, end]
    lines = state.getLines(start, end, state.blkIndent, False).strip("\n")
    token.content = lines if end - start > 1 else lines.strip()
    state.line = end


def _title(state: StateBlock, number: int, title: str, name: str = "title") -> None:
    """Make a block of a title in a line, or of a verse."""
    state.push(f"{name}_open", "", 1).map = [number, number + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = title, [number, number + 1], []
    state.push(f"{name}_close", "", -1)
    state.line = number + 1


def _alone(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line that is only syntax; a variable alone on its line may belong to a paragraph."""
    if is_code_block(state, start):
        return False
    line = _line(state, start).strip()
    if not line or not (_ALONE.fullmatch(line) or _is_syntax(line)):
        return False
    if _VARIABLE.match(line) and (silent or (start + 1 < end and not state.isEmpty(start + 1))):
        return False
    if not silent:
        _keep(state, start, start + 1)
    return True


def _is_syntax(line: str) -> bool:
    """Tell whether a line holds tags or attributes, and nothing else.

    >>> _is_syntax('{{< a >}} {% b %}'), _is_syntax("{: .grand}"), _is_syntax("{{< a >}} oui")
    (True, True, False)
    """
    return line[0] == "{" and (not TAG.sub("", line).strip() or ATTRIBUTES.fullmatch(line) is not None)


def _region(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take lines from a sign that begins something to the one that ends it."""
    if is_code_block(state, start):
        return False
    line = _line(state, start)
    if line[:1] not in {"\\", "{", "%", "i", "e", "<"}:
        return False
    for begins, ends in _REGIONS:
        if found := begins.match(line):
            place = state.bMarks[start] + state.tShift[start] + found.end()
            wanted = ends % found.groups() if "%s" in ends else ends
            last = state.src.find(wanted, place, place + _LONGEST)
            after = _line_after(state, start, end, last + len(wanted)) if last >= 0 else None
            if after:
                if not silent:
                    _keep(state, start, after)
                return True
    return False


def _line_after(state: StateBlock, start: int, end: int, place: int) -> int | None:
    """Give the number after that of the line a place is in; None where text follows in that line."""
    for number in range(start, end):
        if number > start and state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return None
        if place <= state.eMarks[number]:
            return number + 1 if _REST.fullmatch(state.src, place, state.eMarks[number]) else None
    return None


def _set_in(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the head of an admonition or a tab, and the blocks set in below it."""
    found = None if is_code_block(state, start) else _SET_IN.fullmatch(_line(state, start))
    if found is None:
        return False
    if silent:
        return True
    title = found["title"] or found["tab"]
    if title:
        _title(state, start, title)
    else:
        _keep(state, start, start + 1)
    after = start + 1
    while after < end and (state.isEmpty(after) or state.sCount[after] >= state.blkIndent + _WIDTH):
        after += 1
    before = state.lineMax, state.blkIndent
    state.lineMax, state.blkIndent = after, state.blkIndent + _WIDTH
    state.md.block.tokenize(state, start + 1, after)
    state.lineMax, state.blkIndent = before
    state.line = after
    return True


def _titled(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line of syntax that holds a title."""
    if is_code_block(state, start):
        return False
    line = _line(state, start)
    if line[:1] not in {":", "/", "[", "*"}:
        return False
    found = next((found for pattern in _TITLES if (found := pattern.fullmatch(line))), None)
    if found and not silent:
        _title(state, start, found["title"].strip())
    return found is not None


def _verse(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a line of verse, as Pandoc writes it: `| Le ciel est, par-dessus le toit,`."""
    found = None if is_code_block(state, start) else _VERSE.fullmatch(_line(state, start))
    if found and not silent:
        _title(state, start, found["title"], "verse")
    return found is not None
