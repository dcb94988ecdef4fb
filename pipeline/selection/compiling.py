"""From the syntax tree of an expression to a function of a pair's columns, with its types checked on the way.

Python's own parser makes the tree; nothing of it is ever run. Every kind of node that is allowed has a method here, and
all others are told as mistakes, with their place.
"""

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from typing import Any, ClassVar, Literal, get_args

from pipeline.document import Giver
from pipeline.formats.corpora.schema import PAIRS
from pipeline.quality.flags import FLAGS
from pipeline.standing import STANDINGS

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
_CLOSED: dict[str, tuple[str, ...]] = {
    "origin": get_args(Giver),
    "standing": STANDINGS,
    "flags": tuple(FLAGS),
}
"""Columns that hold no other values: of a misspelt one an expression would be true, or false, of all pairs."""

_CONSTANTS = {"true": True, "false": False, "null": None}
_NAMES: dict[Kind, str] = {
    "text": "text",
    "number": "a number",
    "truth": "true or false",
    "texts": "a list of texts",
    "numbers": "a list of numbers",
    "list": "a list",
    "imported scores": "scores by their names",
    "null": "null",
}
_LISTS: tuple[Kind, ...] = ("texts", "numbers", "list")
_FUNCTIONS: dict[str, tuple[tuple[Kind, ...], Kind, Callable[[Any], Any]]] = {
    "len": (("text", "texts", "list"), "number", len),
    "words": (("text",), "number", lambda text: len(text.split())),
    "lower": (("text",), "text", str.lower),
}
_ORDERED: dict[type, Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_EQUAL: dict[type, Callable[[Any, Any], bool]] = {ast.Eq: operator.eq, ast.NotEq: operator.ne}
_ARITHMETIC: dict[type, Callable[[Any, Any], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_DEEPEST = 50  # parts in one another; chosen by hand


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


class Compiler:
    """Makes functions of trees, and remembers which columns they ask for."""

    def __init__(self) -> None:
        self.columns: set[str] = set()
        self._depth = 0

    def test(self, node: ast.expr) -> Callable[[Row], bool | None]:
        """Give what tells whether a part is true of a pair; None where that is unknown, as it is null."""
        term = self._term(node)
        if term.kind == "truth":
            return term.get
        if term.kind in ("text", *_LISTS) and term.column:
            get = term.get
            return lambda row: bool(get(row))
        compare = f": compare it, as in {term.column} >= 1" if term.kind == "number" and term.column else ""
        raise MistakeError(node, f"is {_NAMES[term.kind]}, and should be true or false{compare}")

    def _term(self, node: ast.expr) -> Term:
        """Give the term of a node."""
        if self._depth > _DEEPEST:
            raise MistakeError(node, f"more than {_DEEPEST} parts in one another")
        self._depth += 1
        try:
            return self._TERMS.get(type(node), Compiler._unknown)(self, node)
        finally:
            self._depth -= 1

    def _unknown(self, node: Any) -> Term:
        raise MistakeError(node, "is not known here; see docs/where.md for what is")

    def _name(self, node: ast.Name) -> Term:
        if node.id in _CONSTANTS:
            return _constant(_CONSTANTS[node.id], node)
        kind = COLUMNS.get(node.id)
        if kind is None:
            raise MistakeError(node, f"is no column{_nearest(node.id, COLUMNS)}")
        self.columns.add(node.id)
        return Term(kind, operator.itemgetter(node.id), node.id)

    def _value(self, node: ast.Constant) -> Term:
        return _constant(node.value, node)

    def _list(self, node: ast.List | ast.Tuple | ast.Set) -> Term:
        terms = [self._term(one) for one in node.elts]
        kinds = {one.kind for one in terms}
        written = all(isinstance(getattr(one, "operand", one), ast.Constant) for one in node.elts)
        if not written or kinds not in ({"text"}, {"number"}):
            raise MistakeError(node, "should be a list of texts, or of numbers")
        values = [one.get({}) for one in terms]
        return Term("texts" if kinds == {"text"} else "numbers", lambda row: values)

    def _score(self, node: ast.Subscript) -> Term:
        term = self._term(node.value)
        if term.kind != "imported scores" or not (
            isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)
        ):
            raise MistakeError(node, 'only imported_scores has parts, by their names: imported_scores["comet"]')
        get, name = term.get, node.slice.value
        return Term("number", lambda row: next((one["score"] for one in get(row) if one["name"] == name), None))

    def _call(self, node: ast.Call) -> Term:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in _FUNCTIONS:
            raise MistakeError(node, f"is no function that is known here: there are {', '.join(_FUNCTIONS)}")
        kinds, kind, function = _FUNCTIONS[name]
        if len(node.args) != 1 or node.keywords:
            raise MistakeError(node, f"{name} takes one column")
        [term] = map(self._term, node.args)
        if term.kind not in kinds:
            raise MistakeError(node, f"{name} takes {_or(_NAMES[one] for one in kinds)}, not {_NAMES[term.kind]}")
        return Term(kind, _lifted(function, term.get))

    def _signed(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.Not):
            test = self.test(node.operand)
            return Term("truth", lambda row: None if (found := test(row)) is None else not found)
        term = self._term(node.operand)
        if not isinstance(node.op, ast.USub | ast.UAdd) or term.kind != "number":
            raise MistakeError(node, "is not known here; a sign stands before a number only")
        return Term("number", _lifted(operator.neg if isinstance(node.op, ast.USub) else operator.pos, term.get))

    def _arithmetic(self, node: ast.BinOp) -> Term:
        compute = _ARITHMETIC.get(type(node.op))
        if compute is None:
            raise MistakeError(node, "only + - * / are known of arithmetic")
        terms = [self._term(one) for one in (node.left, node.right)]
        for one, side in zip(terms, (node.left, node.right), strict=True):
            if one.kind != "number":
                raise MistakeError(side, f"is {_NAMES[one.kind]}, and there is arithmetic of numbers only")
        return Term("number", _lifted(lambda *values: _computed(compute, *values), *(one.get for one in terms)))

    def _together(self, node: ast.BoolOp) -> Term:
        tests = [self.test(one) for one in node.values]
        return Term("truth", _all_of(tests) if isinstance(node.op, ast.And) else _any_of(tests))

    def _compared(self, node: ast.Compare) -> Term:
        sides = [node.left, *node.comparators]
        terms = [self._term(one) for one in sides]
        tests = [
            _comparison(operation, (terms[n], terms[n + 1]), (sides[n], sides[n + 1]))
            for n, operation in enumerate(node.ops)
        ]
        return Term("truth", _all_of(tests) if len(tests) > 1 else tests[0])

    _TERMS: ClassVar[Mapping[type, Callable[["Compiler", Any], Term]]] = {
        ast.Name: _name,
        ast.Constant: _value,
        ast.List: _list,
        ast.Tuple: _list,
        ast.Set: _list,
        ast.Subscript: _score,
        ast.Call: _call,
        ast.UnaryOp: _signed,
        ast.BinOp: _arithmetic,
        ast.BoolOp: _together,
        ast.Compare: _compared,
    }


def _constant(value: Any, node: ast.expr) -> Term:
    """Give the term of a value that is written out."""
    if value is None or isinstance(value, bool):
        return Term("null" if value is None else "truth", lambda row: value)
    if isinstance(value, str):
        return Term("text", lambda row: value)
    if isinstance(value, int | float):
        try:
            number = float(value)
        except OverflowError:
            number = float("inf")
        if isfinite(number):
            return Term("number", lambda row: number)
        raise MistakeError(node, "is too large a number")
    raise MistakeError(node, "is neither a number nor a text")


def _comparison(
    operation: ast.cmpop, terms: tuple[Term, Term], nodes: tuple[ast.expr, ast.expr]
) -> Callable[[Row], bool | None]:
    """Give what compares two terms."""
    one, other = terms
    if isinstance(operation, ast.Is | ast.IsNot):
        if other.kind != "null":
            raise MistakeError(nodes[1], "after 'is' stands null only; use == for other values")
        get, is_not = one.get, isinstance(operation, ast.IsNot)
        return lambda row: (get(row) is None) != is_not
    for term, node in zip(terms, nodes, strict=True):
        if term.kind == "null":
            raise MistakeError(node, "nothing is ever equal to null: use 'is null' or 'is not null'")
    if isinstance(operation, ast.In | ast.NotIn):
        return _membership(operation, terms, nodes)
    if one.kind != other.kind or one.kind not in ("text", "number", "truth"):
        raise MistakeError(nodes[1], f"is {_NAMES[other.kind]}, and is compared with {_NAMES[one.kind]}")
    if one.kind != "truth" and type(operation) in _ORDERED:
        return _lifted(_ORDERED[type(operation)], one.get, other.get)
    if type(operation) not in _EQUAL:
        raise MistakeError(nodes[1], "true and false have no order")
    _check_values(terms, nodes)
    return _lifted(_EQUAL[type(operation)], one.get, other.get)


def _membership(
    operation: ast.cmpop, terms: tuple[Term, Term], nodes: tuple[ast.expr, ast.expr]
) -> Callable[[Row], bool | None]:
    """Give what tells whether a value is among others, or a text inside of a text."""
    one, other = terms
    if (one.kind, other.kind) not in (("text", "texts"), ("text", "text"), ("number", "numbers")):
        raise MistakeError(nodes[1], f"is {_NAMES[other.kind]}, and {_NAMES[one.kind]} cannot be in it")
    if other.kind != "text":
        _check_values(terms, nodes)
    is_not = isinstance(operation, ast.NotIn)
    return _lifted(lambda value, values: (value in values) != is_not, one.get, other.get)


def _check_values(terms: tuple[Term, Term], nodes: tuple[ast.expr, ast.expr]) -> None:
    """Make sure that values compared with a column that holds only certain ones are among these."""
    for term, node in zip(terms, reversed(nodes), strict=True):
        if known := _CLOSED.get(term.column):
            for one in node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else [node]:
                if isinstance(one, ast.Constant) and one.value not in known:
                    near = _nearest(str(one.value), known) or f": there are {', '.join(known)}"
                    raise MistakeError(one, f"is never in {term.column}{near}")


def _lifted(function: Callable[..., Any], *gets: Callable[[Row], Any]) -> Callable[[Row], Any]:
    """Give a function of rows that is null where one of the values it is of is null."""
    if len(gets) == 1:
        [get] = gets
        return lambda row: None if (value := get(row)) is None else function(value)
    left, right = gets

    def compute(row: Row) -> Any:
        one, other = left(row), right(row)
        return None if one is None or other is None else function(one, other)

    return compute


def _all_of(tests: list[Callable[[Row], bool | None]]) -> Callable[[Row], bool | None]:
    """Give what is true where all are, false where any is not, and else unknown (Kleene 1952)."""

    def test(row: Row) -> bool | None:
        found = [one(row) for one in tests]
        return False if False in found else None if None in found else True

    return test


def _any_of(tests: list[Callable[[Row], bool | None]]) -> Callable[[Row], bool | None]:
    """Give what is true where any is, false where none is, and else unknown (Kleene 1952)."""

    def test(row: Row) -> bool | None:
        found = [one(row) for one in tests]
        return True if True in found else None if None in found else False

    return test


def _computed(compute: Callable[[Any, Any], float], one: float, other: float) -> float | None:
    """Give what comes of two numbers; null where that is no number, as after a division by zero."""
    try:
        found = compute(float(one), float(other))
    except ZeroDivisionError:
        return None
    return found if isfinite(found) else None


def _nearest(name: str, known: Iterable[str]) -> str:
    """Ask whether the known name that is most like another was meant; "" where none is like it."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f": did you mean {near[0]}?" if near else ""


def _or(names: Iterable[str]) -> str:
    """Join names.

    >>> _or(["text", "a list"])
    'text or a list'
    """
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
