"""The Pharaoh format of word links, as fast_align, GIZA's tools and Moses write it: one line a sentence pair."""

import re
from collections.abc import Iterable

from pipeline.errors import InputError

_LINK = re.compile("([0-9]{1,9})-([0-9]{1,9})")


def write_links(links: Iterable[tuple[int, int]]) -> str:
    """Write the links of a sentence pair: `source-target` word numbers from 0, in order.

    >>> write_links([(1, 2), (0, 0)])
    '0-0 1-2'
    """
    return " ".join(f"{source}-{target}" for source, target in sorted(links))


def read_links(line: str) -> list[tuple[int, int]]:
    """Read the links of a sentence pair.

    Raises:
        InputError: something in the line is not two numbers joined by a hyphen.

    >>> read_links("0-0 1-2")
    [(0, 0), (1, 2)]
    """
    links = []
    for item in line.split():
        found = _LINK.fullmatch(item)
        if not found:
            raise InputError(f"not a word link: {item[:40]!r}; links look like 0-0 1-2")
        links.append((int(found[1]), int(found[2])))
    return links
