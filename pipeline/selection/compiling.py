"""From the syntax tree of an expression to a function of a pair's columns, with its types checked on the way.

Python's own parser makes the tree; nothing of it is ever run. Every kind of node that is allowed has a method here, and
all others are told as mistakes, with their place.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, ClassVar

from pipeline.selection.comparing import comparison, named_values
from pipeline.selection.terms import (
    COLUMNS,
    LISTS,
    NAMES,
    Kind,
    MistakeError,
    Row,
    Term,
    all_of,
    any_of,
    computed,
    joined,
    lifted,
    nearest,
)

_CONSTANTS = {"true": True, "false": False, "null": None}
_FUNCTIONS: dict[str, tuple[tuple[Kind, ...], Kind, Callable[[Any], Any]]] = {
    "len": (("text", "texts", "list"), "number", len),
    "words": (("text",), "number", lambda text: len(text.split())),
    "lower": (("text",), "text", str.lower),
}
_ARITHMETIC: dict[type, Callable[[Any, Any], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_DEEPEST = 50  # parts in one another; chosen by hand


class Compiler:
    """Makes functions of trees, and remembers which columns they ask for, and values of which."""

    def __init__(self) -> None:
        self.columns: set[str] = set()
        self.named: set[tuple[str, str]] = set()
        self._depth = 0

    def test(self, node: ast.expr) -> Callable[[Row], bool | None]:
        """Give what tells whether a part is true of a pair; None where that is unknown, as it is null."""
        term = self._term(node)
        if term.kind == "truth":
            return term.get
        if term.kind in ("text", *LISTS) and term.column:
            get = term.get
            return lambda row: bool(get(row))
        compare = f": compare it, as in {term.column} >= 1" if term.kind == "number" and term.column else ""
        raise MistakeError(node, f"is {NAMES[term.kind]}, and should be true or false{compare}")

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
            raise MistakeError(node, f"is no column{nearest(node.id, COLUMNS) or _as_score(node.id)}")
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
        self.named.add((term.column, name))
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
            raise MistakeError(node, f"{name} takes {joined(NAMES[one] for one in kinds)}, not {NAMES[term.kind]}")
        return Term(kind, lifted(function, term.get))

    def _signed(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.Not):
            test = self.test(node.operand)
            return Term("truth", lambda row: None if (found := test(row)) is None else not found)
        term = self._term(node.operand)
        if not isinstance(node.op, ast.USub | ast.UAdd) or term.kind != "number":
            raise MistakeError(node, "is not known here; a sign stands before a number only")
        return Term("number", lifted(operator.neg if isinstance(node.op, ast.USub) else operator.pos, term.get))

    def _arithmetic(self, node: ast.BinOp) -> Term:
        compute = _ARITHMETIC.get(type(node.op))
        if compute is None:
            sign = {ast.BitAnd: "; & is written and", ast.BitOr: "; | is written or"}.get(type(node.op), "")
            raise MistakeError(node, f"only + - * / are known of arithmetic{sign}")
        terms = [self._term(one) for one in (node.left, node.right)]
        for one, side in zip(terms, (node.left, node.right), strict=True):
            if one.kind != "number":
                raise MistakeError(side, f"is {NAMES[one.kind]}, and there is arithmetic of numbers only")
        return Term("number", lifted(lambda *values: computed(compute, *values), *(one.get for one in terms)))

    def _together(self, node: ast.BoolOp) -> Term:
        tests = [self.test(one) for one in node.values]
        return Term("truth", all_of(tests) if isinstance(node.op, ast.And) else any_of(tests))

    def _compared(self, node: ast.Compare) -> Term:
        sides = [node.left, *node.comparators]
        terms = [self._term(one) for one in sides]
        for operation, left, right in zip(node.ops, sides, sides[1:], strict=False):
            self.named.update(named_values(operation, left, right))
        tests = [
            comparison(operation, (terms[n], terms[n + 1]), (sides[n], sides[n + 1]))
            for n, operation in enumerate(node.ops)
        ]
        return Term("truth", all_of(tests) if len(tests) > 1 else tests[0])

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


def _as_score(name: str) -> str:
    """Say how a score of another tool is asked for."""
    return f'; a score of another tool is imported_scores["{name}"]'


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
