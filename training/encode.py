"""Pairs → pieces: both sides of every pair as one packed array of piece numbers each, each side closed by </s>."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from training.config import Config

Places = NDArray[np.int64]
END = 0
UNKNOWN = 1
"""The numbers of </s> and <unk>, as Marian has them; <pad> comes after the last piece."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Sentences laid end to end: sentence k is `numbers[starts[k]:starts[k + 1]]`."""

    numbers: NDArray[np.unsignedinteger]
    starts: Places

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> NDArray[np.unsignedinteger]:
        return self.numbers[self.starts[index] : self.starts[index + 1]]

    def lengths(self) -> Places:
        """How many pieces each sentence has, </s> included."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pairs of a run as pieces."""

    source: Packed
    target: Packed

    def __len__(self) -> int:
        return len(self.source)


def starts(lengths: Sequence[int] | NDArray[np.integer]) -> Places:
    """Give the start of each sentence, and the end of the last, from their lengths.

    >>> starts([3, 2]).tolist()
    [0, 3, 5]
    """
    places = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=places[1:])
    return places


def pack(sentences: Sequence[Sequence[int]]) -> Packed:
    """Lay sentences end to end, each closed by </s>.

    >>> packed = pack([[5, 6], [7]])
    >>> packed.numbers.tolist(), packed.starts.tolist(), packed[1].tolist()
    ([5, 6, 0, 7, 0], [0, 3, 5], [7, 0])
    """
    places = starts([len(sentence) + 1 for sentence in sentences])
    flat = (number for sentence in sentences for number in (*sentence, END))
    return Packed(np.fromiter(flat, np.uint16, count=int(places[-1])), places)


def load_processor(folder: Path) -> Any:
    """The SentencePiece model of a folder; its piece numbers are the vocabulary's."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_file=str(folder / "source.spm"))


def encode_pairs(lines: Iterable[str], processor: Any, max_pieces: int) -> Pieces:
    """Encode `French<TAB>English` lines; a pair with an empty side or one of `max_pieces` or more is left out."""
    columns = [line.split("\t") for line in lines]
    french: list[list[int]] = processor.encode([c[0] for c in columns])
    english: list[list[int]] = processor.encode([c[1] for c in columns])
    kept = [pair for pair in zip(french, english, strict=True) if all(0 < len(side) < max_pieces for side in pair)]
    return Pieces(pack([pair[0] for pair in kept]), pack([pair[1] for pair in kept]))


def save(pieces: Pieces, path: Path) -> None:
    """Write pieces to a safetensors file."""
    from safetensors.numpy import save_file

    source, target = pieces.source, pieces.target
    arrays: dict[str, NDArray[Any]] = {
        "source": source.numbers,
        "source_starts": source.starts,
        "target": target.numbers,
        "target_starts": target.starts,
    }
    save_file(arrays, path)


def load(path: Path) -> Pieces:
    """Read pieces that `save` wrote."""
    from safetensors.numpy import load_file

    arrays = load_file(path)
    return Pieces(Packed(arrays["source"], arrays["source_starts"]), Packed(arrays["target"], arrays["target_starts"]))


def encode_validation(config: "Config", processor: Any) -> Pieces | None:
    """Encode the first pairs of the first evaluation set; None if there is no set."""
    from pipeline.translation.normalise import normalise

    if not config.evaluate.sets:
        return None
    lines = config.evaluate.sets[0].read_text(encoding="utf-8").splitlines()[: config.evaluate.validation_pairs]
    normalised = ("\t".join(map(normalise, line.split("\t"))) for line in lines)
    return encode_pairs(normalised, processor, config.train.max_pieces)


def encode(config: "Config") -> None:
    """Write `pieces.safetensors` from `pairs.tsv` with the vocabulary of the run, and `validation.safetensors`."""
    processor = load_processor(config.work)
    with (config.work / "pairs.tsv").open(encoding="utf-8") as file:
        pieces = encode_pairs((line.rstrip("\n") for line in file), processor, config.train.max_pieces)
    save(pieces, config.work / "pieces.safetensors")
    validation = encode_validation(config, processor)
    if validation is not None:
        save(validation, config.work / "validation.safetensors")
    unknown = float((pieces.source.numbers == UNKNOWN).mean())
    counts = {"pairs": len(pieces), "source": len(pieces.source.numbers), "target": len(pieces.target.numbers)}
    print(json.dumps(counts | {"unknown source pieces": round(unknown, 6)}))
