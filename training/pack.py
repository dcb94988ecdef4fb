"""A run ready to train → an archive in parts that can be carried to another machine, and what comes back from there.

`pack` writes `pack/`; `training.gpu` trains from it, on a machine that may lack everything but PyTorch, transformers,
sentencepiece, safetensors and NumPy; `unpack` takes the weights from `back/`.
"""

import json
import shutil
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from training import encode
from training.encode import Packed, Pieces
from training.parts import MEBIBYTE, join, split

if TYPE_CHECKING:
    from training.config import Config

PACK, BACK = "pack.tar.xz", "back.tar"
PLAIN = ("settings.json", "source.spm", "links.safetensors")
"""What travels as it is; the links only if there are any."""


def slim(pieces: Pieces) -> dict[str, NDArray[Any]]:
    """Give pieces as arrays of 16 bits: lengths instead of starts.

    >>> fat(slim(Pieces(encode.pack([[5]]), encode.pack([[6, 7]])))).target.starts.tolist()
    [0, 3]
    """
    sides = {"source": pieces.source, "target": pieces.target}
    return {name: side.numbers.astype(np.uint16) for name, side in sides.items()} | {
        f"{name}_lengths": side.lengths().astype(np.uint16) for name, side in sides.items()
    }


def fat(arrays: dict[str, NDArray[Any]]) -> Pieces:
    """Give back the pieces that `slim` was given."""
    return Pieces(*(Packed(arrays[n], encode.starts(arrays[f"{n}_lengths"])) for n in ("source", "target")))


def pack(config: "Config") -> None:
    """Write `pack/`: options, vocabulary and pieces of a run, compressed, in parts of `transfer.there` MiB.

    Raises:
        ValueError: the run goes on from another's moments, which do not travel.
    """
    from safetensors.numpy import save_file

    if config.train.resume is not None:
        raise ValueError("train.resume: moments do not travel; go on from weights (shape.start)")
    work = config.work
    (work / "settings.json").write_text(config.model_dump_json(indent=1) + "\n", encoding="utf-8")
    archive = work / PACK
    with tarfile.open(archive, "w:xz", preset=6, dereference=True) as tar:
        for name in PLAIN[: 3 if config.train.guided > 0 else 2]:
            tar.add(work / name, name)
        for kind in ("pieces", "validation"):
            if (work / f"{kind}.safetensors").exists():
                save_file(slim(encode.load(work / f"{kind}.safetensors")), work / f"{kind}.slim")
                tar.add(work / f"{kind}.slim", f"{kind}.slim")
                (work / f"{kind}.slim").unlink()
    for part in split(archive, work / "pack", int(config.transfer.there * MEBIBYTE)):
        print(f"{part}: {part.stat().st_size / MEBIBYTE:.1f} MiB")
    archive.unlink()


def open_pack(parts: Path, work: Path) -> None:
    """Make `work`, on the other machine, from parts that are all there; it is there whole or not at all."""
    from safetensors.numpy import load_file

    aside = work.with_name(f"{work.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    join(parts, aside / PACK)
    with tarfile.open(aside / PACK) as tar:
        tar.extractall(aside, filter="data")
    (aside / PACK).unlink()
    for slimmed in sorted(aside.glob("*.slim")):
        encode.save(fat(load_file(slimmed)), slimmed.with_suffix(".safetensors"))
        slimmed.unlink()
    aside.rename(work)


def pack_back(work: Path, out: Path, size: int) -> None:
    """Write the averaged weights in float16 and the log, in parts of at most `size` bytes, to `out`."""
    from safetensors.torch import load_file, save_file

    half = {name: tensor.half() for name, tensor in load_file(work / "weights.safetensors").items()}
    save_file(half, work / "weights.half")
    with tarfile.open(work / BACK, "w") as tar:
        tar.add(work / "weights.half", "weights.safetensors")
        tar.add(work / "log.jsonl", "log.jsonl")
    split(work / BACK, out, size)


def unpack(config: "Config") -> None:
    """Write `weights.safetensors` and `log.jsonl` from the parts in `back/`; `evaluate` and `export` follow."""
    from safetensors.torch import load_file, save_file

    work = config.work
    join(work / "back", work / BACK)
    with tarfile.open(work / BACK) as tar:
        tar.extractall(work, filter="data")
    weights = {name: tensor.float() for name, tensor in load_file(work / "weights.safetensors").items()}
    save_file(weights, work / "weights.safetensors")
    (work / BACK).unlink()
    print(json.dumps({"tensors": len(weights), "parameters": sum(tensor.numel() for tensor in weights.values())}))
