"""Pairs that have text on both sides, for formats that cannot say "nothing corresponds"."""

import logging
from collections.abc import Iterable, Iterator

from pipeline.document import Document
from pipeline.pairs import Pair, pairs

log = logging.getLogger(__name__)


def complete_pairs(documents: Iterable[Document], output: str) -> Iterator[Pair]:
    """The pairs with visible text on both sides; how many were left out of `output` is logged at the end."""
    left_out = 0
    for document in documents:
        for pair in pairs(document):
            if visible(pair.source) and visible(pair.target):
                yield pair
            else:
                left_out += 1
    if left_out:
        what = "1 pair" if left_out == 1 else f"{left_out} pairs"
        log.info("%s: %s left out, one side of which is empty", output, what)


def visible(text: str) -> bool:
    r"""Whether anything but spaces and control characters is there.

    >>> visible("\x00\u00a0\n"), visible("…")
    (False, True)
    """
    return any(character.isprintable() and not character.isspace() for character in text)
