"""What a number in a text may mean: values, of what, and when two of them are the same."""

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.numbers.units import Unit

BARE = ("", "ordinal")
"""Dimensions of numbers without a unit: they are the same as those with one if their values are."""
_CLOSED = ("clock", "decade")
"""Dimensions of numbers that no number without a unit equals."""
MONEY = ("euro", "dollar", "pound", "franc", "cents")
"""Dimensions of currencies, and of what is a hundredth of some."""
_TOLERANCE = 0.04
"""How far an amount that a translator has converted to another unit may be off: half a mile is 800 metres."""


class Reading(NamedTuple):
    """A value as it is said, what it measures, its size in the base unit of that, and the unit's size."""

    value: float
    dimension: str = ""
    base: float = 0.0
    unit: float = 0.0

    @classmethod
    def of(cls, value: float, unit: Unit) -> "Reading":
        """Read a value with a unit."""
        return cls(value, unit.dimension, (value + unit.offset) * unit.size, unit.size)

    def equals(self, other: "Reading") -> bool:
        """Tell whether two readings say the same.

        >>> kilometres, miles = Reading(35, "length", 35_000, 1000), Reading(22, "length", 35_405.6, 1609.344)
        >>> kilometres.equals(miles), kilometres.equals(Reading(22)), kilometres.equals(Reading(35))
        (True, False, True)
        """
        if self.dimension in BARE or other.dimension in BARE:
            return self.value == other.value and not {self.dimension, other.dimension} & {*_CLOSED}
        if self.dimension != other.dimension:
            cents = "cents" in (self.dimension, other.dimension)
            money = self.dimension in MONEY and other.dimension in MONEY
            return cents and money and math.isclose(self.base, other.base)
        if self.unit == other.unit:
            return math.isclose(self.value, other.value)
        if self.dimension == "temperature":
            return abs(self.base - other.base) <= 1
        return math.isclose(self.base, other.base, rel_tol=_TOLERANCE)

    def same_as(self) -> Iterator[Hashable]:
        """Give keys of which two equal readings share at least one."""
        if self.dimension not in _CLOSED:
            yield self.value
        if self.dimension in BARE:
            return
        dimension = "money" if self.dimension in MONEY else self.dimension
        if dimension == "temperature" or self.base == 0 or dimension in _CLOSED:
            yield from ((dimension, round(self.base) + near) for near in (-1, 0, 1))
        elif math.isfinite(self.base):
            bucket = round(math.log(abs(self.base)) / _TOLERANCE)
            yield from ((dimension, self.base > 0, bucket + near) for near in (-1, 0, 1))


class Found(NamedTuple):
    """What was found from one token to before another, and whether it is weak."""

    readings: tuple[Reading, ...]
    start: int
    end: int
    is_weak: bool = False
    in_digits: bool = False
    parts: tuple["Found", ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its place in code points, all that it may mean, and how firmly it is said.

    A weak number, as "first" or "dozens", is not missed where it is left out, but where another stands instead.
    `parts` are the numbers that it is made of, as 2 and 3 in "two out of three". `name` are the digits of what names
    something, as a telephone number, and has no value.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    is_weak: bool = False
    in_digits: bool = False
    parts: tuple["Number", ...] = ()
    name: str = ""
    is_whole: bool = False

    @property
    def dimension(self) -> str:
        """What it measures, first of all."""
        return self.readings[0].dimension if self.readings else ""

    def equals(self, other: "Number") -> bool:
        """Tell whether two numbers may mean the same."""
        return any(one.equals(another) for one in self.readings for another in other.readings)
