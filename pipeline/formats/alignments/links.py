"""Read word links that people or programs made: a line a sentence pair, `1-2` a sure link, `1?2` a possible one.

`1p2` is a possible link too, as gold alignments are often given. Words are numbered from 0.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.errors import InputError
from pipeline.quality.gold import GoldLinks

_LINK = re.compile("([0-9]{1,9})([-?p])([0-9]{1,9})")


def is_links(lines: Sequence[str]) -> bool:
    r"""Tell whether lines hold word links, by the first that is not empty.

    >>> is_links(["", "0-0 1?2"]), is_links(["[0]:[0]:0.97"]), is_links(["0\t0\t0.9"])
    (True, False, False)
    """
    first = next((line.split() for line in lines if line.strip()), [])
    return bool(first) and _LINK.fullmatch(first[0]) is not None


def read_gold_links(line: str) -> GoldLinks:
    """Read the links of a sentence pair.

    Raises:
        InputError: something in the line is no link.

    >>> found = read_gold_links("0-0 1?2")
    >>> sorted(found.sure), sorted(found.possible)
    ([(0, 0)], [(0, 0), (1, 2)])
    """
    marked = list(_links(line))
    return GoldLinks(
        frozenset(link for mark, link in marked if mark == "-"),
        frozenset(link for _, link in marked),
    )


def _links(line: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the links of a line, each with its mark."""
    for item in line.split():
        found = _LINK.fullmatch(item)
        if not found:
            raise InputError(f"not a word link: {item[:40]!r}; links look like 0-0 1-2, possible ones like 1?2")
        yield found[2], (int(found[1]), int(found[3]))
