"""Comparisons in an expression: of two terms, in order, equal, or one among others."""

import ast
import operator
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.selection.terms import CLOSED, NAMES, MistakeError, Row, Term, lifted, nearest

_ORDERED: dict[type, Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_REPEATED = ("document", "type", "made_by", "source_language", "target_language", "split")
"""Columns of text in which few different values come again and again."""
_EQUAL: dict[type, Callable[[Any, Any], bool]] = {ast.Eq: operator.eq, ast.NotEq: operator.ne}


def comparison(
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
        raise MistakeError(nodes[1], f"is {NAMES[other.kind]}, and is compared with {NAMES[one.kind]}")
    if one.kind != "truth" and type(operation) in _ORDERED:
        return lifted(_ORDERED[type(operation)], one.get, other.get)
    if type(operation) not in _EQUAL:
        raise MistakeError(nodes[1], "true and false have no order")
    _check_values(terms, nodes)
    return lifted(_EQUAL[type(operation)], one.get, other.get)


def named_values(operation: ast.cmpop, left: ast.expr, right: ast.expr) -> Iterator[tuple[str, str]]:
    """Give each column that is asked to be one of some texts, with these; not those that are checked beforehand.

    >>> tree = ast.parse('document in ["a", "b"]', mode="eval").body
    >>> list(named_values(tree.ops[0], tree.left, tree.comparators[0]))
    [('document', 'a'), ('document', 'b')]
    """
    ways = {ast.Eq: [(left, right), (right, left)], ast.In: [(left, right)]}
    for column, value in ways.get(type(operation), []):
        if isinstance(column, ast.Name) and column.id in _REPEATED:
            for one in value.elts if isinstance(value, ast.List | ast.Tuple | ast.Set) else [value]:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield column.id, one.value


def _membership(
    operation: ast.cmpop, terms: tuple[Term, Term], nodes: tuple[ast.expr, ast.expr]
) -> Callable[[Row], bool | None]:
    """Give what tells whether a value is among others, or a text inside of a text."""
    one, other = terms
    if (one.kind, other.kind) not in (("text", "texts"), ("text", "text"), ("number", "numbers")):
        raise MistakeError(nodes[1], f"is {NAMES[other.kind]}, and {NAMES[one.kind]} cannot be in it")
    if other.kind != "text":
        _check_values(terms, nodes)
    is_not = isinstance(operation, ast.NotIn)
    return lifted(lambda value, values: (value in values) != is_not, one.get, other.get)


def _check_values(terms: tuple[Term, Term], nodes: tuple[ast.expr, ast.expr]) -> None:
    """Make sure that values compared with a column that holds only certain ones are among these."""
    for term, node in zip(terms, reversed(nodes), strict=True):
        if known := CLOSED.get(term.column):
            for one in node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else [node]:
                if isinstance(one, ast.Constant) and one.value not in known:
                    near = nearest(str(one.value), known) or f": there are {', '.join(known)}"
                    raise MistakeError(one, f"is never in {term.column}{near}")
