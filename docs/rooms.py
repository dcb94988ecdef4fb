"""Make the table of the program's rooms: what each is about, and which others it uses, from the code itself."""

import ast
from pathlib import Path

import grimp

PROJECT = Path(__file__).parent.parent / "pipeline"
EVERYWHERE = frozenset({"document", "errors", "files"})
"""What nearly every room uses, and is therefore not told of any."""


def rooms() -> list[str]:
    """Give the names of the packages and modules directly below `pipeline`, those that use most others first."""
    used = uses()
    return sorted(used, key=lambda room: (-_height(room, used), room))


def uses() -> dict[str, set[str]]:
    """Give for each room the rooms that its modules import."""
    graph = grimp.build_graph(PROJECT.name, cache_dir=None)
    found: dict[str, set[str]] = {room.rpartition(".")[2]: set() for room in graph.find_children(PROJECT.name)}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            room, other = (name.split(".")[1] if "." in name else "" for name in (module, imported))
            if room and other and room != other:
                found[room].add(other)
    return found


def meaning(room: str) -> str:
    """Give what a room says of itself: the first line of its docstring.

    >>> meaning("words")
    'Words of raw French and English text, as character spans.'
    """
    path = PROJECT / room / "__init__.py"
    source = (path if path.is_file() else PROJECT / f"{room}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def make() -> str:
    """Give the section of `architecture.md` as Markdown."""
    used = uses()
    rows = [f"| `{room}` | {meaning(room)} | {', '.join(sorted(used[room] - EVERYWHERE))} |" for room in rooms()]
    return "\n".join(["| room | what it is about | uses |", "|---|---|---|", *rows]) + "\n"


def _height(room: str, used: dict[str, set[str]]) -> int:
    """Give how many rooms stand below a room, one on another."""
    return max((1 + _height(other, used) for other in used[room]), default=0)
