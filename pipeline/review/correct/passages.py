"""Passages of whole sentences, found again by their text."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.review.corrections import recognised


class Passages:
    """Finds passages among the sentences of a text; made once for all of them.

    >>> passages = Passages(["Oui.", "Non.", "Non.", "Oui.", "Non."])
    >>> passages.find("Oui. Non."), passages.find("Oui. Non.", near=4), passages.find("Peut-être.")
    ((0, 1), (3, 4), None)
    """

    def __init__(self, sentences: Sequence[str]) -> None:
        visible = [recognised(sentence) for sentence in sentences]
        ends = list(accumulate(map(len, visible)))
        self._text = "".join(visible)
        self._starting = {end - len(text): n for n, (text, end) in enumerate(zip(visible, ends, strict=True)) if text}
        self._ending = {end: n for n, (text, end) in enumerate(zip(visible, ends, strict=True)) if text}

    def find(self, passage: str, near: int | None = None) -> tuple[int, ...] | None:
        """The numbers of the sentences that a passage consists of; None where it is not there, none for empty text.

        Of repetitions the one that begins nearest to sentence `near` is taken, without that the first.
        """
        wanted = recognised(passage)
        if not wanted:
            return ()
        found = self._all(wanted)
        first, last = min(found, key=lambda place: abs(place[0] - (near or 0)), default=(0, -1))
        return tuple(range(first, last + 1)) or None

    def _all(self, wanted: str) -> Iterator[tuple[int, int]]:
        """The first and the last sentence of each place where a text stands as whole sentences."""
        start = self._text.find(wanted)
        while start >= 0:
            end = start + len(wanted)
            if start in self._starting and end in self._ending:
                yield self._starting[start], self._ending[end]
            start = self._text.find(wanted, start + 1)
