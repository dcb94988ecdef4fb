"""Expressions over the columns of pairs, as `write.where` has them: `adequacy >= .5 and origin == "human"`.

They look like Python and are none: nothing of them can do anything but compare. `pipeline.selection.compiling` says
what they may hold.
"""

import ast
import reprlib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.errors import InputError
from pipeline.selection.compiling import Compiler
from pipeline.selection.terms import MistakeError, Row

_LONGEST = 2000  # characters, chosen by hand


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an expression, of those between its outermost `and`s.

    `test` tells whether it is true of a row, None where that is unknown; `columns` are those that it asks for.
    """

    text: str
    test: Callable[[Row], bool | None]
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Expression:
    """What is wanted of pairs: all of its parts, of which there may be none."""

    text: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it asks for."""
        return frozenset().union(*(part.columns for part in self.parts))

    def refusals(self, row: Row) -> Iterator[str]:
        """Give the parts that are not true of a pair."""
        return (part.text for part in self.parts if part.test(row) is not True)


def parse_expression(text: str, name: str = "write.where") -> Expression:
    """Read an expression; an empty one wants every pair.

    Raises:
        InputError: it has a mistake; the message begins with `name`, and tells where and what.

    >>> expression = parse_expression('adequacy >= .5 and "moved" not in flags')
    >>> list(expression.refusals({"adequacy": None, "flags": ["moved"]}))
    ['adequacy >= .5', '"moved" not in flags']
    >>> parse_expression("adequcy >= .5")
    Traceback (most recent call last):
    pipeline.errors.InputError: write.where: 'adequcy' is no column: did you mean adequacy?
    """
    if not text.strip():
        return Expression()
    before = f"{name}: " if name else ""
    if len(text) > _LONGEST:
        raise InputError(f"{before}is {len(text)} characters long, and may have {_LONGEST}")
    flat = " ".join(text.strip().splitlines())
    tree = _parse(flat, before)
    nodes = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    try:
        parts = tuple(_part(flat, node) for node in nodes)
    except MistakeError as mistake:
        raise InputError(f"{before}{reprlib.repr(ast.get_source_segment(flat, mistake.node))} {mistake}") from None
    return Expression(flat, parts)


def _part(flat: str, node: ast.expr) -> Part:
    """Give a part of an expression."""
    compiler = Compiler()
    return Part(ast.get_source_segment(flat, node) or flat, compiler.test(node), frozenset(compiler.columns))


def _parse(flat: str, before: str) -> ast.expr:
    """Give the syntax tree of an expression.

    Raises:
        InputError: it is none.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(flat, mode="eval").body
    except SyntaxError as error:
        place = error.offset - 1 if error.offset else len(flat)
        near = reprlib.repr(flat[max(place - 10, 0) : place + 10])
        raise InputError(f"{before}cannot be read near {near} ({error.msg})") from None
    except (ValueError, RecursionError, MemoryError):
        raise InputError(f"{before}cannot be read; it has too many parts in one another, or NUL characters") from None
