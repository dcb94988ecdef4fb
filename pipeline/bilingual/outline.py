"""Heading levels as a tree, whatever levels an author skipped."""

from collections.abc import Iterable


def depths(levels: Iterable[int]) -> list[int]:
    """How deep each heading lies: one more than the heading it stands under.

    >>> depths([1, 3, 3, 2, 1])
    [1, 2, 2, 2, 1]
    """
    open_levels: list[int] = []
    found = []
    for level in levels:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        found.append(len(open_levels))
    return found
