"""Expressions over the columns of pairs, as `write.where` has them: `adequacy >= .5 and origin == "human"`.

They look like Python and are none: nothing of them can do anything but compare. `pipeline.selection.compiling` says
what they may hold.
"""

import ast
import re
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

    `test` tells whether it is true of a row, None where that is unknown; `columns` are those that it asks for, `named`
    are columns with values that it names, as a document, and `imported_scores` with the names of such.
    """

    text: str
    test: Callable[[Row], bool | None]
    columns: frozenset[str]
    named: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Expression:
    """What is wanted of pairs: all of its parts, of which there may be none."""

    text: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it asks for."""
        return frozenset().union(*(part.columns for part in self.parts))

    @property
    def named(self) -> frozenset[tuple[str, str]]:
        """The columns with values that it names."""
        return frozenset().union(*(part.named for part in self.parts))

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
    text, test = ast.get_source_segment(flat, node) or flat, compiler.test(node)
    return Part(text, test, frozenset(compiler.columns), frozenset(compiler.named))


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
        raise InputError(f"{before}cannot be read near {near}: {_hint(flat) or error.msg}") from None
    except ValueError:
        raise InputError(f"{before}holds a character that no text has: NUL, or half of a surrogate pair") from None
    except (RecursionError, MemoryError):
        raise InputError(f"{before}cannot be read; it has too many parts in one another") from None


def _hint(flat: str) -> str:
    """Say how to write what other languages write otherwise, "" where there is nothing of it.

    >>> _hint('type == "a=b" && reviewed'), _hint("adequacy > 50%"), _hint("adequacy >")
    ('&& is written and', '50% is written .5', '')
    """
    plain = re.sub(r"""("|')(.*?)\1""", "", flat)
    found = ((here[0], known) for pattern, known in _OTHERWISE if (here := re.search(pattern, plain)))
    return next((f"{sign} is written {known or _share(sign)}" for sign, known in found), "")


def _share(text: str) -> str:
    """Give per cent as a number.

    >>> _share("50%"), _share("5 %")
    ('.5', '.05')
    """
    return f"{float(text.rstrip(' %')) / 100:g}".removeprefix("0")


_OTHERWISE = (
    (r"&&", "and"),
    (r"\|\|", "or"),
    (r"\bAND\b", "and"),
    (r"\bOR\b", "or"),
    (r"\bNOT\b", "not"),
    (r"\bIN\b", "in"),
    (r"\bIS\b", "is"),
    (r"=>", ">="),
    (r"=<", "<="),
    (r"<>", "!="),
    (r"!(?!=)", "not"),
    (r"(?<![=<>!])=(?!=)", "=="),
    (r"\b\d{1,3} ?%", ""),
)
"""Signs of other languages, and what stands for them here; "" for a share in per cent."""
