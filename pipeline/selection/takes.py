"""What filters would take of a corpus, before any is applied: how many pairs each, alone and beyond the others."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.document import DUPLICATE
from pipeline.pairs import Pair
from pipeline.quality.flags import FLAGS
from pipeline.selection.expression import Expression, Part, parse_expression
from pipeline.selection.likeness import key_of
from pipeline.selection.naming import Named
from pipeline.selection.rows import PairRow

SHORT = 20
"""Letters of the French from which on a pair is not short: filters of texts know little of shorter ones."""

USUAL = (
    "not duplicate_of",
    "adequacy >= .5",
    "posterior >= .5",
    "length_ratio <= 3",
    "len(source) <= 500",
    "source and target",
    *(f'"{flag}" not in flags' for flag in FLAGS if flag != DUPLICATE),
)
"""Filters that are often asked for, which a table shows whether they are asked for or not."""


@dataclass
class Sizes:
    """How many pairs there are, and of them how many are short, and of each origin."""

    pairs: int = 0
    short: int = 0
    origins: Counter[str] = field(default_factory=Counter)

    def add(self, pair: Pair) -> None:
        """Count a pair."""
        self.pairs += 1
        self.short += is_short(pair)
        self.origins[pair.origin] += 1


@dataclass
class Taken:
    """What one filter takes: the pairs of which it is not true.

    `unknown` counts those of them of which it is neither true nor false, `alone` those that no other one takes. The
    `examples` are the first few in an order that only their ids decide.
    """

    part: Part
    sizes: Sizes = field(default_factory=Sizes)
    unknown: int = 0
    alone: int = 0
    examples: list[tuple[int, str, Pair]] = field(default_factory=list)

    def add(self, pair: Pair, answer: bool | None, is_alone: bool, most: int) -> None:
        """Count a pair that is taken, and keep it if it is among the first `most` examples."""
        self.sizes.add(pair)
        self.unknown += answer is None
        self.alone += is_alone
        place = -int.from_bytes(key_of(pair.id))
        heapq.heappush(self.examples, (place, pair.id, pair))
        if len(self.examples) > most:
            heapq.heappop(self.examples)

    def shown(self) -> Iterator[Pair]:
        """Give the examples."""
        return (pair for _, _, pair in sorted(self.examples, key=lambda one: -one[0]))


@dataclass
class Takes:
    """What the parts of an expression take (`asked`), and what usual filters would take of what is left (`further`).

    `warnings` tell what the expression asks for that no pair has.
    """

    asked: list[Taken]
    further: list[Taken]
    every: Sizes = field(default_factory=Sizes)
    kept: Sizes = field(default_factory=Sizes)
    splits: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)


def find_takes(pairs: Iterable[Pair], expression: Expression, examples: int = 3) -> Takes:
    """Go through pairs once, and count what each filter takes, with so many examples of each."""
    asked = {part.text for part in expression.parts}
    usual = (part for text in USUAL if text not in asked for part in parse_expression(text).parts)
    takes = Takes([Taken(part) for part in expression.parts], [Taken(part) for part in usual])
    named = Named(expression)
    for pair in pairs:
        row = PairRow(pair)
        takes.every.add(pair)
        if pair.split:
            takes.splits.add(pair.split)
        is_taken = _is_taken(takes.asked, row, examples)
        named.add(row, not is_taken)
        if not is_taken:
            takes.kept.add(pair)
            _is_taken(takes.further, row, examples)
    takes.warnings += named.warnings()
    return takes


def _is_taken(filters: Sequence[Taken], row: PairRow, examples: int) -> bool:
    """Count a pair to the filters that take it; tell whether any does."""
    answers = [(one, answer) for one in filters if (answer := one.part.test(row)) is not True]
    for one, answer in answers:
        one.add(row.pair, answer, len(answers) == 1, examples)
    return bool(answers)


def is_short(pair: Pair) -> bool:
    """Tell whether the French of a pair is short."""
    return sum(map(str.isalpha, pair.source)) < SHORT
