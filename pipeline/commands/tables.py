"""Tables on the console."""

from collections.abc import Iterable, Sequence


def table(rows: Iterable[Sequence[str]], left: int = 1) -> list[str]:
    """Give rows as lines in columns; the first `left` columns and the last one are set to the left, others right.

    >>> table([("", "value", "signature"), ("BLEU", "7.1", "nrefs:1"), ("chrF2", "61.25", "nc:6")])
    ['       value  signature', 'BLEU     7.1  nrefs:1', 'chrF2  61.25  nc:6']
    """
    every = list(rows)
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    last = len(widths) - 1
    return [
        "  ".join(
            cell.ljust(width) if place < left or place == last else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in every
    ]
