"""A list of pairs that is drawn as a table, and becomes one of pandas or Arrow."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, SupportsIndex, overload

from pipeline.api.arguments import is_stream
from pipeline.api.drawing import draw_pairs, sayings
from pipeline.errors import ArgumentError, InputError, OutputError
from pipeline.formats.corpora.records import record_of
from pipeline.formats.corpora.schema import PAIRS, arrow_schema
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair

TEXTS = "pairs"
"""The document of pairs that were given as tuples of two texts."""
SHOWN = 20
"""Pairs of a list that a notebook or a terminal shows. Chosen by hand."""
_WIDTH = 40
"""Characters of a side that a terminal shows: two of them and the standing fit 100 columns. Chosen by hand."""


class Pairs(list[Pair]):
    """A list of pairs: `Pairs(read_pairs(path))` takes them into memory, `align` gives one."""

    def where(self, keep: str | Callable[[Pair], object]) -> "Pairs":
        """Give the pairs of which an expression, as `write.where` has it, is true, or a function says something true.

        Raises:
            ArgumentError: it is neither, or the expression has a mistake.
        """
        return Pairs(filter(_test(keep), self))

    def texts(self) -> tuple[list[str], list[str]]:
        """Give the French texts and the English ones: what `link`, `score` and trainers take."""
        return [pair.source for pair in self], [pair.target for pair in self]

    def records(self) -> Iterator[dict[str, Any]]:
        """Give each pair as plain values by the names of the schema's columns (docs/schema.md)."""
        return (_record(pair) for pair in self)

    def to_arrow(self) -> Any:
        """Give a `pyarrow.Table` with the schema that `pairs.parquet` has.

        Raises:
            OutputError: pyarrow is not installed.
        """
        try:
            import pyarrow
        except ImportError as error:
            raise OutputError("to_arrow: needs pyarrow: pip install 'fr-en-pipeline[parquet]'") from error
        return pyarrow.Table.from_pylist(list(self.records()), schema=arrow_schema())

    def to_pandas(self) -> Any:
        """Give a `pandas.DataFrame` with the columns of the schema; scores are floats, NaN where there is none.

        Raises:
            OutputError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise OutputError("to_pandas: needs pandas: pip install pandas") from error
        frame = pandas.DataFrame(list(self.records()), columns=[column.name for column in PAIRS])
        numbers = [column.name for column in PAIRS if column.type == "number"]
        return frame.astype(dict.fromkeys(numbers, "float64"))

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Pair: ...
    @overload
    def __getitem__(self, index: slice, /) -> "Pairs": ...
    def __getitem__(self, index: Any, /) -> Any:
        found = super().__getitem__(index)
        return Pairs(found) if isinstance(index, slice) else found

    def __repr__(self) -> str:
        """Give the first pairs as lines of a table, for a terminal."""
        rows = [f"{_cut(pair.source)} {_cut(pair.target)} {', '.join(sayings(pair))}" for pair in self[:SHOWN]]
        more = [f"... {len(self) - SHOWN} more"] if len(self) > SHOWN else []
        return "\n".join([f"Pairs: {len(self)}", *rows, *more])

    def _repr_html_(self) -> str:
        """Give a table for notebooks, in which a word shows its links when the pointer is on it."""
        return draw_pairs(self[:SHOWN], len(self))


def make_pairs(given: Iterable[Any], name: str) -> Pairs:
    """Give pairs, or tuples of a French and an English text, as pairs.

    Raises:
        ArgumentError: one of them is neither; the message tells which, counted from 0.

    >>> make_pairs([("Oui.", "Yes.")], "score")[0].target
    'Yes.'
    """
    is_stream(given, name)
    found = Pairs()
    for number, one in enumerate(given):
        if isinstance(one, Pair):
            found.append(one)
        elif isinstance(one, tuple | list) and [type(text) for text in one] == [str, str]:
            found.append(make_pair(one[0], one[1], number=number))
        else:
            raise ArgumentError(
                f"{name}: item {number}: expected a pair, or a French and an English text, got {one!r:.80}"
            )
    return found


def make_pair(source: str, target: str, document: str = TEXTS, number: int = 0, origin: Any = "human") -> Pair:
    """Give a pair of which nothing is known but its texts, and who gave the English."""
    return Pair(
        id=f"{document}:{number + 1}",
        document=document,
        paragraph=number,
        type=f"{int(bool(source))}-{int(bool(target))}",
        source=source,
        target=target,
        origin=origin,
        posterior=1.0,
        source_places=(),
        target_places=(),
        scores={},
        flags=(),
        links=(),
        machine=None,
        standing="sure",
    )


def _test(keep: Any) -> Callable[[Pair], object]:
    """Give what tells whether a pair is wanted.

    Raises:
        ArgumentError: it is neither an expression nor a function.
    """
    from pipeline.selection.expression import parse_expression  # which takes a while
    from pipeline.selection.rows import PairRow

    if callable(keep):
        return keep  # type: ignore[no-any-return]
    if not isinstance(keep, str):
        raise ArgumentError(f"where: expected an expression or a function, got {keep!r:.80}")
    try:
        expression = parse_expression(keep, "where")
    except InputError as mistake:
        raise ArgumentError(str(mistake)) from mistake
    return lambda pair: not any(expression.refusals(PairRow(pair)))


def _record(pair: Pair) -> dict[str, Any]:
    """Give a pair as plain values; who made the English is what the pair says."""
    return record_of(pair, WriteOptions(), Provenance("")) | {"made_by": pair.made_by}


def _cut(text: str) -> str:
    """Give a text on a line of a fixed width, its end left out where it is longer."""
    line = " ".join(text.split())
    return f"{line[: _WIDTH - 1]}…" if len(line) > _WIDTH else f"{line:{_WIDTH}}"
