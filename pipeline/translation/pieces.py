"""SentencePiece pieces of a MarianMT model: text to pieces, pieces to text, and what the model does not know."""

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import ModelError
from pipeline.hub import reason

END = "</s>"
UNKNOWN = "<unk>"
_SPACE = "▁"
_LEAST_KNOWN = 0.5
"""Share of a SentencePiece model's pieces that its vocabulary has at least; of whole models it is nearly all."""


class Pieces:
    """The two SentencePiece models and the vocabulary of a MarianMT folder.

    Raises:
        ModelError: one of the files cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        loaded = []
        for name in ("source.spm", "target.spm"):
            try:
                loaded.append(SentencePieceProcessor(model_file=str(folder / name)))
            except (OSError, RuntimeError, ValueError) as error:
                raise ModelError(f"{folder / name}: sentencepiece cannot load it ({reason(error)})") from error
        self._source, self._target = loaded
        self.identifiers = read_vocabulary(folder / "vocab.json")
        for name, one in zip(("source.spm", "target.spm"), loaded, strict=True):
            pieces = [one.id_to_piece(number) for number in range(one.get_piece_size())]
            if sum(piece in self.identifiers for piece in pieces) < _LEAST_KNOWN * len(pieces):
                raise ModelError(
                    f"{folder / name}: most of its pieces are not in vocab.json; the two do not belong together"
                )

    def split(self, texts: Sequence[str]) -> list[list[str]]:
        """Cut normalised French texts into pieces, without the end mark."""
        return [list(pieces) for pieces in self._source.encode(list(texts), out_type=str)]

    def split_target(self, texts: Sequence[str]) -> list[list[str]]:
        """Cut normalised English texts into pieces, without the end mark."""
        return [list(pieces) for pieces in self._target.encode(list(texts), out_type=str)]

    def count(self, text: str) -> int:
        """Count the pieces of a normalised French text, without the end mark."""
        return len(self._source.encode(text))

    def knows(self, text: str) -> bool:
        """Tell whether every piece of a normalised text, as French and as English, is in the vocabulary."""
        pieces = [*self.split([text])[0], *self.split_target([text])[0]]
        return all(piece in self.identifiers for piece in pieces)

    def join(self, target: Sequence[str], source: Sequence[str] = ()) -> str:
        """Turn English pieces back into text; unknown ones are filled in, in order, by the source's unknown ones."""
        unknown = [piece for piece in source if piece not in self.identifiers and piece != _SPACE]
        return str(self._target.decode(fill_unknown(target, unknown))).replace(_SPACE, " ").strip()


def read_vocabulary(path: Path) -> dict[str, int]:
    """Read the numbers of all pieces.

    Raises:
        ModelError: the file cannot be read, or holds something else.
    """
    try:
        loaded: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path}: cannot be read ({reason(error)})") from error
    if not isinstance(loaded, dict) or not all(type(number) is int and number >= 0 for number in loaded.values()):
        raise ModelError(f"{path}: expected a JSON object of pieces and their numbers")
    if len(set(loaded.values())) < len(loaded):
        raise ModelError(f"{path}: gives several pieces one number; get a whole copy of the model")
    if missing := [mark for mark in (END, UNKNOWN) if mark not in loaded]:
        raise ModelError(f"{path}: lacks {' and '.join(missing)}; get a whole copy of the model")
    return loaded


def fill_unknown(target: Sequence[str], unknown: Sequence[str]) -> list[str]:
    """Replace each <unk> by the next piece that the model did not know either when it read it; drop what is over.

    >>> fill_unknown(["▁12", "▁", "<unk>", "▁or", "▁<unk>", "<unk>"], ["€", "▁☃"])
    ['▁12', '▁', '€', '▁or', '▁☃']
    """
    waiting = iter(unknown)
    filled = []
    for piece in target:
        if not piece.endswith(UNKNOWN):
            filled.append(piece)
            continue
        found = next(waiting, None)
        if found is not None:
            filled.append(found)
    return filled
