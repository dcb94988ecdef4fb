"""The terms that expressions consist of: kinds of values, columns that hold them, and what is unknown of them."""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from typing import Any, Literal, get_args

from pipeline.document import Giver
from pipeline.formats.corpora.schema import PAIRS
from pipeline.quality.flags import FLAGS
from pipeline.standing import STANDINGS

_LIKE = 0.7
"""The share of its letters that a misspelt name has in common with the right one. Chosen by hand."""

Row = Mapping[str, Any]
"""The values of a pair by their columns."""

Kind = Literal["text", "number", "truth", "texts", "numbers", "list", "imported scores", "null"]

_KINDS: dict[str, Kind] = {
    "text": "text",
    "integer": "number",
    "number": "number",
    "true or false": "truth",
    "texts": "texts",
    "places": "list",
    "links": "list",
    "imported scores": "imported scores",
}
COLUMNS: dict[str, Kind] = {column.name: _KINDS[column.type] for column in PAIRS}
CLOSED: dict[str, tuple[str, ...]] = {
    "origin": get_args(Giver),
    "standing": STANDINGS,
    "flags": tuple(FLAGS),
}
"""Columns that hold no other values: of a misspelt one an expression would be true, or false, of all pairs."""

NAMES: dict[Kind, str] = {
    "text": "text",
    "number": "a number",
    "truth": "true or false",
    "texts": "a list of texts",
    "numbers": "a list of numbers",
    "list": "a list",
    "imported scores": "scores by their names",
    "null": "null",
}
LISTS: tuple[Kind, ...] = ("texts", "numbers", "list")


class MistakeError(Exception):
    """What is wrong with an expression, and with which node of its tree."""

    def __init__(self, node: ast.expr, message: str) -> None:
        super().__init__(message)
        self.node = node


@dataclass(frozen=True, slots=True)
class Term:
    """A part of an expression: what kind of value it has, how to get that of a pair (None is null), its column."""

    kind: Kind
    get: Callable[[Row], Any]
    column: str = ""


def lifted(function: Callable[..., Any], *gets: Callable[[Row], Any]) -> Callable[[Row], Any]:
    """Give a function of rows that is null where one of the values it is of is null."""
    if len(gets) == 1:
        [get] = gets
        return lambda row: None if (value := get(row)) is None else function(value)
    left, right = gets

    def compute(row: Row) -> Any:
        one, other = left(row), right(row)
        return None if one is None or other is None else function(one, other)

    return compute


def all_of(tests: list[Callable[[Row], bool | None]]) -> Callable[[Row], bool | None]:
    """Give what is true where all are, false where any is not, and else unknown (Kleene 1952)."""

    def test(row: Row) -> bool | None:
        found = [one(row) for one in tests]
        return False if False in found else None if None in found else True

    return test


def any_of(tests: list[Callable[[Row], bool | None]]) -> Callable[[Row], bool | None]:
    """Give what is true where any is, false where none is, and else unknown (Kleene 1952)."""

    def test(row: Row) -> bool | None:
        found = [one(row) for one in tests]
        return True if True in found else None if None in found else False

    return test


def computed(compute: Callable[[Any, Any], float], one: float, other: float) -> float | None:
    """Give what comes of two numbers; null where that is no number, as after a division by zero."""
    try:
        found = compute(float(one), float(other))
    except ZeroDivisionError:
        return None
    return found if isfinite(found) else None


def nearest(name: str, known: Iterable[str]) -> str:
    """Ask whether the known name that is most like another, in any case, was meant; "" where none is like it.

    >>> nearest("ADEQUCY", ["adequacy"]), nearest("comet", ["document"])
    (': did you mean adequacy?', '')
    """
    plain = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold(), list(plain), n=1, cutoff=_LIKE)
    return f": did you mean {plain[near[0]]}?" if near else ""


def joined(names: Iterable[str]) -> str:
    """Join names.

    >>> joined(["text", "a list"])
    'text or a list'
    """
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
