"""Pairs as the rows that expressions look at: the value of any column of the schema, made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from pipeline.formats.corpora.schema import PAIRS, SCORES, VERSION
from pipeline.pairs import Pair

_MADE: dict[str, Callable[[Pair], Any]] = {
    "schema_version": lambda pair: VERSION,
    "imported_scores": lambda pair: [
        {"name": name, "score": score} for name, score in pair.scores.items() if name not in SCORES
    ],
}


def _of_score(name: str) -> Callable[[Pair], Any]:
    """Give what gets a score of a pair; null where it has none."""
    return lambda pair: pair.scores.get(name)


_GET: dict[str, Callable[[Pair], Any]] = {
    **{column.name: attrgetter(column.name) for column in PAIRS if column.name not in (*SCORES, *_MADE)},
    **{name: _of_score(name) for name in SCORES},
    **_MADE,
}


class PairRow(Mapping[str, Any]):
    """A pair by the names of the schema's columns.

    >>> from types import SimpleNamespace
    >>> PairRow(SimpleNamespace(scores={"adequacy": 0.9}, split=None))["adequacy"]
    0.9
    """

    __slots__ = ("pair",)

    def __init__(self, pair: Pair) -> None:
        self.pair = pair

    def __getitem__(self, name: str) -> Any:
        """Give the value of a column; None is null."""
        return _GET[name](self.pair)

    def __iter__(self) -> Iterator[str]:
        """Give the names of all columns."""
        return iter(_GET)

    def __len__(self) -> int:
        """Tell how many columns there are."""
        return len(_GET)
