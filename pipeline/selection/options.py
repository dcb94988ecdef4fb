"""What is asked of a corpus: the pairs that are wanted, the splits, what counts as a repetition.

A pair's split depends on a name only, never on what else there is: the document's, or for lines that have no order, as
those of a memory, the French text's. So a corpus that grows keeps its splits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Literal

from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.selection.expression import Expression, parse_expression

Duplicates = Literal["near", "exact", "none"]
SplitBy = Literal["auto", "document", "source"]


@dataclass(frozen=True, slots=True)
class Splits:
    """The names of splits with their shares, the largest first; of equal ones `train`, then the first by the alphabet.

    A pair that a later one holds as well is taken out of an earlier one: training data lose what the test has.
    """

    names: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.names)

    def number_of(self, name: str) -> int:
        """Give the number of the split that a name belongs to.

        >>> splits = make_splits({"test": 0.1, "train": 0.8, "dev": 0.1})
        >>> splits.names, [splits.names[splits.number_of(f"{n}.txt")] for n in range(9)].count("train")
        (('train', 'dev', 'test'), 7)
        """
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        place = int.from_bytes(digest) / 2**64 * sum(self.shares)
        for number in range(len(self.names) - 1, 0, -1):  # the small ones first: they stay as they are if train grows
            place -= self.shares[number]
            if place < 0:
                return number
        return 0


def make_splits(shares: Mapping[str, float]) -> Splits:
    """Give the splits of some shares by their names.

    >>> make_splits({"test": 0.5, "train": 0.5}).names
    ('train', 'test')
    """
    ordered = sorted(shares.items(), key=lambda one: (-one[1], one[0] != "train", one[0]))
    return Splits(tuple(name for name, _ in ordered), tuple(share for _, share in ordered))


@dataclass(frozen=True, slots=True)
class SelectOptions:
    """What is looked for, as the section `write` of a configuration has it."""

    where: Expression = field(default_factory=Expression)
    splits: Splits = field(default_factory=Splits)
    split_by: SplitBy = "auto"
    duplicates: Duplicates = "near"
    ignore_digits: bool = False

    @property
    def rejects(self) -> bool:
        """Tell whether any pair may be rejected."""
        return bool(self.where.parts or self.splits)

    def settings(self) -> dict[str, Any]:
        """Give all that decides what is found, as plain data."""
        return {
            "where": self.where.text,
            "splits": [list(self.splits.names), list(self.splits.shares)],
            "split_by": self.split_by,
            "duplicates": self.duplicates,
            "ignore_digits": self.ignore_digits,
        }

    def is_split_whole(self, document: Document) -> bool:
        """Tell whether all pairs of a document belong to one split: not where they are lines without any order."""
        has_order = not document.parallel or bool(document.name)
        return self.split_by == "document" or (self.split_by == "auto" and has_order)


def make_options(
    where: str, splits: Mapping[str, float], split_by: SplitBy, duplicates: Duplicates, ignore_digits: bool
) -> SelectOptions:
    """Make options of what the section `write` of a configuration has.

    Raises:
        InputError: the expression has a mistake, or asks for what is not looked for.
    """
    expression = parse_expression(where)
    if not splits and "split" in expression.columns:
        raise InputError("write.where: asks for split, which is always null, as write.splits is empty")
    if duplicates == "none" and (asked := expression.columns & {"duplicate_of", "duplicate_similarity"}):
        raise InputError(f"write.where: asks for {min(asked)}, which is always null, as write.duplicates is none")
    return SelectOptions(expression, make_splits(splits), split_by, duplicates, ignore_digits)
