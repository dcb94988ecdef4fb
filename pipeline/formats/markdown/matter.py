"""Front matter in TOML (`+++`) and JSON (`{`), as Hugo has it, and what front matter of any kind says of its page."""

import json
import re

from markdown_it.rules_block import StateBlock

_LONGEST = 100_000  # code points of front matter in JSON; chosen by hand


def data_front_matter(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take front matter in TOML or JSON, as a rule of markdown-it."""
    if start or state.level or state.bMarks[0]:
        return False
    after = _end_of_toml(state, end) or _end_of_json(state, end)
    if after and not silent:
        inner = (1, after - 1) if state.src.startswith("+++") else (0, after)
        token = state.push("front_matter", "", 0)
        token.content = state.getLines(*inner, 0, False).rstrip("\n")
        token.map, token.hidden = [0, after], True
        state.line = after
    return after > 0


def _end_of_toml(state: StateBlock, end: int) -> int:
    """Give the number of the line after front matter in TOML, 0 where there is none."""
    lines = (state.src[state.bMarks[number] : state.eMarks[number]].rstrip() for number in range(end))
    if next(lines, "") != "+++":
        return 0
    return next((number for number, line in enumerate(lines, 2) if line == "+++"), 0)


def _end_of_json(state: StateBlock, end: int) -> int:
    """Give the number of the line after front matter in JSON, 0 where there is none."""
    if not re.match(r"\{\s*[\"}\n]", state.src):
        return 0
    try:
        value, place = json.JSONDecoder().raw_decode(state.src[:_LONGEST])
    except (ValueError, RecursionError):
        return 0
    number = state.src.count("\n", 0, place)
    is_alone = number < end and not state.src[place : state.eMarks[number]].strip()
    return number + 1 if is_alone and value else 0


def matter_value(matter: str, name: str) -> str:
    r"""Give what front matter in YAML, TOML or JSON says of a name on a line of its own, or "".

    >>> matter_value("title: 'Le port'\ndraft: no", "title"), matter_value('title = "Le port"', "title")
    ('Le port', 'Le port')
    >>> matter_value('{\n  "title": "Le \\"port\\"",\n  "weight": 2\n}', "title")
    'Le "port"'
    """
    if matter.startswith("{"):
        value = _json(matter).get(name, "")
        return " ".join(value.split()) if isinstance(value, str) else ""
    found = re.search(rf"^{name}[ \t]*[:=][ \t]*([^ \t\n].*)$", matter, re.MULTILINE)
    return found[1].rstrip(" \t").strip("\"'") if found else ""


def _json(matter: str) -> dict[str, object]:
    """Read an object of JSON; one in YAML's own way of writing, within its lines, says nothing."""
    try:
        value = json.loads(matter)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
