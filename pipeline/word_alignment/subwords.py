"""Words as a translation model reads them: joined to chunks without white space, each of which is cut into pieces."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_PLAIN = str.maketrans(
    {**dict.fromkeys("’‘", "'"), **dict.fromkeys("“”„", '"'), **dict.fromkeys("–—‑", "-"), "…": "..."}
)
_CLOSING = frozenset((",", ".", ")", "]", "}", "...", "%", "'s", "n't", "'d", "'ll", "'re", "'ve", "'m"))
_OPENING = frozenset("([{")


class Cut(NamedTuple):
    """The pieces of a sentence, and the share of each piece's characters that belong to each word, words × pieces."""

    pieces: list[str]
    share: npt.NDArray[np.float32]


def glue(words: Sequence[str]) -> list[list[int]]:
    """Group the numbers of words into chunks that are written without space between them.

    >>> glue(["L'", "ami", "(", "dit", "-il", ")", "est", "là", "."])
    [[0, 1], [2, 3, 4, 5], [6], [7, 8]]
    """
    chunks: list[list[int]] = []
    before = ""
    for number, word in enumerate(without_marks(word) for word in words):
        elided = len(before) > 1 and before.endswith("'") and before[0].isalpha()
        inverted = word.startswith("-") and word[1:2].isalpha()
        if chunks and (elided or inverted or word in _CLOSING or before in _OPENING):
            chunks[-1].append(number)
        else:
            chunks.append([number])
        before = word
    return chunks


def without_marks(word: str) -> str:
    """Write a word as the training text of the model has it: plain quotes and hyphens, no soft hyphens or inner spaces.

    >>> without_marks("L’"), without_marks("1\u00a0200")
    ("L'", '1200')
    """
    return "".join(word.translate(_PLAIN).replace("\u00ad", "").split())


def cut_words(words: Sequence[str], encode: Callable[[str], list[str]]) -> Cut:
    """Cut words into pieces; a piece may hold characters of several words, a word without characters has none.

    >>> cut_words(["l'", "été"], lambda chunk: ["▁l'é", "té"]).share.round(2).tolist()
    [[0.6700000166893005, 0.0], [0.33000001311302185, 1.0]]
    """
    pieces: list[str] = []
    columns = [np.zeros((len(words), 0))]
    for chunk in glue(words):
        owners = np.array([number for number in chunk for _ in without_marks(words[number])], np.int64)
        found = encode("".join(without_marks(words[number]) for number in chunk))
        lengths = [len(piece.lstrip("▁")) for piece in found]
        # SentencePiece may fold characters (ﬁ to fi): places are scaled to the chunk as it was written.
        ends = np.round(np.cumsum(lengths) * len(owners) / max(1, sum(lengths))).astype(int)
        for start, end in pairwise([0, *ends]):
            column = np.bincount(owners[start:end], minlength=len(words))
            columns.append(column[:, None] / max(1, column.sum()))
        pieces.extend(found)
    return Cut(pieces, np.concatenate(columns, axis=1, dtype=np.float32))
