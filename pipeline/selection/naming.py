"""Values that an expression names, as in `document == "a.txt"`, told where no pair has them: most are misspelt."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.selection.expression import Expression
from pipeline.selection.terms import Row, nearest

_SHOWN = 3  # values of a column that a message names; chosen by hand


class Named:
    """Notes the values that pairs have in the columns of which an expression names any."""

    def __init__(self, expression: Expression) -> None:
        self._expression = expression
        self._found = {column: Counter[str]() for column, _ in expression.named}
        self._pairs = self._kept = 0

    def add(self, row: Row, is_kept: bool) -> None:
        """Note the values of a pair."""
        self._pairs += 1
        self._kept += is_kept
        for column, found in self._found.items():
            found.update(_values(column, row))

    def warnings(self) -> Iterator[str]:
        r"""Say which values no pair has, and that none is kept where that is so.

        >>> from pipeline.selection.expression import parse_expression
        >>> named = Named(parse_expression('imported_scores["comet"] > .5 and split == "Train"'))
        >>> named.add({"split": "train", "imported_scores": []}, is_kept=False)
        >>> print("\n".join(named.warnings()))
        no pair has a score comet of another tool: there are none
        no pair has the split 'Train': did you mean train?
        keeps none of 1 pair
        """
        for column, value in sorted(self._expression.named):
            found = self._found[column]
            if self._pairs and value not in found:
                what = f"a score {value} of another tool" if column == "imported_scores" else f"the {column} {value!r}"
                yield f"no pair has {what}{nearest(value, found) or _told(found)}"
        if self._pairs and not self._kept:
            yield f"keeps none of {self._pairs} {'pair' if self._pairs == 1 else 'pairs'}"


def _values(column: str, row: Row) -> Iterable[str]:
    """Give what a pair has in a column."""
    value = row[column]
    if column == "imported_scores":
        return [one["name"] for one in value]
    return [] if value is None else [value]


def _told(found: Counter[str]) -> str:
    """Name the values that most pairs have."""
    names = ", ".join(name for name, _ in found.most_common(_SHOWN))
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f": there are {names or 'none'}{more}"
